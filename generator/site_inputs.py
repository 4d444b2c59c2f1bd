"""What every page of the site depends on, as one hash: found out without loading MkDocs."""

import hashlib
import os
import platform
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.inventory import scan
from generator.mkdocs_file import read_mkdocs_file

_CODE = (
    "conversion.py",
    "generations.py",
    "page_facts.py",
    "page_updates.py",
    "publishing.py",
    "rendering.py",
    "site.py",
    "site_inputs.py",
    "site_plan.py",
    "site_state.py",
)
_ENVIRONMENT = re.compile(rb"!ENV\s+(\[[^\]]*\]|\S+)")
_PARENTS = 8  # INHERIT may go round in a circle


def fingerprint(config_file: Path) -> str:
    """Return the hash of mkdocs.yml, the theme, the hooks, this code and all that is installed.

    Nothing in it names a place on the machine. Raises OSError.
    """
    digest = hashlib.sha256()
    for part in (*_settings(config_file), installed().encode(), *_own_code()):
        digest.update(b"%d:" % len(part) + part)
    return digest.hexdigest()


def installed() -> str:
    """Return one hash of the names and versions of all installed packages, and of Python's.

    A listing of folders: asking every package takes a tenth of a second.
    """
    names = set()
    for folder in sys.path:
        try:
            names |= {name for name in os.listdir(folder or ".") if name.endswith(".dist-info")}  # noqa: PTH208 - names alone
        except OSError:
            continue
    text = "\n".join([platform.python_version(), *sorted(names)])
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def _settings(config_file: Path) -> Iterator[bytes]:
    file: Path | None = config_file
    for _ in range(_PARENTS):
        if file is None or not file.is_file():
            return
        content = file.read_bytes()
        yield content
        for match in _ENVIRONMENT.findall(content):
            for name in re.findall(r"\w+", match.decode("utf-8", "replace")):
                yield f"{name}={os.environ.get(name)}".encode("utf-8", "surrogateescape")
        values = read_mkdocs_file(file)
        yield from _files(file.parent, values)
        parent = values.get("INHERIT")
        file = file.parent / parent if isinstance(parent, str) else None


def _files(project: Path, values: dict[str, object]) -> Iterator[bytes]:
    """Yield the contents of the project's own theme and hooks, with their names."""
    theme, hooks = values.get("theme"), values.get("hooks")
    folder = theme.get("custom_dir") if isinstance(theme, dict) else None
    if isinstance(folder, str):
        root = project / folder
        for path in sorted(scan(root, follow=True)):
            yield path.encode("utf-8", "surrogateescape")
            yield (root / path).read_bytes()
    for hook in hooks if isinstance(hooks, list) else ():
        if isinstance(hook, str) and (project / hook).is_file():
            yield (project / hook).read_bytes()


def _own_code() -> Iterator[bytes]:
    for name in _CODE:
        file = Path(__file__).parent / name
        if file.is_file():
            yield file.read_bytes()
