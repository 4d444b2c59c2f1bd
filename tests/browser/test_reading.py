"""An analyst's ways through the site: from a claim to its passage, by mouse and keyboard."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

BACKGROUND = "element => getComputedStyle(element).backgroundColor"


def _in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    height = page.viewport_size["height"]
    return box is not None and 40 < box["y"] < height - 20


def test_the_bottom_line_leads_to_its_passage_which_lights_up(reader, site) -> None:
    page = reader.open(site.kinds["briefing"])
    link = page.locator(".bottom-line a[href*='#p']").first
    anchor = link.get_attribute("href").rpartition("#")[2]
    plain = page.locator(f"#{anchor}").evaluate(BACKGROUND)
    link.click()
    page.wait_for_timeout(300)
    assert page.url.endswith(f"#{anchor}")
    assert _in_view(page, f"#{anchor}")
    assert page.locator(f"#{anchor}").evaluate(BACKGROUND) != plain


def test_an_actor_leads_to_its_page_and_from_there_to_the_passage(reader, site) -> None:
    page = reader.open(site.kinds["briefing"])
    chip = page.locator("a.chip[href*='actors/']").first
    name = chip.inner_text().split("\n")[0].strip()
    chip.click()
    page.wait_for_load_state()
    assert page.locator("h1").inner_text().strip("¶ ") in name
    passage = page.locator("article a[href*='briefings/'][href*='#p']").first
    passage.click()
    page.wait_for_load_state()
    page.wait_for_timeout(300)
    anchor = page.url.rpartition("#")[2]
    assert _in_view(page, f"#{anchor}")
    assert reader.problems == []


def test_a_paragraph_number_gives_its_address(reader, site) -> None:
    page = reader.open(site.kinds["briefing"])
    page.locator("#p2 .pn, #p2 a[href='#p2']").first.click()
    assert page.url.endswith("#p2")


def test_the_colour_switch_goes_round_and_is_remembered(reader) -> None:
    page = reader.open("index.html")
    seen = []
    for _ in range(3):
        page.locator("[data-md-component=palette] label:visible").click()
        seen.append(page.locator("body").get_attribute("data-md-color-scheme"))
    assert seen == ["default", "slate", "default"]  # light, dark, and the system's, which is light
    page.locator("[data-md-component=palette] label:visible").click()
    page.locator("[data-md-component=palette] label:visible").click()
    page.reload()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert reader.problems == []


def test_tab_reaches_the_skip_link_first_and_it_leads_to_the_text(reader, site) -> None:
    page = reader.open(site.kinds["briefing"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-skip')")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.evaluate("!!document.querySelector(location.hash)?.closest('article')")


def test_tab_reaches_the_marks_which_say_what_they_are(reader, site) -> None:
    page = reader.open(f"{site.kinds['briefing']}#p1")
    page.locator("#p1 a").first.focus()
    tips = []
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.locator(".tip").is_visible():
            tips.append(page.locator(".tip").inner_text())
    assert any(len(tip) > 3 for tip in tips)
    page.keyboard.press("Escape")
    assert not page.locator(".tip").is_visible()


def test_pointing_at_a_mark_says_what_it_is(reader, site) -> None:
    page = reader.open(f"{site.kinds['briefing']}#p1")
    mark = page.locator("#p1 mark.m-actor").first
    title = mark.get_attribute("title")
    mark.hover()
    assert title in page.locator(".tip").inner_text()


@pytest.mark.parametrize("kind", ["actor", "phrase", "quote", "date", "hedge", "key"])
def test_each_kind_of_mark_can_be_switched_off_and_stays_off(reader, site, kind) -> None:
    look = """element => {
      const style = getComputedStyle(element);
      return [style.textDecorationLine, style.backgroundColor, style.borderBottomColor,
        style.boxShadow].join();
    }"""
    page = reader.open(site.kinds["briefing"])
    mark = page.locator(f".article mark.m-{kind}").first
    shown = mark.evaluate(look)
    switch = page.locator(f".legend button[data-kind={kind}]")
    switch.focus()
    page.keyboard.press("Space")
    assert switch.get_attribute("aria-pressed") == "false"
    assert mark.evaluate(look) != shown
    page.reload()
    assert (
        page.locator(f".legend button[data-kind={kind}]").get_attribute("aria-pressed") == "false"
    )
    assert mark.evaluate(look) != shown
    page.locator(f".legend button[data-kind={kind}]").click()
    assert mark.evaluate(look) == shown


def test_kinds_of_marks_differ_without_colour(reader, site) -> None:
    page = reader.open(site.kinds["briefing"])
    looks = {
        kind: page.locator(f".article mark.m-{kind}").first.evaluate(
            """element => {
              const style = getComputedStyle(element);
              return [style.textDecorationLine, style.textDecorationStyle, style.borderBottomStyle,
                style.backgroundColor === "rgba(0, 0, 0, 0)", style.boxShadow === "none"].join();
            }"""
        )
        for kind in ("actor", "phrase", "quote", "date", "hedge", "key")
    }
    assert len(set(looks.values())) == len(looks), looks
