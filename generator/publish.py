"""Write pages to the disk: atomically, only where they differ, deleting only what is ours."""

import fcntl
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from generator.corpus_model import Page
from generator.errors import PublishError
from generator.generations import prune
from generator.inventory import ODD, Entry, scan, stat_of
from generator.manifest import Manifest, claim, entry_of, save, settle

_BATCH = 256  # pages held at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a build did to a folder: sorted relative paths, and the count of the untouched."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def write_pages(
    root: Path,
    pages: Iterable[Page],
    *,
    manifest: Manifest,
    folders: Iterable[str] = (),
    kept: Collection[str] = (),
    written: Callable[[], None] = lambda: None,
) -> Changes:
    """Bring `root` to hold `pages` and those already there that `kept` names; nothing else of ours.

    `kept` are paths that the caller knows to be unchanged and intact (:meth:`Manifest.checked`);
    of those that it hands over too, the page counts. It is looked at when `pages` have been
    written, so it may be filled while they are made. `folders` are those that only the program
    writes (:func:`owned_pages`). The manifest is brought up to date; a build killed at any moment
    leaves one that knows all that is ours. `written` is called when everything lies there and the
    manifest does not say so yet: who notes there what it was made from never believes of an older
    page that it is a newer one. `pages` may be a generator: a few hundred are held at a time.
    Raises PublishError.
    """
    manifest_file = manifest.file
    owned = _owned(manifest, root, folders)
    entries: dict[str, Entry] = {}
    added: list[str] = []
    changed: list[str] = []
    unchanged = 0
    try:
        for batch in _batches(pages, _BATCH):
            claim(manifest_file, [page.path for page in batch if page.path not in owned])
            for page in batch:
                before, entry = _bring(root / page.path, page.data())
                entries[page.path] = entry
                if before is None:
                    added.append(page.path)
                elif before != entry[0]:
                    changed.append(page.path)
                else:
                    unchanged += 1
        left = [path for path in kept if path not in entries]
        unknown = [path for path in left if path not in manifest.entries]
        entries |= {path: manifest.entries[path] for path in left if path in manifest.entries}
        claim(manifest_file, unknown)
        for path in unknown:
            entries[path] = entry_of((root / path).read_bytes(), stat_of(root / path))
        unchanged += len(left)
        removed = sorted(owned - entries.keys())
        for path in removed:
            _remove(root, path)
        written()
        if entries != manifest.entries or not manifest.found:
            save(manifest_file, dict(sorted(entries.items())))
        settle(manifest_file)
    except OSError as error:
        raise PublishError(
            str(error.filename or root),
            f"cannot be written ({error.strerror})",
            "free space or mend permissions",
        ) from None
    return Changes(
        added=tuple(sorted(added)),
        changed=tuple(sorted(changed)),
        removed=tuple(removed),
        unchanged=unchanged,
    )


def owned_pages(manifest_file: Path, root: Path, folders: Iterable[str]) -> tuple[str, ...]:
    """Return the paths in `root` that earlier builds wrote, as the manifest lists them.

    Where there is no manifest (someone deleted the working folder, or it is damaged) all that lies
    in `folders`, which only the program writes, counts as ours: otherwise stale pages would be
    published.
    """
    return tuple(sorted(_owned(Manifest.load(manifest_file), root, folders)))


def _owned(manifest: Manifest, root: Path, folders: Iterable[str]) -> frozenset[str]:
    if manifest.found:
        return manifest.owned
    return manifest.owned | {f"{name}/{path}" for name in folders for path in scan(root / name)}


def mirror(source: Path, target: Path, *, skip: Iterable[str], apart: Iterable[str] = ()) -> None:
    """Copy the hand-written files of `source` to `target` where they differ.

    `skip` are the generated paths of both folders, which belong to :func:`write_pages`, and
    `apart` the folders at the root of either that only it writes: these are not even looked into.
    Files that earlier mirrors left and `source` no longer has are deleted. Raises PublishError.
    """
    skipped, closed = set(skip), frozenset(apart)
    wanted = {path: source / path for path in _handwritten(source, closed) if path not in skipped}
    for path, file in wanted.items():
        content = file.read_bytes()
        if _content(target / path) != content:
            write_atomically(target / path, content)
    for path in _handwritten(target, closed):
        if path not in wanted and path not in skipped:
            _remove(target, path)


def _handwritten(root: Path, apart: frozenset[str]) -> list[str]:
    """Return the regular files below `root`, sorted, without the folders `apart` at its top."""
    if not root.is_dir():
        return []
    found = []
    for each in root.iterdir():
        if each.is_symlink() or each.name in apart:
            continue
        if each.is_dir():
            found += [f"{each.name}/{path}" for path, stat in scan(each).items() if stat != ODD]
        elif each.is_file():
            found.append(each.name)
    return sorted(found)


def _bring(target: Path, content: bytes) -> tuple[bytes | None, Entry]:
    """Make `target` hold `content`; return the hash of what stood there and the new entry."""
    before = _content(target)
    if before != content:
        write_atomically(target, content)
    entry = entry_of(content, stat_of(target))
    if before is None:
        return None, entry
    return (entry[0] if before == content else b""), entry


def _batches(pages: Iterable[Page], size: int) -> Iterator[tuple[Page, ...]]:
    each = iter(pages)
    while batch := tuple(islice(each, size)):
        yield batch


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


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _remove(root: Path, path: str) -> None:
    (root / path).unlink(missing_ok=True)
    prune(root, path)
