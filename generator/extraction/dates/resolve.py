"""Calendar arithmetic: from what a text says to ISO 8601, as far as that is settled.

Values are ISO 8601-1 dates, months, years, weeks (``2024-W33``) and intervals (``a/b``), and
``196X`` / ``19XX`` for decades and centuries (ISO 8601-2's unspecified digits).
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from generator.extraction.dates.tense import Tense

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
# Days by which a date that the text speaks of as coming may precede the publication.
_JUST_BEGUN = 45
_SOON, _SOON_BOUND = 14, _JUST_BEGUN
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A date in a block: ``start`` and ``end`` count from the block's first character.

    ``month`` and ``day`` of a date whose year the text leaves out are kept apart from ``value``,
    so that an interval can lend it one.
    """

    start: int
    end: int
    value: str | None
    month: int | None = None
    day: int | None = None
    is_time: bool = False

    @property
    def lacks_year(self) -> bool:
        """Whether this is a month, or a day of a month, of an unnamed year."""
        return self.month is not None

    def in_year(self, year: int) -> "Found":
        """Return the same date with the year that its interval names."""
        if self.month is None:
            return self
        return replace(self, value=iso_day(year, self.month, self.day), month=None, day=None)


@dataclass(kw_only=True)
class Calendar:
    """What is known about time while an article is read from its beginning.

    ``published`` is when it appeared. The days and years that were named so far are remembered,
    for "the next day" and "the year before".
    """

    published: date | None
    _days: list[date] = field(default_factory=list)
    _block_day: date | None = None
    _block_year: int | None = None

    def enter_block(self) -> None:
        """Forget what "that day" meant in the block before."""
        self._block_day = self._block_year = None

    def remember(self, value: str | None) -> None:
        """Take note of a date that the running text names."""
        if not value:
            return
        if value[:4].isdigit():
            self._block_year = int(value[:4])
        if _DAY.match(value):
            day = date.fromisoformat(value)
            self._block_day = day
            if day not in self._days:
                self._days.append(day)

    @property
    def that_day(self) -> date | None:
        """The day which "the next day" counts from: the block's last, or the article's only one."""
        if self._block_day:
            return self._block_day
        return self._days[0] if len(self._days) == 1 else None

    @property
    def that_year(self) -> int | None:
        """The year which "the year before" counts from."""
        return self._block_year or (self.published.year if self.published else None)

    def weekday(self, number: int, *, future: bool = False, weeks: int = 0) -> str | None:
        """Return the nearest such weekday (Monday is 0) on or before publication, or after it.

        `weeks` moves it: 1 for the first one after publication, -1 for the last one before it.
        """
        if self.published is None:
            return None
        if future or weeks > 0:
            return self.plus(days=(number - self.published.weekday() - 1) % 7 + 1)
        back = (self.published.weekday() - number) % 7
        if weeks < 0 and back == 0:
            back = 7
        return self.plus(days=-back)

    def plus(self, *, days: int = 0, origin: date | None = None) -> str | None:
        """Return the day so many days after `origin` (default: the day of publication)."""
        base = origin or self.published
        if base is None:
            return None
        try:
            return (base + timedelta(days=days)).isoformat()
        except OverflowError:
            return None

    def unit(self, unit: str, offset: int, origin: date | None = None) -> str | None:
        """Return the week, weekend, month, year, decade or century `offset` away, in its own
        precision, or the day for ``day`` and ``hour``."""
        base = origin or self.published
        if base is None:
            return None
        if unit in ("day", "week", "weekend", "hour", "fortnight"):
            return self._days_away(base, unit, offset)
        if unit == "month":
            return _month(base.year * 12 + base.month - 1 + offset)
        longer = {
            "year": _year(base.year + offset),
            "decade": decade(base.year + 10 * offset),
            "century": century((base.year - 1) // 100 + 1 + offset),
        }
        return longer.get(unit)

    def _days_away(self, base: date, unit: str, offset: int) -> str | None:
        days = {"hour": -(-abs(offset) // 24) * (1 if offset > 0 else -1)}.get(unit, offset)
        if unit == "hour" and abs(offset) < 24:
            return None
        if unit in ("week", "weekend"):
            days = 7 * offset
        if unit == "fortnight":
            days = 14 * offset
        try:
            day = base + timedelta(days=days)
        except OverflowError:
            return None
        if unit in ("day", "hour"):
            return day.isoformat()
        if unit == "weekend":
            return _weekend(day)
        return iso_week(day)

    def month_day(self, month: int, day: int | None, *, tense: Tense = "open") -> str | None:
        """Return the `month` (or its `day`) nearest to publication: after it in a clause that
        looks ahead, the last one in a clause of the past."""
        if self.published is None:
            return None
        candidates = []
        for year in (-1, 0, 1):
            try:
                when = date(self.published.year + year, month, day or 15)
            except ValueError:
                continue
            away = (when - self.published).days
            # What "is to run from" a day may have begun by now; what lies far back has not.
            if tense == "ahead" and away < -_JUST_BEGUN:
                continue
            if tense in ("past", "bound") and self._is_to_come(
                when, soon=_SOON_BOUND if tense == "bound" else _SOON, named=day is not None
            ):
                continue
            candidates.append((abs(away), when))
        if not candidates:
            return None
        nearest = min(candidates)[1]
        return iso_day(nearest.year, month, day)

    def _is_to_come(self, when: date, *, soon: int, named: bool) -> bool:
        """Whether a month, or a `named` day, has not come by the publication.

        A day of the next `soon` days passes for the present: of the one a year ago a report would
        say that it was last year's.
        """
        if self.published is None:
            return False
        if named:
            return (when - self.published).days > soon
        return (when.year, when.month) > (self.published.year, self.published.month)


def published_on(published: str | None) -> date | None:
    """Return the day of an ISO date or date-time; None where there is none."""
    match = _ISO.match(published or "")
    if not match:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def iso_day(year: int, month: int | None, day: int | None) -> str | None:
    """Return year, month or day in ISO 8601; None where the calendar has no such day."""
    if month is None:
        return _year(year)
    if day is None:
        return f"{year:04}-{month:02}" if 1 <= month <= 12 else None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def iso_week(day: date) -> str:
    """Return the ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def decade(year: int) -> str | None:
    """Return ``196X`` for any year of the sixties."""
    return f"{year // 10:03}X" if 0 < year < 10000 else None


def century(ordinal: int) -> str | None:
    """Return ``19XX`` for the 20th century."""
    return f"{ordinal - 1:02}XX" if 0 < ordinal <= 100 else None


def interval(first: str | None, last: str | None) -> str | None:
    """Return ``first/last`` where both are known."""
    return f"{first}/{last}" if first and last else None


def _year(year: int) -> str | None:
    return f"{year:04}" if 0 < year < 10000 else None


def _month(count: int) -> str | None:
    year, month = divmod(count, 12)
    return iso_day(year, month + 1, None) if 0 < year < 10000 else None


def _weekend(day: date) -> str | None:
    """Return the weekend that `day` lies in, or else the last one before it."""
    back = (day.weekday() - 5) % 7
    try:
        saturday = day - timedelta(days=back)
        return interval(saturday.isoformat(), (saturday + timedelta(days=1)).isoformat())
    except OverflowError:
        return None
