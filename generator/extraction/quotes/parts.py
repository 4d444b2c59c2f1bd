"""What each actor is said to be, so that "the judge" or "the charity" finds whom it means.

A description is matched with a title or an apposition that the text gives an actor, by the same
word or by one that is used for it ("Justice" for "the judge"); what stands near counts for
nothing, since the person nearest to a description is as often the one spoken about.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from generator.extraction.gazetteer import gazetteer
from generator.extraction.quotes.block import Block
from generator.extraction.quotes.cues import english
from generator.extraction.quotes.people import Cast, Named
from generator.extraction.quotes.subjects import is_subject
from generator.model import Actor

_WORD = re.compile(r"[^\W_][\w’'-]*")
_PIECE = re.compile(r"\s+(?:and|who|which|that|since|where)\s+|[,;/]")
# "director of the gallery" is a director; "head of state" is a phrase of its own.
_BELONGS = re.compile(r"\s+(?:of|for|at|to|in|on|from|with|under|behind)\s+")
_FORMER = frozenset({"former", "ex", "then", "late", "onetime", "ousted", "retired"})
_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "sir", "dame", "lord", "lady"})
# Before the last word they make another office of it: a vice president is not the president.
_OTHER_OFFICE = frozenset(
    {"vice", "deputy", "prime", "attorney", "solicitor", "surgeon", "secretary", "director"}
    | {"consul", "assistant", "chief", "first", "sub", "under"}
)
# Titles that bodies have, too: "market leader Borg".
_NOT_HUMAN = frozenset(
    {"rival", "leader", "champion", "partner", "member", "owner", "producer", "publisher", "host"}
    | {"star", "giant", "challenger", "opener", "shareholder", "head", "maker", "developer"}
    | {"chief", "father", "specialist", "designer", "sponsor", "contender", "veteran"}
)
_REACH = 7  # tokens before a name that may be its title
_PARTS = 12  # of an actor, at most
_IS = ("be", "become", "remain")
_SERVES = ("work", "serve")
_TITLE = ("NOUN", "PROPN", "ADJ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that an actor is: ``key`` is the title's noun, ``words`` all of its words."""

    key: str
    words: frozenset[str]
    former: bool


class Parts:
    """What the article says that its actors are."""

    def __init__(self, cast: Cast, blocks: list[Block]) -> None:
        self._parts: dict[int, list[Part]] = {}
        self._seen: set[tuple[int, str]] = set()
        self._acting: set[int] = set()
        self._cast = cast
        for actor in cast.actors:
            self._add(actor, actor.role or "")
        for block in blocks:
            if block.tagged:
                for named in cast.between(block.start, block.start + len(block.text)):
                    if is_subject(block, named.start, named.end):
                        self._acting.add(id(named.actor))
                    for phrase in _phrases(block, named):
                        self._add(named.actor, phrase)

    def of(self, actor: Actor) -> list[Part]:
        """Return what an actor is said to be."""
        return self._parts.get(id(actor), [])

    def acts(self, actor: Actor) -> bool:
        """Whether an actor is ever the subject of a clause."""
        return id(actor) in self._acting

    def is_person(self, actor: Actor) -> bool:
        """Whether an actor is a person, by its type or by a title that only people have."""
        if actor.type == "PERSON":
            return True
        return actor.type == "ORG" and any(
            is_person(part.key) and part.key.rpartition(" ")[2] not in _NOT_HUMAN
            for part in self.of(actor)
        )

    def _add(self, actor: Actor, phrase: str) -> None:
        parts = self._parts.setdefault(id(actor), [])
        if phrase and len(parts) < _PARTS and (id(actor), phrase) not in self._seen:
            self._seen.add((id(actor), phrase))
            for part in _parts(phrase):
                parts.append(part)
                gender = english().genders.get(part.key.rpartition(" ")[2])
                if gender:
                    self._cast.learn(actor, gender)


def is_person(noun: str) -> bool:
    """Whether a common noun is for a person by its form, or because it serves as a title."""
    last = noun.rpartition(" ")[2]
    return (
        last.endswith(("year-old", "man", "woman", "person", "officer"))
        or last in english().people
        or gazetteer().is_title(last)
    )


def means(noun: str, key: str, *, exactly: bool = False) -> bool:
    """Whether a description's noun can stand for whoever is called by a title."""
    if noun == key:
        return True
    words = re.split(r"[\s-]", key)
    last = words[-1]
    own = len(words) > 1 and words[0] not in _OTHER_OFFICE
    if exactly:
        return own and last == noun
    others = english().means.get(noun, frozenset())
    return key in others or (own and last == noun) or ((own or len(words) == 1) and last in others)


def title_key(words: list[str]) -> str:
    """Return the title that a run of lower-case words ends in."""
    for size in (4, 3, 2):
        phrase = " ".join(words[-size:])
        if len(words) >= size and phrase in _titles():
            return phrase
    return words[-1] if words else ""


def _parts(phrase: str) -> Iterator[Part]:
    words = frozenset(_WORD.findall(phrase)) | frozenset(re.findall(r"\w+", phrase))
    former = False
    for piece in _PIECE.split(phrase):
        lower = piece.lower().replace(".", "").strip()
        whole = next((t for t in _with_of() if lower == t or lower.endswith(f" {t}")), None)
        own = _WORD.findall(_BELONGS.split(lower)[0])
        former = former or bool(own and own[0].removeprefix("ex-") in _FORMER)
        former = former or (bool(own) and own[0].startswith("ex-"))
        key = whole or title_key(own)
        if key:
            yield Part(key=key.removeprefix("ex-"), words=words, former=former)


def _phrases(block: Block, named: Named) -> Iterator[str]:
    """Yield the titles before a name, the appositions beside it and what it is said to be."""
    span = block.covering(named.start - block.start, named.end - block.start)
    if not len(span):
        return
    doc = block.passage.doc
    first = span[0].i
    start = first
    while start > max(0, first - _REACH) and (
        doc[start - 1].pos_ in _TITLE or doc[start - 1].text == "-"
    ):
        start -= 1
    before = _title_before(doc[start:first])
    if before:
        yield before
    root = span.root
    if root.dep_ == "appos" and root.head.pos_ in ("NOUN", "PROPN"):
        yield _chunk(root.head)
    for child in root.children:
        if child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN") and child.i >= span[-1].i:
            yield _chunk(child)
    if root.dep_ == "nsubj":
        yield from _predicates(root.head)
    for child in root.children:  # "Anna Lind, who works as a cleaner"
        if child.dep_ == "relcl" and any(t.lower_ == "who" for t in child.lefts):
            yield from _predicates(child)
    for child in root.children:  # "Joan Hale of Oregon": a place tells two senators apart
        if child.dep_ == "prep" and child.lower_ in ("of", "from"):
            yield from (f"- of {_chunk(t)}" for t in child.children if t.dep_ == "pobj")


def _predicates(verb: Token) -> Iterator[str]:
    """Yield what a verb says that its subject is: "is a cook", "works as a cook"."""
    if any(child.dep_ == "neg" for child in verb.children):
        return
    for child in verb.children:
        # "is a cleaner", whose noun the tagger takes for a comparative
        noun = child.pos_ == "NOUN" or any(t.lower_ in ("a", "an") for t in child.lefts)
        if verb.lemma_ in _IS and child.dep_ == "attr" and noun:
            yield _chunk(child)
        if verb.lemma_ in _SERVES and child.dep_ == "prep" and child.lower_ == "as":
            yield from (_chunk(t) for t in child.children if t.dep_ == "pobj")


def _title_before(run: TokenSpan) -> str:
    """Return the title that stands before a name, whose first part may be in the run, too."""
    known = gazetteer()
    for index in range(len(run) - 1, -1, -1):
        word = run[index].lower_.rstrip(".")
        if word not in _COURTESY and (known.is_title(word) or run[index].pos_ == "NOUN"):
            return str(run[: index + 1].text)
        if run[index].pos_ != "PROPN":
            break
    return ""


def _chunk(head: Token) -> str:
    """Return a noun with the words before it that belong to it."""
    first = head.i
    while first > head.sent.start and head.i - first < _REACH:
        before = head.doc[first - 1]
        if before.pos_ not in _TITLE and before.text not in ("-", "'s", "’s", "'", "’"):
            break
        first -= 1
    return str(head.doc[first : head.i + 1].text)


@cache
def _titles() -> frozenset[str]:
    known: Iterable[str] = (*english().means, *gazetteer().title_phrases)
    listed = {phrase for group in english().means.values() for phrase in group}
    return frozenset(phrase for phrase in (*known, *listed) if " " in phrase)


@cache
def _with_of() -> tuple[str, ...]:
    return tuple(sorted(phrase for phrase in _titles() if " of " in phrase))
