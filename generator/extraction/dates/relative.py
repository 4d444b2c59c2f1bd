"""English dates that count from the publication, or from a day named before."""

import re
from datetime import date

from generator.extraction.dates import words
from generator.extraction.dates.absolute import Rule
from generator.extraction.dates.diary import is_appointed
from generator.extraction.dates.resolve import Calendar, Found
from generator.extraction.dates.tense import is_over, lies_ahead, tense_of
from generator.extraction.dates.words import MONTH_ANY_CAPS, PART_OF_DAY, SPELT, UNITS, WEEKDAY

_APPROXIMATELY = (
    r"(?:[Aa]bout|[Aa]lmost|[Nn]early|[Aa]round|[Rr]oughly|[Jj]ust\s+(?:over|under)|[Ss]ome|"
    r"[Oo]ver|[Mm]ore\s+than|[Ll]ess\s+than|[Aa]pproximately|[Jj]ust|[Oo]nly|[Aa]t\s+least)"
)
# Not the end of a longer number, as of "1,500 years".
_QUANTITY = (
    rf"(?:(?<!\d[.,])(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}})|\[?(?i:{SPELT})\]?(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|"
    r"[Ss]everal|[Ss]ome|(?:[Aa]\s+)?[Ff]ew|[Aa]\s+couple\s+of|[Mm]any|[Hh]alf\s+an?)"
)
_AGO = re.compile(
    rf"\b(?:(?P<about>{_APPROXIMATELY})\s+)?(?<!\w)(?P<quantity>{_QUANTITY})\s+"
    rf"(?P<half>and\s+a\s+half\s+)?(?P<unit>{UNITS})s?\s+ago\b"
)
_BRACKETED_AGO = re.compile(rf"\[(?P<quantity>(?i:{SPELT})|\d+)\]\s+(?P<unit>{UNITS})s?\s+ago\b")
_DAY_WORD = re.compile(
    r"\b(?:(?P<edge>[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\s+)?(?P<word>[Yy]esterday|[Tt]oday|"
    rf"[Tt]omorrow|[Tt]onight)\b(?:\s+{PART_OF_DAY}\b)?(?!\s+as\s+)"
)
_BEYOND = re.compile(r"\b[Tt]he\s+day\s+(?:(?P<before>before\s+yesterday)|after\s+tomorrow)\b")
_PART_OF_THIS = re.compile(
    r"\b(?:(?P<early>[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\s+)?(?P<which>[Tt]his|[Ll]ast|[Tt]omorrow)\s+"
    r"(?P<part>morning|afternoon|evening|night)\b"
)
_WEEKDAY = re.compile(
    rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?:\s+past|\s+coming)?|[Tt]he\s+following|"
    rf"(?:[Tt]he\s+)?[Cc]oming|[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater)\s+(?:on\s+)?)?"
    rf"(?P<day>{WEEKDAY})(?:\s+{PART_OF_DAY})?\b"
    r"(?:\s+(?:of\s+)?(?P<week>last|next|this)\s+week\b)?(?:\s?\((?P<date>[A-Z][a-z]{2,8}\.?\s\d{1,2})\))?"
)
_NOT_A_DAY = re.compile(
    r"(?:Black|Good|Bloody|Super|Ash|Cyber|Holy|Easter|Palm|Maundy|Shrove|Giving)\s$"
)
# "Late Friday, Oct. 13, 2023": the day belongs to the date behind it.
_FULL_DATE = (
    rf",?\s+(?:the\s+)?(?:{MONTH_ANY_CAPS}\s+(?:the\s+)?\d|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH_ANY_CAPS}\b)"
)
_DATE_BEHIND = re.compile(_FULL_DATE)
_EVERY = re.compile(r"\b(?:[Ee]very|[Ee]ach|[Aa]ny|[Aa]lternate|[Oo]ther)\s+(?:\w+\s+)?$")
_PAPER = re.compile(
    r"\s+(?:Times|Mail|Telegraph|Express|Mirror|Herald|Post|Live|Football|World|Sun)\b"
)
_UNIT = re.compile(
    r"\b(?:(?P<edge>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate)\s+)?"
    r"(?P<which>[Ll]ast|[Tt]his\s+past|[Tt]his\s+coming|[Tt]his|[Nn]ext|[Tt]he\s+(?:current|previous|"
    r"following|past|last|next|coming|same|preceding|upcoming))\s+"
    rf"(?:(?P<quantity>{_QUANTITY})\s+)?(?P<unit>(?i:{UNITS})|quarter|summer|winter|spring|autumn|fall)"
    r"(?P<plural>s)?\b(?!-|['’]s-)"
)
_WEEKEND = re.compile(
    r"\b(?P<every>[Ee]very\s+)?[Tt]he\s+weekend\b|\b[Oo]ver\s+(?P<bare>weekend)\b"
)
_ANAPHOR = re.compile(
    r"\b(?:[Tt]he\s+(?P<unit>day|week|month|year)\s+(?P<where>before|after|earlier|later)"
    rf"|(?P<quantity>{_QUANTITY})\s+(?P<unit2>{UNITS})s?\s+(?P<where2>earlier|later))\b"
    r"(?=[\s.,;:)\"”’]|$)(?!\s+than\b)"  # "two days earlier than planned" compares
)
_TIME = re.compile(
    r"(?<![\d:.$£€/-])(?P<hour>[01]?\d|2[0-4])(?:(?P<mark>[:.])(?P<minute>[0-5]\d))?(?!\d|[:.]\d)"
    r"(?:\s?(?P<half>[AaPp])\.?[Mm]\b\.?)?(?:\s(?P<zone>GMT|UTC|BST|CET|CEST|E[SD]?T|C[SD]T|M[SD]T|P[SD]T|"
    r"[Ll]ocal\s+time|[Ee]astern|Z)\b)?(?:,?\s+(?:on\s+)?(?P<day>yesterday|today|tomorrow|(?:the\s+)?"
    rf"(?:next|same|following)\s+day|(?:{WEEKDAY})\b(?!{_FULL_DATE})))?"
)
_UTC = frozenset({"GMT", "UTC", "Z"})
_OTHER_DAY = frozenset({"the next", "the previous", "the following", "the same", "the preceding"})
_TODAY, _TOMORROW, _YESTERDAY = 0, 1, -1


def _found(match: re.Match[str], value: str | None, *, is_time: bool = False) -> Found:
    return Found(start=match.start(), end=match.end(), value=value, is_time=is_time)


def _ago(match: re.Match[str], calendar: Calendar) -> Found | None:
    groups = match.groupdict()
    number, unit = words.number(match["quantity"]), match["unit"]
    vague = groups.get("half") or (groups.get("about") and unit not in ("hour", "day"))
    if number is None or vague:
        return _found(match, None)
    if unit in ("decade", "century"):
        # "Two decades ago" is a year about which the text is not exact.
        return _found(match, None)
    return _found(match, calendar.unit(unit, -number))


def _day_word(match: re.Match[str], calendar: Calendar) -> Found | None:
    word = match["word"].lower()
    offset = {"yesterday": _YESTERDAY, "tomorrow": _TOMORROW}.get(word, _TODAY)
    if word == "today" and re.search(
        r"\b(?:of|than|until)\s+$", match.string[: match.start()][-7:]
    ):
        return None  # "the Russia of today": an age, not a day
    return _found(match, calendar.plus(days=offset))


def _beyond(match: re.Match[str], calendar: Calendar) -> Found | None:
    return _found(match, calendar.plus(days=-2 if match["before"] else 2))


def _part_of_this(match: re.Match[str], calendar: Calendar) -> Found | None:
    which = match["which"].lower()
    if which == "last" and match["part"] != "night":
        return None
    return _found(match, calendar.plus(days={"last": -1, "tomorrow": 1}.get(which, 0)))


def _weekday(match: re.Match[str], calendar: Calendar) -> Found | None:
    before = match.string[max(0, match.start() - 16) : match.start()]
    if (
        _NOT_A_DAY.search(before)
        or _EVERY.search(before)
        or _DATE_BEHIND.match(match.string, match.end())
        or _PAPER.match(match.string, match.end())
    ):
        return None
    which, week = (match["which"] or "").lower(), match["week"]
    day = words.weekday_number(match["day"])
    if match["date"] and calendar.published:
        month, _, number = match["date"].partition(" ")
        try:
            return _found(match, calendar.month_day(words.month_number(month), int(number)))
        except ValueError:
            pass  # the parenthesis holds something other than a month and a day
    if week:
        return _found(match, _in_week(day, {"last": -1, "next": 1}.get(week, 0), calendar))
    if which == "this":
        return _found(match, _in_week(day, 0, calendar))
    back = "last" in which or "past" in which
    on = "next" in which or "coming" in which or "following" in which
    ahead = tense_of(match.string, *match.span()) == "ahead" or is_appointed(
        match.string, *match.span()
    )
    return _found(match, calendar.weekday(day, future=ahead and not back, weeks=on - back))


def _in_week(day: int, weeks: int, calendar: Calendar) -> str | None:
    published = calendar.published
    return calendar.plus(days=day - published.weekday() + 7 * weeks) if published else None


def _unit(match: re.Match[str], calendar: Calendar) -> Found | None:
    which, unit = " ".join(match["which"].lower().split()), match["unit"].lower()
    several = match["quantity"] or (match["plural"] and which != "this")
    if unit == "hour" or (unit == "day" and not several and which not in _OTHER_DAY):
        return None  # a duration; "this day", "the last day" are no dates of their own
    if several:
        return None if which == "this" else _found(match, None)
    if which in ("the current", "the coming", "the upcoming", "the past", "the last"):
        return _found(match, None)
    if which.startswith("the "):
        return _found(match, _after(which.removeprefix("the "), unit, calendar))
    if unit == "weekend" and which == "this":
        past = _weekend_now(calendar) or is_over(match.string, *match.span())
        return _found(match, calendar.unit(unit, 0 if past else 1))
    offset = {"last": -1, "this past": -1, "next": 1, "this coming": 1}.get(which, 0)
    return _found(match, calendar.unit(unit, offset))


def _weekend_now(calendar: Calendar) -> bool:
    return calendar.published is not None and calendar.published.weekday() >= 5


def _after(which: str, unit: str, calendar: Calendar) -> str | None:
    """Resolve "the next day", "the previous year" against what the text spoke of before."""
    offset = {"previous": -1, "preceding": -1, "same": 0}.get(which, 1)
    if unit == "day":
        return calendar.plus(days=offset, origin=calendar.that_day) if calendar.that_day else None
    year = calendar.that_year
    if unit == "year" and year:
        return calendar.unit("year", offset, origin=date(min(max(year, 1), 9999), 1, 1))
    return None


def _weekend(match: re.Match[str], calendar: Calendar) -> Found | None:
    ahead = lies_ahead(match.string, match.start())
    return _found(match, calendar.unit("weekend", 1 if ahead else 0))


def _anaphor(match: re.Match[str], calendar: Calendar) -> Found | None:
    unit, where = match["unit"] or match["unit2"], match["where"] or match["where2"]
    number = 1 if match["unit"] else words.number(match["quantity"])
    if where in ("before", "after") and re.match(
        r"\s+(?!,)[a-z]", match.string[match.end() : match.end() + 2]
    ):
        return None  # "the year before the war": the war dates it, which we do not resolve
    if unit == "hour":
        return None  # counted from an event that we do not know
    if number is None:
        return _found(match, None)
    offset = -number if where in ("before", "earlier") else number
    if unit == "day":
        day = calendar.that_day
        return _found(match, calendar.plus(days=offset, origin=day) if day else None)
    year = calendar.that_year
    if unit == "year" and year:
        return _found(
            match, calendar.unit("year", offset, origin=date(min(max(year, 1), 9999), 1, 1))
        )
    return _found(match, None)


def _time(match: re.Match[str], calendar: Calendar) -> Found | None:
    """A clock time. The day is the one beside it, or the only one the text has spoken of."""
    half, mark, zone = match["half"], match["mark"], match["zone"]
    if not (half or (mark == ":" and match["minute"]) or (zone and mark)):
        return None
    hour = int(match["hour"])
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in "pP" else 0)
    before = match.string[max(0, match.start() - 12) : match.start()]
    if not (half or zone or match["day"]) and not re.search(
        r"\b(?:at|by|until|till|before|after|around|about|from|to|since|of|past)\s+$", before
    ):
        return None  # a score, a ratio, a verse
    clock = f"T{hour % 24:02}:{match['minute'] or '00'}" + ("Z" if zone in _UTC else "")
    ahead = match["day"] and tense_of(match.string, *match.span()) == "ahead"
    day = _clock_day(match["day"], calendar, ahead=bool(ahead))
    return _found(match, day + clock if day else None, is_time=True)


def _clock_day(word: str | None, calendar: Calendar, *, ahead: bool) -> str | None:
    anchor = calendar.that_day
    if word is None:
        return anchor.isoformat() if anchor else None
    if word in ("yesterday", "today", "tomorrow"):
        return calendar.plus(days={"yesterday": -1, "tomorrow": 1}.get(word, 0))
    if word.endswith("day") and ("next" in word or "following" in word or "same" in word):
        return calendar.plus(days=0 if "same" in word else 1, origin=anchor) if anchor else None
    return calendar.weekday(words.weekday_number(word), future=ahead)


RELATIVE: tuple[Rule, ...] = (
    (_AGO, _ago, words.AGO),
    (_BRACKETED_AGO, _ago, words.AGO),
    (_DAY_WORD, _day_word, None),
    (_BEYOND, _beyond, None),
    (_PART_OF_THIS, _part_of_this, None),
    (_WEEKDAY, _weekday, None),
    (_UNIT, _unit, None),
    (_WEEKEND, _weekend, None),
    (_ANAPHOR, _anaphor, words.A_UNIT_BEFORE),
    (_TIME, _time, words.A_DIGIT),
)
