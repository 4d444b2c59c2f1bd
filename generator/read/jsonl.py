"""Reads JSON Lines: one article a line. A line that is none costs no other one."""

import hashlib
import json
from collections.abc import Iterator

from generator.errors import SeedError
from generator.model import Article, Refusal
from generator.read.assemble import Seed
from generator.read.metadata import GRADES, accept
from generator.read.text import read_text

_TEXT = ("text", "body", "content")
_MOST_REFUSALS = 100  # lines named one by one; a file that is no JSON at all has millions


def read_jsonl(text: str, seed: Seed) -> tuple[Article | Refusal, ...]:
    """Return the article or the refusal of each line that is not blank.

    A record has its text as plain text in ``text`` (or ``body``, ``content``) and may have the
    fields of `Metadata`. Raises SeedError where no line holds anything.
    """
    found = tuple(_records(text, seed))
    if not found:
        raise SeedError(
            seed.file, "has no text", "put one JSON object a line into it, or delete it"
        )
    return found


def _records(text: str, seed: Seed) -> Iterator[Article | Refusal]:
    refused = 0
    for number, row in enumerate(text.split("\n")):
        row = row.removesuffix("\r")  # noqa: PLW2901 - the same line, without its line end
        if not row.strip():
            continue
        data = row.encode("utf-8", "surrogatepass")
        record = seed.record(number, hashlib.sha256(data).hexdigest())
        try:
            yield _article(row, record, number)
        except SeedError as error:
            refused += 1
            if refused <= _MOST_REFUSALS:
                yield Refusal(
                    path=error.subject, cause=error.cause, remedy=error.remedy, sha256=record.sha256
                )
    if refused > _MOST_REFUSALS:
        cause = f"has {refused - _MOST_REFUSALS:,} more lines that are no articles"
        yield Refusal(path=seed.file, cause=cause, remedy="write one JSON object a line")


def _article(row: str, seed: Seed, number: int) -> Article:
    record = _parse(row, seed.file)
    words = next((record[key] for key in _TEXT if isinstance(record.get(key), str)), None)
    if not isinstance(words, str):
        raise SeedError(seed.file, "has no text", 'put the article into its field "text"')
    return read_text(
        words, seed, embedded=accept(record, subject=seed.file, strict=GRADES), line=number
    )


def _parse(row: str, subject: str) -> dict[str, object]:
    remedy = "write one JSON object on the line"
    try:
        # Numbers stay as they are written: none is computed with, and huge ones cost time.
        record = json.loads(row, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        raise SeedError(
            subject, f"is not JSON ({error.msg}, column {error.colno})", remedy
        ) from None
    except RecursionError:
        raise SeedError(subject, "is nested too deeply", remedy) from None
    if not isinstance(record, dict):
        raise SeedError(subject, "is not a JSON object", remedy)
    return record
