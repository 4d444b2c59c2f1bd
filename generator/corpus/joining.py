"""Which actors of articles are one, by their names: the evidence that :mod:`.resolve` joins by."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import pairwise

from generator.corpus.offices import is_office
from generator.corpus_model import Appearance, SketchedActor
from generator.model import ActorType

# A name of several words says enough for an organisation to be the same although one article's
# analysis called it a place; a single word ("Jordan", "Washington") does not.
KIN: dict[ActorType, str] = {
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


Place = tuple[int, Appearance]
"""An appearance, and its number among those of all articles, which are latest first."""


class Keys(dict[str, str]):
    """Names as they are compared."""

    def __missing__(self, name: str) -> str:
        key = self[name] = name_key(name)
        return key


class Node:
    """Actors of articles that read the same: an example with its names as they are compared, the
    state whose they are where every state has such a body, and all places where they stand."""

    __slots__ = ("actor", "aliases", "canonical", "key", "kin", "places", "state")

    def __init__(
        self, actor: SketchedActor, keys: Mapping[str, str], state: str, places: list[Place]
    ) -> None:
        self.actor = actor
        self.places = places
        self.kin = KIN[actor.type]
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


class Groups:
    """Disjoint sets of node numbers; the smallest number stands for its set."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, node: int) -> int:
        """Return the number that stands for the set of `node`."""
        while self._parent[node] != node:
            self._parent[node] = self._parent[self._parent[node]]
            node = self._parent[node]
        return node

    def join(self, one: int, other: int) -> None:
        """Make one set of two."""
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low


def join_same_names(nodes: Sequence[Node], groups: Groups, divided: Set[tuple[str, str]]) -> None:
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
        known = canonical and kin != "person" and not is_office(canonical)
        if known and (key, canonical) not in divided:
            keys.add(canonical)
        for name in sorted(keys):
            same[kin, name].append(index)
            if kin != "person" and (" " in name or _is_acronym(node.actor.name)):
                same["any", name].append(index)
    for indices in same.values():
        for one, other in pairwise(indices):
            groups.join(one, other)


def join_short_names(nodes: Sequence[Node], groups: Groups, divided: Set[tuple[str, str]]) -> None:
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


def _short_names(node: Node) -> Iterable[str]:
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
