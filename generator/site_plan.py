"""Where each file of a site comes from: MkDocs' rules, without its objects."""

import hashlib
import posixpath
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from generator.inventory import Inventory, sha256_of
from generator.site_state import EXCLUDED, SiteState

HIDDEN = "-"
"""The letter of a file that another one takes the place of (README.md beside index.md)."""

MARKDOWN = (".markdown", ".mdown", ".mkdn", ".mkd", ".md")
"""Suffixes of the files that become pages."""


def destination(path: str, *, folders: bool) -> str:
    """Return where MkDocs puts a file of the docs in the site."""
    if not path.endswith(MARKDOWN):
        return path
    parent, name = posixpath.split(path)
    stem = posixpath.splitext(name)[0]
    stem = "index" if stem == "README" else stem
    if not folders or stem == "index":
        return posixpath.join(parent, f"{stem}.html")
    return posixpath.join(parent, stem, "index.html")


def walk_order(path: str) -> tuple[list[str], bool, str]:
    """Sort as MkDocs finds files: those of a folder first, index before all."""
    *folders, name = path.split("/")
    return folders, posixpath.splitext(name)[0] not in ("index", "README"), name


def kinds_of(
    docs: Inventory, old: SiteState, ask: Callable[[Iterable[str]], Mapping[str, str]]
) -> dict[str, str]:
    """Return the letter of each file; `ask` says it of those not known from the last time."""
    known = dict(zip(old.docs, old.kinds, strict=True)) if old.kinds else {}
    new = ask([path for path in docs if known.get(path, HIDDEN) == HIDDEN])
    return {path: new.get(path) or known[path] for path in docs}


def hide_conflicts(kinds: dict[str, str], *, folders: bool) -> tuple[str, ...]:
    """Hide each file whose place another takes, by MkDocs' rule; return its warnings."""
    first: dict[str, str] = {}
    clashes: dict[str, list[str]] = {}
    for path in kinds:
        place = destination(path, folders=folders)
        if place in first:
            clashes.setdefault(place, [first[place]]).append(path)
        else:
            first[place] = path
    warnings = []
    for paths in clashes.values():
        one, *others = sorted(paths, key=walk_order)
        for other in others:
            if kinds[other] == EXCLUDED:
                kinds[other] = HIDDEN
                continue
            if kinds[one] != EXCLUDED:
                warnings.append(
                    f"Excluding '{one}' from the site because it conflicts with '{other}'."
                )
            kinds[one] = HIDDEN
    return tuple(warnings)


def copied_key(copied: Mapping[str, Path]) -> str:
    """Return a hash of the names, and of the contents of the few files whose name says nothing."""
    digest = hashlib.sha256()
    for path, file in sorted(copied.items()):
        digest.update(path.encode("utf-8", "surrogateescape") + b"\0")
        if not is_immutable(path):
            digest.update(sha256_of(file))
    return digest.hexdigest()


def is_immutable(path: str) -> bool:
    """Whether a file of the search lies in a folder that is named by the hash of its contents."""
    return path.count("/") > 1
