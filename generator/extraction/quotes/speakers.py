"""Who says a quotation: the reporting verb that governs it, and that verb's subject.

The order in which evidence counts: a reporting verb that introduces the quotation directly, one
that follows it after a comma, one earlier in the sentence, "according to", a name after a dash,
"for Smith"; for a quotation that is a sentence of its own, the one said before it, or the
sentence before it.
"""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from generator.extraction.quotes.bare import NAME, bare_name, without_title
from generator.extraction.quotes.block import Block
from generator.extraction.quotes.clauses import (
    INTRODUCED,
    by_pronoun,
    is_told_of,
    of_whom,
    on_grounds,
    says_else,
    view_of,
)
from generator.extraction.quotes.cues import Cue, according_in, english
from generator.extraction.quotes.descriptions import is_epithet
from generator.extraction.quotes.nouns import noun_phrase, owner_of
from generator.extraction.quotes.parts import Parts
from generator.extraction.quotes.people import UNNAMED, Cast, Who
from generator.extraction.quotes.pronouns import Pronouns
from generator.extraction.quotes.selves import others_in
from generator.extraction.quotes.spans import Marked
from generator.extraction.quotes.subjects import (
    hangs,
    introducing,
    is_passive,
    is_subject,
    met_with,
    only_shows,
    subject_token,
)
from generator.extraction.quotes.units import Unit

_ACCORDING = re.compile(r"\b(?:[Aa]ccording\s+to|[Ii]n\s+the\s+(?:words|view|opinion)\s+of)\s+")
# How many reporting verbs on either side of a quotation are tried.
_VERBS = 6
_PERSONAL = frozenset({"he", "she", "it", "they", "we", "i", "who", "one", "you", "others", "this"})
_SIGNED = re.compile(r"\s*[-–—]+\s*(?=\S)")
# "…", but Smith said: what follows is another statement.
_NEW_CLAUSE = re.compile(
    r"\W*(?:but|and|while|whereas|though|although|when|after|before|which|who|because)\b"
)
# What may stand between a quotation and a verb that its subject follows: "…", a déclaré Dupont.
_ONLY_AUXILIARY = re.compile(r"[\W_]*(?:(?:a|ont|ha|han|hat|has|have|had)\s+)?")
_PRONOUN_BEFORE = re.compile(r"\b(he|she|they|it)\s+(?:\w+\s+)?$", re.IGNORECASE)
_FAR = 14
# Words before a colon that are taken for a label with a name.
_CAPTION = 8
# Characters beyond which nothing in a (then very long) sentence bears on a quotation.
_WINDOW = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A quotation's speaker and reporting verb; ``reported`` says that anything governs it,
    ``judged`` that it is a verb like "called" or "praised"."""

    who: Who | None = None
    cue: str | None = None
    reported: bool = False
    judged: bool = False


NOBODY = Attribution()


class Attributor:
    """Finds the speakers of an article's quotations, block by block, in order."""

    def __init__(self, cast: Cast, blocks: list[Block]) -> None:
        self._cast = cast
        self._parts = Parts(cast, blocks)
        self._pronouns = Pronouns(cast, self._parts, blocks, self._noun)

    def look_at(self, mark: Marked) -> None:
        """Bar from speaking, by a pronoun or a description, whom a quotation tells of."""
        self._cast.barred = others_in(self._cast, mark)

    def is_told_of(self, who: Who | None) -> bool:
        """Whether somebody is told of in the quotation that is looked at."""
        return who is not None and id(who.actor) in self._cast.barred

    def direct(self, block: Block, mark: Marked) -> Attribution:
        """Return what the quotation's own sentence says about its speaker."""
        unit = block.unit(mark.opens - block.start)
        opens, closes = mark.opens - block.start, mark.closes - block.start
        left = block.cues_in(max(unit.start, opens - _WINDOW), opens)[-_VERBS:]
        right = block.cues_in(closes, min(unit.end, closes + _WINDOW))[:_VERBS]
        written = self._written(block, left[-1].end if left else unit.start, opens)
        if written:
            return written
        for cue in self._in_order(block, mark, left, right):
            who = self._subject(block, cue, unit, after_quote=cue.start >= closes)
            if who is not None and (who.name or not is_told_of(block, cue, left, opens)):
                return Attribution(who=who, cue=cue.text, reported=True, judged=cue.judges)
        near = Unit(start=max(unit.start, opens - _WINDOW), end=min(unit.end, closes + _WINDOW))
        found = self._according(block, near) or self._signed(block, mark, near)
        found = found or self._held(block, unit, opens)
        if found:
            return found
        followed = [cue for cue in right if self._follows(block, cue, closes)]
        if left or followed:
            cue = (left[-1:] or followed)[0]
            return Attribution(cue=cue.text, reported=True, judged=cue.judges)
        return Attribution(reported=on_grounds(block.mask[near.start : opens]))

    def _written(self, block: Block, since: int, opens: int) -> Attribution | None:
        """Return whose words a colon introduces: "The letter from Smith was short: …"."""
        if not block.tagged or not block.mask[max(since, opens - 4) : opens].rstrip().endswith(":"):
            return None
        subject: Token | None = None
        speech: Token | None = None
        for token in block.tokens(max(since, opens - _WINDOW), opens):
            if token.dep_ in ("nsubj", "nsubjpass") and subject is None:
                subject = token
            if token.lemma_.lower() in english().speech:
                speech = token
                if owner_of(token) is not None:
                    return Attribution(who=self._noun(block, token) or UNNAMED, reported=True)
        if speech is None or subject is None or subject is speech:
            return None
        unit = block.unit(subject.idx)
        return Attribution(who=self._who(block, subject, unit), reported=True)

    def _in_order(self, block: Block, mark: Marked, left: list[Cue], right: list[Cue]) -> list[Cue]:
        """Return the verbs that may govern a quotation, the likeliest first."""
        opens, closes = mark.opens - block.start, mark.closes - block.start
        nearest = left[-1] if left else None
        gap = block.mask[nearest.end : opens] if nearest else ""
        introduces = (
            nearest is not None
            and "”" not in gap
            and len(gap.split()) <= _FAR
            and INTRODUCED.search(gap) is not None
        )
        follows = [cue for cue in right if self._follows(block, cue, closes)][:1]
        if introduces and not (
            follows and not block.mask[max(0, opens - 4) : opens].rstrip().endswith((":", ","))
        ):
            return [*reversed(left), *follows]
        last = [cue for cue in right[:1] if not says_else(block, cue, closes)]
        return [*follows, *reversed(left), *last]

    def _follows(self, block: Block, cue: Cue, closes: int) -> bool:
        """Whether a verb belongs to the clause right after a quotation."""
        gap = block.mask[closes : cue.start]
        if "“" in gap or cue.judges or _NEW_CLAUSE.match(gap):
            return False
        comma = block.mask[closes - 2 : closes - 1] in tuple(",!?.…") or gap.lstrip()[:1] in tuple(
            ",-–—"
        )
        return comma or len(gap.split()) <= 1

    def _subject(self, block: Block, cue: Cue, unit: Unit, *, after_quote: bool) -> Who | None:
        """Return who does what a reporting verb says; None where that is not to be told."""
        token = subject_token(block, cue) if block.tagged else None
        if token is not None:
            who = self._who(block, token, unit)
            if who is not None:
                return who
        elif block.tagged and (is_passive(cue.token) or only_shows(cue.token)):
            return None
        return self._beside(block, cue, unit, after_quote=after_quote)

    def _who(self, block: Block, token: Token, unit: Unit) -> Who | None:
        if token.lower_ in _PERSONAL:
            return self._pronouns.antecedent(block, token.lower_, token.idx, unit)
        who = self._noun(block, token)
        # "The 18-year-old Anna Lind" is named by more than her age.
        person = who is not None and who.actor is not None and who.actor.type == "PERSON"
        if is_epithet(token) and not person:
            return self._pronouns.focus(block, unit)
        return who

    def _noun(self, block: Block, token: Token) -> Who | None:
        return noun_phrase(token, self._cast, self._parts, block.start)

    def _beside(self, block: Block, cue: Cue, unit: Unit, *, after_quote: bool) -> Who | None:
        """Return who is named next to a verb, where the parser gives it no subject."""
        since = block.quote_end(cue.start) if after_quote else unit.start
        inverted = _ONLY_AUXILIARY.fullmatch(block.mask, since, cue.start) is not None
        if inverted:
            for named in self._cast.between(block.start + cue.end, block.start + cue.end + 100):
                gap = block.text[cue.end : named.start - block.start]
                if re.search(r"[.;“\"]|,", gap):
                    break
                if named.actor.type == "PERSON" or not gap.strip(" the"):
                    return self._cast.who(named)
            pronoun = re.match(r"\s+(he|she|they|it)\b", block.text[cue.end : cue.end + 8])
            if pronoun:
                return self._pronouns.antecedent(block, pronoun[1], cue.start, unit)
            return None if block.tagged else bare_name(block, cue, since, inverted=True)
        pronoun = _PRONOUN_BEFORE.search(block.text[max(since, cue.start - 40) : cue.start])
        if pronoun:
            return self._pronouns.antecedent(block, pronoun[1].lower(), cue.start, unit)
        start = max(since, cue.start - _WINDOW)
        before = self._cast.between(block.start + start, block.start + cue.start)
        for named in reversed(before):
            gap = block.mask[named.end - block.start : cue.start]
            beside = named.actor.type == "PERSON" or not gap.strip()
            if beside and "“" not in gap and len(gap.split()) <= _FAR:
                return self._cast.who(of_whom(block, named, before))
        return None if block.tagged else bare_name(block, cue, since, inverted=inverted)

    def _according(self, block: Block, unit: Unit) -> Attribution | None:
        own = by_pronoun(block, unit) if block.tagged else None
        if own:
            return Attribution(who=self._pronouns.antecedent(block, *own, unit), reported=True)
        pattern = _ACCORDING if block.language == "en" else according_in(block.language)
        match = pattern.search(block.mask, unit.start, unit.end) if pattern else None
        if not match:
            return None
        if block.tagged:
            for token in block.tokens(match.end(), unit.end):
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
        if near:
            return Attribution(who=self._cast.who(near[0]), reported=True)
        name = NAME.match(block.mask, match.end())
        return Attribution(who=without_title(name[0], block) if name else UNNAMED, reported=True)

    def _signed(self, block: Block, mark: Marked, unit: Unit) -> Attribution | None:
        """Return the name set after a quotation with a dash, or whoever is set before its colon."""
        closes, opens = mark.closes - block.start, mark.opens - block.start
        sign = _SIGNED.match(block.mask[closes : unit.end])
        if sign and not re.search(r"\w", block.mask[unit.start : opens]):
            for named in self._cast.between(
                block.start + closes, block.start + closes + sign.end() + 40
            ):
                return Attribution(who=self._cast.who(named), reported=True)
        return self._before_colon(block, unit, opens)

    def _held(self, block: Block, unit: Unit, opens: int) -> Attribution | None:
        """Return the person for whom something is as quoted: "For Smith, it was “…”"."""
        head = view_of(block, unit.start, opens)
        who = self._noun(block, head) if head is not None else None
        person = who is not None and who.actor is not None and who.actor.type == "PERSON"
        return Attribution(who=who, reported=True) if person else None

    def _before_colon(self, block: Block, unit: Unit, opens: int) -> Attribution | None:
        """Return whose a name or a clause before a colon is: "Smith: …", "Smith was blunt: …"."""
        before = block.mask[unit.start : opens].rstrip()
        if not before.endswith(":"):
            return None
        clause = list(block.tokens(max(unit.start, block.quote_end(opens)), opens))
        if block.tagged and met_with(clause):
            return None
        if len(before.split()) <= _CAPTION:
            found = self._cast.between(block.start + unit.start, block.start + opens)
            # "Borg Shipping's chief executive Anna Lind on Peter Olsen: …"
            people = [n for n in found if n.actor.type == "PERSON" and not hangs(block, n.start)]
            for named in [*people[::-1], *found]:
                return Attribution(who=self._cast.who(named), reported=True)
        subject = introducing(clause) if block.tagged else None
        who = self._who(block, subject, unit) if subject is not None else None
        person = who is not None and who.actor is not None and who.actor.type == "PERSON"
        return Attribution(who=who) if person else None

    def from_sentence(self, block: Block, unit: Unit, *, introduces: bool = False) -> Attribution:
        """Return whom a sentence without quotation quotes indirectly, or else is about.

        One that `introduces` a quotation may do so with a verb of judging.
        """
        for cue in block.cues_in(unit.start, unit.end):
            if cue.judges and not introduces:
                continue
            who = self._subject(block, cue, unit, after_quote=False)
            if who and who.name:
                return Attribution(who=who, cue=cue.text, reported=True, judged=cue.judges)
        according = self._according(block, unit)
        if according and according.who and according.who.name:
            return according
        for named in self._cast.between(block.start + unit.start, block.start + unit.end):
            if named.actor.type == "PERSON" and is_subject(block, named.start, named.end):
                return Attribution(who=self._cast.who(named), reported=False)
        return NOBODY
