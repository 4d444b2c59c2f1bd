"""axe-core, the checker that Lighthouse uses, finds nothing on any kind of page."""

import importlib.util
import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.test_pages import KINDS

pytestmark = pytest.mark.browser

PACKAGE = "axe_playwright_python"  # carries axe-core


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's script."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        missing = "axe-core is not installed: pip install axe-playwright-python"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("look", ["desk, light", "phone, dark"])
def test_axe_finds_nothing(reader_of, site, axe, kind, look) -> None:
    device, _, scheme = look.partition(", ")
    viewport = {"width": 1280 if device == "desk" else 360, "height": 800}
    page = reader_of(color_scheme=scheme, viewport=viewport).open(site.kinds[kind])
    assert _violations(page, axe) == []


@pytest.mark.parametrize("kind", ["home", "changes", "actors", "pack"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_a_returning_reader_sees(back, site, axe, kind, scheme) -> None:
    back.page.emulate_media(color_scheme=scheme)
    page = back.open(site.kinds[kind])
    page.locator(".cover" if kind == "pack" else ".new-mark").first.wait_for()
    assert _violations(page, axe) == []


def _violations(page: Page, axe: str) -> list[Any]:
    page.evaluate(axe)  # the page's content policy forbids a script element
    found: list[Any] = page.evaluate(
        """async () => (await axe.run(document, {
          resultTypes: ["violations"], rules: { "target-size": { enabled: true } },
        })).violations
          .map(({ id, nodes }) => [id, nodes.length, nodes[0].html, nodes[0].failureSummary])"""
    )
    return found
