"""Finds the seeds and reads each one's bytes, once. This is the only module that trusts no path.

A seed may be anything that lies in the folder, put there by anyone. So nothing is followed,
nothing is waited for, and what is hashed is what was read.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from generator.errors import SettingsError
from generator.model import Refusal, Source
from generator.shown_paths import shown_path

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".jsonl")
"""The formats that the readers know."""

_SIDECARS = (".yml", ".yaml")
_MOST_SIDECAR_BYTES = 256 * 1024
_DEEPEST = 30  # folders inside folders
_CHUNK = 1 << 20

_TAKE_OUT = "take it out of the seeds folder"
_PUT_FILE = "put the file itself there"


class _Problem(Exception):  # noqa: N818 - it never leaves this module; it becomes a Refusal
    """Why a file is not read: cause and remedy."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(cause, remedy)
        self.cause = cause
        self.remedy = remedy


class _Entry(NamedTuple):
    """A file found in the folder: its shown path, the names that lead to it, and what is known
    to be wrong with it."""

    path: str
    names: tuple[str, ...]
    problem: _Problem | None = None


def discover(
    seeds: Path,
    *,
    max_bytes: int,
    arrived: Mapping[str, str] | None = None,
    suffixes: Collection[str] = SUFFIXES,
) -> Iterator[Source | Refusal]:
    """Yield each seed below `seeds`, or why it is refused, in code point order of their paths.

    Hidden files and folders are skipped, and so are the sidecars that belong to a seed
    (``a.txt.yml`` or ``a.yml`` beside ``a.txt``). `max_bytes` is the largest file that is read.
    `arrived` are dates by path, as ``arrival.arrival_dates`` gives them. Raises SettingsError where
    `seeds` is no folder that can be read.
    """
    with _folder(seeds) as root, closing(_Folders(root)) as folders:
        entries = sorted(_entries(root, ()), key=lambda entry: entry.path)
        known = {entry.names for entry in entries if entry.problem is None}
        sidecars: dict[tuple[str, ...], tuple[str, ...]] = {}
        for entry in entries:
            if _split(entry.names[-1])[1] in suffixes and entry.problem is None:
                for names in _sidecar_names(entry.names):
                    if names in known:
                        sidecars[entry.names] = names
                        break
        used = set(sidecars.values())
        for entry in entries:
            if entry.names in used:
                continue
            try:
                data, sidecar = _read(
                    folders,
                    entry,
                    sidecars.get(entry.names),
                    max_bytes=max_bytes,
                    suffixes=suffixes,
                )
            except _Problem as problem:
                yield Refusal(path=entry.path, cause=problem.cause, remedy=problem.remedy)
                continue
            yield Source(
                path=entry.path,
                data=data,
                sha256=hashlib.sha256(data).hexdigest(),
                sidecar=sidecar,
                arrived=(arrived or {}).get(entry.path),
            )


def load(
    file: Path, *, max_bytes: int, path: str, suffixes: Collection[str] = SUFFIXES
) -> Source | Refusal:
    """Read one file named by a person, with the sidecar beside it, under the name `path`.

    A symbolic link that a person names is followed; otherwise as in :func:`discover`.
    """
    place = file.resolve()
    try:
        with _folder(place.parent) as root, closing(_Folders(root)) as folders:
            beside = (
                names
                for names in _sidecar_names((place.name,))
                if (place.parent / names[0]).is_file()
            )
            data, sidecar = _read(
                folders,
                _Entry(path, (place.name,), _problem_of(place)),
                next(beside, None),
                max_bytes=max_bytes,
                suffixes=suffixes,
            )
    except _Problem as problem:
        return Refusal(path=path, cause=problem.cause, remedy=problem.remedy)
    return Source(path=path, data=data, sha256=hashlib.sha256(data).hexdigest(), sidecar=sidecar)


def _problem_of(place: Path) -> _Problem | None:
    if place.is_file() or not place.exists():
        return None
    return _Problem("is not a regular file", _TAKE_OUT)


@contextmanager
def _folder(seeds: Path) -> Iterator[int]:
    try:
        root = os.open(seeds, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        cause = f"the seeds folder cannot be read ({_reason(error)})"
        raise SettingsError(str(seeds), cause, "create it, or name another one") from None
    try:
        yield root
    finally:
        os.close(root)


def _entries(folder: int, above: tuple[str, ...]) -> Iterator[_Entry]:
    """Yield every file below an open folder, in no particular order."""
    with os.scandir(folder) as found:
        listed = [
            (
                item.name,
                item.is_symlink(),
                item.is_file(follow_symlinks=False),
                item.is_dir(follow_symlinks=False),
            )
            for item in found
        ]
    for name, is_link, is_file, is_folder in listed:
        names = (*above, name)
        path = shown_path("/".join(names))
        if name.startswith("."):
            continue
        if is_link:
            yield _Entry(path, names, _Problem("is a symbolic link", _PUT_FILE))
        elif is_file:
            yield _Entry(path, names)
        elif not is_folder:  # not even opened: opening a device can act on it
            yield _Entry(path, names, _Problem("is not a regular file", _TAKE_OUT))
        elif len(names) > _DEEPEST:
            cause = f"is a folder more than {_DEEPEST} levels deep"
            yield _Entry(path, names, _Problem(cause, "move its files up"))
        else:
            try:
                inner = os.open(name, _AS_FOLDER, dir_fd=folder)
            except OSError as error:
                problem = _Problem(f"is a folder that cannot be read ({_reason(error)})", _TAKE_OUT)
                yield _Entry(path, names, problem)
                continue
            try:
                yield from _entries(inner, names)
            finally:
                os.close(inner)


_AS_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_AS_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


def _split(name: str) -> tuple[str, str]:
    """Return a file's name without its suffix, and the suffix in lower case."""
    stem, dot, suffix = name.rpartition(".")
    return (stem, dot + suffix.lower()) if stem else (name, "")


def _sidecar_names(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield where a seed's sidecar may lie, the most particular name first."""
    for base in (names[-1], _split(names[-1])[0]):
        for suffix in _SIDECARS:
            yield (*names[:-1], base + suffix)


class _Folders:
    """Opens the folders below an open `root`, and keeps the last one open: seeds come in the order
    of their paths, so that most lie beside the one before."""

    def __init__(self, root: int) -> None:
        self._root = root
        self._names: tuple[str, ...] = ()
        self._opened: list[int] = []

    def at(self, names: tuple[str, ...]) -> int:
        """Return the folder to which `names` lead, open until the next call. Raises OSError."""
        if names != self._names:
            self.close()
            try:
                for name in names:
                    above = self._opened[-1] if self._opened else self._root
                    self._opened.append(os.open(name, _AS_FOLDER, dir_fd=above))
            except OSError:
                self.close()
                raise
            self._names = names
        return self._opened[-1] if names else self._root

    def close(self) -> None:
        """Close what was opened."""
        while self._opened:
            os.close(self._opened.pop())
        self._names = ()


def _read(
    folders: _Folders,
    entry: _Entry,
    sidecar: tuple[str, ...] | None,
    *,
    max_bytes: int,
    suffixes: Collection[str],
) -> tuple[bytes, bytes | None]:
    """Return a seed's bytes and its sidecar's. Raises _Problem."""
    if entry.problem is not None:
        raise entry.problem
    _check_suffix(entry.names[-1], suffixes)
    data = _bytes(folders, entry.names, max_bytes)
    if sidecar is None:
        return data, None
    try:
        return data, _bytes(folders, sidecar, _MOST_SIDECAR_BYTES)
    except _Problem as problem:
        cause = f"has a sidecar {shown_path(sidecar[-1])} that {problem.cause}"
        raise _Problem(cause, problem.remedy) from None


def _check_suffix(name: str, suffixes: Collection[str]) -> None:
    suffix = _split(name)[1]
    if suffix in suffixes:
        return
    if suffix in _SIDECARS:
        remedy = "name it after its seed, as in article.txt.yml, or delete it"
        raise _Problem("is a sidecar that no seed uses", remedy)
    shown = shown_path(suffix)
    cause = f"has the suffix '{shown}', which no reader knows" if suffix else "has no suffix"
    raise _Problem(cause, f"rename it to one of {', '.join(suffixes)}, or take it out")


def _bytes(folders: _Folders, names: tuple[str, ...], most: int) -> bytes:
    """Return what a regular file holds. Raises _Problem where it is none, or too large."""
    try:
        folder = folders.at(names[:-1])
        file = os.open(names[-1], _AS_FILE, dir_fd=folder)
        try:
            before = os.fstat(file)
            _check_regular(before)
            if before.st_size > most:
                cause = f"has {before.st_size:,} bytes, more than {most:,}"
                raise _Problem(cause, "split it into its articles, or raise the limit")
            data = _all(file, before.st_size)
            after = os.fstat(file)
        finally:
            os.close(file)
    except FileNotFoundError:
        raise _Problem("vanished while it was being read", "build again") from None
    except OSError as error:
        if error.errno == errno.ELOOP:  # O_NOFOLLOW says so
            raise _Problem("is a symbolic link", _PUT_FILE) from None
        raise _Problem(
            f"cannot be read ({_reason(error)})", "make it readable, or take it out"
        ) from None
    unchanged = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    if len(data) != before.st_size or not unchanged:
        raise _Problem("changed while it was being read", "build again")
    return data


def _check_regular(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise _Problem("is not a regular file", _TAKE_OUT)


def _all(file: int, size: int) -> bytes:
    """Return the first `size` bytes of an open file; a large buffer would cost more than they."""
    parts: list[bytes] = []
    left = size
    while left and (part := os.read(file, min(left, _CHUNK))):
        parts.append(part)
        left -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
