"""Make the pictures in docs/assets/screenshots/: each kind of page in light, dark and on a phone.

python -m benchmarks.screenshots [FOLDER]
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks import demo
from benchmarks.browser import MISSING, chromium, find_chromium, served

FOLDER = demo.ROOT / "docs" / "assets" / "screenshots"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
VARIANTS = {
    "light": {"viewport": DESK, "color_scheme": "light"},
    "dark": {"viewport": DESK, "color_scheme": "dark"},
    "phone": {"viewport": PHONE, "color_scheme": "light", "is_mobile": True, "has_touch": True},
}
QUERY = "Kursk"
# A reader who was here before the latest three days, and has begun a pack.
RETURNING = """async (pages) => {
  const file = await (await fetch("data/changes.json")).json();
  const before = file.days.slice(3).map(({ day }) => day);
  const seen = ["briefings", "actors", "pairings", "stories"].flatMap((kind) =>
    file[kind].filter(({ day }) => before.includes(day)).map(({ id }) => `${kind}:${id}`));
  __md_set("__seen", { seen, last: seen, at: Date.now() });
  const items = pages.map((page) => ({ page, title: page }));
  __md_set("__pack", { items, order: [], without: [], title: "" });
}"""


def main() -> None:
    """Build the demo collection, visit it, and write the pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    executable = find_chromium()
    if executable is None:
        sys.exit(f"error: {MISSING}")
    with tempfile.TemporaryDirectory() as scratch:
        seeds, site = Path(scratch) / "seeds", Path(scratch) / "site"
        demo.write_seeds(seeds)
        demo.write_copies(seeds)
        result = demo.build(seeds, site)
        if result.returncode:
            sys.exit(result.stderr)
        folder.mkdir(parents=True, exist_ok=True)
        with served(site) as address, chromium(executable) as browser:
            for name, picture in _pictures(browser, address, site):
                (folder / f"{name}.png").write_bytes(picture)
                print(folder / f"{name}.png")


def _pictures(browser: Browser, address: str, site: Path) -> Iterator[tuple[str, bytes]]:
    pages = {
        "home": "index.html",
        "briefing": page_of(site / "briefings", "given this escapade"),
        "text": f"{page_of(site / 'briefings', 'given this escapade')}#text",
        "actor": page_of(site / "actors", '<h1 id="title">Church of Scientology<'),
        "topic": page_of(site / "topics", '<h1 id="title">Kursk region<'),
        "story": page_of(site / "stories", '<h1 id="title">At least 107'),
        "changes": "changes.html",
        "pack": "pack.html",
        "search": f"search.html?q={QUERY}",
    }
    for variant, options in VARIANTS.items():
        context = browser.new_context(**options, reduced_motion="reduce")
        first = context.new_page()
        first.goto(address)  # fonts come into the cache
        first.evaluate(RETURNING, [pages["briefing"], pages["actor"]])
        for kind, path in pages.items():
            page = context.new_page()
            page.goto(address + path)
            page.wait_for_timeout(400)
            if kind == "search":
                page.locator(".facets section").first.wait_for()
            if kind == "pack":
                page.locator(".cover").wait_for()
            yield f"{kind}-{variant}", page.screenshot()
            page.close()
        context.close()


def page_of(folder: Path, words: str) -> str:
    """Return the first page of `folder` that has `words`, as a path from the site's root."""
    for file in sorted(folder.glob("*.html")):
        if words in file.read_text("utf-8"):
            return f"{folder.name}/{file.name}"
    raise SystemExit(f"error: no page in {folder.name}/ has {words!r}")


if __name__ == "__main__":
    main()
