"""The ledger: what each thing that a build makes was made from, so that the next one need not.

A *job* makes something of the corpus: a page, a feed, a part of the search index. The ledger keeps
for each the facts that it read (generator/library.py), what else it was given, and its result. It
is one file, safe to lose: without it, or where its digest is wrong, everything is made again.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.publish import write_atomically

_FORMAT = "briefings ledger 1"
_DIGEST = 32
_LENGTH = 8


@dataclass(frozen=True, slots=True)
class _Entry:
    given: str
    reads: npt.NDArray[np.uint32]
    result: Any


class Ledger:
    """Remembers the jobs of the last build, and learns those of this one.

    `environment` stands for all that every job depends on (code, templates, settings): where it
    differs nothing is fresh. `facts` are those of the corpus now.
    """

    def __init__(self, file: Path, *, environment: str, facts: Mapping[str, str]) -> None:
        self._file = file
        self._environment = environment
        self._facts = facts
        self._numbers: dict[str, int] = {}
        self._entries: dict[str, _Entry] = {}
        self._old: dict[str, _Entry] = {}
        self._stale: frozenset[str] = frozenset()
        self._load()

    def fresh(self, name: str, given: str) -> Any | None:
        """Return the result of the job `name`, and keep it, if nothing it was made from differs."""
        entry = self._old.get(name)
        if entry is None or name in self._stale or entry.given != given:
            return None
        self._entries[name] = entry
        return entry.result

    def record(self, name: str, given: str, reads: Iterable[str], result: Any) -> None:
        """Learn what a job read, what else it was given, and its result (JSON, not None)."""
        numbers = self._numbers
        found = [numbers.setdefault(each, len(numbers)) for each in sorted(reads)]
        self._entries[name] = _Entry(given, np.array(found, dtype=np.uint32), result)

    def save(self) -> None:
        """Write the ledger of this build. Raises PublishError."""
        names = list(self._numbers)
        entries = self._entries.values()
        reads = [entry.reads for entry in entries]
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
            "values": [self._facts.get(name, "") for name in kept],
            "jobs": list(self._entries),
            "given": [entry.given for entry in entries],
            "results": [entry.result for entry in entries],
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
        now = self._facts
        pairs = zip(head["facts"], head["values"], strict=True)
        differs = np.array([now.get(name, "") != value for name, value in pairs], dtype=bool)
        ends = np.cumsum(head["sizes"], dtype=np.int64)
        begins = ends - np.array(head["sizes"], dtype=np.int64)
        hits = np.concatenate([[0], np.cumsum(differs[flat], dtype=np.int64)])
        stale = hits[ends] != hits[begins]
        rows = zip(head["jobs"], head["given"], head["results"], begins, ends, strict=True)
        self._old = {
            name: _Entry(given, flat[begin:end], result) for name, given, result, begin, end in rows
        }
        self._stale = frozenset(name for name, old in zip(head["jobs"], stale, strict=True) if old)
