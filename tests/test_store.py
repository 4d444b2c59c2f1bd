"""The cache: remembers, forgets, and survives whatever happens to its file."""

import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import StoreDamage, StoreError
from generator.model import (
    Actor,
    Block,
    Briefing,
    Date,
    Heading,
    Hedge,
    Keyphrase,
    KeySentence,
    Mention,
    Quote,
    Refusal,
    Span,
)
from generator.store import SeedRecord, Store

BRIEFING = Briefing(
    id="a1",
    source="Example News",
    title="A title",
    title_is_derived=False,
    published="2024-08-15",
    language="en",
    text="Ann Lee spoke. “Yes, indeed,” she said. 漢",
    headings=(Heading(text="H", start=0, end=1, line=0),),
    keyphrases=(Keyphrase(text="k", rank=0, score=0.5, mentions=(Span(start=0, end=1),)),),
    actors=(
        Actor(
            name="Ann Lee",
            type="PERSON",
            role=None,
            aliases=("Lee",),
            salience=0.25,
            mentions=(Mention(start=0, end=7, text="Ann Lee"),),
        ),
    ),
    quotes=(
        Quote(text="Yes", start=16, end=19, speaker="Ann Lee", speaker_actor="Ann Lee", cue="said"),
    ),
    key_sentences=(KeySentence(text="Ann Lee spoke.", start=0, end=14),),
    dates=(Date(text="x", start=0, end=1, value=None),),
    hedges=(Hedge(text="may", start=0, end=3, category="possibility"),),
    blocks=(Block(start=0, end=40, line=0),),
    file="a.txt",
    sha256="00",
)


def record(*fingerprints: str) -> SeedRecord:
    return SeedRecord(
        parts={"content": "1"},
        fingerprints=fingerprints,
        refusals=(Refusal(path="a.txt:2", cause="c", remedy="r"),),
        reason="first seen",
    )


def test_what_went_in_comes_out(tmp_path: Path) -> None:
    with Store(tmp_path / "s") as store:
        store.keep_extraction("f1", BRIEFING)
        store.keep_seed("a.txt", record("f1"))
    with Store(tmp_path / "s") as store:
        assert store.extraction("f1") == BRIEFING
        known = store.seeds().get("a.txt")
        assert known is not None
        assert known.fingerprints == ("f1",)
        assert known.refusals == (Refusal(path="a.txt:2", cause="c", remedy="r"),)
        assert store.seeds().get("b.txt") is None


def test_forgetting_a_seed_drops_what_only_it_needed(tmp_path: Path) -> None:
    with Store(tmp_path / "s") as store:
        for name in ("f1", "f2", "f3"):
            store.keep_extraction(name, BRIEFING)
        store.keep_seed("a.txt", record("f1", "f2"))
        store.keep_seed("b.txt", record("f2"))
        store.forget_others(["b.txt"], ["f2"])
        assert store.seeds().get("a.txt") is None
        assert [name for name in ("f1", "f2", "f3") if store.extraction(name)] == ["f2"]


def test_exception_in_the_block_loses_only_what_was_not_checkpointed(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), Store(tmp_path / "s") as store:
        store.keep_extraction("f1", BRIEFING)
        store.checkpoint()
        store.keep_extraction("f2", BRIEFING)
        raise RuntimeError
    with Store(tmp_path / "s") as store:
        assert store.extraction("f1") == BRIEFING
        assert store.extraction("f2") is None


def test_store_of_another_version_starts_afresh(tmp_path: Path) -> None:
    with Store(tmp_path / "s") as store:
        store.keep_extraction("f1", BRIEFING)
    with sqlite3.connect(tmp_path / "s") as db:
        db.execute("PRAGMA user_version = 99")
    with Store(tmp_path / "s") as store:
        assert store.extraction("f1") is None
        store.keep_extraction("f1", BRIEFING)
        assert store.extraction("f1") == BRIEFING


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.floats(0, 1), junk=st.binary(min_size=1, max_size=2000), cut=st.booleans())
def test_damaged_store_gives_the_truth_or_nothing(
    tmp_path: Path, place: float, junk: bytes, cut: bool
) -> None:
    file = tmp_path / "s"
    file.unlink(missing_ok=True)
    with Store(file) as store:
        for number in range(20):
            store.keep_extraction(f"f{number}", BRIEFING)
    data = file.read_bytes()
    at = int(place * len(data))
    file.write_bytes(data[:at] + junk + (b"" if cut else data[at + len(junk) :]))
    # Damage that shows only in the middle of a build deletes the cache and says so.
    with suppress(StoreDamage), Store(file) as store:
        for number in range(20):
            assert store.extraction(f"f{number}") in (BRIEFING, None)
    with Store(file) as store:
        store.keep_extraction("new", BRIEFING)
        assert store.extraction("new") == BRIEFING


def test_unwritable_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError) as caught, Store(tmp_path / "file" / "s"):
        pass
    assert "\n" not in str(caught.value)
