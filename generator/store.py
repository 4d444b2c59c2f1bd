"""SQLite: what was extracted from which seed, and its sketch.

One file, safe to lose: a damaged or older one is set aside and everything is computed again.
"""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from generator.errors import StoreDamage, StoreError
from generator.model import Briefing, Refusal

SCHEMA_VERSION = 5
SCHEMA = """
CREATE TABLE seed (
    path TEXT PRIMARY KEY, digest BLOB NOT NULL, record BLOB NOT NULL
);
CREATE TABLE extraction (
    fingerprint TEXT PRIMARY KEY, digest BLOB NOT NULL, briefing BLOB NOT NULL
);
CREATE TABLE sketch (
    fingerprint TEXT PRIMARY KEY, variant TEXT NOT NULL, digest BLOB NOT NULL, sketch BLOB NOT NULL
);
CREATE TABLE memo (
    name TEXT PRIMARY KEY, variant TEXT NOT NULL, digest BLOB NOT NULL, content BLOB NOT NULL
);
"""

_LAST = "last build"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedRecord:
    """What the last build knew of a seed.

    ``parts`` are the named hashes its result depends on; ``fingerprints`` are its articles'
    extractions, in order; ``refusals`` what was refused; ``reason`` why it was extracted then.
    """

    parts: Mapping[str, str]
    fingerprints: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a briefing lies in the store, and when its article arrived."""

    fingerprint: str
    arrived: str | None


class Store:
    """The cache of one collection; use it as a context manager.

    Everything is written in one transaction when the block ends without an exception. Each row
    carries its digest, so that a flipped byte costs a repetition and never a wrong result. Raises
    StoreError where the folder cannot be written, StoreDamage where the file turns out broken.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def __enter__(self) -> Self:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._db = self._open()
            # SQLite may quote damaged text in its message, which Python then cannot decode.
            except (sqlite3.DatabaseError, UnicodeDecodeError, _OtherVersionError):
                self._discard()
                self._db = self._open()
        except (OSError, sqlite3.OperationalError) as error:
            raise StoreError(
                str(self._file), f"cannot be written ({error})", "make the folder writable"
            ) from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._db.commit()
            elif isinstance(error, sqlite3.DatabaseError | UnicodeDecodeError):
                raise error
            elif isinstance(error, StoreDamage):
                self._discard()
            else:
                self._db.rollback()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as problem:
            if _comes_from_outside(problem):
                raise StoreError(
                    str(self._file),
                    f"cannot be written ({problem})",
                    "free some space and build again",
                ) from None
            self._discard()
            raise StoreDamage(
                str(self._file), f"is damaged ({problem})", "build again: it was deleted"
            ) from None
        finally:
            self._db.close()

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._file, timeout=60)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                db.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
            elif version != SCHEMA_VERSION:
                raise _OtherVersionError
        except BaseException:
            db.close()
            raise
        return db

    def _discard(self) -> None:
        for suffix in ("", "-wal", "-shm", "-journal"):
            self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)

    # Seeds

    def seeds(self) -> dict[str, SeedRecord]:
        """Return what the last build knew of all seeds, by path, but damaged records."""
        rows = self._db.execute("SELECT path, digest, record FROM seed")
        found = ((path, _seed_record(row)) for path, *row in rows)
        return {path: record for path, record in found if record is not None}

    def keep_seed(self, path: str, record: SeedRecord) -> None:
        """Remember a seed's outcome for the next build."""
        packed = _json(asdict(record)).encode("utf-8", "surrogatepass")
        self._db.execute(
            "INSERT OR REPLACE INTO seed VALUES (?, ?, ?)", (path, _digest(packed), packed)
        )

    def forget_others(self, paths: Iterable[str], fingerprints: Iterable[str]) -> None:
        """Drop all seeds but those at `paths`, and all extractions but `fingerprints`."""
        self._keep_only("seed", "path", set(paths))
        kept = set(fingerprints)
        self._keep_only("extraction", "fingerprint", kept)
        self._keep_only("sketch", "fingerprint", kept)

    def _keep_only(self, table: str, column: str, kept: set[str]) -> None:
        rows = self._db.execute(f"SELECT {column} FROM {table}")  # noqa: S608 - our own names
        gone = [(key,) for (key,) in rows if key not in kept]
        self._db.executemany(f"DELETE FROM {table} WHERE {column} = ?", gone)  # noqa: S608 - same

    # Extractions

    def fingerprints(self) -> frozenset[str]:
        """Return the fingerprints of all briefings that are memoised."""
        rows = self._db.execute("SELECT fingerprint FROM extraction")
        return frozenset(fingerprint for (fingerprint,) in rows)

    def drop(self, fingerprint: str) -> None:
        """Forget one briefing for good, whatever becomes of the present transaction."""
        self._db.rollback()
        for table in ("extraction", "sketch"):
            self._db.execute(
                f"DELETE FROM {table} WHERE fingerprint = ?",  # noqa: S608 - our own names
                (fingerprint,),
            )
        self._db.commit()

    def extraction(self, fingerprint: str) -> Briefing | None:
        """Return a memoised briefing, or None where there is none or it is damaged."""
        row = self._db.execute(
            "SELECT digest, briefing FROM extraction WHERE fingerprint = ?", (fingerprint,)
        ).fetchone()
        if not _is_whole(row):
            return None
        try:
            return Briefing.from_json(zlib.decompress(row[1]))
        except (zlib.error, ValueError):
            return None

    def keep_extraction(self, fingerprint: str, briefing: Briefing) -> None:
        """Memoise a briefing at once, so that an interrupted build need not repeat it."""
        packed = zlib.compress(briefing.to_json(), 6)
        self._db.execute(
            "INSERT OR REPLACE INTO extraction VALUES (?, ?, ?)",
            (fingerprint, _digest(packed), packed),
        )

    # Sketches

    def sketches(self, variant: str) -> Iterator[tuple[str, bytes]]:
        """Yield all sketches of a `variant` with their fingerprints, but damaged ones."""
        rows = self._db.execute(
            "SELECT fingerprint, digest, sketch FROM sketch WHERE variant = ?", (variant,)
        )
        for fingerprint, *row in rows:
            if _is_whole(row):
                yield fingerprint, row[1]

    def keep_sketch(self, fingerprint: str, variant: str, sketch: bytes) -> None:
        """Memoise a sketch; `variant` says what it depends on besides its briefing."""
        self._db.execute(
            "INSERT OR REPLACE INTO sketch VALUES (?, ?, ?, ?)",
            (fingerprint, variant, _digest(sketch), sketch),
        )

    # Memos

    def memos(self, variant: str) -> dict[str, bytes]:
        """Return the memos of a `variant` by name, but damaged ones."""
        rows = self._db.execute(
            "SELECT name, digest, content FROM memo WHERE variant = ?", (variant,)
        )
        return {name: content for name, *row in rows for content in row[1:] if _is_whole(row)}

    def keep_memos(self, variant: str, memos: Mapping[str, bytes]) -> None:
        """Remember what the corpus found out; `variant` is that of the code that did."""
        self._db.executemany("DELETE FROM memo WHERE name = ?", ((name,) for name in memos))
        rows = ((name, variant, _digest(data), data) for name, data in sorted(memos.items()))
        self._db.executemany("INSERT INTO memo VALUES (?, ?, ?, ?)", rows)

    def last(self, environment: str, key: str) -> list[list[Any]] | None:
        """Return the inputs of the last build that ended, if it was of this `key`, else None."""
        found = self.memos(environment).get(_LAST)
        told = json.loads(found) if found else {}
        return list(told["inputs"]) if told.get("key") == key else None

    def keep_last(self, environment: str, key: str, inputs: Sequence[Sequence[Any]]) -> None:
        """Remember what a build was made of, now that all is written."""
        content = json.dumps({"key": key, "inputs": inputs}, separators=(",", ":"))
        self.keep_memos(environment, {_LAST: content.encode()})

    def forget_last(self) -> None:
        """Forget what the last build was made of, for good: this one begins to write."""
        self._db.execute("DELETE FROM memo WHERE name = ?", (_LAST,))
        self._db.commit()

    def checkpoint(self) -> None:
        """Commit what was extracted so far."""
        self._db.commit()


def _comes_from_outside(problem: Exception) -> bool:
    """Say whether the disk or another process is to blame, not what stands in the file."""
    outside = {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
    # The low byte is the primary code; text that is no UTF-8 is Python's error and has none.
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF in outside


class _OtherVersionError(Exception):
    """The file was written by another version of this module."""


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _is_whole(row: Any) -> bool:
    """Say whether a row (digest, content) is there and says what was once written."""
    return row is not None and isinstance(row[1], bytes) and _digest(row[1]) == row[0]


def _seed_record(row: Any) -> SeedRecord | None:
    if not _is_whole(row):
        return None
    try:
        return _seed_records().decode(row[1])
    except msgspec.DecodeError:
        return None


@cache
def _seed_records() -> msgspec.json.Decoder[SeedRecord]:
    return msgspec.json.Decoder(SeedRecord)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
