"""Actor resolution: which actors of different articles are one person, body, state or place.

Deterministic and conservative: two clusters join on evidence from names alone, and on an
abbreviated name (a surname, an acronym, an alias) only where the corpus knows exactly one actor
whom it can stand for. Linear in the number of actors; no comparison of all pairs.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import pairwise

from generator.corpus.offices import is_office, state_of
from generator.corpus.slugs import distinct, slugify
from generator.model import ActorType, Appearance, CorpusActor, Sketch, SketchedActor

# A name of several words says enough for an organisation to be the same although one article's
# analysis called it a place; a single word ("Jordan", "Washington") does not.
_KIN: dict[ActorType, str] = {
    "PERSON": "person",
    "ORG": "body",
    "GPE": "place",
    "LOC": "place",
    "NORP": "body",
}

# Initials are one body's whatever an analysis that saw nothing but them took them for.
_ACRONYM = re.compile(r"(?:[A-Z]\.?){3,8}")


def resolve_actors(
    briefings: Sequence[Sketch], apart: Mapping[str, Iterable[str]]
) -> tuple[CorpusActor, ...]:
    """Merge the actors of `briefings` (latest first) into actors of the corpus.

    `apart` maps names to the short names that, as people said, do not stand for them.

    Most prominent first: by the number of articles, then by the sum of salience, then by name.
    """
    nodes = [
        Appearance(briefing=briefing.id, actor=actor)
        for briefing in briefings
        for actor in briefing.actors
        if name_key(actor.name)
    ]
    groups = _Groups(len(nodes))
    divided = {(name_key(one), name_key(other)) for one in apart for other in apart[one]}
    divided |= {(other, one) for one, other in divided}
    states = {briefing.id: state_of(briefing) for briefing in briefings}
    _join_same_names(nodes, groups, divided, states)
    _join_short_names(nodes, groups, divided)
    return _actors(nodes, groups)


def name_key(name: str) -> str:
    """Return `name` as it is compared: no case, accents, full stops, possessive or article."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub(r"['’]s\b|[.'’]", "", plain)
    words = re.findall(r"\w+", plain)
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


class _Groups:
    """Disjoint sets of node numbers; the smallest number stands for its set."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, node: int) -> int:
        while self._parent[node] != node:
            self._parent[node] = self._parent[self._parent[node]]
            node = self._parent[node]
        return node

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low


def _join_same_names(
    nodes: Sequence[Appearance],
    groups: _Groups,
    divided: Set[tuple[str, str]],
    states: Mapping[str, str],
) -> None:
    """Join actors of one name: always within a kind, and across body and place if the name has
    several words. A person never joins with anything else.

    An actor's canonical name counts as its name, unless people said that its name is not one.
    A body such as every state has joins only with that of the same state: `states` says which
    state each briefing is mostly about.
    """
    same: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        key, kin = name_key(node.actor.name), _KIN[node.actor.type]
        keys = {key}
        if kin == "body" and is_office(key):
            keys = {f"{key} of {states[node.briefing]}"}
        canonical = name_key(node.actor.canonical or "")
        if canonical and kin != "person" and (key, canonical) not in divided:
            keys.add(canonical)
        for name in sorted(keys):
            same[kin, name].append(index)
            if kin != "person" and (" " in name or _is_acronym(node.actor.name)):
                same["any", name].append(index)
    for indices in same.values():
        for one, other in pairwise(indices):
            groups.join(one, other)


def _join_short_names(
    nodes: Sequence[Appearance], groups: _Groups, divided: Set[tuple[str, str]]
) -> None:
    """Join an actor who is only known by a short name to the one actor it can stand for."""
    named: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    meant: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    names: defaultdict[int, set[str]] = defaultdict(set)
    for index, node in enumerate(nodes):
        kin, root = _KIN[node.actor.type], groups.find(index)
        name = name_key(node.actor.name)
        names[root].add(name)
        named[kin, name].add(root)
        if kin != "person" and _is_acronym(node.actor.name):
            named["acronym", name].add(root)
        for short in _short_names(node.actor, name):
            meant[kin, short].add(root)
        if kin != "person":
            for alias in filter(_is_acronym, node.actor.aliases):
                meant["acronym", name_key(alias)].add(root)
    for key in sorted(named):
        bearers = {groups.find(root) for root in named[key]}
        candidates = {
            groups.find(root)
            for root in meant.get(key, set())
            if not any((key[1], name) in divided for name in names[root])
        } - bearers
        if len(bearers) == 1 and len(candidates) == 1:
            groups.join(*bearers, *candidates)


def _is_acronym(name: str) -> bool:
    return _ACRONYM.fullmatch(name) is not None


def _short_names(actor: SketchedActor, name: str) -> Iterable[str]:
    """Yield the keys by which others may call `actor`, none of them its name."""
    shorts = {name_key(alias) for alias in actor.aliases}
    words = name.split()
    if actor.type == "PERSON" and len(words) > 1:
        shorts.add(words[-1])
        initials = [word for word in words[1:-1] if len(word) == 1]
        if initials and len(words[0]) > 1:
            shorts.add(" ".join(word for word in words if word not in initials))
    if actor.type == "ORG":
        # "Supreme Court" may be the short name of many, "Acme" is that of Acme Holdings.
        shorts = {
            short
            for short in shorts
            if not is_office(short) and (name.startswith(f"{short} ") or " " not in short)
        }
    return shorts - {name, ""}


def _actors(nodes: Sequence[Appearance], groups: _Groups) -> tuple[CorpusActor, ...]:
    clusters: defaultdict[int, list[Appearance]] = defaultdict(list)
    for index, node in enumerate(nodes):
        clusters[groups.find(index)].append(node)
    actors = [_actor(appearances) for appearances in clusters.values()]
    slugs = distinct((_identity(actor), slugify(actor.name)) for actor in actors)
    return tuple(
        CorpusActor(
            slug=slugs[_identity(actor)],
            name=actor.name,
            type=actor.type,
            roles=actor.roles,
            aliases=actor.aliases,
            appearances=actor.appearances,
        )
        for actor in sorted(actors, key=_prominence)
    )


def _actor(appearances: Sequence[Appearance]) -> CorpusActor:
    names = Counter(each.actor.name for each in appearances)
    types = Counter(each.actor.type for each in appearances)
    roles = Counter(role for each in appearances if (role := each.actor.role))
    name = min(names, key=lambda text: (" " not in text, -names[text], *_plainness(text), text))
    kind = min(types, key=lambda each: (-types[each], each))
    aliases = {alias for each in appearances for alias in each.actor.aliases} | set(names)
    return CorpusActor(
        slug="",
        name=name,
        type=kind,
        roles=tuple(sorted(roles.items(), key=lambda item: (-item[1], item[0]))),
        aliases=tuple(sorted(aliases - {name}, key=lambda text: (text.casefold(), text))),
        appearances=tuple(appearances),
    )


def _plainness(name: str) -> tuple[bool, int]:
    """Sort a fuller name first, but one with an article last."""
    return name.casefold().startswith("the "), -len(name)


def _identity(actor: CorpusActor) -> str:
    """Distinguish clusters of one name: by kind, then by where they first stand."""
    first = min(each.briefing for each in actor.appearances)
    return "\n".join((actor.name, actor.type, first))


def _prominence(actor: CorpusActor) -> tuple[int, float, str, str]:
    articles = len({each.briefing for each in actor.appearances})
    salience = sum(each.actor.salience for each in actor.appearances)
    return -articles, -round(salience, 6), actor.name.casefold(), actor.type
