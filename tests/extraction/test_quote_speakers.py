"""Who is meant by a description or a pronoun; nobody where the text leaves it open."""

import json
from functools import cache
from pathlib import Path

import pytest

from generator import extract

GOLD = Path("benchmarks/gold/news-dev.jsonl")
OWN = Path("benchmarks/data/quotes/dev.jsonl")


def speakers(text: str) -> list[str | None]:
    return [quote.speaker for quote in extract(text).quotes]


@cache
def texts() -> tuple[str, ...]:
    rows = [*GOLD.read_text(encoding="utf-8").splitlines()[:6]]
    rows += OWN.read_text(encoding="utf-8").splitlines()[:12]
    return tuple(json.loads(row)["text"] for row in rows)


def test_a_speaker_is_an_actor_by_name_and_every_quotation_is_where_it_says() -> None:
    found = [extract(text) for text in texts()]
    assert any(briefing.quotes for briefing in found)
    for briefing in found:
        names = {actor.name for actor in briefing.actors} | {None}
        for quote in briefing.quotes:
            assert quote.speaker_actor in names
            assert briefing.text[quote.start : quote.end] == quote.text


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Justice Helena Brandt ordered the ministry to release Tomas Keller. "
            '"The state has shown no evidence at all," the judge said.',
            "Helena Brandt",
        ),
        (
            "Prime Minister Olga Varga met President Peter Nemeth in Sopron. "
            '"We found a way through," the head of state said.',
            "Peter Nemeth",
        ),
        (
            "Chief executive Ruth Hansen blamed the weather, and analyst Paul Wood blamed her. "
            '"It never stopped raining," the CEO told reporters.',
            "Ruth Hansen",
        ),
        (
            "Pope Clement met Cardinal Mario Rossi on Monday. "
            '"Silence is not always wise," the pontiff said.',
            "Clement",
        ),
    ],
)
def test_a_description_means_whoever_bears_a_title_like_it(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        'Police arrested Tomas Keller on Friday. "He was very calm," the officer said.',
        "Vice President Olga Varga flew to Sopron with Tomas Keller. "
        '"We found a way through," the president said.',
        'Former mayor Olga Varga opened the fair. "It is a fine day," the mayor said.',
        "Inspector Helena Brandt closed the road. An inspector from another town came later. "
        '"I saw nothing at all," the inspector said.',
    ],
)
def test_nobody_near_speaks_for_a_description_that_does_not_fit(text: str) -> None:
    assert speakers(text) == [None]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Olga Varga's predecessor, Peter Nemeth, attacked the plan on Sunday. "
            'The Vargas, he wrote, had "sold the town for a song".',
            "Peter Nemeth",
        ),
        (
            "Olga Varga told Peter Nemeth that the bridge was closed. "
            '"There is nothing left to cross," she said.',
            "Olga Varga",
        ),
        (
            "General Peter Nemeth called it a success. A resident of the village disagreed. "
            '"They bombed a fish market," he said.',
            None,
        ),
        (
            "Doctors Without Borders said that its hospital had been shelled. The army denied it. "
            'In a statement, it said the house was "used as a store for weapons".',
            None,
        ),
    ],
)
def test_a_pronoun_means_what_the_sentence_before_was_about(text: str, speaker: str | None) -> None:
    assert speakers(text) == [speaker]


def test_a_letter_speaks_for_its_writer() -> None:
    text = 'The letter from Olga Varga to the council was short: "Open the bridge. Do it today."'
    assert speakers(text) == ["Olga Varga"]


def test_words_that_a_colon_introduces_are_their_owners_not_the_narrators() -> None:
    text = 'Olga Varga remembers the doctor\'s first words to her: "You will walk again."'
    assert speakers(text) == [None]


def test_an_opening_quotation_belongs_to_the_person_who_then_comes_in_and_speaks() -> None:
    text = (
        '"We were the last ones out."\n\nOlga Varga sits outside the hall in Sopron. '
        '"Fourth floor, on the left," she says.'
    )
    assert speakers(text) == ["Olga Varga", "Olga Varga"]


def test_british_marks_and_apostrophes_are_told_apart() -> None:
    text = (
        "'It's the workers' money, not the directors',' Olga Varga said. "
        "'We'll look at the '90s contracts again.'"
    )
    found = extract(text).quotes
    assert [(quote.text, quote.speaker) for quote in found] == [
        ("It's the workers' money, not the directors',", "Olga Varga"),
        ("We'll look at the '90s contracts again.", "Olga Varga"),
    ]
