"""The table of what pages ask and answer: equal to a plain dictionary of them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.page_facts import PageFacts, PageTable

NAMES = st.text("abé", min_size=1, max_size=3)
NUMBERS = st.lists(st.integers(0, 9) | st.just(2**64 - 1), max_size=4)
PAGES = st.dictionaries(
    NAMES, st.tuples(NUMBERS, NUMBERS, st.lists(st.text(max_size=2), max_size=2)), max_size=5
)
Plain = dict[str, tuple[list[int], list[int], list[str]]]


def table(pages: Plain) -> PageTable:
    return PageTable.of(PageTable(), (), {name: known(row) for name, row in pages.items()})


def known(row: tuple[list[int], list[int], list[str]]) -> PageFacts:
    asks, anchors, warnings = row
    return PageFacts(
        asks=np.array(asks, dtype=np.uint64),
        anchors=np.array(anchors, dtype=np.uint64),
        warnings=tuple(warnings),
    )


def plain(pages: PageTable) -> Plain:
    return {
        name: (each.asks.tolist(), each.anchors.tolist(), list(each.warnings))
        for name, each in pages.items()
    }


@given(old=PAGES, fresh=PAGES, data=st.data())
def test_a_table_holds_what_was_kept_and_what_is_fresh(
    old: Plain, fresh: Plain, data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.sampled_from(sorted(old)), unique=True)) if old else []
    both = PageTable.of(table(old), kept, {name: known(row) for name, row in fresh.items()})
    assert plain(both) == {name: old[name] for name in kept} | fresh
    assert len(both) == len(plain(both))
    again = PageTable.from_bytes(both.to_bytes(), both.warnings)
    assert plain(again) == plain(both)


@given(pages=PAGES, some=st.sets(st.integers(0, 9) | st.just(2**64 - 1)))
def test_asking_finds_the_pages_that_were_rendered_by_a_fact(pages: Plain, some: set[int]) -> None:
    """Not those that make it true."""
    expected = {name for name, (asks, _, _) in pages.items() if some & set(asks)}
    assert table(pages).asking(some) == expected
