"""Sentences that contain quotations: where a quotation's surroundings begin and end."""

import re
from dataclasses import dataclass

from generator.extraction.quotes.spans import Marked

_BOUNDARY = re.compile(r"[.!?…][”’)\]]*\s+(?=[“(\[]?[^\Wa-z_]|[“])")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|Lt|Col|Sgt|Capt|Cmdr|Adm|Jr|Sr|Rev|Hon|"
    r"vs|No|Inc|Corp|Co|Ltd|etc|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Supt|Insp|Pte|Maj|Pres))\.$"
)
# After initials ("in Washington D.C. The team") only such a word begins a sentence.
_NEW_SENTENCE = re.compile(
    r"(?:The|A|An|In|On|At|He|She|It|They|But|And|This|That|If|For|We|I)\s|“"
)
_KEPT = frozenset(".!?…,")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence, quotations in it counted as single words; places are within its block."""

    start: int
    end: int


def masked(text: str, start: int, marks: list[Marked]) -> str:
    """Return a block's text with what is quoted blanked out, its length unchanged.

    `start` is the block's place in the article. A quotation's last mark of punctuation stays, for
    it may end the sentence round it.
    """
    pieces: list[str] = []
    at = 0
    for mark in marks:
        opens, closes = mark.opens - start, mark.closes - start
        inner = text[mark.start - start : mark.end - start].rstrip()
        last = inner[-1] if inner and inner[-1] in _KEPT else "_"
        width = closes - opens
        filler = "“" + "_" * max(0, width - 3) + last + "”" if width >= 3 else "“”"[:width]
        pieces += [text[at:opens], filler]
        at = closes
    return "".join((*pieces, text[at:]))


def split_units(mask: str) -> list[Unit]:
    """Return the sentences of a block whose quotations are blanked out."""
    units: list[Unit] = []
    start = 0
    for match in _BOUNDARY.finditer(mask):
        word = mask[max(0, match.start() - 6) : match.start() + 1]
        if mask[match.start()] == "." and _ABBREVIATED.search(word):
            initials = re.search(r"\.[A-Z]\.$", word)
            if not (initials and _NEW_SENTENCE.match(mask, match.end())):
                continue
        units.append(Unit(start=start, end=match.end()))
        start = match.end()
    if start < len(mask):
        units.append(Unit(start=start, end=len(mask)))
    return units
