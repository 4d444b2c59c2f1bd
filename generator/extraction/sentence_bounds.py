"""Where sentences end as a reader sees it: the splitter's mistakes at marks and points, mended.

A parser tends to run a sentence on into the quotation that follows it, and a quotation's own
full stop on into the next sentence; and it stops at abbreviations that it does not know.
"""

import re
from collections.abc import Iterator

from generator.extraction.nlp import Passage
from generator.extraction.quotes.cues import english, foreign

FINAL = re.compile(r"[.!?…。！？؟।][\"”’»›)\]」』]*$")
"""The end of a text that ends as a sentence does."""

CLOSERS = '"”’»)]」』,;:.!?…'
# Abbreviations that a name or number follows, and initials: no sentence ends there.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"])(?:Adm|Brig|Capt|Cmdr|Col|Dr|Gen|Gov|Hon|Lt|Maj|Messrs|Mr|Mrs|Ms|Mt|No|Prof|"
    r"Rep|Rev|Sen|Sgt|St|vs)\.$"
)
_INITIAL = re.compile(r"(?:^|[\s(“\"])[A-Z]\.$")
# A point, marks that close, a blank, marks that open, a letter.
_INNER_SEAM = re.compile(r"([.!?…]+)([\"”’»)\]]*)\s+([\"“„«‘(\[]*)(?=[^\W\d_])")
_WORD_BEFORE = re.compile(r"(?:\d|[a-z]{4}|[A-Z][a-z]{4,})$")
_CLAUSE_END = re.compile(r"[.,;:!?]")
_REPORTED_WITHIN = 60  # characters after a quotation in which its reporting verb stands


def sentence_bounds(passage: Passage, language: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a passage stand in its text, blanks around them left out.

    Offsets count from the passage's start. Pieces that the splitter should not have parted are
    joined; a sentence ends, too, before a quotation that opens after a full stop and after one
    that closes with its own, unless a reporting verb follows ("“Why?” Smith asked").
    """
    text = passage.text
    for start, end in _joined(passage, text):
        at = start
        for seam in _INNER_SEAM.finditer(text, start, end):
            if _parts(text, at, seam, language):
                yield _stripped(text, at, seam.end(2))
                at = seam.start(3)
        yield _stripped(text, at, end)


def _joined(passage: Passage, text: str) -> Iterator[tuple[int, int]]:
    """Yield the splitter's sentences, joined where none ends."""
    start, end = 0, 0
    for tokens in passage.doc.sents:
        named = tokens[0].pos_ in {"PROPN", "NUM", ""}
        if end > start and _is_seam(text, start, end, tokens.start_char, named=named):
            yield start, end
            start = tokens.start_char
        end = tokens.end_char
    if end > start:
        yield start, end


def _is_seam(text: str, start: int, end: int, following: int, *, named: bool) -> bool:
    """Say whether one sentence ends before `following` and another begins there."""
    before = text[max(start, end - 12) : end].rstrip()
    after = text[following : following + 1]
    if _ABBREVIATION.search(before) or (named and _INITIAL.search(before)):
        return False
    return FINAL.search(before) is not None and not after.islower() and after not in CLOSERS


def _parts(text: str, start: int, seam: re.Match[str], language: str) -> bool:
    """Say whether a sentence ends at a seam that the splitter passed over."""
    if not text[seam.end()].isupper():
        return False
    before = text[max(start, seam.start() - 12) : seam.start()]
    if seam[2].strip(")]"):  # a quotation closes
        return seam[1] == "." or not _is_reported(text, seam.end(), language)
    if _ABBREVIATION.search(before + ".") or _INITIAL.search(before + "."):
        return False
    if seam[3].strip("(["):  # a quotation opens
        return seam[1] != "…" and before[-1:] not in {"", " "}
    return seam[1] == "." and _WORD_BEFORE.search(before) is not None


def _is_reported(text: str, after: int, language: str) -> bool:
    """Say whether a reporting verb follows before the next comma or full stop."""
    clause = text[after : after + _REPORTED_WITHIN]
    if mark := _CLAUSE_END.search(clause):
        clause = clause[: mark.start()]
    forms = english().forms if language == "en" else foreign(language)
    return any(word in forms for word in clause.lower().split())


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
