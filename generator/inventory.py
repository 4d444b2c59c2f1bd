"""What lies on the disk, written down: path, hash of the content, size and time of change.

An inventory answers without reading a hundred thousand files which of them are still as they were
left. Equal size and time of change are enough for that; where they differ (after a checkout, or
where a cache was restored) the content decides.
"""

import hashlib
import os
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path

Stat = tuple[int, int]
"""Size in bytes and time of change in nanoseconds."""

Entry = tuple[bytes, int, int]
"""Hash of the content, size in bytes, time of change in nanoseconds."""

Inventory = dict[str, Entry]

ODD: Stat = (-1, -1)
"""What stands for anything that is no regular file, and equals no entry."""

_SEAL = 16


def scan(root: Path | str, *, follow: bool = False) -> dict[str, Stat]:
    """Return every file below `root`; a missing folder has none. Raises OSError.

    `follow` goes through symbolic links, as MkDocs does in its pages; else one is :data:`ODD`.
    A hundred thousand files take a third of a second.
    """
    found: dict[str, Stat] = {}
    todo = [("", os.fspath(root))]
    while todo:
        prefix, folder = todo.pop()
        try:
            listing = os.scandir(folder)
        except FileNotFoundError:
            continue
        with listing:
            for each in listing:
                if each.is_dir(follow_symlinks=follow):
                    todo.append((f"{prefix}{each.name}/", each.path))
                elif each.is_file(follow_symlinks=follow):
                    stat = each.stat(follow_symlinks=follow)
                    found[prefix + each.name] = stat.st_size, stat.st_mtime_ns
                else:
                    found[prefix + each.name] = ODD
    return found


def stat_of(file: Path | str) -> Stat:
    """Return a file's size and time of change; :data:`ODD` where there is no regular file."""
    try:
        stat = os.lstat(file)
    except OSError:
        return ODD
    if (stat.st_mode & 0o170000) != 0o100000:
        return ODD
    return stat.st_size, stat.st_mtime_ns


def pack(inventory: Mapping[str, Entry]) -> bytes:
    """Return an inventory as bytes, column by column: ten times as fast to read as JSON."""
    numbers = array("q")
    for _, size, time in inventory.values():
        numbers.append(size)
        numbers.append(time)
    return frame(
        (
            "\0".join(inventory).encode("utf-8", "surrogateescape"),
            b"".join(entry[0] for entry in inventory.values()),
            numbers.tobytes(),
        )
    )


def unpack(data: bytes) -> Inventory:
    """Return the inventory that :func:`pack` made `data` of. Raises ValueError."""
    names, hashes, raw = unframe(data)
    paths = names.decode("utf-8", "surrogateescape").split("\0") if names else []
    numbers = array("q")
    numbers.frombytes(raw)
    if len(numbers) != 2 * len(paths):
        raise ValueError("columns of different length")
    width = len(hashes) // len(paths) if paths else 0
    return {
        path: (hashes[at * width : (at + 1) * width], numbers[2 * at], numbers[2 * at + 1])
        for at, path in enumerate(paths)
    }


def frame(sections: Sequence[bytes]) -> bytes:
    """Join byte strings so that :func:`unframe` can part them."""
    return b"".join(part for each in sections for part in (len(each).to_bytes(8, "little"), each))


def unframe(data: bytes) -> list[bytes]:
    """Part what :func:`frame` joined. Raises ValueError."""
    sections, at = [], 0
    while at < len(data):
        end = at + 8 + int.from_bytes(data[at : at + 8], "little")
        if end > len(data):
            raise ValueError("a section is cut off")
        sections.append(data[at + 8 : end])
        at = end
    return sections


def seal(data: bytes, *, kind: bytes) -> bytes:
    """Put a hash of `kind` (format and version) and `data` before `data`."""
    return _seal(data, kind) + data


def unseal(file: Path, *, kind: bytes) -> bytes | None:
    """Return what was sealed as `kind` in `file`; None where it is missing or damaged."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    mark, data = content[:_SEAL], content[_SEAL:]
    return data if mark == _seal(data, kind) else None


def _seal(data: bytes, kind: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SEAL, person=kind[:16]).digest()
