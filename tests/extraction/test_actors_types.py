"""Who is a person, a body or a place by what stands around the name; sentences are made up."""

from hashlib import sha256

import pytest

from generator.extraction.actors import find_actors
from generator.extraction.headings.asides import is_line_up
from generator.model import Article, Source
from generator.read import read
from tests.extraction.test_actors_names import analyser, found


def types_of(text: str) -> dict[str, str]:
    return {name: actor.type for name, actor in found(text).items()}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("She is a child of Ingvild Tveiten, a harbour operator.", "Ingvild Tveiten", "PERSON"),
        ("The counties of Wandera and Garbisa are dry. Wandera waits.", "Wandera", "GPE"),
        ("Lombia's main opposition party met. Lombia voted on Sunday.", "Lombia", "GPE"),
        ("The Electoral Commission of Tarsovia met. Tarsovia votes today.", "Tarsovia", "GPE"),
        ("He ended a visit to Pyin Oo Lwe on Friday.", "Pyin Oo Lwe", "GPE"),
        ("They will reopen the Mandera border crossing. Mandera waits.", "Mandera", "GPE"),
        ("Shares in Corvane fell. Corvane gave no reason.", "Corvane", "ORG"),
        ("Ann Lee, Brunskill's chief executive, resigned. Brunskill said so.", "Brunskill", "ORG"),
        ("The opposition party Les Rassemblés left.", "Les Rassemblés", "ORG"),
        ("Bookies Martin Dale have cut the odds.", "Martin Dale", "ORG"),
        ("A smaller force, AUMISS, took over.", "AUMISS", "ORG"),
        ("Harwick Wanderers won again.", "Harwick Wanderers", "ORG"),
        ("Osterby Shipping sold three vessels.", "Osterby Shipping", "ORG"),
    ],
)
def test_what_stands_around_a_name_shows_what_it_is(text: str, name: str, kind: str) -> None:
    assert types_of(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dr Corvane opened her surgery. Corvane is a dentist.", "Corvane"),
        ("Mary Lombard met the mayor. Lombard's lawyers were there.", "Mary Lombard"),
        ("Amber Gold, a singer, wept. Gold said she was glad.", "Amber Gold"),
        ("Pedro Fuel's wife, Ana Fuel, said he was ill.", "Ana Fuel"),
    ],
)
def test_a_person_stays_one(text: str, name: str) -> None:
    assert types_of(text).get(name) == "PERSON"


@pytest.mark.parametrize(
    "text",
    [
        "She starts as Chief Product Officer on Monday.",
        "Lombia's Interior Minister, Karel Bodo, spoke.",
        "The Special Envoy on Tarsovia, Ulla Bergen, left.",
    ],
)
def test_an_office_is_nobody(text: str) -> None:
    offices = {"Product Officer", "Chief Product Officer", "Interior Minister", "Special Envoy"}
    assert not offices & types_of(text).keys()


def test_a_surname_that_is_a_title_is_a_surname() -> None:
    assert "Grace Bishop" in types_of("Grace Bishop opened the shop.")


@pytest.mark.parametrize(
    ("text", "whole", "short"),
    [
        (
            "The United Nations Interim Force in Tarsovia, or UNIFTA, moved. UNIFTA said so.",
            "United Nations Interim Force in Tarsovia",
            "UNIFTA",
        ),
        (
            "She heads the Joint Observer Office in Lombia (BOLOC). BOLOC is worried.",
            "Joint Observer Office in Lombia",
            "BOLOC",
        ),
        (
            "The Sahel Union Support Mission in Lombia, known as SUSML, left. SUSML had ended.",
            "Sahel Union Support Mission in Lombia",
            "SUSML",
        ),
        (
            "Lombia's Security Service, the SBL, said it held two men. The SBL gave no names.",
            "Security Service",
            "SBL",
        ),
        (
            "The Flood Research and Prevention Centre (CEFLU) warned. CEFLU has said so before.",
            "Flood Research and Prevention Centre",
            "CEFLU",
        ),
    ],
)
def test_initials_are_joined_to_what_they_explain(text: str, whole: str, short: str) -> None:
    assert short in found(text)[whole].aliases


def test_initials_explain_one_body_and_no_person() -> None:
    actors = found(
        "The Tarsovian Trade Commission and the Lombian Competition Board (KONLO) met Jean Moreau"
        " of the Lombian Centre for Rock Research (CNRR)."
    )
    assert actors["Lombian Competition Board"].aliases == ("KONLO",)
    assert actors["Jean Moreau"].type == "PERSON"
    assert "CNRR" in next(a for n, a in actors.items() if "Rock Research" in n).aliases


def test_a_body_of_a_list_is_not_the_next_ones_short_name() -> None:
    actors = found("Lombia's Interior Ministry, the SBL and the army met.")
    assert not any("SBL" in actor.aliases for actor in actors.values())


def test_a_body_is_not_another_of_its_kind() -> None:
    actors = found(
        "The National Congress met. Congress leader Ravi Mehta left the National Congress."
    )
    assert "Congress" not in actors["National Congress"].aliases
    actors = found("The Lombian Academy met. The Academy said it would give no prize.")
    assert any("Academy" in each for each in actors["Lombian Academy"].aliases)


def test_a_town_is_not_its_library() -> None:
    actors = found("Plans lie in Harwick Library. Harwick waits. People in Harwick are cross.")
    assert "Harwick" not in actors["Harwick Library"].aliases


def test_a_firm_is_called_by_the_first_word_of_its_name() -> None:
    actors = found("Zelora Solar Storage built a plant. Zelora also hired ten people.")
    assert actors["Zelora Solar Storage"].aliases == ("Zelora",)
    assert actors["Zelora Solar Storage"].type == "ORG"
    actors = found("The Corvane Foundation gave a grant. Mr Corvane said he was glad.")
    assert actors["Corvane"].type == "PERSON"


def test_a_surname_is_whose_it_was_before_another_came() -> None:
    actors = found(
        "Minister Julia Vidal Rey resigned. Vidal had denied it. Later the police held Pedro Vidal."
    )
    assert "Vidal" in actors["Julia Vidal Rey"].aliases


def test_an_accent_tells_whose_name_it_is() -> None:
    actors = found("Trần Quốc Minh fell. His sister Ann Tran Cole wept. Trần was a captain.")
    assert "Trần" in actors["Trần Quốc Minh"].aliases


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Tin rose and Corvane Mining 2.9 per cent.", "Corvane Mining", "2.9"),
        ("An expert at the University of Tokyo, Beijing is testing it.", "Beijing", "Tokyo, B"),
        ("The XD(U) spokesman agreed.", "XD(U)", "XD(U "),
    ],
)
def test_names_are_neither_cut_nor_glued(text: str, right: str, wrong: str) -> None:
    names = types_of(text)
    assert any(
        right in name for name in (*names, *(a for n in found(text).values() for a in n.aliases))
    )
    assert not any(wrong in name for name in names)


def test_a_heading_in_capitals_names_nobody_new() -> None:
    body = "The flood began at dawn, and the river rose until the evening of the same day. " * 3
    text = f"# Flood drowns the valley\n\n{body}\n\n## ATTRIBUTION\n\n{body}".encode()
    source = Source(path="a.md", data=text, sha256=sha256(text).hexdigest())
    (article,) = read(source, max_chars=10_000)
    assert isinstance(article, Article)
    assert "ATTRIBUTION" not in {each.name for each in find_actors(analyser()(article, "en"))}


def test_a_nickname_after_alias_is_the_same_person() -> None:
    actors = found('Police held Miguel Rojas Prieto, alias "Cuchillo," on Monday.')
    assert "Cuchillo" in actors["Miguel Rojas Prieto"].aliases


def test_a_hyphen_ties_a_body_to_its_state() -> None:
    assert types_of("Forecasters at Hydro-France's centre warned.").get("Hydro-France") == "ORG"
    assert "Pro-France" not in types_of("A Pro-France group met in Lyon.")


def test_who_speaks_for_a_body_is_not_the_body() -> None:
    text = "A spokesperson for the ministry, Juma Kiprono, did not reply."
    assert types_of(text).get("Juma Kiprono") == "PERSON"


def test_a_surname_that_is_a_people_is_a_surname() -> None:
    actors = found("Her friend Memory Zulu disagreed. “He built it,” said Zulu.")
    assert actors["Memory Zulu"].aliases == ("Zulu",)
    actors = found("The farmer Ann Zulu met elders of the Zulu in Durban.")
    assert "Zulu" not in actors["Ann Zulu"].aliases


def test_common_abbreviations_are_nobody() -> None:
    assert (
        not {"LNG", "States", "Inc."}
        & types_of(
            "He called on Member States to buy LNG from Corvane, Inc. (NASDAQ: CRVN)."
        ).keys()
    )


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Ayton: Hill; Marsh, Cole, Reid (Bond 60), Vale; Holt, Dunn; Kerr, Lowe; Penn.", True),
        (
            "The shop sells: bread; milk, eggs, and all the farm has; tea, and so on, and on.",
            False,
        ),
        ("Present were: Ann Hill, Bo Marsh and Cy Cole.", False),
    ],
)
def test_line_ups_of_teams_are_known(text: str, is_one: bool) -> None:
    assert is_line_up(text) is is_one
