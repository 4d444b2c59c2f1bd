"""What stands above an article's running text: its title line, dateline and byline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import BlockKind
from generator.read.dates import MONTHS, WEEKDAYS, find_date, parse_date
from generator.read.metadata import accept

_LONGEST_TITLE = 150  # characters; headlines of news agencies stay under 120
_LONGEST_FURNITURE = 160
_BLOCKS = 10  # looked at from the top

_STATED = re.compile(
    r"(?:(?P<changed>(?:last )?(?:updated|modified|edited)|aktualisiert|mis à jour|actualizado)"
    r"|(?:first )?(?:published|posted)|date|dated|stand|publié|publicado|veröffentlicht)"
    r"(?: on| at| le| el| am)?\s*[:|]?\s+",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\b(?:updated|modified|edited|aktualisiert)\b", re.IGNORECASE)
_AGO = re.compile(r"\d{1,3} (?:min|minute|hour|day|week)s? ago\W*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_DATE_WORDS_WORDS = """
at on of de le el am pm um uhr a m p the and utc gmt est edt et cet cest bst ist msk pst pdt t z
st nd rd th h first published posted last updated modified date г года
"""
_DATE_WORDS = frozenset(_DATE_WORDS_WORDS.split())
_TITLE_LABEL = re.compile(r"(?:title|headline)\s*:\s+", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:(?:url|link)\s*:?\s+)?(https?://\S+)", re.IGNORECASE)
_ITEM = re.compile(r"[-*•]|\d{1,3}[.)] ")
_NUMERIC = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/(?:\d\d){1,2}(?![\d/])")
_CREDIT = re.compile(r"\([^()]{2,40}\)")
_TRAILING_DASH = re.compile(r"\s*(?:[-–—]{1,2}|:)\s*$")
_INLINE = re.compile(r"^(.{4,90}?)\s+(?:[-–—]{1,2})\s+\S")
_PLACE = re.compile(r"[A-Z][\w.'’-]*(?: (?:[A-Z(][\w.'’)-]*|of|de|da|del|al|el|the)){0,4}")
_PLACE_ONLY = re.compile(
    r"[A-Z][A-Z .'’-]{2,30}(?:, [A-Z][\w. ]{1,30})? \([^()]{2,40}\) ?[-–—]{1,2}"
)

_BY = re.compile(
    r"(?P<by>by|von|par|por|door)\s+(?=\S)|(?P<label>(?:written|reported|story|words|reporting) by"
    r"|author|authors|byline|autor|auteur|автор)\s*:?\s+",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:source|quelle|fuente)\s*:\s+(?P<source>[^\s:/][^:/]{1,60})", re.IGNORECASE
)
_PARTICLES_WORDS = """
de da del della der den di do dos du la le van von zu bin ibn al el ten ter y
"""
_PARTICLES = frozenset(_PARTICLES_WORDS.split())
_AND = re.compile(r"\s*(?:,|&|/|\band\b|\bund\b|\bet\b)\s*")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_AFTER_NAMES = re.compile(
    r"\s+(?:[|•·–—-]|in|for|at|of|with)\s+|\s*[|(•·]\s*|\s+(?=\d)"
    r"|\s+(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)"
)
_NOT_NAMES_WORDS = """
the a an land sea how why what when where who this that his her their our
"""
_NOT_NAMES = frozenset(_NOT_NAMES_WORDS.split())

_JOBS_WORDS = """
staff writer reporter reporters correspondent correspondents editor editors bureau desk agencies
press newsroom team contributor columnist analyst
"""
_JOBS = frozenset(_JOBS_WORDS.split())

_CLOSERS = "\"'”’»›)]"
_INITIALS = re.compile(r"(?:\b[A-Z]\.)+[A-Z]?\.$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St|etc|No)\.$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The kinds of an article's blocks, and what its opening lines say about it.

    ``fields`` holds those of title, published, author, source and url that the text shows.
    """

    kinds: tuple[BlockKind, ...]
    fields: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of furniture and the fields it states."""

    kind: BlockKind
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
            if paragraphs == 2:
                break
            if published := _inline_date(text):
                fields.setdefault("published", published)
    return Opening(kinds=tuple(result), fields=fields)


def furniture(text: str, *, bare: bool = False) -> _Line | None:
    """Return what a dateline or byline says, or None where `text` is neither.

    With `bare`, a name and a place without "By" count as a byline ("Jane Doe, Nairobi").
    """
    if len(text) > _LONGEST_FURNITURE:
        return None
    return _dateline(text) or _byline(text, bare=bare)


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
    """Tell whether something that a title stands above comes next."""
    return bool(after) and (
        furniture(after[0], bare=True) is not None or any(len(text) > len(title) for text in after)
    )


def _dateline(text: str) -> _Line | None:
    stated = _STATED.match(text)
    body = text[stated.end() :] if stated else text
    if stated and _AGO.fullmatch(body):
        return _Line(kind="dateline", fields={})
    if _is_date_only(body):
        # The later date of "Published: ... | Updated: ..." is of no interest; one that only says
        # when the text was changed does not say when it was published.
        original = "" if stated and stated["changed"] else _CHANGED.split(body)[0]
        published = find_date(original)
        return _Line(kind="dateline", fields={"published": published} if published else {})
    if _PLACE_ONLY.fullmatch(text):
        return _Line(kind="dateline", fields={})
    return _placed(text)


def _placed(text: str) -> _Line | None:
    """Read "CITY, Country, August 6, 2024 (Agency) —"."""
    body = _TRAILING_DASH.sub("", _CREDIT.sub(" ", text)).strip()
    parts = body.split(",")
    for count in range(0, min(3, len(parts))):
        if count and not _PLACE.fullmatch(parts[count - 1].strip()):
            return None
        rest = ",".join(parts[count:]).strip(" |-–—")
        if _is_date_only(rest):
            published = find_date(rest)
            return _Line(kind="dateline", fields={"published": published} if published else {})
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
    line = _placed(found[1]) if found else None
    return line.fields.get("published") if line else None


def _byline(text: str, *, bare: bool) -> _Line | None:
    if (found := _SOURCE.fullmatch(text)) is not None:
        return _Line(kind="byline", fields={"source": found["source"].strip()})
    if (found := _ADDRESS.fullmatch(text)) is not None:
        return _Line(kind="byline", fields=dict(accept({"url": found[1]}, subject="")))
    found = _BY.match(text)
    if found is None:
        return _bare_byline(text) if bare else None
    rest = text[found.end() :].strip()
    if found["label"]:
        return (
            _Line(kind="byline", fields={"author": rest} if rest else {})
            if len(rest) <= 100
            else None
        )
    cut = _AFTER_NAMES.search(rest)
    names, after = (rest[: cut.start()], rest[cut.start() :]) if cut else (rest, "")
    people = _people(names)
    if not people or len(after) > 80 or after.rstrip().endswith((".", "!", "?", ":")):
        return None
    fields = {"author": people}
    if published := find_date(_CHANGED.split(after)[0]):
        fields["published"] = published
    return _Line(kind="byline", fields=fields)


def _bare_byline(text: str) -> _Line | None:
    """Read "Jane Doe, Nairobi" and "Jane Doe and John Roe"."""
    name, comma, place = text.partition(", ")
    if comma and _is_name(name) and _PLACE.fullmatch(place) and len(place) <= 40:
        return _Line(kind="byline", fields={"author": name})
    return None


def _people(names: str) -> str | None:
    """Return the names with which `names` begins; what follows a comma may be their outlet."""
    pieces = _AND.split(names)
    if not _is_name(pieces[0]) and not _is_desk(pieces[0]):
        return None
    end = len(pieces[0])
    for piece in pieces[1:]:
        at = names.index(piece, end)
        if _is_name(piece):
            end = at + len(piece)
            continue
        joined = names[end:at].strip()
        is_outlet = joined == "," and len(names) - at <= 60 and piece[:1].isupper()
        if not is_outlet:
            return None
        break
    return names[:end]


def _is_desk(text: str) -> bool:
    """Tell whether `text` is an agency's letters or a desk, such as "Metro Staff"."""
    words = text.split()
    if len(words) == 1:
        return text.isupper() and text.isalpha() and 2 <= len(text) <= 6
    capitalised = all(word[0].isupper() for word in words)
    return 2 <= len(words) <= 5 and capitalised and words[-1].lower() in _JOBS


def _is_name(text: str) -> bool:
    """Tell whether `text` is two to five capitalised words, as people's names are."""
    words = text.split()
    if not 2 <= len(words) <= 5 or not all(map(_NAME_WORD.fullmatch, words)):
        return False
    if any(word.lower() in _NOT_NAMES or word.lower() in _JOBS for word in words):
        return False
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= 2 and all(word[0].isupper() or word.lower() in _PARTICLES for word in words)
