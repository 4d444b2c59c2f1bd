"""Who a noun phrase speaks of, by the dependency parse."""

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from generator.extraction.quotes.cues import english
from generator.extraction.quotes.descriptions import describe, find_described, is_title_word
from generator.extraction.quotes.parts import Parts, is_person
from generator.extraction.quotes.people import UNNAMED, Cast, Named, Who

# Steps from a noun to the one that speaks through it.
_CHAIN = 4
# Titles that stand only before a name.
_STYLES = frozenset(
    {"cllr", "mr", "mrs", "ms", "miss", "dr", "prof", "rev", "sir", "dame", "sgt", "lt", "col"}
    | {"gen", "capt", "sen", "rep", "gov", "pc", "fr", "supt", "insp"}
)


def noun_phrase(head: Token, cast: Cast, parts: Parts, offset: int) -> Who | None:
    """Return who the noun phrase with this head is; None where it is a pronoun or too vague.

    `offset` is where the head's document starts in the article.
    """
    for _ in range(_CHAIN):  # "the statement of the spokesman of critics such as Smith"
        named = _by_name(head, cast, offset)
        if named:
            return named
        other = owner_of(head) if head.lemma_.lower() in english().speech else _example(head)
        if other is None:
            break
        head = other
    return _described(head, cast, parts, offset)


def _by_name(head: Token, cast: Cast, offset: int) -> Who | None:
    """Return whom a noun phrase names, at its head or beside it."""
    named = _covering(head, cast, offset)
    if named and named.end >= offset + head.idx:
        return _possessor_or(named, head, cast, offset)
    beside = [_covering(token, cast, offset) for token in _appositions(head)]
    names = [named for named in beside if named and named.actor.type != "NORP"]
    if names:  # "the head of the union (ABC), John Smith": a person rather than what is explained
        return cast.who(next((n for n in names if n.actor.type == "PERSON"), names[0]))
    if head.pos_ != "PROPN" or is_title_word(head):
        return None
    name = _proper(head)
    return None if name.lower() in english().bodies | english().people else cast.by_surname(name)


def _described(head: Token, cast: Cast, parts: Parts, offset: int) -> Who | None:
    """Return whom "the minister" means, if that can be told."""
    description = describe(head, offset)
    if description and not any(t.dep_ == "prep" and t.lower_ in ("for", "at") for t in head.rights):
        return find_described(description, cast, parts)
    named = ("NOUN", "PRON", "DET", "NUM", "ADJ", "PROPN")
    return UNNAMED if head.pos_ in named else None


def _possessor_or(named: Named, head: Token, cast: Cast, offset: int) -> Who | None:
    """A nationality is no speaker of its own: "the Germans said" leaves them unnamed, and so does
    "the Sharifs said"."""
    if (
        named.actor.type == "NORP"
        or cast.is_family(named)
        or (named.actor.type == "LOC" and head.pos_ != "PROPN")
    ):
        return UNNAMED
    return cast.who(named)


def _covering(token: Token, cast: Cast, offset: int) -> Named | None:
    return cast.at(offset + token.idx, offset + token.idx + len(token))


def _appositions(head: Token) -> Iterator[Token]:
    """Yield the names set beside a description: "the chairman, Per Holm"."""
    for child in head.rights:
        if child.dep_ in ("appos", "flat", "nmod"):
            yield child
            yield from (t for t in child.children if t.dep_ in ("appos", "compound"))
        elif child.dep_ == "prep":  # "its director for Africa, Moses Tembo"
            for below in child.children:
                yield from (
                    t
                    for t in below.children
                    if t.dep_ == "appos" and (_set_off(t) or _begins_anew(below))
                )
                if any(t.dep_ == "compound" and _begins_anew(t) for t in below.lefts):
                    yield below
    # The parser at times makes the description the head of a name before it.
    for child in head.lefts:
        if child.dep_ in ("nmod", "appos", "dep", "npadvmod") and child.pos_ == "PROPN":
            yield child


def _begins_anew(style: Token) -> bool:
    """Whether a short title was taken into the phrase before it: "leader of the council Cllr Holm".

    "The wife of the council leader Cllr Holm" is not Holm.
    """
    if style.lower_.rstrip(".") not in _STYLES or not style.i:
        return False
    before = style.doc[style.i - 1]
    return before.pos_ == "NOUN" and not is_person(before.lemma_.lower())


def _set_off(token: Token) -> bool:
    """Whether a name has commas round it."""
    first, last = token.left_edge.i, token.right_edge.i
    return (
        first > 0
        and token.doc[first - 1].text == ","
        and (
            token.doc[last].text == ","
            or (last + 1 < len(token.doc) and token.doc[last + 1].is_punct)
        )
    )


def owner_of(head: Token) -> Token | None:
    """Return who made a statement: "Smith's letter", "a letter from Smith", "written by Smith"."""
    for child in head.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
            return _object(child)
        if child.dep_ == "acl":
            agent = next((by for by in child.children if by.dep_ == "agent"), None)
            if agent is not None:
                return _object(agent)
    return None


def _object(preposition: Token) -> Token | None:
    return next((child for child in preposition.children if child.dep_ == "pobj"), None)


def _example(head: Token) -> Token | None:
    """Return the name in "critics such as Emily Stone"."""
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in ("as", "like", "including"):
            example = _object(child)
            return example if example is not None and example.pos_ == "PROPN" else None
    return None


def _proper(head: Token) -> str:
    """Return the run of proper nouns that ends in `head`, through hyphens between capitals."""
    first = head.i
    while first > head.sent.start:
        if head.doc[first - 1].pos_ == "PROPN":
            first -= 1
        elif first - 2 >= head.sent.start and _is_hyphenated(head.doc[first - 2 : first + 1]):
            first -= 2
        else:
            break
    return str(head.doc[first : head.i + 1].text)


def _is_hyphenated(three: TokenSpan) -> bool:
    """Whether three tokens are one name: "Ruiz-Gallardo"."""
    glued = not (three[0].whitespace_ or three[1].whitespace_)
    return glued and three[1].text in ("-", "‐", "‑") and three[0].text[:1].isupper()
