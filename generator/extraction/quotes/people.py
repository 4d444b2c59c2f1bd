"""Who a noun phrase or a pronoun speaks of: the way from words to the article's actors."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from generator.extraction.gazetteer import gazetteer
from generator.extraction.quotes.cues import english
from generator.model import Actor, Mention

_HE = frozenset({"he", "him", "his"})
_SHE = frozenset({"she", "her", "hers"})
_MALE = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|Father|Brother|Pope|actor|chairman|spokesman)\.?\s+$"
)
_FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Lady|Dame|Queen|Princess|Sister|actress|chairwoman|spokeswoman)\.?\s+$"
)
_ROLE_STOP = frozenset({"the", "former", "then", "of", "and", "for"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "agent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A speaker as far as the text says: a name to show, and the actor if it is one of them.

    Without a name it is somebody whom the text leaves unnamed ("a spokesman").
    """

    name: str | None
    actor: Actor | None = None


UNNAMED = Who(name=None)


@dataclass(frozen=True, slots=True)
class Named:
    """A mention with its actor."""

    start: int
    end: int
    mention: Mention
    actor: Actor


class Cast:
    """The article's actors, found by place, by role and by what was said of them before."""

    def __init__(self, actors: tuple[Actor, ...], text: str, quoted: list[tuple[int, int]]) -> None:
        self._text = text
        self._all = sorted(
            (
                Named(mention.start, mention.end, mention, actor)
                for actor in actors
                for mention in actor.mentions
            ),
            key=lambda named: (named.start, -named.end),
        )
        self._starts = [named.start for named in self._all]
        opens, closes = [start for start, _ in quoted], [end for _, end in quoted]
        # What is named inside a quotation is spoken about, and does not become the speaker.
        self._outside = [
            named
            for named in self._all
            if not 0 <= bisect_right(opens, named.start) - 1
            or closes[bisect_right(opens, named.start) - 1] <= named.start
        ]
        self._outside_starts = [named.start for named in self._outside]
        self._genders = {id(actor): _gender(actor, text) for actor in actors}

    def at(self, start: int, end: int) -> Named | None:
        """Return the mention that covers a place."""
        for index in range(bisect_right(self._starts, start) - 1, -1, -1):
            named = self._all[index]
            if named.end >= end:
                return named
            if start - named.start > 200:
                break
        return None

    def between(self, start: int, end: int) -> list[Named]:
        """Return the mentions outside quotations that begin between two places."""
        first = bisect_left(self._outside_starts, start)
        last = bisect_left(self._outside_starts, end)
        return self._outside[first:last]

    def who(self, named: Named) -> Who:
        """Return a speaker as the reader should see him: the fullest name, but the seat of a
        government rather than the state where the text has it speak."""
        actor, said = named.actor, named.mention.text
        if actor.type == "GPE" and not _abbreviates(said, actor.name):
            return Who(name=said, actor=actor)
        return Who(name=actor.name, actor=actor)

    def fits(self, named: Named, pronoun: str) -> bool:
        """Whether a pronoun can stand for the person of a mention."""
        gender = self._genders.get(id(named.actor))
        if pronoun in _HE:
            return gender != "f"
        return gender != "m" if pronoun in _SHE else True

    def described(self, noun: str, before: int, modifiers: frozenset[str]) -> Who | None:
        """Return whom "the minister", "the Vermont senator" or "the company" means, if one fits."""
        organisation = noun in english().bodies
        recent = self.between(max(0, before - 2500), before)[::-1]
        fitting = [named for named in recent if _plays(named.actor, noun, self._text)]
        if modifiers:
            closer = [n for n in fitting if modifiers & _words(n.actor.role or n.actor.name)]
            fitting = closer or fitting
        if len({id(named.actor) for named in fitting}) == 1 or (fitting and not organisation):
            return Who(name=fitting[0].actor.name, actor=fitting[0].actor)
        if organisation:
            near = [n for n in recent if n.actor.type == "ORG" and n.start > before - 600]
            if len({id(named.actor) for named in near}) == 1:
                return Who(name=near[0].actor.name, actor=near[0].actor)
        return None

    def by_surname(self, name: str) -> Who:
        """Return the person whose name ends so (or almost so), else the bare name itself."""
        last = name.split()[-1]
        people = {id(n.actor): n.actor for n in self._all if n.actor.type in ("PERSON", "ORG")}
        for actor in people.values():
            if last in actor.name.split():
                return Who(name=actor.name, actor=actor)
        near = [a for a in people.values() if _misspelt(last, a.name.split()[-1])]
        if len(near) == 1:
            return Who(name=near[0].name, actor=near[0])
        return Who(name=name)


def noun_phrase(head: Token, cast: Cast, offset: int) -> Who | None:
    """Return who the noun phrase with this head is; None where it is a pronoun or too vague.

    `offset` is where the head's document starts in the article.
    """
    named = _covering(head, cast, offset)
    if named and named.end >= offset + head.idx:
        return _possessor_or(named, head, cast, offset)
    beside = [_covering(token, cast, offset) for token in _appositions(head)]
    names = [named for named in beside if named and named.actor.type != "NORP"]
    if names:  # "the head of the union (ABC), John Smith": a person rather than what is explained
        return cast.who(next((n for n in names if n.actor.type == "PERSON"), names[0]))
    if head.pos_ == "PROPN":
        return cast.by_surname(_proper(head))
    if head.lemma_.lower() in english().speech:
        return _owner(head, cast, offset)
    if head.pos_ == "NOUN" and any(t.lower_ in ("the", "its") for t in head.lefts):
        modifiers = frozenset(t.text for t in head.lefts if t.pos_ in ("PROPN", "ADJ", "NOUN"))
        if not any(t.dep_ == "prep" and t.lower_ in ("for", "at") for t in head.rights):
            described = cast.described(head.lemma_.lower(), offset + head.idx, modifiers)
            if described:
                return described
    return UNNAMED if head.pos_ in ("NOUN", "PRON", "DET", "NUM", "ADJ") else None


def _possessor_or(named: Named, head: Token, cast: Cast, offset: int) -> Who | None:
    """A nationality is no speaker of its own: "the Germans said" leaves them unnamed."""
    if named.actor.type == "NORP" or (named.actor.type == "LOC" and head.pos_ != "PROPN"):
        return UNNAMED
    return cast.who(named)


def _covering(token: Token, cast: Cast, offset: int) -> Named | None:
    return cast.at(offset + token.idx, offset + token.idx + len(token))


def _appositions(head: Token) -> Iterator[Token]:
    """Yield the names set beside a description: "the chairman, John Burrows"."""
    for child in head.rights:
        if child.dep_ in ("appos", "flat", "nmod"):
            yield child
            yield from (t for t in child.children if t.dep_ in ("appos", "compound"))
    # The parser at times makes the description the head of a name before it.
    for child in head.lefts:
        if child.dep_ in ("nmod", "appos", "dep", "npadvmod") and child.pos_ == "PROPN":
            yield child


def _owner(head: Token, cast: Cast, offset: int) -> Who:
    """Return whose statement it is: "Smith's letter", "a letter from Smith", "by Smith"."""
    for child in head.children:
        if child.dep_ == "poss":
            return noun_phrase(child, cast, offset) or UNNAMED
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
            for place in child.children:
                if place.dep_ == "pobj":
                    return noun_phrase(place, cast, offset) or UNNAMED
    return UNNAMED


def _proper(head: Token) -> str:
    """Return the run of proper nouns that ends in `head`, without titles' full stops."""
    first = head.i
    while first > head.sent.start and head.doc[first - 1].pos_ == "PROPN":
        first -= 1
    return str(head.doc[first : head.i + 1].text)


def _plays(actor: Actor, noun: str, text: str) -> bool:
    """Whether the actor's role, or a common name for what it is, has the noun."""
    if actor.type == "PERSON":
        return noun in {word.lower() for word in _words(actor.role or "")}
    if actor.type != "ORG":
        return False
    return noun in {word.lower() for word in _words(f"{actor.name} {actor.role or ''}")}


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text)) - _ROLE_STOP


def _abbreviates(said: str, name: str) -> bool:
    """Whether a mention is the name itself, a form of it or its initials."""
    if said.replace(".", "").isupper() and len(said) <= 6:
        return True
    return said[:4].lower() == name[:4].lower() or bool(_words(said) & _words(name))


def _misspelt(word: str, name: str) -> bool:
    """Whether two names differ by one slip: a letter more, less, other, or two exchanged."""
    if min(len(word), len(name)) < 5 or word[0] != name[0] or abs(len(word) - len(name)) > 1:
        return False
    same = 0
    while same < min(len(word), len(name)) and word[same] == name[same]:
        same += 1
    one, two = word[same:], name[same:]
    swapped = len(one) > 1 and one[:2] == two[1::-1] and one[2:] == two[2:]
    return one[1:] == two or one == two[1:] or one[1:] == two[1:] or swapped


def _gender(actor: Actor, text: str) -> str | None:
    """Return "m" or "f" where a title or the first name tells; None otherwise."""
    if actor.type != "PERSON":
        return None
    for mention in actor.mentions[:8]:
        before = text[max(0, mention.start - 14) : mention.start]
        if _FEMALE.search(before):
            return "f"
        if _MALE.search(before):
            return "m"
    gender = gazetteer().first_names.get(actor.name.split()[0])
    return gender if gender in ("m", "f") else None
