"""The database: whole, joined by its keys, and byte for byte the same for the same corpus."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from hypothesis import given

from generator.export.corpus_tables import TABLES
from generator.model import Briefing
from tests.articles import ferry, harbour
from tests.export.exported import exported, odd_articles
from tests.markdown_page import costly


@contextmanager
def opened(content: bytes) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        yield database


def check(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_file_opens_and_its_tables_hold_together(tmp_path: Path) -> None:
    file = tmp_path / "corpus.sqlite"
    file.write_bytes(exported(harbour(), ferry())["data/corpus.sqlite"])
    with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as database:
        check(database)
        found = database.execute(
            """SELECT substr(t.text, m.start + 1, m.end - m.start), m.text
               FROM mentions m JOIN texts t USING (briefing)"""
        ).fetchall()
        assert len(found) > 5
        assert all(one == other for one, other in found)
        said = database.execute(
            """SELECT a.name, q.text, b.title FROM quotations q
               JOIN actors a USING (actor) JOIN briefings b ON b.id = q.briefing
               ORDER BY q.start"""
        ).fetchall()
        assert said[0] == ("Harbour Board", "will cost us dearly", harbour().title)


def test_it_has_every_table_and_says_what_columns_mean() -> None:
    with opened(exported(harbour())["data/corpus.sqlite"]) as database:
        made = dict(database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    assert set(made) == {table.name for table in TABLES}
    for table in TABLES:
        for column in table.columns:
            assert f'"{column.name}" {column.type}' in made[table.name]
            assert column.meaning in made[table.name]


def test_the_same_corpus_gives_the_same_bytes_in_any_order_of_articles() -> None:
    one = exported(harbour(), ferry())["data/corpus.sqlite"]
    assert exported(ferry(), harbour())["data/corpus.sqlite"] == one
    assert exported(harbour())["data/corpus.sqlite"] != one


@costly
@given(odd_articles())
def test_odd_text_is_kept_as_it_is(article: Briefing) -> None:
    with opened(exported(article)["data/corpus.sqlite"]) as database:
        check(database)
        kept = database.execute("SELECT CAST(text AS BLOB) FROM texts").fetchone()[0]
    assert kept == article.text.encode("utf-8", "replace")
