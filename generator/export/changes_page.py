"""The page of what changed, and the small file by which a browser knows what is new to its reader
(``schema/changes.schema.json``)."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.corpus_model import Corpus, Job, Page, View
from generator.escape import Safe
from generator.export.changes import KINDS, Change, Day, Target, changes

_MOST_LISTED = {"briefings": 300, "actors": 300, "pairings": 300, "stories": 200}
"""Entries of the file, latest first: with ten thousand articles it stays below 200 kB."""
_MOST_OF_A_DAY = {"briefings": 20, "actors": 15, "pairings": 10, "stories": 10}
_MOST_ROWS = 400
"""Entries of the page, which so stays below 200 kB; days after these are only counted."""
_TITLES = {
    "briefings": ("New briefings", "new briefing", "new briefings"),
    "actors": ("New actors", "new actor", "new actors"),
    "pairings": ("Together for the first time", "new pairing", "new pairings"),
    "stories": ("Stories that moved", "story moved", "stories moved"),
}
_TYPES = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "GPE": "State, region or city",
    "LOC": "Place",
    "NORP": "Group",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    """A link; ``kind`` is an actor's class name (person, org, ...) and ``type`` the word for it."""

    name: str
    href: Safe
    kind: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A :class:`Change` in print; ``key`` is how the file names it."""

    key: str
    targets: tuple[TargetRow, ...]
    by: TargetRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """The pairings that one article brought."""

    by: TargetRow
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRows:
    """What a day brought of one kind: ``articles`` of pairings, else ``rows``; ``more`` are not
    listed."""

    kind: str
    title: str
    rows: tuple[ChangeRow, ...]
    articles: tuple[ArticleRow, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRows:
    """A day: ``counts`` are numbers with their words; ``kinds`` is empty where a day is only
    counted."""

    day: str
    anchor: Safe
    counts: tuple[tuple[int, str], ...]
    kinds: tuple[KindRows, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView:
    """``templates/changes.md.j2``: days with what they brought, then days only counted."""

    days: tuple[DayRows, ...]
    earlier: tuple[DayRows, ...]


def changes_job(corpus: Corpus) -> Job:
    """Return what makes the page and the file of what changed."""
    days = changes(corpus)

    def make() -> Iterator[View | Page]:
        yield changes_page(days)
        yield changes_file(days)

    given = hashlib.sha256(repr(days).encode("utf-8", "backslashreplace")).hexdigest()
    return Job(name="changes.md", make=make, given=given)


def changes_page(days: Sequence[Day]) -> View:
    """Compose ``changes.md`` from what :func:`~generator.export.changes.changes` found."""
    rows = tuple(_rows(days))
    view = ChangesView(
        days=tuple(each for each in rows if each.kinds),
        earlier=tuple(each for each in rows if not each.kinds),
    )
    front = {
        "title": "Changes",
        "description": "What is new, by day: briefings, actors, pairings, stories that moved",
        "kind": "changes",
    }
    return View(path="changes.md", template="changes.md.j2", front=front, data=view)


def changes_file(days: Sequence[Day]) -> Page:
    """Return ``data/changes.json``: the latest of each kind, and how many there are by day."""
    made: dict[str, Any] = {
        "days": [
            {"day": each.day} | {kind: len(each.changes[kind]) for kind in KINDS} for each in days
        ]
    }
    for kind in KINDS:
        rows = [_record(each.day, change) for each in days for change in each.changes[kind]]
        made[kind] = rows[: _MOST_LISTED[kind]]
    # ASCII: so a lone surrogate in a title can be written too, and it is escaped in few titles.
    return Page(path="data/changes.json", content=f"{json.dumps(made, separators=(',', ':'))}\n")


def _record(day: str, change: Change) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": change.id,
        "day": day,
        "names": [each.name for each in change.targets],
        "pages": [f"{each.path}.html" for each in change.targets],
    }
    return row | ({"by": f"{change.by.path}.html"} if change.by else {})


def _rows(days: Sequence[Day]) -> Iterator[DayRows]:
    left = _MOST_ROWS
    for each in days:
        listed = sum(min(len(each.changes[kind]), _MOST_OF_A_DAY[kind]) for kind in KINDS)
        left -= listed
        yield DayRows(
            day=each.day,
            anchor=Safe(f"d-{each.day}"),
            counts=tuple(
                (number, _TITLES[kind][1 if number == 1 else 2])
                for kind in KINDS
                if (number := len(each.changes[kind]))
            ),
            kinds=tuple(_kinds(each)) if left >= 0 else (),
        )


def _kinds(day: Day) -> Iterator[KindRows]:
    for kind in KINDS:
        found = day.changes[kind]
        if found:
            most = _MOST_OF_A_DAY[kind]
            rows = tuple(_row(kind, change) for change in found[:most])
            yield KindRows(
                kind=kind,
                title=_TITLES[kind][0],
                rows=rows if kind != "pairings" else (),
                articles=tuple(_articles(rows)) if kind == "pairings" else (),
                more=max(0, len(found) - most),
            )


def _articles(rows: Sequence[ChangeRow]) -> Iterator[ArticleRow]:
    of: dict[TargetRow, list[ChangeRow]] = {}
    for row in rows:
        if row.by:
            of.setdefault(row.by, []).append(row)
    for by, found in of.items():
        yield ArticleRow(by=by, rows=tuple(found))


def _row(kind: str, change: Change) -> ChangeRow:
    return ChangeRow(
        key=f"{kind}:{change.id}",
        targets=tuple(_target(each) for each in change.targets),
        by=_target(change.by) if change.by else None,
    )


def _target(target: Target) -> TargetRow:
    return TargetRow(
        name=target.name,
        href=Safe(f"{target.path}.md"),
        kind=target.type.lower(),
        type=_TYPES.get(target.type, ""),
    )
