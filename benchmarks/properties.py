"""Whatever an article says, its page shows it and does nothing else: through the whole program.

usage: python -m benchmarks.properties [--examples 20000] [--batch 500] [--seed 1]

Draws articles over a nasty alphabet, builds sites of them as ``briefings build`` does, and reads
each page as HTML: the text that is seen must be the article's, character for character but for
white space, and no page may have an element, attribute or address that could run or load.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from benchmarks import hostile
from benchmarks.walk import build
from generator.init import lay_down
from tests.markdown_page import FRAGMENTS, VOID

_PLAIN = "The harbour office of Brindle said on Monday that it would open."
_QUOTED = "“{}”, said Petra Vance of the Council of {} in Valdora on 5 March 2024."
# Besides the fragments: any character that a file can hold, some planes more often than others.
_RANGES = ((0x20, 0x7F), (0x80, 0x24F), (0x250, 0x2FFF), (0x3000, 0xD7FF), (0xE000, 0x10FFFF))
_NEVER = frozenset(("iframe", "frame", "object", "embed", "applet", "base", "plaintext", "math"))
_NEVER |= {"style", "template", "portal", "marquee"}
_ADDRESSES = frozenset(("href", "src", "action", "formaction", "xlink:href", "data", "poster"))
_ADDRESSES |= {"srcset", "ping"}
_DATA = ("application/ld+json", "application/json")  # scripts of these types do not run
# What of an article's element is the site's own: the permalinks and paragraph numbers.
_OURS = frozenset(("headerlink", "pn"))


@dataclass(slots=True)
class Found:
    """What a search showed: articles drawn, pages read, texts compared, and what went wrong."""

    articles: int = 0
    pages: int = 0
    compared: int = 0
    problems: list[str] = field(default_factory=list)


def nasty(chance: random.Random, longest: int = 12) -> str:
    """Draw a text: fragments that mean something to some program, and characters of any kind."""
    parts = []
    for _ in range(chance.randint(1, longest)):
        if chance.random() < 0.7:
            parts.append(chance.choice(FRAGMENTS))
        else:
            first, last = chance.choice(_RANGES)
            parts.append("".join(chr(chance.randint(first, last)) for _ in range(3)))
    return "".join(parts)


def search(count: int, *, seed: int) -> Found:
    """Build a site of `count` articles drawn from `seed` and read all of its pages."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        desk = Path(name) / "desk"
        lay_down(desk)
        for file in (desk / "seeds").iterdir():
            file.unlink()
        texts = _write(desk / "seeds", count, chance)
        build(desk)
        return _look(desk / "site", texts)


def _write(seeds: Path, count: int, chance: random.Random) -> dict[str, str | None]:
    """Write the articles, a quarter in each format; return by file the text that must be seen.

    It is None where markup has a meaning and only the reader can say what the text is.
    """
    texts: dict[str, str | None] = {}
    rows: list[str] = []
    for number in range(count):
        title, words, more = (nasty(chance) for _ in range(3))
        quoted = _QUOTED.format(more, nasty(chance, 3))
        text = f"{title}\n\n{_PLAIN}\n\n{words}\n\n{quoted}\n"
        facts = {key: nasty(chance, 4) for key in ("title", "source", "author")}
        kind = (".txt", ".jsonl", ".md", ".html")[number % 4]
        if kind == ".jsonl":
            rows.append(json.dumps({"text": text} | facts) + "\n")
            texts[f"records.jsonl:{len(rows)}"] = text
            continue
        if kind == ".html":
            # An open comment hides all that follows, so what is certain to be seen comes first.
            body = "".join(f"<p>{part}</p>\n" for part in (_PLAIN, words, quoted))
            head = escape(title)
            text = f"<title>{head}</title><article><h1>{head}</h1>{body}</article>"
        elif kind == ".md":
            text = f"{_PLAIN}\n\n# {text}"
        text = text.replace("\0", "")  # a file that has one is refused, for it is no text
        name = f"{number:05}{kind}"
        (seeds / name).write_bytes(text.encode("utf-8", "replace"))
        texts[name] = text if kind == ".txt" else None
    (seeds / "records.jsonl").write_text("".join(rows), encoding="utf-8")
    return texts


def _look(site: Path, texts: dict[str, str | None]) -> Found:
    found = Found(articles=len(texts))
    seen = set()
    for file in sorted(site.rglob("*.html")):
        page = _Page(file.read_text(encoding="utf-8"))
        found.pages += 1
        path = file.relative_to(site).as_posix()
        found.problems += (f"{path}: {problem}" for problem in page.problems)
        data = file.with_suffix(".json")
        if path.startswith("briefings/") and data.is_file():
            row = json.loads(data.read_text(encoding="utf-8"))
            name = str(row["file"])
            text = texts[name]
            seen.add(name)
            found.compared += 1
            if page.ink != hostile.shown(str(row["text"]) if text is None else text):
                found.problems.append(f"{path}: another text than {name}, {row['text']!r}")
    found.problems += (f"{name}: lost {texts[name]!r}" for name in sorted(texts.keys() - seen))
    return found


class _Page(HTMLParser):
    """The article's visible text without white space, and what of the page could run or load."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._words: list[str] = []
        self._data: list[str] | None = None
        self.feed(text)
        self.close()
        self.ink = "".join("".join(self._words).split())
        if self._open:
            self.problems.append(f"is not closed: {self._open[-1][0]}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.problems += _dangers(tag, attrs)
        values = dict(attrs)
        if values.get("type") in _DATA:
            self._data = []
        if tag not in VOID:
            self._open.append((tag, values.get("class") or ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.problems += _dangers(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            self.problems.append(f"</{tag}> closes what is not open")
            return
        self._open.pop()
        if self._data is not None:
            try:
                json.loads("".join(self._data))
            except ValueError:
                self.problems.append("data in a script is no JSON")
            self._data = None

    def handle_data(self, data: str) -> None:
        if self._data is not None:
            self._data.append(data)
        classes = [name for _, names in self._open for name in names.split()]
        if "article" in classes and not _OURS.intersection(classes):
            self._words.append(data)

    def handle_comment(self, data: str) -> None:
        if "article" in (names for _, names in self._open):
            self.problems.append("a comment in an article")


def _dangers(tag: str, attrs: list[tuple[str, str | None]]) -> Iterator[str]:
    values = {name: value or "" for name, value in attrs}
    if tag in _NEVER:
        yield f"<{tag}>"
    if tag == "script" and "src" not in values and values.get("type") not in _DATA:
        yield "a script in the page"
    for name, value in values.items():
        if name.startswith("on") or name == "srcdoc":
            yield f"{tag} {name}"
        elif name in _ADDRESSES:
            scheme = value.strip().partition(":")[0].lower() if ":" in value else ""
            if scheme not in ("", "http", "https") and not value.startswith("#"):
                yield f"{tag} {name}={value[:60]}"
            if name != "href" and (scheme or value.startswith("//")):
                yield f"{tag} loads {value[:60]}"


def main() -> int:
    """Search in batches; print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=20_000)
    parser.add_argument("--batch", type=int, default=500, help="articles a site [500]")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    total = Found()
    begun = time.process_time()
    while total.articles < chosen.examples:
        count = min(chosen.batch, chosen.examples - total.articles)
        found = search(count, seed=chosen.seed * 1_000_000 + total.articles)
        total.articles += found.articles
        total.pages += found.pages
        total.compared += found.compared
        total.problems += found.problems
        print(f"{total.articles:,} articles, {len(total.problems)} problems", flush=True)
        for problem in found.problems[:20]:
            print(problem, flush=True)
    print(
        f"{total.articles:,} articles, {total.pages:,} pages read, {total.compared:,} texts "
        f"compared: {len(total.problems)} problems, {time.process_time() - begun:.0f} s"
    )
    return bool(total.problems)


if __name__ == "__main__":
    sys.exit(main())
