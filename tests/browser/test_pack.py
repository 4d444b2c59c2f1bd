"""The briefing pack: ticked anywhere, put together on its page, in the reader's order, on paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import HOSTILE_TITLES

pytestmark = pytest.mark.browser

COUNT = ".pack-count"


@pytest.mark.parametrize("kind", ["briefing", "actor", "story"])
def test_a_page_goes_into_the_pack_and_out_again_by_keyboard(reader, site, kind) -> None:
    page = reader.open(site.kinds[kind])
    button = page.get_by_role("button", name="Add to pack", exact=True)
    assert button.get_attribute("aria-pressed") == "false"
    button.focus()
    page.keyboard.press("Space")
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator(COUNT).inner_text() == "1"
    page.reload()
    button = page.locator(".pack-button")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert page.locator(COUNT).inner_text() == ""
    assert reader.problems == []


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("home", ".front .lead"),
        ("briefings", ".index > ul > li"),
        ("actors", ".index.actors li:has(a.chip)"),
        ("actor", ".appearances li"),
        ("story", ".steps > ul > li"),
        ("stories", ".index.stories > ul > li"),
        ("changes", ".k-briefings li"),
        ("copy", ".copy-of"),
    ],
)
def test_what_is_listed_can_be_ticked_there(reader, site, kind, entry) -> None:
    page = reader.open(site.kinds[kind])
    if kind == "copy":  # a sentence, not a list: the page it names has its own button
        assert page.locator(f"{entry} .pack-tick").count() == 0
        return
    button = page.locator(f"{entry} .pack-tick").first
    assert button.get_attribute("aria-label").startswith("Add to pack: ")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator(COUNT).inner_text() == "1"


def test_what_has_no_page_cannot_be_ticked(reader, site) -> None:
    """The entry leads to passages: a tick would put their article into the pack, named "¶4"."""
    page = reader.open(site.kinds["topics"])
    assert page.locator(".index li:not(:has(a.chip)) a.ref").count() > 0
    assert page.locator(".index li:not(:has(a.chip)) .pack-tick").count() == 0


def test_hits_of_the_search_can_be_ticked(reader) -> None:
    page = reader.open("search.html?q=Kursk")
    button = page.locator(".hits .pack-tick").first
    button.click()
    expect(page.locator(COUNT)).to_have_text("1")


def test_one_document_of_all_that_was_ticked(back, site) -> None:
    """A briefing, a dossier and a story: each article once, latest first, with its sources."""
    page = back.open("pack.html")
    expect(page.locator(".cover")).to_be_visible()
    titles = page.locator(".contents > li > a").all_inner_texts()
    assert len(titles) == len(set(titles)) == page.locator(".packed").count() >= 3
    dates = [text[:10] for text in page.locator(".contents .facts").all_inner_texts()]
    assert dates == sorted(dates, reverse=True)
    assert f"{len(titles)} articles" in page.locator(".cover").inner_text()
    assert "Story" in page.locator(".cover").inner_text()
    first = page.locator(".packed").first
    assert first.locator(".line li").count() >= 1
    assert "SHA-256" in first.locator(".origin").inner_text()
    line = first.locator(".line a.ref").first
    text = first.locator(".line li").first.inner_text().rpartition(" ")[0]
    anchor = line.get_attribute("href").rpartition("#")[2]
    line.click()
    page.wait_for_url(f"**/briefings/*#{anchor}")
    assert text[:40] in page.locator(f"#{anchor}").inner_text()
    assert back.problems == []


def test_articles_can_be_moved_and_taken_out_and_stay_so(back) -> None:
    page = back.open("pack.html")
    rows = page.locator(".contents > li > a")
    expect(rows.first).to_be_visible()
    before = rows.all_inner_texts()
    page.get_by_role("button", name=f"Move down: {before[0]}", exact=True).focus()
    page.keyboard.press("Enter")
    expect(rows.first).to_have_text(before[1])
    assert rows.all_inner_texts() == [before[1], before[0], *before[2:]]
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == f"Move down: {before[0]}"
    page.get_by_role("button", name=f"Take out: {before[2]}", exact=True).click()
    expect(rows).to_have_count(len(before) - 1)
    page.reload()
    expect(rows).to_have_count(len(before) - 1)
    assert rows.all_inner_texts() == [before[1], before[0], *before[3:]]
    page.get_by_role("button", name="Latest first").click()
    expect(rows.first).to_have_text(before[0])
    page.get_by_role("button", name="Empty the pack").click()
    expect(page.locator(".cover")).to_have_count(0)
    assert page.locator(COUNT).inner_text() == ""
    assert back.problems == []


def test_hostile_articles_stay_text_in_the_pack(reader, site) -> None:
    for number in range(len(HOSTILE_TITLES)):
        page = reader.open(site.briefing_of(f"close its gates, number {number}."))
        page.locator(".pack-button").click()
    page = reader.open("pack.html")
    expect(page.locator(".packed")).to_have_count(len(HOSTILE_TITLES))
    shown = page.locator(".pack-sheet").inner_text()
    for title in HOSTILE_TITLES:
        assert title.split()[0] in shown
    sheet = page.locator(".pack-sheet")
    assert sheet.locator("script, img, iframe, [onerror], [onclick]").count() == 0
    assert sheet.locator('a[href^="javascript:"]').count() == 0
    assert page.evaluate("window.ranSeedScript") is None
    assert reader.problems == []


@pytest.mark.parametrize(
    "page_",
    ["javascript:alert(1)", "https://example.org/x.html", "../x.html", "briefings/a/b.html"],
)
def test_only_pages_of_this_site_are_fetched(reader, page_) -> None:
    page = reader.open("about.html")
    page.evaluate(
        "page => __md_set('__pack', { items: [{ page, title: '<b>x</b>' }, 7], order: 3 })", page_
    )
    page = reader.open("pack.html")
    page.wait_for_timeout(200)
    assert page.locator(".cover").count() == 0
    assert page.locator(COUNT).inner_text() == ""
    assert reader.problems == []


def test_a_page_that_is_gone_is_named_and_the_rest_stands(reader, site) -> None:
    page = reader.open("about.html")
    items = [
        {"page": "briefings/gone-00000000.html", "title": "Gone since"},
        {"page": site.kinds["briefing"], "title": "Here"},
    ]
    page.evaluate("items => __md_set('__pack', { items, order: [], without: [] })", items)
    page = reader.open("pack.html")
    expect(page.get_by_role("status")).to_contain_text("Gone since")
    assert page.locator(".packed").count() == 1


def test_paper_gets_the_pack_alone(back) -> None:
    page = back.open("pack.html")
    expect(page.locator(".cover")).to_be_visible()
    page.emulate_media(media="print")
    for selector in (".md-header", ".pack-tools", ".moves", ".site-footer", "h1"):
        assert not page.locator(selector).first.is_visible(), selector
    assert page.locator(".cover h2").is_visible()
    breaks = page.locator(".packed").evaluate_all(
        "all => all.map((each) => getComputedStyle(each).breakBefore)"
    )
    assert set(breaks) == {"page"}
    assert page.pdf().count(b"/Type /Page\n") > len(breaks)


def test_a_phone_can_use_the_pack(back) -> None:
    back.page.set_viewport_size({"width": 360, "height": 740})
    page = back.open("pack.html")
    expect(page.locator(".cover")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360


def test_without_javascript_there_is_no_button_that_does_nothing(reader_of, site) -> None:
    reader = reader_of(java_script_enabled=False)
    for kind in ("briefing", "actor", "story", "home"):
        page = reader.open(site.kinds[kind])
        assert not page.locator(".pack-button").first.is_visible()
        assert not page.locator(".pack-link").is_visible()
    assert "briefings pack" in reader.open("pack.html").locator("article").inner_text()
