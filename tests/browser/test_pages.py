"""What holds for every kind of page: it loads cleanly, stays at home, fits, and can be read."""

import pytest

from tests.browser.conftest import HOSTILE_TITLES

pytestmark = pytest.mark.browser

KINDS = (
    "home",
    "briefings",
    "briefing",
    "hostile briefing",
    "actors",
    "actor",
    "topics",
    "topic",
    "changes",
    "stories",
    "story",
    "copy",
    "timeline",
    "dates",
    "network",
    "data",
    "pack",
    "search",
    "reading",
    "about",
    "not found",
)
POLICY = 'meta[http-equiv="Content-Security-Policy"]'
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) sum += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 400);
})"""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_loads_without_a_complaint_and_without_leaving_its_origin(
    reader_of, site, kind, scheme
) -> None:
    reader = reader_of(color_scheme=scheme)
    page = reader.open(site.kinds[kind])
    page.wait_for_timeout(200)  # late scripts get the chance to complain
    assert reader.problems == []
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_content_policy_is_strict_and_stands_before_all_that_loads(reader, site, kind) -> None:
    page = reader.open(site.kinds[kind])
    assert (
        page.locator("head > :first-child").get_attribute("http-equiv") == "Content-Security-Policy"
    )
    policy = page.locator(POLICY).get_attribute("content")
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy


def test_the_content_policy_stops_inline_script(reader) -> None:
    """The browser enforces it: what the escaping might let through one day still does not run."""
    page = reader.open("index.html")
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ranInline = true";
          document.body.append(script);
        }"""
    )
    assert page.evaluate("window.ranInline") is None
    assert any("Content Security Policy" in problem for problem in reader.problems)


@pytest.mark.parametrize("kind", KINDS)
def test_a_phone_never_scrolls_sideways(reader_of, site, kind) -> None:
    reader = reader_of(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    page = reader.open(site.kinds[kind])
    width = page.evaluate("document.scrollingElement.scrollWidth")
    assert width <= 360
    hidden = page.evaluate(
        """() => [...document.querySelectorAll("article *")].filter((element) => {
          if (element.closest(".md-typeset__scrollwrap, .visually-hidden, svg")) return false;
          const box = element.getBoundingClientRect();
          return box.width > 0 && box.right > 361;
        }).map((element) => element.outerHTML.slice(0, 120))"""
    )
    assert hidden == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_shifts_while_a_page_loads(reader, site, kind) -> None:
    page = reader.open(site.kinds[kind])
    assert page.evaluate(SHIFTS) < 0.01


@pytest.mark.parametrize("number", range(len(HOSTILE_TITLES)))
def test_a_hostile_title_is_shown_and_does_nothing(reader, site, number) -> None:
    path = site.briefing_of(f"close its gates, number {number}.")
    page = reader.open(path)
    page.wait_for_timeout(200)
    assert page.evaluate("window.ranSeedScript") is None
    assert page.locator("article [onerror], article [onclick], article script").count() == 0
    assert page.locator('a[href^="javascript:"]').count() == 0
    assert HOSTILE_TITLES[number].split()[0] in page.locator("h1").inner_text()
    assert HOSTILE_TITLES[number].split()[0] in page.title()
    assert reader.problems == []


@pytest.mark.parametrize("kind", KINDS)
def test_reads_without_javascript(reader_of, site, kind) -> None:
    reader = reader_of(java_script_enabled=False)
    page = reader.open(site.kinds[kind])
    article = page.locator("article.md-content__inner")
    assert article.is_visible()
    assert len(article.inner_text()) > 80
    for link in page.locator(".sections a").all():
        assert link.is_visible()


def test_the_text_and_its_marks_stand_without_javascript(reader_of, site) -> None:
    reader = reader_of(java_script_enabled=False)
    page = reader.open(site.kinds["briefing"])
    assert "given this escapade" in page.locator("#p5, #p4, #p3").all_inner_texts().__str__()
    lines = page.locator("mark.m-actor").first.evaluate(
        "element => getComputedStyle(element).textDecorationLine"
    )
    assert lines == "underline"
    page.locator(".bottom-line a[href*='#p']").first.click()
    assert "#p" in page.url


def test_dark_follows_the_system_without_javascript(reader_of, site) -> None:
    paper = {}
    for scheme in ("light", "dark"):
        reader = reader_of(java_script_enabled=False, color_scheme=scheme)
        page = reader.open("index.html")
        paper[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper["light"] != paper["dark"]


def test_paper_gets_the_text_and_no_site_around_it(reader, site) -> None:
    page = reader.open(site.kinds["briefing"])
    page.emulate_media(media="print")
    for selector in (".md-header", ".md-sidebar--secondary", ".site-footer"):
        assert not page.locator(selector).first.is_visible()
    assert page.locator("#p1").is_visible()
    assert len(page.pdf()) > 5_000
