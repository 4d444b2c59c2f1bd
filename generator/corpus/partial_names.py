"""Persons who are known by part of a name in some articles, and by all of it in others.

Middle names and second surnames come and go ("Ana Duarte", "Lima Duarte", "Lima" are "Ana Lima
Duarte"), but namesakes have them too: so what the articles tell besides must speak for it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import combinations

from generator.corpus.joining import Groups, Node, name_key

_ENOUGH = 2
"""Other people and bodies that the articles of both must tell of; the same role is as good as one.
States are no evidence: any two articles tell of the same ones."""
_MOST_WORDS = 6
"""Words of a name whose parts are looked for: there are at most 2 to the power of it."""

_Pair = tuple[int, int]


def join_partial_names(
    nodes: Sequence[Node], groups: Groups, divided: Set[tuple[str, str]]
) -> None:
    """Join a person known by part of a name to the one who has all of it, if there is but one.

    No article may tell of both as two. What may be one in the same way counts as the same beside
    them: two brothers, each with his second surname in one article and without it in the other.
    """
    pairs = [*_pairs(nodes, groups, divided)]
    if not pairs:
        return
    articles, roles, casts = _context(nodes, groups, {each for pair in pairs for each in pair})
    maybe = {*pairs, *((other, one) for one, other in pairs)}
    same = []
    for one, other in pairs:
        here, there = ({who for at in articles[each] for who in casts[at]} for each in (one, other))
        beside = len(here & there - {one, other})
        beside += sum((a, b) in maybe for a in here - {one} for b in there - {other})
        alike = any(a <= b or b <= a for a in roles[one] for b in roles[other])
        if beside + alike >= _ENOUGH:
            same.append((one, other))
    for one, other in same:
        one, other = groups.find(one), groups.find(other)  # noqa: PLW2901 - an earlier pair's join
        if one != other and not articles[one] & articles[other]:
            groups.join(one, other)
            articles[groups.find(one)] = articles[one] | articles[other]


def _pairs(nodes: Sequence[Node], groups: Groups, divided: Set[tuple[str, str]]) -> Iterator[_Pair]:
    """Yield the groups of those known by part of a name, with that of the only one it fits."""
    named: defaultdict[str, set[int]] = defaultdict(set)
    whole: defaultdict[str, set[int]] = defaultdict(set)
    names: defaultdict[int, set[str]] = defaultdict(set)
    for index, node in enumerate(nodes):
        if node.kin == "person":
            root = groups.find(index)
            named[node.key].add(root)
            names[root].add(node.key)
            for part in name_parts(node.key):
                whole[part].add(root)
    for key in sorted(named.keys() & whole.keys()):
        candidates = whole[key] - named[key]
        if len(named[key]) == len(candidates) == 1:
            (one,), (other,) = named[key], candidates
            if not any((a, b) in divided for a in names[one] for b in names[other]):
                yield one, other


def name_parts(key: str) -> Iterator[str]:
    """Yield the parts of a name of three words or more that may stand for it: some of its words in
    their order, but neither the first alone (anybody's) nor the last (a short name already)."""
    words = key.split()
    if 2 < len(words) <= _MOST_WORDS:
        yield from words[1:-1]
        for count in range(2, len(words)):
            yield from map(" ".join, combinations(words, count))


def _context(
    nodes: Sequence[Node], groups: Groups, some: Set[int]
) -> tuple[dict[int, set[str]], dict[int, set[frozenset[str]]], dict[str, set[int]]]:
    """Return the articles and the roles (their words) of `some` groups, and which people and bodies
    are in each of those articles."""
    articles: defaultdict[int, set[str]] = defaultdict(set)
    roles: defaultdict[int, set[frozenset[str]]] = defaultdict(set)
    casts: defaultdict[str, set[int]] = defaultdict(set)
    cast = [(groups.find(at), node) for at, node in enumerate(nodes) if node.kin != "place"]
    for root, node in cast:
        if root in some:
            for _, seen in node.places:
                articles[root].add(seen.briefing)
                if words := name_key(seen.actor.role or "").split():
                    roles[root].add(frozenset(words))
    wanted = set().union(*articles.values())
    for root, node in cast:
        for _, seen in node.places:
            if seen.briefing in wanted:
                casts[seen.briefing].add(root)
    return articles, roles, casts
