"""Related articles: those that share actors and key phrases which few others have.

Through an inverted index: an article meets only those that share something with it, and of what
very many share, only the nearest in time. No comparison of all pairs. Each article's surroundings
have a hash, and where that is as it was, what was found is found again.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

import numpy as np

from generator.corpus.likeness import hashed
from generator.corpus.neighbours import day_number
from generator.corpus.vectors import Array, offsets, sums
from generator.corpus_model import Related, Sketch, Story

MOST = 5
"""Related articles of one article."""
REASONS = 3
"""Shared actors, and shared phrases, that are given as the reason at most."""
_NEAREST = 16
"""Articles before, and after, that are met through one actor or phrase."""
_ENOUGH = 8
"""The least that two related articles share: a name that up to five have, or two that many have,
but not one name that dozens have, nor one common word."""

Item = tuple[str, str]
"""Kind ("actor", "state" or "topic") and slug of what an article is about; a state is an actor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedMemo:
    """A memo of :func:`find_related`: of each article by id the hash of its surroundings, and what
    is related to it, as JSON."""

    known: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """Return the memo as lines of JSON."""
        marks = [mark for mark, _ in self.known.values()]
        lines = [json.dumps([*self.known]), json.dumps(marks)]
        return "\n".join([*lines, *(found for _, found in self.known.values())]).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "RelatedMemo":
        """Return what :meth:`to_bytes` gave. Raises ValueError where the bytes are not that."""
        ids, marks, *found = data.decode().split("\n")
        try:
            rows = zip(json.loads(ids), json.loads(marks), found, strict=True)
            return cls(known={key: (mark, text) for key, mark, text in rows})
        except TypeError as error:
            raise ValueError("The memo holds no lists.") from error


class _Found(Mapping[str, tuple[Related, ...]]):
    """What is related to each article, read from the memo when it is asked for."""

    def __init__(self, known: Mapping[str, tuple[int, str]]) -> None:
        self._known = known

    def __getitem__(self, key: str) -> tuple[Related, ...]:
        return tuple(
            Related(briefing=other, actors=tuple(actors), topics=tuple(topics))
            for other, actors, topics in json.loads(self._known[key][1])
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def __repr__(self) -> str:
        return repr(dict(self))


def find_related(
    sketches: Sequence[Sketch],
    items: Mapping[str, Sequence[Item]],
    stories: Sequence[Story],
    memo: RelatedMemo | None = None,
) -> tuple[Mapping[str, tuple[Related, ...]], RelatedMemo]:
    """Return for each article by id the most related ones, best first, without its own story's.

    `items` are what each article is chiefly about, by its id. An article weighs what it shares by
    how few others have it, in steps of powers of two; equals are in the order of their distance in
    days. The order of `sketches` does not matter; `memo` is the second result of an earlier call,
    with any articles.
    """
    days = {each.id: day_number(each.published) for each in sketches}
    ids = sorted(days, key=lambda key: (days[key] is None, days[key] or 0, key))
    story = {one: each.slug for each in stories for one in each.briefings}
    index = _Index(ids, [days[key] for key in ids], items, [story.get(key, "") for key in ids])
    known = memo.known if memo else {}
    now: dict[str, tuple[int, str]] = {}
    for row, (key, mark) in enumerate(zip(ids, index.marks(), strict=True)):
        before = known.get(key)
        if before and before[0] == mark:
            now[key] = before
        else:
            now[key] = mark, json.dumps(index.related(row), separators=(",", ":"))
    return _Found(now), RelatedMemo(known=now)


class _Index:
    """Who has what: rows are articles by date, columns are what two or more of them share."""

    def __init__(
        self,
        ids: Sequence[str],
        days: Sequence[int | None],
        items: Mapping[str, Sequence[Item]],
        stories: Sequence[str],
    ) -> None:
        self._ids, self._days, self._stories = ids, days, stories
        columns: dict[Item, int] = {}
        rows = [{columns.setdefault(each, len(columns)) for each in items[key]} for key in ids]
        flat = np.array([column for row in rows for column in row], dtype=np.int64)
        owners = np.repeat(np.arange(len(ids)), [len(row) for row in rows])
        holders = np.bincount(flat, minlength=len(columns))
        self._all, self._ends = flat, offsets(np.array([len(row) for row in rows], dtype=np.int64))
        shared = holders[flat] > 1
        self._columns, self._owners = flat[shared], owners[shared]
        self._first = offsets(np.bincount(self._owners, minlength=len(ids)))
        self._items = list(columns)
        self._weights = [
            _weight(*item, int(count)) if count > 1 else 0
            for item, count in zip(self._items, holders, strict=True)
        ]
        # The same entries by column; within one they are by date.
        order = np.argsort(self._columns * max(1, len(ids)) + self._owners)
        self._held = self._owners[order]
        starts = offsets(np.bincount(self._columns, minlength=len(columns)))
        place = np.arange(order.size)
        low = np.maximum(place - _NEAREST, starts[self._columns[order]])
        high = np.minimum(place + _NEAREST + 1, starts[self._columns[order] + 1])
        few = holders[self._columns[order]] <= 2 * _NEAREST
        low[few] = starts[self._columns[order]][few]
        high[few] = starts[self._columns[order] + 1][few]
        self._low, self._high = np.zeros_like(low), np.zeros_like(high)
        self._low[order], self._high[order] = low, high

    def marks(self) -> list[int]:
        """Return a hash for each row of all that decides what is related to it."""
        named = np.array([hashed(f"{kind} {slug}") for kind, slug in self._items], dtype=np.uint64)
        weighed = named + np.array(self._weights, dtype=np.uint64)
        factor = np.uint64(0x9E3779B97F4A7C15)
        own = np.array(
            [
                hashed(f"{key}\0{day}\0{story}")
                for key, day, story in zip(self._ids, self._days, self._stories, strict=True)
            ],
            dtype=np.uint64,
        )
        whole = (own ^ (sums(_mixed(named)[self._all], self._ends) * factor)) * factor
        total = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(_mixed(whole[self._held]))])
        around = total[self._high] - total[self._low]
        met = _mixed(_mixed(weighed)[self._columns] ^ (around * factor))
        marks: list[int] = _mixed(whole ^ sums(met, self._first)).tolist()
        return marks

    def related(self, row: int) -> list[tuple[str, list[str], list[str]]]:
        """Return what is related to one row, best first, as the fields of ``Related``."""
        scores: defaultdict[int, int] = defaultdict(int)
        for entry in range(self._first[row], self._first[row + 1]):
            weight = self._weights[self._columns[entry]]
            for other in self._held[self._low[entry] : self._high[entry]].tolist():
                scores[other] += weight
        story = self._stories[row]
        best = sorted(
            (-score, self._apart(row, other), self._ids[other], other)
            for other, score in scores.items()
            if score >= _ENOUGH and other != row and not (story and story == self._stories[other])
        )
        mine = set(self._of(row))
        return [
            (self._ids[other], *self._reason(mine.intersection(self._of(other))))
            for *_, other in best[:MOST]
        ]

    def _of(self, row: int) -> list[int]:
        columns: list[int] = self._columns[self._first[row] : self._first[row + 1]].tolist()
        return columns

    def _apart(self, one: int, other: int) -> float:
        first, second = self._days[one], self._days[other]
        return inf if first is None or second is None else abs(first - second)

    def _reason(self, shared: set[int]) -> tuple[list[str], list[str]]:
        """Return the rarest of the shared actors and of the shared topics."""
        rarest = sorted(
            (-self._weights[column], slug, kind)
            for column in shared
            for kind, slug in [self._items[column]]
        )
        actors = [slug for _, slug, kind in rarest if kind != "topic"]
        topics = [slug for _, slug, kind in rarest if kind == "topic"]
        return actors[:REASONS], topics[:REASONS]


def _weight(kind: str, slug: str, holders: int) -> int:
    """Weigh what so many articles share; a phrase of one word is seldom about one thing, nor is all
    that happens in a state."""
    weight = 12 - 2 * min(5, (holders - 1).bit_length() - 1)
    says_little = kind == "state" or (kind == "topic" and "-" not in slug)
    return weight // 2 if says_little else weight


def _mixed(numbers: Array) -> Array:
    """Spread the bits (the finaliser of MurmurHash3)."""
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        numbers = (numbers ^ (numbers >> np.uint64(33))) * np.uint64(factor)
    mixed: Array = numbers ^ (numbers >> np.uint64(33))
    return mixed
