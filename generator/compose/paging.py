"""Long lists in parts, so that no page grows with the corpus."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar
from zlib import crc32

T = TypeVar("T")
_SHARE = 3
"""Chunks are a third as long as they may be, on average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[T]):
    """A part of a list. ``number`` is 0 for the part that stands on the list's own page, else it
    names the page: 1 has the end of the list, and is the oldest."""

    number: int
    items: Sequence[T]
    newer: int | None = None
    older: int | None = None


def in_parts(items: Sequence[T], size: int) -> Iterator[Part[T]]:
    """Divide `items` (latest first) into a first part and older ones of exactly `size`.

    Parts are counted from the oldest, so that a new item changes the first part alone; that one
    has between `size` and twice `size` items where there are older ones.
    """
    older = max(0, len(items) // size - 1)
    first = len(items) - older * size
    yield Part(number=0, items=items[:first], older=older or None)
    for number in range(older, 0, -1):
        start = first + (older - number) * size
        yield Part(
            number=number,
            items=items[start : start + size],
            newer=number + 1 if number < older else 0,
            older=number - 1 or None,
        )


def in_chunks(items: Sequence[T], most: int, key: Callable[[T], str]) -> list[list[T]]:
    """Divide sorted `items` into chunks of at most `most` (unless keys repeat), so that one item
    more or less changes the chunk it falls in, seldom its neighbours, and none further off.

    Where a chunk may begin is decided by the hash of an item's `key` alone (content-defined
    chunking; Muthitacharoen, Chen, Mazières, "A low-bandwidth network file system", 2001).
    """
    starts = [crc32(key(item).encode("utf-8", "replace")) for item in items]
    ranges = _split(starts, 0, len(items), most, max(2, most // _SHARE))
    return [list(items[low:high]) for low, high in ranges]


def _split(
    starts: Sequence[int], low: int, high: int, most: int, every: int
) -> Iterator[tuple[int, int]]:
    """Yield the chunks of a range: one, or as many as begin at one in `every` items, each of which
    is divided in its turn where it is still too long."""
    if high - low <= most or every < 1:
        yield low, high
        return
    places = (at for at in range(low + 1, high) if starts[at] % every == 0)
    for begin, end in pairwise((low, *places, high)):
        yield from _split(starts, begin, end, most, every // 2)
