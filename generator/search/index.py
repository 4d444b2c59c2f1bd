"""Bring the index up to date in the working folder, and copy it into a site.

A shard lies in a folder named by the hash of all that went into it, so an unchanged one is found
again and a browser may keep it for ever. ``shards.json`` lists them, latest first.
"""

import gzip
import hashlib
import json
import secrets
import shutil
import subprocess
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Protocol

from generator.corpus_model import Part, SearchEntry
from generator.errors import PublishError
from generator.inventory import scan
from generator.search.stubs import order, stub

LIST = "shards.json"
FACETS = "facets.gz.bin"
_FORMAT = 1
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
    facets={},
)


class Entries(Protocol):
    """What is to be found: the entry of a briefing by its id, and its date (ISO 8601 or "")."""

    when: Mapping[str, str]

    def entry(self, key: str) -> SearchEntry:
        """Return the entry of the briefing with the id `key`."""


def update_index(
    folder: Path,
    parts: Sequence[Part],
    entries: Entries,
    *,
    recall: Callable[[Part, Callable[[], str]], str],
    progress: Callable[[str, int, int], None],
) -> tuple[str, ...]:
    """Make the index in `folder` that of `parts`, a shard for each; return those indexed anew.

    `entries` give what is to be found. `recall` returns the name of a part's shard: what it is
    handed, called, makes sure that there is one and says its name; where nothing changed since
    it did, it need not be called. Shards no longer needed are deleted once the new list is written.
    Raises PublishError.
    """
    made: dict[str, Future[None]] = {}
    # While Pagefind indexes a shard, here the next is laid out.
    pool = ThreadPoolExecutor(1)

    def make(part: Part) -> str:
        draft = _lay_out(folder, part, entries)
        if draft.name in made or _is_there(folder, draft.name):
            shutil.rmtree(draft.folder)
            return draft.name
        for each in made.values():
            each.result()
        made[draft.name] = pool.submit(_index, folder, draft)
        return draft.name

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for leftover in folder.glob(".draft-*"):
            shutil.rmtree(leftover)
        names = []
        with pool:
            for done, part in enumerate(parts):
                progress("Indexing", done, len(parts))
                name = recall(part, partial(make, part))
                if name not in made and not _is_there(folder, name):
                    name = make(part)
                names.append(name)
        for each in made.values():
            each.result()
        rows = [_row(folder / name, name, part) for name, part in zip(names, parts, strict=True)]
        contents = {"format": _FORMAT, "engine": _version(), "shards": rows}
        _write_list(folder / LIST, contents)
        kept = {row["path"] for row in rows}
        for old in sorted(folder.iterdir()):
            if old.is_dir() and old.name not in kept:
                shutil.rmtree(old)
        progress("Indexing", len(parts), len(parts))
    except OSError as error:
        raise PublishError(
            str(error.filename or folder),
            f"cannot be written ({error.strerror})",
            "free space or mend permissions",
        ) from None
    return tuple(made)


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
        return all(_is_there(folder, str(row["path"])) for row in rows)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def index_files(folder: Path) -> dict[str, Path]:
    """Return the files of the index in `folder` by their path in it: the list of shards, the engine
    and what the list names. Where nothing was ever indexed there are none. Raises OSError.
    """
    try:
        rows = json.loads((folder / LIST).read_bytes())["shards"]
    except FileNotFoundError:
        return {}
    found = {name: folder / name for name in (LIST, *_ENGINE) if (folder / name).is_file()}
    for row in rows:
        name = row["path"]
        found |= {f"{name}/{path}": folder / name / path for path in scan(folder / name)}
    return found


def _is_there(folder: Path, name: str) -> bool:
    whole = (folder / name / FACETS).is_file() and _beginning(folder / name) is not None
    return whole and _engine_is_there(folder)


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
    """A shard to be made: its name, the hash of all that goes into it; the folder where it is made,
    with what Pagefind shall index; and the facets of each page."""

    name: str
    folder: Path
    facets: Sequence[tuple[str, Mapping[str, tuple[str, ...]]]]


def _lay_out(folder: Path, part: Part, entries: Entries) -> _Draft:
    """Write what Pagefind shall index of a part into a hidden folder in `folder`."""
    place = folder / f".draft-{secrets.token_hex(4)}"
    facets: list[tuple[str, Mapping[str, tuple[str, ...]]]] = []
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
        facets.append((each.page, each.facets))
    return _Draft(digest.hexdigest()[:16], place, facets)


def _index(folder: Path, draft: _Draft) -> None:
    """Index a shard into a folder of its name, which appears only when it is whole."""
    made, whole = draft.folder / "made", draft.folder / "whole"
    _run_pagefind(draft.folder / _PAGES, made)
    for engine in _ENGINE:
        (made / engine).replace(folder / engine)
    whole.mkdir()
    for kept in (*_KEPT, *(file.name for file in made.glob("*.pf_meta"))):
        (made / kept).rename(whole / kept)
    (whole / FACETS).write_bytes(_facets(draft.facets, _results(whole)))
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


def _results(whole: Path) -> dict[str, str]:
    """Return which result of Pagefind is which page: result names by page.

    Pagefind reports no full disk: it leaves files that are cut off. So all are read here. Raises
    PublishError.
    """
    found = {}
    try:
        for file in (*(whole / "index").iterdir(), *whole.glob("*.pf_meta")):
            gzip.decompress(file.read_bytes())
        for file in (whole / "fragment").iterdir():
            content = gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")
            found[json.loads(content)["url"].lstrip("/")] = file.stem
    except (OSError, EOFError, ValueError, KeyError, zlib.error) as error:
        cause = f"Pagefind wrote it only in part ({type(error).__name__})"
        raise PublishError("the search index", cause, "free space") from None
    return found


def _facets(
    rows: Iterable[tuple[str, Mapping[str, tuple[str, ...]]]], results: Mapping[str, str]
) -> bytes:
    """Return the file by which the browser filters and counts the results of a shard.

    JSON, compressed: ``results``, latest first, and for each facet its ``values`` with, in ``of``,
    the places in ``results`` where each stands.
    """
    names: list[str] = []
    facets: dict[str, dict[str, list[int]]] = {}
    for place, (page, values) in enumerate(rows):
        names.append(results[page])
        for facet, found in values.items():
            for value in found:
                facets.setdefault(facet, {}).setdefault(value, []).append(place)
    content = {
        "results": names,
        "facets": {
            facet: {"values": [*values], "of": [*values.values()]}
            for facet, values in sorted(facets.items())
        },
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8", "replace"), mtime=0)


def _row(place: Path, name: str, part: Part) -> dict[str, object]:
    size = (place / FACETS).stat().st_size
    return {
        "path": name,
        "first": part.first,
        "last": part.last,
        "articles": len(part.keys),
        "facets": size,
        **(_beginning(place) or {}),
    }


def _engine_is_there(folder: Path) -> bool:
    return all((folder / name).is_file() for name in _ENGINE)


def _version() -> str:
    return metadata.version("pagefind-bin")


def _write_list(file: Path, contents: Mapping[str, object]) -> None:
    draft = file.with_name(f".{file.name}.draft")
    draft.write_text(json.dumps(contents, indent=1) + "\n", encoding="utf-8")
    draft.replace(file)
