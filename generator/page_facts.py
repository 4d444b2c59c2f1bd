"""What the HTML and the warnings of each page depend on besides its own Markdown, in one table.

A fact is that a file, or an anchor in a page, is there. Facts are numbers, and those of all pages
stand in one array: of fifty thousand pages a build looks at a few, and asks one question of all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from typing import Self

import numpy as np
import numpy.typing as npt

from generator.inventory import frame, unframe

Numbers = npt.NDArray[np.uint64]
"""Facts as numbers, one dimension."""

_FACTS = np.dtype("<u8")
_BOUNDS = np.dtype("<i8")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PageFacts:
    """``asks`` are the facts that a page was rendered by, ``anchors`` those that it makes true."""

    asks: Numbers
    anchors: Numbers
    warnings: tuple[str, ...] = ()


def fact(text: str) -> int:
    """Return the number of a fact: ``path`` (such a file is there) or ``path#anchor``."""
    data = text.encode("utf-8", "surrogateescape")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")


def facts(texts: Iterable[str]) -> Numbers:
    """Return facts as numbers."""
    return np.fromiter(map(fact, texts), dtype=np.uint64)


class PageTable(Mapping[str, PageFacts]):
    """The facts of pages by their Markdown file; ``warnings`` has those pages that have some."""

    def __init__(
        self,
        names: Sequence[str] = (),
        bounds: npt.NDArray[np.int64] | None = None,
        numbers: Numbers | None = None,
        warnings: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._names = names
        self._place = {name: place for place, name in enumerate(names)}
        # Of the page at place n, what it asks begins at 2n, its anchors at 2n + 1.
        self._bounds = np.zeros(1, dtype=np.int64) if bounds is None else bounds
        self._numbers = np.zeros(0, dtype=np.uint64) if numbers is None else numbers
        self.warnings = warnings or {}

    @classmethod
    def of(cls, old: "PageTable", kept: Iterable[str], fresh: Mapping[str, PageFacts]) -> Self:
        """Return the table of `fresh` pages and those of an `old` one that are `kept`."""
        names = [name for name in kept if name not in fresh]
        places = np.array([old._place[name] for name in names], dtype=np.int64)
        ends = np.stack([old._bounds[2 * places + side] for side in range(3)], axis=1)
        chosen = [old._numbers[begin:end] for begin, _, end in ends.tolist()]
        made = list(chain.from_iterable((each.asks, each.anchors) for each in fresh.values()))
        sizes = np.concatenate(
            [np.diff(ends, axis=1).ravel(), np.array([len(each) for each in made], dtype=np.int64)]
        )
        told = {name: old.warnings[name] for name in names if name in old.warnings}
        told |= {name: each.warnings for name, each in fresh.items() if each.warnings}
        return cls(
            [*names, *fresh],
            np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)]),
            np.concatenate([*chosen, *made, np.zeros(0, dtype=np.uint64)]),
            told,
        )

    def __getitem__(self, name: str) -> PageFacts:
        place = 2 * self._place[name]
        begin, middle, end = self._bounds[place : place + 3]
        return PageFacts(
            asks=self._numbers[begin:middle],
            anchors=self._numbers[middle:end],
            warnings=self.warnings.get(name, ()),
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._place

    def asking(self, some: Iterable[int]) -> frozenset[str]:
        """Return the pages that were rendered by one of `some` facts."""
        wanted = np.fromiter(some, dtype=np.uint64)
        if not wanted.size:
            return frozenset()
        hits = np.flatnonzero(np.isin(self._numbers, wanted))
        sides = np.searchsorted(self._bounds, hits, side="right") - 1
        return frozenset(self._names[side // 2] for side in sides.tolist() if side % 2 == 0)

    def asking_for(self, paths: Iterable[str]) -> frozenset[str]:
        """Return the pages that were rendered by whether there is a file at one of `paths`."""
        return self.asking(map(fact, paths))

    def to_bytes(self) -> bytes:
        """Return the table without its warnings."""
        return frame(
            (
                "\0".join(self._names).encode("utf-8", "surrogateescape"),
                self._bounds.astype(_BOUNDS).tobytes(),
                self._numbers.astype(_FACTS).tobytes(),
            )
        )

    @classmethod
    def from_bytes(cls, data: bytes, warnings: Mapping[str, Iterable[str]]) -> Self:
        """Return the table that :meth:`to_bytes` wrote, with its warnings. Raises ValueError."""
        names, bounds, numbers = unframe(data)
        return cls(
            names.decode("utf-8", "surrogateescape").split("\0") if names else [],
            np.frombuffer(bounds, dtype=_BOUNDS),
            np.frombuffer(numbers, dtype=_FACTS),
            {name: tuple(lines) for name, lines in warnings.items()},
        )
