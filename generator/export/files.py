"""All files for programs, and the page that says what they are."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from importlib import resources

from generator.escape import Safe
from generator.export.corpus_tables import TABLES
from generator.export.csv import csv_files
from generator.export.dossier import dossier_files
from generator.export.feeds import feed_files
from generator.export.json import briefing_files
from generator.export.publication import Publication
from generator.export.sqlite import sqlite_file
from generator.export.stix import stix_file
from generator.export.tables import Column, Lookup
from generator.model import Corpus, Page, View

_SCHEMAS = ("briefing.schema.json", "dossier.schema.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A file of the data page: ``href`` leads to it, ``size`` is in words."""

    name: str
    href: Safe
    size: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A table: ``file`` is None where it stands in the database alone."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    file: FileRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView:
    """``templates/data.md.j2``. ``files`` are those that cover the whole corpus, by name."""

    files: Mapping[str, FileRow]
    tables: tuple[TableRow, ...]


def export_files(
    corpus: Corpus, publication: Publication, pages: Set[str], *, least: int = 1
) -> Iterator[Page]:
    """Yield every file that a program takes instead of a page.

    `pages` are the paths of all Markdown files, for who matters enough to have one is decided where
    pages are composed; of these, an actor or a topic has a feed where it stands in `least`
    articles.
    """
    lookup = Lookup(corpus, pages)
    yield from briefing_files(corpus)
    yield from dossier_files(lookup)
    yield from feed_files(corpus, publication, pages, least=least)
    yield from csv_files(lookup)
    yield from stix_file(lookup, publication)
    yield from sqlite_file(lookup)
    for name in _SCHEMAS:
        text = resources.files("generator").joinpath("schema", name).read_text(encoding="utf-8")
        yield Page(path=f"data/schema/{name}", content=text)


def data_page(exported: Iterable[Page]) -> View:
    """Compose the page that documents the files of :func:`export_files`."""
    files = {
        name: FileRow(name=name, href=Safe(name), size=_size(_length(file)))
        for file in exported
        if (name := file.path.removeprefix("data/")) != file.path
    }
    tables = tuple(
        TableRow(
            name=each.name,
            meaning=each.meaning,
            columns=each.columns,
            file=files.get(f"{each.csv}.csv"),
        )
        for each in TABLES
    )
    front = {
        "title": "Data",
        "description": "Everything on this site as files for other programs",
        "kind": "data",
    }
    view = DataView(files=files, tables=tables)
    return View(path="data/index.md", template="data.md.j2", front=front, data=view)


def _length(file: Page) -> int:
    return len(file.content if isinstance(file.content, bytes) else file.content.encode())


def _size(number: int) -> str:
    for unit, factor in (("MB", 1_000_000), ("kB", 1_000)):
        if number >= factor:
            return (
                f"{number / factor:.1f} {unit}"
                if number < 10 * factor
                else (f"{number / factor:.0f} {unit}")
            )
    return f"{number} bytes"
