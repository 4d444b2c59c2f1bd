"""Linguistic analysis of an article, block by block, so that nothing fuses across a heading."""

import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan
from spacy.util import get_model_meta, get_package_path, load_config

from generator.errors import SettingsError
from generator.extraction.components import Component, components
from generator.extraction.headings.asides import find_asides
from generator.model import Article, BlockKind

_UNBROKEN = re.compile(r"[^\w\s]{40,}")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Components that bring the strings they write, so that they need none of the model's word list.
_NEED_NO_WORDS = frozenset(
    ("tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "ner")
)


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One block with its analysis; ``doc``'s character 0 is ``start`` in the article's text."""

    start: int
    end: int
    block: int
    kind: BlockKind
    doc: Doc

    @cached_property
    def text(self) -> str:
        """The block's text as it was analysed; spaCy puts a Doc's together at every call."""
        return str(self.doc.text)

    def offsets(self, span: TokenSpan) -> tuple[int, int]:
        """Return where a span of this passage's tokens stands in the article's text."""
        return self.start + span.start_char, self.start + span.end_char


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a paragraph; ``start`` and ``end`` are offsets into the article's text."""

    start: int
    end: int
    text: str
    passage: Passage
    tokens: TokenSpan


@dataclass(frozen=True)
class Analysis:
    """An article whose every block is analysed that belongs to its text.

    Rows of tables and a page's furniture have no passage: they are shown, and nothing is found
    in them.

    ``tagged`` says that the tokens carry part of speech and dependencies, ``named`` that
    ``doc.ents`` was predicted; both are False where no model serves the article's language.
    ``article.blocks`` already calls the detected headings headings.
    """

    article: Article
    language: str
    passages: tuple[Passage, ...]
    tagged: bool
    named: bool

    @cached_property
    def paragraphs(self) -> tuple[Passage, ...]:
        """The running text: no title, dateline, byline or heading."""
        return tuple(passage for passage in self.passages if passage.kind == "paragraph")

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the paragraphs, in the article's order."""
        return tuple(_sentences(self.paragraphs))


class Analyser:
    """A spaCy pipeline for each language that has one; a blank tokeniser for all others.

    `models` maps ISO 639-1 codes to installed pipeline packages. A pipeline is loaded when the
    first article in its language arrives, once for the life of the analyser.

    Raises SettingsError, on the first use, where a named pipeline is not installed.
    """

    def __init__(self, models: dict[str, str]) -> None:
        self._models = models
        self._loaded: dict[str, tuple[Language, tuple[Component, ...]]] = {}

    def __call__(self, article: Article, language: str) -> Analysis:
        """Analyse each block of `article` by itself, what does not belong to its text left out."""
        nlp, parts = self._pipeline(language)
        asides = find_asides(article)
        blocks = [each for each in enumerate(article.blocks) if each[1].start not in asides]
        texts = (analysable(article.text[block.start : block.end]) for _, block in blocks)
        # Each article is a batch of its own: in another's company its figures would differ in
        # their last bits, and so might its results with the number of workers.
        docs: Iterable[Doc] = map(nlp.make_doc, texts)
        for part in parts:
            docs = part(docs)
        passages = tuple(
            Passage(start=block.start, end=block.end, block=index, kind=block.kind, doc=doc)
            for (index, block), doc in zip(blocks, docs, strict=True)
        )
        return Analysis(
            article=article,
            language=language,
            passages=passages,
            tagged=nlp.has_pipe("tagger") or nlp.has_pipe("morphologizer"),
            named=nlp.has_pipe("ner"),
        )

    def _pipeline(self, language: str) -> tuple[Language, tuple[Component, ...]]:
        if language not in self._loaded:
            nlp = self._load(language)
            self._loaded[language] = nlp, components(nlp)
        return self._loaded[language]

    def _load(self, language: str) -> Language:
        name = self._models.get(language)
        if name is None:
            return _blank(language)
        try:
            return _load_quietly(name)
        except OSError:
            raise SettingsError(
                f"models.{language}",
                f"no spaCy pipeline named {name} is installed",
                f"pip install it, or take {language} out of `models` in briefings.yml",
            ) from None


def analysable(text: str) -> str:
    """Return `text` as spaCy can take it, of the same length, so that offsets stay.

    spaCy's tokeniser takes more than quadratic time on an unbroken run of punctuation, which no
    prose has, and cannot encode a lone surrogate.
    """
    broken = _UNBROKEN.sub(lambda run: " " * len(run[0]), text)
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", broken)


def _load_quietly(name: str) -> Language:
    """Load a pipeline without spaCy's warning that it was trained one minor version earlier, and
    without its list of every word it has a vector for: reading it takes longer than all the rest.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        exclude = ("strings",) if _needs_no_words(name) else ()
        nlp: Language = spacy.load(name, exclude=exclude)
        return nlp


def _needs_no_words(name: str) -> bool:
    try:
        package = get_package_path(name)
        meta = get_model_meta(package)
        data = package / f"{meta['lang']}_{meta['name']}-{meta['version']}"
        parts = load_config(data / "config.cfg")["components"].values()
    except (ImportError, OSError, KeyError, ValueError):  # no such package, or another layout
        return False
    return meta["lang"] == "en" and _NEED_NO_WORDS.issuperset(part["factory"] for part in parts)


def _blank(language: str) -> Language:
    try:
        nlp = spacy.blank(language)
    except ImportError:  # no tokeniser data, or one that wants a package we do not have
        nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer")
    return nlp


def _sentences(paragraphs: Iterable[Passage]) -> Iterator[Sentence]:
    for passage in paragraphs:
        for tokens in passage.doc.sents:
            start, end = passage.offsets(tokens)
            if tokens.text.strip():
                yield Sentence(
                    start=start, end=end, text=tokens.text, passage=passage, tokens=tokens
                )
