"""What is to be published, where each file comes from, and what of it is there already."""

import hashlib
import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.generations import link, prune
from generator.inventory import Entry, Inventory, Stat, scan, sha256_of, stat_of
from generator.site_state import EXCLUDED, SiteState

HIDDEN = "-"
"""The letter of a file that another one takes the place of (README.md beside index.md)."""

MARKDOWN = (".markdown", ".mdown", ".mkdn", ".mkd", ".md")
"""Suffixes of the files that become pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file that is neither a page nor copied from the docs or the theme.

    ``key`` names what it is made from besides what every page depends on. ``make`` makes it, given
    all files made before; where it is ``of_all`` of these, it is made whenever one of them is.
    """

    key: str
    make: Callable[[Mapping[str, Entry]], bytes]
    of_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be published, and how.

    ``copied`` are more files to be copied, by path in the site (the search), ``made`` more files to
    be made, in this order; ``key`` stands for what every page depends on. ``here`` is what lies in
    ``docs`` (:func:`inventory.scan`), if that is known.
    """

    config_file: Path
    docs: Path
    site: Path
    state: Path
    work: Path
    key: str
    copied: Mapping[str, str]
    made: Mapping[str, Made]
    strict: bool = False
    workers: int = 0
    here: Mapping[str, Stat] | None = None


def destination(path: str, *, folders: bool) -> str:
    """Return where MkDocs puts a file of the docs in the site."""
    if not path.endswith(MARKDOWN):
        return path
    parent, slash, name = path.rpartition("/")
    stem = posixpath.splitext(name)[0]
    stem = "index" if stem == "README" else stem
    if not folders or stem == "index":
        return f"{parent}{slash}{stem}.html"
    return f"{parent}{slash}{stem}/index.html"


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


def hide_conflicts(kinds: dict[str, str], places: Mapping[str, str]) -> tuple[str, ...]:
    """Hide each file whose place another takes, by MkDocs' rule; return its warnings. `places` says
    where each file goes (:func:`destination`)."""
    first: dict[str, str] = {}
    clashes: dict[str, list[str]] = {}
    for path in kinds:
        place = places[path]
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


def copied_key(copied: Mapping[str, str]) -> str:
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


def unchanged_pages(
    old: SiteState, docs: Inventory, kinds: Mapping[str, str], pages: Mapping[str, str]
) -> Inventory:
    """Return the pages that the present site has as they are to be.

    `pages` maps places in the site to Markdown files. A page depends on its own file and on
    whether those that it links to are there.
    """
    known = old.pages()
    before = {path for path, kind in zip(old.docs, old.kinds, strict=True) if kind != HIDDEN}
    now = {path for path, kind in kinds.items() if kind != HIDDEN}
    stale = known.asking_for(before ^ now)
    keep: Inventory = {}
    for path, source in pages.items():
        if (
            source in known
            and path in old.files
            and old.docs[source][0] == docs[source][0]
            and source not in stale
        ):
            keep[path] = old.files[path]
    return keep


def bring(site: Path, spare: Path, keep: Inventory, *, wanted: Collection[str]) -> Inventory:
    """Make the hidden folder hold those files of `site` that are to be kept, and nothing else.

    Returns those that could be had: what someone changed in the site must be made again. `wanted`
    are all paths that there will be. Raises OSError.
    """
    held = scan(spare)
    for path, stat in held.items():
        entry = keep.get(path)
        if entry is None or entry[1:] != stat:
            (spare / path).unlink()
            if path not in wanted:
                prune(spare, path)
    had: Inventory = {}
    for path, entry in keep.items():
        if held.get(path) == entry[1:]:
            had[path] = entry
            continue
        file = f"{site}/{path}"
        now = stat_of(file)
        if now != entry[1:] and (now[0] != entry[1] or sha256_of(file) != entry[0]):
            continue
        if link(file, f"{spare}/{path}"):
            had[path] = entry[0], *now
    return had
