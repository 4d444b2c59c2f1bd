"""Key sentences: verbatim, in order, at most three, and each clear by itself."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.extraction import ENGLISH_MODEL
from generator.extraction.key_sentences import find_key_sentences
from generator.extraction.keyphrases import KeyphraseExtractor
from generator.extraction.nlp import Analyser, Analysis
from generator.model import Article, Block, BlockKind, Metadata, Quote

LEAD = (
    "GENEVA (AP) — The port of Tema closed its container terminal on Friday after a fuel leak "
    "spread across the main basin."
)
STORY = (
    ("title", "Fuel leak closes container terminal at Tema port"),
    ("dateline", "Friday, June 6, 2025"),
    ("paragraph", LEAD + " It was the second such closure this year."),
    (
        "paragraph",
        "“We will not reopen the terminal until the water is clean,” harbour master Ama Mensah "
        "said. “That may take a week.” The harbour authority has hired two salvage firms to pump "
        "the fuel out of the basin and to clean the container terminal.",
    ),
    ("heading", "Ships Wait Outside"),
    ("paragraph", "Ships at anchor off Tema port. Image: Kofi Boateng."),
    (
        "paragraph",
        "However, eleven container ships are waiting off the port with food and medicine for "
        "three landlocked countries. They carry enough grain for a month. Will the fuel leak "
        "spread to the beaches? This has fishermen worried.",
    ),
)


@cache
def analyser() -> Analyser:
    return Analyser({"en": ENGLISH_MODEL})


def analyse(parts: tuple[tuple[BlockKind, str], ...], language: str = "en") -> Analysis:
    blocks, at = [], 0
    for line, (kind, text) in enumerate(parts):
        blocks.append(Block(start=at, end=at + len(text), line=line, kind=kind))
        at += len(text) + 1
    article = Article(
        id="a",
        file="a.txt",
        sha256="0",
        text="\n".join(text for _, text in parts),
        blocks=tuple(blocks),
        metadata=Metadata(),
    )
    return analyser()(article, language)


def sentences_of(
    parts: tuple[tuple[BlockKind, str], ...], language: str = "en", said: tuple[str, ...] = ()
) -> list[str]:
    analysis = analyse(parts, language)
    text = analysis.article.text
    quotes = tuple(
        Quote(
            text=quote,
            start=text.index(quote),
            end=text.index(quote) + len(quote),
            speaker=None,
            speaker_actor=None,
            cue=None,
        )
        for quote in said
    )
    phrases = KeyphraseExtractor(top=15)(analysis, ())
    found = find_key_sentences(analysis, (), phrases, quotes)
    assert [text[s.start : s.end] for s in found] == [s.text for s in found]
    assert [s.start for s in found] == sorted(s.start for s in found)
    assert len(found) <= 3
    return [s.text for s in found]


SAID = ("We will not reopen the terminal until the water is clean,", "That may take a week.")


def test_the_lead_comes_first_without_the_agency_s_place() -> None:
    """The first sentence opens the bottom line, and "GENEVA (AP) —" is not part of it."""
    found = sentences_of(STORY, said=SAID)
    assert found[0] == LEAD.removeprefix("GENEVA (AP) — ")


def test_what_is_taken_is_whole_and_clear() -> None:
    """No title, dateline, heading, caption, speech, question or pronoun makes a bottom line."""
    found = sentences_of(STORY, said=SAID)
    assert len(found) == 3
    assert found[1].startswith("The harbour authority has hired")
    assert found[2].startswith("However, eleven container ships")


@pytest.mark.parametrize(
    "sentence",
    [
        "It was the second closure of the northern terminal this year.",
        "They carry enough grain for the northern terminal for a month.",
        "This has worried the fishermen of the northern terminal.",
        "On Friday, she opened the northern terminal to the fishermen.",
        "But these had left the northern terminal before the leak.",
        "Will the northern terminal ever open to the fishermen again?",
        "the northern terminal which the fishermen had left on Friday.",
        "The northern terminal and the fishermen of the coast",
        'The harbour master said: "The northern terminal stays closed.',
        "The northern terminal at dusk with fishermen. Image: Kofi Boateng.",
    ],
)
def test_a_sentence_that_cannot_stand_alone_is_none(sentence: str) -> None:
    """Each leans on a sentence that the page does not show, or is no whole sentence."""
    assert sentences_of((("paragraph", sentence),)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "This week the northern terminal opened to the fishermen of the coast.",
        "The U.S. Coast Guard sent Lt. Cmdr. J. R. Diaz to the northern terminal.",
        "A survey called the northern terminal “unsafe” and its cranes “a danger to all”.",
        "Fishermen, who say they were not asked, oppose the northern terminal.",
    ],
)
def test_a_sentence_that_stands_alone_is_taken_whole(sentence: str) -> None:
    """Abbreviations, scare quotes and a pronoun explained before it do no harm."""
    assert sentences_of((("paragraph", sentence),)) == [sentence]


def test_speech_is_left_to_the_quotations() -> None:
    """A sentence that is mostly somebody's words is shown with its speaker, not as a finding."""
    speech = "The northern terminal will stay closed until the water is clean again"
    sentence = f"“{speech},” Mensah said."
    assert sentences_of((("paragraph", sentence),), said=(speech,)) == []


@pytest.mark.parametrize(
    ("paragraph", "wanted"),
    [
        (
            "Magistrate Lena Okoth told the fishermen to leave the northern terminal by Friday. "
            '"Nobody has shown me a permit for any of these boats," she said in her ruling.',
            "Magistrate Lena Okoth told the fishermen to leave the northern terminal by Friday.",
        ),
        (
            "Harbour Minister Piet Aalto praised the salvage crews of the northern terminal. “Our "
            "coast lives from its fish,” he said in a speech at the Tema boat fair on Sunday.",
            "Harbour Minister Piet Aalto praised the salvage crews of the northern terminal.",
        ),
        (
            "“The owners want a port without fishermen,” the union said in a letter posted on X. "
            "The union accused the former harbour master Ama Mensah of hiding the fuel leak.",
            "The union accused the former harbour master Ama Mensah of hiding the fuel leak.",
        ),
        (
            "“It was like standing in a fog of petrol.” Salvage crews reached the northern "
            "terminal of the port of Tema at dawn.",
            "Salvage crews reached the northern terminal of the port of Tema at dawn.",
        ),
    ],
)
def test_one_sentence_is_shown_as_a_reader_sees_it(paragraph: str, wanted: str) -> None:
    """A sentence ends before a quotation that opens after it and behind one that is closed."""
    assert sentences_of((("paragraph", paragraph),)) == [wanted]


@pytest.mark.parametrize(
    "sentence",
    [
        '"The northern terminal stays closed until the water is clean," said Ama Mensah of Tema.',
        "“Will the northern terminal ever open to us again?” Mensah asked the harbour council.",
        "‘We’ll reopen the northern terminal when the water is clean,’ the harbour master said.",
        'Mensah said: "The northern terminal stays closed until all of the water is clean again."',
    ],
)
def test_a_sentence_that_is_a_quotation_is_none(sentence: str) -> None:
    """Neither does it begin as speech nor consist mostly of it, found as a quotation or not."""
    assert sentences_of((("paragraph", sentence),)) == []


def test_words_put_in_marks_do_no_harm() -> None:
    """A short stretch in marks, at the beginning too, leaves a sentence the article's own."""
    for sentence in (
        "“Ghost nets” have killed dozens of turtles off the northern terminal since the spring.",
        'The council promised the fishermen of the northern terminal payment "before the rains".',
    ):
        assert sentences_of((("paragraph", sentence),)) == [sentence]


def test_other_languages_get_whole_sentences_too() -> None:
    """Without a tagger, place and key phrases choose."""
    german = (
        (
            "paragraph",
            "Der Hafen von Tema hat am Freitag sein Containerterminal nach einem Ölleck "
            "geschlossen. Das Ölleck breitete sich im Hafenbecken aus, teilte die Behörde mit. "
            "Warum das Leck entstand?",
        ),
    )
    found = sentences_of(german, "de")
    assert len(found) == 2
    assert found[0].startswith("Der Hafen von Tema")


def test_nothing_gives_nothing() -> None:
    """An article of headings, or none at all, has no key sentence."""
    assert sentences_of(()) == []
    assert sentences_of((("heading", "The northern terminal opens to the fishermen."),)) == []


@settings(max_examples=25, deadline=None)
@given(
    text=st.text(
        alphabet=st.one_of(
            st.characters(exclude_categories=["Cs", "Cc"]), st.sampled_from(' ."“”?aZ')
        ),
        max_size=200,
    ),
    language=st.sampled_from(["en", "zh", "ar", "xx"]),
)
def test_odd_text_never_raises(text: str, language: str) -> None:
    """Whatever the text, what is found is verbatim, in order and at most three."""
    for sentence in sentences_of((("paragraph", text),), language):
        assert sentence in text
        assert sentence == sentence.strip()
