"""What belongs to a name and what does not: offices, sums, kin, initials; sentences are made up."""

import pytest

from tests.extraction.test_actors_names import found


def types_of(text: str) -> dict[str, str]:
    return {name: actor.type for name, actor in found(text).items()}


@pytest.mark.parametrize(
    ("text", "whole", "short"),
    [
        (
            "The Water and Rail Development Authority (Warda) warned. Warda said so.",
            "Water and Rail Development Authority",
            "Warda",
        ),
        ("Firms United Southern Isles (Fusi) met. Fusi wants talks.", None, "Fusi"),
        (
            "The Lombia Union of Small-Scale Maize Growers (Lusmag) spoke. Lusmag is cross.",
            "Lombia Union of Small-Scale Maize Growers",
            "Lusmag",
        ),
    ],
)
def test_a_spoken_short_form_is_joined_to_what_it_stands_for(
    text: str, whole: str | None, short: str
) -> None:
    actors = found(text)
    owners = [name for name, actor in actors.items() if short in actor.aliases]
    assert len(owners) == 1
    assert whole in {None, owners[0]}
    assert short not in actors


def test_a_word_in_brackets_is_not_always_a_short_form() -> None:
    actors = found("The Harbour Board Authority (Plymouth) met. Plymouth is a port.")
    assert "Plymouth" not in actors["Harbour Board Authority"].aliases


@pytest.mark.parametrize("sum_of_money", ["N18 billion", "R1.2 billion", "Sh23", "Rs500"])
def test_a_sum_is_nobody(sum_of_money: str) -> None:
    assert sum_of_money not in types_of(f"The state signed contracts worth {sum_of_money} in May.")


def test_a_group_of_states_is_no_sum() -> None:
    assert "G20" in types_of("Leaders of the G20 met. The G20 said it would act.")


def test_an_office_parts_who_holds_it_from_the_bodies_around() -> None:
    types = types_of(
        "She met Emergency Services Minister Ruth Callan and Renmark Ferry Council mayor Jo Hall."
    )
    assert types["Ruth Callan"] == "PERSON"
    assert types["Renmark Ferry Council"] == "ORG"
    types = types_of("Minister for Social and Family Development Marwan Zulkarni said so.")
    assert types["Marwan Zulkarni"] == "PERSON"


@pytest.mark.parametrize("field", ["Federal Agriculture", "Water Resources", "Culture"])
def test_what_a_minister_is_for_is_no_body(field: str) -> None:
    assert field not in types_of(f"{field} Minister Ruth Callan opened the dam.")


def test_a_chief_justice_is_named_after_both_titles() -> None:
    types = types_of("A bench of Chief Justice B R Gavane and Justices N V Anjal and P K Rao sat.")
    assert types["B R Gavane"] == "PERSON"
    assert types["N V Anjal"] == "PERSON"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Farmers in Kericho and Bometa counties met. Bometa is dry.", "Bometa", "GPE"),
        ("Troops moved south of Chasov Dar. Chasov Dar burns.", "Chasov Dar", "GPE"),
        (
            "Kuwait Petroleum and LombiaEnergy study it. LombiaEnergy said so.",
            "LombiaEnergy",
            "ORG",
        ),
        ("Mencorp's head of policy, Ann Hall, said so. Mencorp waits.", "Mencorp", "ORG"),
        ("Social Democrats leader Holly Kerr left.", "Social Democrats", "ORG"),
        ("The General Staff reported 61 clashes in its briefing.", "General Staff", "ORG"),
        ("Kit McDowell opened the shop.", "Kit McDowell", "PERSON"),
    ],
)
def test_what_stands_beside_a_name_shows_what_it_is(text: str, name: str, kind: str) -> None:
    assert types_of(text).get(name) == kind


def test_house_members_are_no_party() -> None:
    assert "House Democrats" not in types_of("House Democrats left the room.")


def test_a_bare_surname_is_not_the_wifes_beyond_her_paragraph() -> None:
    lead = "Rupert Dale-Hope, 58, was jailed. His wife, Ann Dale-Hope, was given a suspended term."
    actors = found(f"{lead}\n\nThe judge said that Dale-Hope's offending was greedy.")
    assert "Dale-Hope" in actors["Rupert Dale-Hope"].aliases
    assert "Dale-Hope" not in actors["Ann Dale-Hope"].aliases
    actors = found(f"{lead} Dale-Hope wept.")
    assert "Dale-Hope" in actors["Ann Dale-Hope"].aliases


def test_a_part_is_not_the_whole_it_belongs_to() -> None:
    actors = found("The Council of the EU met. Parcels entered the EU in May.")
    assert not any("EU" in actor.aliases for actor in actors.values())


def test_the_front_of_a_list_is_not_part_of_a_firms_name() -> None:
    types = types_of("Rivals Mondrel International and Harsley also fell.")
    assert "Mondrel International" in types
    assert "Rivals Mondrel International" not in types


@pytest.mark.parametrize(
    ("text", "whole", "short"),
    [
        ("SoftBank Group fell. SoftBank gave no reason.", "SoftBank Group", "SoftBank"),
        ("Eli Lilly sold a plant. The plant made Lilly no profit.", "Eli Lilly", "Lilly"),
        (
            "Oklahoma City Thunder won. The Thunder lead the West.",
            "Oklahoma City Thunder",
            "Thunder",
        ),
    ],
)
def test_a_known_firm_or_club_is_one_under_its_shorter_name(
    text: str, whole: str, short: str
) -> None:
    assert short in found(text)[whole].aliases


def test_a_known_firm_is_not_what_is_named_after_it() -> None:
    actors = found("Google Street Alliance met. Google was not there.")
    assert "Google" not in actors["Google Street Alliance"].aliases


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He is director of the Victoria and Ethel Museum in Hull.", "Victoria and Ethel Museum"),
        ("The England and Lombia Cricket Board met.", "England and Lombia Cricket Board"),
    ],
)
def test_one_article_for_two_words_makes_one_body(text: str, name: str) -> None:
    assert name in types_of(text)


def test_two_bodies_stay_two() -> None:
    types = types_of("The BBC and Arts Council met. The police and the Bus Board met.")
    assert not any("BBC and" in name for name in types)


def test_what_is_called_after_a_state_is_not_the_state() -> None:
    actors = found("Météo Madagascar warned them. People in Madagascar fled. Madagascar waits.")
    assert "Madagascar" in actors
    assert actors["Madagascar"].type == "GPE"


def test_a_batsmans_runs_are_no_part_of_his_name() -> None:
    types = types_of("Dinuka Fernand made most. Sri Lanka 245 (Fernand 112, Wickram 58) won.")
    assert not any(each.isdigit() for name in types for each in name.split())


def test_an_everyday_word_before_its_verb_is_nobody() -> None:
    text = "The bank is glad. {} are paying us on time again, and that changes everything."
    assert "Households" not in types_of(text.format("Households"))
    assert "Microsoft" in types_of("Microsoft is paying us on time again.")


def test_a_council_is_one_without_the_kind_of_its_area() -> None:
    actors = found(
        "Wanganoa District Council met on Monday. The vote of Wanganoa Council was close."
    )
    assert "Wanganoa Council" in actors["Wanganoa District Council"].aliases


def test_a_title_may_stand_in_the_middle_of_a_name() -> None:
    assert "Abdirahman Haji Nur" in types_of("The minister, Abdirahman Haji Nur, signed it.")
    assert "Musa Nur" in types_of("French President Haji Musa Nur signed it.")


def test_who_somebody_is_says_nothing_of_the_body_beside() -> None:
    actors = found(
        "It was hot, said Dr Priya Rao of the University of Cambridge, the study's lead author."
    )
    assert actors["University of Cambridge"].role is None


def test_a_dash_behind_a_dateline_joins_nothing() -> None:
    text = "MANILA, Philippines - The Department of Education will retrain 120,000 teachers."
    assert types_of(text).get("Department of Education") == "ORG"


def test_a_states_bank_is_a_body() -> None:
    assert types_of("Peru's central bank cut its rate. It spoke.")["Peru's central bank"] == "ORG"
