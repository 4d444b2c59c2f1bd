"""What changed: each thing on its own day, the same in every build, and nothing else moved."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import given, settings

from generator.corpus_model import Corpus
from generator.export.changes import Change, Day, changes
from generator.export.changes_page import ChangesView, changes_file, changes_page
from generator.model import Briefing
from tests.articles import briefing, library_of
from tests.export.exported import odd_articles

SCHEMA = json.loads(
    Path(__file__, "../../../generator/schema/changes.schema.json").resolve().read_text("utf-8")
)
LEAD = (
    "A ferry with ninety passengers ran aground near Cape Wren on Monday while fog covered the"
    " lighthouse, the coastguard of Norland said. Nobody drowned, but a dozen passengers were taken"
    " to hospital with bruises, and the ferry was leaking oil by nightfall."
)


def article(key: str, published: str | None, *names: str, **facts: Any) -> Briefing:
    text = f"{key.capitalize()} was about {' and '.join(names)}."
    actors = [(name, "PERSON", {"salience": 0.9 - place / 100}) for place, name in enumerate(names)]
    return briefing(key, [text], published=published, actors=actors, **facts)


def corpus_of(articles: Sequence[Briefing], main_actors: int = 10_000) -> Corpus:
    return library_of(*articles, main_actors=main_actors).corpus


def found(*articles: Briefing) -> dict[str, Day]:
    return {each.day: each for each in changes(corpus_of(articles))}


def names(rows: tuple[Change, ...]) -> list[tuple[str, ...]]:
    return [tuple(target.name for target in row.targets) for row in rows]


def checked(days: tuple[Day, ...]) -> dict[str, Any]:
    made = json.loads(changes_file(days).content)
    jsonschema.validate(made, SCHEMA)
    return made


def test_an_actor_and_a_pairing_are_new_with_the_earliest_article_that_has_them() -> None:
    days = found(
        article("monday", "2024-05-06", "Ann Lee", "Bo Ek"),
        article("tuesday", "2024-05-07", "Ann Lee", "Cy Dahl"),
        article("wednesday", "2024-05-08", "Bo Ek", "Cy Dahl", "Ann Lee"),
    )
    assert list(days) == ["2024-05-08", "2024-05-07", "2024-05-06"]
    actors = {day: sorted(names(each.changes["actors"])) for day, each in days.items()}
    assert actors["2024-05-06"] == [("Ann Lee",), ("Bo Ek",)]
    assert actors["2024-05-07"] == [("Cy Dahl",)]
    assert actors["2024-05-08"] == []
    pairs = {
        day: [set(pair) for pair in names(each.changes["pairings"])] for day, each in days.items()
    }
    assert pairs["2024-05-06"] == [{"Ann Lee", "Bo Ek"}]
    assert pairs["2024-05-07"] == [{"Ann Lee", "Cy Dahl"}]
    assert pairs["2024-05-08"] == [{"Bo Ek", "Cy Dahl"}]
    (pair,) = days["2024-05-08"].changes["pairings"]
    assert pair.by is not None
    assert pair.by.path.startswith("briefings/")


def test_the_day_of_arrival_counts_before_that_of_publication() -> None:
    days = found(
        article("late", "2020-01-01", "Ann Lee", arrived="2024-05-09"),
        article("known", "2024-05-06T22:00:00Z", "Ann Lee"),
    )
    assert list(days) == ["2024-05-09", "2024-05-06"]
    assert names(days["2024-05-06"].changes["actors"]) == [("Ann Lee",)]
    assert names(days["2024-05-09"].changes["actors"]) == []


def test_an_article_without_a_day_brings_nothing() -> None:
    assert found(article("when", None, "Ann Lee"), article("may", "2024-05", "Ann Lee")) == {}


def test_actors_beyond_the_salient_make_no_pairing_and_those_without_a_page_none_at_all() -> None:
    many = [f"Ann{chr(97 + number)} Lee{chr(97 + number)}" for number in range(9)]
    one = article("many", "2024-05-06", *many)
    (day,) = found(one).values()
    assert len(day.changes["pairings"]) == 6 * 5 / 2
    assert {name for pair in names(day.changes["pairings"]) for name in pair} == set(many[:6])
    (bare,) = changes(corpus_of([one], main_actors=0))
    assert bare.changes["actors"] == bare.changes["pairings"] == ()


def test_a_story_moves_on_the_day_when_an_article_joins_it() -> None:
    facts: dict[str, Any] = {
        "actors": [("Norland", "GPE"), ("Cape Wren", "LOC")],
        "phrases": ["ferry"],
    }
    first = briefing("first", [LEAD], published="2024-01-01", title="Ferry aground", **facts)
    later = LEAD.replace("Nobody drowned, but a dozen", "The captain was heard. Some")
    second = briefing(
        "second",
        [f"{later} Divers inspected the hull, and the owners promised refunds to everybody."],
        published="2024-01-03",
        title="Ferry was off course",
        **facts,
    )
    days = found(first, second)
    (story,) = days["2024-01-03"].changes["stories"]
    assert story.targets[0].name == "Ferry aground"
    assert story.by is not None
    assert story.by.name == "Ferry was off course"
    assert days["2024-01-01"].changes["stories"] == ()


def test_the_order_of_the_seeds_changes_no_byte() -> None:
    articles = [
        article(f"n{number}", f"2024-05-{1 + number % 5:02}", "Ann Lee", f"Bo E{chr(97 + number)}k")
        for number in range(12)
    ]
    files = [changes_file(changes(corpus_of(each))) for each in (articles, articles[::-1])]
    assert files[0] == files[1]


def test_a_new_article_adds_its_own_entries_and_renames_none() -> None:
    before = [
        article("a", "2024-05-06", "Ann Lee", "Bo Ek"),
        article("b", "2024-05-07", "Ann Lee"),
    ]
    after = [*before, article("c", "2024-05-08", "Cy Dahl")]
    old, new = (checked(changes(corpus_of(each))) for each in (before, after))
    for kind in ("briefings", "actors", "pairings", "stories"):
        ids = [{row["id"] for row in each[kind]} for each in (old, new)]
        assert ids[0] <= ids[1]
    assert {row["day"] for row in new["briefings"]} - {row["day"] for row in old["briefings"]} == {
        "2024-05-08"
    }


def test_the_file_and_the_page_are_cut_and_say_how_much_there_is() -> None:
    days = tuple(
        Day(
            day=f"2024-{1 + number // 28:02}-{1 + number % 28:02}",
            changes={
                "briefings": some_briefings(f"{number}-", 40),
                "actors": (),
                "pairings": (),
                "stories": (),
            },
        )
        for number in range(30)
    )
    made = checked(days)
    assert len(made["briefings"]) == 300
    assert sum(day["briefings"] for day in made["days"]) == 1200
    view = changes_page(days).data
    assert isinstance(view, ChangesView)
    assert [len(day.kinds[0].rows) for day in view.days] == [20] * 20
    assert {day.kinds[0].more for day in view.days} == {20}
    assert [day.counts for day in view.earlier] == [((40, "new briefings"),)] * 10


def some_briefings(prefix: str, number: int) -> tuple[Change, ...]:
    articles = [article(f"{prefix}{each}", "2024-05-06", "Ann Lee") for each in range(number)]
    (day,) = changes(corpus_of(articles))
    return day.changes["briefings"]


@settings(max_examples=40, deadline=None)
@given(odd_articles())
def test_whatever_an_article_says_the_file_keeps_to_its_schema(one: Briefing) -> None:
    checked(changes(corpus_of([one])))
