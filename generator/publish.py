"""Write pages to the disk: atomically, only where they differ, deleting only what is ours."""

import ctypes
import fcntl
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.errors import PublishError
from generator.model import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a build did to a folder: sorted relative paths, and the count of the untouched."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def write_pages(
    root: Path, pages: Iterable[Page], *, owned: Iterable[str], kept: Iterable[str] = ()
) -> Changes:
    """Bring `root` to hold `pages` and what is `kept` there; delete those `owned` paths that are
    no longer among them.

    Raises PublishError where a file cannot be written.
    """
    added: list[str] = []
    changed: list[str] = []
    kept = set(kept)
    unchanged = len(kept)
    for page in pages:
        kept.add(page.path)
        target = root / page.path
        content = page.data()
        before = _content(target)
        if before == content:
            unchanged += 1
            continue
        (added if before is None else changed).append(page.path)
        write_atomically(target, content)
    removed = sorted(set(owned) - kept)
    for path in removed:
        _remove(root, path)
    return Changes(
        added=tuple(sorted(added)),
        changed=tuple(sorted(changed)),
        removed=tuple(removed),
        unchanged=unchanged,
    )


def owned_pages(manifest: Path, root: Path, folders: Iterable[str]) -> tuple[str, ...]:
    """Return the paths in `root` that earlier builds wrote, as the manifest lists them.

    Where there is no manifest (someone deleted the working folder) all that lies in `folders`,
    which only the program writes, counts as ours: otherwise stale pages would be published.
    """
    try:
        return tuple(manifest.read_text(encoding="utf-8").splitlines())
    except FileNotFoundError:
        files = (file for name in folders for file in (root / name).rglob("*") if file.is_file())
        return tuple(sorted(file.relative_to(root).as_posix() for file in files))


def claim_pages(manifest: Path, paths: Iterable[str]) -> None:
    """List `paths` as ours: before writing them together with the old ones, so that a killed
    build leaves no orphan; afterwards alone. Raises PublishError."""
    lines = "".join(f"{path}\n" for path in sorted(set(paths)))
    write_atomically(manifest, lines.encode())


def mirror(source: Path, target: Path, *, skip: Iterable[str]) -> None:
    """Copy the hand-written files of `source` to `target` where they differ.

    `skip` are the generated paths of both folders, which belong to :func:`write_pages`. Files
    that earlier mirrors left and `source` no longer has are deleted. Raises PublishError.
    """
    skipped = set(skip)
    wanted = {
        file.relative_to(source).as_posix(): file
        for file in sorted(source.rglob("*"))
        if file.is_file() and not file.is_symlink()
    }
    for path, file in wanted.items():
        if path not in skipped and _content(target / path) != file.read_bytes():
            write_atomically(target / path, file.read_bytes())
    for file in sorted(target.rglob("*")) if target.is_dir() else ():
        path = file.relative_to(target).as_posix()
        if file.is_file() and path not in wanted and path not in skipped:
            _remove(target, path)


def write_atomically(target: Path, content: bytes) -> None:
    """Write a file beside its place, then rename it there: readers see the old or the new.

    Raises PublishError.
    """
    draft = target.with_name(f".{secrets.token_hex(4)}.draft")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("wb") as file:
                file.write(content)
            draft.replace(target)
        except OSError:
            draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise PublishError(
            str(target), f"cannot be written ({error.strerror})", "free space or mend permissions"
        ) from None


@contextmanager
def replacement(target: Path) -> Iterator[Path]:
    """Give an empty folder beside `target`; when the block ends well it takes `target`'s place.

    The folder that stood there is served until the moment of the swap; where the block fails it
    stays. Raises PublishError.
    """
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.draft")
    try:
        sweep(target)
        draft.mkdir(parents=True)
    except OSError as error:
        raise PublishError(
            str(target), f"cannot be written ({error.strerror})", "make its parent folder writable"
        ) from None
    try:
        yield draft
        _swap(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        sweep(target)


@contextmanager
def exclusive(lock: Path, *, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file `lock`; call `waiting` once where another build holds it.

    The lock ends with the process that holds it, however that ends. Raises PublishError.
    """
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        file = lock.open("w")
    except OSError as error:
        raise PublishError(
            str(lock), f"cannot be written ({error.strerror})", "make the folder writable"
        ) from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def sweep(target: Path) -> None:
    """Delete what killed builds left beside `target`, or put back the only good site there is."""
    drafts = sorted(target.parent.glob(f".{_escaped(target.name)}.*.draft"))
    retired = sorted(target.parent.glob(f".{_escaped(target.name)}.*.old"))
    if retired and not target.exists():
        retired.pop().rename(target)
    for folder in (*drafts, *retired):
        shutil.rmtree(folder, ignore_errors=True)


def _swap(draft: Path, target: Path) -> None:
    """Put `draft` in `target`'s place; afterwards `draft`, if it exists, is what stood there."""
    try:
        if not target.exists():
            draft.rename(target)
        elif not _exchange(draft, target):
            # Between these two renames there is no site for an instant; sweep() undoes a kill.
            retired = draft.with_suffix(".old")
            target.rename(retired)
            draft.rename(target)
            retired.rename(draft)
    except OSError as error:
        raise PublishError(
            str(target), f"cannot be replaced ({error.strerror})", "close what uses it, build again"
        ) from None


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step (renameat2 of Linux); say whether the system can."""
    at_fdcwd, rename_exchange = -100, 2
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(at_fdcwd, bytes(one), at_fdcwd, bytes(other), rename_exchange) == 0)


def _escaped(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _remove(root: Path, path: str) -> None:
    file = root / path
    file.unlink(missing_ok=True)
    for folder in file.parents:
        if folder == root or not folder.is_relative_to(root):
            break
        try:
            folder.rmdir()  # only an empty folder goes
        except OSError:
            break
