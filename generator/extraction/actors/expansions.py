"""Names that initials explain: "National Union of Rural Teachers (NURT)", "the Interim Force in
Lebanon, or UNIFIL".

The words before the initials are matched to them from the right, as Schwartz and Hearst (2003, "A
simple algorithm for identifying abbreviation definitions in biomedical text") do, but whole
capitalised words only.
"""

import re
from collections.abc import Iterator

from generator.extraction.actors.similarity import LITTLE
from generator.extraction.actors.spans import ELISIONS, Name, Words, name_at
from generator.extraction.gazetteer import Gazetteer

INITIALS = re.compile(r"[A-Z][A-Z0-9&.]{1,7}")
SPOKEN = re.compile(r"[A-Z][A-Za-z]{2,9}")
"""A short form that is spoken as a word, and written as one."""
MOST_WORDS = 14
"""Words before initials that they can stand for at most."""
LEADS = (
    "(",
    ", or",
    ", or the",
    ", known as",
    ", known as the",
    "known as",
    ", or simply",
    ", the",
    "or",
)
"""What stands between a name and its initials."""
BEFORE_INITIALS = frozenset(lead.split()[-1] for lead in LEADS)
SECURE = ("(", ", or", ", known as", ", known as the")
"""After these even initials of another language explain a body's name."""
ENDS = frozenset({")", ",", ".", ";", ":", *ELISIONS})
TAILS = frozenset({"in", "on", "of", "for", "to"})


def expanded_names(words: Words, known: Gazetteer) -> Iterator[Name]:
    """Yield the bodies whose initials stand in brackets or so behind them, and the initials."""
    if words.title_case:
        return
    for at in range(2, len(words)):
        if words.text[at] == "(":
            yield from _inside(words, at)
        if words.text[at - 1].lower() not in BEFORE_INITIALS or not words.text[at][0].isupper():
            continue  # nearly all: what follows is asked of few words
        end = _end_of_initials(words, at)
        if end == at:
            continue
        for lead in LEADS:
            last = at - len(lead.split())
            if last < 2 or " ".join(words.text[last:at]).lower() != lead:
                continue
            if lead == "(" and words.text[end : end + 1] not in {(")",), (",",), (";",)}:
                continue
            first = explained(words, last, at, end, lead, known)
            if first is not None:
                yield name_at(words, first, last, "ORG", trust=3)
                yield name_at(words, at, end, "ORG", trust=3)
            break


def explained(  # noqa: PLR0917 - a name's end, its initials and what stands between
    words: Words, last: int, at: int, end: int, lead: str, known: Gazetteer
) -> int | None:
    """Return the row at which the name begins that ends before `last` and that the initials at
    ``[at, end)`` explain; None where they explain none."""
    short = words.said(at, end)
    if not INITIALS.fullmatch(short.replace("-", "")):
        return _spelt(words, last, short, known) if lead == "(" else None
    first = _first_word(words, last, re.sub(r"[^A-Z]", "", short))
    if first is not None and last - first > 1:
        return first
    if lead in SECURE and end - at == 1 and short not in known.entries:
        return _body_before(words, last, known)
    return None


def _end_of_initials(words: Words, at: int) -> int:
    """Return the row after the initials that begin at `at`; `at` where there are none."""
    last = at + 1
    while last < min(len(words), at + 4) and words.glued(last) and words.text[last] not in ENDS:
        last += 1
    short = words.said(at, last)
    fits = INITIALS.fullmatch(short.replace("-", "")) and len(re.sub(r"[^A-Z]", "", short)) > 1
    return last if fits or SPOKEN.fullmatch(short) else at


def _spelt(words: Words, last: int, short: str, known: Gazetteer) -> int | None:
    """Return where the name begins whose words a spoken short form begins with ("Wapda"), or that
    has a body's head and the letters in their order ("Kusstea")."""
    first = last
    while first > 0 and last - first < MOST_WORDS:
        small = words.text[first - 1].lower() in LITTLE | {"-"} and first < last
        if not words.is_name_like(first - 1) and not small:
            break
        first -= 1
    for row in range(first, last - 1):
        if not words.is_name_like(row) or words.text[row].lower() in LITTLE:
            continue
        inner = [word for word in words.text[row:last] if word[0].isalnum()]
        large = [word for word in inner if word.lower() not in LITTLE]
        starts = ("".join(word[0] for word in some).lower() for some in (inner, large))
        if short.lower() in starts:
            return row
        headed = any(word.lower() in known.org_heads for word in inner)
        if headed and _has_letters(short.lower(), " ".join(inner).lower()):
            return row
    return None


def _has_letters(short: str, text: str) -> bool:
    """Say whether a text begins with the first letter of `short` and has the rest in order."""
    left = iter(text[1:])
    return text[:1] == short[:1] and all(letter in left for letter in short[1:])


def _body_before(words: Words, last: int, known: Gazetteer) -> int | None:
    """Return where a body's name with its "in Haiti" begins, by its capitals and its head."""
    first = last
    while first > 0 and last - first < MOST_WORDS:
        word = words.text[first - 1]
        if word in {"and", "&"} | TAILS and _is_other(words, first - 1, known):
            break
        small = word in TAILS | {"the", "and", "&"} and first < last
        if not words.is_name_like(first - 1) and not small:
            break
        first -= 1
    while first < last and not (words.is_name_like(first) and words.text[first].lower() != "the"):
        first += 1
    lowers = [word.lower() for word in words.text[first:last]]
    heads = [at for at, word in enumerate(lowers) if word in known.org_heads]
    ends = [at for at in heads if at + 1 == len(lowers) or lowers[at + 1] in TAILS]
    return first if ends and ends[0] > 0 else None


def _is_other(words: Words, at: int, known: Gazetteer) -> bool:
    """Say whether a small word joins two names: "the Trade Commission and the Competition Board",
    "Jean Moreau of the Institute"."""
    if at == 0:
        return True
    head = words.text[at - 1].lower() in known.org_heads
    if words.text[at] in TAILS:
        return not head
    return head or words.text[at + 1 : at + 2] == ("the",)


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
    """Return the row at which the words that end before `at` begin to spell the letters.

    One word in the middle may have none of them ("African Union Transition Mission in Somalia",
    ATMIS).
    """
    left, spare = len(letters), len(letters) > 3
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
                if not (spare and 0 < left < len(letters)):
                    return None
                spare = False
        if left == 0:
            return row
    return None
