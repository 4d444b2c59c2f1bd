"""Names that initials in brackets explain: "National Union of Rural Teachers (NURT)".

The words before the bracket are matched to the initials from the right, as Schwartz and Hearst
(2003, "A simple algorithm for identifying abbreviation definitions in biomedical text") do, but
whole capitalised words only.
"""

import re
from collections.abc import Iterator

from generator.extraction.actors.similarity import LITTLE
from generator.extraction.actors.spans import ELISIONS, Name, Words, name_at

INITIALS = re.compile(r"[A-Z][A-Z0-9&.]{1,7}")
MOST_WORDS = 14
"""Words before a bracket that its initials can stand for at most."""


def expanded_names(words: Words) -> Iterator[Name]:
    """Yield the bodies whose initials stand in brackets behind them, and the initials."""
    if words.title_case:
        return
    for at in range(2, len(words) - 2):
        if words.text[at] != "(":
            continue
        yield from _inside(words, at)
        last = at + 2
        while last < min(len(words), at + 5) and words.glued(last) and words.text[last] != ")":
            last += 1
        short = words.said(at + 1, last)
        closed = last < len(words) and words.text[last] in {")", ",", ";"}
        letters = re.sub(r"[^A-Z]", "", short)
        if not closed or not INITIALS.fullmatch(short.replace("-", "")) or len(letters) < 2:
            continue
        first = _first_word(words, at, letters)
        if first is not None and at - first > 1:
            yield name_at(words, first, at, "ORG", trust=3)
            yield name_at(words, at + 1, last, "ORG", trust=3)


def _inside(words: Words, at: int) -> Iterator[Name]:
    """Yield the name that stands in brackets behind its initials ("PAN (Pure Air Network)")."""
    letters = re.sub(r"[^A-Z]", "", words.text[at - 1])
    if len(letters) < 3 or not words.text[at - 1].replace(".", "").isupper():
        return
    left, row = letters, at + 1
    while row < min(len(words), at + MOST_WORDS) and words.text[row] != ")":
        word = words.text[row]
        if word[0].isupper() and left[:1] == word[0]:
            left = left[1:]
        elif word[0].isupper() or word.lower() not in LITTLE:
            return
        row += 1
    if not left and row < len(words) and words.text[row] == ")" and row - at > 3:
        yield name_at(words, at - 1, at, "ORG", trust=3)
        yield name_at(words, at + 1, row, "ORG", trust=3)


def _first_word(words: Words, at: int, letters: str) -> int | None:
    """Return the row at which the words that end before `at` begin to spell the letters."""
    left = len(letters)
    for row in range(at - 1, max(-1, at - MOST_WORDS), -1):
        word = words.text[row]
        if word.lower() in LITTLE or word in ELISIONS or word in {"-", ",", "'", "’"}:
            if word[0].upper() == letters[left - 1 : left] and row > 0 and left > 1:
                before = [w[:1].upper() for w in words.text[max(0, row - 1) : row]]
                left -= before == [letters[left - 2]] and word.isalpha()
            continue
        if not words.is_name_like(row):
            return None
        parts = [part for part in word.split("-") if part]
        for part in reversed(parts):
            if left and part[0].upper() == letters[left - 1]:
                left -= 1
            elif part is parts[0]:
                return None
        if left == 0:
            return row
    return None
