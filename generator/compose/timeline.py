"""The timeline: what articles say of which date, whenever they were published."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.compose.desk import Desk, day
from generator.compose.marks import Mark
from generator.compose.passages import sentence_around
from generator.compose.story_views import Day, MomentRow, TimelineView
from generator.compose.views import PartLink
from generator.escape import Safe
from generator.model import Briefing, Date, View

# What one page lists; a longer month goes on on further pages.
_MOST = 150
# Of one article; the timeline of a chronicle is the chronicle.
_MOST_OF_ONE = 100
_VALUE = re.compile(r"(\d{4})(?:-(?:W(\d\d)|(\d\d)(-\d\d)?))?")
_EARLY = "early"
_FIRST_YEAR = 1000
"""What lies before has one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """A date in an article; ``part`` names the page, ``place`` sorts within it."""

    part: str
    place: tuple[str, str, str, str, int]
    value: str | None
    briefing: Briefing
    dates: tuple[Date, ...]
    start: int
    end: int


def timeline_pages(desk: Desk) -> Iterator[View]:
    """Yield the timeline's index and its pages: one a year for what is only known by its year,
    one a month for the rest, and further ones where a page would grow too long.

    Dates that stand in the head of an article (its dateline) are those of its publication and
    are left out. The undated are by the month of publication of their article.
    """
    parts: defaultdict[str, list[_Moment]] = defaultdict(list)
    for briefing in desk.corpus.briefings:
        for moment in _moments(desk, briefing):
            parts[moment.part].append(moment)
    yield _index(parts)
    for part, moments in sorted(parts.items()):
        moments.sort(key=lambda moment: moment.place)
        pages = [moments[at : at + _MOST] for at in range(0, len(moments), _MOST)]
        links = tuple(
            PartLink(title=str(number), href=Safe(f"{_name(part, number)}.md"), count=len(page))
            for number, page in enumerate(pages, 1)
        )
        for number, page in enumerate(pages, 1):
            title = f"{_title(part)}, {number} of {len(pages)}" if number > 1 else _title(part)
            view = TimelineView(
                title=title,
                years=(),
                days=tuple(_days(desk, page)),
                parts=links if len(pages) > 1 else (),
                count=len(moments),
            )
            yield _view(_name(part, number), f"Timeline: {title}", view)


def _moments(desk: Desk, briefing: Briefing) -> Iterator[_Moment]:
    """Yield the dates of an article, each value once a sentence."""
    passages = desk.passages(briefing)
    found: dict[tuple[int, str | None], _Moment] = {}
    for each in briefing.dates[:_MOST_OF_ONE]:
        passage = passages.at(each.start)
        if passage is None or passage.block.kind != "paragraph":
            continue
        start, end = sentence_around(briefing.text, passage.block, each.start)
        known = found.get((start, each.value))
        part, moment = _when(each.value)
        published = day(briefing.published) or ""
        if not part:
            part = f"undated-{published[:7]}" if re.match(r"\d{4}-\d\d", published) else "undated"
        found[start, each.value] = _Moment(
            part=part,
            place=(moment, each.value or "", published, briefing.file, start),
            value=each.value,
            briefing=briefing,
            dates=(*known.dates, each) if known else (each,),
            start=start,
            end=end,
        )
    yield from found.values()


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
            marks = [
                Mark(start=each.start, end=each.end, kind="date", title=f"Date: {value}")
                for each in moment.dates
                if value
            ]
            rows.append(
                MomentRow(
                    sentence=desk.sentence(moment.briefing, moment.start, moment.end, "../", marks),
                    story=desk.story(moment.briefing, "../"),
                )
            )
        yield Day(value=value, rows=tuple(rows))


def _index(parts: Mapping[str, Sequence[_Moment]]) -> View:
    years: defaultdict[str, list[PartLink]] = defaultdict(list)
    for part in sorted(parts):
        year = "Undated" if part.startswith("undated") else _title(part)[:4]
        years["Before 1000" if part == _EARLY else year].append(
            PartLink(title=_title(part), href=Safe(f"{part}.md"), count=len(parts[part]))
        )
    latest = sorted(years, key=lambda year: year if year[0].isdigit() else "", reverse=True)
    view = TimelineView(
        title=None,
        years=tuple((year, tuple(years[year])) for year in latest),
        days=(),
        parts=(),
        count=sum(map(len, parts.values())),
    )
    return _view("index", "Timeline", view)


def _view(name: str, title: str, view: TimelineView) -> View:
    front = {
        "title": title,
        "description": "What the articles say of which date",
        "kind": "timeline" if view.title else "timeline-index",
        "search": {"exclude": True},
    }
    return View(path=f"timeline/{name}.md", template="timeline.md.j2", front=front, data=view)


def _title(part: str) -> str:
    if part.startswith("undated"):
        month = part.removeprefix("undated").lstrip("-")
        return f"Undated, in articles of {month}" if month else "Undated, in undated articles"
    return "Before 1000" if part == _EARLY else part


def _name(part: str, number: int) -> str:
    return part if number == 1 else f"{part}-part{number}"
