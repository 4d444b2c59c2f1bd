"""Whom "the judge", "the Vermont senator" or "the company" means, where the text tells."""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from generator.extraction.gazetteer import gazetteer
from generator.extraction.quotes.cues import english
from generator.extraction.quotes.parts import Part, Parts, is_person, means, title_key
from generator.extraction.quotes.people import UNNAMED, Cast, Named, Who
from generator.model import Actor

# Characters back to which a description can reach.
_REACH = 4000
# Nearer to each other than this, two who fit leave it open who is meant.
_TOGETHER = 150
# Characters before a description's noun that may be its own.
_PHRASE = 60
_DEFINITE = frozenset({"the", "its", "his", "her", "their"})
_INDEFINITE = frozenset({"a", "an", "another", "some", "one", "any", "no"})
_PLURAL = frozenset({"NNS", "NNPS"})
_BEFORE = ("compound", "amod", "nmod", "poss")
_FORMER = frozenset({"former", "ex", "then"})
# Of these a body has one: "the Rovers boss" is hardly the manager of United.
_HEADS = frozenset(
    {"boss", "chief", "manager", "coach", "head coach", "trainer", "captain", "skipper"}
    | {"chairman", "chairwoman", "chief executive", "ceo"}
)
# Nouns that any body is called by; the others need the word in the body's name.
_OPEN = frozenset(
    {"company", "firm", "group", "organisation", "organization", "charity", "club", "team"}
    | {"maker", "manufacturer", "retailer", "startup", "body", "publisher", "studio", "giant"}
    | {"carmaker", "automaker", "airline", "agency", "newspaper", "paper", "magazine", "party"}
)


@dataclass(frozen=True, slots=True)
class Description:
    """A definite description: its title, the words before it and what kind of thing it is."""

    key: str
    words: frozenset[str]
    former: bool
    at: int


def describe(head: Token, offset: int) -> Description | None:
    """Return the description that a noun heads; None where it is no definite singular."""
    lefts = list(head.lefts)
    if head.tag_ in _PLURAL or head.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    if not any(t.lower_ in _DEFINITE or (t.dep_ == "poss") for t in lefts):
        return None
    before = [t for t in lefts if t.dep_ in _BEFORE and t.lower_ not in _DEFINITE]
    run = [t.lower_ for t in before if t.dep_ != "poss"] + [_noun(head)]
    key = title_key(run)
    rest = next((t for t in head.rights if t.dep_ == "prep" and t.lower_ == "of"), None)
    if rest is not None:
        phrase = f"{head.lower_} of {' '.join(c.lower_ for c in rest.children)}"
        key = phrase if phrase in english().means else key
    words = {t.text for t in before} | {c.text for t in before for c in t.children}
    return Description(
        key=key,
        words=frozenset(w for w in words if w.lower() not in key.split() and w[0].isalnum()),
        former=any(t.lower_.removeprefix("ex-") in _FORMER for t in before),
        at=offset + head.idx,
    )


def _noun(head: Token) -> str:
    """Return a noun's base form; the tagger's is wrong for capitalised titles."""
    return str(head.lower_ if head.pos_ == "PROPN" else head.lemma_.lower())


def is_title_word(head: Token) -> bool:
    """Whether a capitalised word with an article is a title, not a name: "the President"."""
    lower = head.lower_
    named = gazetteer().is_title(lower) or lower in english().bodies or lower in english().people
    return named and any(t.lower_ in _DEFINITE for t in head.lefts)


def is_human(head: Token) -> bool:
    """Whether a common noun is one for people."""
    return is_person(_noun(head))


def is_epithet(head: Token) -> bool:
    """Whether a phrase says no more of a person than age or nation: "the 18-year-old"."""
    lefts = list(head.lefts)
    if head.tag_ in _PLURAL or any(t.lower_ in _INDEFINITE for t in lefts):
        return False
    if _is_age(head) or is_demonym(head):
        return True
    return any(_is_age(t) or t.lower_ == "old" for t in lefts)


def _is_age(token: Token) -> bool:
    """Whether a word ends an age, which may be one token or several: "18-year-old"."""
    years = token.lower_ == "old" and any(t.lower_ in ("year", "years") for t in token.lefts)
    return years or token.lower_.endswith("year-old")


def is_demonym(head: Token) -> bool:
    """Whether a phrase is "the Finn" or "the Italian": a person of whom the nation is said."""
    entry = gazetteer().entries.get(head.text)
    named = entry is not None and entry.role in ("people", "adjective")
    return named and head.tag_ not in _PLURAL and any(t.lower_ == "the" for t in head.lefts)


def find_described(description: Description, cast: Cast, parts: Parts) -> Who:
    """Return whom a description means: the one actor that the text calls so, else nobody."""
    if description.key in english().bodies:
        return _body(description, cast, parts)
    at = description.at
    recent = cast.between(max(0, at - _REACH), at)[::-1]
    fitting: list[tuple[Named, Part]] = []
    for named in recent:
        told_of = id(named.actor) in cast.barred or cast.is_family(named)
        if parts.is_person(named.actor) and not told_of:
            fitting += [(named, part) for part in parts.of(named.actor) if _fits(part, description)]
    fitting = _closest(fitting, description, parts)
    last = next((n.actor for n in recent if parts.is_person(n.actor)), None)
    if _is_named_before(description, recent):
        last = None
    fitting = [
        (n, p)
        for n, p in fitting
        if n.actor is last or not _heads_another(parts.of(n.actor), description)
    ]
    if not fitting:
        return UNNAMED
    named = fitting[0][0]
    for other, _ in fitting:
        if other.actor is not named.actor and named.start - other.start < _TOGETHER:
            return UNNAMED
    if _introduced_since(named, description, cast):
        return UNNAMED
    return Who(name=named.actor.name, actor=named.actor)


def _fits(part: Part, description: Description) -> bool:
    return part.former == description.former and means(description.key, part.key)


def _is_named_before(description: Description, recent: list[Named]) -> bool:
    """Whether the body in a description, "the Novara boss", is one that the text has named."""
    names = {word for word in description.words if word[0].isupper()}
    earlier = (n for n in recent if n.start < description.at - _PHRASE)
    return any(n.actor.type == "ORG" and names & set(n.actor.name.split()) for n in earlier)


def _heads_another(parts: list[Part], description: Description) -> bool:
    """Whether somebody is said to head one body where a description has another, or a nickname."""
    known = gazetteer().entries
    wanted = {word for word in description.words if word[0].isupper() and word not in known}
    fitting = [part for part in parts if _fits(part, description)]
    own = {w for p in fitting for w in p.words if w[0].isupper() and w.lower() not in p.key}
    return description.key in _HEADS and bool(wanted and own) and not wanted & own


def _closest(
    fitting: list[tuple[Named, Part]], description: Description, parts: Parts
) -> list[tuple[Named, Part]]:
    """Keep those called by the very word, and those whom the words before it fit."""
    narrowed = fitting
    names = {word for word in description.words if word[0].isupper()}
    if names:
        here = [(n, p) for n, p in narrowed if names & _words_of(n.actor, parts)]
        if not here and any(_other_nation(n.actor, parts, names) for n, _ in narrowed):
            return []
        narrowed = here or narrowed
    elif description.words:
        here = [(n, p) for n, p in narrowed if description.words & {w.lower() for w in p.words}]
        narrowed = here or narrowed
    for test in (
        lambda part: part.key == description.key,
        lambda part: means(description.key, part.key, exactly=True),
    ):
        same = [(n, p) for n, p in narrowed if test(p)]
        if same:
            return same
    return narrowed


def _words_of(actor: Actor, parts: Parts) -> frozenset[str]:
    """Return the words said of an actor, states by their names and their adjectives alike."""
    words = frozenset(word for part in parts.of(actor) for word in part.words)
    known = gazetteer().entries
    return words | {known[word].owner for word in words if word in known}


def _other_nation(actor: Actor, parts: Parts, names: set[str]) -> bool:
    """Whether an actor belongs to one state where a description names another."""
    known = gazetteer().entries
    wanted = {known[word].owner for word in names if word in known and known[word].state}
    own = {
        known[word].owner
        for part in parts.of(actor)
        for word in part.words
        if word in known and known[word].state
    }
    return bool(wanted and own and not wanted & own)


def _introduced_since(named: Named, description: Description, cast: Cast) -> bool:
    """Whether somebody else came in under the same noun, unnamed: "a second officer"."""
    noun = re.escape(description.key.rpartition(" ")[2])
    gap = cast.text[named.end : description.at]
    for match in re.finditer(
        rf"\b(?:[Aa]n?|[Aa]nother|[Oo]ne)\s+(?:[\w-]+\s+){{0,3}}{noun}\b", gap
    ):
        if re.search(r"[.!?”\"]\s", gap[: match.start()]):
            return True
    return False


def _body(description: Description, cast: Cast, parts: Parts) -> Who:
    """Return the one body that "the bank" or "the charity" can mean."""
    at = description.at
    recent = cast.between(max(0, at - _REACH), at)[::-1]
    bodies = [n for n in recent if n.actor.type == "ORG" and not parts.is_person(n.actor)]
    fitting = [n for n in bodies if _is_called(n.actor, description.key, parts)]
    names = {word for word in description.words if word[0].isupper()}
    if names:
        fitting = [n for n in fitting if names & set(n.actor.name.split())] or fitting
    if not fitting and description.key in _OPEN:
        near = [n for n in bodies if n.start > at - _REACH // 4]
        fitting = [n for n in near if not _has_kind(n.actor, parts)]
        if len({id(n.actor) for n in fitting}) > 1:
            fitting = [n for n in fitting if parts.acts(n.actor)]
    if len({id(named.actor) for named in fitting}) != 1:
        exact = [n for n in fitting if description.key in _lower(n.actor.name)]
        fitting = exact if len({id(n.actor) for n in exact}) == 1 else []
    return cast.who(fitting[0]) if fitting else UNNAMED


def _is_called(actor: Actor, noun: str, parts: Parts) -> bool:
    """Whether a body's name or what is said of it has the noun, or one used for the same."""
    words = _lower(actor.name) | {part.key for part in parts.of(actor)}
    return noun in words or bool(english().means.get(noun, frozenset()) & words)


def _has_kind(actor: Actor, parts: Parts) -> bool:
    """Whether a body's name, or what is said of it, tells what sort of body it is."""
    said = {part.key for part in parts.of(actor)}
    return bool((_lower(actor.name) | said) & (english().bodies | {"ministry", "fc", "agency"}))


def _lower(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w-]+", name.lower()))
