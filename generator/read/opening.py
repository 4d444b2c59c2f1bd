"""What stands above an article's running text: its title line, dateline and byline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import BlockKind
from generator.read.byline import CHANGED, PLACE, Line, byline_of, job_of
from generator.read.dates import MONTHS, WEEKDAYS, find_date, parse_date
from generator.read.release import after_licence, before_wire

_LONGEST_TITLE = 150  # characters; headlines of news agencies stay under 120
_LONGEST_FURNITURE = 160
_BLOCKS = 10  # looked at from the top

_STATED = re.compile(
    r"(?:(?P<changed>(?:last )?(?:updated|modified|edited)|aktualisiert|mis à jour|actualizado)"
    r"|(?:first )?(?:published|posted)|date|dated|stand|publié|publicado|veröffentlicht)"
    r"(?: on| at| le| el| am)?\s*[:|]?\s+",
    re.IGNORECASE,
)
_AGO = re.compile(r"\d{1,3} (?:min|minute|hour|day|week)s? ago\W*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_DATE_WORDS_WORDS = """
at on of de le el am pm um uhr a m p the and utc gmt est edt et cet cest bst ist msk pst pdt t z
st nd rd th h first published posted last updated modified date г года
"""
_DATE_WORDS = frozenset(_DATE_WORDS_WORDS.split())
_TITLE_LABEL = re.compile(r"(?:title|headline)\s*:\s+", re.IGNORECASE)
_ITEM = re.compile(r"[-*•]|\d{1,3}[.)] ")
_NUMERIC = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/(?:\d\d){1,2}(?![\d/])")
_CREDIT = re.compile(r"\([^()]{2,40}\)")
_TRAILING_DASH = re.compile(r"\s*(?:[-–—]{1,2}|:)\s*$")
_INLINE = re.compile(r"^(.{4,90}?)(?:\s+[-–—]{1,2}\s+|\s?—\s?)(?=\S)")
_IN_PLACES = re.compile(r"\s?/\s?")  # "PARIS / LIMA", "TOKYO/TAIPEI"
_BRACKETED = re.compile(r"\s\(([^()]{6,30})\)$")
_PLACE_ONLY = re.compile(
    r"[A-Z][A-Z .'’-]{2,30}(?:, [A-Z][\w. ]{1,30})? \([^()]{2,40}\) ?[-–—]{1,2}"
)

_CLOSERS = "\"'”’»›)]"
_INITIALS = re.compile(r"(?:\b[A-Z]\.)+[A-Z]?\.$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St|etc|No)\.$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The kinds of an article's blocks, and what its opening lines say about it.

    ``fields`` holds those of title, published, author, source and url that the text shows.
    """

    kinds: tuple[BlockKind, ...]
    fields: dict[str, str]


def read_opening(
    texts: Sequence[str], kinds: Sequence[BlockKind], *, guess_title: bool, title: str | None = None
) -> Opening:
    """Find title, dateline and byline among the first blocks, above the second paragraph.

    `kinds` are known from markup, all "paragraph" where there is none. `title` is known from
    metadata; a first line equal to it is the title whatever it looks like. With `guess_title`, a
    first line that looks like a headline is one.
    """
    result: list[BlockKind] = list(kinds)
    fields: dict[str, str] = {}
    paragraphs = 0
    titled = "title" in kinds
    for at, text in enumerate(texts[:_BLOCKS]):
        if kinds[at] not in ("paragraph", "heading"):
            continue
        named = not paragraphs and not titled and title is not None and _same(text, title)
        line = (
            None
            if named or kinds[at] == "heading"
            else furniture(text, bare=not paragraphs and titled)
        )
        if line is not None:
            result[at] = line.kind
            fields = line.fields | fields
        elif named or (
            guess_title
            and not (titled or paragraphs)
            and kinds[at] == "paragraph"
            and looks_like_title(text)
            and _is_followed(texts[at + 1 : at + 4], text)
        ):
            if _is_kicker(texts[at : at + 3]):
                continue
            result[at] = "title"
            fields["title"] = _TITLE_LABEL.sub("", text) or text
            titled = True
        elif kinds[at] == "paragraph":
            paragraphs += 1
            if published := _inline_date(text):
                fields.setdefault("published", published)
            if paragraphs == 2:
                break
    return Opening(kinds=tuple(result), fields=fields)


def furniture(text: str, *, bare: bool = False) -> Line | None:
    """Return what a dateline or byline says, or None where `text` is neither.

    With `bare`, a name and a place without "By" count as a byline ("Jane Doe, Nairobi").
    """
    if len(text) > _LONGEST_FURNITURE:
        return None
    said = _dateline(text) or _licence(text) or job_of(text)
    return said or byline_of(text, bare=bare) or _placed(text)


def looks_like_title(text: str) -> bool:
    """Tell whether a first line has the shape of a headline."""
    if not 2 < len(text) <= _LONGEST_TITLE or "://" in text or not any(map(str.isalpha, text)):
        return False
    ink = text.rstrip(_CLOSERS)
    if not ink or ink[-1] in ",;:…。" or _ITEM.match(text):
        return False
    return ink[-1] != "." or _INITIALS.search(ink) is not None


def _is_kicker(texts: Sequence[str]) -> bool:
    """Tell whether the first of three lines is a rubric ("WORLD NEWS") above the title."""
    if len(texts) < 3 or len(_WORD.findall(texts[0])) > 3 or len(_WORD.findall(texts[1])) < 4:
        return False
    if furniture(texts[1], bare=True) is not None or furniture(texts[2]) is None:
        return False
    return looks_like_title(texts[1])


def _same(text: str, title: str) -> bool:
    return _WORD.findall(text.casefold()) == _WORD.findall(title.casefold()) != []


def _is_followed(after: Sequence[str], title: str) -> bool:
    """Tell whether something that a title stands above comes next, perhaps under another short
    line or two: the score of a match, a standfirst."""
    return any(
        len(text) > len(title) or furniture(text, bare=not at) is not None
        for at, text in enumerate(after)
    )


def _dateline(text: str) -> Line | None:
    stated = _STATED.match(text)
    body = text[stated.end() :] if stated else text
    if stated and _AGO.fullmatch(body):
        return Line(kind="dateline", fields={})
    if _is_date_only(body):
        # The later date of "Published: ... | Updated: ..." is of no interest; one that only says
        # when the text was changed does not say when it was published.
        original = "" if stated and stated["changed"] else CHANGED.split(body)[0]
        published = find_date(original)
        return Line(kind="dateline", fields={"published": published} if published else {})
    if _PLACE_ONLY.fullmatch(text):
        return Line(kind="dateline", fields={})
    return None


def _licence(text: str) -> Line | None:
    """Read "FOR IMMEDIATE RELEASE", alone or with a date; "Press release row ends" is none."""
    rest = after_licence(text)
    if rest is None or (rest and not _is_date_only(rest) and _placed(rest) is None):
        return None
    published = find_date(rest)
    return Line(kind="dateline", fields={"published": published} if published else {})


def _placed(text: str) -> Line | None:
    """Read "CITY, Country, August 6, 2024 (Agency) —" and "CITY | August 6, 2024"."""
    body = _TRAILING_DASH.sub("", _CREDIT.sub(" ", text)).strip()
    parts = body.replace(" | ", ",").split(",")
    for count in range(0, min(3, len(parts))):
        if count and not all(map(PLACE.fullmatch, _IN_PLACES.split(parts[count - 1].strip()))):
            return None
        rest = ",".join(parts[count:]).strip(" |-–—")
        if _is_date_only(rest):
            published = find_date(rest)
            return Line(kind="dateline", fields={"published": published} if published else {})
    return None


def _is_date_only(text: str) -> bool:
    """Tell whether `text` is nothing but a date, perhaps with its weekday and time."""
    if parse_date(text):
        return True
    words = [word.lower() for word in _WORD.findall(text)]
    if not words or len(words) > 20 or not any(word[0].isdigit() for word in words):
        return False
    if not all(word in MONTHS or word in WEEKDAYS or _is_date_word(word) for word in words):
        return False
    named = any(word in MONTHS for word in words)
    return named or find_date(text) is not None or _NUMERIC.search(text) is not None


def _is_date_word(word: str) -> bool:
    if word in _DATE_WORDS:
        return True
    digits = word.rstrip("stndrhpamzTZ年月日")
    return digits.isdecimal() and len(digits) <= 8


def _inline_date(text: str) -> str | None:
    """Return the full date of a dateline that begins a paragraph."""
    found = _INLINE.match(text[:120])
    for place in (before_wire(text), found and _unbracketed(found[1])):
        line = _placed(place) if place else None
        if line and "published" in line.fields:
            return line.fields["published"]
    return None


def _unbracketed(place: str) -> str:
    """Write "LIMA (3 June 2025)" with a comma; in brackets may stand, too, who reports it."""
    found = _BRACKETED.search(place)
    dated = found is not None and _is_date_only(found[1])
    return f"{place[: found.start()]}, {found[1]}" if found and dated else place
