"""Who says a quotation: the reporting verb that governs it, and that verb's subject.

The order in which evidence counts: a reporting verb that introduces the quotation directly, one
that follows it after a comma, one earlier in the sentence, "according to", a name after a dash;
for a quotation that is a sentence of its own, the one said before it, or the sentence before it.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Token

from generator.extraction.nlp import Passage
from generator.extraction.quotes.cues import Cue, english, find_cues
from generator.extraction.quotes.people import UNNAMED, Cast, Named, Who, noun_phrase
from generator.extraction.quotes.spans import Marked
from generator.extraction.quotes.units import Unit, masked, split_units

_ACCORDING = re.compile(r"\b(?:[Aa]ccording\s+to|[Ii]n\s+the\s+(?:words|view|opinion)\s+of)\s+")
_PERSONAL = frozenset({"he", "she", "it", "they", "we", "i", "who", "one", "you", "others", "this"})
_QUOTED_PASSIVE = frozenset({"quote", "cite", "report", "hear", "record"})
_CLIMB = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "parataxis", "dep"})
_INTRODUCED = re.compile(r"[,:]\s*$|^\s*(?:that\s+)?$")
_SIGNED = re.compile(r"^\s*(?:[-–—]+|\()\s*(?=\S)")
_ADVERB = r"(?:\w+ly\s+|also\s+|then\s+|later\s+|has\s+|have\s+|had\s+)*"
_TAG = re.compile(rf"^\s*(?:(?!that\b)[\w.'’-]+,?\s+){{1,8}}$")
_COMPLETE = re.compile(
    r"^\s*(?:[.,;:]|$|in\b|on\b|at\b|after\b|during\b|of\b|to\s+\w+\.|last\b|"
    r"[A-Z]\w+day|reporters|yesterday|today)"
)
_OF = re.compile(r"\s+(?:of|from|at|for|with)\s+(?:[Tt]he\s+)?")
_FAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A quotation's speaker and reporting verb; ``reported`` says that anything governs it."""

    who: Who | None = None
    cue: str | None = None
    reported: bool = False


NOBODY = Attribution()


class Block:
    """A paragraph with its quotations, its sentences and its reporting verbs."""

    def __init__(self, passage: Passage, marks: list[Marked], *, tagged: bool) -> None:
        self.passage = passage
        self.start = passage.start
        self.marks = marks
        self.tagged = tagged
        self.mask = masked(passage.doc.text, passage.start, marks)
        self.quoted = [(m.opens - passage.start, m.closes - passage.start) for m in marks]
        self.cues = find_cues(passage.doc, self.quoted, tagged=tagged)
        self.units = _with_tags(self, split_units(self.mask))
        self._unit_starts = [unit.start for unit in self.units]

    def unit(self, at: int) -> Unit:
        """Return the sentence at a place of the block."""
        return self.units[max(0, bisect_right(self._unit_starts, at) - 1)]

    def before(self, mark: Marked) -> str:
        """Return the words before a quotation in its sentence."""
        return self.mask[self.unit(mark.opens - self.start).start : mark.opens - self.start]

    def after(self, mark: Marked) -> str:
        """Return the words after a quotation in its sentence."""
        return self.mask[mark.closes - self.start : self.unit(mark.opens - self.start).end]

    def cues_in(self, start: int, end: int) -> list[Cue]:
        """Return the reporting verbs that begin between two places of the block."""
        return [cue for cue in self.cues if start <= cue.start < end]

    def qualifies(self, mark: Marked) -> bool | None:
        """Whether a noun follows a quotation that it qualifies; None without tags."""
        if not self.tagged:
            return None
        closes = mark.closes - self.start
        span = self.passage.doc.char_span(closes, closes + 2, alignment_mode="expand")
        if span is None or not self.mask[closes : closes + 1].isspace():
            return False
        following = [token for token in span if token.idx > closes and token.is_alpha]
        return bool(following) and following[0].pos_ in ("NOUN", "PROPN")

    def is_noun(self, mark: Marked) -> bool:
        """Whether what is quoted is a single noun."""
        span = self.passage.doc.char_span(mark.start - self.start, mark.end - self.start)
        return (
            self.tagged
            and span is not None
            and len(span) == 1
            and span[0].pos_
            in (
                "NOUN",
                "PROPN",
            )
        )

    def is_quoted(self, token: Token) -> bool:
        """Whether a token is inside a quotation."""
        return any(opens <= token.idx < closes for opens, closes in self.quoted)


def _with_tags(block: Block, units: list[Unit]) -> list[Unit]:
    """Give a quotation its reporting clause where a full stop parts them: "Go." Smith said."""
    joined: list[Unit] = []
    for unit in units:
        last = joined[-1] if joined else None
        if (
            last
            and block.mask[last.start : last.end].rstrip().endswith("”")
            and _is_tag(block, unit)
        ):
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
    tokens = [t for t in block.passage.doc if t.idx >= unit.start and not block.is_quoted(t)]
    return words[-1][-1] not in ".!?" and not any(t.pos_ in ("VERB", "AUX") for t in tokens)


class Attributor:
    """Finds the speakers of an article's quotations, block by block, in order."""

    def __init__(self, cast: Cast, blocks: list[Block]) -> None:
        self._cast = cast
        self._blocks = blocks

    def direct(self, block: Block, mark: Marked) -> Attribution:
        """Return what the quotation's own sentence says about its speaker."""
        unit = block.unit(mark.opens - block.start)
        opens, closes = mark.opens - block.start, mark.closes - block.start
        left = block.cues_in(unit.start, opens)
        right = block.cues_in(closes, unit.end)
        for cue in self._in_order(block, mark, left, right):
            who = self._subject(block, cue, unit, after_quote=cue.start >= closes)
            if who is not None:
                return Attribution(who=who, cue=cue.text, reported=True)
        according = self._according(block, unit)
        if according:
            return according
        signed = self._signed(block, mark, unit)
        if signed:
            return signed
        if left:
            return Attribution(cue=left[-1].text, reported=True)
        return Attribution(reported=_on_grounds(block.mask[unit.start : opens]))

    def _in_order(self, block: Block, mark: Marked, left: list[Cue], right: list[Cue]) -> list[Cue]:
        """Return the verbs that may govern a quotation, the likeliest first."""
        opens, closes = mark.opens - block.start, mark.closes - block.start
        nearest = left[-1] if left else None
        gap = block.mask[nearest.end : opens] if nearest else ""
        introduces = (
            nearest is not None
            and "”" not in gap
            and len(gap.split()) <= _FAR
            and _INTRODUCED.search(gap) is not None
        )
        follows = [cue for cue in right if self._follows(block, cue, closes)][:1]
        if introduces and not (follows and not block.mask[:opens].rstrip().endswith((":", ","))):
            return [*reversed(left), *follows]
        return [*follows, *reversed(left), *right[:1]]

    def _follows(self, block: Block, cue: Cue, closes: int) -> bool:
        """Whether a verb belongs to the clause right after a quotation."""
        gap = block.mask[closes : cue.start]
        if "“" in gap or cue.judges:
            return False
        comma = block.mask[closes - 2 : closes - 1] in tuple(",!?.…") or gap.lstrip()[:1] in tuple(
            ",-–—"
        )
        return comma or len(gap.split()) <= 1

    def _subject(self, block: Block, cue: Cue, unit: Unit, *, after_quote: bool) -> Who | None:
        """Return who does what a reporting verb says; None where that is not to be told."""
        token = _subject_token(block, cue) if block.tagged else None
        if token is not None:
            who = self._who(block, token, unit)
            if who is not None:
                return who
        elif block.tagged and _is_passive(cue.token):
            return None
        return self._beside(block, cue, unit, after_quote=after_quote)

    def _who(self, block: Block, token: Token, unit: Unit) -> Who | None:
        if token.lower_ in _PERSONAL:
            return self._pronoun(block, token.lower_, token.idx, unit)
        return noun_phrase(token, self._cast, block.start)

    def _beside(self, block: Block, cue: Cue, unit: Unit, *, after_quote: bool) -> Who | None:
        """Return who is named next to a verb, where the parser gives it no subject."""
        doc = block.passage.doc
        inverted = after_quote and not re.search(
            r"\w", block.mask[_quote_end(block, cue) : cue.start]
        )
        if inverted:
            for named in self._cast.between(block.start + cue.end, block.start + cue.end + 100):
                gap = doc.text[cue.end : named.start - block.start]
                if re.search(r"[.;“\"]|,", gap):
                    break
                if named.actor.type == "PERSON" or not gap.strip(" the"):
                    return self._cast.who(named)
            pronoun = re.match(r"\s+(he|she|they|it)\b", doc.text[cue.end : cue.end + 8])
            return self._pronoun(block, pronoun[1], cue.start, unit) if pronoun else None
        start = _quote_end(block, cue) if after_quote else unit.start
        pronoun = re.search(
            r"\b(he|she|they|it)\s+(?:\w+\s+)?$", doc.text[start : cue.start], re.IGNORECASE
        )
        if pronoun:
            return self._pronoun(block, pronoun[1].lower(), cue.start, unit)
        before = self._cast.between(block.start + start, block.start + cue.start)
        for named in reversed(before):
            gap = block.mask[named.end - block.start : cue.start]
            if named.actor.type == "PERSON" or not gap.strip():
                if "“" not in gap and len(gap.split()) <= 14:
                    return self._cast.who(_of_whom(block, named, before))
        return None

    def _according(self, block: Block, unit: Unit) -> Attribution | None:
        match = _ACCORDING.search(block.mask, unit.start, unit.end)
        if not match:
            return None
        doc = block.passage.doc
        if block.tagged:
            for token in doc[_token_at(block, match.end()) :]:
                if token.idx >= unit.end or block.is_quoted(token):
                    break
                if token.dep_ == "pobj" or token.pos_ in ("PROPN", "NOUN", "PRON"):
                    head = token
                    while (
                        head.dep_ in ("compound", "poss", "nmod", "amod") and head.head.i > head.i
                    ):
                        head = head.head
                    return Attribution(who=self._who(block, head, unit) or UNNAMED, reported=True)
        near = self._cast.between(
            block.start + match.end(), block.start + min(match.end() + 60, unit.end)
        )
        return Attribution(who=self._cast.who(near[0]) if near else UNNAMED, reported=True)

    def _signed(self, block: Block, mark: Marked, unit: Unit) -> Attribution | None:
        """Return the name set after a quotation with a dash, or before one with a colon."""
        closes, opens = mark.closes - block.start, mark.opens - block.start
        sign = _SIGNED.match(block.mask[closes : unit.end])
        if sign and not re.search(r"\w", block.mask[unit.start : opens]):
            for named in self._cast.between(
                block.start + closes, block.start + closes + sign.end() + 40
            ):
                return Attribution(who=self._cast.who(named), reported=True)
        before = block.mask[unit.start : opens].rstrip()
        if before.endswith(":") and len(before.split()) <= 8:
            for named in self._cast.between(block.start + unit.start, mark.opens):
                return Attribution(who=self._cast.who(named), reported=True)
        return None

    def _pronoun(self, block: Block, pronoun: str, at: int, unit: Unit) -> Who:
        """Return the person (or body, for "it") that the text was about just before."""
        if pronoun not in ("he", "she", "it"):
            return UNNAMED
        types = ("ORG", "GPE") if pronoun == "it" else ("PERSON",)
        spans = [(block, Unit(start=unit.start, end=at)), *self._earlier(block, unit)]
        for distance, (where, sentence) in enumerate(spans[:7]):
            named = [
                one
                for one in self._cast.between(
                    where.start + sentence.start, where.start + sentence.end
                )
                if one.actor.type in types and self._cast.fits(one, pronoun)
            ]
            subjects = [one for one in named if _is_subject(where, one.start, one.end)]
            if subjects:
                return self._cast.who(subjects[0 if distance else -1])
            if named and (distance > 0 or len(named) == 1) and pronoun != "it":
                if len({id(one.actor) for one in named}) == 1:
                    return self._cast.who(named[-1])
        return UNNAMED

    def _earlier(self, block: Block, unit: Unit) -> list[tuple[Block, Unit]]:
        """Return the sentences before one, nearest first, through the block before."""
        index = self._blocks.index(block)
        spans = [(block, u) for u in reversed(block.units) if u.start < unit.start]
        for earlier in self._blocks[max(0, index - 2) : index][::-1]:
            spans += [(earlier, u) for u in reversed(earlier.units)]
        return spans

    def from_sentence(self, block: Block, unit: Unit, *, introduces: bool = False) -> Attribution:
        """Return whom a sentence without quotation quotes indirectly, or else is about.

        One that `introduces` a quotation may do so with a verb of judging.
        """
        for cue in block.cues_in(unit.start, unit.end):
            if cue.judges and not introduces:
                continue
            who = self._subject(block, cue, unit, after_quote=False)
            if who and who.name:
                return Attribution(who=who, cue=cue.text, reported=True)
        according = self._according(block, unit)
        if according and according.who and according.who.name:
            return according
        for named in self._cast.between(block.start + unit.start, block.start + unit.end):
            if named.actor.type == "PERSON" and _is_subject(block, named.start, named.end):
                return Attribution(who=self._cast.who(named), reported=False)
        return NOBODY


def _of_whom(block: Block, named: Named, before: list[Named]) -> Named:
    """Return the person in "John Smith of the Daily Record" for the paper."""
    for one in before:
        gap = block.mask[max(0, one.end - block.start) : max(0, named.start - block.start)]
        if one.actor.type == "PERSON" and _OF.fullmatch(gap):
            return one
    return named


def _quote_end(block: Block, cue: Cue) -> int:
    """Return where the last quotation before a verb ends."""
    ends = [closes for _, closes in block.quoted if closes <= cue.start]
    return ends[-1] if ends else 0


def _token_at(block: Block, at: int) -> int:
    starts = [token.idx for token in block.passage.doc]
    return max(0, bisect_right(starts, at) - 1)


def _is_subject(block: Block, start: int, end: int) -> bool:
    """Whether a mention is (within) the subject of its clause."""
    span = block.passage.doc.char_span(
        start - block.start, end - block.start, alignment_mode="expand"
    )
    if span is None:
        return False
    return not block.tagged or span.root.dep_ in ("nsubj", "nsubjpass")


def _is_passive(token: Token) -> bool:
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in token.children)


def _subject_token(block: Block, cue: Cue) -> Token | None:
    """Return the head of the noun phrase that does the saying, by the parse."""
    token = cue.token
    for _ in range(6):
        own = _own_subject(block, token)
        if own is not None:
            if own.lower_ in ("who", "which", "that") and token.dep_ == "relcl":
                return token.head
            return own
        if _is_passive(token):
            agents = [c for a in token.children if a.dep_ == "agent" for c in a.children]
            return next((c for c in agents if c.dep_ == "pobj"), None)
        if token.dep_ in ("acl", "relcl"):
            return token.head if token.head.pos_ in ("NOUN", "PROPN", "PRON") else None
        if token.dep_ not in _CLIMB or block.is_quoted(token.head):
            return None
        token = token.head
        if token.pos_ not in ("VERB", "AUX", "ADP", "SCONJ"):
            return None
    return None


def _own_subject(block: Block, token: Token) -> Token | None:
    wanted = {"nsubj"}
    if token.lemma_.lower() in _QUOTED_PASSIVE:
        wanted.add("nsubjpass")
    subjects = [
        child for child in token.children if child.dep_ in wanted and not block.is_quoted(child)
    ]
    return min(subjects, key=lambda child: abs(child.i - token.i)) if subjects else None


def _on_grounds(before: str) -> bool:
    """Whether "on the grounds that", "the view that" introduces what follows as reported."""
    nouns = "|".join(sorted(english().grounds))
    return bool(re.search(rf"\b(?:{nouns})s?\s+that\b", before))
