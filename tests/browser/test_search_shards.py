"""An index in shards answers as one index does: the same hits, dates in the same order, the same
counts. Asks the site's own search program in a real browser."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.browser import served
from generator.compose.search import SearchEntries
from generator.corpus.parts import plan_parts
from generator.search import place_index, update_index
from tests.search_corpus import corpus

pytestmark = pytest.mark.browser

WORKER = Path(__file__).parents[2] / "docs/assets/site/search-worker.js"
ASK = """async (query) => {
  globalThis.searcher ??= new Worker("assets/site/search-worker.js", { type: "module" });
  const worker = globalThis.searcher;
  const id = (globalThis.asked = (globalThis.asked ?? 0) + 1);
  const answer = { early: 0 };
  return await new Promise((done, fail) => {
    worker.onerror = (event) => fail(new Error(event.message));
    worker.onmessage = ({ data }) => {
      if (data.id !== id) return;
      if (data.problem) fail(new Error(data.problem));
      if (data.hits && data.total === null) answer.early = data.hits.length;
      if (data.hits) Object.assign(answer, data);
      if (data.counts) done({ ...answer, counts: data.counts });
    };
    const plain = { words: "", phrases: [], filters: {}, sort: "relevance", limit: 99 };
    worker.postMessage({ id, ...plain, ...query });
  });
}"""
LATEST = corpus(40).corpus.briefings[0]
WHO, BODY, WHERE = (each.name for each in LATEST.actors)
WHAT = LATEST.keyphrases[0].text
QUERIES = {
    "a word": {"words": "observers"},
    "a rarer word": {"words": "valdora"},
    "two words": {"words": "heron Norland"},
    "a phrase": {"phrases": ["a grey heron"]},
    "a phrase and a word": {"phrases": ["a grey heron"], "words": "board"},
    "two phrases": {"phrases": ["a grey heron", "port strike"]},
    "a filter": {"filters": {"actor": [WHO]}},
    "filters of two kinds": {"filters": {"place": [WHERE], "topic": [WHAT]}},
    "two filters of a kind": {"filters": {"actor": [WHO, BODY]}},
    "a word and filters": {"words": "grey", "filters": {"source": ["Norland Radio"]}},
    "a month": {"filters": {"month": ["2024-03"]}},
    "the undated": {"words": "heron", "filters": {"month": ["undated"]}},
    "everything": {},
    "nothing": {"words": "xylophonically"},
}


@pytest.fixture(scope="module")
def indices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The addresses of two sites with nothing but a search: of one shard, and of several."""
    root = tmp_path_factory.mktemp("shards")
    entries = SearchEntries(corpus(40))
    assert len(plan_parts(entries.when, sizes=(20, 10))) >= 3
    for name, most in (("one", 1000), ("several", 20)):
        site = root / name
        (site / "assets/site").mkdir(parents=True)
        shutil.copy(WORKER, site / "assets/site")
        (site / "index.html").write_text("<!doctype html><title>Search</title>")
        update_index(
            root / f"{name}-index",
            plan_parts(entries.when, sizes=(most, most // 2)),
            entries,
            recall=lambda kind, part, given, make: make(),
            progress=lambda stage, done, total: None,
        )
        place_index(root / f"{name}-index", site / "pagefind")
    with served(root) as address:
        yield {name: f"{address}{name}/" for name in ("one", "several")}


@pytest.fixture(scope="module")
def pages(browser: Browser, indices: dict[str, str]) -> Iterator[dict[str, Page]]:
    context = browser.new_context()
    context.set_default_timeout(20_000)
    opened = {}
    for name, address in indices.items():
        opened[name] = context.new_page()
        opened[name].goto(f"{address}index.html")
    yield opened
    context.close()


@pytest.mark.parametrize("name", QUERIES)
def test_shards_answer_as_one_index(pages: dict[str, Page], name: str) -> None:
    for sort in ("relevance", "date"):
        query = QUERIES[name] | {"sort": sort}
        one, several = (pages[site].evaluate(ASK, query) for site in ("one", "several"))
        urls = [[hit["url"] for hit in answer["hits"]] for answer in (one, several)]
        assert sorted(urls[0]) == sorted(urls[1])
        assert one["total"] == several["total"] == len(urls[0])
        assert one["counts"] == several["counts"]
        assert (one["total"] == 0) == (name == "nothing")
        if sort == "date":
            assert urls[0] == urls[1]
            dates = [hit["published"] or "" for hit in several["hits"]]
            assert dates == sorted(dates, reverse=True)


def test_counts_are_those_of_the_articles(pages: dict[str, Page]) -> None:
    made = corpus(40).corpus
    chosen = [each for each in made.briefings if "Norland" in {a.name for a in each.actors}]
    answer = pages["several"].evaluate(ASK, {"filters": {"place": ["Norland"]}})
    assert answer["total"] == len(chosen)
    sources = {each.source or "not named" for each in chosen}
    expected = {
        name: sum((each.source or "not named") == name for each in chosen) for name in sources
    }
    assert dict(answer["counts"]["source"]["rows"]) == expected


def test_filters_alone_load_no_engine_before_their_hits(
    browser: Browser, indices: dict[str, str]
) -> None:
    with browser.new_context() as context:
        loaded: list[str] = []
        context.on("request", lambda request: loaded.append(request.url.partition("?")[0]))
        page = context.new_page()
        page.goto(f"{indices['several']}index.html")
        page.evaluate(ASK, {"filters": {"place": ["Norland"]}})
        page.evaluate(ASK, {"words": "observers"})
    names = [url.rsplit("/", 1)[-1] for url in loaded]
    hits = [at for at, name in enumerate(names) if name.endswith(".pf_fragment")]
    assert hits[0] < names.index("pagefind.js")


def test_quotation_marks_ask_for_the_words_in_their_order(pages: dict[str, Page]) -> None:
    loose = pages["several"].evaluate(ASK, {"words": "a grey heron"})
    exact = pages["several"].evaluate(ASK, {"phrases": ["a grey heron"]})
    assert exact["total"] == 10
    assert loose["total"] == 40


@pytest.mark.parametrize("sort", ["date", "relevance"])
def test_latest_hits_come_before_older_shards_are_asked(pages: dict[str, Page], sort: str) -> None:
    answer = pages["several"].evaluate(ASK, {"words": "observers", "sort": sort, "limit": 3})
    assert answer["early"] == 3
    assert answer["total"] == 40
    assert answer["more"]


def test_a_hit_shows_its_best_passage_and_names_its_paragraph(pages: dict[str, Page]) -> None:
    answer = pages["several"].evaluate(ASK, {"phrases": ["a grey heron"]})
    for hit in answer["hits"]:
        assert hit["anchor"] == "p2"
        assert "".join(text for text, mark in hit["pieces"] if mark) == "a grey heron"
        assert "qz" not in str(hit["pieces"])


def test_words_are_marked_without_the_signs_around_them(pages: dict[str, Page]) -> None:
    answer = pages["several"].evaluate(ASK, {"words": "port strike"})
    texts = ["".join(text for text, _ in hit["pieces"]) for hit in answer["hits"]]
    assert any("port strike: " in text for text in texts)
    marks = {text for hit in answer["hits"] for text, mark in hit["pieces"] if mark}
    assert "port strike" in marks
    assert all(re.fullmatch(r"\w+( \w+)*", text) for text in marks), marks
