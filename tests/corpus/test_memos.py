"""Whatever earlier corpus a memo is of, a stage gives with it what it gives without."""

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from generator.corpus import neighbours, related
from generator.corpus.copies import find_copies, shingles, signature
from generator.corpus.memos import pack, unpack
from generator.corpus.neighbours import Likeness
from generator.corpus.related import RelatedMemo, find_related
from generator.corpus.stories import StoriesMemo, gather_stories
from generator.corpus.verdicts import Verdicts
from generator.corpus_model import Related, Sketch, Story

WORDS = [f"{sign}{number}word" for number in range(8) for sign in "bcdfg"]
NAMES = [f"Name{number} Bearer" for number in range(6)]
RARE = [f"rare{number}thing" for number in range(30)]

Facts = tuple[str, tuple[str, ...], str | None, str | None]
"""Text, cast, date of publication, outlet."""

# Texts of few blocks: many are alike, and some are copies.
blocks = st.sampled_from(
    [" ".join(WORDS[start : start + 14]) for start in range(0, 40, 7)]
    + [" ".join(RARE[start : start + 10]) for start in range(0, 30, 10)]
)
texts = st.lists(blocks, min_size=0, max_size=4).map(" ".join)
articles: st.SearchStrategy[Facts] = st.tuples(
    texts,
    st.lists(st.sampled_from(NAMES), max_size=4, unique=True).map(tuple),
    st.none() | st.integers(1, 28).map("2024-05-{:02}".format),
    st.sampled_from([None, "One", "Two"]),
)
# A corpus is articles by file; each corpus of a sequence changes some of the one before.
changes = st.dictionaries(st.integers(0, 14), st.none() | articles, max_size=5)
sequences = st.tuples(
    st.dictionaries(st.integers(0, 14), articles, min_size=6), st.lists(changes, max_size=4)
)


def corpora(case: tuple[dict[int, Facts], list[dict[int, Facts | None]]]) -> list[dict[int, Facts]]:
    now, steps = case
    made = [now]
    for step in steps:
        now = {key: facts for key, facts in {**now, **step}.items() if facts}
        made.append(now)
    return made


def sketched(number: int, facts: Facts) -> Sketch:
    text, _, published, source = facts
    runs = shingles(text)
    return Sketch(
        id=f"{number:02}" * 8,
        key=hashlib.sha256(repr((number, facts)).encode()).hexdigest()[:32],
        file=f"{number:02}.txt",
        sha256="",
        title="",
        title_is_derived=True,
        published=published,
        arrived=None,
        source=source,
        url=None,
        language="en",
        actors=(),
        keyphrases=(),
        dates=(),
        quotes=0,
        paragraphs=1,
        opening=tuple(text.split()),
        shingles=int(runs.size),
        signature=signature(runs),
    )


class Stages:
    """Runs the stages, each with the memo that the run before left, through its bytes."""

    def __init__(self) -> None:
        self._memos: dict[str, Any] = {}

    def run(self, corpus: Mapping[int, Facts]) -> tuple[Any, ...]:
        sketches = [sketched(number, facts) for number, facts in corpus.items()]
        text = {one.id: facts[0] for one, facts in zip(sketches, corpus.values(), strict=True)}
        names = {one.id: facts[1] for one, facts in zip(sketches, corpus.values(), strict=True)}
        copy_of, copies_memo = find_copies(sketches, text.__getitem__, self._memos.get("copies"))
        shown = [each for each in sketches if each.id not in copy_of]
        stories, stories_memo = gather_stories(
            shown,
            [each for each in sketches if each.id in copy_of],
            copy_of,
            casts={key: [(name, name) for name in cast] for key, cast in names.items()},
            addresses={each.id: each.id for each in sketches},
            text_of=text.__getitem__,
            memo=self._memos.get("stories"),
        )
        items = {key: [("actor", name) for name in cast] for key, cast in names.items()}
        found, related_memo = find_related(shown, items, stories, self._memos.get("related"))
        self._memos = {
            "copies": Verdicts.from_bytes(copies_memo.to_bytes()),
            "stories": StoriesMemo.from_bytes(stories_memo.to_bytes()),
            "related": RelatedMemo.from_bytes(related_memo.to_bytes()),
        }
        return copy_of, stories, dict(found)


@settings(max_examples=150, deadline=None)
@given(sequences)
def test_a_memo_changes_nothing(
    case: tuple[dict[int, Facts], list[dict[int, Facts | None]]],
) -> None:
    stages = Stages()
    for corpus in corpora(case):
        assert stages.run(corpus) == Stages().run(corpus)


@settings(max_examples=150, deadline=None)
@given(sequences)
def test_a_memo_changes_nothing_in_how_alike_articles_are(
    case: tuple[dict[int, Facts], list[dict[int, Facts | None]]],
) -> None:
    memo = None
    for corpus in corpora(case):
        found, memo = likenesses(corpus, memo)
        assert found == likenesses(corpus, None)[0]


@settings(max_examples=150, deadline=None)
@given(sequences, st.integers(1, 3))
def test_nor_where_an_article_has_more_neighbours_than_are_kept(
    case: tuple[dict[int, Facts], list[dict[int, Facts | None]]], most: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neighbours, "MOST", most)
        memo = None
        for corpus in corpora(case):
            found, memo = likenesses(corpus, memo)
            assert found == likenesses(corpus, None)[0]


def test_what_was_left_out_is_in_again_when_a_nearer_one_goes() -> None:
    """Eleven articles of the same words, a day apart, each of which keeps two neighbours."""
    text = " ".join(WORDS[:12])
    corpus: dict[int, Facts] = {}
    for day in range(1, 12):
        corpus[day] = (text, (), f"2024-05-{day:02}", None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neighbours, "MOST", 2)
        before, memo = likenesses(corpus, None)
        assert {other for one, other, _ in before if one == 11} == {9, 10}
        del corpus[10]
        after, now = likenesses(corpus, memo)
        assert now.marks[-1] == memo.marks[-1]
        assert {other for one, other, _ in after if one == 11} == {8, 9}


def likenesses(
    corpus: Mapping[int, Facts], memo: Likeness | None
) -> tuple[set[tuple[int, int, int]], Likeness]:
    numbers = sorted(corpus)
    sketches = [sketched(number, corpus[number]) for number in numbers]
    casts = {each.id: [(n, n) for n in corpus[int(each.id[:2])][1]] for each in sketches}
    pairs, memo = neighbours.neighbours(sketches, casts, memo)
    rows = zip(pairs.one.tolist(), pairs.other.tolist(), pairs.value.tolist(), strict=True)
    return {(numbers[one], numbers[other], value) for one, other, value in rows}, memo


items_of = st.lists(
    st.sampled_from([("actor", f"a{number}") for number in range(5)])
    | st.sampled_from([("topic", f"t-{number}") for number in range(5)])
    | st.sampled_from([("topic", f"word{number}") for number in range(3)]),
    max_size=5,
    unique=True,
)
Subject = tuple[list[tuple[str, str]], str | None, int]
subjects = st.tuples(
    items_of,
    st.none() | st.integers(1, 28).map("2024-05-{:02}".format),
    st.integers(0, 20),
)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.integers(0, 60), subjects, min_size=8, max_size=60),
    st.lists(st.dictionaries(st.integers(0, 60), st.none() | subjects, max_size=3), max_size=4),
    st.integers(1, 3),
)
def test_a_memo_changes_nothing_in_what_is_related(
    now: dict[int, Subject], steps: list[dict[int, Subject | None]], nearest: int
) -> None:
    """With so few neighbours in time that those of one item come and go."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(related, "_NEAREST", nearest)
        memo = None
        for step in [{}, *steps]:
            now = {key: one for key, one in {**now, **step}.items() if one}
            found, memo = relations(now, memo)
            assert found == relations(now, None)[0]


def test_the_rarity_of_what_is_shared_is_part_of_the_memo() -> None:
    """What three more articles have relates no longer those who had it."""
    two: dict[int, Subject] = {number: ([("topic", "word")], None, 0) for number in range(2)} | {
        number: ([], None, 0) for number in range(2, 9)
    }
    more = {number: ([("actor", "a"), ("actor", "b")], None, 0) for number in range(2)}
    crowd: dict[int, Subject] = {number: ([("actor", "a")], None, 0) for number in range(20, 60)}
    before, memo = relations(two | more, None)
    assert before[f"{0:02}" * 8][0].actors == ("a", "b")
    after, _ = relations(two | more | crowd, memo)
    assert after == relations(two | more | crowd, None)[0]
    assert after[f"{0:02}" * 8][0].actors == ("b", "a")


def test_a_change_far_away_in_time_is_no_reason_to_look_again() -> None:
    corpus: dict[int, Subject] = {
        number: (
            [("actor", f"a{number // 3}"), ("topic", "many")],
            f"2024-05-{1 + number // 3:02}",
            0,
        )
        for number in range(60)
    }
    _, memo = relations(corpus, None)
    _, after = relations(corpus | {99: ([("actor", "a19")], "2024-05-28", 0)}, memo)
    same = [key for key, known in memo.known.items() if after.known[key] == known]
    assert len(same) > 40


def test_the_days_of_others_are_part_of_the_memo() -> None:
    """Equally related ones are in the order of their distance in days."""
    have = [("actor", "a"), ("actor", "b")]
    corpus: dict[int, Subject] = {
        1: (have, "2024-05-10", 0),
        2: (have, "2024-05-11", 0),
        3: (have, "2024-05-13", 0),
    }
    before, memo = relations(corpus, None)
    assert [each.briefing[:2] for each in before["01" * 8]] == ["02", "03"]
    after, _ = relations(corpus | {2: (have, "2024-05-18", 0)}, memo)
    assert [each.briefing[:2] for each in after["01" * 8]] == ["03", "02"]


def test_what_others_have_besides_is_part_of_the_memo() -> None:
    """The reason names what both have, though they did not meet through it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(related, "_NEAREST", 1)
        corpus: dict[int, Subject] = {
            day: ([("actor", "often")], f"2024-05-{day:02}", 0) for day in range(1, 6)
        }
        corpus[3] = ([("actor", "often"), ("actor", "rare")], "2024-05-03", 0)
        corpus[9] = ([("actor", "rare")], "2024-05-28", 0)
        before, memo = relations(corpus, None)
        assert before["03" * 8][0].actors == ("rare",)
        corpus[9] = ([("actor", "often"), ("actor", "rare")], "2024-05-28", 0)
        after, _ = relations(corpus, memo)
        assert after["03" * 8][0].actors == ("rare", "often")


def relations(
    corpus: Mapping[int, Subject], memo: RelatedMemo | None
) -> tuple[dict[str, tuple[Related, ...]], RelatedMemo]:
    sketches = [
        structs.replace(sketched(number, ("", (), one[1], None)), key=repr(one))
        for number, one in corpus.items()
    ]
    items = {each.id: corpus[int(each.id[:2])][0] for each in sketches}
    grouped: dict[int, list[str]] = {}
    for number, (_, _, story) in sorted(corpus.items()):
        if story:
            grouped.setdefault(story, []).append(f"{number:02}" * 8)
    stories = [
        Story(slug=ids[0], first=ids[0], briefings=tuple(ids), sources=(), independent=1)
        for ids in grouped.values()
        if len(ids) > 1
    ]
    found, memo = find_related(sketches, items, stories, memo)
    return dict(found), memo


def test_texts_are_read_once() -> None:
    text = " ".join(WORDS)
    read: list[str] = []

    def text_of(key: str) -> str:
        read.append(key)
        return text

    sketches = [sketched(number, (text, (), None, None)) for number in range(3)]
    copy_of, memo = find_copies(sketches, text_of)
    assert len(copy_of) == 2
    assert sorted(read) == sorted(each.id for each in sketches)
    assert find_copies(sketches, text_of, memo)[0] == copy_of
    assert len(read) == 3


def test_what_only_an_earlier_corpus_needed_is_forgotten() -> None:
    text = " ".join(WORDS)
    sketches = [sketched(number, (text, (), None, None)) for number in range(3)]
    _, memo = find_copies(sketches, lambda _: text)
    assert len(memo.known) == 2
    _, memo = find_copies(sketches[:1], lambda _: text, memo)
    assert not memo.known


@pytest.mark.parametrize("kind", [Verdicts, Likeness, StoriesMemo, RelatedMemo])
@pytest.mark.parametrize("data", [b"", b"[1", b"1\n2\n3", b"[[1]]", b"[[],[]]\nmore"])
def test_other_bytes_are_no_memo(kind: Any, data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        kind.from_bytes(data)


def test_arrays_keep_their_kind_and_values() -> None:
    arrays = {"small": np.array([1, 2], dtype=np.uint8), "none": np.zeros(0, dtype=np.uint64)}
    facts, found = unpack(pack({"a": [1]}, arrays))
    assert facts == {"a": [1]}
    assert_same(found, arrays)


def assert_same(found: Mapping[str, Any], arrays: Mapping[str, Any]) -> None:
    assert found.keys() == arrays.keys()
    for name, array in arrays.items():
        assert found[name].dtype == array.dtype
        assert found[name].tolist() == array.tolist()


def test_a_memo_that_goes_on_behind_its_end_is_none() -> None:
    whole = pack({}, {"one": np.zeros(2, dtype=np.uint8)})
    with pytest.raises(ValueError, match="longer"):
        unpack(whole + b"\0")
