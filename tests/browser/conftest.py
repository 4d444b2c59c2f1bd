"""A site built through the command line, served here, and a real browser to read it."""

import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks import demo
from benchmarks.browser import served
from generator.publish import exclusive

HOSTILE_TITLES = (
    "</title><script>window.ranSeedScript = true</script>",
    "<img src=x onerror='window.ranSeedScript = true'> & <!-- everything after",
    "[press](javascript:window.ranSeedScript=true) `{: onclick=alert(1) }` {{ config }}",
)
LONG_WORD = "Donaudampfschifffahrtsgesellschaft" * 12


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: where it lies, where it is served, and a page of each kind."""

    folder: Path
    address: str
    kinds: dict[str, str]

    def briefing_of(self, words: str) -> str:
        """Return the address, from the site's root, of the briefing whose text has `words`."""
        for file in sorted((self.folder / "briefings").glob("*.html")):
            if file.name != "index.html" and words in re.sub(
                r"<[^>]+>", "", file.read_text("utf-8")
            ):
                return f"briefings/{file.name}"
        raise AssertionError(f"no briefing says {words!r}")


@dataclass(slots=True)
class Reader:
    """A browser's tab, and what went wrong while it read."""

    page: Page
    address: str
    problems: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Load a page of the site and let its scripts settle."""
        self.page.goto(self.address + path, wait_until="load")
        return self.page

    def until(self, condition: str) -> None:
        """Wait until a JavaScript expression holds on the page.

        Playwright's own wait evaluates its text from within the page when the first
        look was too early, which the site's content policy forbids: so look from outside.
        """
        deadline = time.monotonic() + 10
        while not self.page.evaluate(condition):
            assert time.monotonic() < deadline, f"never true: {condition}"
            self.page.wait_for_timeout(20)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site, built once in a run: the processes of a run share it."""
    root = _shared(tmp_path_factory) / "browser"
    folder, whole = root / "site", root / "whole"
    with exclusive(root / "lock", waiting=lambda: None):
        if not whole.exists():
            seeds = root / "seeds"
            demo.write_seeds(seeds)
            demo.write_copies(seeds)
            _write_hostile(seeds)
            result = demo.build(seeds, folder)
            assert result.returncode == 0, result.stdout + result.stderr
            whole.touch()
    with served(folder) as address:
        site = Site(folder=folder, address=address, kinds={})
        site.kinds.update(_kinds(site))
        yield site


@pytest.fixture
def reader_of(browser: Browser, site: Site) -> Iterator[Callable[..., Reader]]:
    """Make readers; keyword arguments are those of a Playwright context."""
    contexts: list[BrowserContext] = []

    def make(**options: object) -> Reader:
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        reader = Reader(page=context.new_page(), address=site.address)
        _watch(reader)
        return reader

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def back(reader: Reader) -> Reader:
    """A reader who was here before the two latest articles, with a pack begun."""
    page = reader.open("about.html")
    page.evaluate(
        """async () => {
          const file = await (await fetch("data/changes.json")).json();
          const kinds = ["briefings", "actors", "pairings", "stories"];
          const days = file.days.slice(2).map(({ day }) => day);
          const seen = kinds.flatMap((kind) =>
            file[kind].filter(({ day }) => days.includes(day)).map(({ id }) => `${kind}:${id}`));
          __md_set("__seen", { seen, last: seen, at: Date.now() });
          const story = file.stories[0];
          const items = [[file.briefings[0], 0], [file.actors[0], 0], [story, 0]].map(
            ([each, at]) => ({ page: each.pages[at], title: each.names[at] }));
          __md_set("__pack", { items, order: [], without: [], title: "" });
        }"""
    )
    return reader


@pytest.fixture
def reader(reader_of: Callable[..., Reader]) -> Reader:
    return reader_of(viewport={"width": 1280, "height": 900})


def _shared(factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all processes of this run have in common."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def _watch(reader: Reader) -> None:
    """Note everything that a page must not do (a policy violation is a console error)."""
    page, problems = reader.page, reader.problems
    page.on("console", lambda message: _note(problems, message.type, message.text))
    page.on("pageerror", lambda error: problems.append(f"script error: {error}"))
    page.on(
        "request",
        lambda request: (
            request.url.startswith((reader.address, "data:", "blob:"))
            or problems.append(f"request elsewhere: {request.url}")
        ),
    )
    page.on(
        "response",
        lambda response: (
            response.status < 400 or problems.append(f"{response.status}: {response.url}")
        ),
    )


def _note(problems: list[str], kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        problems.append(f"console {kind}: {text}")


def _write_hostile(seeds: Path) -> None:
    """Articles whose titles and text attack the page they come to stand on."""
    for number, title in enumerate(HOSTILE_TITLES):
        text = (
            f"{title}\n\nThe harbour office of Lower Brindle said on Tuesday that it would close"
            f" its gates, number {number}. “We have no choice,” said Petra Vance, the harbour"
            f" master. {LONG_WORD} https://example.org/{'a/very/long/path/' * 20}\n\n"
            f"A second paragraph repeats it: {title}\n"
        )
        (seeds / f"hostile-{number}.txt").write_text(text, encoding="utf-8")


def _kinds(site: Site) -> dict[str, str]:
    briefing = site.briefing_of("given this escapade")
    html = (site.folder / briefing).read_text("utf-8")
    return {
        "home": "index.html",
        "briefings": "briefings/index.html",
        "briefing": briefing,
        "hostile briefing": site.briefing_of("harbour office of Lower Brindle"),
        "actors": "actors/index.html",
        "actor": _first(html, "actors"),
        "topics": "topics/index.html",
        "topic": _first((site.folder / "topics/index.html").read_text("utf-8"), "topics"),
        "changes": "changes.html",
        "stories": "stories/index.html",
        "story": next(
            f"stories/{file.name}"
            for file in sorted((site.folder / "stories").glob("*crane*.html"))
        ),
        "copy": site.briefing_of("Get our newsletter every morning."),
        "timeline": "timeline/index.html",
        "dates": "timeline/2015.html",
        "network": "network.html",
        "data": "data/index.html",
        "pack": "pack.html",
        "search": "search.html",
        "reading": "reading.html",
        "about": "about.html",
        "not found": "404.html",
    }


def _first(html: str, folder: str) -> str:
    """Return the first page of `folder` that `html` links to, other than its index."""
    pattern = rf'href="(?:\.\./{folder}/|{folder}/|(?=[^"/]+\.html))(?!index\.html)([^"/#]+\.html)'
    scope = html[html.index('<article class="md-content__inner') :]
    found = re.search(pattern, scope)
    assert found, f"no link to a page of {folder}/"
    return f"{folder}/{found[1]}"
