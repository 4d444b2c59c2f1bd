"""Tables as CSV (RFC 4180), in UTF-8 with a byte order mark, which spreadsheets need to see."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from generator.corpus_model import Page
from generator.escape import clean
from generator.export.corpus_tables import TABLES
from generator.export.tables import Table, Value

# A spreadsheet takes what starts with one of these for a formula (OWASP, CSV Injection; ASVS 5.0,
# 1.2.10). An apostrophe before it makes it text; the files in JSON have the text as it is.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_files(folder: str, rows: Mapping[str, Sequence[tuple[Value, ...]]]) -> Iterator[Page]:
    """Yield ``NAME.csv`` in `folder` for each table that has one, of its `rows`."""
    for table in TABLES:
        if table.csv:
            content = csv_table(table, rows[table.name])
            yield Page(path=f"{folder}{table.csv}.csv", content=content)


def csv_table(table: Table, rows: Iterable[tuple[Value, ...]]) -> bytes:
    """Return `table` with its head line. An empty cell says that something is unknown."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def cell(value: Value) -> Value:
    """Return `value` as a spreadsheet may see it: text on one line, none of it a formula."""
    return _text_cell(value) if isinstance(value, str) else value


@lru_cache(maxsize=1 << 14)  # a table has the same names and ids in thousands of rows
def _text_cell(value: str) -> str:
    text = clean(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
