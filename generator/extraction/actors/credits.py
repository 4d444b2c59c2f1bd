"""What an article says of its own making: inline datelines, photo credits, lists of reporters.

A dateline ("BUENOS AIRES, 3 May (Agency) —") tells where and by whom a report was filed: its place
is named there, its agency acts nowhere. Nobody in a credit is an actor of the article.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from generator.extraction.actors.spans import Name, Words, name_at

LONGEST_DATELINE = 120
"""Characters within which a dateline's dash stands."""
DASH = re.compile(r"\s(?:--|[-–—])\s|\)\s?(?:--|[–—])\s?")
MONTH = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
DATELINE = re.compile(
    r"(?P<places>[^\W\d_][^(\d]{1,70}?)??"
    rf"(?P<date>,?\s?(?:\d{{1,2}}\s)?(?:{MONTH})[a-z]*\.?(?:\s\d{{1,2}})?(?:,?\s\d{{4}})?)?"
    r"\s?(?P<agency>\((?:[A-Z][\w.&/' -]{1,40})\))?"
)

PHOTO = re.compile(
    r"(?:\b(?:Image|Photo|Photograph|Photos|Picture|Video|Audio|Credit|Illustration|Graphic)"
    r"(?: (?:by|credit|courtesy of|courtesy))?|\bFile photo"
    r"|\((?:Reporting|Editing|Writing|Additional reporting))"
    r"(?:: ?| by )(?=\S)"
)
FOOTER = re.compile(
    r"[\W_]{0,4}(?:(?:with )?(?:additional |further )?(?:reporting|writing|editing|research)"
    r"(?: and (?:reporting|writing|editing|research))?|compiled|edited|translated)"
    r" (?:for \w+ )?by\b",
    re.IGNORECASE,
)
THANKS = re.compile(r"\bcontributed (?:reporting\b|to this (?:report|story|article)\b)")
LONGEST_CREDIT = 16
"""Words; what runs on longer after "Image:" is text."""
LONGEST_FOOTER = 500
"""Characters of a paragraph that names nobody but its reporters."""


def dateline_of(source: str, *, opening: bool) -> tuple[int, list[tuple[int, int]]]:
    """Return where the dateline at a paragraph's start ends, and the spans of its places.

    The places are in capitals, or an agency stands behind them in brackets; `opening` says that
    the paragraph is the first, where a place in capitals without agency is enough. ``(0, [])`` if
    there is none.
    """
    dash = DASH.search(source, 0, LONGEST_DATELINE)
    if dash is None:
        return 0, []
    close = dash.start() + (source[dash.start()] == ")")
    match = DATELINE.fullmatch(source, 0, close)
    if match is None or not (match["places"] or match["agency"]):
        return 0, []
    places = match["places"] or ""
    first = places.partition(",")[0]
    shouted = first.isupper() and len(first) > 2
    if not (match["agency"] or (shouted and (opening or match["date"]))) or len(first.split()) > 4:
        return 0, []
    spans, at = [], match.start("places")
    for part in re.split(r"[,/;]| and ", places) if places else []:
        found = source.find(part, at, close)
        at = found + len(part)
        begin = found + len(part) - len(part.lstrip())
        named = part.strip()
        if named[:1].isupper():
            spans.append((begin, begin + len(named)))
    return dash.end(), spans


def places_of(words: Words) -> Iterator[Name]:
    """Yield the places that the passage's inline dateline names."""
    for begin, end in words.filed_from:
        first = bisect_left(words.start, words.base + begin)
        last = bisect_left(words.start, words.base + end)
        if first < last:
            yield name_at(words, first, last, "GPE", trust=5)


def credited(words: Words) -> frozenset[int]:
    """Return the rows of datelines, photo credits, footers and the desk's own signatures."""
    rows = set(range(words.dateline))
    if len(words.source) <= LONGEST_FOOTER and FOOTER.match(words.source):
        return frozenset(range(len(words)))
    for match in PHOTO.finditer(words.source):
        first = bisect_left(words.start, words.base + match.start())
        last = first + 1
        limit = min(len(words), first + LONGEST_CREDIT + 1)
        while last < limit and not (words.opens[last] and last > first + 3):
            last += 1
        if last - first <= LONGEST_CREDIT:
            rows.update(range(first, last))
    for match in THANKS.finditer(words.source):
        at = bisect_left(words.start, words.base + match.start())
        if at not in rows:
            rows.update(_sentence(words, at))
    return frozenset(rows)


def _sentence(words: Words, at: int) -> range:
    """Return the rows of the sentence in which the row `at` stands."""
    first = min(at, len(words) - 1)
    while first > 0 and not words.opens[first]:
        first -= 1
    last = at + 1
    while last < len(words) and not words.opens[last]:
        last += 1
    return range(first, last)
