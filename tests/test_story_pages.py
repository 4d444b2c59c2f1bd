"""Pages about several articles: copies, stories, related briefings, the timeline."""

from typing import Any

from generator.compose.story_views import StoriesView, StoryView, TimelineView
from generator.compose.views import BriefingView
from generator.corpus_model import View
from generator.model import Briefing
from tests.articles import briefing, library_of, views_of

LEAD = (
    "A ferry with ninety passengers ran aground near Cape Wren on Monday while fog covered the"
    " lighthouse, the coastguard of Norland said. Nobody drowned, but a dozen passengers were taken"
    " to the hospital of Port Alder with bruises, and the ferry was leaking oil by nightfall."
)
LATER = (
    "The ferry that ran aground near Cape Wren in fog was off course, investigators said."
    " Captain Ruth Alcott told the coastguard: “The radar went dark.” Passengers praised the crew."
)


def ferry(key: str, text: str, **facts: Any) -> Briefing:
    values: dict[str, Any] = {
        "published": "2024-01-01",
        "source": "The Alder Post",
        "actors": [("Norland", "GPE"), ("Cape Wren", "LOC")],
        "phrases": ["ferry"],
    }
    return briefing(key, [text], **values | facts)


FIRST = ferry("first", LEAD, title="Ferry aground", dates=[("Monday", "2024-01-01")])
COPY = ferry(
    "copy",
    f"{LEAD} Read more in our app.",
    title="Ferry hits rocks",
    source="Island News",
    published="2024-01-02",
)
SECOND = ferry(
    "second",
    LATER,
    title="Ferry was off course",
    published="2024-01-03",
    source="Norland Radio",
    actors=[("Norland", "GPE"), ("Cape Wren", "LOC"), ("Ruth Alcott", "PERSON")],
    quotes=[("The radar went dark.", "Ruth Alcott", "Ruth Alcott", "told")],
)


def views(*articles: Briefing) -> dict[str, View]:
    return {view.path: view for view in views_of(library_of(*articles))}


def page_of(made: dict[str, View], article: Briefing) -> BriefingView:
    pages = (view.data for view in made.values() if isinstance(view.data, BriefingView))
    return next(page for page in pages if page.file == article.file)


def test_an_article_names_its_copies_and_a_copy_what_it_repeats() -> None:
    made = views(FIRST, COPY)
    first, copy = page_of(made, FIRST).ties, page_of(made, COPY).ties
    assert [each.title for each in first.copies] == ["Ferry hits rocks"]
    assert first.copy_of is None
    assert copy.copy_of
    assert copy.copy_of.title == "Ferry aground"
    assert copy.copies == ()


def test_the_actors_of_a_copy_lead_to_the_same_dossiers() -> None:
    made = views(FIRST, COPY)
    expected = {(row.name, row.href) for row in page_of(made, FIRST).actors}
    assert {(row.name, row.href) for row in page_of(made, COPY).actors} == expected
    assert all(href for _, href in expected)


def test_a_story_tells_what_each_article_adds() -> None:
    made = views(FIRST, COPY, SECOND)
    (story,) = (view.data for view in made.values() if isinstance(view.data, StoryView))
    assert [step.story.title for step in story.steps] == ["Ferry aground", "Ferry was off course"]
    first, second = story.steps
    assert [copy.title for copy in first.copies] == ["Ferry hits rocks"]
    assert [row.name for row in second.actors] == ["Ruth Alcott"]
    assert (first.quotes, second.quotes) == (0, 1)
    assert [quote.text for quote in story.quotes] == ["The radar went dark."]
    assert (story.event.count, story.event.independent) == (2, 2)


def test_the_articles_of_a_story_lead_to_it_and_to_one_another() -> None:
    made = views(FIRST, COPY, SECOND)
    for article, other in ((FIRST, SECOND), (SECOND, FIRST), (COPY, SECOND)):
        ties = page_of(made, article).ties
        assert ties.event
        assert ties.event.href.removeprefix("../") in made
        assert [each.title for each in ties.others] == [other.title]


def test_stories_are_listed_by_the_month_of_their_latest_article() -> None:
    made = views(FIRST, SECOND)
    index, month = made["stories/index.md"].data, made["stories/2024-01.md"].data
    assert isinstance(index, StoriesView)
    assert isinstance(month, StoriesView)
    assert index.events == month.events
    assert [(part.href, part.count) for part in index.parts] == [("2024-01.md", 1)]


def test_related_briefings_give_the_reason() -> None:
    later = ferry("later", "Norland opens a museum at Cape Wren.", published="2029-01-01")
    (related,) = page_of(views(FIRST, later), later).ties.related
    assert related.story.title == "Ferry aground"
    assert {row.name for row in related.actors} == {"Norland", "Cape Wren"}


def chronicle(*dates: tuple[str, str | None], published: str | None = "2024-05-01") -> Briefing:
    text = " ".join(f"Something happened {words}." for words, _ in dates)
    return briefing("chronicle", [text], dates=dates, published=published)


def timeline(made: dict[str, View], name: str) -> TimelineView:
    page = made[f"timeline/{name}.md"].data
    assert isinstance(page, TimelineView)
    return page


def test_the_timeline_is_by_what_articles_speak_of_not_by_when_they_appeared() -> None:
    made = views(chronicle(("in March 2019", "2019-03"), ("on 5 March 2019", "2019-03-05")))
    days = timeline(made, "2019-03").days
    assert [day.value for day in days] == ["2019-03", "2019-03-05"]
    assert "5 March 2019</mark>" in days[1].rows[0].sentence.content
    assert not any("timeline/2024" in path for path in made)


def test_years_weeks_and_intervals_have_their_place() -> None:
    dates = (
        ("in 1998", "1998"),
        ("that week", "2019-W10"),
        ("from May to July", "2020-05/2020-07"),
        ("in 44 BC", "-0043"),
        ("in 79", "0079"),
    )
    made = views(chronicle(*dates))
    found = {
        name: [day.value for day in timeline(made, name).days]
        for name in ("1998", "2019-03", "2020-05", "early")
    }
    assert found == {
        "1998": ["1998"],
        "2019-03": ["2019-W10"],
        "2020-05": ["2020-05/2020-07"],
        "early": ["-0043", "0079"],
    }


def test_what_is_undated_is_listed_as_undated() -> None:
    made = views(chronicle(("some day", None)))
    (day,) = timeline(made, "undated-2024-05").days
    assert day.value is None
    assert timeline(views(chronicle(("some day", None), published=None)), "undated").count == 1


def test_a_dateline_is_no_event() -> None:
    article = briefing(
        "dateline",
        [("dateline", "Port Alder, 3 May 2023"), "It rained."],
        dates=[("3 May 2023", "2023-05-03")],
    )
    assert timeline(views(article), "index").count == 0


def test_a_long_month_goes_on_on_further_pages() -> None:
    articles = [
        briefing(
            f"{number:03}",
            [f"Item {number} of the log {number * 7919:x} came on 2 May."],
            dates=[("2 May", "2024-05-02")],
            published=f"{1100 + number}-01-01",
        )
        for number in range(160)
    ]
    made = views(*articles)
    names = sorted(path[9:-3] for path in made if path.startswith("timeline/2024-05"))
    pages = [timeline(made, name) for name in names]
    shown = [len(day.rows) for page in pages for day in page.days]
    assert sum(shown) == sum(page.count for page in pages) == 160
    assert max(shown) < 160
    assert {part.href for part in pages[0].parts} == {f"{name}.md" for name in names}
    assert sum(page.newer is None for page in pages) == 1
    assert sum(page.older is None for page in pages) == 1
