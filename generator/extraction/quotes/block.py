"""A paragraph as the search for speakers sees it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from generator.extraction.nlp import Passage
from generator.extraction.quotes.cues import Cue, find_cues
from generator.extraction.quotes.spans import Marked
from generator.extraction.quotes.units import Unit, masked, split_units

# Characters of a sentence on each side of a quotation that are looked at.
_REACH = 400
# What may stand before and after the verb in a reporting clause that follows a full stop.
_TAG = re.compile(r"^\s*(?:(?!that\b)[\w.'’-]+,?\s+){1,8}$")
_COMPLETE = re.compile(
    r"^\s*(?:[.;]|,(?!\s*“)|$|in\b|on\b|at\b|after\b|during\b|of\b|to\s+\w+\.|last\b|"
    r"[A-Z]\w+day|reporters|yesterday|today)"
)


class Block:
    """A paragraph with its quotations, its sentences and its reporting verbs."""

    def __init__(
        self, passage: Passage, marks: list[Marked], *, number: int, language: str, tagged: bool
    ) -> None:
        self.passage = passage
        self.start = passage.start
        self.marks = marks
        self.number = number
        self.language = language
        self.tagged = tagged
        # A Doc's places are sought from the start at every call.
        self.text = passage.text
        self._token_starts = [token.idx for token in passage.doc]
        self.mask = masked(self.text, passage.start, marks)
        self.quoted = [(m.opens - passage.start, m.closes - passage.start) for m in marks]
        self._opens = [opens for opens, _ in self.quoted]
        self._closes = [closes for _, closes in self.quoted]
        self.cues = find_cues(passage.doc, self.quoted, tagged=tagged, language=language)
        self._cue_starts = [cue.start for cue in self.cues]
        self.units = _with_tags(self, split_units(self.mask))
        self._unit_starts = [unit.start for unit in self.units]

    def unit(self, at: int) -> Unit:
        """Return the sentence at a place of the block."""
        return self.units[max(0, bisect_right(self._unit_starts, at) - 1)]

    def before(self, mark: Marked) -> str:
        """Return the words before a quotation in its sentence."""
        opens = mark.opens - self.start
        return self.mask[max(self.unit(opens).start, opens - _REACH) : opens]

    def after(self, mark: Marked) -> str:
        """Return the words after a quotation in its sentence."""
        closes = mark.closes - self.start
        return self.mask[closes : min(self.unit(mark.opens - self.start).end, closes + _REACH)]

    def cues_in(self, start: int, end: int) -> list[Cue]:
        """Return the reporting verbs that begin between two places of the block."""
        first, last = bisect_left(self._cue_starts, start), bisect_left(self._cue_starts, end)
        return self.cues[first:last]

    def qualifies(self, mark: Marked) -> bool | None:
        """Whether a noun follows a quotation that it qualifies; None without tags."""
        if not self.tagged:
            return None
        closes = mark.closes - self.start
        if not self.mask[closes : closes + 1].isspace():
            return False
        following = [token for token in self.covering(closes + 1, closes + 2) if token.is_alpha]
        return bool(following) and following[0].pos_ in ("NOUN", "PROPN")

    def is_noun(self, mark: Marked) -> bool:
        """Whether what is quoted is a single noun."""
        span = self.covering(mark.start - self.start, mark.end - self.start)
        return (
            self.tagged
            and len(span) == 1
            and span[0].pos_
            in (
                "NOUN",
                "PROPN",
            )
        )

    def stands_alone(self, mark: Marked) -> bool:
        """Whether a quotation is a sentence of its own, with no word outside marks."""
        unit = self.unit(mark.opens - self.start)
        if unit.end - unit.start > mark.closes - mark.opens + _REACH:
            return False
        rest = re.sub(r"“[^”]*”?|\([^()]{0,40}\)", " ", self.mask[unit.start : unit.end])
        return not re.search(r"[^\W_]", rest)

    def is_quoted(self, token: Token) -> bool:
        """Whether a token is inside a quotation."""
        index = bisect_right(self._opens, token.idx) - 1
        return index >= 0 and token.idx < self._closes[index]

    def quote_end(self, before: int) -> int:
        """Return where the last quotation before a place ends, or the block's beginning."""
        index = bisect_right(self._closes, before) - 1
        return self._closes[index] if index >= 0 else 0

    def covering(self, start: int, end: int) -> TokenSpan:
        """Return the tokens that stand, even in part, between two places."""
        first = max(0, bisect_right(self._token_starts, start) - 1)
        last = max(first, bisect_left(self._token_starts, end))
        return self.passage.doc[first:last]

    def tokens(self, start: int, end: int) -> Iterator[Token]:
        """Yield the tokens outside quotations between two places."""
        for token in self.covering(start, end):
            if start <= token.idx < end and not self.is_quoted(token):
                yield token

    def earlier_units(self, unit: Unit) -> list[Unit]:
        """Return the few sentences before one, nearest first."""
        index = bisect_left(self._unit_starts, unit.start)
        return self.units[max(0, index - 8) : index][::-1]


def _with_tags(block: Block, units: list[Unit]) -> list[Unit]:
    """Give a quotation its reporting clause where a full stop parts them: "Go." Smith said."""
    joined: list[Unit] = []
    for unit in units:
        last = joined[-1] if joined else None
        quoted = last and block.mask[last.start : last.end].rstrip().endswith("”")
        if last and quoted and (_is_tag(block, unit) or _is_signature(block, unit)):
            joined[-1] = Unit(start=last.start, end=unit.end)
        else:
            joined.append(unit)
    return joined


def _is_tag(block: Block, unit: Unit) -> bool:
    cues = block.cues_in(unit.start, unit.end)
    if not cues or cues[0].start - unit.start > 90 or cues[0].judges:
        return False
    before = block.mask[unit.start : cues[0].start]
    return bool(_TAG.match(before)) and bool(_COMPLETE.match(block.mask[cues[0].end : unit.end]))


def _is_signature(block: Block, unit: Unit) -> bool:
    """Whether a paragraph ends in a name or description without a verb, as under a motto."""
    words = block.mask[unit.start : unit.end].split()
    if unit.end < len(block.mask) or not 0 < len(words) <= 10 or not block.tagged:
        return False
    verbs = any(t.pos_ in ("VERB", "AUX") for t in block.tokens(unit.start, unit.end))
    return words[-1][-1] not in ".!?" and not verbs
