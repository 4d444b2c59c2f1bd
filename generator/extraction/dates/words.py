"""The English words that dates are made of, as pieces of regular expressions."""

import re

MONTHS = (
    "January|Jan\\.?",
    "February|Feb\\.?",
    "March|Mar\\.?",
    "April|Apr\\.?",
    "May",
    "June|Jun\\.?",
    "July|Jul\\.?",
    "August|Aug\\.?",
    "September|Sept?\\.?",
    "October|Oct\\.?",
    "November|Nov\\.?",
    "December|Dec\\.?",
)
WEEKDAYS = ("Mon", "Tues?", "Wed(?:nes)?", "Thu(?:rs?)?", "Fri", "Sat(?:ur)?", "Sun")
UNITS = "hour|day|week|weekend|fortnight|month|year|decade|century"

_UNDER_TWENTY_ONE = re.findall(
    r"\S+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty",
)
_NUMBERS = {word: value for value, word in enumerate(_UNDER_TWENTY_ONE)} | {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "hundred": 100,
}
_DECADES = re.findall(
    r"\S+", "twenties thirties forties fifties sixties seventies eighties nineties"
)
_TENS = {word: value for value, word in enumerate(_DECADES, 2)}
_TO_TWENTY_FIRST = re.findall(
    r"\S+",
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
    "twentieth twenty-first",
)
_ORDINALS = {word: value for value, word in enumerate(_TO_TWENTY_FIRST, 1)}
SPELT = "|".join(sorted(_NUMBERS, key=len, reverse=True))
TENS = "|".join(_TENS)
ORDINALS = "|".join(sorted(_ORDINALS, key=len, reverse=True))

MONTH = f"(?:{'|'.join(MONTHS)})"
# "JULY 4" in capitals as well; lower case is left alone, for "may" and "march" are verbs.
MONTH_ANY_CAPS = f"(?:{'|'.join(MONTHS)}|{'|'.join(m.split('|')[0].upper() for m in MONTHS)})"
WEEKDAY = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY"
    r"|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b(?=\.?,)\.?"
)
PART_OF_DAY = r"(?:[Mm]orning|[Aa]fternoon|[Ee]vening|[Nn]ight|lunchtime|midday|noon|midnight)"

# Feasts that are on the same day wherever they are kept.
_FEASTS = {
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
FEAST = "|".join(_FEASTS).replace("'", "['’]")

# What a text must hold for certain patterns to match in it: looked for once, where each pattern
# would be tried at every word. None says too little to be worth the look.
_SHORT_MONTHS = "|".join(month[:3] for month in MONTHS)
A_MONTH = re.compile(f"{_SHORT_MONTHS}|{_SHORT_MONTHS.upper()}")
A_DIGIT = re.compile(r"\d")
A_YEAR = re.compile(r"[12]\d{3}")
A_DECADE = re.compile(r"\d0['’]?s|ties")
A_CENTURY = re.compile("entur")
AGO = re.compile("ago")
A_UNIT_BEFORE = re.compile(rf"(?:{UNITS})s?\s+(?:before|after|earlier|later)")


def month_number(name: str) -> int:
    """Return 1 for January, whatever its case or abbreviation."""
    return 1 + [m[:3].upper() for m in MONTHS].index(name[:3].upper())


def feast(name: str) -> tuple[int, int]:
    """Return the month and day of a feast, whatever its case or apostrophe."""
    return _FEASTS[name.lower().replace("’", "'")]


def weekday_number(name: str) -> int:
    """Return 0 for Monday, whatever its case or abbreviation."""
    return [w[:3].upper() for w in WEEKDAYS].index(name[:3].upper())


def number(word: str) -> int | None:
    """Return the value of a spelt or written number; None for "several" and the like."""
    word = word.lower().strip("[]")
    if word.isdecimal():
        return int(word)
    tens, _, units = word.partition("-")
    if units:
        first, second = _NUMBERS.get(tens), _NUMBERS.get(units)
        return first + second if first is not None and second is not None else None
    return _NUMBERS.get(word)


def tens(word: str) -> int:
    """Return 6 for the sixties."""
    return _TENS[word.lower()]


def ordinal(word: str) -> int | None:
    """Return 20 for "20th" and "twentieth"."""
    digits = re.match(r"\d{1,3}", word)
    return int(digits[0]) if digits else _ORDINALS.get(word.lower())
