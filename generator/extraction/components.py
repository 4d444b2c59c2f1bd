"""spaCy's components in a quicker form, where one is but a look-up; what they write is the same.

The attribute ruler tries some 180 patterns at every token, although nearly all ask about that
token alone, and the lemmatizer builds several objects for each. Both answers depend on a few
attributes, so they are kept by these. Together they took a seventh of the analysis; they take a
fortieth. What is not of the expected kind, in pipelines other than English ones mostly, is left
as it is. tests/extraction/test_components.py compares with spaCy's own.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, ORTH, POS, TAG
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

Component = Callable[[Iterable[Doc]], Iterable[Doc]]
"""What takes documents and gives them back in their order, with more annotations."""

_BATCH = 64  # documents
_Match = tuple[int, int]  # the rule's number, the hash of its name


def components(nlp: Language) -> tuple[Component, ...]:
    """Return the components of a pipeline after its tokeniser, in their order."""
    return tuple(_component(part) for _, part in nlp.pipeline)


def _component(part: Any) -> Component:
    if type(part) is AttributeRuler and all(map(_is_look_up, _patterns(part))):
        return _each(QuickRuler(part))
    if type(part) is EnglishLemmatizer and part.mode == "rule":
        return _each(QuickLemmatizer(part))
    if hasattr(part, "pipe"):
        return lambda docs: part.pipe(docs, batch_size=_BATCH)
    return _each(part)


def _each(part: Callable[[Doc], Doc]) -> Component:
    return lambda docs: map(part, docs)


class QuickLemmatizer:
    """The English lemmatizer; a lemma is kept by its word, part of speech and morphology."""

    def __init__(self, lemmatizer: EnglishLemmatizer) -> None:
        self._lemmatizer = lemmatizer
        self._kept: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of the tokens that have none."""
        kept, overwrite = self._kept, self._lemmatizer.overwrite
        for place, (lemma, *rest) in enumerate(doc.to_array([LEMMA, ORTH, POS, MORPH]).tolist()):
            if lemma and not overwrite:
                continue
            key = (rest[0], rest[1], rest[2])
            token = doc[place]
            if key not in kept:
                kept[key] = doc.vocab.strings.add(self._lemmatizer.lemmatize(token)[0])
            token.lemma = kept[key]
        return doc


class QuickRuler:
    """An attribute ruler whose patterns ask for tag, relation, form in lower case and blanks.

    A pattern of one token matches by that token's attributes alone, so what matches is kept by
    these, the form being left out where no pattern names it. The few patterns of several tokens
    have a matcher of their own.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        self._set: Any = ruler.set_annotations  # spaCy does not say its types
        self._single = Matcher(ruler.vocab)
        self._several = Matcher(ruler.vocab)
        self._forms: set[str] = set()
        self._expressions: list[re.Pattern[str]] = []
        self._named: dict[int, int] = {}
        self._kept: dict[tuple[int, ...], tuple[_Match, ...]] = {}
        for number in range(len(ruler.attrs)):
            name = str(number)
            for pattern in ruler.matcher.get(name)[1]:
                matcher = self._single if len(pattern) == 1 else self._several
                matcher.add(ruler.vocab.strings.add(name), [pattern])
                for token in pattern:
                    self._learn(token.get("LOWER"))

    def __call__(self, doc: Doc) -> Doc:
        """Set what the rules say; of two for one token the later stands, as in spaCy."""
        self._set(doc, sorted(self._matches(doc)))
        return doc

    def _learn(self, form: object) -> None:
        """Remember which forms a pattern names."""
        if isinstance(form, str):
            self._forms.add(form)
        elif isinstance(form, Mapping):
            self._forms.update(form.get("IN", ()))
            if "REGEX" in form:
                self._expressions.append(re.compile(form["REGEX"]))

    def _matches(self, doc: Doc) -> Iterator[tuple[int, int, int, int]]:
        kept, named = self._kept, self._named
        rows = doc.to_array([LOWER, TAG, DEP, IS_SPACE]).tolist()
        for place, (lower, *rest) in enumerate(rows):
            form = named.get(lower)
            if form is None:
                form = named[lower] = lower if self._is_named(doc.vocab.strings[lower]) else 0
            key = (form, *rest)
            if key not in kept:
                kept[key] = tuple(self._of_token(doc, place))
            for number, name in kept[key]:
                yield number, name, place, place + 1
        for name, start, end in self._several(doc, allow_missing=True, as_spans=False):
            yield int(doc.vocab.strings[name]), name, start, end

    def _is_named(self, lower: str) -> bool:
        return lower in self._forms or any(each.search(lower) for each in self._expressions)

    def _of_token(self, doc: Doc, place: int) -> Iterator[_Match]:
        found = self._single(doc[place : place + 1], allow_missing=True, as_spans=False)
        return ((int(doc.vocab.strings[name]), name) for name, _, _ in found)


def _patterns(ruler: AttributeRuler) -> Iterator[list[dict[str, Any]]]:
    for number in range(len(ruler.attrs)):
        yield from ruler.matcher.get(str(number))[1]


def _is_look_up(pattern: list[dict[str, Any]]) -> bool:
    """Whether what a pattern asks for is among what :class:`QuickRuler` keeps."""
    return all(
        token.keys() <= {"TAG", "LOWER", "DEP", "IS_SPACE"} and _is_listed(token.get("LOWER", ""))
        for token in pattern
    )


def _is_listed(form: object) -> bool:
    return isinstance(form, str) or (isinstance(form, Mapping) and form.keys() <= {"IN", "REGEX"})
