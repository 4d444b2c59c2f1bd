"""Dates that need no grammar: digits, and day-month-year with the months of a language."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from generator.extraction.dates.resolve import Found, iso_day

_ISO = re.compile(
    r"(?<![\w.:/-])(\d{4})-(\d{2})-(\d{2})"
    r"(T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w/-])"
)
_DOTTED = re.compile(r"(?<![\w.:/-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\w/-]|\.\d)")
_CJK = re.compile(
    r"(\d{4})\s?[年년]\s?(?:(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日号號일])?)?"
    r"|(?<!\d)(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]"
)
_YEAR = re.compile(r"(?<![\w.,:/€$£+-])(1[5-9]\d\d|20\d\d)(?![\w:/%€$£-]|[.,]\d)")


def find_numeric(text: str) -> Iterator[Found]:
    """Yield dates written in digits (``2024-08-06``, ``6.8.2024``, ``06/08/2024``, 2024年8月6日).

    Where day and month could be told either way round the value is None.
    """
    for match in _ISO.finditer(text):
        value = iso_day(int(match[1]), int(match[2]), int(match[3]))
        if value:
            yield Found(start=match.start(), end=match.end(), value=value + (match[4] or ""))
    for match in _DOTTED.finditer(text):
        found = _dotted(match)
        if found:
            yield found
    for match in _CJK.finditer(text):
        year, month, day = match[1], match[2] or match[4], match[3] or match[5]
        value = iso_day(int(year), _int(month), _int(day)) if year else None
        yield Found(start=match.start(), end=match.end(), value=value)


def find_named_months(text: str, language: str) -> Iterator[Found]:
    """Yield day-month-year, month-year and plain years in a language of ``months.toml``.

    A date without its year has no value. Other languages yield nothing.
    """
    pattern = _pattern(language)
    if pattern is None:
        return
    for match in pattern.finditer(text):
        month = next(n for n in range(1, 13) if match[f"m{n}"])
        day = _int(match["day"])
        if day is None and match["year"] is None:
            continue  # a bare month's name is too often a person's or another word
        year = _int(match["year"])
        value = iso_day(year, month, day) if year else None
        if day is None or 1 <= day <= 31:
            yield Found(start=match.start(), end=match.end(), value=value)
    for match in _YEAR.finditer(text):
        yield Found(start=match.start(), end=match.end(), value=match[1])


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    table = _months().get(language)
    if table is None:
        return None
    months = "|".join(f"(?P<m{n}>{names})" for n, names in enumerate(table["months"], 1))
    joint = rf"(?:\s+(?:{table['of']}))?\s+" if table["of"] else r"\s+"
    ordinal = rf"(?:{table['ordinal']})?" if table["ordinal"] else ""
    return re.compile(
        rf"(?:(?<![\w.:/-])(?P<day>\d{{1,2}}){ordinal}{joint})?\b(?:{months})\b"
        rf"(?:{joint}(?P<year>[12]\d{{3}})\b)?",
        re.IGNORECASE,
    )


@cache
def _months() -> dict[str, Any]:
    file = files("generator.extraction").joinpath("data", "months.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _dotted(match: re.Match[str]) -> Found | None:
    first, mark, second, year = int(match[1]), match[2], int(match[3]), match[4]
    if not (1 <= first <= 31 and 1 <= second <= 31) or min(first, second) > 12:
        return None
    if len(year) == 2 and mark != "/":
        return None  # 6.8.24 is as often a section or a version number
    value = None
    if len(year) == 4:
        if mark == "." or first > 12:  # dots stand between day, month and year everywhere
            value = iso_day(int(year), second, first)
        elif second > 12 or first == second:
            value = iso_day(int(year), first, second)
    return Found(start=match.start(), end=match.end(), value=value)


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None
