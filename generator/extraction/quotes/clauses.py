"""Clauses round a quotation: what introduces it, what only stands in it, and whose view it is."""

import re

from spacy.tokens import Token

from generator.extraction.quotes.block import Block
from generator.extraction.quotes.cues import Cue, english
from generator.extraction.quotes.descriptions import is_human
from generator.extraction.quotes.people import Named
from generator.extraction.quotes.subjects import subject_token
from generator.extraction.quotes.units import Unit

INTRODUCED = re.compile(r"[,:]\s*$|^\s*(?:that\s+)?$")
# "According to her, …", "in his words, …": a pronoun alone, with nothing else that it owns.
_BY_PRONOUN = re.compile(
    r"\b(?:[Aa]ccording\s+to|[Ii]n\s+the\s+(?:words|view|opinion)\s+of)\s+(him|her)"
    r"(?=\s*(?:[,.;:“)]|$))|\b[Ii]n\s+(his|her)\s+(?:own\s+)?(?:words|view|opinion)(?=\s*[,:“])"
)
_SUBJECTIVE = {"him": "he", "his": "he", "her": "she"}
_AGAINST = re.compile(r"[,;]?\s*(?:but|while|whereas|though|although|yet)\s+")
_OF = re.compile(r"\s+(?:of|from|at|for|with)\s+(?:[Tt]he\s+)?")
# "For Smith, …": what may stand before it, and between it and what Smith is quoted as holding.
_FOR = re.compile(r"\s*(?:For|(?:But|And|Yet|So)\s+for)\s+")
_HOLDS = re.compile(
    r",?\s*$|(?:\bis|\bwas|\bare|\bwere|\bremains?|\bremained|['’]s|\bmeans|\bmeant|\bbe|\bbeen|"
    r"\brepresents|\brepresented|\bamounts\s+to|\bamounted\s+to)"
    r"(?:\s+(?:simply|not|just|nothing|less|than|more|only|still|also|always|all)){0,3}\s*$"
)


def by_pronoun(block: Block, unit: Unit) -> tuple[str, int] | None:
    """Return the "he" or "she" according to whom something is, and where a sentence says so."""
    own = _BY_PRONOUN.search(block.mask, unit.start, unit.end)
    return (_SUBJECTIVE[own[1] or own[2]], own.start()) if own else None


def of_whom(block: Block, named: Named, before: list[Named]) -> Named:
    """Return the person in "John Smith of the Daily Record" for the paper."""
    for one in before[-4:]:
        gap = block.mask[max(0, one.end - block.start) : max(0, named.start - block.start)]
        if one.actor.type == "PERSON" and _OF.fullmatch(gap):
            return one
    return named


def is_told_of(block: Block, cue: Cue, left: list[Cue], opens: int) -> bool:
    """Whether a verb is what another one reports, and its subject a thing: in "Smith said guns
    had shot down “…”" it is Smith's word."""
    subject = subject_token(block, cue) if block.tagged else None
    if subject is None or subject.pos_ != "NOUN" or is_human(subject):
        return False
    lemma = subject.lemma_.lower()
    speaks = lemma in english().bodies or lemma in english().speech
    under = cue.token.dep_ == "ccomp" and any(c.token.i == cue.token.head.i for c in left)
    return under and not speaks and not INTRODUCED.search(block.mask[cue.end : opens])


def says_else(block: Block, cue: Cue, closes: int) -> bool:
    """Whether a verb after a quotation reports something else: "a fall to “…”, while Smith said".

    In "“…” but could be saved, Smith said" it reports both.
    """
    against = _AGAINST.match(block.mask, closes, cue.start)
    subject = subject_token(block, cue) if block.tagged and against else None
    return subject is not None and against is not None and subject.left_edge.idx == against.end()


def on_grounds(before: str) -> bool:
    """Whether "on the grounds that", "the view that" introduces what follows as reported."""
    nouns = "|".join(sorted(english().grounds))
    return bool(re.search(rf"\b(?:{nouns})s?\s+that\b", before))


def view_of(block: Block, since: int, opens: int) -> Token | None:
    """Return the head of NAME in "For NAME, the plan is “…”", where the quotation is what NAME
    holds of a thing.

    "For NAME, Smith had only praise: “…”" is not NAME's.
    """
    led = _FOR.match(block.mask, since, opens)
    if led is None or not block.tagged:
        return None
    clause = list(block.tokens(led.end() - 4, opens))
    heads = [t for t in clause if t.dep_ == "pobj" and t.head.lower_ == "for"]
    if not heads or heads[0].head.idx > led.end():
        return None
    head = heads[0]
    comma = re.search(r",", block.mask[head.idx : opens])
    if comma is None:
        return None
    rest = block.mask[head.idx + comma.start() : opens]
    others = (t for t in clause if t.dep_ == "nsubj" and t.i > head.i and t.head.dep_ != "relcl")
    told = any(is_human(t) or t.ent_type_ == "PERSON" for t in others)
    said = rest.rstrip().endswith(",") or _HOLDS.search(rest)
    return head if said and not told else None
