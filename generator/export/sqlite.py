"""The corpus as one SQLite file, which Datasette opens as it is."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing

from generator.corpus_model import Page
from generator.export.corpus_tables import TABLES
from generator.export.tables import Table, Value

_PAGE_BYTES = 4096
# Bytes 96 to 99 of the file's head name the version of the library that wrote it (SQLite's file
# format, section 1.3.17) and nothing reads them: set, so that two machines make the same file.
_WRITER = slice(96, 100)


def sqlite_file(folder: str, rows: Mapping[str, Sequence[tuple[Value, ...]]]) -> Iterator[Page]:
    """Yield ``corpus.sqlite`` in `folder`, byte for byte the same for the same rows."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
        for table in TABLES:
            database.execute(_definition(table))
            places = ", ".join("?" * len(table.columns))
            insert = f'INSERT INTO "{table.name}" VALUES ({places})'  # noqa: S608 - our own names
            try:
                database.executemany(insert, rows[table.name])
            except UnicodeEncodeError:  # seldom: half a character, which UTF-8 cannot carry
                database.execute(f'DELETE FROM "{table.name}"')  # noqa: S608 - same
                kept = (tuple(map(_storable, row)) for row in rows[table.name])
                database.executemany(insert, kept)
            for column in table.columns:
                if column.of and column is not table.columns[0]:
                    database.execute(
                        f'CREATE INDEX "{table.name}_{column.name}"'
                        f' ON "{table.name}" ("{column.name}")'
                    )
        database.commit()
        content = bytearray(database.serialize())
    content[_WRITER] = bytes(4)
    yield Page(path=f"{folder}corpus.sqlite", content=bytes(content))


def _definition(table: Table) -> str:
    """Return the statement that makes `table`, with what its columns mean: it is kept in the file
    and shown with it."""
    parts = [
        f'  "{each.name}" {each.type}'
        + (f' REFERENCES "{each.of}"' if each.of else "")
        + ("," if table.key or each is not table.columns[-1] else "")
        + f" -- {each.meaning}"
        for each in table.columns
    ]
    if table.key:
        key = ", ".join(f'"{each.name}"' for each in table.columns[: table.key])
        parts.append(f"  PRIMARY KEY ({key})")
    return f'CREATE TABLE "{table.name}" ( -- {table.meaning}\n' + "\n".join(parts) + "\n)"


def _storable(value: Value) -> Value:
    """Return `value` without what UTF-8 cannot carry."""
    if not isinstance(value, str) or value.isascii():
        return value
    return value.encode("utf-8", "replace").decode()
