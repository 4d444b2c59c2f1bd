"""STIX: valid by the OASIS validator, read by the OASIS library, and the same in every build."""

import json
from dataclasses import replace
from typing import Any

import pytest
import stix2
from hypothesis import given
from stix2validator import ValidationOptions, validate_instance

from generator.model import Briefing
from tests.articles import briefing, ferry, harbour
from tests.export.exported import ADDRESS, exported, odd_articles
from tests.markdown_page import costly

# What the validator recommends and this bundle leaves: UUIDs of version 4 (the standard allows 5,
# section 2.9, and only 5 is the same in every build); the vocabulary of regions, which is open;
# hashes of what stands at addresses, which nobody has fetched.
LEFT = (
    "is not a valid UUIDv4 ID",
    "region contains a value not in the region-ov vocabulary",
    "has a URL but no hash",
)


def bundle(*articles: Briefing, base_url: str | None = ADDRESS) -> dict[str, Any]:
    made = json.loads(exported(*articles, base_url=base_url)["data/corpus.stix.json"])
    result = validate_instance(made, ValidationOptions(version="2.1", strict_types=True))
    assert result.is_valid, [str(error) for error in result.errors]
    ids = {each["id"] for each in made["objects"]}
    assert len(ids) == len(made["objects"])
    for each in made["objects"]:
        assert ids.issuperset(each.get("object_refs", ()))
        assert ids.issuperset([each["created_by_ref"]] if "created_by_ref" in each else ())
    return made


def of_type(made: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [each for each in made["objects"] if each["type"] == kind]


@pytest.mark.parametrize("base_url", [ADDRESS, None])
def test_a_bundle_is_valid_and_follows_what_the_standard_recommends(base_url: str | None) -> None:
    made = bundle(harbour(), ferry(), base_url=base_url)
    result = validate_instance(made, ValidationOptions(version="2.1"))
    left = [str(each) for each in result.warnings]
    assert [each for each in left if not any(known in each for known in LEFT)] == []


def test_the_oasis_library_reads_a_report_with_its_identities_and_locations() -> None:
    read = stix2.parse(json.dumps(bundle(harbour())))
    names = {each.id: each for each in read.objects}
    report = next(each for each in read.objects if each.type == "report")
    assert report.name == harbour().title
    assert f"{report.published:%Y-%m-%d}" == "2023-05-03"
    referred = {names[each].name: names[each] for each in report.object_refs}
    assert referred["Ida Moreau"].identity_class == "individual"
    assert list(referred["Ida Moreau"].roles) == ["who leads the Dockers' Union"]
    assert referred["Harbour Board"].identity_class == "organization"
    assert referred["Port Alder"].type == "location"
    assert report.external_references[0].source_name == "The Alder Post"


def test_bundles_of_nothing_and_of_an_article_without_actors_are_valid() -> None:
    bundle()
    bundle(briefing("plain", ["It rained."], published="2024-01-02"))


def test_an_article_without_any_date_is_a_grouping_because_a_report_needs_one() -> None:
    made = bundle(ferry())
    assert of_type(made, "report") == []
    assert of_type(made, "grouping")[0]["name"] == ferry().title
    arrived = bundle(replace(ferry(), arrived="2024-02-03"))
    assert of_type(arrived, "report")[0]["published"] == "2024-02-03T00:00:00.000Z"


def test_confidence_and_grade_are_given_only_where_an_analyst_judged() -> None:
    judged = of_type(bundle(replace(harbour(), reliability="B", credibility="2")), "report")[0]
    assert judged["confidence"] == 70
    assert 'admiralty-scale:source-reliability="b"' in judged["labels"]
    unjudged = of_type(bundle(harbour()), "report")[0]
    assert "confidence" not in unjudged
    assert "labels" not in unjudged


def test_a_country_has_its_code_and_another_place_its_own_name_as_region() -> None:
    made = bundle(
        briefing(
            "places",
            ["From Germany and Georgia to Kursk."],
            actors=[("Germany", "GPE"), ("Georgia", "GPE"), ("Kursk", "GPE")],
        )
    )
    places = {each["name"]: each for each in of_type(made, "location")}
    assert places["Germany"]["country"] == "DE"
    assert "country" not in places["Georgia"]  # also a state of the USA
    assert places["Kursk"]["region"] == "kursk"


def test_the_validator_refuses_a_report_that_refers_to_nothing() -> None:
    made = bundle(harbour())
    of_type(made, "report")[0]["object_refs"] = []
    assert not validate_instance(made, ValidationOptions(version="2.1")).is_valid


def test_the_same_articles_give_the_same_bundle() -> None:
    assert bundle(harbour(), ferry()) == bundle(ferry(), harbour())
    assert bundle(harbour())["id"] != bundle(ferry())["id"]


@costly
@given(odd_articles())
def test_odd_text_makes_a_valid_bundle(article: Briefing) -> None:
    bundle(article)
