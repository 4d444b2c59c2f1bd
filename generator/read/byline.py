"""Bylines: who wrote an article, and what else such a line says."""

import re
from dataclasses import dataclass

from generator.model import BlockKind
from generator.read.dates import find_date
from generator.read.metadata import accept

CHANGED = re.compile(r"\b(?:updated|modified|edited|aktualisiert)\b", re.IGNORECASE)
PLACE = re.compile(r"[A-Z][\w.'’-]*(?: (?:[A-Z(][\w.'’)-]*|of|de|da|del|al|el|the)){0,4}")
_ADDRESS = re.compile(r"(?:(?:url|link)\s*:?\s+)?(https?://\S+)", re.IGNORECASE)
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
# A job alone may be a title ("Foreign Correspondent"): "by" or "our" must stand before it, or a
# word that names no field.
_JOB_ALONE = re.compile(
    r"(?:(?:(?:by|from)\s+(?:(?:our|an?|the)\s+)?|our\s+)(?:own\s+)?(?:[\w-]+\s+){0,2}"
    r"|(?:special|staff|agency|senior|principal|web|online)\s+(?:[\w-]+\s+)?)"
    r"(?:reporters?|correspondents?|writers?|bureau|desk)(?:\s*,\s*[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of furniture and the fields it states."""

    kind: BlockKind
    fields: dict[str, str]


def byline_of(text: str, *, bare: bool) -> Line | None:
    """Return what a byline, a line of its source or of its address says; None for any other.

    With `bare`, a name and a place are enough.
    """
    if (found := _SOURCE.fullmatch(text)) is not None:
        return Line(kind="byline", fields={"source": found["source"].strip()})
    if (found := _ADDRESS.fullmatch(text)) is not None:
        return Line(kind="byline", fields=dict(accept({"url": found[1]}, subject="")))
    found = _BY.match(text)
    if found is None:
        return _bare_byline(text, placed=bare)
    rest = text[found.end() :].strip()
    if found["label"]:
        return (
            Line(kind="byline", fields={"author": rest} if rest else {})
            if len(rest) <= 100
            else None
        )
    cut = _AFTER_NAMES.search(rest)
    names, after = (rest[: cut.start()], rest[cut.start() :]) if cut else (rest, "")
    people = _people(names)
    if not people or len(after) > 80 or after.rstrip().endswith((".", "!", "?", ":")):
        return None
    fields = {"author": people}
    if published := find_date(CHANGED.split(after)[0]):
        fields["published"] = published
    return Line(kind="byline", fields=fields)


def job_of(text: str) -> Line | None:
    """Return a byline that names its writer by the job alone: "By our Special Correspondent"."""
    return Line(kind="byline", fields={}) if _JOB_ALONE.fullmatch(text) else None


def _bare_byline(text: str, *, placed: bool) -> Line | None:
    """Read "Jane Doe, Staff Reporter", and "Jane Doe, Nairobi" where `placed`."""
    name, comma, rest = text.partition(", ")
    works = bool(rest) and _is_job(rest)
    if not (comma and _is_name(name) and (works or PLACE.fullmatch(rest)) and len(rest) <= 40):
        return None
    return Line(kind="byline", fields={"author": name}) if placed or works else None


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
        if not (is_outlet or (joined == "," and _is_job(names[at:]))):
            return None
        break
    return names[:end]


def _is_job(text: str) -> bool:
    """Tell whether `text` is what somebody does at a paper: "local democracy reporter"."""
    words = text.split()
    return len(words) <= 4 and words[-1].lower() in _JOBS and all(map(_NAME_WORD.fullmatch, words))


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
