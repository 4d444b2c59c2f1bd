"""Paging: nothing lost, nothing twice, and older pages stay as they are."""

from hypothesis import given
from hypothesis import strategies as st

from generator.compose.paging import in_chunks, in_parts

sizes = st.integers(1, 12)


@given(st.integers(0, 100), sizes)
def test_parts_hold_every_item_once_in_order(count: int, size: int) -> None:
    parts = list(in_parts(range(count), size))
    assert [item for part in parts for item in part.items] == list(range(count))
    assert all(len(part.items) < 2 * size for part in parts)


@given(st.integers(0, 100), sizes)
def test_parts_lead_from_the_newest_to_the_oldest_and_back(count: int, size: int) -> None:
    parts = {part.number: part for part in in_parts(range(count), size)}
    walked, here = [0], parts[0]
    while here.older is not None:
        assert parts[here.older].newer == here.number
        here = parts[here.older]
        walked.append(here.number)
    assert walked == list(parts)


@given(st.integers(0, 100), sizes)
def test_a_new_item_changes_no_older_part_but_the_way_to_it(count: int, size: int) -> None:
    before = {part.number: part for part in in_parts(range(count), size)}
    after = {part.number: part for part in in_parts(range(-1, count), size)}
    for number in before.keys() - {0}:
        assert before[number].items == after[number].items


names = st.lists(st.text("abcdef", min_size=1, max_size=6), max_size=80, unique=True).map(sorted)


@given(names, sizes)
def test_chunks_hold_every_item_once_and_no_more_than_they_may(found: list[str], most: int) -> None:
    chunks = in_chunks(found, most, str)
    assert [item for chunk in chunks for item in chunk] == found
    assert all(len(chunk) <= most for chunk in chunks)


def test_a_new_item_changes_its_own_chunk_and_hardly_another() -> None:
    found = sorted(f"{number * 7919 % 100_003:05}" for number in range(3_000))
    before = {tuple(chunk) for chunk in in_chunks(found, 90, str)}
    gone = []
    for number in range(200):
        new = f"{number * 499:05}x"
        after = {tuple(chunk) for chunk in in_chunks(sorted([*found, new]), 90, str)}
        gone.append(len(before - after))
        assert before & after
    assert sum(gone) <= 1.5 * len(gone)
    assert max(gone) <= 12
