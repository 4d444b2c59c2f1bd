"""The files of a new project: where they are packaged, and laying them down."""

from collections.abc import Iterator
from pathlib import Path

from generator.errors import SettingsError
from generator.upgrade import RECORD, record_of
from generator.version import __version__

_PACKAGE = Path(__file__).resolve().parent

# One source for the repository's own site and for new projects. The wheel holds copies of these
# beside the files that only a new project has (pyproject.toml says so; a test compares).
SHARED = (
    "mkdocs.yml",
    "hooks.py",
    "templates",
    "theme",
    "docs/reading.md",
    "docs/search.md",
    "docs/pack.md",
    "docs/assets/site",
    "locks/run.txt",
)

# Packaged under plain names, so that the tools of the repository do not take them for their own.
_NAMES = {
    "gitignore": ".gitignore",
    "github-publish.yml": ".github/workflows/publish.yml",
    "gitlab-ci.yml": ".gitlab-ci.yml",
}
_NOT_LAID_DOWN = ("locks/run.txt",)


def packaged(name: str) -> Path:
    """Return where a packaged file or folder is, in an installed wheel and in a checkout alike.

    `name` is its path in a project, such as ``templates``. Raises SettingsError where the
    installation lacks it.
    """
    for root in (_PACKAGE / "project_files", _PACKAGE.parent):
        if (root / name).exists():
            return root / name
    raise SettingsError(name, "is missing from this installation", "install briefings again")


def lay_down(target: Path) -> tuple[str, ...]:
    """Write a working project into `target` and return the paths written, relative to it, sorted.

    `target` need not exist. Raises SettingsError, before anything is written, where a file is
    already there: nothing is ever overwritten.
    """
    files = contents()
    files[RECORD] = record_of(files)
    for path in sorted(files):
        if _stands_in_the_way(target, path):
            raise SettingsError(
                str(target / path), "is already there", "choose a new or empty folder"
            )
    for path, content in sorted(files.items()):
        try:
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            with (target / path).open("xb") as file:
                file.write(content)
        except OSError as error:
            raise SettingsError(
                str(target / path),
                f"cannot be written ({error.strerror})",
                "choose a folder that you may write to",
            ) from None
    return tuple(sorted(files))


def contents() -> dict[str, bytes]:
    """Return the files of a new project: what each holds, by its path there."""
    return dict(_contents())


def _contents() -> Iterator[tuple[str, bytes]]:
    for name in SHARED:
        if name not in _NOT_LAID_DOWN:
            source = packaged(name)
            yield from _tree(source, name)
    own = _PACKAGE / "project_files"
    for name, content in _tree(own, ""):
        if not any(name == shared or name.startswith(f"{shared}/") for shared in SHARED):
            yield _NAMES.get(name, name), content
    lock = packaged("locks/run.txt").read_text(encoding="utf-8")
    yield "constraints.txt", _constraints(lock).encode()
    yield "requirements.txt", _requirements().encode()


def _tree(source: Path, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield a file, or every file below a folder, under `name`."""
    if source.is_file():
        yield name, source.read_bytes()
        return
    for path in source.rglob("*"):
        inside = path.relative_to(source)
        if path.is_file() and "__pycache__" not in inside.parts and path.name != ".keep":
            yield "/".join(filter(None, (name, inside.as_posix()))), path.read_bytes()


def _stands_in_the_way(target: Path, path: str) -> bool:
    """Whether writing `path` would meet a file there, or a file in place of one of its folders."""
    file = target / path
    if file.exists() or file.is_symlink():
        return True
    folders = [target, *(target / part for part in Path(path).parents)]
    return any(folder.exists() and not folder.is_dir() for folder in folders)


def _constraints(lock: str) -> str:
    """Return the versions of a lock file without its hashes.

    With hashes, pip would ask for one of briefings too, and its wheel cannot know its own.
    """
    pins = [line.rstrip(" \\") for line in lock.splitlines() if line[:1].isalnum()]
    head = f"# The versions of its libraries that briefings {__version__} was tested with.\n"
    return head + "".join(f"{pin}\n" for pin in pins)


def _requirements() -> str:
    return (
        "# A wheel of briefings in wheels/ is used where the package index has none.\n"
        "--find-links wheels\n"
        "--constraint constraints.txt\n"
        f"briefings=={__version__}\n"
    )
