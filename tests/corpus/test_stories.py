"""Stories: articles on one event meet, others do not, and what is together stays together."""

import json
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.corpus.stories import cluster
from generator.model import Briefing
from tests.articles import briefing, corpus_of

SET = Path(__file__).parents[2] / "benchmarks" / "stories" / "articles.jsonl"
ROWS = [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]


def made(number: int, **facts: object) -> Briefing:
    row = ROWS[number]
    values = {name: row[name] for name in ("title", "published", "source")} | facts
    return briefing(f"{number:03}", row["text"].split("\n\n"), **values)


def of(*events: str) -> list[Briefing]:
    return [made(number) for number, row in enumerate(ROWS) if row["event"] in events]


def stories(articles: Sequence[Briefing]) -> set[frozenset[str]]:
    return {frozenset(story.briefings) for story in corpus_of(*articles).stories}


def test_articles_of_several_outlets_on_one_event_are_a_story() -> None:
    articles = of("ferry")
    (story,) = corpus_of(*articles).stories
    assert set(story.briefings) == {each.id for each in articles}
    assert story.sources == (
        "Capital Courier",
        "Meridian Wire",
        "Rosshaven Echo",
        "The Daily Harbour",
    )
    assert story.independent == 4


def test_two_events_of_one_kind_in_one_week_are_two_stories() -> None:
    one, other = of("quake-sorrel"), of("quake-tarvan")
    assert stories([*one, *other]) == {
        frozenset(each.id for each in one),
        frozenset(each.id for each in other),
    }


def test_the_articles_of_a_story_are_in_the_order_of_publication() -> None:
    articles = of("quake-sorrel")
    (story,) = corpus_of(*articles[::-1]).stories
    assert list(story.briefings) == [each.id for each in articles]


def test_the_same_event_years_later_is_another_story() -> None:
    first, *_ = articles = of("merger")
    later = made(ROWS.index(ROWS[0]), published="2034-01-01")
    again = briefing("again", [first.text], title="Once more: beer", published="2030-09-12")
    assert not any(again.id in story for story in stories([*articles, later, again]))


def test_a_story_of_one_outlet_has_a_single_source() -> None:
    articles = [
        made(number, source="One Outlet")
        for number, row in enumerate(ROWS)
        if row["event"] == "fire"
    ]
    (story,) = corpus_of(*articles).stories
    assert story.independent == 1


def test_an_outlet_that_takes_over_half_a_text_is_no_source_of_its_own() -> None:
    first, second, *_ = of("fire")
    taken = briefing(
        "taken",
        [first.text, *(each.text for each in of("merger", "vaccine"))],
        title=first.title,
        published="2024-07-19",
        source="Copy Cat",
    )
    whole = corpus_of(first, second, taken)
    (story,) = whole.stories
    assert not whole.copies
    assert taken.id in story.briefings
    assert (len(story.sources), story.independent) == (3, 2)


def test_the_order_of_the_articles_does_not_matter() -> None:
    articles = of("merger", "treaty")
    expected = corpus_of(*articles).stories
    assert len(expected) == 2
    assert all(corpus_of(*order).stories == expected for order in permutations(articles))


def test_an_article_on_something_else_leaves_all_stories_as_they_were() -> None:
    """Nothing in how alike two articles are depends on others with other words."""
    articles = of("quake-sorrel", "quake-tarvan", "ferry", "breach", "fire")
    before = corpus_of(*articles).stories
    other = briefing(
        "chess",
        ["Grandmaster Quillfeather sacrificed both rooks, mated Zugspitzer in nineteen moves."],
        published="2024-07-19",
    )
    assert corpus_of(*articles, other).stories == before


def test_a_later_article_joins_its_story_and_keeps_its_address() -> None:
    *articles, last = of("fire")
    others = of("quake-sorrel", "ferry")
    before = {story.slug: story for story in corpus_of(*articles, *others).stories}
    after = {story.slug: story for story in corpus_of(*articles, *others, last).stories}
    assert before.keys() == after.keys()
    grown = [slug for slug in after if after[slug].briefings != before[slug].briefings]
    assert [after[slug].briefings[-1] for slug in grown] == [last.id]


likenesses = st.integers(2, 12).flatmap(
    lambda size: st.lists(
        st.tuples(st.integers(0, size - 1), st.integers(0, size - 1), st.floats(0.05, 1)),
        max_size=40,
    ).map(lambda pairs: (size, pairs))
)


@settings(max_examples=200, deadline=None)
@given(likenesses)
def test_a_later_article_never_parts_those_before_it(
    case: tuple[int, list[tuple[int, int, float]]],
) -> None:
    """Whatever is alike: groups only grow or join as articles come."""
    size, pairs = case
    likeness: list[dict[int, float]] = [{} for _ in range(size)]
    for one, other, value in pairs:
        if one != other:
            likeness[one][other] = likeness[other][one] = value
    fewer = [
        {other: value for other, value in row.items() if other < size - 1} for row in likeness[:-1]
    ]
    after = cluster(likeness, alike=0.3)
    assert sorted(number for group in after for number in group) == list(range(size))
    for group in cluster(fewer, alike=0.3):
        assert any(set(group) <= set(larger) for larger in after)


@settings(max_examples=100, deadline=None)
@given(likenesses)
def test_no_two_groups_that_are_alike_stay_apart(
    case: tuple[int, list[tuple[int, int, float]]],
) -> None:
    size, pairs = case
    likeness: list[dict[int, float]] = [{} for _ in range(size)]
    for one, other, value in pairs:
        if one != other:
            likeness[one][other] = likeness[other][one] = value
    groups = cluster(likeness, alike=0.3)
    for number, one in enumerate(groups):
        for other in groups[:number]:
            between = sum(likeness[a].get(b, 0.0) for a in one for b in other)
            assert between / (len(one) * len(other)) < 0.3 + 1e-6
