"""Places in an article: the anchors of its blocks, and the sentence around a mention."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Block, BlockKind, Briefing

# A full stop after one of these or after a single letter ends no sentence.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col maj capt lt sgt sen rep gov hon rev st jr sr vs no fig inc ltd co "  # noqa: SIM905 - one word a line reads worse
    "corp jan feb mar apr jun jul aug sep sept oct nov dec approx etc e.g i.e u.s u.k u.n".split()
)
_BREAK = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?\w)|[。！？]")
_LETTERS: dict[BlockKind, str] = {"paragraph": "p", "heading": "s"}
_SIGNS = {"p": "¶", "s": "§", "t": "top"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A block with its address on the briefing's page: ``p3`` is the third paragraph, ``s2`` the
    second heading, ``t1`` the first of what precedes the text (title, dateline, byline)."""

    block: Block
    anchor: str

    @property
    def label(self) -> str:
        """How a reference to it reads."""
        sign = _SIGNS[self.anchor[0]]
        return sign if sign == "top" else sign + self.anchor[1:]


class Passages:
    """The passages of a briefing, found by offset in logarithmic time."""

    def __init__(self, briefing: Briefing) -> None:
        self.all = tuple(_number(briefing))
        self._starts = [passage.block.start for passage in self.all]

    def at(self, offset: int) -> Passage | None:
        """Return the passage that holds the character at `offset`, or None."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self.all[index].block.end:
            return None
        return self.all[index]

    def of(self, offsets: Iterator[int]) -> tuple[Passage, ...]:
        """Return the passages that hold `offsets`, each once, in the article's order."""
        found = {each.block.start: each for offset in offsets if (each := self.at(offset))}
        return tuple(found[start] for start in sorted(found))


def sentence_around(text: str, block: Block, offset: int, *, longest: int = 400) -> tuple[int, int]:
    """Return start and end of the sentence of `block` that holds `offset`.

    Sentences end at a final mark followed by a blank, unless an abbreviation or initial stands
    before it: good enough to show a mention in its context; nothing is counted by it. A longer
    one is cut to about `longest` characters around `offset`, between words.
    """
    low = max(block.start, offset - 2 * longest)
    high = min(block.end, offset + 2 * longest)
    start, end = low, high
    for match in _BREAK.finditer(text, low, high):
        if _abbreviated(text, low, match.start()):
            continue
        if match.end() <= offset:
            start = match.end()
        elif match.start() >= offset:
            end = match.end()
            break
    return _trim(text, start, end, offset, longest)


def _number(briefing: Briefing) -> Iterator[Passage]:
    counts: Counter[str] = Counter()
    for block in sorted(briefing.blocks, key=lambda each: each.start):
        letter = _LETTERS.get(block.kind, "t")
        counts[letter] += 1
        yield Passage(block=block, anchor=f"{letter}{counts[letter]}")


def _abbreviated(text: str, low: int, stop: int) -> bool:
    if text[stop] != "." or not text[stop + 1].isspace():
        return False
    word = re.search(r"[\w.]{0,12}$", text[max(low, stop - 12) : stop])
    bare = word[0].casefold() if word else ""
    return bare in _ABBREVIATIONS or (len(bare) == 1 and bare.isalpha())


def _trim(text: str, start: int, end: int, offset: int, longest: int) -> tuple[int, int]:
    if end - start > longest:
        half = longest // 2
        if offset - start > half:
            blank = text.find(" ", offset - half, offset)
            start = blank + 1 if blank >= 0 else offset - half
        if end - offset > half:
            blank = text.rfind(" ", offset, offset + half)
            end = blank if blank > offset else offset + half
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
