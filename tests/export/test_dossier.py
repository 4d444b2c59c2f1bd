"""The JSON of a dossier and of the whole corpus: valid by the schemas beside them."""

import json

import jsonschema
import pytest
from hypothesis import given

from generator.model import Briefing
from tests.articles import ferry, harbour
from tests.export.exported import exported, odd_articles
from tests.markdown_page import costly


def validator(files: dict[str, bytes], name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads(files[f"data/schema/{name}.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def dossiers(files: dict[str, bytes]) -> dict[str, dict]:
    check = validator(files, "dossier")
    made = {}
    for path, text in files.items():
        if path.startswith("actors/") and ".feed." not in path and path.endswith(".json"):
            row = json.loads(text)
            check.validate(row)
            assert path == f"actors/{row['actor']}.json"
            made[row["actor"]] = row
    return made


def test_a_dossier_says_where_the_actor_stands_and_what_they_say_with_whom() -> None:
    row = dossiers(exported(harbour(), ferry()))["harbour-board"]
    text = {each.id: each.text for each in (harbour(), ferry())}
    assert [each["title"] for each in row["appearances"]] == [harbour().title, ferry().title]
    for each in row["appearances"]:
        for place in each["mentions"]:
            assert text[each["briefing"]][place["start"] : place["end"]] == place["text"]
    assert [each["text"] for each in row["quotations"]] == ["will cost us dearly"]
    assert row["quotations"][0]["paragraph"] == 1
    assert row["with"][0] == {"actor": "ida-moreau", "name": "Ida Moreau", "articles": 2}
    assert all(each["actor"] != "harbour-board" for each in row["with"])


def test_the_corpus_is_one_briefing_a_line_as_beside_its_page() -> None:
    files = exported(harbour(), ferry())
    check = validator(files, "briefing")
    rows = [json.loads(line) for line in files["data/corpus.jsonl"].splitlines()]
    for row in rows:
        check.validate(row)
    beside = [json.loads(text) for path, text in files.items() if path.startswith("briefings/")]
    assert rows == beside


@costly
@given(odd_articles())
def test_odd_text_is_valid(article: Briefing) -> None:
    files = exported(article)
    dossiers(files)
    (line,) = files["data/corpus.jsonl"].decode().split("\n")[:-1]
    validator(files, "briefing").validate(json.loads(line))


@pytest.mark.parametrize("field", ["appearances", "first", "type"])
def test_the_schema_refuses_what_is_no_dossier(field: str) -> None:
    files = exported(harbour())
    row = dossiers(files)["ida-moreau"]
    with pytest.raises(jsonschema.ValidationError):
        validator(files, "dossier").validate(row | {field: 7})


def test_every_field_is_described() -> None:
    schema = json.loads(exported()["data/schema/dossier.schema.json"])
    undescribed = [
        name
        for part in (schema, *schema["$defs"].values())
        for name, field in part.get("properties", {}).items()
        if "description" not in field and "$ref" not in field
    ]
    assert undescribed == []


def test_exports_of_the_same_articles_are_the_same_bytes_in_any_order() -> None:
    assert exported(harbour(), ferry()) == exported(ferry(), harbour())
