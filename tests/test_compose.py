"""Composition: marks nest, everything leads to its passage, and nothing of the text is lost."""

import re
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.dossier_views import ActorView
from generator.compose.marks import Mark, MarkKind, annotate
from generator.compose.views import BriefingView, HomeView, IndexView
from generator.corpus_model import View
from generator.escape import Safe, clean
from generator.model import Block, Briefing, Refusal
from generator.passages import Passages, sentence_around
from generator.render import Renderer
from tests.articles import briefing, ferry, harbour, library_of, views_of
from tests.markdown_page import ROOT, Look, costly, nasty, squeeze, thorough, to_html

KINDS: tuple[MarkKind, ...] = ("actor", "phrase", "quote", "key", "date", "hedge")


def views(*briefings: Briefing, **options: int) -> dict[str, View]:
    library = library_of(*briefings, **options)
    return {view.path: view for view in views_of(library, versions={"briefings": "1"})}


def page_of(made: dict[str, View], article: Briefing) -> BriefingView:
    for view in made.values():
        if isinstance(view.data, BriefingView) and view.data.file == article.file:
            return view.data
    raise AssertionError(article.file)


def marked(text: str, *spans: tuple[int, int, MarkKind], href: str | None = None) -> str:
    link = Safe(href) if href else None
    marks = [Mark(start=a, end=b, kind=kind, title=kind, href=link) for a, b, kind in spans]
    return re.sub(
        r'<mark class="m m-(\w+)" title="\w+">', r"<\1>", annotate(text, 0, len(text), marks)
    )


def test_a_mark_within_another_nests() -> None:
    assert marked("abcdef", (0, 6, "key"), (2, 4, "actor")) == "<key>ab<actor>cd</mark>ef</mark>"


def test_marks_that_cross_are_cut_in_two() -> None:
    crossed = marked("abcdef", (0, 4, "quote"), (2, 6, "phrase"))
    assert crossed == "<quote>ab<phrase>cd</mark></mark><phrase>ef</mark>"


def test_marks_at_one_place_open_from_the_wider_notion_inwards() -> None:
    same = marked("ab", (0, 2, "actor"), (0, 2, "phrase"), (0, 2, "key"))
    assert same == "<key><phrase><actor>ab</mark></mark></mark>"


def test_a_mark_given_twice_shows_once() -> None:
    assert marked("ab", (0, 2, "actor"), (0, 2, "actor")) == "<actor>ab</mark>"


def test_links_never_nest_and_keep_their_blanks_outside() -> None:
    linked = marked("Kursk region", (0, 12, "phrase"), (0, 5, "actor"), href="x.md")
    assert linked == "<phrase><actor>[Kursk](x.md)</mark> [region](x.md)</mark>"


spans = st.lists(
    st.tuples(st.integers(-3, 40), st.integers(-3, 40), st.sampled_from(KINDS), st.booleans()),
    max_size=12,
)


@thorough
@given(nasty, spans)
def test_any_marks_keep_the_text_and_nest(
    text: str, found: list[tuple[int, int, MarkKind, bool]]
) -> None:
    """Whatever is marked, the page shows the same text, and its elements nest properly."""
    if not clean(text):
        return
    marks = [
        Mark(start=a, end=b, kind=kind, title=text, href=Safe("x.md") if link else None)
        for a, b, kind, link in found
    ]
    line = annotate(text, 0, len(text), marks, starts=True)
    look = Look(to_html(f'<div markdown="1">\n\n{line}\n{{ #p1 .para }}\n\n</div>'))
    assert look.balanced
    assert look.text == squeeze(clean(text))
    assert not [
        tag for tag in look.tags if tag.split()[0].strip("/") not in ("div", "p", "mark", "a")
    ]


@costly
@given(st.lists(nasty.filter(clean), min_size=1, max_size=4), st.data())
def test_an_article_is_on_its_page_word_for_word(texts: list[str], data: st.DataObject) -> None:
    """Each passage shows exactly its text, whatever was found in it and across it."""
    lines = [re.sub(r"[\n\r]", " ", text) for text in texts]
    kinds = data.draw(
        st.lists(st.sampled_from(["paragraph", "heading", "title"]), min_size=len(lines))
    )
    article = briefing("odd", list(zip(kinds, lines, strict=False)), file=texts[0], title=texts[-1])
    place = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted)
    found = [
        {"text": texts[0], "start": a, "end": b}
        for a, b in data.draw(st.lists(place, min_size=3, max_size=8))
    ]
    row = msgspec.to_builtins(article) | {
        "quotes": [
            each | {"speaker": texts[0], "speaker_actor": None, "cue": None} for each in found[:2]
        ],
        "hedges": [each | {"category": texts[0]} for each in found[2:4]],
        "dates": [each | {"value": None} for each in found[4:]],
        "keyphrases": [{"text": texts[0], "rank": 0, "score": 1.0, "mentions": []}],
        "actors": [
            {"name": texts[0], "type": "ORG", "role": texts[-1], "aliases": texts, "salience": 1.0}
            | {"mentions": found}
        ],
        "author": texts[0],
        "source": texts[-1],
    }
    article = msgspec.convert(row, Briefing)
    made = views(article)
    renderer = Renderer([ROOT / "templates"])
    pages = {page.path: page for page in renderer.pages(made.values())}
    path = next(path for path in pages if path.startswith("briefings/") and "index" not in path)
    look = Look(to_html(pages[path].content))
    assert look.balanced
    for passage in Passages(article).all:
        words = article.text[passage.block.start : passage.block.end]
        assert look.text_of(passage.anchor) == squeeze(clean(words))
    for page in pages.values():
        assert Look(to_html(page.content)).balanced


def test_passages_are_numbered_by_what_they_are() -> None:
    anchors = [passage.anchor for passage in Passages(harbour()).all]
    assert anchors == ["t1", "t2", "p1", "s1", "p2", "p3"]


def test_everything_found_leads_to_its_passage() -> None:
    article = harbour()
    page = page_of(views(article), article)
    assert [row.ref and row.ref.href for row in page.quotes] == ["#p1", "#p2"]
    assert [row.ref and row.ref.href for row in page.bottom_line] == ["#p1"]
    assert [(row.text, row.ref and row.ref.href) for row in page.dates] == [
        ("3 May 2023", "#t2"),
        ("Tuesday", "#p1"),
        ("March", "#p2"),
    ]
    assert [link.href for link in page.outline] == ["#s1"]
    assert {row.name: [ref.href for ref in row.refs] for row in page.actors}["Ida Moreau"] == [
        "#p2"
    ]


def test_the_speaker_of_a_quotation_leads_to_the_dossier() -> None:
    article = harbour()
    page = page_of(views(article), article)
    assert [row.speaker and row.speaker.href for row in page.quotes] == [
        "../actors/harbour-board.md",
        "../actors/ida-moreau.md",
    ]


def test_a_quotation_without_a_speaker_names_none() -> None:
    article = harbour()
    article = replace(
        article, quotes=tuple(replace(q, speaker=None, speaker_actor=None) for q in article.quotes)
    )
    assert [row.speaker for row in page_of(views(article), article).quotes] == [None, None]


def test_an_actor_of_two_articles_or_salient_in_one_has_a_page() -> None:
    made = views(harbour(), ferry(), main_actors=1)
    dossiers = {path for path in made if path.startswith("actors/") and "index" not in path}
    assert dossiers == {"actors/harbour-board.md", "actors/ida-moreau.md", "actors/norland.md"}
    assert "actors/port-alder.md" in views(harbour(), main_actors=4)


def test_an_actor_without_a_page_leads_from_the_index_to_the_passage() -> None:
    index = views(harbour(), main_actors=1)["actors/index.md"].data
    assert isinstance(index, IndexView)
    rows = {row.name: row for group in index.groups for row in group.rows}
    assert rows["Norland"].href is None
    assert [ref.href.rpartition("#")[2] for ref in rows["Norland"].refs] == ["p3"]


def test_a_dossier_gathers_names_roles_and_quotations() -> None:
    dossier = views(harbour(), ferry())["actors/ida-moreau.md"].data
    assert isinstance(dossier, ActorView)
    assert (dossier.name, dossier.aliases) == ("Ida Moreau", ("Moreau",))
    assert dossier.roles == (("who leads the Dockers' Union", 1),)
    assert [quote.text for quote in dossier.quotes] == ["We asked for talks in March."]
    assert [row.story.title for row in dossier.appearances] == [harbour().title, ferry().title]
    assert {row.name: row.count for row in dossier.actors}["Norland"] == 2
    assert dossier.first == dossier.last


def test_a_dossier_shows_the_sentence_of_the_first_mention() -> None:
    dossier = views(harbour(), ferry())["actors/norland.md"].data
    assert isinstance(dossier, ActorView)
    shown = [
        Look(to_html(row.sentence.content)).text for row in dossier.appearances if row.sentence
    ]
    assert shown == [
        "The government of Norland was reportedly ready to step in.",
        "Ferries to Norland run again, the Harbour Board announced.",
    ]


def test_the_latest_article_leads_the_front_page() -> None:
    home = views(ferry(), harbour())["index.md"].data
    assert isinstance(home, HomeView)
    assert home.lead is not None
    assert home.lead.title == harbour().title
    assert [story.title for story in home.stories] == [ferry().title]


def test_an_article_changes_no_page_it_has_nothing_to_do_with() -> None:
    other = briefing(
        "other", ["Snow fell in Eastmark."], actors=[("Eastmark", "GPE")], title="Snow"
    )
    before, after = views(harbour()), views(harbour(), other)
    everywhere = {
        "index.md",
        "about.md",
        "briefings/index.md",
        "actors/index.md",
        "topics/index.md",
        "network.md",
    }
    assert {path for path in before if before[path] != after[path]} <= everywhere


def test_the_site_of_no_articles_has_its_fixed_pages() -> None:
    library = library_of(refusals=[Refusal(path="x", cause="c", remedy="r")])
    paths = [view.path for view in views_of(library)]
    assert paths == [
        "index.md",
        "briefings/index.md",
        "actors/index.md",
        "topics/index.md",
        "about.md",
        "stories/index.md",
        "timeline/index.md",
        "network.md",
    ]


@pytest.mark.parametrize(
    ("reliability", "credibility", "words"),
    [
        ("F", "6", "not yet judged"),
        ("B", "2", "usually reliable; probably true"),
        ("Z", "9", "unknown grade; unknown grade"),
    ],
)
def test_a_grade_says_what_it_means(reliability: str, credibility: str, words: str) -> None:
    article = replace(harbour(), reliability=reliability, credibility=credibility)
    page = page_of(views(article), article)
    assert (page.grade, page.grade_words) == (reliability + credibility, words)


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("One. Two words here. Three.", "words", "Two words here."),
        (
            "Mr. A. B. Smith of the U.S. Navy left. He won.",
            "Navy",
            "Mr. A. B. Smith of the U.S. Navy left.",
        ),
        ("He said: “No.” Then she left.", "she", "Then she left."),
        ("No end here", "end", "No end here"),
        ("東京で会議。大阪で会談。", "大阪", "大阪で会談。"),
    ],
)
def test_the_sentence_around_a_word(text: str, word: str, sentence: str) -> None:
    start, end = sentence_around(text, Block(start=0, end=len(text), line=0), text.index(word))
    assert text[start:end] == sentence


def test_an_endless_sentence_is_cut_around_the_word() -> None:
    text = "so " * 400 + "here " + "on " * 400
    start, end = sentence_around(text, Block(start=0, end=len(text), line=0), text.index("here"))
    assert "here" in text[start:end]
    assert end - start <= 410
