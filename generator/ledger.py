"""The ledger: what each thing that a build makes was made from, so that the next one need not.

A *job* makes something of the corpus: a page, a feed, a part of the search index. The ledger keeps
for each the facts and settled values that it read (generator/library.py), what else it was given,
and its result. It is one file, safe to lose: without it, or where its digest is wrong, everything
is made again.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.library import Reads
from generator.publish import write_atomically

_FORMAT = "briefings ledger 2"
_DIGEST = 32
_LENGTH = 8
_SHORT = 16

_Numbers = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class _Entry:
    given: str
    result: Any
    reads: _Numbers
    behind: _Numbers
    values: Mapping[str, str]


class Ledger:
    """Remembers the jobs of the last build, and learns those of this one.

    `environment` stands for all that every job depends on (code, templates, settings): where it
    differs nothing is fresh. `fact` gives the value of one of the corpus now, by its name.
    """

    def __init__(self, file: Path, *, environment: str, fact: Callable[[str], str]) -> None:
        self._file = file
        self._environment = environment
        self._fact = fact
        self._numbers: dict[str, int] = {}
        self._entries: dict[str, _Entry] = {}
        self._old: dict[str, _Entry] = {}
        self._stale: frozenset[str] = frozenset()
        self._doubtful: frozenset[str] = frozenset()
        self._load()

    def fresh(self, name: str, given: str, settle: Callable[[], Reads] | None = None) -> Any | None:
        """Return the result of the job `name`, and keep it, if nothing it was made from differs.

        `settle` finds its settled values; it is asked where a fact behind them differs.
        """
        entry = self._old.get(name)
        if entry is None or name in self._stale or entry.given != _short(given):
            return None
        if name in self._doubtful:
            if settle is None:
                return None
            now = settle()
            if now.values != entry.values:
                return None
            entry = replace(entry, behind=self._numbered(now.behind))
        self._entries[name] = entry
        return entry.result

    def record(self, name: str, given: str, reads: Reads, result: Any) -> None:
        """Learn what a job read, what else it was given, and its result (JSON, not None)."""
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
        names = list(self._numbers)
        entries = self._entries.values()
        reads = [each for entry in entries for each in (entry.reads, entry.behind)]
        flat = np.concatenate([*reads, np.zeros(0, dtype=np.uint32)])
        is_used = np.zeros(len(names), dtype=bool)
        is_used[flat] = True
        used = np.flatnonzero(is_used)
        place = np.zeros(len(names) + 1, dtype=np.uint32)
        place[used] = np.arange(used.size, dtype=np.uint32)
        kept = [names[number] for number in used]
        head = {
            "format": _FORMAT,
            "environment": self._environment,
            "facts": kept,
            "values": [self._fact(name) for name in kept],
            "jobs": list(self._entries),
            "given": [entry.given for entry in entries],
            "results": [entry.result for entry in entries],
            "settled": [entry.values for entry in entries],
            "sizes": [int(each.size) for each in reads],
        }
        text = json.dumps(head, ensure_ascii=True, separators=(",", ":")).encode()
        body = len(text).to_bytes(_LENGTH, "little") + text + place[flat].astype("<u4").tobytes()
        digest = blake2b(body, digest_size=_DIGEST).digest()
        write_atomically(self._file, digest + body)

    def _load(self) -> None:
        try:
            content = self._file.read_bytes()
        except OSError:
            return
        body = memoryview(content)[_DIGEST:]
        if blake2b(body, digest_size=_DIGEST).digest() != content[:_DIGEST]:
            return
        size = int.from_bytes(body[:_LENGTH], "little")
        head = json.loads(bytes(body[_LENGTH : _LENGTH + size]))
        if head["format"] != _FORMAT or head["environment"] != self._environment:
            return
        flat = np.frombuffer(body[_LENGTH + size :], dtype="<u4")
        self._numbers = {name: number for number, name in enumerate(head["facts"])}
        fact = self._fact
        pairs = zip(head["facts"], head["values"], strict=True)
        differs = np.array([fact(name) != value for name, value in pairs], dtype=bool)
        # Of each job, where what it read begins, what lies behind its values, and the next one.
        bounds = np.concatenate([[0], np.cumsum(head["sizes"], dtype=np.int64)])
        hits = np.concatenate([[0], np.cumsum(differs[flat], dtype=np.int64)])[bounds]
        changed = np.diff(hits).reshape(-1, 2) != 0
        jobs, cuts = head["jobs"], bounds.tolist()
        rows = zip(head["given"], head["results"], head["settled"], strict=True)
        self._old = {
            name: _Entry(given, result, flat[begin:middle], flat[middle:end], values)
            for name, (given, result, values), begin, middle, end in zip(
                jobs, rows, cuts[:-1:2], cuts[1::2], cuts[2::2], strict=True
            )
        }
        self._stale, self._doubtful = (
            frozenset(jobs[number] for number in np.flatnonzero(side)) for side in changed.T
        )


def _short(given: str) -> str:
    """Return `given`, or its hash where that is shorter."""
    if len(given) <= 2 * _SHORT:
        return given
    data = given.encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=_SHORT).hexdigest()
