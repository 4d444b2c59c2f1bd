"""What a single short line looks like, its neighbours put aside.

Every pattern is tried on lines of at most a few hundred characters, so none of them can be slow.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from generator.extraction.gazetteer import gazetteer

Style = Literal["caps", "title", "sentence", "caseless"]

OPENERS = "\"'“‘”’„‚«»‹›「『(["

CLOSERS = "\"'”’“‘»«›‹」』)]*_"

WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")

_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")

_QUOTED = re.compile(r"[\"'“‘„‚«「][^\"“”„«»「」]+[\"'”’“‘»」][.,?!]?")

# Words that a Title Case line leaves in lower case, in the languages that have such a style.
_SMALL = (
    "a an the and or nor but for of in on at to by as is vs via with from into over than its"
    " de la le les des du et en el los las y un une der die das und von zu"
)
_SMALL_WORDS = frozenset(_SMALL.split())

_CAPTION = re.compile(
    r"\b(?:pictured|file (?:photo|picture|pic|image)|from file|left|right|centre|center|seen here"
    r"|as seen|shown here|as drawn|pose[sd]? for|artist['’]s impression)\b|\((?:l|r|left|right"
    r"|centre)\)"
    r"|\b(?:on|in|since) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March"
    r"|April"
    r"|May|June|July|August|September|October|November|December)(?: \d{1,2})?,? ?(?:\d{4})?"
    r"|\d{4})$"
    r"|\b(?:in|at|outside|near|during|after) (?:[A-Z][\w-]+,? )+(?:on|in) (?:[A-Z]\w+|\d{4})",
)

_CAPTION_OPENING = re.compile(
    r"^(?:[A-Z][\w'’.-]+ ){1,4}(?:with|poses?|speaks?|speaking|arrives?|arriving|attends?"
    r"|attending|stands?"
    r"|standing|waits?|waiting|walks?|walking|looks?|looking|holds?|holding|waves?|waving"
    r"|celebrates?"
    r"|celebrating|stretche?s?|reacts?|at work|at (?:his|her|their|the) )\b",
)

_NUMBER = re.compile(
    r"(?:(?:step|part|chapter|section|lesson|rule|reason|tip|no\.?|number|day|schritt|teil)\s+)?"
    r"#?\s?(?P<number>\d{1,2})(?P<sub>(?:\.\d{1,2})*)(?:[.):]|\s+[-–—]|\s)\s*(?=[^\W\d_]"
    r"|[\"'“‘«])",
    re.IGNORECASE,
)

_ROMAN = re.compile(r"(?P<roman>[IVX]{1,5})\.\s+(?=\S)")

_PRICE = re.compile(
    r"(?:[$£€¥₹₽]|\b(?:USD|EUR|GBP|Rs\.?)\s?)\d[\d.,]*(?:\s*(?:each|at [A-Z].*|from [A-Z].*"
    r"|\(.*\)))?\s*$"
    r"|[–—,|-]\s*(?:from |now |only )?[$£€¥₹]\d|\b(?:now|was|from|only|just) [$£€]\d"
    r"|\d(?:[.,]\d\d)?\s?[€$£]\s*$",
    re.IGNORECASE,
)

_FIGURES = re.compile(
    r"^[\w ]{2,30}:\s*[\d£$€]|\b\d{1,3}\s?[-–]\s?\d{1,3}\b|\b\d{1,2}[:.]\d{2}\b|\b\d+(?:kg|g|ml"
    r"|km|cm|mph)\b"
    r"|★|☆|\d+/\d+"
)

_INNER_STOP = re.compile(r"[^\W\d_]{3}[.!?][\"”’']? [A-ZÀ-ÞА-Я]")

_LABELLED = re.compile(r"([^\W\d_][\w’' -]{1,24}): ")

_DATE_ONLY = re.compile(
    r"(?:\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?|jan(?:uary)?|feb(?:ruary)?"
    r"|mar(?:ch)?"
    r"|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?"
    r"|\d{1,4}(?:st|nd|rd|th)?|[ap]\.?m\.?|gmt|utc|at|hours?|minutes?|ago|updated|published))+\W*",
    re.IGNORECASE,
)

_ASKS = re.compile(
    r"(?:what|why|how|when|where|who|which|whose|was|wie|warum|wer|wo|pourquoi|comment|qui|où"
    r"|что|как|почему|зачем|кто|где|когда|що|чому|як|хто|qué|cómo"
    r"|por qué|quién)(?:['’]s)?\b",
    re.IGNORECASE,
)

FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|should|must|might|can|cannot|said|says"
    r"|told"
    r"|tells|wins|won|loses|lost|falls|fell|rises|rose|gets|got|goes|went|makes|made|takes|took"
    r"|gives|gave"
    r"|comes|came|sees|saw|hits|sets|vows|warns|urges|calls|seeks|faces|backs|quits|dies|died"
    r"|plans"
    r"|passes|names|named|agrees|rejects|orders|resigns|arrested|killed|found|became|becomes|held"
    r"|thought|knew|knows|wants|needs|keeps|kept|left|led|leads|began|begins|march|marches|fit"
    r"|opens"
    r"|ist|sind|war|wird|hat|haben|est|sont|était|sera|es|son|era|fue|è|sono|[a-z]+n['’]t)\b"
    r"|\b\w+ed (?:the|a|an|his|her|its|their|to|on|in|by|for|that|off|out|from)\b"
    r"|\b(?:[Ii]t|[Hh]ere|he|she|they|we|that|there|here|who)['’](?:s|re|ll|d|ve)\b|\bto (?:be"
    r"|start|rise|end) \w"
)

_PERSONAL = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)

_ATTRIBUTED = re.compile(r"[\"'”’»]\s*(?:[-–—,]\s*)?[A-ZÀ-Þ]|[-–—]\s?[A-Z][\w.]+ [A-Z][\w.]+$")

_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.\s?){1,3}[A-ZÀ-Þ][\w'’-]+")

_INITIALISM = re.compile(r"(?:\b[A-Z]\.){2,}$")

_NAME_TITLE = re.compile(r"^(?:Dr|Mr|Mrs|Ms|Prof|Sir|Rev|Dame|Lady|Lord)\.?\s", re.IGNORECASE)

_COUNTED_WORDS = """
people men women children boys girls persons killed dead hurt injured arrested held jailed charged
die dies missing rescued soldiers police officers years months weeks days hours minutes per percent
million billion thousand hundred others year month week day pm am st nd rd th
"""
_COUNTED_IN_NEWS = frozenset(_COUNTED_WORDS.split())  # "Three dead", not "Three lessons"
_COUNT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
_COUNTS = tuple(_COUNT_WORDS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a short line looks like by itself. ``words`` counts words (ideographs by halves)."""

    text: str
    words: float
    style: Style
    end: str  # the last character, quotation marks and brackets put aside
    quoted: bool
    question: bool
    number: int | None
    depth: int  # 1 for "3.", 2 for "3.1"
    asks: bool
    finite: bool
    addressed: bool
    person: bool
    price: bool
    figures: bool
    fact: bool
    sentences: bool
    caption: bool
    date: bool
    attributed: bool


def announces(title: str, count: int) -> bool:
    """Tell whether a title promises `count` things, as "Five takeaways from the debate" does."""
    if not 3 <= count < len(_COUNTS):
        return False
    words = [word.lower() for word in WORDS.findall(title[:300])]
    wanted = {str(count), _COUNTS[count]}
    return any(
        word in wanted and after not in _COUNTED_IN_NEWS for word, after in pairwise([*words, ""])
    )


def shape_of(text: str) -> Shape:
    """Return what `text`, a line of at most a few hundred characters, looks like."""
    number, depth, body = _numbered(text)
    words = WORDS.findall(body)
    trimmed = body.rstrip().rstrip(CLOSERS)
    end = trimmed[-1:] or body[-1:]
    if end == "." and _INITIALISM.search(trimmed):
        end = trimmed[-2]
    return Shape(
        text=text,
        words=len(words) + len(_IDEOGRAPHS.findall(body)) / 2,
        style=_style(words),
        end=end,
        quoted=_QUOTED.fullmatch(body) is not None,
        question=end in "?？؟",
        number=number,
        depth=depth,
        asks=_ASKS.match(body) is not None,
        finite=FINITE.search(body.lower() if body.isupper() else body) is not None,
        addressed=_PERSONAL.search(body) is not None,
        person=_is_person(body),
        price=_PRICE.search(body) is not None,
        figures=_FIGURES.search(body) is not None,
        fact=_is_fact(body),
        sentences=_INNER_STOP.search(body) is not None,
        caption=_CAPTION.search(body) is not None or _CAPTION_OPENING.match(body) is not None,
        date=_DATE_ONLY.fullmatch(text) is not None,
        attributed=text[:1] in OPENERS[:-2] and _ATTRIBUTED.search(text[1:]) is not None,
    )


def _numbered(text: str) -> tuple[int | None, int, str]:
    if match := _NUMBER.match(text):
        return int(match["number"]), 1 + match["sub"].count("."), text[match.end() :]
    if match := _ROMAN.match(text):
        return _roman(match["roman"]), 1, text[match.end() :]
    return None, 1, text


def _roman(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in numeral]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _style(words: Iterable[str]) -> Style:
    cased = [word for word in words if word[0].lower() != word[0].upper()]
    if not cased:
        return "caseless"
    if all(word.isupper() for word in cased) and sum(map(len, cased)) > 3:
        return "caps"
    content = [word for word in cased[1:] if word.lower() not in _SMALL_WORDS]
    if (
        content
        and cased[0][0].isupper()
        and sum(w[0].isupper() for w in content) >= 0.8 * len(content)
    ):
        return "title"
    return "sentence"


def _is_fact(text: str) -> bool:
    """Tell whether a line gives the name of somebody or something under a label ("Referee:"
    r" ...")."""
    label = _LABELLED.match(text)
    return label is not None and _is_person(text[label.end() :])


def _is_person(text: str) -> bool:
    """Tell whether a line begins with a person's name and holds little else."""
    name = _NAME_TITLE.sub("", text)
    words = WORDS.findall(name)
    if not 2 <= len(words) <= 9 or not words[1][0].isupper():
        return False
    if _INITIALS.match(name):
        return True
    first = words[0].capitalize() if words[0].isupper() else words[0]
    return first in gazetteer().first_names
