"""The ledger: what each thing that a build makes was made from, so that the next one need not.

A *job* makes something of the corpus: a page, a feed, a part of the search index. The ledger keeps
for each the facts and settled values that it read (generator/library.py), what else it was given,
and its result. It is one file, safe to lose: without it, or where it is damaged, everything is made
again.

Tens of thousands of jobs read a million facts, and a build changes few of them: they stand in
arrays of numbers, from which those that differ are picked, and most are written as they were read.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from generator.inventory import frame, seal, unframe, unseal
from generator.library import Reads
from generator.publish import write_atomically

_FORMAT = "briefings ledger 3"
_SHORT = 16

_Numbers = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class _Entry:
    given: str
    result: Any
    reads: _Numbers
    behind: _Numbers
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Table:
    """Jobs in their order. Of the job at place n, the numbers of the facts that it read begin in
    ``flat`` at ``bounds[2n]``, those behind its values at ``bounds[2n + 1]``; ``settled`` has the
    values of those jobs that settle some, by place."""

    jobs: Sequence[str]
    given: Sequence[str]
    results: Sequence[Any]
    settled: Mapping[int, Mapping[str, str]]
    bounds: npt.NDArray[np.int64]
    flat: _Numbers

    def entry(self, place: int) -> _Entry:
        """Return what is known of the job at `place`."""
        begin, middle, end = self.bounds[2 * place : 2 * place + 3].tolist()
        return _Entry(
            given=self.given[place],
            result=self.results[place],
            reads=self.flat[begin:middle],
            behind=self.flat[middle:end],
            values=self.settled.get(place, {}),
        )

    def with_fact(self, is_such: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Say of each job whether such a fact is among those that it read, and among those behind
        its values; two columns."""
        hits = np.concatenate([[0], np.cumsum(is_such[self.flat], dtype=np.int64)])
        found: npt.NDArray[np.bool_] = np.diff(hits[self.bounds]).reshape(-1, 2) != 0
        return found

    def some(self, places: Sequence[int], more: Mapping[str, _Entry]) -> "_Table":
        """Return the jobs at `places`, which ascend, and then `more` jobs."""
        is_chosen = np.zeros(len(self.jobs), dtype=bool)
        is_chosen[list(places)] = True
        sizes = np.diff(self.bounds).reshape(-1, 2)
        old = self.flat[np.repeat(is_chosen, sizes.sum(axis=1))]
        entries = list(more.values())
        new = [each for entry in entries for each in (entry.reads, entry.behind)]
        counts = [sizes[is_chosen].ravel(), np.array([each.size for each in new], dtype=np.int64)]
        settled = [*(self.settled.get(place) for place in places), *(e.values for e in entries)]
        return _Table(
            jobs=[*(self.jobs[place] for place in places), *more],
            given=[*(self.given[place] for place in places), *(e.given for e in entries)],
            results=[*(self.results[place] for place in places), *(e.result for e in entries)],
            settled={place: values for place, values in enumerate(settled) if values},
            bounds=np.concatenate([[0], np.cumsum(np.concatenate(counts), dtype=np.int64)]),
            flat=np.concatenate([old, *new]),
        )


_NO_JOBS = _Table(
    jobs=(),
    given=(),
    results=(),
    settled={},
    bounds=np.zeros(1, dtype=np.int64),
    flat=np.zeros(0, dtype=np.uint32),
)


class Ledger:
    """Remembers the jobs of the last build, and learns those of this one.

    `environment` stands for all that every job depends on (code, templates, settings): where it
    differs nothing is fresh. `fact` gives the value of one of the corpus now, by its name.
    """

    def __init__(self, file: Path, *, environment: str, fact: Callable[[str], str]) -> None:
        self._file = file
        text = f"{_FORMAT}\n{environment}".encode("utf-8", "surrogatepass")
        self._kind = blake2b(text, digest_size=_SHORT).digest()
        self._fact = fact
        facts, values, self._old = self._load()
        self._values = [*map(fact, facts)]  # of the first of ``_numbers``
        pairs = zip(self._values, values, strict=True)
        differs = np.array([now != before for now, before in pairs], dtype=bool)
        stale, doubtful = self._old.with_fact(differs).T
        self._stale: Sequence[bool] = stale.tolist()
        self._doubtful: Sequence[bool] = doubtful.tolist()
        self._numbers = {name: number for number, name in enumerate(facts)}
        self._places = {name: place for place, name in enumerate(self._old.jobs)}
        self._kept: set[int] = set()
        self._entries: dict[str, _Entry] = {}

    def fresh(self, name: str, given: str, settle: Callable[[], Reads] | None = None) -> Any | None:
        """Return the result of the job `name`, and keep it, if nothing it was made from differs.

        `settle` finds its settled values; it is asked where a fact behind them differs.
        """
        place = self._places.get(name)
        if place is None or self._stale[place] or self._old.given[place] != _short(given):
            return None
        if not self._doubtful[place]:
            self._kept.add(place)
            return self._old.results[place]
        if settle is None:
            return None
        now, entry = settle(), self._old.entry(place)
        if now.values != entry.values:
            return None
        self._entries[name] = replace(entry, behind=self._numbered(now.behind))
        return entry.result

    def record(self, name: str, given: str, reads: Reads, result: Any) -> None:
        """Learn what a job read, what else it was given, and its result (JSON, not None); what was
        known of it is forgotten."""
        self._kept.discard(self._places.get(name, -1))
        self._entries[name] = _Entry(
            _short(given),
            result,
            self._numbered(reads.facts),
            self._numbered(reads.behind),
            dict(sorted(reads.values.items())),
        )

    def _numbered(self, facts: Iterable[str]) -> _Numbers:
        numbers = self._numbers
        found = [numbers.setdefault(each, len(numbers)) for each in sorted(facts)]
        return np.array(found, dtype=np.uint32)

    def save(self) -> None:
        """Write the ledger of this build. Raises PublishError."""
        table = self._old.some(sorted(self._kept), self._entries)
        names = list(self._numbers)
        is_used = np.zeros(len(names), dtype=bool)
        is_used[table.flat] = True
        used = np.flatnonzero(is_used)
        place = np.zeros(len(names) + 1, dtype=np.uint32)
        place[used] = np.arange(used.size, dtype=np.uint32)
        values = [*self._values, *map(self._fact, names[len(self._values) :])]
        chosen = used.tolist()
        head = {
            "facts": [names[number] for number in chosen],
            "values": [values[number] for number in chosen],
            "jobs": table.jobs,
            "given": table.given,
            "results": table.results,
            "settled": [*table.settled.items()],
        }
        sections = (
            msgspec.json.encode(head),
            table.bounds.astype("<i8").tobytes(),
            place[table.flat].astype("<u4").tobytes(),
        )
        write_atomically(self._file, seal(frame(sections), kind=self._kind))

    def _load(self) -> tuple[Sequence[str], Sequence[str], _Table]:
        """Return the facts of the last build with their values then, and its jobs."""
        data = unseal(self._file, kind=self._kind)
        if data is None:
            return (), (), _NO_JOBS
        text, bounds, flat = unframe(data)
        head = msgspec.json.decode(text)
        table = _Table(
            jobs=head["jobs"],
            given=head["given"],
            results=head["results"],
            settled=dict(head["settled"]),
            bounds=np.frombuffer(bounds, dtype="<i8"),
            flat=np.frombuffer(flat, dtype="<u4"),
        )
        return head["facts"], head["values"], table


def _short(given: str) -> str:
    """Return `given`, or its hash where that is shorter."""
    if len(given) <= 2 * _SHORT:
        return given
    data = given.encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=_SHORT).hexdigest()
