"""Searches for text that breaks a reader, the renderer or the escaping, for as long as it may.

usage: python -m benchmarks.fuzz [--minutes N] [--seed N]

Hypothesis draws the examples, from the fragments that the tests of escaping use, from bytes, and
from the hostile collection with pieces cut, doubled and exchanged. Each target takes its turn for
a few seconds. What is found is printed, shrunk; it belongs into tests/reliability/test_findings.py.
"""

import argparse
import json
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from benchmarks import hostile
from generator.errors import SeedError
from generator.escape import attribute, clean, inline, is_right_to_left, markdown, script_json
from generator.init import packaged
from generator.model import Article, Briefing, Source
from generator.read import READERS, read
from generator.render import Renderer
from tests.articles import briefing, library_of, views_of
from tests.markdown_page import FRAGMENTS, Look, nasty, squeeze, to_html

TURN = 100  # examples a turn
WORD = "word"


def _corpus() -> list[bytes]:
    """Return the files of the hostile collection that are small enough to be varied."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeds = [seed for seed in hostile.collection() if not seed.name.startswith(b"odd/")]
        hostile.write(folder, tuple(seeds))
        files = sorted(file for file in folder.rglob("*") if file.is_file())
        return [file.read_bytes() for file in files if file.stat().st_size < 4_000]


@st.composite
def varied(draw: st.DrawFn, corpus: list[bytes]) -> bytes:
    """Draw a hostile file with some pieces changed."""
    data = draw(st.sampled_from(corpus))
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(data)))
        to = draw(st.integers(at, min(len(data), at + 60)))
        piece = draw(
            st.binary(max_size=6)
            | st.sampled_from(FRAGMENTS).map(lambda text: text.encode("utf-8", "surrogatepass"))
            | st.just(data[at:to] * 2)
            | st.just(b"")
        )
        data = data[:at] + piece + data[to:]
    return data


def reading(suffix: str, data: bytes, sidecar: bytes | None) -> None:
    """Whatever the bytes are: articles of which all holds that is promised, or one line."""
    source = Source(path=f"a{suffix}", data=data, sha256="0" * 64, sidecar=sidecar)
    try:
        outcomes = read(source, max_chars=100_000)
    except SeedError as error:
        assert "\n" not in str(error)
        return
    for outcome in outcomes:
        if isinstance(outcome, Article):
            _check_article(outcome)
        else:
            assert outcome.cause.isprintable()


def _check_article(article: Article) -> None:
    assert any(char.isalpha() for char in article.text)
    end = 0
    for block in article.blocks:
        assert end <= block.start < block.end <= len(article.text)
        assert article.text[block.start : block.end].strip()
        assert block.end - block.start <= 5_000
        end = block.end
    between = [block.start for block in article.blocks[1:]] + [len(article.text)]
    for block, start in zip(article.blocks, between, strict=True):
        assert not article.text[block.end : start].strip()
    facts = article.metadata
    for value in (facts.title, facts.source, facts.author, facts.url, facts.published):
        assert value is None or ("\n" not in value and value.strip())
    assert facts.url is None or facts.url.startswith(("http://", "https://", "HTTP"))


PLACES = (
    "# X { #title }",
    "X",
    "- X\n- X rest",
    "> X",
    '[X](a.md "t"){ .chip }',
    '<mark class="m" title="t">[X](a.md)</mark> X',
    "| A |\n|---|\n| X |",
    '<div markdown="1">\n\nX\n\n</div>',
)


def escaping(text: str, place: str) -> None:
    """The page has the structure that a plain word gives and shows exactly the text."""
    if not clean(text):
        return
    word = "אב" if is_right_to_left(text) else WORD
    plain = Look(to_html(place.replace("X", markdown(word))))
    seen = Look(to_html(place.replace("X", markdown(text))))
    assert seen.tags == plain.tags
    assert seen.text == squeeze(plain.text.replace(word, squeeze(clean(text))))


def attributes(text: str) -> None:
    """Text stays in its attribute, and in its script."""
    page = '- <span title="X">in</span>'
    seen = Look(to_html(page.replace("X", attribute(text))))
    assert seen.tags == Look(to_html(page.replace("X", WORD))).tags
    assert [squeeze(title) for title in seen.titles] == [squeeze(clean(text))]
    assert "<" not in script_json([text])
    assert json.loads(script_json([text])) == [text]


def pieces(texts: list[str]) -> None:
    """A line that is escaped piece by piece shows the same as the whole."""
    if clean("".join(texts)):
        line = inline("a" + texts[0], starts=True) + "".join(map(inline, texts[1:]))
        assert Look(to_html(line)).text == squeeze(clean("a" + "".join(texts)))


_RENDERER = Renderer((packaged("templates"),))


def _story(key: str, words: str) -> Briefing:
    text = clean(words) or WORD
    return briefing(key, [("title", text), f"{text} said {text}.", ("heading", text), text])


def _names(look: Look) -> set[str]:
    return {tag.split(" ")[0].lstrip("/") for tag in look.tags}


_MAIN = {"main_actors": 8, "main_topics": 4}


@cache
def _names_of_templates() -> frozenset[str]:
    """Return the elements that pages of plain words have, and what only some corpora need."""
    library = library_of(_story("1", WORD), _story("2", f"{WORD} אב"), **_MAIN)
    pages = _RENDERER.pages(views_of(library, versions={"x": "1"}))
    return frozenset().union(*(_names(Look(to_html(page.content))) for page in pages))


def rendering(words: list[str]) -> None:
    """Every page of a corpus of such text has the structure that plain words give."""
    made = [
        replace(_story(str(number), text), source=text, author=text, file=text or "-")
        for number, text in enumerate(words)
    ]
    library = library_of(*made, **_MAIN)
    for page in _RENDERER.pages(views_of(library, versions={"x": "1"})):
        look = Look(to_html(page.content))
        assert look.balanced, page.path
        assert _names(look) <= _names_of_templates(), page.path
        assert not any(" on" in tag.split("=")[0] for tag in look.tags)
        if page.path.startswith("briefings/") and page.path != "briefings/index.md":
            shown = [squeeze(clean(text) or WORD) for text in words]
            assert any(text in look.text for text in shown)


def targets(corpus: list[bytes]) -> dict[str, Callable[[], None]]:
    """Return each target as a Hypothesis test without a database or deadline."""
    data = varied(corpus) | st.binary(max_size=400)
    sidecars = st.none() | varied(corpus) | nasty.map(lambda text: text.encode("utf-8", "replace"))
    found: dict[str, Callable[[], None]] = {}
    for suffix in sorted(set(READERS)):
        found[f"read {suffix}"] = _target(
            _reader(suffix),
            data=data,
            sidecar=sidecars,
        )
    texts = nasty | st.text(max_size=60)
    found["escape markdown"] = _target(escaping, text=texts, place=st.sampled_from(PLACES))
    found["escape attribute"] = _target(attributes, text=texts)
    found["escape pieces"] = _target(pieces, texts=st.lists(texts, min_size=1, max_size=4))
    found["render"] = _target(rendering, words=st.lists(texts, min_size=1, max_size=2))
    return found


def _reader(suffix: str) -> Callable[[bytes, bytes | None], None]:
    return lambda data, sidecar: reading(suffix, data, sidecar)


def _target(check: Callable[..., None], **strategies: Any) -> Callable[[], None]:
    limits = settings(
        max_examples=TURN,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    return limits(given(**strategies)(check))


def main() -> int:
    """Take turns until the time is up; print what ran and what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=0, help="0: another one each time")
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed or None)
    end = time.monotonic() + 60 * chosen.minutes
    counts: dict[str, int] = {}
    findings: dict[str, str] = {}
    everything = targets(_corpus())
    while time.monotonic() < end:
        for name, check in everything.items():
            if name in findings or time.monotonic() > end:
                continue
            try:
                seeded(chance.getrandbits(60))(check)()
            except Exception:  # noqa: BLE001 - anything is a finding
                findings[name] = traceback.format_exc(limit=-4)
            counts[name] = counts.get(name, 0) + TURN
            # What has run stays known where the search is ended from outside.
            print(
                f"{sum(counts.values()):,} {name}{' FOUND' if name in findings else ''}", flush=True
            )
    for name, count in counts.items():
        print(f"{name:18} {count:9,} examples{'  FOUND' if name in findings else ''}")
    for name, finding in findings.items():
        print(f"\n{name}\n{finding}")
    print(f"{sum(counts.values()):,} examples, {len(findings)} findings")
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main())
