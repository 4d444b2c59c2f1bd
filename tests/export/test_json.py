"""The JSON of a briefing: valid by the published schema, complete, and readable back."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given

import generator
from generator.export.json import briefing_file
from generator.model import Briefing
from tests.articles import briefing, ferry, harbour, library_of, views_of
from tests.markdown_page import ROOT, costly, nasty

SCHEMA = json.loads(
    (Path(generator.__file__).parent / "schema" / "briefing.schema.json").read_text(
        encoding="utf-8"
    )
)


def check(row: object) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(row)


@pytest.mark.parametrize("seed", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda seed: seed.name)
def test_what_is_extracted_from_a_seed_is_valid(seed: Path) -> None:
    check(json.loads(generator.extract(seed.read_text(encoding="utf-8")).to_json()))


def test_what_is_extracted_has_everything_the_schema_describes() -> None:
    row = json.loads(harbour().to_json())
    check(row)
    assert set(row) == set(SCHEMA["properties"])
    for name, kind in [("actors", "actor"), ("quotes", "quote"), ("keyphrases", "keyphrase")]:
        assert set(row[name][0]) == set(SCHEMA["$defs"][kind]["properties"])


@pytest.mark.parametrize(
    ("field", "value"), [("actors", None), ("reliability", "G"), ("sha256", "x"), ("more", 1)]
)
def test_the_schema_refuses_what_is_no_briefing(field: str, value: object) -> None:
    row = json.loads(harbour().to_json()) | {field: value}
    with pytest.raises(jsonschema.ValidationError):
        check(row)


def test_every_field_is_described() -> None:
    undescribed = [
        name
        for part in (SCHEMA, *SCHEMA["$defs"].values())
        for name, field in part.get("properties", {}).items()
        if "description" not in field and "$ref" not in field
    ]
    assert undescribed == []


@costly
@given(nasty)
def test_a_briefing_is_read_back_as_it_was(text: str) -> None:
    article = briefing("x", ["a" + text.replace("\n", " ")], file=text, title=text)
    assert Briefing.from_json(article.to_json()) == article


def test_each_page_of_a_briefing_has_its_file_beside_it() -> None:
    library = library_of(harbour(), ferry())
    pages = {view.path for view in views_of(library) if view.template == "briefing.md.j2"}
    files = [page for key in library.corpus.addresses for page in briefing_file(library, key)]
    assert {page.path.removesuffix(".json") + ".md" for page in files} == pages
