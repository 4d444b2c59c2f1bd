"""The search page, as an analyst uses it: from words, phrases and filters to the passage."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

POLICY = 'meta[http-equiv="Content-Security-Policy"]'


def _ask(page: Page, query: str) -> None:
    box = page.locator("#search-words")
    box.fill(query)
    box.press("Enter")
    _settled(page)


def _settled(page: Page) -> None:
    expect(page.locator(".search-page:not([aria-busy])")).to_be_attached()


def _total(page: Page) -> int:
    found = re.match(r"(\d+) articles?$", page.locator(".count").inner_text())
    return int(found[1]) if found else 0


def _parameters(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize(
    "query", ["battlefield", "Ushakov", "diplomatic negotiations", '"given this escapade"']
)
def test_finds_words_names_and_phrases_and_leads_to_the_passage(reader, site, query) -> None:
    page = reader.open("search.html")
    _ask(page, query)
    name = site.kinds["briefing"].rpartition("/")[2]
    hit = page.locator(f".hits li:has(h2 a[href*='{name}'])")
    words = hit.locator(".passage mark").all_inner_texts()
    assert any(word.strip('“”",.').casefold() in query.casefold() for word in words)
    link = hit.locator(".passage a.ref").first
    anchor = link.get_attribute("href").rpartition("#")[2]
    link.click()
    page.wait_for_url(f"**/{name}*#{anchor}")
    mark = page.locator(f"#{anchor} mark[data-hit]").first
    expect(mark).to_be_in_viewport()
    assert mark.inner_text().casefold() in query.casefold()
    assert reader.problems == []


def test_the_boxes_of_home_and_masthead_lead_to_the_search(reader) -> None:
    page = reader.open("index.html")
    page.locator("#home-search").fill("battlefield")
    page.locator("#home-search").press("Enter")
    page.wait_for_url("**/search.html?q=battlefield")
    expect(page.locator(".hits li").first).to_be_visible()
    page.goto(reader.address + "about.html")
    page.keyboard.press("/")
    page.keyboard.type("Ushakov")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=Ushakov")
    expect(page.locator(".hits li").first).to_be_visible()
    assert reader.problems == []


def test_filters_narrow_together_and_stand_in_the_address(reader, reader_of) -> None:
    page = reader.open("search.html")
    _settled(page)
    totals = [_total(page)]
    for facet in ("place", "topic"):
        row = page.locator(f"section[aria-labelledby=facet-{facet}] li").first
        expected = int(re.search(r"\d+", row.locator(".n").inner_text())[0])
        row.locator("a").click()
        _settled(page)
        totals.append(_total(page))
        assert totals[-1] == expected
    assert totals[0] >= totals[1] >= totals[2] > 0
    assert totals[0] > totals[2]
    assert {"place", "topic"} <= _parameters(page).keys()
    shown = page.locator(".hits h2").all_inner_texts()

    other = reader_of().open(urlsplit(page.url).path[1:] + "?" + urlsplit(page.url).query)
    _settled(other)
    assert other.locator(".hits h2").all_inner_texts() == shown
    assert other.locator(".chosen li").count() == 2

    page.go_back()
    _settled(page)
    assert _total(page) == totals[1]
    page.locator(".chosen a").first.click()
    _settled(page)
    assert _total(page) == totals[0]
    assert reader.problems == []


def test_words_and_filters_together(reader) -> None:
    page = reader.open("search.html?q=said")
    _settled(page)
    before = _total(page)
    page.locator("section[aria-labelledby=facet-source] li a").first.click()
    _settled(page)
    assert 0 < _total(page) < before
    assert _parameters(page)["q"] == ["said"]


def test_an_actor_can_be_typed(reader) -> None:
    page = reader.open("search.html")
    _settled(page)
    box = page.locator("input[name=another-actor]")
    box.press_sequentially("ushak")
    # Not only attached: values for fewer letters may stand there for a moment.
    option = page.locator("#values-actor option").first
    expect(option).to_have_attribute("value", re.compile("Ushak"))
    name = option.get_attribute("value")
    box.fill(name)
    box.press("Enter")
    page.wait_for_url("**actor=*")
    _settled(page)
    assert _total(page) >= 1
    assert _parameters(page)["actor"] == [name]
    assert reader.problems == []


def test_an_actor_typed_faster_than_its_values_come_is_chosen_all_the_same(reader) -> None:
    page = reader.open("search.html")
    box = page.locator("input[name=another-actor]")
    box.focus()
    # All in one task: no answer of the worker can come between the letters and Enter.
    name = page.evaluate(
        """() => {
          const box = document.activeElement;
          box.value = "yuri ushakov";
          box.dispatchEvent(new InputEvent("input", { inputType: "insertText" }));
          box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
          return box.value;
        }"""
    )
    page.wait_for_url("**actor=*")
    _settled(page)
    (chosen,) = _parameters(page)["actor"]
    assert chosen.casefold() == name


def test_hits_can_be_sorted_by_date(reader) -> None:
    page = reader.open("search.html?q=said")
    _settled(page)
    page.locator("#search-sort").select_option("date")
    page.wait_for_url("**sort=date*")
    _settled(page)
    dates = page.locator(".hits time").all_inner_texts()
    assert len(dates) > 3
    assert dates == sorted(dates, reverse=True)


def test_more_hits_are_shown_on_demand_and_the_keyboard_goes_on_there(reader) -> None:
    page = reader.open("search.html")
    _settled(page)
    assert page.locator(".hits > li").count() == 10
    page.locator(".more-hits").click()
    expect(page.locator(".hits > li").nth(10)).to_be_visible()
    assert page.evaluate("document.activeElement.closest('.hits li') !== null")


def test_a_search_that_finds_nothing_says_so_to_everyone(reader) -> None:
    page = reader.open("search.html")
    _ask(page, "xylophonically")
    expect(page.get_by_role("status")).to_contain_text("Nothing found")
    assert page.locator(".hits li").count() == 0


def test_attacks_in_titles_and_addresses_stay_text(reader, site) -> None:
    attack = "<img src=x onerror='window.ranSeedScript = true'>"
    page = reader.open(f"search.html?actor={attack}&q=Brindle")
    _settled(page)
    assert "onerror" in page.locator(".chosen").inner_text()
    page.goto(reader.address + "search.html?q=Brindle")
    _settled(page)
    assert "<img src=x" in page.locator(".hits").inner_text()
    assert page.locator(".hits img, .chosen img").count() == 0
    assert page.evaluate("window.ranSeedScript") is None
    assert reader.problems == []


def test_without_javascript_it_says_what_to_use_instead(reader_of) -> None:
    page = reader_of(java_script_enabled=False).open("search.html")
    assert "needs JavaScript" in page.locator("article").inner_text()
    assert not page.locator(".search-page").is_visible()
    page.locator("article a[href='briefings/index.html']").click()
    assert "briefings/index.html" in page.url


def test_the_policy_is_as_strict_as_everywhere(reader) -> None:
    page = reader.open("search.html?q=said")
    _settled(page)
    policy = page.locator(POLICY).get_attribute("content")
    assert "unsafe" not in policy
    assert reader.problems == []


def test_the_theme_brings_no_search_of_its_own(site) -> None:
    assert not (site.folder / "search").exists()
    assert not list(site.folder.glob("assets/javascripts/**/*lunr*"))
    assert not list(site.folder.glob("assets/javascripts/workers/*"))
