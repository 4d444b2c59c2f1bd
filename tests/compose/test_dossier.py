"""Dossiers: who says what, of whom, with which words near, and pages that do not grow."""

from collections.abc import Iterator

import pytest

from generator.compose.dossier_views import ActorView, TopicView
from generator.compose.views import IndexView
from generator.corpus_model import View
from generator.model import Briefing
from generator.render import Renderer
from tests.articles import briefing, ferry, harbour, library_of, views_of
from tests.markdown_page import ROOT, Look, to_html

LONG = "Bystrom Adventurous-Longname"


def views(*briefings: Briefing) -> dict[str, View]:
    return {view.path: view for view in views_of(library_of(*briefings))}


def actor(made: dict[str, View], path: str) -> ActorView:
    data = made[path].data
    assert isinstance(data, ActorView)
    return data


def test_quotations_about_an_actor_are_those_of_others_whose_sentence_names_them() -> None:
    article = briefing(
        "talks",
        [
            "“Brand will never sign,” said Ann Cole. Brand said: “I signed.” Rain fell on Fenn.",
            "Cole told Brand “no”.",
        ],
        actors=[("Ann Cole", "PERSON", "Cole"), ("Brand", "PERSON"), ("Fenn", "LOC")],
        quotes=[
            ("Brand will never sign,", "Ann Cole", "Ann Cole", "said"),
            ("I signed.", "Brand", "Brand", "said"),
            ("no", "Ann Cole", "Ann Cole", "told"),
        ],
    )
    made = views(article)
    brand = actor(made, "actors/brand.md")
    assert [row.text for row in brand.quotes] == ["I signed."]
    assert [row.text for row in brand.about] == ["Brand will never sign,", "no"]
    assert [row.text for row in actor(made, "actors/fenn.md").about] == []


def test_phrases_around_an_actor_share_its_paragraphs() -> None:
    article = briefing(
        "two",
        [
            "Alba wants a fish quota, a fish quota.",
            "Brim spoke of a rail strike and Alba.",
            "Mist.",
        ],
        actors=[("Alba", "GPE"), ("Brim", "PERSON")],
        phrases=["rail strike", "fish quota", "Mist"],
    )
    made = views(article)
    assert [row.name for row in actor(made, "actors/brim.md").topics] == ["rail strike"]
    assert [row.name for row in actor(made, "actors/alba.md").topics] == [
        "rail strike",
        "fish quota",
    ]


def test_a_topic_has_the_quotations_that_contain_it() -> None:
    article = briefing(
        "q",
        ["“The rail strike hurts,” said Ann. Of the rail strike Bo said: “It ends.”"],
        phrases=["rail strike"],
        quotes=[("The rail strike hurts,", "Ann", None, "said"), ("It ends.", "Bo", None, "said")],
    )
    topic = views(article)["topics/rail-strike.md"].data
    assert isinstance(topic, TopicView)
    assert [row.text for row in topic.quotes] == ["The rail strike hurts,"]


def test_a_chart_needs_two_months_and_a_sentence_says_the_rest() -> None:
    made = views(harbour(), ferry())
    pages = {
        page.path: str(page.content) for page in Renderer([ROOT / "templates"]).pages(made.values())
    }
    text = Look(to_html(pages["actors/norland.md"])).text
    assert "1 article, all of 2023-05; 1 more without a date." in text
    assert "<svg" not in pages["actors/norland.md"]
    later = briefing(
        "later", ["Norland again."], actors=[("Norland", "GPE")], published="2023-07-01"
    )
    made = views(harbour(), ferry(), later)
    pages = {
        page.path: str(page.content) for page in Renderer([ROOT / "templates"]).pages(made.values())
    }
    look = Look(to_html(pages["actors/norland.md"]))
    assert look.balanced
    assert "2023-05: 1 article 2023-07: 1 article" in look.text
    assert "1 more article has no date." in look.text
    assert [tag for tag in look.tags if tag.startswith("svg")]


@pytest.fixture(scope="module")
def head() -> dict[str, View]:
    """600 articles in one month that all name one actor and one phrase, and one name each."""
    return views(*_many(600))


def _many(count: int) -> Iterator[Briefing]:
    said = "We will not give way in this matter, whatever they say of the port strike and of us"
    for number in range(count):
        name = f"{chr(65 + number % 26)}ane {LONG} {number}"
        yield briefing(
            f"n{number}",
            [
                f"Norland’s harbours stood still as {name} spoke of the port strike number {number}"
                f" at length, and of what it means for all who live there and work there.",
                f"“{said},” said Norland’s minister Ida Moreau {number} times.",
                " ".join(f"w{number}x{place}" for place in range(120)),  # or all were copies
            ],
            title=f"A rather long title about the port strike in Norland, part {number}",
            source="The Alder Post and Evening Standard",
            published=f"20{10 + number // 60}-0{1 + number % 9}-{1 + number % 28:02}",
            actors=[("Norland", "GPE"), ("Ida Moreau", "PERSON"), (name, "PERSON")],
            phrases=["port strike", f"strike number {number}"],
            quotes=[(f"{said},", "Ida Moreau", "Ida Moreau", "said")],
            key_sentences=[f"“{said},” said Norland’s minister Ida Moreau {number} times."],
        )


def test_no_page_grows_with_the_corpus(head: dict[str, View]) -> None:
    """Bytes of the page's own HTML; the theme's frame adds about 12 kB to each."""
    chosen = (
        view
        for path, view in head.items()
        if path.startswith(("actors/", "briefings/", "topics/"))
        and any(part in path for part in ("norland", "moreau", "port-strike.", "_", "index", "/20"))
    )
    pages = Renderer([ROOT / "templates"]).pages(chosen)
    sizes = {page.path: len(str(page.content).encode()) for page in pages}
    assert len(sizes) > 60
    largest = max(sizes, key=lambda path: sizes[path])
    html = len(
        to_html(
            next(
                str(page.content) for page in Renderer([ROOT / "templates"]).pages([head[largest]])
            )
        ).encode()
    )
    assert sizes[largest] < 180_000, largest
    assert html < 185_000, largest


def test_every_article_of_an_actor_is_on_one_of_its_pages(head: dict[str, View]) -> None:
    parts = [
        view.data
        for path, view in head.items()
        if path == "actors/norland.md" or path.startswith("actors/norland_")
    ]
    hrefs = [
        row.story.href for part in parts if isinstance(part, ActorView) for row in part.appearances
    ]
    assert len(hrefs) == len(set(hrefs)) == 600
    first = actor(head, "actors/norland.md")
    assert first.count == 600
    assert len(first.pager.parts) <= 12
    for part in parts:
        assert isinstance(part, ActorView)
        for href in (part.pager.newer, part.pager.older, part.pager.whole):
            assert href is None or f"actors/{href}" in head


@pytest.mark.parametrize("kind", ["briefings", "actors", "topics"])
def test_every_entry_is_in_the_index_or_on_one_of_its_pages(
    head: dict[str, View], kind: str
) -> None:
    index = head[f"{kind}/index.md"].data
    assert isinstance(index, IndexView)
    names: list[str] = []
    for path, view in head.items():
        if path.startswith(f"{kind}/") and isinstance(view.data, IndexView) and view.data.part:
            names += [
                getattr(row, "title", None) or getattr(row, "name", "")
                for g in view.data.groups
                for row in g.rows
            ]
    assert len(names) == len(set(names)) == index.count
    assert sum(part.count for part in index.parts) == index.count
    assert {f"{kind}/{part.href}" for part in index.parts} <= head.keys()
