"""CSV: what the csv module reads back is what the corpus says, and no cell is a formula."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.escape import clean
from generator.export.corpus_tables import TABLES
from generator.export.csv import cell
from generator.export.rows import MOST_CAST
from generator.model import Briefing
from tests.articles import briefing, ferry, harbour
from tests.export.exported import exported, odd_articles
from tests.markdown_page import costly, nasty

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    text = files[f"data/{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_tables_say_who_is_named_where_and_with_whom() -> None:
    files = exported(harbour(), ferry())
    board = next(row for row in rows(files, "actors") if row["actor"] == "harbour-board")
    assert (board["name"], board["type"], board["articles"]) == ("Harbour Board", "ORG", "2")
    assert (board["mentions"], board["first"]) == ("3", "2023-05-03")
    text = {each.id: each.text for each in (harbour(), ferry())}
    mentions = rows(files, "mentions")
    assert len(mentions) == sum(
        len(a.mentions) for each in (harbour(), ferry()) for a in each.actors
    )
    for row in mentions:
        assert text[row["briefing"]][int(row["start"]) : int(row["end"])] == row["text"]
    said = rows(files, "quotations")[1]
    assert (said["text"], said["actor"]) == ("We asked for talks in March.", "ida-moreau")
    assert said["paragraph"] == "2"
    both = rows(files, "co-occurrences")[0]
    assert (both["actor"], both["with_actor"], both["articles"]) == (
        "harbour-board",
        "ida-moreau",
        "2",
    )


def test_files_have_a_byte_order_mark_and_lines_as_rfc_4180_ends_them() -> None:
    files = exported(harbour())
    for table in TABLES:
        if table.csv:
            content = files[f"data/{table.csv}.csv"]
            assert content.startswith(b"\xef\xbb\xbf")
            assert content.count(b"\n") == content.count(b"\r\n")
            assert content.endswith(b"\r\n")


def test_each_table_has_its_columns_and_only_known_tables_are_referred_to() -> None:
    files = exported()
    names = {table.name for table in TABLES}
    for table in TABLES:
        assert {column.of for column in table.columns} <= names | {""}
        if table.csv:
            head = files[f"data/{table.csv}.csv"].decode("utf-8-sig").strip()
            assert head == ",".join(column.name for column in table.columns)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        (7, 7),
        (None, None),
    ],
)
def test_a_text_that_would_be_a_formula_gets_an_apostrophe(text: object, shown: object) -> None:
    assert cell(text) == shown


@given(st.text() | nasty)
def test_no_cell_starts_a_formula_and_nothing_but_the_apostrophe_is_added(text: str) -> None:
    shown = cell(text)
    assert not shown.startswith(FORMULA)
    assert shown in (clean(text), "'" + clean(text))


@costly
@given(odd_articles())
def test_odd_text_stays_in_its_cell(article: Briefing) -> None:
    files = exported(article)
    for table in TABLES:
        if table.csv:
            for row in rows(files, table.csv):
                assert len(row) == len(table.columns)
                assert None not in row.values()
                assert not any(value.startswith(FORMULA) for value in row.values())


def test_a_long_cast_gives_a_bounded_number_of_pairs() -> None:
    names = [f"Person N{number}" for number in range(200)]
    crowd = briefing("crowd", [", ".join(names)], actors=[(name, "PERSON") for name in names])
    assert len(rows(exported(crowd), "co-occurrences")) == MOST_CAST * (MOST_CAST - 1) / 2


def test_a_copy_is_listed_with_what_it_repeats_and_counts_nowhere() -> None:
    copy = replace(harbour(), id="f" * 16, file="copy.txt", source="The Daily Repeat")
    once, twice = exported(harbour(), ferry()), exported(harbour(), ferry(), copy)
    listed = {row["id"]: row["copy_of"] for row in rows(twice, "briefings")}
    assert len(listed) == 3
    (one,) = (each for each in listed if listed[each])
    assert {one, listed[one]} == {harbour().id, copy.id}
    for name in ("actors", "co-occurrences"):
        assert rows(once, name) == rows(twice, name)
    for name in ("mentions", "quotations"):
        assert len(rows(once, name)) == len(rows(twice, name))
    assert f"briefings/{_address(twice, one)}.json" in twice


def _address(files: dict[str, bytes], briefing: str) -> str:
    (row,) = (row for row in rows(files, "briefings") if row["id"] == briefing)
    return row["page"].removeprefix("briefings/").removesuffix(".html")
