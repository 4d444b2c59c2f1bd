"""Bring the index up to date in the working folder, and copy it into a site.

A shard lies in a folder named by the hash of the texts in it, beside them a file, named likewise,
of what they can be filtered by: so an unchanged one is found again, a browser may keep it for ever,
and who is who can change without a text being indexed again. ``shards.json`` lists them, latest
first.
"""

import hashlib
import json
import secrets
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Protocol

from generator.corpus_model import Part, SearchEntry
from generator.errors import PublishError
from generator.inventory import scan
from generator.search.facets import RESULTS, facets_file, known_results, results_of
from generator.search.stubs import order, stub

LIST = "shards.json"
FACETS = ".facets.gz.bin"
_FORMAT = 2
_ENGINE = ("pagefind.js", "wasm.en.pagefind")
_ENTRY = "pagefind-entry.json"
_KEPT = ("fragment", "index", _ENTRY)
_PAGES = "pages"
_LANGUAGE = "en"  # one stemmer for all: the browser asks every shard in the same way
_SAMPLE = SearchEntry(
    page="a.html",
    title="a",
    published="b",
    source="c",
    passages=(("t1", "d"), ("s1", "e"), ("p1", "f")),
)


class Entries(Protocol):
    """What is to be found, and by what: of each briefing, by its id. ``when`` are their dates (ISO
    8601 or "")."""

    when: Mapping[str, str]

    def entry(self, key: str) -> SearchEntry:
        """Return the entry of the briefing with the id `key`."""

    def page(self, key: str) -> str:
        """Return ``SearchEntry.page`` of that briefing."""

    def facets(self, key: str) -> Mapping[str, tuple[str, ...]]:
        """Return the values by which it can be filtered, by facet."""


class Recall(Protocol):
    """Remembers what an earlier build made of a part."""

    def __call__(self, kind: str, part: Part, given: str, make: Callable[[], str]) -> str:
        """Return what `make` returns, a name, where it need not be called: nothing that it reads of
        the part changed, nor what was `given`. `kind` tells apart what is made of one part."""


def update_index(
    folder: Path,
    parts: Sequence[Part],
    entries: Entries,
    *,
    recall: Recall,
    progress: Callable[[str, int, int], None],
) -> tuple[str, ...]:
    """Make the index in `folder` that of `parts`, a shard for each; return those indexed anew.

    `entries` give what is to be found; what `recall` knows is taken from there, if the files are.
    What is no longer needed is deleted once the new list is written. Raises PublishError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for leftover in folder.glob(".draft-*"):
            shutil.rmtree(leftover)
        rows = []
        with ThreadPoolExecutor(1) as pool:
            shards = _Shards(folder, entries, pool)
            for done, part in enumerate(parts):
                progress("Indexing", done, len(parts))
                make = partial(shards.make, part)
                name = recall("search", part, "", make)
                rows.append((part, name if shards.has(name) else make()))
            shards.wait()
        listed = [
            _row(folder, part, name, _filters(folder, part, name, entries, recall))
            for part, name in rows
        ]
        contents = {"format": _FORMAT, "engine": _version(), "shards": listed}
        _put(folder, LIST, (json.dumps(contents, indent=1) + "\n").encode())
        _delete_others(folder, {str(row["path"]): str(row["facets"]) for row in listed})
        progress("Indexing", len(parts), len(parts))
    except OSError as error:
        raise PublishError(
            str(error.filename or folder),
            f"cannot be written ({error.strerror})",
            "free space or mend permissions",
        ) from None
    return tuple(shards.made)


class _Shards:
    """Makes shards in `folder`; while Pagefind indexes one, here the next is laid out. ``made`` has
    those that were, by name."""

    def __init__(self, folder: Path, entries: Entries, pool: Executor) -> None:
        self._folder, self._entries, self._pool = folder, entries, pool
        self.made: dict[str, Future[None]] = {}

    def has(self, name: str) -> bool:
        """Say whether a shard is there, or will be."""
        return name in self.made or _is_there(self._folder, name)

    def make(self, part: Part) -> str:
        """See to it that there is a shard of `part`, and return its name."""
        draft = _lay_out(self._folder, part, self._entries)
        if self.has(draft.name):
            shutil.rmtree(draft.folder)
        else:
            self.wait()
            self.made[draft.name] = self._pool.submit(_index, self._folder, draft)
        return draft.name

    def wait(self) -> None:
        """Return when all that was begun is there. Raises what its making raises."""
        for each in self.made.values():
            each.result()


def _filters(folder: Path, part: Part, name: str, entries: Entries, recall: Recall) -> str:
    """See to it that the shard `name` has the file of what `part` can be filtered by, and return
    that file's name."""

    def make() -> str:
        pages = {entries.page(key): entries.facets(key) for key in part.keys}
        content = facets_file(pages, known_results(folder / name, pages))
        file = f"{hashlib.sha256(content).hexdigest()[:16]}{FACETS}"
        _put(folder, f"{name}/{file}", content)
        return file

    known = recall("facets", part, name, make)
    return known if (folder / name / known).is_file() else make()


def _delete_others(folder: Path, kept: Mapping[str, str]) -> None:
    """Delete shards that are not `kept`, and in those all files of facets but the one named."""
    for old in sorted(folder.iterdir()):
        if old.is_dir() and old.name not in kept:
            shutil.rmtree(old)
    for name, facets in kept.items():
        for file in (folder / name).glob(f"*{FACETS}"):
            if file.name != facets:
                file.unlink()


def place_index(folder: Path, target: Path) -> None:
    """Copy the index in `folder` to `target`, a folder of the site; what is there already stays.

    Where nothing was ever indexed nothing is copied. Raises OSError.
    """
    for path, file in index_files(folder).items():
        place = target / path
        # A file in a shard's folder never changes: the folder is named by the hash of its content.
        if "/" not in path or not place.is_file():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)


def index_is_whole(folder: Path) -> bool:
    """Say whether there is an index in `folder`, and all that its list names."""
    try:
        rows = json.loads((folder / LIST).read_bytes())["shards"]
        return all(
            _is_there(folder, str(row["path"]))
            and (folder / str(row["path"]) / str(row["facets"])).is_file()
            for row in rows
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def index_files(folder: Path) -> dict[str, str]:
    """Return the files of the index in `folder` by their path in it: the list of shards, the engine
    and what the list names. Where nothing was ever indexed there are none. Raises OSError.

    As text: of ten thousand articles they are eleven thousand files.
    """
    try:
        rows = json.loads((folder / LIST).read_bytes())["shards"]
    except FileNotFoundError:
        return {}
    found = [name for name in (LIST, *_ENGINE) if (folder / name).is_file()]
    for row in rows:
        name = row["path"]
        found += [f"{name}/{path}" for path in scan(folder / name) if path != RESULTS]
    return {path: f"{folder}/{path}" for path in found}


def _is_there(folder: Path, name: str) -> bool:
    return _beginning(folder / name) is not None and _engine_is_there(folder)


def _beginning(place: Path) -> dict[str, object] | None:
    """Return what a browser would ask a shard for first: the name of the file that it begins with,
    and its entry; None where one is missing or damaged."""
    names = sorted(file.name for file in place.glob("*.pf_meta"))
    try:
        entry = json.loads((place / _ENTRY).read_bytes())
    except (OSError, ValueError):
        return None
    return {"meta": names[0], "entry": entry} if names else None


@dataclass(frozen=True, slots=True)
class _Draft:
    """A shard to be made: its name, the hash of all that goes into it, and the folder where it is
    made, with what Pagefind shall index."""

    name: str
    folder: Path


def _lay_out(folder: Path, part: Part, entries: Entries) -> _Draft:
    """Write what Pagefind shall index of a part into a hidden folder in `folder`."""
    place = folder / f".draft-{secrets.token_hex(4)}"
    digest = hashlib.sha256()

    def note(text: str) -> None:
        data = text.encode("utf-8", "replace")
        digest.update(b"%d:" % len(data) + data)

    for text in (str(_FORMAT), _version(), stub(_SAMPLE, order="")):  # knows that stubs.py changed
        note(text)
    for key in part.keys:
        each, when = entries.entry(key), order(entries.when[key], key)
        note(f"{when} {each!r}")
        file = place / _PAGES / each.page
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(stub(each, order=when), encoding="utf-8", errors="replace")
    return _Draft(digest.hexdigest()[:16], place)


def _index(folder: Path, draft: _Draft) -> None:
    """Index a shard into a folder of its name, which appears only when it is whole."""
    made, whole = draft.folder / "made", draft.folder / "whole"
    _run_pagefind(draft.folder / _PAGES, made)
    for engine in _ENGINE:
        (made / engine).replace(folder / engine)
    whole.mkdir()
    for kept in (*_KEPT, *(file.name for file in made.glob("*.pf_meta"))):
        (made / kept).rename(whole / kept)
    (whole / RESULTS).write_text(json.dumps(results_of(whole)), encoding="utf-8")
    shutil.rmtree(folder / draft.name, ignore_errors=True)
    whole.rename(folder / draft.name)
    shutil.rmtree(draft.folder)


def _run_pagefind(pages: Path, target: Path) -> None:
    from pagefind_bin import get_executable  # noqa: PLC0415 - a project may do without the search

    command = [str(get_executable()), "--site", str(pages), "--output-path", str(target)]
    command += ["--force-language", _LANGUAGE, "--silent"]
    run = subprocess.run(  # noqa: S603 - our own binary, with paths of our own
        command, capture_output=True, text=True, errors="replace", check=False
    )
    if run.returncode or not (target / _ENTRY).is_file():
        last = " ".join((run.stderr or run.stdout).split())[-200:] or "no word why"
        raise PublishError("the search index", f"Pagefind failed: {last}", "install it again")
    # It reports no full disk, and a file that was cut off has left no room for this.
    probe = target / "room"
    probe.write_bytes(secrets.token_bytes(1 << 16))
    probe.unlink()


def _row(folder: Path, part: Part, name: str, facets: str) -> dict[str, object]:
    return {
        "path": name,
        "first": part.first,
        "last": part.last,
        "articles": len(part.keys),
        "facets": facets,
        **(_beginning(folder / name) or {}),
    }


def _engine_is_there(folder: Path) -> bool:
    return all((folder / name).is_file() for name in _ENGINE)


def _version() -> str:
    return metadata.version("pagefind-bin")


def _put(folder: Path, path: str, content: bytes) -> None:
    """Write a file below `folder`; what a kill leaves of it lies beside the shards, not in one."""
    draft = folder / ".draft"
    draft.write_bytes(content)
    draft.replace(folder / path)
