"""The search index: what is in it, how it is divided, and that only what changed is made anew."""

import gzip
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from generator.compose.search import SearchEntries
from generator.corpus.building import resolved
from generator.corpus.parts import plan_parts
from generator.corpus_model import SearchEntry
from generator.errors import PublishError
from generator.library import Library
from generator.search import index_is_whole, place_index, update_index
from generator.search.stubs import END, stub
from tests.articles import corpus_of, ferry, harbour, library_of
from tests.search_corpus import corpus


class Reader(HTMLParser):
    """What a stub says: text by anchor, and its settings."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}
        self.tags: list[str] = []
        self.settings: list[tuple[str, str]] = []
        self._at = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self._at = values.get("id") or ""
        for name in ("data-pagefind-meta", "data-pagefind-sort"):
            if "content" in values and values.get(name):
                self.settings.append((str(values[name]), str(values["content"])))

    def handle_data(self, data: str) -> None:
        if self._at:
            self.texts[self._at] = self.texts.get(self._at, "") + data.removesuffix("\n")


def update(folder: Path, made: Library, *, sizes: Sequence[int] = (20, 10)) -> tuple[str, ...]:
    entries = SearchEntries(made)
    return update_index(
        folder,
        plan_parts(entries.when, sizes=sizes),
        entries,
        recall=lambda kind, part, given, make: make(),
        progress=lambda stage, done, total: None,
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def entry(**values: object) -> SearchEntry:
    plain = {"page": "briefings/a.html", "title": "A", "published": None, "source": None}
    return SearchEntry(**plain | {"passages": ()} | values)


def test_a_stub_has_each_passage_under_the_anchor_of_its_page() -> None:
    article = harbour()
    made = SearchEntries(library_of(article, ferry())).entry(article.id)
    read = Reader(stub(made, order="2023-05-03!x"))
    assert read.texts["title"] == article.title
    assert read.texts["p1"].startswith("Dockers in Port Alder walked out")
    assert read.texts["s1"] == "A long dispute"
    assert read.texts["p3"] == "The government of Norland was reportedly ready to step in."
    assert read.texts["end"] == END
    assert "t1" not in read.texts  # the title again
    assert dict(read.settings) == {
        "published[content]": "2023-05-03",
        "source[content]": "The Alder Post",
        "order[content]": "2023-05-03!x",
    }


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_of_an_article_becomes_markup_of_a_stub(title: str, words: str) -> None:
    made = entry(title=title, source=words, passages=(("p1", words),))
    plain = Reader(stub(entry(source="x", passages=(("p1", "x"),)), order="1"))
    assert Reader(stub(made, order="1")).tags[-4:] == plain.tags[-4:]


def test_attacks_stay_text() -> None:
    attack = '</p><script data-pagefind-filter="x">"&<b>'
    read = Reader(stub(entry(title=attack, passages=(("p1", attack),)), order="1"))
    assert read.texts["title"] == read.texts["p1"] == attack
    assert "script" not in read.tags


def test_entries_can_be_filtered_by_actor_place_topic_month_source_and_language() -> None:
    article = harbour()
    facets = SearchEntries(library_of(article, ferry())).facets(article.id)
    assert {"Harbour Board", "Ida Moreau", "Dockers' Union"} == set(facets["actor"])
    assert {"Port Alder", "Norland"} == set(facets["place"])
    assert "port strike" in {name.casefold() for name in facets["topic"]}
    assert facets["month"] == ("2023-05",)
    assert facets["source"] == ("The Alder Post",)
    assert facets["language"] == ("en",)


def test_what_is_unknown_can_be_asked_for_too() -> None:
    facets = SearchEntries(library_of(ferry())).facets(ferry().id)
    assert facets["month"] == ("undated",)
    assert facets["source"] == ("not named",)


def test_actors_of_one_name_are_told_apart() -> None:
    first, second = harbour(), ferry()
    made = corpus_of(first, second)
    norlands = [each for each in made.actors if each.name == "Norland"]
    if len(norlands) == 1:  # make two of the one by hand, whatever the resolver does
        one = norlands[0]
        split = tuple(
            structs.replace(one, slug=f"norland-{number}", appearances=(seen,))
            for number, seen in enumerate(one.appearances)
        )
        others = (*(each for each in made.actors if each is not one), *split)
        made = replace(made, actors=others, who=resolved(others))
    whole = {each.id: each for each in (first, second)}
    entries = SearchEntries(Library(made, whole.__getitem__))
    labels = [entries.facets(each.id)["place"] for each in (first, second)]
    assert not set(labels[0]) & set(labels[1])


DATES = st.dates().map(str) | st.sampled_from(["", "2024-05", "in May", "2024-05-01T10:00:00Z"])


@given(st.lists(DATES, max_size=60), st.integers(1, 9), st.integers(1, 9))
def test_shards_hold_everything_once_and_never_overlap_in_time(
    dates: list[str], large: int, small: int
) -> None:
    when = {f"{number:03}": date for number, date in enumerate(dates)}
    shards = plan_parts(when, sizes=(large, small))
    assert sorted(key for shard in shards for key in shard.keys) == sorted(when)
    assert all(shard.keys for shard in shards)
    dated = [
        [when[key] if re.match(r"\d{4}-\d\d", when[key]) else "" for key in shard.keys]
        for shard in shards
    ]
    joined = [date for part in dated for date in part]
    assert joined == sorted(joined, reverse=True)
    for one, next_ in pairwise(dated):
        assert min(one)[:10] > max(next_)[:10]


def test_new_articles_change_the_last_shard_alone() -> None:
    when = {
        f"{number:03}": f"2024-{number // 10 + 1:02}-{number % 10 + 1:02}" for number in range(90)
    }
    before = plan_parts(when, sizes=(30, 20))
    after = plan_parts(when | {"new": "2024-09-30"}, sizes=(30, 20))
    assert before[1:] == after[1:]
    assert before[0] != after[0]


def test_a_month_that_is_too_large_is_divided_by_days() -> None:
    when = {f"{number:03}": f"2024-05-{number % 20 + 1:02}" for number in range(100)}
    assert all(len(shard.keys) <= 30 for shard in plan_parts(when, sizes=(30,)))


def test_only_what_changed_is_indexed_again_and_what_is_gone_goes(tmp_path: Path) -> None:
    made = corpus(40)
    first = update(tmp_path, made)
    assert len(first) >= 3
    before = tree(tmp_path)
    assert update(tmp_path, made) == ()
    assert tree(tmp_path) == before

    latest = made.corpus.briefings[0].id
    changed = Library(
        made.corpus,
        lambda key: (
            replace(made.briefing(key), title="Another title")
            if key == latest
            else made.briefing(key)
        ),
    )
    assert len(update(tmp_path, changed)) == 1
    listed = [row["path"] for row in json.loads((tmp_path / "shards.json").read_bytes())["shards"]]
    assert sorted(listed) == sorted(path.name for path in tmp_path.iterdir() if path.is_dir())
    assert listed[1:] == list(first[1:])


def test_the_same_articles_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        update(tmp_path / name, corpus(30))
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_the_site_gets_the_index_and_nothing_else(tmp_path: Path) -> None:
    folder, target = tmp_path / "index", tmp_path / "site"
    update(folder, corpus(20), sizes=(100,))
    (folder / ".draft-x").mkdir()
    place_index(folder, target)
    names = {path.partition("/")[0] for path in tree(target)}
    shard = json.loads((target / "shards.json").read_bytes())["shards"][0]["path"]
    assert names == {"shards.json", "pagefind.js", "wasm.en.pagefind", shard}
    assert not [path for path in tree(target) if "ui" in path or path.endswith("results.json")]


def test_facets_name_the_results_of_pagefind(tmp_path: Path) -> None:
    made = corpus(20)
    (name,) = update(tmp_path, made, sizes=(100,))
    (file,) = (tmp_path / name).glob("*.facets.gz.bin")
    facets = json.loads(gzip.decompress(file.read_bytes()))
    fragments = {file.stem for file in (tmp_path / name / "fragment").iterdir()}
    assert set(facets["results"]) == fragments
    months = facets["facets"]["month"]
    assert sum(len(places) for places in months["of"]) == len(made.corpus.briefings)


def test_a_collection_without_articles_has_an_empty_index(tmp_path: Path) -> None:
    assert update(tmp_path / "index", library_of()) == ()
    place_index(tmp_path / "index", tmp_path / "site")
    assert json.loads((tmp_path / "site" / "shards.json").read_bytes())["shards"] == []


@pytest.mark.parametrize("lost", ["pagefind-entry.json", "*.pf_meta", "torn"])
def test_a_shard_left_half_made_is_made_again(tmp_path: Path, lost: str) -> None:
    made = corpus(20)
    (name,) = update(tmp_path, made, sizes=(100,))
    before = tree(tmp_path)
    if lost == "torn":
        (tmp_path / name / "pagefind-entry.json").write_text('{"version":', encoding="utf-8")
    else:
        next((tmp_path / name).glob(lost)).unlink()
    assert not index_is_whole(tmp_path)
    (tmp_path / ".draft-killed").mkdir()
    assert update(tmp_path, made, sizes=(100,)) == (name,)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("damage", ["", "{}", "null", '{"a": "b"}'])
def test_lost_facets_are_made_again_alone(tmp_path: Path, damage: str) -> None:
    made = corpus(20)
    (name,) = update(tmp_path, made, sizes=(100,))
    assert index_is_whole(tmp_path)
    results = tmp_path / name / "results.json"
    whole, before = results.read_bytes(), tree(tmp_path)
    next((tmp_path / name).glob("*.facets.gz.bin")).unlink()
    results.write_text(damage, encoding="utf-8")
    assert not index_is_whole(tmp_path)
    assert update(tmp_path, made, sizes=(100,)) == ()
    results.write_bytes(whole)
    assert tree(tmp_path) == before


def test_who_is_who_changes_the_facets_and_no_text_is_indexed_again(tmp_path: Path) -> None:
    made = corpus(40)
    before = update(tmp_path, made)
    old = tree(tmp_path)
    renamed = tuple(
        structs.replace(each, name="Republic of Norland") if each.name == "Norland" else each
        for each in made.corpus.actors
    )
    other = Library(replace(made.corpus, actors=renamed), made.briefing)
    assert update(tmp_path, other) == ()
    new = tree(tmp_path)
    changed = {path.partition("/")[2] for path in old.keys() ^ new.keys()}
    assert changed
    assert all(path.endswith(".facets.gz.bin") for path in changed)
    assert len(new) == len(old), "the old facets are gone"
    (facets, *_) = (json.loads(gzip.decompress(new[path])) for path in new if "facets" in path)
    assert "Republic of Norland" in facets["facets"]["place"]["values"]
    assert update(tmp_path, made) == ()
    assert tree(tmp_path) == old
    assert set(before) == {path.partition("/")[0] for path in old if "/" in path}


def test_a_folder_that_cannot_be_written_is_an_expected_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PublishError):
        update(tmp_path / "file", corpus(10))
