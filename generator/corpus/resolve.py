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

from msgspec import structs

from generator.corpus.offices import is_office, state_of
from generator.corpus_model import Appearance, CorpusActor, Sketch, SketchedActor
from generator.model import ActorType
from generator.prominence import actor_order
from generator.slugs import ages_of, distinct, slugify

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
_MARKS = re.compile(r"['’]s\b|[.'’]")
_WORD = re.compile(r"\w+")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){3,8}")


def resolve_actors(
    briefings: Sequence[Sketch], apart: Mapping[str, Iterable[str]]
) -> tuple[CorpusActor, ...]:
    """Merge the actors of `briefings` (latest first) into actors of the corpus.

    `apart` maps names to the short names that, as people said, do not stand for them.

    Most prominent first (generator/prominence.py).
    """
    # Actors that read the same are the same, and are taken as one from the start.
    nodes: list[_Node] = []
    known: dict[_Profile, list[_Place]] = {}
    apart_by_state: dict[tuple[_Profile, str], list[_Place]] = {}
    keys = _Keys()
    count = 0
    for briefing in briefings:
        state: str | None = None
        for actor in briefing.actors:
            profile = (actor.name, actor.type, actor.canonical, actor.aliases)
            places = known.get(profile)
            if places is None:
                key = keys[actor.name]
                if key and _KIN[actor.type] == "body" and is_office(key):
                    state = state_of(briefing) if state is None else state
                    places = apart_by_state.get((profile, state))
                    if places is None:
                        places = apart_by_state[profile, state] = []
                        nodes.append(_Node(actor, keys, state, places))
                else:
                    places = known[profile] = []
                    if key:
                        nodes.append(_Node(actor, keys, "", places))
            places.append((count, Appearance(briefing.id, actor)))
            count += 1
    groups = _Groups(len(nodes))
    divided = {(name_key(one), name_key(other)) for one in apart for other in apart[one]}
    divided |= {(other, one) for one, other in divided}
    _join_same_names(nodes, groups, divided)
    _join_short_names(nodes, groups, divided)
    return _actors(nodes, groups, ages_of(briefings))


_Place = tuple[int, Appearance]
"""An appearance, and its number among those of all articles, which are latest first."""
_Profile = tuple[str, ActorType, str | None, tuple[str, ...]]


class _Keys(dict[str, str]):
    """Names as they are compared."""

    def __missing__(self, name: str) -> str:
        key = self[name] = name_key(name)
        return key


class _Node:
    """Actors of articles that read the same: an example with its names as they are compared, the
    state whose they are where every state has such a body, and all places where they stand."""

    __slots__ = ("actor", "aliases", "canonical", "key", "kin", "places", "state")

    def __init__(
        self, actor: SketchedActor, keys: Mapping[str, str], state: str, places: list[_Place]
    ) -> None:
        self.actor = actor
        self.places = places
        self.kin = _KIN[actor.type]
        self.key = keys[actor.name]
        self.canonical = keys[actor.canonical or ""]
        self.aliases = {keys[alias] for alias in actor.aliases}
        self.state = state


def name_key(name: str) -> str:
    """Return `name` as it is compared: no case, accents, full stops, possessive or article."""
    plain = name.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = _WORD.findall(_MARKS.sub("", plain))
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
    nodes: Sequence[_Node], groups: _Groups, divided: Set[tuple[str, str]]
) -> None:
    """Join actors of one name: always within a kind, and across body and place if the name has
    several words. A person never joins with anything else.

    An actor's canonical name counts as its name, unless people said that its name is not one.
    A body such as every state has joins only with that of the same state: the one that its
    article is mostly about.
    """
    same: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        key, kin, canonical = node.key, node.kin, node.canonical
        keys = {key}
        if kin == "body" and is_office(key):
            keys = {f"{key} of {node.state}"}
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
    nodes: Sequence[_Node], groups: _Groups, divided: Set[tuple[str, str]]
) -> None:
    """Join an actor who is only known by a short name to the one actor it can stand for."""
    named: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    meant: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    names: defaultdict[int, set[str]] = defaultdict(set)
    for index, node in enumerate(nodes):
        kin, name, root = node.kin, node.key, groups.find(index)
        names[root].add(name)
        named[kin, name].add(root)
        if kin != "person" and _is_acronym(node.actor.name):
            named["acronym", name].add(root)
        for short in _short_names(node):
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


def _short_names(node: _Node) -> Iterable[str]:
    """Return the keys by which others may call an actor, none of them its name."""
    shorts, name = set(node.aliases), node.key
    words = name.split()
    if node.kin == "person" and len(words) > 1:
        shorts.add(words[-1])
        initials = [word for word in words[1:-1] if len(word) == 1]
        if initials and len(words[0]) > 1:
            shorts.add(" ".join(word for word in words if word not in initials))
    if node.actor.type == "ORG":
        # "Supreme Court" may be the short name of many, "Acme" is that of Acme Holdings.
        shorts = {
            short
            for short in shorts
            if not is_office(short) and (name.startswith(f"{short} ") or " " not in short)
        }
    return shorts - {name, ""}


def _actors(
    nodes: Sequence[_Node], groups: _Groups, ages: Mapping[str, int]
) -> tuple[CorpusActor, ...]:
    clusters: defaultdict[int, list[_Node]] = defaultdict(list)
    for index, node in enumerate(nodes):
        clusters[groups.find(index)].append(node)
    actors = [*map(_actor, clusters.values())]
    # By where they first stood, which no later article changes: an address should last.
    first = [min(each.appearances, key=lambda seen: ages[seen.briefing]) for each in actors]
    identities = [_identity(seen) for seen in first]
    order = sorted(
        (ages[seen.briefing], identity, slugify(actor.name))
        for seen, identity, actor in zip(first, identities, actors, strict=True)
    )
    slugs = distinct((identity, slug) for _, identity, slug in order)
    named = (
        structs.replace(actor, slug=slugs[identity])
        for identity, actor in zip(identities, actors, strict=True)
    )
    return tuple(sorted(named, key=actor_order))


def _actor(nodes: Sequence[_Node]) -> CorpusActor:
    """Join nodes into one actor; what all places of a node have in common is counted once."""
    names: Counter[str] = Counter()
    types: Counter[ActorType] = Counter()
    aliases: set[str] = set()
    places: list[_Place] = []
    for node in nodes:
        names[node.actor.name] += len(node.places)
        types[node.actor.type] += len(node.places)
        aliases |= {node.actor.name, *node.actor.aliases}
        places += node.places
    if len(nodes) > 1:
        places.sort()
    roles = Counter(role for _, seen in places if (role := seen.actor.role))
    name = min(names, key=lambda text: (" " not in text, -names[text], *_plainness(text), text))
    return CorpusActor(
        slug="",
        name=name,
        type=min(types, key=lambda each: (-types[each], each)),
        roles=tuple(sorted(roles.items(), key=lambda item: (-item[1], item[0]))),
        aliases=tuple(sorted(aliases - {name}, key=lambda text: (text.casefold(), text))),
        appearances=tuple(seen for _, seen in places),
    )


def _plainness(name: str) -> tuple[bool, int]:
    """Sort a fuller name first, but one with an article last."""
    return name.casefold().startswith("the "), -len(name)


def _identity(first: Appearance) -> str:
    """Distinguish clusters of one name, by what the article calls each in which it first stood."""
    return "\n".join((first.briefing, first.actor.name, first.actor.type))
