"""The questions of an analyst, from home to the passage, on the gold articles and copies of one."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def _lit(page: Page) -> str:
    """Return the text of the passage that the address names, which is in view and lit up."""
    anchor = page.url.rpartition("#")[2]
    passage = page.locator(f"#{anchor}")
    expect(passage).to_be_in_viewport()
    shadow = passage.evaluate("element => getComputedStyle(element).boxShadow")
    assert shadow != "none"
    return passage.inner_text()


def test_what_is_new_since_i_last_looked(back) -> None:
    page = back.open("index.html")
    expect(page.locator(".since")).to_contain_text("2 briefings")
    page.locator(".since a").click()
    page.wait_for_url("**/changes.html")
    entry = page.locator(".k-briefings li:has(.new-mark)").first
    title = entry.locator("a").first.inner_text()
    entry.locator("a").first.click()
    page.wait_for_url("**/briefings/*")
    assert title in page.locator("h1").inner_text()
    page.locator(".bottom-line a.ref").first.click()
    assert len(_lit(page)) > 40
    assert back.problems == []


def test_who_is_it_what_have_they_said_with_whom_and_since_when(reader) -> None:
    page = reader.open("index.html")
    page.locator(".sections").get_by_text("Actors", exact=True).click()
    page.wait_for_url("**/actors/index.html")
    page.locator(".index.actors a.chip", has_text=re.compile("^Suleiman al-Amr$")).click()
    page.wait_for_url("**/actors/suleiman-al-amr.html")
    facts = page.locator(".strip").inner_text()
    assert "Person" in facts
    assert re.search(r"First seen\s+2015-09-12", facts)
    assert page.locator(".actors a.chip", has_text="Civil Defense Authority").count() == 1
    quote = page.locator(".quote").first
    said = quote.locator("blockquote").inner_text().strip("“” \n")
    quote.locator("a.ref").click()
    page.wait_for_url("**/briefings/*#p*")
    assert said[:40] in _lit(page)
    assert reader.problems == []


def test_what_does_this_article_say_and_where(reader, site) -> None:
    """Each kind of finding leads to its passage, in which the finding stands, marked."""
    found = {
        "bottom line": (".bottom-line li", "a.ref", "mark.m-key"),
        "actor": ("div.actors > ul > li", ".refs a.ref", "mark.m-actor"),
        "phrase": ("div.phrases > ul > li", ".refs a.ref", "mark.m-phrase"),
        "quotation": (".quotes .quote", "a.ref", "mark.m-quote"),
        "date": (".dates li", "a.ref", "mark.m-date"),
        "doubt": (".hedges li", "a.ref", "mark.m-hedge"),
    }
    for kind, (entry, link, mark) in found.items():
        page = reader.open(site.kinds["briefing"])
        ref = page.locator(entry).first.locator(link).last
        ref.focus()
        page.keyboard.press("Enter")
        assert len(_lit(page)) > 10, kind
        anchor = page.url.rpartition("#")[2]
        marks = page.locator(f"#{anchor} {mark}")
        assert marks.count() > 0, kind
        assert all(marks.evaluate_all("all => all.map((each) => each.title)")), kind
    assert reader.problems == []


def test_who_else_reports_it(reader, site) -> None:
    page = reader.open("index.html")
    page.locator(".sections").get_by_text("Stories", exact=True).click()
    page.wait_for_url("**/stories/index.html")
    entry = page.locator(".index.stories > ul > li").first
    assert "2 articles" in entry.inner_text()  # the copy is not a third
    assert "2 independent sources" in entry.inner_text()
    entry.locator("a").first.click()
    page.wait_for_url("**/stories/*crane*")
    assert "Harbour Wire" in page.locator(".steps").inner_text()
    page.locator(".steps a", has_text="Inquiry promised").click()
    page.wait_for_url("**/briefings/inquiry*")
    page.locator(".bottom-line a.ref").first.click()
    assert "107" in _lit(page)
    page = reader.open(site.kinds["copy"])
    assert "repeats" in page.locator(".copy-of").inner_text()
    page.locator(".copy-of a").click()
    page.wait_for_url("**/briefings/at-least-107*")
    assert "Harbour Wire" in page.locator(".copies").inner_text()
    assert reader.problems == []


def test_give_me_this_as_a_file(reader, site) -> None:
    page = reader.open(site.kinds["briefing"])
    json_ = page.locator(".provenance a", has_text="JSON")
    answer = page.request.get(json_.evaluate("link => link.href"))
    record = json.loads(answer.text())
    assert record["title"] in page.locator("h1").inner_text()
    page = reader.open("index.html")
    page.locator(".sections").get_by_text("Data", exact=True).click()
    page.wait_for_url("**/data/index.html")
    for name in ("corpus.jsonl", "corpus.sqlite", "corpus.stix.json", "changes.json"):
        link = page.locator("article a", has_text=re.compile(rf"^{re.escape(name)}$")).first
        assert page.request.get(link.evaluate("link => link.href")).ok, name
    page.goto(reader.address + site.kinds["briefing"])
    page.locator(".pack-button").click()
    page.locator(".pack-link").click()
    page.wait_for_url("**/pack.html")
    expect(page.locator(".packed")).to_have_count(1)
    assert len(page.pdf()) > 5_000
    assert reader.problems == []
