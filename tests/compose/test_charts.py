"""Charts: bars in proportion to what they count, well-formed, the same every time."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.charts import bars, by_month

counts = st.lists(st.tuples(st.text(max_size=8), st.integers(0, 5000)), min_size=1, max_size=48)
dates = st.dates().map(str) | st.none() | st.text(max_size=12)


def heights(svg: str) -> list[float]:
    return [float(height) for height in re.findall(r'class="bar"[^>]* height="([0-9.]+)"', svg)]


@given(counts)
def test_bars_are_as_high_as_their_counts_and_stay_inside(rows: list[tuple[str, int]]) -> None:
    svg = bars(rows, title='<b> & "c" ]]>', key="k")
    root = ET.fromstring(svg)
    width, height = (float(root.attrib[side]) for side in ("width", "height"))
    most = max(count for _, count in rows)
    assert heights(svg) == [
        pytest.approx(110 * count / most, abs=0.051) for _, count in rows if count
    ]
    for rect in root.iter("rect"):
        x, y, w, h = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
        assert x >= 0
        assert y >= 0
        assert x + w <= width
        assert y + h <= height
    assert svg == bars(list(rows), title='<b> & "c" ]]>', key="k")


def test_a_chart_says_what_it_shows_and_has_no_inline_style() -> None:
    root = ET.fromstring(bars([("2024-01", 2), ("2024-02", 5)], title="Articles", key="k"))
    assert root.attrib["role"] == "img"
    named = [root.find(f".//*[@id='{one}']") for one in root.attrib["aria-labelledby"].split()]
    assert [each.text for each in named if each is not None] == [
        "Articles",
        "From 2024-01 to 2024-02; the most, 5, in 2024-02",
    ]
    assert not [each for each in root.iter() if "style" in each.attrib]


@given(st.lists(dates, max_size=30))
def test_every_date_with_a_month_is_counted_once(rows: list[str | None]) -> None:
    counted = by_month(rows)
    months = [row for row in rows if row and re.match(r"\d{4}-(0[1-9]|1[0-2])(?!\d)", row, re.A)]
    assert sum(count for _, count in counted) == len(months)
    assert len(counted) <= 101
    assert counted == by_month(reversed(rows))


def test_months_without_articles_stand_between_the_others() -> None:
    assert by_month(["2023-11-30", "2024-02", "2024-02-28T10:00:00Z", None, "2024"]) == (
        ("2023-11", 1),
        ("2023-12", 0),
        ("2024-01", 0),
        ("2024-02", 2),
    )


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        ("2020-01", "2023-12", ("2020-01", "2023-12")),
        ("2020-01", "2024-01", ("2020", "2024")),
        ("1950-01", "2024-01", ("1950–1959", "2020–2029")),
        ("0001-01", "9999-12", ("0000–0099", "9900–9999")),
    ],
)
def test_a_bar_stands_for_as_long_as_keeps_bars_apart(
    first: str, last: str, names: tuple[str, str]
) -> None:
    counted = by_month([first, last])
    assert (counted[0][0], counted[-1][0]) == names
