"""Builds the hostile collection into a site and opens every page of it in a real browser.

usage: python -m benchmarks.hostile_site [--every N]
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from benchmarks import hostile
from benchmarks.browser import MISSING, chromium, find_chromium, served

ROOT = Path(__file__).resolve().parent.parent

# In place before any script of a page: whatever a payload calls is noted.
CANARY = """
window.__ran = [];
window.pwned = (what) => { window.__ran.push(String(what)); };
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = () => { window.__ran.push(name); };
"""
# What of a page could run or load something although nothing did yet.
SUSPECTS = """() => {
  const found = [...window.__ran];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) found.push(`${element.tagName} ${name}`);
      const loads = ["href", "src", "action", "formaction", "xlink:href", "data"].includes(name);
      if (loads && /^[\\s\\0-\\x1f]*(javascript|vbscript|data|file):/i.test(value)
          && !(element.tagName === "IMG" && value.startsWith("data:image/")))
        found.push(`${element.tagName} ${name}=${value.slice(0, 60)}`);
      if (name === "src" && new URL(value, location.href).origin !== location.origin)
        found.push(`${element.tagName} src=${value.slice(0, 60)}`);
    }
  }
  const never = "iframe, object, embed, base, plaintext, applet, frame, meta[http-equiv=refresh]";
  for (const element of document.querySelectorAll(never)) found.push(element.tagName);
  return found;
}"""
TEXT = """() => {
  const article = document.querySelector(".article").cloneNode(true);
  for (const link of article.querySelectorAll("a.headerlink, a.pn")) link.remove();
  return article.textContent;
}"""
_BODY_IS_SHOWN = (
    "() => getComputedStyle(document.body).display !== 'none' && !!document.querySelector('h1')"
)
# What a pack's own script never makes, within what it made.
_STRANGERS = """() => [...document.querySelectorAll(
  ".pack-sheet :is(script, style, img, svg, iframe, form, input, link, meta, details, math, video)"
)].map((element) => element.outerHTML.slice(0, 80))"""
_PACK = 150
_PROGRESS = re.compile(r"[A-Z][a-z]+: \d+ of \d+ \(.* left\)$")


@dataclass(slots=True)
class Findings:
    """What opening a site showed: the number of pages, and a line for each thing gone wrong."""

    pages: int = 0
    compared: int = 0
    packed: int = 0
    problems: list[str] = field(default_factory=list)


def build(project: Path, seeds: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Build `site` from `seeds` through the command line, as anybody would."""
    command = [sys.executable, "-m", "generator", "build", "--json", "--project", str(project)]
    return subprocess.run(
        [*command, "--seeds", str(seeds), "--site", str(site)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def outcomes(
    seeds: Iterable[hostile.Hostile], result: subprocess.CompletedProcess[str], site: Path
) -> Iterator[str]:
    """Yield a line for each seed that did not fare as it should."""
    report = json.loads(result.stdout)
    refused = {item["path"] for item in report["refusals"]}
    published = {row["file"] for row in _data(site).values()}
    for item in report["refusals"]:
        if any(not text or not text.isprintable() for text in (item["cause"], item["remedy"])):
            yield f"not one line: {item}"
        if "extraction failed" in item["cause"]:
            yield f"{item['path']}: {item['cause']}"
    # A slow build says in between how far it is.
    lines = [line for line in result.stderr.splitlines() if not _PROGRESS.match(line)]
    if len(lines) != len(report["refusals"]):
        yield f"{len(report['refusals'])} refusals, but on stderr: {result.stderr[:500]}"
    for seed in seeds:
        name = hostile.address(seed)
        was = published & {name, f"{name}:1"}
        if seed.published is not None and bool(was) != seed.published:
            yield f"{name}: {'published' if was else 'not published'}"
        if seed.published is False and not refused & {name, f"{name}:1"}:
            yield f"{name}: not named among the refusals"
        if seed.published is None and {name} & (refused | published):
            yield f"{name}: not skipped"


def look(
    browser: Browser, site: Path, seeds: Iterable[hostile.Hostile], *, search: str = "canary"
) -> Findings:
    """Open every page, then search; note what ran, what was asked of other hosts, what is
    missing of the text."""
    found = Findings()
    texts = {hostile.address(seed): seed.text for seed in seeds if seed.text is not None}
    data = _data(site)
    with served(site) as address:
        context = browser.new_context(viewport={"width": 1000, "height": 700})
        context.add_init_script(CANARY)
        context.set_default_timeout(60_000)
        notes: list[str] = []
        page = _watched(context, address, notes)
        try:
            for file in sorted(site.rglob("*.html")):
                path = file.relative_to(site).as_posix()
                row = data.get(file.with_suffix(".json"))
                text = str(row["text"]) if row else None
                expected = texts.get(str(row["file"])) if row else None
                if expected is not None and text and hostile.shown(expected) != _ink(text):
                    found.problems.append(f"{path}: another text than {row['file']}")
                notes += _open(page, address + path, text)
                found.pages += 1
                found.compared += text is not None
                found.problems += (f"{path}: {note}" for note in notes)
                notes.clear()
            notes += _search(page, f"{address}search.html?q={search}")
            found.problems += (f"search: {note}" for note in notes)
            notes.clear()
            for packed in _packs(site, data):
                notes += _pack(page, f"{address}pack.html", packed)
                found.packed += len(packed)
            found.problems += (f"pack: {note}" for note in notes)
        finally:
            context.close()
    return found


def _watched(context: BrowserContext, address: str, notes: list[str]) -> Page:
    """Return a tab that notes everything no page may do."""
    page = context.new_page()
    page.on("console", lambda message: notes.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: notes.append(f"script error: {error}"))
    page.on("dialog", lambda dialog: (notes.append("dialog"), dialog.dismiss()))
    page.on("popup", lambda _: notes.append("popup"))
    page.on(
        "request",
        lambda request: (
            request.url.startswith((address, "data:", "blob:"))
            or notes.append(f"request elsewhere: {request.url}")
        ),
    )
    return page


def _open(page: Page, url: str, text: str | None) -> Iterator[str]:
    page.goto(url, wait_until="load")
    if page.url != url:
        yield f"went to {page.url}"
    yield from page.evaluate(SUSPECTS)
    if not page.evaluate(_BODY_IS_SHOWN):
        yield "nothing is shown"
    if text is not None and _ink(page.evaluate(TEXT)) != hostile.shown(text):
        yield "shows another text"


def _search(page: Page, url: str) -> Iterator[str]:
    """Results come from the index by script: markup in it must stay text."""
    page.goto(url, wait_until="load")
    try:
        page.locator(".hits li").first.wait_for(timeout=240_000)
    except PlaywrightTimeoutError:
        yield "the search found nothing"
    page.wait_for_timeout(500)
    yield from page.evaluate(SUSPECTS)


def _packs(site: Path, data: Iterable[Path]) -> Iterator[list[str]]:
    """Yield the pages of all articles, as many at a time as a pack holds."""
    pages = [file.relative_to(site).with_suffix(".html").as_posix() for file in data]
    for start in range(0, len(pages), _PACK):
        yield pages[start : start + _PACK]


def _pack(page: Page, url: str, pages: list[str]) -> Iterator[str]:
    """The pack puts parts of other pages together by script: markup in them must stay text."""
    title = "</title><img src=x onerror=pwned(990)><script>pwned(991)</script>"
    wish = {"items": [{"page": each, "title": title} for each in pages], "title": title}
    page.goto(url, wait_until="load")
    page.evaluate("wish => globalThis.__md_set('__pack', wish)", wish)
    page.goto(url, wait_until="load")
    packed = page.locator(".pack-sheet .packed")
    try:
        packed.first.wait_for(timeout=120_000)
    except PlaywrightTimeoutError:
        yield f"nothing was packed: {page.locator('.pack-page [role=status]').inner_text()}"
        return
    if packed.count() != len(pages):
        yield f"{packed.count()} of {len(pages)} articles were packed"
    yield from page.evaluate(SUSPECTS)
    yield from page.evaluate(_STRANGERS)


def _data(site: Path) -> dict[Path, dict[str, object]]:
    return {
        file: json.loads(file.read_text(encoding="utf-8"))
        for file in sorted((site / "briefings").glob("*.json"))
    }


def _ink(text: object) -> str:
    return "".join(str(text).split())


def main() -> int:
    """Build and open the whole collection and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take each N-th seed only")
    every = parser.parse_args().every
    executable = find_chromium()
    if executable is None:
        print(MISSING, file=sys.stderr)
        return 2
    seeds = hostile.sample(every)
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        init = [sys.executable, "-m", "generator", "init", str(base / "desk")]
        subprocess.run(init, cwd=ROOT, check=True, capture_output=True)
        hostile.write(base / "seeds", seeds)
        begun = time.perf_counter()
        result = build(base / "desk", base / "seeds", base / "site")
        built = time.perf_counter()
        if not (base / "site").is_dir():
            print(result.stderr, file=sys.stderr)
            return 1
        wrong = list(outcomes(seeds, result, base / "site"))
        with chromium(executable) as browser:
            found = look(browser, base / "site", seeds)
    report = json.loads(result.stdout)
    for line in (*wrong, *found.problems):
        print(line)
    print(
        f"{len(seeds)} seeds: {report['briefings']} articles published, "
        f"{len(report['refusals'])} refusals, built in {built - begun:.0f} s; {found.pages} pages "
        f"opened in {time.perf_counter() - built:.0f} s, {found.compared} texts compared, "
        f"{found.packed} packed; "
        f"{len(wrong) + len(found.problems)} problems"
    )
    return bool(wrong or found.problems)


if __name__ == "__main__":
    sys.exit(main())
