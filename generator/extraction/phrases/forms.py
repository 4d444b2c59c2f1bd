"""Words as the ranking of phrases and sentences compares them: without case, number, possessive."""

import re
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*")
"""A word with the points, apostrophes and ampersands inside it ("U.S", "o'clock", "AT&T")."""

_SIBILANT_PLURAL = re.compile(r"(?:ss|x|zz|ch|sh)es$")
_NO_PLURAL = re.compile(r"(?:ss|us|is)$")
_JOINED = re.compile(r"[ \u00a0]|[\-‐‑–'’]|['’] ")
_ABBREVIATION = re.compile(r"[A-Z][a-z]{0,2}|.*\..*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word in its place: ``start`` and ``end`` are offsets into the article's text.

    ``end`` leaves out a possessive. ``joined`` says that only a blank, a hyphen or an apostrophe
    parts it from the word before (or the point of an abbreviation), so that the two can belong
    to one phrase.
    """

    folded: str
    start: int
    end: int
    joined: bool


@lru_cache(maxsize=100_000)
def fold(word: str, *, english: bool = True) -> str:
    """Return `word` in the form in which its variants are equal.

    Case always goes; for English the possessive and the plural ending too (the S-stemmer of
    Harman, "How effective is suffixing?", JASIS 1991, with the sibilant rule added).
    """
    word = word.casefold().replace("’", "'")
    if not english:
        return word
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and _SIBILANT_PLURAL.search(word):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not _NO_PLURAL.search(word):
        return word[:-1]
    return word


@lru_cache(maxsize=20_000)
def phrase_key(text: str, *, english: bool = True) -> tuple[str, ...]:
    """Return the folded words of a phrase: equal for two phrases that differ in form only."""
    return tuple(fold(match[0], english=english) for match in WORD.finditer(text))


def words_in(text: str, start: int, end: int, *, english: bool = True) -> tuple[Word, ...]:
    """Return the words of ``text[start:end]`` with their offsets in `text`."""
    words = []
    before = None
    for match in WORD.finditer(text, start, end):
        possessive = english and match[0][-2:].lower() in {"'s", "’s"}
        words.append(
            Word(
                folded=fold(match[0], english=english),
                start=match.start(),
                end=match.end() - 2 * possessive,
                joined=before is not None and _joined(before, match),
            )
        )
        before = match
    return tuple(words)


def _joined(before: re.Match[str], match: re.Match[str]) -> bool:
    gap = match.string[before.end() : match.start()]
    if gap == ". ":
        return _ABBREVIATION.fullmatch(before[0]) is not None
    return len(gap) <= 2 and _JOINED.fullmatch(gap) is not None
