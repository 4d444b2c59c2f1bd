"""How long the search takes in a real browser, and what it loads."""

import functools
import http.server
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page

from benchmarks.browser import chromium

# Notes, in ms since the page was asked for, when the search is first asked and the first hit shown.
_NOTE = """
window.askedAt = window.firstHit = null;
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (...message) {
  window.askedAt ??= performance.now();
  return post.apply(this, message);
};
new MutationObserver(() => {
  if (window.firstHit === null && document.querySelector(".hits li")) firstHit = performance.now();
}).observe(document, { childList: true, subtree: true });
"""
_ASK = """query => {
  for (const hit of document.querySelectorAll(".hits li")) hit.remove();
  window.askedAt = window.firstHit = null;
  history.pushState(null, "", query);
  dispatchEvent(new PopStateEvent("popstate"));
}"""
# From the question, or from when the page itself is there to show an answer.
_WAITED = """() => {
  const [opened] = performance.getEntriesByType("navigation");
  return Math.max(0, firstHit - Math.max(askedAt, opened.domContentLoadedEventEnd));
}"""
_INDEX = ("/pagefind/", "/assets/site/search-worker.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the answer to a question took, in each run: ms from the question (from when the page was
    read, if that came later) to the first hits, ms from the start of navigation to these (0 where
    the page stood open), kB loaded of the index and of the program that searches it until then and
    until all is found and counted, and kB loaded in all."""

    ms: tuple[float, ...]
    since_opened: tuple[float, ...]
    first: tuple[float, ...]
    index: tuple[float, ...]
    all: tuple[float, ...]


def time_search(
    site: Path, browser: Path, questions: Mapping[str, Mapping[str, str]], runs: int
) -> dict[str, dict[str, Answer]]:
    """Ask each question `runs` times in each way, and return the answers by question and way.

    ``opened``: the address with the question is opened by a browser that was never there, the page
    itself and its fonts included. ``asked``: on the open search page, which shows the latest
    articles until it is asked.
    """
    found: dict[str, dict[str, Answer]] = {}
    with _counted(site) as (address, sent), chromium(browser) as started:
        _opened(started, address, sent, "")  # the first page of a new browser is slow
        for name, question in questions.items():
            query = f"?{urlencode(question)}"
            ways = {"opened": _opened, "asked": _asked}
            found[name] = {
                way: _together([ask(started, address, sent, query) for _ in range(runs)])
                for way, ask in ways.items()
            }
    return found


_Sent = list[tuple[float, int, bool]]
"""Every answer of a server: when it was sent, its bytes without headers, and whether it was of the
index."""
_Run = tuple[float, float, float, float, float]
"""What stands in an :class:`Answer` of one run."""


def _together(runs: list[_Run]) -> Answer:
    ms, since_opened, first, index, everything = zip(*runs, strict=True)
    return Answer(ms=ms, since_opened=since_opened, first=first, index=index, all=everything)


def _opened(browser: Browser, address: str, sent: _Sent, query: str) -> _Run:
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(_NOTE)
        sent.clear()
        page.goto(f"{address}search.html{query}")
        ms = _wait(page)
        return ms, page.evaluate("firstHit"), *_loaded(page, sent)


def _asked(browser: Browser, address: str, sent: _Sent, query: str) -> _Run:
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(_NOTE)
        page.goto(f"{address}search.html")
        _wait(page)
        sent.clear()
        page.evaluate(_ASK, f"search.html{query}")
        ms = _wait(page)
        return ms, 0.0, *_loaded(page, sent)


def _loaded(page: Page, sent: _Sent) -> tuple[float, float, float]:
    """Return the kB of the index sent before the first hits, of it in the end, and of all."""
    shown = page.evaluate("performance.timeOrigin + firstHit") / 1e3  # the clock of the server, too
    index = [(when, size) for when, size, is_index in sent if is_index]
    first = sum(size for when, size in index if when < shown)
    return first / 1e3, sum(size for _, size in index) / 1e3, sum(each[1] for each in sent) / 1e3


def _wait(page: Page) -> float:
    """Wait until all is found and counted; return how many ms the first hits were waited for."""
    page.locator(".hits li").first.wait_for(timeout=60_000)
    _settle(page)
    return float(page.evaluate(_WAITED))


def _settle(page: Page) -> None:
    page.locator(".search-page:not([aria-busy])").wait_for(timeout=60_000)
    page.wait_for_load_state("networkidle")


@contextmanager
def _counted(folder: Path) -> Iterator[tuple[str, _Sent]]:
    """Serve `folder` as any static server does that does not compress, and count what it sends."""
    sent: _Sent = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def copyfile(self, source, outputfile) -> None:  # type: ignore[no-untyped-def]
            """Send a file."""
            data = source.read()
            outputfile.write(data)
            sent.append((time.time(), len(data), self.path.startswith(_INDEX)))

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/", sent
        finally:
            server.shutdown()
            thread.join()
