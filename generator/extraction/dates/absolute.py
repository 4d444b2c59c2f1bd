"""English dates that name a day, month, year, decade or century themselves."""

import re
from collections.abc import Callable

from generator.extraction.dates import words
from generator.extraction.dates.numeric import find_numeric
from generator.extraction.dates.resolve import (
    Calendar,
    Found,
    century,
    decade,
    interval,
    iso_day,
)
from generator.extraction.dates.tense import tense_of
from generator.extraction.dates.words import FEAST, MONTH, MONTH_ANY_CAPS, ORDINALS, TENS, WEEKDAY

_DAY = r"\d{1,2}"
_SUFFIX = r"(?:st|nd|rd|th)?"
_WEEKDAY_FIRST = rf"(?:(?:{WEEKDAY}),?\s+(?:the\s+)?)?"
_YEAR = r"[12]\d{3}"

_MONTH_DAY = re.compile(
    rf"\b{_WEEKDAY_FIRST}(?P<month>{MONTH_ANY_CAPS})\s+(?:the\s+)?(?P<day>{_DAY}){_SUFFIX}"
    rf"(?:\s?[-–—]\s?(?P<last>{_DAY}){_SUFFIX})?(?!\d|,\d|:\d|%|\s?(?:million|billion|percent))"
    rf"(?:(?:,\s?|\s+)(?P<year>{_YEAR})\b)?(?:\s+(?:[-–—]\s+)?(?P<this>[Tt]his|[Ll]ast|[Nn]ext)\s+year\b)?"
)
_DAY_MONTH = re.compile(
    rf"\b{_WEEKDAY_FIRST}(?:(?<![\d.,:])(?P<day>{_DAY}){_SUFFIX}"
    rf"(?:(?:\s?[-–—]\s?|\s+(?:and|to)\s+)(?P<last>{_DAY}){_SUFFIX})?(?:\s+(?:day\s+)?of)?"
    rf"|(?:[Tt]he\s+)?(?P<ordinal>(?i:{ORDINALS}))\s+(?:day\s+)?of)\s+(?P<month>{MONTH_ANY_CAPS})\b"
    rf"(?:,?\s+(?P<year>{_YEAR})\b)?(?:\s+(?:[-–—]\s+)?(?P<this>[Tt]his|[Ll]ast|[Nn]ext)\s+year\b)?"
)
_FEAST = re.compile(
    rf"\b(?P<feast>(?i:{FEAST}))(?:,|,?\s+(?:in|of))?\s+"
    rf"(?P<year>{_YEAR})(?![\w/%-]|[.,]\d)"
)
_PART = r"(?:(?:[Tt]he\s+)?(?:[Ee]arly|[Ll]ate|[Mm]id)(?:[-–\s]in\s|[-–\s])\s?)?"
_MONTH_YEAR = re.compile(
    rf"\b{_PART}(?P<month>{MONTH_ANY_CAPS}),?\s+(?:of\s+)?(?:(?P<year>{_YEAR})\b"
    r"|(?P<this>[Tt]his|[Ll]ast|[Nn]ext)\s+year\b)"
)
_MONTH_ALONE = re.compile(
    rf"\b(?P<before>[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Bb]efore|[Aa]fter|[Dd]uring|[Ff]rom|"
    rf"[Tt]hrough|[Oo]f|[Tt]o|[Ff]or|[Bb]etween|and|[Ll]ast|[Tt]his|[Nn]ext|[Ee]arly|[Ll]ate|"
    rf"[Mm]id|[Ee]arlier\s+in|[Ll]ater\s+in|[Ss]ince\s+at\s+least|"
    rf"(?:[Ff]ollowing|[Dd]espite|[Uu]nlike|[Tt]han)(?=\s(?!May){MONTH}['’]s\s))"
    # Taken whole: were "Oct." read without its point, the day behind it would not be seen.
    rf"[-\s](?P<month>(?>{MONTH}))(?=[\s,.;:'’)]|$)"
    r"(?!,?\s+(?:of\s+|the\s+)?\d)"
)
_DECADE = re.compile(
    rf"\b(?:[Tt]he\s+)?(?:(?:[Ee]arly|[Ll]ate|[Mm]id)(?:dle)?[-\s](?:to[-\s]late\s+)?)?(?:"
    rf"(?P<digits>[12]\d\d)0['’]?s\b|(?<=[Tt]he\s)(?P<word>{TENS})\b|['’](?P<short>[2-9])0s\b)"
    rf"|\b[Tt]he\s+(?:(?:early|late|mid)[-\s])?(?:(?P<word2>{TENS})|['’]?(?P<short2>[2-9])0s)\b"
)
_CENTURY = re.compile(
    rf"\b(?:[Tt]he\s+)?(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[-\s])?"
    rf"(?:(?P<first>\d{{1,2}}(?:st|nd|rd|th)|{ORDINALS})\s?(?:to|and|or|[-–])\s?(?:the\s+)?)?"
    rf"(?P<last>\d{{1,2}}(?:st|nd|rd|th)|{ORDINALS})[\s-](?:[Cc]entury|[Cc]enturies)\b"
    r"(?P<bc>\s+BCE?\b)?"
)
_QUARTER = re.compile(
    r"\b(?:[Tt]he\s+)?(?:(?P<word>first|second|third|fourth)\s+(?P<what>quarter|half)\s+of\s+"
    r"|Q(?P<number>[1-4])\s+(?:of\s+)?|H(?P<half>[12])\s+(?:of\s+)?)(?P<year>[12]\d{3})\b"
)
_SEASON = re.compile(
    r"\b(?:[Tt]he\s+)?(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[-\s])?(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|"
    r"[Ww]inter)\s+(?:of\s+)?(?P<year>[12]\d{3})\b"
)
_EDGE = re.compile(
    r"\b[Tt]he\s+(?P<edge>end|start|beginning|close|turn)\s+of\s+(?:the\s+)?(?:year\s+)?"
    r"(?:(?P<year>[12]\d{3})\b(?!s)|(?P<which>this|last|next|the)?\s?(?P<unit>year|month|week|decade|"
    r"century)\b(?!\s+of))"
)
_ERA = re.compile(
    r"\bAD\s(?P<ad>\d{1,4})\b|\b(?P<number>\d{1,4})\s(?P<era>BCE?|AD|CE|B\.C\.(?:E\.)?|A\.D\.)(?!\w)"
)
_SPAN = re.compile(
    r"(?<![\w.,:/€$£+-])(?P<first>1[5-9]\d\d|20\d\d)(?P<joint>\s?[-–/]\s?)"
    r"(?P<last>\d{4}|\d{2})(?![\w:/%-]|[.,]\d)"
)
# What stands before a number that is a year, and what follows one that counts something.
_PREPOSITION = (
    r"[Ii]n|[Ss]ince|[Bb]y|[Ff]rom|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Dd]uring|[Oo]f|[Tt]o|"
    r"[Tt]hrough|[Ee]arly|[Ll]ate|[Mm]id|[Cc]irca|c\.|[Aa]round|[Ff]or|[Bb]etween|and|or|[Aa]nd|"
    r"[Yy]ear|[Aa]s\s+of|[Ii]nto|[Bb]eyond|[Tt]owards?|[Tt]he|[Aa]|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|"
    r"[Tt]his|[Tt]hat|on|[Ww]ith|[Ff]iled?|published|born|died|founded|est\."
)
_YEAR_ALONE = re.compile(
    rf"(?:\b(?:(?P<part>(?:[Tt]he\s+)?(?:[Ee]arly|[Ll]ate|[Mm]id)(?:(?:\s+in\s+)|[-–\s]))"
    rf"|(?P<before>{_PREPOSITION})\s+)|(?P<mark>[(\[,;:–—]\s?|(?<=['’]s)\s|(?<=s['’])\s|^))"
    r"(?P<year>1[0-9]\d\d|20\d\d)(?![\w/%€$£:-]|[.,]\d|°)"
)
_COUNTED = re.compile(
    r"\s?(?:[-\s](?:and|or|to|more|other|new|odd|square|cubic|metric|light|US|years?\s+old)\s)?\s?"
    r"(?:people|men|women|children|years?|days?|hours?|minutes?|seconds?|months?|weeks?|met(?:er|re)s?|"
    r"km|kilomet(?:er|re)s?|miles?|feet|foot|ft|yards?|acres?|hectares?|tons?|tonnes?|pounds?|"
    r"dollars?|euros?|yen|yuan|rupees?|percent|per|times|votes?|points?|troops|soldiers|jobs|"
    r"homes|houses|families|workers|employees|students|pupils|schoolchildren|patients|cases|"
    r"deaths|members|residents|households|seats|tickets|copies|calories|litres?|liters?|GMT|hours|"
    r"kilograms?|kg|cc|rpm|mph|watts?|volts?|megawatts?|MW|MB|GB|degrees|words|pages|and|or)\b"
)
_JOINED = re.compile(r"\s(?:and|or)\s(?:[12]\d{3}\b|[a-z])")
_JOINED_IN = re.compile(r"\s(?:and|or)\s(?:[12]\d{3}\b|[^\d\s])")
_CAPITAL_NEXT = re.compile(r"\s+[A-Z][a-z]+")
_NAME_BEFORE = re.compile(r"\b[A-Z][\w’'&-]+,?\s?$")


def _found(match: re.Match[str], value: str | None, *, start: int | None = None) -> Found:
    return Found(start=match.start() if start is None else start, end=match.end(), value=value)


def _with_day(match: re.Match[str], calendar: Calendar) -> Found | None:
    groups, month = match.groupdict(), words.month_number(match["month"])
    day = int(groups["day"]) if groups["day"] else words.ordinal(groups["ordinal"]) or 0
    last = int(match["last"]) if match["last"] else None
    if not 1 <= day <= 31 or (last is not None and not day < last <= 31):
        return None
    year = int(match["year"]) if match["year"] else _year_of(match["this"], calendar)
    if year:
        value = iso_day(year, month, day)
        until = iso_day(year, month, last) if last else None
        return _found(match, interval(value, until) if last else value)
    value = calendar.month_day(month, day, tense=tense_of(match.string, *match.span()))
    if last:
        until = iso_day(int(value[:4]), month, last) if value else None
        return _found(match, interval(value, until))
    return Found(start=match.start(), end=match.end(), value=value, month=month, day=day)


def _year_of(which: str | None, calendar: Calendar) -> int | None:
    offset = {"this": 0, "last": -1, "next": 1}.get((which or "").lower())
    if offset is None or calendar.published is None:
        return None
    return calendar.published.year + offset


def _month_year(match: re.Match[str], calendar: Calendar) -> Found | None:
    year = int(match["year"]) if match["year"] else _year_of(match["this"], calendar)
    return _found(match, iso_day(year, words.month_number(match["month"]), None) if year else None)


def _month_alone(match: re.Match[str], calendar: Calendar) -> Found | None:
    before, month = match["before"].lower(), words.month_number(match["month"])
    if before in ("for", "to", "and", "of", "between") and match["month"] in ("May", "March"):
        return None  # "for May": as often a person or a verb
    if before == "and" and not re.search(rf"{MONTH}\s+$", match.string[: match.start()][-12:]):
        return None
    inside = before in ("last", "this", "next", "early", "late", "mid")
    start = match.start() if inside else match.start("month")
    tense = "ahead" if before == "next" else tense_of(match.string, start, match.end())
    value = calendar.month_day(month, None, tense=tense)
    if before == "last" and value and calendar.published:
        year = calendar.published.year - (month >= calendar.published.month)
        value = iso_day(year, month, None)
    return Found(start=start, end=match.end(), value=value, month=month)


def _feast(match: re.Match[str], _: Calendar) -> Found | None:
    if _COUNTED.match(match.string, match.end()):
        return None  # "on Boxing Day 1500 people came"
    return _found(match, iso_day(int(match["year"]), *words.feast(match["feast"])))


def _decade(match: re.Match[str], _: Calendar) -> Found | None:
    if match["digits"]:
        return _found(match, f"{match['digits']}X")
    word, short = match["word"] or match["word2"], match["short"] or match["short2"]
    tens = words.tens(word) if word else int(short)
    if word and not word.islower():
        return None
    return _found(match, decade(1900 + 10 * tens))


def _century(match: re.Match[str], _: Calendar) -> Found | None:
    if match["bc"]:
        return _found(match, None)
    last = century(words.ordinal(match["last"]) or 0)
    first = century(words.ordinal(match["first"]) or 0) if match["first"] else None
    return _found(match, interval(first, last) if first else last)


def _quarter(match: re.Match[str], _: Calendar) -> Found | None:
    year, word = match["year"], match["word"]
    number = ("first", "second", "third", "fourth").index(word) + 1 if word else 0
    number = number or int(match["number"] or match["half"])
    months = 6 if match["what"] == "half" or match["half"] else 3
    if number * months > 12:
        return None
    first = (number - 1) * months + 1
    return _found(match, f"{year}-{first:02}/{year}-{first + months - 1:02}")


def _season(match: re.Match[str], _: Calendar) -> Found | None:
    # ISO 8601-1 has no seasons, and the months that one covers depend on the hemisphere.
    return _found(match, match["year"])


def _edge(match: re.Match[str], calendar: Calendar) -> Found | None:
    """ "The end of the year" is its last month; of a month or week only the whole is certain."""
    edge, unit = match["edge"], match["unit"] or "year"
    offset = {"last": -1, "next": 1}.get(match["which"] or "", 0)
    value = match["year"] or calendar.unit(unit, offset)
    if edge == "turn" and unit != "century":
        return None
    if value and unit == "year":
        value += "-12" if edge in ("end", "close") else "-01"
    return _found(match, value if unit != "century" else None)


def _era(match: re.Match[str], _: Calendar) -> Found | None:
    number = int(match["ad"] or match["number"])
    before_christ = (match["era"] or "").startswith("B")
    if not number:
        return None
    # Astronomical numbering, as ISO 8601 prescribes: 1 BC is the year 0000.
    value = f"-{number - 1:04}" if before_christ and number > 1 else f"{number:04}"
    return _found(match, "0000" if before_christ and number == 1 else value)


def _span(match: re.Match[str], _: Calendar) -> Found | None:
    first, last = match["first"], match["last"]
    if len(last) == 2:
        if " " in match["joint"]:
            return None
        last = first[:2] + last
    return _found(match, f"{first}/{last}") if first < last <= "2150" else None


def _year_alone(match: re.Match[str], _: Calendar) -> Found | None:
    """A number that is a year by what stands round it, and not part of an event's name."""
    year, before, text = match["year"], (match["before"] or "").lower(), match.string
    behind = text[match.end() : match.end() + 12]
    # "In 2020 and Acme in 2021" goes on with another clause, "in 1500 and 3000 metres" does not.
    joined = _JOINED_IN if before in ("in", "since", "until", "by") else _JOINED
    if _COUNTED.match(text, match.end()) and not joined.match(behind):
        return None
    if year < "1400" and before not in ("in", "since", "until", "by", "year", "from"):
        return None
    determiner = before in ("the", "a", "its", "their", "his", "her", "this", "that", "")
    if _CAPITAL_NEXT.match(text, match.end()) and determiner and match["mark"] not in ("(", "["):
        return None
    if before in ("of", "with", "to", "for", "around", "and", "or", "on", "a") and year < "1900":
        plural = re.match(r"\s+[a-z]+s\b", text[match.end() : match.end() + 20])
        if plural:
            return None
    return _found(match, year, start=match.start("part") if match["part"] else match.start("year"))


def _numeric(match: re.Match[str], _: Calendar) -> Found | None:
    found = next(find_numeric(match[0]), None)
    return _found(match, found.value) if found else None


Rule = tuple[
    re.Pattern[str], Callable[[re.Match[str], Calendar], Found | None], re.Pattern[str] | None
]
"""A pattern, what its match means, and what a text must hold for it to match at all."""

ABSOLUTE: tuple[Rule, ...] = (
    (_MONTH_DAY, _with_day, words.A_MONTH),
    (_DAY_MONTH, _with_day, words.A_MONTH),
    (_MONTH_YEAR, _month_year, words.A_MONTH),
    (_MONTH_ALONE, _month_alone, words.A_MONTH),
    (_FEAST, _feast, words.A_YEAR),
    (_DECADE, _decade, words.A_DECADE),
    (_CENTURY, _century, words.A_CENTURY),
    (_QUARTER, _quarter, words.A_YEAR),
    (_SEASON, _season, words.A_YEAR),
    (_EDGE, _edge, None),
    (_ERA, _era, words.A_DIGIT),
    (_SPAN, _span, words.A_YEAR),
    (_YEAR_ALONE, _year_alone, words.A_YEAR),
    (
        re.compile(
            r"(?<![\w.:/-])\d{4}-\d{2}-\d{2}(?:T[\d:.]{5,15}(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w/-])"
        ),
        _numeric,
        words.A_DIGIT,
    ),
    (
        re.compile(r"(?<![\w.:/-])\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?![\w/-]|\.\d)"),
        _numeric,
        words.A_DIGIT,
    ),
)
