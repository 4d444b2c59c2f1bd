"""The pack: what was asked for and nothing else, and text that stays text."""

import re

import pytest
from hypothesis import given

from generator.compose.pack import Wish, pack_page
from generator.compose.pack_views import PackView
from generator.errors import SettingsError
from generator.escape import clean
from generator.render import Renderer
from tests.articles import briefing, ferry, harbour, library_of
from tests.markdown_page import ROOT, Look, costly, nasty, squeeze

LIBRARY = library_of(harbour(), ferry())


def packed(**wish: object) -> PackView:
    data = pack_page(LIBRARY, Wish(**wish), site_name="Desk").data  # type: ignore[arg-type] # the fields of Wish
    assert isinstance(data, PackView)
    return data


def titles(view: PackView) -> list[str]:
    return [each.title for each in view.briefings]


def test_a_pack_of_nothing_named_has_everything_latest_first() -> None:
    assert titles(packed()) == [harbour().title, ferry().title]


@pytest.mark.parametrize("name", ["Moreau", "ida moreau", "ida-moreau", "Ida Moreau"])
def test_an_actor_goes_by_name_alias_or_address(name: str) -> None:
    view = packed(actors=(name,))
    assert (view.title, len(view.briefings)) == ("Ida Moreau", 2)
    assert [(quote.text, quote.number) for quote in view.said] == [
        ("We asked for talks in March.", 1)
    ]


def test_topics_and_actors_add_up() -> None:
    assert titles(packed(topics=("ferries",))) == [ferry().title]
    assert len(packed(topics=("ferries",), actors=("Dockers' Union",)).briefings) == 2


def test_since_leaves_out_what_is_older_and_says_what_has_no_date() -> None:
    view = packed(since="2023-05-03")
    assert (titles(view), view.undated) == ([harbour().title], 1)


@pytest.mark.parametrize(
    ("wish", "line"),
    [
        ({"actors": ("Ida Morau",)}, "did you mean Ida Moreau?"),
        ({"topics": ("zzz",)}, "the topic index lists all"),
        ({"stories": ("zzz",)}, "the story index lists all"),
        ({"since": "2030-01-01"}, "no article is left"),
    ],
)
def test_what_cannot_be_packed_is_named_in_one_line(wish: dict[str, object], line: str) -> None:
    with pytest.raises(SettingsError) as caught:
        packed(**wish)
    assert line in str(caught.value)


@costly
@given(nasty.filter(clean))
def test_no_text_of_an_article_becomes_markup(text: str) -> None:
    article = briefing("odd", [text], title=text, source=text, author=text, url=text, file=text)
    plain = briefing("odd", ["w"], title="w", source="w", author="w", url="w", file="w")
    odd, usual = (
        Look(
            Renderer([ROOT / "templates"]).document(
                pack_page(library_of(each), Wish(), site_name=each.title)
            )
        )
        for each in (article, plain)
    )
    assert [tag for tag in odd.tags if "bdi" not in tag] == usual.tags
    assert squeeze(clean(text)) in odd.text


def test_a_pack_loads_nothing_and_every_link_in_it_leads_somewhere() -> None:
    html = Renderer([ROOT / "templates"]).document(pack_page(LIBRARY, Wish(), site_name="Desk"))
    assert "default-src 'none'" in html
    assert not re.findall(r"<(?:script|img|link|iframe)|url\(|@import|style=", html)
    ids = set(re.findall(r'id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) == ids == {"b1", "b2"}
