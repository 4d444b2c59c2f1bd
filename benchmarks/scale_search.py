"""How long the search takes in a real browser, and what it loads."""

import functools
import http.server
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page

from benchmarks.browser import chromium

# Notes, in ms since the page was asked for, when the first hit is shown.
_NOTE = """
window.firstHit = null;
new MutationObserver(() => {
  if (window.firstHit === null && document.querySelector(".hits li")) firstHit = performance.now();
}).observe(document, { childList: true, subtree: true });
"""
_ASK = """query => {
  for (const hit of document.querySelectorAll(".hits li")) hit.remove();
  window.firstHit = null;
  window.askedAt = performance.now();
  history.pushState(null, "", query);
  dispatchEvent(new PopStateEvent("popstate"));
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question and what its answer took: ms until the first hits are shown, kB loaded by then
    and kB loaded until all is counted, each run's."""

    ms: tuple[float, ...]
    first: tuple[float, ...]
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
            asked = {
                "opened": [_opened(started, address, sent, query) for _ in range(runs)],
                "asked": [_asked(started, address, sent, query) for _ in range(runs)],
            }
            found[name] = {
                way: Answer(
                    ms=tuple(each[0] for each in rows),
                    first=tuple(each[1] for each in rows),
                    all=tuple(each[2] for each in rows),
                )
                for way, rows in asked.items()
            }
    return found


def _opened(
    browser: Browser, address: str, sent: "_Sent", query: str
) -> tuple[float, float, float]:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(_NOTE)
    before = sent.bytes
    page.goto(f"{address}search.html{query}")
    page.locator(".hits li").first.wait_for(timeout=60_000)
    first = sent.bytes
    _settle(page)
    answer = page.evaluate("firstHit"), (first - before) / 1e3, (sent.bytes - before) / 1e3
    context.close()
    return answer


def _asked(browser: Browser, address: str, sent: "_Sent", query: str) -> tuple[float, float, float]:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(_NOTE)
    page.goto(f"{address}search.html")
    _settle(page)
    before = sent.bytes
    page.evaluate(_ASK, f"search.html{query}")
    page.locator(".hits li").first.wait_for(timeout=60_000)
    first = sent.bytes
    _settle(page)
    answer = (
        page.evaluate("firstHit - askedAt"),
        (first - before) / 1e3,
        (sent.bytes - before) / 1e3,
    )
    context.close()
    return answer


def _settle(page: Page) -> None:
    page.locator(".search-page:not([aria-busy])").wait_for(timeout=60_000)
    page.wait_for_load_state("networkidle")


@dataclass(slots=True)
class _Sent:
    """What a server has sent so far, without headers."""

    bytes: int = 0


@contextmanager
def _counted(folder: Path) -> Iterator[tuple[str, _Sent]]:
    """Serve `folder` as any static server does that does not compress, and count what it sends."""
    sent, lock = _Sent(), threading.Lock()

    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def copyfile(self, source, outputfile) -> None:  # type: ignore[no-untyped-def]
            """Send a file."""
            data = source.read()
            outputfile.write(data)
            with lock:
                sent.bytes += len(data)

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
