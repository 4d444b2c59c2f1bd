"""The noun phrases of a passage: (adjective | noun)* noun, cut where a reader would cut them.

Candidates of this shape, taken from a tagger, beat every n-gram list as key phrases: Hulth,
"Improved automatic keyword extraction given more linguistic knowledge", EMNLP 2003.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from generator.extraction.nlp import Passage
from generator.extraction.phrases.whole_names import WholeNames, whole_names

LONGEST = 6
"""Words in a phrase at most; longer runs are lists or parser errors."""
LONGEST_NAME = 9
"""Words in an actor's name at most."""
_LONGEST_RUN = 12  # tokens; bounds the sub-phrases that a run is asked for

_NOUNS = {"NOUN", "PROPN"}
_NOMINAL = {"ADJ", "NOUN", "PROPN"}
_HYPHENS = {"-", "‐", "‑", "–"}
_NAME_JOINTS = {"of", "for", "the"}
_HEAD_FIRST = {"ca", "es", "fr", "gl", "it", "pt", "ro"}
"""Languages whose adjectives follow their noun, so that a phrase may end in one."""

# Relations in which a word inside a noun phrase depends on a later word of the phrase. A noun in
# any other relation is the head of its phrase: what follows is another phrase.
_INNER_RELATIONS = {
    "advmod", "amod", "case", "compound", "dep", "det", "nmod", "npadvmod", "nummod", "pobj",
    "poss", "prep", "punct", "quantmod",
}  # fmt: skip
_MEASURES = {"CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"}
# Words that point, count or compare; what they say does not belong to the thing named.
_DETERMINING = """
    able certain different due else enough fewer last latter least less likely many more most much
    next numerous other others own ready same several similar such unable unlikely various whole
"""
_DETERMINERS = frozenset(_DETERMINING.split())


_CREDIT = re.compile(r"\b(?:Credit|Image|Photo|Picture|Video)s?:")
_LONGEST_CAPTION = 600  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class NounPhrase:
    """An occurrence of a noun phrase: ``start`` and ``end`` are offsets into the article's text.

    ``whole`` is False for a part of a longer phrase, whose place ``around`` then gives.
    ``initial`` says that the first letter may be capital only for its place.
    """

    start: int
    end: int
    whole: bool
    around: tuple[int, int]
    initial: bool


def noun_phrases(
    passage: Passage,
    persons: Collection[tuple[int, int]],
    others: Collection[tuple[int, int]],
    language: str,
) -> Iterator[NounPhrase]:
    """Yield the noun phrases of a tagged passage and the noun phrases inside them.

    `persons` and `others` are the places of names (offsets into the article's text): none is
    broken, so "Yuri" is no phrase, nor "Court" in "Court of Human Rights"; and a person's name
    stands alone, so "aide Pavel Sokol" is not one phrase.
    """
    doc = passage.doc
    headline = passage.kind in {"title", "heading"}
    names = whole_names(passage, persons, others, headline=headline)
    credit = _credit_start(passage.text)
    for run in _runs(doc, names, headline=headline):
        start, end = _trim(doc, *run, language, names)
        while end > start and doc[end - 1].idx >= credit:
            end -= 1
        if start >= end:
            continue
        around = passage.offsets(doc[start:end])
        for first, last in _parts(doc, start, end, names):
            span = doc[first:last]
            yield NounPhrase(
                start=passage.start + span.start_char,
                end=passage.start + span.end_char,
                whole=(first, last) == (start, end),
                around=around,
                initial=bool(doc[first].is_sent_start) or passage.kind != "paragraph",
            )


def _credit_start(text: str) -> int:
    """Return where a caption's credit begins ("Image: ..."), the text's length if nowhere."""
    match = _CREDIT.search(text) if len(text) <= _LONGEST_CAPTION else None
    return match.start() if match else len(text)


def _runs(doc: Doc, names: WholeNames, *, headline: bool) -> Iterator[tuple[int, int]]:
    """Yield the longest stretches of tokens that can stand in one noun phrase."""
    inside = _nominal(doc)
    if headline:
        _leave_out_verbs(doc, inside)
    for index in names.inside:
        inside[index] = True
    owner = names.persons
    start = 0
    while start < len(doc):
        end = start + 1
        if inside[start]:
            while (
                end < len(doc)
                and inside[end]
                and owner.get(end) == owner.get(end - 1)
                and (end in names.joined or not _boundary(doc, end))
            ):
                end += 1
            before_name = end < len(doc) and end in owner and end - 1 not in owner
            if not (before_name and inside[end]):  # a title says who somebody is: no topic
                yield start, end
        start = end


def _nominal(doc: Doc) -> list[bool]:
    """Say for each token whether it can stand in a noun phrase."""
    inside = [_is_nominal(token) for token in doc]
    for index in range(1, len(doc) - 1):
        if _tight(doc, index) and inside[index + 1]:
            _take_compound(doc, index, inside)
        elif (
            doc[index].lower_ in {"of", "for"}
            and inside[index - 1]
            and doc[index - 1].pos_ == "PROPN"
        ):
            _take_name_joint(doc, index, inside)
    return inside


def _leave_out_verbs(doc: Doc, inside: list[bool]) -> None:
    """Leave out what taggers take for a plural in headlines: "Court | rules | worship legal"."""
    for index in range(1, len(doc) - 1):
        around = inside[index - 1] and inside[index + 1]
        if doc[index].tag_ == "NNS" and around and doc[index - 1].pos_ in _NOUNS:
            inside[index] = _tight(doc, index - 1)


def _is_nominal(token: Token) -> bool:
    if token.ent_type_ in _MEASURES or token.lower_ in _DETERMINERS or not _has_letter(token):
        return False
    if token.like_num and token.pos_ != "ADJ":
        return False
    if token.pos_ in _NOMINAL:
        return token.tag_ not in {"JJR", "JJS"} and not _governs(token)
    # "negotiated settlement", but not "released Google Chrome", which is a verb and its object
    return (
        token.tag_ in {"VBN", "VBG"}
        and token.dep_ == "amod"
        and token.head.i > token.i
        and token.head.pos_ == "NOUN"
    )


def _governs(token: Token) -> bool:
    """Say whether a noun has a subject and an object, so that it is a verb that a tagger took for
    one ("Zimbabwe | issue | flood warnings")."""
    relations = {child.dep_ for child in token.children} if token.pos_ == "NOUN" else set()
    return "nsubj" in relations and bool(relations & {"dobj", "ccomp", "prt"})


def _take_compound(doc: Doc, hyphen: int, inside: list[bool]) -> None:
    """Take in what stands before a hyphen, whatever its class: "full-scale", "all-girl"."""
    first = hyphen - 1
    while first >= 2 and _tight(doc, first - 1):
        first -= 2
    # "six-member team": a count, left out with its hyphen
    taken = doc[first].pos_ != "NUM" or _ends_run(doc, hyphen + 1)
    inside[first : hyphen + 1] = [taken] * (hyphen + 1 - first)
    if not taken:
        inside[hyphen + 1] = False


def _ends_run(doc: Doc, index: int) -> bool:
    return doc[index].pos_ in _NOUNS and (
        index + 1 == len(doc) or doc[index + 1].pos_ not in _NOMINAL
    )


def _take_name_joint(doc: Doc, joint: int, inside: list[bool]) -> None:
    """Take in the joint of a name: "Bank of Norland", "Museum for the Sea"."""
    after = joint + 1
    named = doc[joint].ent_iob_ == "I"
    if named and doc[after].lower_ == "the" and after + 1 < len(doc):
        after += 1
    # Outside a recognised name only "X of Y" is taken: "for" mostly says a purpose.
    if doc[after].pos_ == "PROPN" and inside[after] and (named or doc[joint].lower_ == "of"):
        inside[joint:after] = [True] * (after - joint)


def _boundary(doc: Doc, index: int) -> bool:
    """Say whether one noun phrase ends and another begins between two nominal tokens."""
    left, right = doc[index - 1], doc[index]
    if _tight(doc, index) or _tight(doc, index - 1):
        return False
    if left.ent_type_ and right.ent_iob_ == "I":
        return False
    if left.lower_ in _NAME_JOINTS or right.lower_ in _NAME_JOINTS:
        return False
    if left.pos_ == "NOUN" and right.pos_ == "PROPN" and left.is_lower and right.text[0].isupper():
        return True  # an apposition: "cruise ship | Freewinds"
    if left.tag_ == "NNS" and right.tag_ == "NNS":
        return True  # "municipalities | results": a verb taken for a noun
    return left.pos_ in _NOUNS and bool(left.dep_) and left.dep_ not in _INNER_RELATIONS


def _trim(doc: Doc, start: int, end: int, language: str, names: WholeNames) -> tuple[int, int]:
    """Cut what cannot begin or end a noun phrase."""
    ends = _NOMINAL if language in _HEAD_FIRST else _NOUNS
    while (
        end > start
        and end - 1 not in names.inside
        and (doc[end - 1].pos_ not in ends or doc[end - 1].text in _HYPHENS)
    ):
        end -= 1
    while (
        start < end
        and start not in names.inside
        and (doc[start].text in _HYPHENS or doc[start].lower_ in _NAME_JOINTS)
    ):
        start += 1
    return start, end


def _parts(doc: Doc, start: int, end: int, names: WholeNames) -> Iterator[tuple[int, int]]:
    """Yield the run and every noun phrase inside it; never a part of a name or of a compound."""
    if end - start > _LONGEST_RUN or start in names.persons:
        yield start, end
        return
    cuts = [at for at in range(start + 1, end) if at not in names.joined and _may_cut(doc, at)]
    begins, stops = [start, *cuts], [*cuts, end]
    for first in begins:
        for last in stops:
            if last > first and (doc[last - 1].pos_ in _NOUNS or last - 1 in names.inside):
                yield first, last


def _may_cut(doc: Doc, index: int) -> bool:
    left, right = doc[index - 1], doc[index]
    if left.pos_ == right.pos_ == "PROPN" or (left.ent_type_ and right.ent_iob_ == "I"):
        return False
    if left.lower_ in _NAME_JOINTS or right.lower_ in _NAME_JOINTS:
        return False
    return left.text not in _HYPHENS and right.text not in _HYPHENS


def _tight(doc: Doc, index: int) -> bool:
    """Say whether a token is a hyphen inside a word."""
    return (
        0 < index < len(doc) - 1
        and doc[index].text in _HYPHENS
        and not doc[index - 1].whitespace_
        and not doc[index].whitespace_
    )


def _has_letter(token: Token) -> bool:
    return any(char.isalpha() for char in token.text)
