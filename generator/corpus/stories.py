"""Stories: articles that tell of the same event.

Average-link clustering, one article at a time in the order of their arrival: an article joins the
story that it is most like on average, if that is enough, and two stories become one when an
article between them makes them alike. So a later article never takes an earlier one out of its
story, and a story keeps the address of the article it began with.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np

from generator.corpus.copies import shared_shingles, shingles
from generator.corpus.likeness import Cast
from generator.corpus.neighbours import SCALE, Likeness, Pairs, neighbours
from generator.corpus.vectors import Array
from generator.corpus.verdicts import Judge, Shingles, Verdicts
from generator.corpus_model import Sketch, Story

ALIKE = 0.22
"""Average likeness of the articles of one story (benchmarks/stories.py)."""
TAKEN_OVER = 0.5
"""Share of an article's shingles in another from which it is no source of its own."""
_LATEST = 30
"""Earlier articles of a story that each is compared with for that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesMemo:
    """A memo of :func:`gather_stories`: how alike articles are, and who takes over whose text."""

    likeness: Likeness
    taken: Verdicts

    def to_bytes(self) -> bytes:
        """Return the memo as bytes."""
        likeness = self.likeness.to_bytes()
        return b"%d\n%b%b" % (len(likeness), likeness, self.taken.to_bytes())

    @classmethod
    def from_bytes(cls, data: bytes) -> "StoriesMemo":
        """Return what :meth:`to_bytes` gave. Raises ValueError where the bytes are not that."""
        size, _, rest = data.partition(b"\n")
        return cls(
            likeness=Likeness.from_bytes(rest[: int(size)]),
            taken=Verdicts.from_bytes(rest[int(size) :]),
        )


def gather_stories(
    sketches: Sequence[Sketch],
    copies: Sequence[Sketch],
    copy_of: Mapping[str, str],
    *,
    casts: Mapping[str, Cast],
    addresses: Mapping[str, str],
    text_of: Callable[[str], str],
    memo: StoriesMemo | None = None,
) -> tuple[tuple[Story, ...], StoriesMemo]:
    """Return the stories of two or more of `sketches`, the one with the latest article first.

    `copies` only count among the sources. `casts` are the main actors of each article by its id,
    `text_of` returns its text. The order of `sketches` does not matter. `memo` is the second result
    of an earlier call, with any articles.
    """
    ordered = sorted(sketches, key=_arrival)
    pairs, likeness = neighbours(ordered, casts, memo.likeness if memo else None)
    judge = Judge(lambda key: shingles(text_of(key)), taken_over, memo.taken if memo else None)
    printed: defaultdict[str, list[Sketch]] = defaultdict(list)
    for copy in copies:
        printed[copy_of[copy.id]].append(copy)
    stories = [
        _story([ordered[number] for number in numbers], printed, addresses, judge)
        for numbers in _grouped(pairs, len(ordered))
    ]
    latest = {each.id: each.published or "" for each in ordered}
    stories.sort(key=lambda story: story.slug)
    stories.sort(key=lambda story: max(latest[one] for one in story.briefings), reverse=True)
    return tuple(stories), StoriesMemo(likeness=likeness, taken=judge.verdicts())


def taken_over(one: Shingles, other: Shingles) -> bool:
    """Say whether the greater part of the shorter of two texts stands in the other."""
    smaller = min(one.size, other.size)
    return bool(smaller) and shared_shingles(one, other) >= TAKEN_OVER * smaller


def _grouped(pairs: Pairs, count: int) -> list[list[int]]:
    """Group `count` articles, and return the groups of two or more.

    Groups whose articles are all less alike than ``ALIKE`` never meet, so each part that is
    connected by such pairs is clustered by itself, and most articles are in none.
    """
    enough = round(ALIKE * SCALE)
    part = _connected(pairs.one[pairs.value >= enough], pairs.other[pairs.value >= enough], count)
    within = part[pairs.one] == part[pairs.other]
    members: defaultdict[int, list[int]] = defaultdict(list)
    for number in np.flatnonzero(np.bincount(part, minlength=count)[part] > 1).tolist():
        members[int(part[number])].append(number)
    likeness: dict[int, dict[int, float]] = {
        number: {} for numbers in members.values() for number in numbers
    }
    for one, other, value in zip(
        pairs.one[within].tolist(),
        pairs.other[within].tolist(),
        pairs.value[within].tolist(),
        strict=True,
    ):
        likeness[one][other] = likeness[other][one] = value
    groups = []
    for numbers in members.values():
        place = {number: at for at, number in enumerate(numbers)}
        rows = [
            {place[other]: value for other, value in likeness[number].items()} for number in numbers
        ]
        groups += [
            [numbers[at] for at in group] for group in cluster(rows, alike=enough) if len(group) > 1
        ]
    return groups


def _connected(one: Array, other: Array, count: int) -> Array:
    """Return for each number the smallest that it is connected with, itself among them."""
    part = np.arange(count)
    while True:
        before = part.copy()
        lower = np.minimum(part[one], part[other])
        np.minimum.at(part, one, lower)
        np.minimum.at(part, other, lower)
        part = part[part]
        if np.array_equal(part, before):
            return part


def cluster(likeness: Sequence[Mapping[int, float]], *, alike: float = ALIKE) -> list[list[int]]:
    """Group the articles 0, 1, ... by the `likeness` that each has with others.

    Each group is in ascending order, and groups are by their first.
    """
    groups = _Groups(alike)
    for number, others in enumerate(likeness):
        groups.add(number, {other: value for other, value in others.items() if other < number})
    return groups.all()


class _Groups:
    """Groups, each under the number of its first member, and the sums of likeness between them."""

    def __init__(self, alike: float) -> None:
        self._alike = alike
        self._members: dict[int, list[int]] = {}
        self._home: list[int] = []
        self._ties: dict[int, dict[int, float]] = {}

    def all(self) -> list[list[int]]:
        return [sorted(self._members[first]) for first in sorted(self._members)]

    def add(self, number: int, others: Mapping[int, float]) -> None:
        """Add an article as a group of its own, and join groups while two are alike."""
        self._members[number] = [number]
        self._home.append(number)
        ties: dict[int, float] = {}
        for other, value in others.items():
            home = self._home[other]
            ties[home] = ties.get(home, 0.0) + value
        self._ties[number] = ties
        for home, value in ties.items():
            self._ties[home][number] = value
        first: int | None = number
        while first is not None:
            first = self._join_nearest(first)

    def _join_nearest(self, first: int) -> int | None:
        """Join a group with the one most like it, and return it, or None where none is enough."""
        size = len(self._members[first])
        value, _, nearest = max(
            (
                (round(total / (size * len(self._members[other])), 9), -other, other)
                for other, total in self._ties[first].items()
            ),
            default=(0.0, 0, first),
        )
        if value < self._alike:
            return None
        one, other = sorted((first, nearest))
        for member in self._members[other]:
            self._home[member] = one
        self._members[one] += self._members.pop(other)
        kept = self._ties[one]
        kept.pop(other)
        for home, total in self._ties.pop(other).items():
            if home != one:
                kept[home] = kept.get(home, 0.0) + total
                self._ties[home][one] = kept[home]
                del self._ties[home][other]
        return one


def _arrival(sketch: Sketch) -> tuple[str, str, str, str]:
    """Sort by arrival, where it is known, so that what comes late does not come before others."""
    return (
        sketch.arrived or "9999",
        sketch.published or "9999",
        sketch.file,
        sketch.id,
    )


def _story(
    members: Sequence[Sketch],
    printed: Mapping[str, Sequence[Sketch]],
    addresses: Mapping[str, str],
    judge: Judge,
) -> Story:
    everything = [each for one in members for each in (one, *printed.get(one.id, ()))]
    return Story(
        slug=addresses[members[0].id],
        first=members[0].id,
        briefings=tuple(
            each.id for each in sorted(members, key=lambda s: (s.published or "9999", _arrival(s)))
        ),
        sources=tuple(sorted({name for each in everything if (name := _outlet(each))})),
        independent=_independent(members, judge),
    )


def _independent(members: Sequence[Sketch], judge: Judge) -> int:
    """Count the sources, without those whose text stands for the greater part in another's."""
    outlets: list[Set[str]] = []
    for number, member in enumerate(members):
        mine = {_outlet(member) or ""}
        for before in members[max(0, number - _LATEST) : number]:
            if judge(before, member):
                mine |= {_outlet(before) or ""}
        joined = [group for group in outlets if group & mine]
        outlets = [group for group in outlets if not group & mine]
        outlets.append(mine.union(*joined))
    return len(outlets)


def _outlet(sketch: Sketch) -> str | None:
    """Return who printed an article: its source, or the host of its address."""
    if sketch.source and sketch.source.strip():
        return sketch.source.strip()
    try:
        host = urlsplit(sketch.url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
