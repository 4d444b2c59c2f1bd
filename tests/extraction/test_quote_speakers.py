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


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Olga Varga won in Sopron on Sunday. "
            '"I did not sleep at all last night," the 27-year-old said.',
            "Olga Varga",
        ),
        (
            "Olga Varga complained to Peter Nemeth, who had let play go on after Ruth Hansen fell. "
            '"It was a foul for anybody with eyes," the 27-year-old said.',
            "Olga Varga",
        ),
        (
            'Olga Varga closed the fair. "It was the best one yet," a 27-year-old said.',
            None,
        ),
        (
            "Olga Varga won in Sopron on Sunday. "
            '"I did not sleep at all," 27-year-old Ruth Hansen said.',
            "Ruth Hansen",
        ),
    ],
)
def test_an_age_stands_for_the_subject_before_unless_it_has_a_name_or_is_new(
    text: str, speaker: str | None
) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Peter Nemeth was led out of the hall by a judge, Olga Varga, after "
            'shouting "You sold us all".',
            "Peter Nemeth",
        ),
        (
            "The plan was attacked on Monday by Olga Varga, saying that it was "
            '"a gift to nobody at all".',
            "Olga Varga",
        ),
        (
            "The draft, a page of which was seen by the Sopron Times, would cost "
            '"no less than nine million".',
            None,
        ),
        (
            "Olga Varga said in a film published on Friday that "
            '"the river belongs to all of us here".',
            "Olga Varga",
        ),
        (
            "Peter Nemeth said patrol boats had shot at seven of "
            '"some twenty balloons in the sky".',
            "Peter Nemeth",
        ),
    ],
)
def test_who_is_acted_on_speaks_and_who_only_sees_a_text_does_not(
    text: str, speaker: str | None
) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            'Peter Nemeth agreed at once. "We need the money," Peter Nemeth said.\n\n'
            "The board praised Olga Varga when she retired in May. In her last speech she said "
            'that "the bank is not a casino".',
            "Olga Varga",
        ),
        (
            'Olga Varga stayed in Sopron. "We need the money," Olga Varga said.\n\n'
            "She met Ruth Hansen on Monday. In a speech she said that "
            '"the bank is not a casino".',
            "Olga Varga",
        ),
        (
            'Ruth Hansen runs the mill. "It pays," Ruth Hansen said. '
            "The letter to Olga Varga says that she may sell it. "
            '"It was a hard year for all of us," she said.',
            "Ruth Hansen",
        ),
        (
            'Ruth Hansen runs the mill. "It pays," Ruth Hansen said. '
            "When Olga Varga came home, she wept. "
            '"It was a hard year for all of us," she said.',
            "Olga Varga",
        ),
    ],
)
def test_a_pronoun_means_who_is_named_before_one_like_it_in_a_sentence_of_its_own(
    text: str, speaker: str
) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Borg Shipping director Olga Varga: "We shall not sell a single ship."', "Olga Varga"),
        ('Olga Varga on Peter Nemeth: "We shall not sell him a ship."', "Olga Varga"),
        (
            "Olga Varga, who once led the union in Sopron, was blunt: "
            '"We shall not sell a single ship."',
            "Olga Varga",
        ),
        (
            "There is a line in the old law of Sopron that Olga Varga wants to change: "
            '"No dog shall bark on a Sunday."',
            None,
        ),
        ('Olga Varga stopped at a sign: "Visitors are not welcome here."', None),
        (
            'Olga Varga, who once led the union, was blunt: "We shall not sell a ship," '
            "Peter Nemeth recalled.",
            "Peter Nemeth",
        ),
    ],
)
def test_the_clause_before_a_colon_gives_the_person_it_is_about(
    text: str, speaker: str | None
) -> None:
    assert speakers(text) == [speaker]


def test_a_name_through_a_hyphen_is_not_cut() -> None:
    text = 'It was late. "Nobody saw the lorry," Soto-Aldana told the court.'
    assert speakers(text) == ["Soto-Aldana"]
