"""Two generations of a site: the one that is served, and a hidden one that takes its place.

The hidden folder beside the site holds what was published before. The next site is made there: what
is unchanged lies there already or is linked from the site, and only the rest is written. Then the
two change places in one step, so that a whole site is served at every moment. As files of both may
be the same on the disk, none is ever written in place: :func:`put` always makes a new one.
"""

import contextlib
import ctypes
import os
import shutil
from pathlib import Path

from generator.errors import PublishError
from generator.inventory import ODD, Stat, stat_of


def spare_of(target: Path) -> Path:
    """Return the hidden folder beside `target`, which need not exist."""
    return target.with_name(f".{target.name}.previous")


def ready(target: Path, *, empty: bool = False) -> Path:
    """Return the hidden folder beside `target`, made if need be, and sweep what kills left.

    With `empty` it holds nothing. Raises PublishError.
    """
    spare = spare_of(target)
    try:
        sweep(target)
        if empty and spare.is_dir() and not spare.is_symlink():
            shutil.rmtree(spare)
        elif spare.is_symlink() or (spare.exists() and not spare.is_dir()):
            spare.unlink()
        spare.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PublishError(
            str(target), f"cannot be written ({error.strerror})", "make its parent folder writable"
        ) from None
    return spare


def swap(target: Path) -> None:
    """Let the hidden folder and `target` change places. Raises PublishError."""
    spare = spare_of(target)
    try:
        if not target.exists():
            spare.rename(target)
        elif not _exchange(spare, target):
            # Between these renames there is no site for an instant; sweep() undoes a kill.
            retired = spare.with_suffix(".old")
            target.rename(retired)
            spare.rename(target)
            retired.rename(spare)
    except OSError as error:
        raise PublishError(
            str(target), f"cannot be replaced ({error.strerror})", "close what uses it, build again"
        ) from None


def sweep(target: Path) -> None:
    """Delete what killed builds left beside `target`, or put back the only good site there is."""
    name = _escaped(target.name)
    drafts = sorted(target.parent.glob(f".{name}.*.draft"))
    retired = sorted(target.parent.glob(f".{name}*.old"))
    if retired and not target.exists():
        retired.pop().rename(target)
    for folder in (*drafts, *retired):
        shutil.rmtree(folder, ignore_errors=True)


def put(file: str, content: bytes) -> Stat:
    """Write a new file in place of whatever is there, and return its size and time of change.

    Not atomic, and never into the old file. Raises OSError.
    """
    for _ in range(4):
        try:
            with open(file, "xb", buffering=0) as opened:  # noqa: PTH123 - thousands of them
                view = memoryview(content)
                while view:
                    view = view[opened.write(view) :]
                stat = os.fstat(opened.fileno())
                return stat.st_size, stat.st_mtime_ns
        except FileExistsError:
            _clear(file)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120
    raise FileExistsError(17, "something else writes it", file)


def link(source: str, target: str) -> bool:
    """Make `target` the same file as `source`, or a copy with its time where that cannot be.

    Returns whether there was anything to link. Raises OSError.
    """
    for _ in range(4):
        try:
            os.link(source, target, follow_symlinks=False)
            return True
        except FileExistsError:
            _clear(target)
        except FileNotFoundError:
            if stat_of(source) == ODD:
                return False
            os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        except OSError:
            break  # another file system, one without links, or too many of them
    stat = os.stat(source)  # noqa: PTH116
    with contextlib.suppress(FileNotFoundError):
        _clear(target)
    os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
    shutil.copyfile(source, target)
    os.utime(target, ns=(stat.st_mtime_ns, stat.st_mtime_ns))
    return True


def prune(root: Path, path: str) -> None:
    """Remove the folders of `path` below `root` that are empty."""
    for folder in (root / path).parents:
        if folder == root or not folder.is_relative_to(root):
            break
        try:
            folder.rmdir()  # only an empty folder goes
        except OSError:
            break


def _clear(file: str) -> None:
    if os.path.isdir(file) and not os.path.islink(file):  # noqa: PTH112, PTH114
        shutil.rmtree(file)
    else:
        os.unlink(file)  # noqa: PTH108


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step (renameat2 of Linux); say whether the system can."""
    at_fdcwd, rename_exchange = -100, 2
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(at_fdcwd, bytes(one), at_fdcwd, bytes(other), rename_exchange) == 0)


def _escaped(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)
