"""The network: only ties that are there, drawn inside the box, the same in any order."""

import re
import xml.etree.ElementTree as ET
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compose.desk import Desk
from generator.compose.dossier_views import NetworkView
from generator.compose.drawing import arrange, bounds
from generator.compose.network import g_squared, network_page
from generator.corpus_model import View
from generator.model import Briefing
from tests.articles import briefing, library_of

NAMES = ["Alba", "Brim", "Cole", "Dorn", "Elva", "Fenn", "Gore", "Hult"]

articles = st.lists(
    st.lists(st.lists(st.sampled_from(NAMES), max_size=3, unique=True), min_size=1, max_size=3),
    max_size=8,
)


def article(number: int, paragraphs: list[list[str]]) -> Briefing:
    names = sorted({name for names in paragraphs for name in names})
    return briefing(
        f"a{number}",
        [
            f"Item {number} part {part}: {' and '.join(names)} met."
            for part, names in enumerate(paragraphs)
        ],
        actors=[(name, "PERSON") for name in names],
        title=f"Item {number}",
        published=f"2024-01-{number + 1:02}",
    )


def network(found: list[Briefing]) -> NetworkView:
    (view,) = network_page(Desk(library_of(*found))).make()
    assert isinstance(view, View)
    assert isinstance(view.data, NetworkView)
    return view.data


@settings(max_examples=40, deadline=None)
@given(articles, st.randoms(use_true_random=False))
def test_each_tie_is_in_a_paragraph_and_each_node_has_one(
    rows: list[list[list[str]]], random: Random
) -> None:
    found = [article(number, paragraphs) for number, paragraphs in enumerate(rows)]
    view = network(found)
    together = {
        pair
        for paragraphs in rows
        for names in paragraphs
        for pair in combinations(sorted(names), 2)
    }
    tied = {tuple(sorted((tie.one.name, tie.other.name))) for tie in view.ties}
    assert tied <= together
    drawn = set(re.findall(r'<text[^>]*dy="5">(\w+)</text>', view.svg or ""))
    assert drawn == {name for pair in tied for name in pair}
    assert (view.svg is None) == (not tied)
    random.shuffle(found)
    assert network(found) == view


def test_a_tie_names_its_articles_and_leads_to_them() -> None:
    view = network([article(0, [["Alba", "Brim"]]), article(1, [["Brim", "Alba"], ["Cole"]])])
    (tie,) = view.ties
    assert (tie.count, [story.text for story in tie.stories]) == (2, ["Item 1", "Item 0"])
    assert 'href="actors/alba.html"' in (view.svg or "")


def test_who_is_named_everywhere_is_tied_to_nobody() -> None:
    """Alba is in every paragraph, which says nothing; Brim and Cole only come together."""
    rows = [
        article(n, [["Alba", "Brim", "Cole"]] if n % 3 == 0 else [["Alba", NAMES[3 + n % 5]]])
        for n in range(12)
    ]
    view = network(rows)
    first = view.ties[0]
    assert {first.one.name, first.other.name} == {"Brim", "Cole"}


boxes = st.lists(st.tuples(st.floats(40, 230), st.just(28.0)), min_size=1, max_size=40)


@settings(max_examples=15, deadline=None)
@given(boxes, st.data())
def test_boxes_never_overlap(sizes: list[tuple[float, float]], data: st.DataObject) -> None:
    ends = st.integers(0, len(sizes) - 1)
    edges = data.draw(st.lists(st.tuples(ends, ends).filter(lambda e: e[0] != e[1]), max_size=60))
    places = arrange(sizes, edges)
    for ((x, y), (w, h)), ((u, v), (m, n)) in combinations(zip(places, sizes, strict=True), 2):
        assert abs(x - u) >= (w + m) / 2 or abs(y - v) >= (h + n) / 2
    assert arrange(sizes, edges) == places
    assert bounds(places, sizes)[:2] == pytest.approx((0, 0))


def test_everything_is_drawn_inside_the_box_in_legible_size() -> None:
    rows = [article(n, [NAMES[n % 8 : n % 8 + 3]]) for n in range(12)]
    root = ET.fromstring(network(rows).svg or "")
    width, height = (float(root.attrib[side]) for side in ("width", "height"))
    places = [(float(t.attrib["x"]), float(t.attrib["y"])) for t in root.iter("text")]
    assert places
    assert all(0 < x < width and 0 < y < height for x, y in places)
    for rect in root.iter("rect"):
        x, y, w, h = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
        assert x >= 0
        assert y >= 0
        assert x + w <= width
        assert y + h <= height


@pytest.mark.parametrize(("cells", "value"), [((5, 10, 10, 20), 0.0), ((1, 1, 1, 1), 0.0)])
def test_independent_events_have_no_strength(
    cells: tuple[int, int, int, int], value: float
) -> None:
    assert g_squared(*cells) == pytest.approx(value)


def test_strength_grows_with_what_is_shared() -> None:
    values = [g_squared(both, 10, 10, 100) for both in range(1, 11)]
    assert values == sorted(values)
    # Computed by hand from Dunning's formula: 2 * (10 ln 10 + 90 ln (100/90)).
    assert values[-1] == pytest.approx(65.0166, abs=1e-3)
