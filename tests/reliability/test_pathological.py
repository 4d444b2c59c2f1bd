"""Huge and odd texts end in time that grows with their length.

The ceilings only catch quadratic work: they are far above what is needed
(`python -m benchmarks.pathological` measures all extraction).
"""

import json
from pathlib import Path

import pytest

from generator.errors import SeedError
from generator.escape import markdown
from generator.extraction.phrases.yake_engine import word_scores
from generator.limits import limited
from generator.model import Article, Refusal, Source
from generator.read import read
from tests.markdown_page import Look, to_html
from tests.reliability.desk import briefings, new_desk

CEILING = 120  # seconds of the processor
MEGABYTES = {
    "as many lines as may be": "ab c d e f g h\n" * 99_999,
    "one line": "Words and more of it. " * 220_000,
    "brackets": "[" * 2_000_000 + "a",
    "blanks": "a" + " " * 4_000_000 + "b",
    "line ends": "a" + "\n" * 4_000_000 + "b",
    "stacked accents": "e" + "\u0301" * 2_000_000,
    "digits": "a" + "1" * 4_000_000,
}
LINES = {
    "short lines": "ab c\n" * 300_000,
    "lines of one letter": "a\n" * 300_000,
}
MARKUP = {
    ".md": ("[" * 200_000, "*a_ " * 50_000, "> " * 5_000 + "a", "`a" * 100_000, "|a" * 50_000),
    ".html": ("<a " * 100_000 + "b", "<p>a" * 20_000, "<!--" * 50_000 + "-->a", "&amp;" * 80_000),
}


def articles(suffix: str, text: str) -> tuple[object, ...]:
    source = Source(path=f"a{suffix}", data=text.encode(), sha256="0" * 64)
    with limited(CEILING):
        try:
            return read(source, max_chars=5_000_000)
        except SeedError as error:
            return (str(error),)


@pytest.mark.parametrize("name", MEGABYTES)
def test_megabytes_of_plain_text_are_read(name: str) -> None:
    (article,) = articles(".txt", MEGABYTES[name])
    assert isinstance(article, Article)
    assert max(block.end - block.start for block in article.blocks) <= 5_000


def test_megabytes_in_a_record_are_read() -> None:
    (article,) = articles(".jsonl", json.dumps({"text": MEGABYTES["one line"]}))
    assert isinstance(article, Article)


@pytest.mark.parametrize("name", LINES)
def test_lines_beyond_number_are_refused_before_they_take_the_memory(name: str) -> None:
    """The analysis of a million would take some 9 GB, and the whole build with it."""
    (line,) = articles(".txt", LINES[name])
    assert "paragraphs, more than 100,000" in str(line)
    (refusal,) = articles(".jsonl", json.dumps({"text": LINES[name]}))
    assert isinstance(refusal, Refusal)
    assert "paragraphs, more than 100,000" in refusal.cause


def test_data_of_a_page_that_is_no_json_costs_no_time_and_not_the_rest() -> None:
    """trafilatura looks through it by regular expressions: half a megabyte took many minutes."""
    head = '<title>Gates</title><meta name="author" content="Ann Lee">'
    for broken in ('{"headline":"' + 'a\\"' * 170_000, '"author" ' * 60_000, '{"a":"' * 90_000):
        script = f'<script type="application/ld+json">{broken}</script>'
        words = "<p>The harbour office said on Monday that it would open again soon.</p>" * 3
        page = f"<html><head>{head}{script}</head><body><article>{words}</article></body></html>"
        (article,) = articles(".html", page)
        assert isinstance(article, Article)
        assert article.metadata.author == "Ann Lee"
        assert "harbour office" in article.text


@pytest.mark.parametrize("suffix", MARKUP)
def test_markup_made_to_be_slow_is_read_or_refused(suffix: str) -> None:
    for text in MARKUP[suffix]:
        assert len(articles(suffix, text + "\n\nwords\n")) == 1


def test_a_longer_text_than_may_be_is_refused_at_once() -> None:
    (line,) = articles(".txt", "a" * 10_000_000)
    assert "10,000,000 characters" in str(line)


def test_brackets_are_escaped_and_published_in_linear_time() -> None:
    """As the pages have them: in paragraphs of at most 5,000 characters."""
    page = "\n\n".join(markdown("[" * 4_800) for _ in range(10))
    with limited(CEILING):
        assert Look(to_html(page)).text.count("[") == 48_000


def test_a_build_with_such_texts_ends_and_publishes_them(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk", articles=1)
    for number, text in enumerate(("[" * 48_000, "“" * 3_000, "a\n" * 5_000, "A" * 50_000)):
        (desk / "seeds" / f"{number}.txt").write_text(f"Gates of Brindle\n\nwords.\n\n{text}\n")
    (desk / "seeds" / "line.txt").write_text("word " * 2_000_000)
    run = briefings("build", cwd=desk)
    assert run.returncode == 1, run.stderr.decode()
    (line,) = run.stderr.decode().splitlines()
    assert "line.txt: has" in line
    assert len(list((desk / "site" / "briefings").glob("*.json"))) == 5


def test_key_phrases_of_thousands_of_short_lines_are_found_in_linear_time() -> None:
    """The sentence splitter of YAKE joins them one by one and looks at the whole each time."""
    with limited(CEILING // 2):
        scores = word_scores(["harbour b c"] * 12_000, "en")
    assert "harbour" in scores
