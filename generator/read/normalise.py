"""Makes characters plain without moving more of them than it must.

Line structure stays; whatever could reorder, hide or forge text goes. For text that is already
clean this is the identity, so that offsets into it are offsets into the file.
"""

import re
import sys
import unicodedata
from functools import cache

# CR LF and CR as editors mean them, and Unicode's own line and paragraph ends (UAX #14, class BK).
_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")

# Every other white space of Unicode (property White_Space, and the four ASCII separators).
_BLANKS = re.compile("[\t\x1c-\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")

# Controls, surrogates and noncharacters (no text has them, and XML forbids most); bidirectional
# controls (they reorder a page); zero-width and other invisible characters (they split words that
# look whole); tags. ZWNJ and ZWJ stay: Persian, Indic scripts and emoji are spelt with them.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "\U000e0000-\U000e007f]"
)

# Unicode's stream-safe limit (UAX #15, D4): no language stacks more marks on one letter, and
# putting an unlimited pile into canonical order takes quadratic time.
_MOST_MARKS = 30


def normalise(text: str) -> str:
    """Return `text` in NFC with ``\\n`` line ends, plain blanks and no invisible controls."""
    text = _LINE_ENDS.sub("\n", text)
    text = _DROPPED.sub("", text)
    text = _BLANKS.sub(" ", text)
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _piled_marks().sub(r"\1", text))


def normalise_line(text: str) -> str:
    """Return `text` normalised as one line: stripped, each run of white space one blank."""
    return " ".join(normalise(text).split())


@cache
def _piled_marks() -> re.Pattern[str]:
    """Return what matches more combining marks than a letter can carry."""
    ranges: list[tuple[int, int]] = []
    for code in range(0x300, min(0x20000, sys.maxunicode)):  # all marks stand in planes 0 and 1
        if unicodedata.combining(chr(code)):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1] = (ranges[-1][0], code)
            else:
                ranges.append((code, code))
    marks = "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
    return re.compile(f"([{marks}]{{{_MOST_MARKS}}})[{marks}]+")
