"""A project of an older version made one of this: the files that people did not change.

``briefings init`` leaves a record of what it wrote (:data:`RECORD`, in the form of ``sha256sum``).
By it a file that is as it was laid down is told from one that people have made their own, which is
never touched: the new version of it is put where they can compare.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import SettingsError
from generator.version import __version__

RECORD = ".briefings-files"
ASIDE = ".briefings/upgrade"
"""Where the new versions go of files that people changed: a folder that git ignores."""

_HEAD = "# What `briefings init` of version {} wrote; `briefings upgrade` goes by it.\n"
_VERSION = re.compile(r"# What `briefings init` of version (\S+) wrote")
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade:
    """What became of the files of a project, by path; those ``aside`` people have changed."""

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)


def record_of(files: Mapping[str, bytes]) -> bytes:
    """Return the record of files that this version lays down."""
    lines = (f"{_hash(content)}  {path}\n" for path, content in sorted(files.items()))
    return "".join((_HEAD.format(__version__), *lines)).encode()


def laid_down_by(target: Path) -> str | None:
    """Return the version that laid down the project in `target`, None where none says so."""
    match = _VERSION.match(_read(target / RECORD).decode("utf-8", "replace"))
    return match[1] if match else None


def upgrade(target: Path, files: Mapping[str, bytes]) -> Upgrade:
    """Bring what an older version laid down in `target` up to `files`, which this one lays down.

    A file that is as it was laid down is replaced, or deleted where there no longer is one; one
    that people deleted stays away. Of one that they changed, the new version goes to :data:`ASIDE`
    if it differs from the one that was laid down. Raises SettingsError.
    """
    if not (target / "mkdocs.yml").is_file():
        remedy = "name a project's folder, or lay one down by `briefings init`"
        raise SettingsError(str(target), "is no project: it has no mkdocs.yml", remedy)
    before = dict(_recorded(target))
    made = Upgrade()
    try:
        for path, content in sorted(files.items()):
            _bring(target, path, content, before.get(path), made)
        for path in sorted(before.keys() - files.keys()):
            place = target / path
            if _inside(target, path) and _hash(_read(place)) == before[path]:
                place.unlink()
                made.removed.append(path)
        (target / RECORD).write_bytes(record_of(files))
    except OSError as error:
        cause = f"cannot be written ({error.strerror})"
        raise SettingsError(str(error.filename), cause, "make it writable") from None
    return made


def _bring(target: Path, path: str, content: bytes, before: str | None, made: Upgrade) -> None:
    new, place = _hash(content), target / path
    if new == before:
        return
    is_there = place.exists() or place.is_symlink()
    if not is_there and before is not None:
        return
    now = _hash(_read(place)) if is_there else None
    if now == new:
        return
    if now == before and _inside(target, path):
        made.written.append(path)
    else:
        place = target / ASIDE / path
        made.aside.append(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)


def _recorded(target: Path) -> Iterator[tuple[str, str]]:
    for line in _read(target / RECORD).decode("utf-8", "replace").splitlines():
        if match := _LINE.fullmatch(line):
            yield match[2], match[1]


def _inside(target: Path, path: str) -> bool:
    """Say whether a path leads to a file of the project's own, and through no link."""
    place = target / path
    return place.resolve() == target.resolve() / path and not place.is_symlink()


def _read(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except OSError:
        return b""


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
