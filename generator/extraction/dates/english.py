"""English dates: a list of patterns, each with what it means, and the joining of intervals.

Every pattern is a bounded regular expression, so that a text is read in linear time. Where two
finds overlap the one that starts first, then the longer one, stands.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from generator.extraction.dates.absolute import ABSOLUTE, Rule
from generator.extraction.dates.relative import RELATIVE
from generator.extraction.dates.resolve import Calendar, Found, interval

_RULES: tuple[Rule, ...] = (*ABSOLUTE, *RELATIVE)
_NEEDED = tuple(dict.fromkeys(needed for _, _, needed in _RULES))
_JOINT = re.compile(r"\s?[-–—]\s?|\s+(?:to|through|thru|until|till|and)\s+")
_BETWEEN = re.compile(r"\b[Bb]etween\s+$")
_HABIT = re.compile(
    r"\b(?:[Ee]very|[Ee]ach|[Mm]ost|[Ff]rom)\s+(?:other\s+)?$|(?:[ap]\.?m\.?|:\d\d)\s+(?:to|and)\s+$"
)


def find_english(text: str, calendar: Calendar, *, anchors: bool = True) -> list[Found]:
    """Return the dates of one block, in its order.

    `anchors` says whether what is found may serve "the next day" later in the article.
    """
    dates: list[Found] = []
    for match, rule in _candidates(text):
        if dates and match.start() < dates[-1].end:
            continue
        item = rule(match, calendar)
        if item is None:
            continue
        if item.is_time and _HABIT.search(text[max(0, item.start - 12) : item.start]):
            continue
        dates.append(item)
        if anchors:
            calendar.remember(item.value)
    return _joined(text, dates)


def _candidates(text: str) -> Iterator[tuple[re.Match[str], Callable[..., Found | None]]]:
    """Yield every rule's matches, by place, the longest first."""
    held = {needed: needed is None or needed.search(text) is not None for needed in _NEEDED}
    matches = [
        (match.start(), -match.end(), number, match, rule)
        for number, (pattern, rule, needed) in enumerate(_RULES)
        if held[needed]
        for match in pattern.finditer(text)
    ]
    for _, _, _, match, rule in sorted(matches, key=lambda item: item[:3]):
        yield match, rule


def _joined(text: str, dates: list[Found]) -> list[Found]:
    """Join "January 23 through March 9", "2004 to 2009", "between 1997 and 1999"."""
    joined: list[Found] = []
    for item in dates:
        whole = _interval(text, joined[-1], item) if joined else None
        if whole:
            joined[-1] = whole
        else:
            joined.append(item)
    return joined


def _interval(text: str, first: Found, last: Found) -> Found | None:
    gap = text[first.end : last.start]
    if _JOINT.fullmatch(gap) is None or first.is_time or last.is_time:
        return None
    before = text[max(0, first.start - 9) : first.start]
    if gap.strip() == "and" and not (_BETWEEN.search(before) or _next_years(first, last)):
        return None
    if first.lacks_year and not last.lacks_year and re.match(r"\d{4}", last.value or ""):
        first = first.in_year(int(str(last.value)[:4]))
    elif first.lacks_year and last.lacks_year and first.value:
        year = int(first.value[:4])
        last = max(
            (last.in_year(year), last.in_year(year + 1)),
            key=lambda end: (end.value or "") > str(first.value),
        )
    if not _same_kind(first, last):
        return None
    value = interval(first.value, last.value)
    return replace(first, end=last.end, value=value, month=None, day=None)


def _next_years(first: Found, last: Found) -> bool:
    """Whether two plain years follow one another ("in 1997 and 1998")."""
    one, two = first.value or "", last.value or ""
    return (
        len(one) == len(two) == 4
        and one.isdecimal()
        and two.isdecimal()
        and int(two) == (int(one) + 1)
    )


def _same_kind(first: Found, last: Found) -> bool:
    """Whether both are written to the same precision and in order, as an interval's ends are."""
    if first.value is None or last.value is None:
        return first.value == last.value and bool(first.day) == bool(last.day)
    if "/" in first.value + last.value:
        return False
    return len(first.value) == len(last.value) and first.value < last.value
