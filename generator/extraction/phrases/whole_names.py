"""Names that are not to be broken: a phrase holds all of such a name or nothing of it."""

from collections.abc import Collection
from dataclasses import dataclass, field

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from generator.extraction.gazetteer import gazetteer
from generator.extraction.nlp import Passage

_LONGEST_NAME = 12  # tokens; what is longer is an error
_HYPHENS = {"-", "‐", "‑", "–"}
_POSSESSIVES = {"'", "’", "'s", "’s"}
# How plurals end that say who belongs to a body: "workers", "journalists", "tenants".
_MEMBERS = ("ers", "ors", "ists", "ians", "ees", "ants", "ents", "ens", "wives")
# Those whose possessive has an s of its own.
_IRREGULAR = {"children", "men", "people", "peoples", "women"}
_PARTICLE_WORDS = """
    al bin bint da das de del della den der des di do dos du e el ibn la le les lo ter und van von y
    zu zum zur
"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeNames:
    """The tokens of a passage's names.

    ``persons`` gives each token of a person's name the number of that name; ``inside`` are the
    tokens of all names of several words, ``joined`` those that belong to the token before.
    """

    persons: dict[int, int] = field(default_factory=dict)
    inside: set[int] = field(default_factory=set)
    joined: set[int] = field(default_factory=set)


def whole_names(
    passage: Passage,
    persons: Collection[tuple[int, int]],
    others: Collection[tuple[int, int]],
    *,
    headline: bool,
) -> WholeNames:
    """Return the names in a passage: the actors', and what the text's own joints bind.

    `persons` and `others` are the places of names, as offsets into the article's text.
    """
    doc = passage.doc
    names = WholeNames()
    for number, place in enumerate(persons):
        span = _tokens(passage, place)
        # "Murray-Darling" is not about a Murray
        if span is not None and not _is_hyphened(doc, span):
            names.persons.update(dict.fromkeys(range(span.start, span.end), number))
            _take(names, span.start, span.end)
    for place in others:
        span = _tokens(passage, place)
        if span is not None:
            _take(names, span.start, span.end)
    for index in range(1, len(doc) - 1):
        if _is_joint(doc, index):
            _take(names, index - 1, index + 2)
            first = names.persons.get(index - 1)
            if first is not None:
                names.persons.update({index: first, index + 1: first})
        elif not headline and _is_number_in_name(doc, index):
            _take(names, index, index + 2)
    return names


def _take(names: WholeNames, start: int, end: int) -> None:
    if 1 < end - start <= _LONGEST_NAME:
        names.inside.update(range(start, end))
        names.joined.update(range(start + 1, end))


def _tokens(passage: Passage, place: tuple[int, int]) -> TokenSpan | None:
    """Return a name's tokens, less an article that a model took in."""
    span = passage.doc.char_span(
        place[0] - passage.start, place[1] - passage.start, alignment_mode="expand"
    )
    if span is not None and len(span) > 1 and span[0].lower_ in {"a", "an", "the"}:
        return span[1:]
    return span


def _is_hyphened(doc: Doc, span: TokenSpan) -> bool:
    before = span.start > 0 and doc[span.start - 1].text in _HYPHENS
    after = span.end < len(doc) and doc[span.end].text in _HYPHENS
    return (before and not doc[span.start - 1].whitespace_) or (
        after and not doc[span.end - 1].whitespace_
    )


def _is_joint(doc: Doc, index: int) -> bool:
    """Say whether a token binds two capitalised words into one name.

    So do the small words of other languages ("Rio Grande do Sul") and, in the names of bodies,
    the possessive of a plural ("Harbour Workers' Union", "People's Party").
    """
    left, middle, right = doc[index - 1], doc[index], doc[index + 1]
    if not (left.text[:1].isupper() and right.text[:1].isupper() and middle.whitespace_):
        return False
    if middle.text in _PARTICLES:
        return bool(left.whitespace_) and left.pos_ == right.pos_ == "PROPN"
    if middle.text not in _POSSESSIVES or left.whitespace_:
        return False
    if left.lower_ in _IRREGULAR:
        return True
    # "Weavers' Union", but neither "Hughes' Union" nor "the Rangers' Nick Okoro"
    return (
        len(middle.text) == 1
        and left.lower_.endswith(_MEMBERS)
        and right.lower_ in gazetteer().org_heads
    )


def _is_number_in_name(doc: Doc, index: int) -> bool:
    """Say whether a number stands in a name by its capital: "Three Sisters", "First World War"."""
    token, after = doc[index], doc[index + 1]
    return (
        token.like_num
        and token.is_title
        and not token.is_sent_start
        and doc[index - 1].text not in {'"', "“", "‘", "«", ":", "-", "–", "—"}
        and after.is_title
        and after.pos_ == "PROPN"
    )
