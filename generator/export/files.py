"""All files for programs, and the page that says what they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import resources

from generator.corpus_model import Job, Page, Part, View
from generator.escape import Safe
from generator.export.changes_page import changes_job
from generator.export.corpus_tables import TABLES
from generator.export.csv import csv_files
from generator.export.dossier import actors_around, dossier_file
from generator.export.feeds import Feeds
from generator.export.json import briefing_file
from generator.export.publication import Publication
from generator.export.rows import briefings as briefing_row
from generator.export.rows import texts as text_row
from generator.export.sqlite import sqlite_file
from generator.export.stix import Bundle
from generator.export.tables import Column, Lookup, Value
from generator.library import Library

_SCHEMAS = ("briefing.schema.json", "dossier.schema.json", "changes.schema.json")


_NOTHING = Part(first="", last="", keys=())
"""A corpus without articles has empty files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A file of the data page: ``href`` leads to it, ``size`` is in words."""

    name: str
    href: Safe
    size: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A table; ``csv`` is the name of its file, empty where it stands in the database alone."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    csv: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """A part of the corpus: the dates of its ``articles``, and its files by name."""

    first: str
    last: str
    articles: int
    files: Mapping[str, FileRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView:
    """``templates/data.md.j2``. ``files`` are those that belong to no part, by name; ``parts`` are
    latest first, a single one where the corpus is small."""

    files: Mapping[str, FileRow]
    parts: tuple[PartRow, ...]
    tables: tuple[TableRow, ...]


class FilesBeside:
    """Makes the files that a program takes instead of a page: they lie beside it."""

    def __init__(self, library: Library, publication: Publication) -> None:
        self._library = library
        self._feeds = Feeds(library, publication)

    def __call__(self, folder: str, key: str) -> Iterator[Page]:
        """Yield the files beside the page of a briefing, by its id, or of an actor or a topic, by
        its slug."""
        library = self._library
        if folder == "briefings":
            yield from briefing_file(library, key)
        elif folder == "actors":
            yield from dossier_file(library, key)
            yield from self._feeds.of_actor(key)
        else:
            yield from self._feeds.of_topic(key)

    def settle(self, folder: str, key: str) -> None:
        """Find the values that are settled while they are made."""
        if folder == "actors":
            seen = self._library.whole_actor(key).appearances
            actors_around(self._library, key, dict.fromkeys(each.briefing for each in seen))


def export_jobs(library: Library, publication: Publication, parts: Sequence[Part]) -> Iterator[Job]:
    """Yield what makes the files for programs that belong to no page; `parts` are those of the
    corpus, latest first."""
    yield Feeds(library, publication).everything()
    for part in parts or (_NOTHING,):
        folder = _folder(part, parts)
        given, near = " ".join(part.keys), part.keys[0] if part.keys else ""
        # Who is who decides nothing of what an article says: the lines stay when names join.
        lines = partial(_lines, library, folder, part.keys)
        yield Job(name=f"{folder}corpus.jsonl", make=lines, given=given, near=near)
        tables = partial(_part_files, library, publication, folder, part.keys)
        yield Job(name=f"{folder}corpus", make=tables, given=given, near=near)
    yield changes_job(library.corpus)
    yield Job(name="data/schema", make=_schemas)


def data_page(sizes: Mapping[str, int], parts: Sequence[Part]) -> Job:
    """Compose the page that documents the files of :func:`export_jobs`; `sizes` are theirs in
    bytes, by path."""
    # Of a hundred thousand files, the few that are listed here.
    sizes = {path: sizes[path] for path in sorted(sizes) if path.startswith("data/")}
    rows = tuple(
        PartRow(
            first=part.first,
            last=part.last,
            articles=len(part.keys),
            files=_files(sizes, _folder(part, parts), deep=False),
        )
        for part in parts or (_NOTHING,)
    )
    view = DataView(
        files=_files(sizes, "data/", deep=True),
        parts=rows,
        tables=tuple(
            TableRow(
                name=t.name, meaning=t.meaning, columns=t.columns, csv=t.csv and f"{t.csv}.csv"
            )
            for t in TABLES
        ),
    )

    def make() -> Iterator[View]:
        front = {
            "title": "Data",
            "description": "Everything on this site as files for other programs",
            "kind": "data",
        }
        yield View(path="data/index.md", template="data.md.j2", front=front, data=view)

    return Job(name="data/index.md", make=make, given=repr((view.files, view.parts)))


def _folder(part: Part, parts: Sequence[Part]) -> str:
    """Return where the files of a part lie: a corpus of one part needs no folder for it."""
    return "data/" if len(parts) < 2 else f"data/{part.first or 'undated'}/"


def _lines(library: Library, folder: str, keys: Sequence[str]) -> Iterator[Page]:
    """Yield the articles of a part, and then their copies, as JSON Lines."""
    copies = (copy.id for key in keys for copy in library.copies_of(key))
    lines = [library.briefing(key).to_json() + b"\n" for key in (*keys, *copies)]
    yield Page(path=f"{folder}corpus.jsonl", content=b"".join(lines))


def _part_files(
    library: Library, publication: Publication, folder: str, keys: Sequence[str]
) -> Iterator[Page]:
    """Yield the other files of a part, in one pass over its articles."""
    lookup = Lookup(library, keys)
    rows: dict[str, list[tuple[Value, ...]]] = {
        table.name: list(table.rows(lookup)) if table.rows else [] for table in TABLES
    }
    of_one = [(table.name, table.of_one) for table in TABLES if table.of_one]
    bundle = Bundle(lookup, publication)
    for key in lookup.briefings:
        briefing = library.briefing(key)
        bundle.add(briefing)
        for name, found in of_one:
            rows[name] += found(lookup, briefing)
    for copy in lookup.copies:
        briefing = library.briefing(copy.id)
        for name, found in (("briefings", briefing_row), ("texts", text_row)):
            rows[name] += found(lookup, briefing)
    yield bundle.file(folder)
    yield from csv_files(folder, rows)
    yield from sqlite_file(folder, rows)


def _schemas() -> Iterator[Page]:
    for name in _SCHEMAS:
        text = resources.files("generator").joinpath("schema", name).read_text(encoding="utf-8")
        yield Page(path=f"data/schema/{name}", content=text)


def _files(sizes: Mapping[str, int], folder: str, *, deep: bool) -> dict[str, FileRow]:
    """List the files in a folder, and in those below it where `deep`."""
    found = {}
    for path in sizes:
        name = path.removeprefix(folder)
        if name != path and (deep or "/" not in name):
            href = Safe(path.removeprefix("data/"))
            found[name] = FileRow(name=name, href=href, size=_size(sizes[path]))
    return found


def _size(number: int) -> str:
    for unit, factor in (("MB", 1_000_000), ("kB", 1_000)):
        if number >= factor:
            return (
                f"{number / factor:.1f} {unit}"
                if number < 10 * factor
                else (f"{number / factor:.0f} {unit}")
            )
    return f"{number} bytes"
