"""The timeline: what articles say of which date, whenever they were published."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple
from zlib import crc32

from generator.compose.desk import Desk, day
from generator.compose.marks import Mark
from generator.compose.paging import in_chunks
from generator.compose.story_views import Day, MomentRow, TimelineView
from generator.compose.views import PartLink
from generator.corpus_model import Job, Sketch, View
from generator.escape import Safe

_UP = "../"
# What one page lists; a longer month goes on on further pages.
_MOST = 150
_VALUE = re.compile(r"(\d{4})(?:-(?:W(\d\d)|(\d\d)(-\d\d)?))?")
_EARLY = "early"
_FIRST_YEAR = 1000
"""What lies before has one page."""


class _Moment(NamedTuple):
    """A date in an article: what sorts it (``place``), and the sentence that says it."""

    place: tuple[str, str, str, str, int]
    value: str | None
    briefing: str
    low: int
    high: int


def timeline_jobs(desk: Desk) -> Iterator[Job]:
    """Yield what makes the timeline's index and its pages: one a year for what is only known by
    its year, one a month for the rest, and further ones where a page would grow too long.

    Dates that stand in the head of an article (its dateline) are those of its publication and
    are left out. The undated are by the month of publication of their article.
    """
    parts: defaultdict[str, list[_Moment]] = defaultdict(list)
    for sketch in desk.library.corpus.briefings:
        for part, moment in _moments(sketch):
            parts[part].append(moment)
    yield _index({part: len(parts[part]) for part in sorted(parts)})
    for part in sorted(parts):
        chunks = in_chunks(sorted(parts[part]), _MOST, _key)
        # A chunk is named by what it begins with, which another sentence in it does not change.
        names = [
            f"{part}_{crc32(_key(chunk[0]).encode()):08x}" if number else part
            for number, chunk in enumerate(chunks)
        ]
        links = tuple(
            PartLink(title=f"{chunk[0].value or 'undated'} …", href=Safe(f"{name}.md"), count=None)
            for name, chunk in zip(names, chunks, strict=True)
        )
        for number, chunk in enumerate(chunks):
            yield _page(
                desk,
                part,
                names[number],
                chunk,
                parts=links if len(chunks) > 1 and not number else (),
                newer=Safe(f"{names[number - 1]}.md") if number else None,
                older=Safe(f"{names[number + 1]}.md") if number + 1 < len(chunks) else None,
            )


def _page(
    desk: Desk,
    part: str,
    name: str,
    moments: Sequence[_Moment],
    *,
    parts: tuple[PartLink, ...],
    newer: Safe | None,
    older: Safe | None,
) -> Job:
    def make() -> Iterator[View]:
        title = _title(part) if name == part else f"{_title(part)}, from {moments[0].value}"
        view = TimelineView(
            title=title,
            years=(),
            days=tuple(_days(desk, moments)),
            parts=parts,
            count=len(moments),
            newer=newer,
            older=older,
        )
        yield _view(name, f"Timeline: {title}", view)

    given = repr(([(each.value, each.briefing, each.low) for each in moments], parts, newer, older))
    return Job(name=f"timeline/{name}.md", make=make, given=given)


def _key(moment: _Moment) -> str:
    return f"{moment.briefing} {moment.low} {moment.value}"


def _moments(sketch: Sketch) -> Iterator[tuple[str, _Moment]]:
    """Yield the dates of an article, each with the part of the timeline that it belongs to."""
    published = day(sketch.published) or ""
    undated = f"undated-{published[:7]}" if re.match(r"\d{4}-\d\d", published) else "undated"
    for each in sketch.dates:
        part, moment = _when(each.value)
        place = (moment, each.value or "", published, sketch.file, each.low)
        yield part or undated, _Moment(place, each.value, sketch.id, each.low, each.high)


def _when(value: str | None) -> tuple[str, str]:
    """Return the part of the timeline that a date belongs to, and its place there.

    An interval stands where it begins, a week on its Monday, a month before its days.
    """
    if value is None:
        return "", ""
    found = _VALUE.match(value)
    if found is None or int(found[1]) < _FIRST_YEAR:
        return _EARLY, value if found else ""
    year, week, month, _ = found.groups()
    if week:
        try:
            begin = date.fromisocalendar(int(year), int(week), 1).isoformat()
        except ValueError:
            return year, value
        return begin[:7], begin
    return (f"{year}-{month}" if month else year), value


def _days(desk: Desk, moments: Sequence[_Moment]) -> Iterator[Day]:
    for value, group in groupby(moments, key=lambda moment: moment.value):
        rows = []
        for moment in group:
            briefing = desk.library.briefing(moment.briefing)
            marks = [
                Mark(start=each.start, end=each.end, kind="date", title=f"Date: {value}")
                for each in briefing.dates
                if value and each.value == value and moment.low <= each.start < moment.high
            ]
            rows.append(
                MomentRow(
                    sentence=desk.sentence(briefing, moment.low, moment.high, _UP, marks),
                    story=desk.story(briefing, _UP),
                )
            )
        yield Day(value=value, rows=tuple(rows))


def _index(parts: Mapping[str, int]) -> Job:
    def make() -> Iterator[View]:
        years: defaultdict[str, list[PartLink]] = defaultdict(list)
        for part, count in parts.items():
            year = "Undated" if part.startswith("undated") else _title(part)[:4]
            years["Before 1000" if part == _EARLY else year].append(
                PartLink(title=_title(part), href=Safe(f"{part}.md"), count=count)
            )
        latest = sorted(years, key=lambda year: year if year[0].isdigit() else "", reverse=True)
        view = TimelineView(
            title=None,
            years=tuple((year, tuple(years[year])) for year in latest),
            days=(),
            parts=(),
            count=sum(parts.values()),
        )
        yield _view("index", "Timeline", view)

    return Job(name="timeline/index.md", make=make, given=repr(parts))


def _view(name: str, title: str, view: TimelineView) -> View:
    front = {
        "title": title,
        "description": "What the articles say of which date",
        "kind": "timeline" if view.title else "timeline-index",
    }
    return View(path=f"timeline/{name}.md", template="timeline.md.j2", front=front, data=view)


def _title(part: str) -> str:
    if part.startswith("undated"):
        month = part.removeprefix("undated").lstrip("-")
        return f"Undated, in articles of {month}" if month else "Undated, in undated articles"
    return "Before 1000" if part == _EARLY else part
