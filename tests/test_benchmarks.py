"""The made-up corpus of the benchmarks: the same every time, and known without extraction."""

import pytest

from benchmarks.composer import LONGEST, compose
from benchmarks.corpus_maker import prefill, write_seeds
from benchmarks.plan import plans
from benchmarks.scale import written
from benchmarks.units import donors
from generator.build import generate
from generator.init import lay_down, packaged
from generator.settings import load_settings

COUNT = 150


@pytest.fixture(scope="module")
def parts():
    return donors()


@pytest.fixture(scope="module")
def articles(parts):
    return {plan: compose(plan, parts) for plan in plans(COUNT)}


def runs(text):
    """Return every five words in a row."""
    words = text.casefold().split()
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def test_the_same_number_is_the_same_article(parts, articles):
    for plan in list(articles)[:10]:
        assert compose(plan, parts) == articles[plan]


def test_articles_are_as_long_as_news_are(articles):
    lengths = [len(each.text.split()) for each in articles.values()]
    assert all(150 < length < LONGEST + 100 for length in lengths)
    assert 450 < sum(lengths) / COUNT < 700


def test_only_articles_planned_as_copies_repeat_another(articles):
    texts = {plan: runs(each.text) for plan, each in articles.items()}
    copies = {plan.number for plan in texts if plan.parts != plan.number}
    alike = {
        plan.number
        for plan, mine in texts.items()
        for other, theirs in texts.items()
        if other.number < plan.number and len(mine & theirs) >= min(len(mine), len(theirs)) / 2
    }
    assert copies == alike != set()


def test_a_prefilled_project_extracts_nothing_and_a_change_is_seen(parts, tmp_path):
    project = tmp_path / "desk"
    lay_down(project)
    for seed in (project / "seeds").iterdir():
        seed.unlink()
    made = write_seeds(project / "seeds", plans(12), parts)
    settings = load_settings(project)
    prefill(settings, made)
    assert extracted(settings) == ()
    (changed, *_) = sorted(made)
    (project / "seeds" / changed).write_text("Another title\n\nSomething else happened.\n")
    assert len(extracted(settings)) == 1


def extracted(settings):
    return generate(settings, templates=packaged("templates"), progress=lambda *_: None).extracted


def test_tables_take_the_place_of_their_older_ones_and_of_no_others():
    page = written(written("# Performance\n", "one", "first\n"), "two", "second\n")
    assert written(page, "one", "third\n") == page.replace("first", "third")
