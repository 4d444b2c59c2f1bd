"""Whom "he", "she" or "it" means: what the sentence before was about, and nobody in doubt.

The subject of the clause before comes first, as centering theory has it (Grosz, Joshi and
Weinstein 1995: of what a sentence speaks of, its subject is the likeliest to be spoken of next).
A subject that the text leaves unnamed ("A resident disagreed") is an antecedent like any other:
it makes the answer nobody, instead of letting somebody further away answer for it.
"""

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from generator.extraction.quotes.block import Block
from generator.extraction.quotes.cues import english
from generator.extraction.quotes.descriptions import is_demonym, is_human
from generator.extraction.quotes.parts import Parts
from generator.extraction.quotes.people import UNNAMED, Cast, Named, Who
from generator.extraction.quotes.subjects import depth, hangs, is_subject
from generator.extraction.quotes.units import Unit

Resolve = Callable[[Block, Token], Who | None]

# Sentences back to which a pronoun reaches, and blocks.
_SENTENCES = 7
_BLOCKS = 2
# Characters of a (then very long) sentence that are looked at.
_WINDOW = 1500
_HUMAN = frozenset({"he", "she"})
_PLURAL = frozenset({"NNS", "NNPS"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "what", "there"})
_BODILY = ("ORG", "GPE")


class Pronouns:
    """Finds antecedents; `resolve` returns whom a noun that is a subject means."""

    def __init__(self, cast: Cast, parts: Parts, blocks: list[Block], resolve: Resolve) -> None:
        self._cast = cast
        self._parts = parts
        self._blocks = blocks
        self._resolve = resolve

    def antecedent(self, block: Block, pronoun: str, at: int, unit: Unit) -> Who:
        """Return whom a pronoun at a place of a block means, UNNAMED if that is not to be told."""
        if pronoun not in ("he", "she", "it"):
            return UNNAMED
        here = Unit(start=max(unit.start, at - _WINDOW), end=at)
        spans = [(block, here), *self._earlier(block, unit)]
        for distance, (where, sentence) in enumerate(spans[:_SENTENCES]):
            who = self._in_sentence(where, sentence, pronoun, here=not distance)
            if who is not None:
                if who.actor is not None and distance <= 1 and pronoun in _HUMAN:
                    self._cast.learn(who.actor, "f" if pronoun == "she" else "m")
                return who
        return UNNAMED

    def focus(self, block: Block, unit: Unit) -> Who:
        """Return whom "the 18-year-old" means in the last sentence that has any person: the subject
        of its main clause, else the only one."""
        for where, sentence in self._earlier(block, unit)[:3]:
            start, end = where.start + sentence.start, where.start + sentence.end
            people = [n for n in self._cast.between(start, end) if self._is_single(n)]
            if people:
                people = _uppermost(where, people) or people
                several = len({id(n.actor) for n in people}) > 1
                return UNNAMED if several else self._cast.who(people[0])
        return UNNAMED

    def _is_single(self, named: Named) -> bool:
        return self._parts.is_person(named.actor) and not self._cast.is_family(named)

    def _in_sentence(self, block: Block, unit: Unit, pronoun: str, *, here: bool) -> Who | None:
        """Return whom a sentence offers a pronoun; None lets the sentence before it answer."""
        offered: list[Who] = []
        level: int | None = None
        for token in _subjects(block, unit, here=here):
            if level is not None and depth(token) != level:
                break
            if token.pos_ == "PRON" and token.lower_ == pronoun:
                if offered or here:
                    return offered[0] if offered else None
                return self._named_before(block, unit, token)
            if token.pos_ == "PRON" or token.tag_ in _PLURAL or _is_several(token):
                continue
            who = self._subject(block, token, pronoun)
            if who is not None:
                offered.append(who)
                if here or who.actor is None:
                    break
                level = depth(token)
        if offered:
            return self._surest(offered)
        if pronoun == "it":
            return None if here else self._written(block, unit)
        return self._only_person(block, unit, pronoun, here=here)

    def _named_before(self, block: Block, unit: Unit, pronoun: Token) -> Who | None:
        """Return the only person named before a pronoun in its sentence: "It was Smith's first
        case since she came.", "When Smith came, she".

        "In a letter to Smith, she" means somebody else, or may.
        """
        named = self._fitting(block, Unit(start=unit.start, end=pronoun.idx), pronoun.lower_)
        if len({id(one.actor) for one in named}) != 1:
            return None
        main = not depth(pronoun)
        sure = [
            one
            for one in named
            if is_subject(block, one.start, one.end) or not (main or hangs(block, one.start))
        ]
        return self._cast.who(sure[-1]) if sure else None

    def _surest(self, offered: list[Who]) -> Who:
        """Return the one of several equal subjects whose gender is known, if one differs."""
        if len({who.name for who in offered}) == 1:
            return offered[0]
        known = [who for who in offered if who.actor and self._cast.gender(who.actor)]
        return known[0] if len({who.name for who in known}) == 1 else UNNAMED

    def _subject(self, block: Block, token: Token, pronoun: str) -> Who | None:
        """Return whom a subject offers a pronoun; None if it cannot be what the pronoun means."""
        named = self._cast.at(block.start + token.idx, block.start + token.idx + len(token))
        if named and self._cast.is_family(named):
            return None
        human = is_human(token) if token.pos_ == "NOUN" else False
        who = self._resolve(block, token) if token.pos_ in ("NOUN", "PROPN") else None
        if who is None:
            return None
        if who.actor is None:
            return self._unnamed(block, token, pronoun, who, human=human)
        person = human or self._parts.is_person(who.actor)
        if pronoun == "it":
            return who if not person and who.actor.type in _BODILY else None
        return who if person and self._cast.fits(who.actor, pronoun) else None

    def _unnamed(
        self, block: Block, token: Token, pronoun: str, who: Who, *, human: bool
    ) -> Who | None:
        """Return nobody (or a bare name) for a subject that is no actor and fits a pronoun."""
        if is_demonym(token):
            return UNNAMED if pronoun != "it" else None
        if token.pos_ == "PROPN":
            speaks = any(cue.token.i == token.head.i for cue in block.cues_in(0, len(block.text)))
            return who if pronoun != "it" and speaks else None
        if pronoun == "it":
            return None if human else UNNAMED
        lemma = token.lemma_.lower()
        thing = lemma in english().bodies or lemma in english().speech
        says = token.head.lower_ in english().forms and token.head.pos_ == "VERB"
        return UNNAMED if human or (says and not thing) else None

    def _written(self, block: Block, unit: Unit) -> Who | None:
        """Return whose message it was: "She read a letter from Smith. … it said."."""
        for token in block.tokens(unit.start, min(unit.end, unit.start + _WINDOW)):
            if token.dep_ == "dobj" and token.lemma_.lower() in english().speech:
                return self._resolve(block, token) or UNNAMED
        return None

    def _only_person(self, block: Block, unit: Unit, pronoun: str, *, here: bool) -> Who | None:
        """Return the only person in a sentence whom a pronoun fits; nobody if there are more."""
        named = self._fitting(block, unit, pronoun)
        if here:  # the rest of a sentence is spoken of by its subject
            subject = [one for one in named if is_subject(block, one.start, one.end)]
            alone = named if len(named) == 1 and not _possesses(block, named[0]) else []
            named = subject or alone
        if not named:
            return None
        several = len({id(one.actor) for one in named}) > 1
        return UNNAMED if several else self._cast.who(named[-1])

    def _fitting(self, block: Block, unit: Unit, pronoun: str) -> list[Named]:
        """Return the people named in a sentence whom a pronoun may mean."""
        found = self._cast.between(block.start + unit.start, block.start + unit.end)
        return [n for n in found if self._is_single(n) and self._cast.fits(n.actor, pronoun)]

    def _earlier(self, block: Block, unit: Unit) -> list[tuple[Block, Unit]]:
        """Return the sentences before one, nearest first, through the blocks before."""
        spans = [(block, u) for u in block.earlier_units(unit)]
        for earlier in self._blocks[max(0, block.number - _BLOCKS) : block.number][::-1]:
            spans += [(earlier, u) for u in earlier.units[-_SENTENCES:][::-1]]
        return spans


def _subjects(block: Block, unit: Unit, *, here: bool) -> Iterator[Token]:
    """Yield the subjects of a sentence's clauses: the nearest first in the pronoun's own, the
    main clause's first in one before it."""
    found = [
        token
        for token in block.tokens(unit.start, min(unit.end, unit.start + _WINDOW))
        if (token.dep_ in ("nsubj", "nsubjpass") or _is_headline(token))
        and token.lower_ not in _RELATIVE
    ]
    if not here:
        found.sort(key=depth)
    return iter(found[::-1] if here else found)


def _uppermost(block: Block, people: list[Named]) -> list[Named]:
    """Return the people who are subjects, of those the ones whose clause is above the others'."""
    depths = [
        (depth(block.covering(n.start - block.start, n.end - block.start).root), n)
        for n in people
        if is_subject(block, n.start, n.end)
    ]
    least = min((depth for depth, _ in depths), default=0)
    return [named for depth, named in depths if depth == least]


def _is_headline(token: Token) -> bool:
    """Whether a noun is left without its verb, which the parser did not see as one."""
    return token.dep_ == "ROOT" and token.pos_ in ("NOUN", "PROPN")


def _is_several(token: Token) -> bool:
    return any(child.dep_ == "conj" for child in token.children)


def _possesses(block: Block, named: Named) -> bool:
    """Whether a name stands as a possessor: "Sharif's predecessor"."""
    span = block.covering(named.start - block.start, named.end - block.start)
    return len(span) > 0 and span.root.dep_ == "poss"
