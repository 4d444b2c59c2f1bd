"""Dates as articles state them, in a small set of explicit formats: nothing is ever guessed."""

import re
from datetime import date, datetime, timedelta, timezone

_MONTH_NAMES = (
    "january jan januar janvier enero gennaio janeiro januari января",
    "february feb februar février février fevrier febrero febbraio fevereiro februari февраля",
    "march mar märz maerz mars marzo março maart марта",
    "april apr avril abril aprile апреля",
    "may mai mayo maggio maio mei мая",
    "june jun juni juin junio giugno junho июня",
    "july jul juli juillet julio luglio julho июля",
    "august aug août aout agosto augustus августа",
    "september sept sep septembre septiembre settembre setembro сентября",
    "october oct okt oktober octobre octubre ottobre outubro октября",
    "november nov novembre noviembre novembro ноября",
    "december dec dez dezember décembre decembre diciembre dicembre dezembro декабря",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_WEEKDAYS_WORDS = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat
sun montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi
vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo понедельник вторник
среда четверг пятница суббота воскресенье
"""
WEEKDAYS = frozenset(_WEEKDAYS_WORDS.split())

_MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})"
_NUMBER = r"(?P<number>\d{1,2})"
_FORMS = (
    rf"{_YEAR}(?P<mark>[-/.]){_NUMBER}(?P=mark){_DAY}",
    rf"{_YEAR}(?P<number>\d\d)(?P<day>\d\d)",
    rf"{_DAY}(?:st|nd|rd|th|er|º|\.)?,?(?: of| de)? {_MONTH},?(?: de)? {_YEAR}",
    rf"{_DAY}-{_MONTH}-{_YEAR}",
    rf"{_MONTH} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
    rf"{_DAY}\.{_NUMBER}\.{_YEAR}",  # with full stops the day always comes first
    rf"(?P<either>\d{{1,2}})/(?P<other>\d{{1,2}})/{_YEAR}",
)
_PLACES = (
    *(re.compile(rf"(?<![\w./-]){form}(?![\w/-])", re.IGNORECASE) for form in _FORMS),
    re.compile(
        rf"{_YEAR} ?年 ?{_NUMBER} ?月 ?{_DAY} ?日"
    ),  # no blanks set it off from its sentence
)
_TIME = re.compile(
    r"(?:[ ,]{1,2}|,? at )(?P<hour>\d{1,2}):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?(?: ?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)\b| ?(?:[A-Z]{2,4}))?",
    re.IGNORECASE,
)
_DATE_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(?=\d)", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1500, 2199
_LONGEST = 200  # characters: no statement of a date is longer


def parse_date(text: str) -> str | None:
    """Return the date that is all of `text`, as ISO 8601, or None.

    A weekday may precede it and a time may follow it. The time is kept where its offset from UTC
    is stated; without one it would name no instant, so the date alone is returned.
    """
    words = _plain(text)
    first, _, rest = words.partition(" ")
    if first.rstrip(",.").lower() in WEEKDAYS:
        words = rest
    found = _find(words)
    if found is None or found[1] != 0:
        return None
    day, _, end = found
    if end == len(words):
        return day.isoformat()
    time = _TIME.fullmatch(words, end)
    return _with_time(day, time) if time else None


def find_date(text: str) -> str | None:
    """Return the first full date in the first 200 characters of `text`, as ``YYYY-MM-DD``."""
    found = _find(_plain(text))
    return found[0].isoformat() if found else None


def _plain(text: str) -> str:
    """Return as much of `text` as can state a date, with ISO 8601's T written as a blank."""
    return _DATE_TIME.sub(r"\1 ", " ".join(text[:_LONGEST].split()))


def _find(words: str) -> tuple[date, int, int] | None:
    candidates = [
        (found.start(), -found.end(), day)
        for place in _PLACES
        for found in place.finditer(words)
        if (day := _as_date(found.groupdict())) is not None
    ]
    if not candidates:
        return None
    start, end, day = min(candidates)
    return day, start, -end


def _as_date(parts: dict[str, str | None]) -> date | None:
    year, day = int(parts["year"] or 0), int(parts.get("day") or 0)
    month = int(parts.get("number") or 0) or MONTHS.get((parts.get("month") or "").lower(), 0)
    if parts.get("either"):
        one, two = int(parts["either"] or 0), int(parts["other"] or 0)
        if one <= 12 and two <= 12 and one != two:
            return None  # 6/8/2024 is June in one country and August in another
        day, month = max(one, two), min(one, two)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_time(day: date, time: re.Match[str]) -> str | None:
    hour, minute, second = (int(time[part] or 0) for part in ("hour", "minute", "second"))
    if time["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if time["half"].lower() == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    if not time["zone"]:
        return day.isoformat()
    zone = time["zone"].upper().replace(":", "")
    offset = timedelta()
    if zone[0] in "+-":
        sign = -1 if zone[0] == "-" else 1
        offset = sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[3:5]))
        if abs(offset) >= timedelta(hours=24):
            return None
    moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=timezone(offset))
    return moment.isoformat().replace("+00:00", "Z")
