"""What is new since the last visit: marked in the lists, counted, and done with at a click."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import SHIFTS

pytestmark = pytest.mark.browser

SINCE = "p.since"


def test_a_first_visit_marks_nothing(reader) -> None:
    for path in ("index.html", "changes.html", "index.html"):
        page = reader.open(path)
        reader.until("__md_get('__seen') !== null")
        assert page.locator(".new-mark, .new-count").count() == 0
    assert reader.problems == []


@pytest.mark.parametrize("kind", ["home", "briefings", "actors", "changes", "stories"])
def test_what_came_since_the_last_visit_is_marked_in_words(back, site, kind) -> None:
    page = back.open(site.kinds[kind])
    if kind == "stories":  # the story moved before the last visit
        page.wait_for_timeout(400)
        assert page.locator(".new-mark").count() == 0
        return
    mark = page.locator("article .new-mark").first
    expect(mark).to_be_visible()
    assert mark.inner_text().startswith("New")
    assert "since your last visit" in (mark.text_content() or "")
    new = page.locator("article li:has(.new-mark), article :is(.lead, .stories) p:has(.new-mark)")
    all_ = page.locator("article li, article .stamp")
    assert 0 < new.count() < all_.count()
    assert back.problems == []


def test_home_and_the_page_of_changes_say_how_much_is_new(back, site) -> None:
    page = back.open("index.html")
    expect(page.locator(SINCE)).to_contain_text("New since your last visit: 2 briefings")
    count = int(re.findall(r"\d+", page.locator(".new-count").inner_text())[0])
    parts = page.locator(SINCE).inner_text().replace("Mark all as read", "")
    assert count == sum(int(each) for each in re.findall(r"\d+", parts))
    page.locator(f"{SINCE} a").click()
    page.wait_for_url("**/changes.html")
    expect(page.locator(".k-briefings .new-mark")).to_have_count(2)


def test_marking_all_as_read_does_so_for_good(back, site) -> None:
    page = back.open("changes.html")
    button = page.get_by_role("button", name="Mark all as read")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(SINCE)).to_have_text("Nothing new since your last visit.")
    assert page.locator(".new-mark, .new-count").count() == 0
    page = back.open("index.html")
    expect(page.locator(SINCE)).to_have_text("Nothing new since your last visit.")
    assert page.locator(".new-mark, .new-count").count() == 0
    assert back.problems == []


def test_the_next_visit_knows_what_the_last_one_showed(back) -> None:
    page = back.open("index.html")
    expect(page.locator(".new-mark").first).to_be_visible()
    page.reload()
    expect(page.locator(".new-mark").first).to_be_visible()  # the same visit: still new
    page.evaluate("__md_set('__seen', { ...__md_get('__seen'), at: Date.now() - 3 * 3600 * 1000 })")
    page.reload()
    expect(page.locator(SINCE)).to_have_text("Nothing new since your last visit.")


def test_reading_on_prolongs_a_visit_and_a_pause_ends_it(back, site) -> None:
    """Whatever the page: a long read is no new visit."""
    page = back.open("about.html")
    for hours, prolonged in ((1.9, True), (2.1, False)):
        page.evaluate(
            "ago => __md_set('__seen', { ...__md_get('__seen'), at: Date.now() - ago * 36e5 })",
            hours,
        )
        back.open(site.kinds["briefing"])
        assert page.evaluate("Date.now() - __md_get('__seen').at < 60 * 1000") is prolonged


@pytest.mark.parametrize("kept", ["null", "[]", '{"seen": 3}', '{"seen": [], "last": "x"}', "{{"])
def test_what_others_left_in_the_storage_does_no_harm(reader, kept) -> None:
    page = reader.open("about.html")
    page.evaluate("kept => localStorage.setItem('/.__seen', kept)", kept)
    page = reader.open("index.html")
    reader.until("Array.isArray(__md_get('__seen')?.seen)")
    assert page.locator(".new-mark").count() == 0
    assert reader.problems == []


def test_without_storage_the_site_reads_as_before(reader) -> None:
    reader.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('off'); } })"
    )
    page = reader.open("index.html")
    page.wait_for_timeout(300)
    assert page.locator(".new-mark, .pack-tick").count() == 0
    assert page.locator(".front .lead h2").is_visible()


def test_nothing_shifts_for_a_returning_reader(back, site) -> None:
    for kind in ("home", "briefings", "changes"):
        page = back.open(site.kinds[kind])
        assert page.evaluate(SHIFTS) < 0.02, kind
