"""The evidence: passages light up, anchors stay, highlights say what they are, by any means."""

import json
import re

import pytest

pytestmark = pytest.mark.browser


def test_a_passage_lights_up_without_javascript(reader_of, site) -> None:
    page = reader_of(java_script_enabled=False).open(f"{site.kinds['briefing']}#p3")
    looks = "element => getComputedStyle(element).backgroundColor"
    assert page.locator("#p3").evaluate(looks) != page.locator("#p2").evaluate(looks)
    assert page.locator("#p3 .pn").evaluate("each => getComputedStyle(each, '::before').content")


@pytest.mark.parametrize("kind", ["actor", "topic", "story", "timeline page", "home", "briefings"])
def test_every_reference_of_every_page_names_a_passage_that_is_there(site, kind) -> None:
    path = {"timeline page": "timeline/2015.html"}.get(kind) or site.kinds[kind]
    html = (site.folder / path).read_text("utf-8")
    refs = re.findall(r'<a class="ref" href="([^"#]*)#([pst]\d+)"', html)
    assert refs
    for href, anchor in refs:
        target = ((site.folder / path).parent / href).resolve()
        assert f'id="{anchor}"' in target.read_text("utf-8"), (href, anchor)


def test_paragraph_numbers_are_those_of_the_record(site) -> None:
    """Stable to cite: they count the record's paragraphs, and nothing that a page adds."""
    file = site.folder / site.kinds["briefing"]
    record = json.loads(file.with_suffix(".json").read_text("utf-8"))
    paragraphs = [each for each in record["blocks"] if each["kind"] == "paragraph"]
    html = file.read_text("utf-8")
    numbers = [int(each) for each in re.findall(r'class="pn" href="#p(\d+)"', html)]
    assert numbers == list(range(1, len(paragraphs) + 1))
    for number, block in enumerate(paragraphs, start=1):
        shown = re.search(rf'<p class="para" id="p{number}">(.*?)</p>', html, re.DOTALL)
        assert shown
        words = re.sub(r"&[^;]+;|<[^>]+>|\W", "", shown[1])
        text = re.sub(r"\W", "", record["text"][block["start"] : block["end"]])
        assert words[:30] == text[:30]


def test_each_mark_says_what_it_is_without_javascript_too(site) -> None:
    html = (site.folder / site.kinds["briefing"]).read_text("utf-8")
    article = html[html.index('<div class="article"') :]
    marks = re.findall(r'<mark class="m (m-[a-z]+)[^"]*"([^>]*)>', article)
    assert {kind for kind, _ in marks} == {
        f"m-{each}" for each in ("actor", "phrase", "quote", "key", "date", "hedge")
    }
    assert all(re.search(r'title="[^"]{4,}"', rest) for _, rest in marks)


def test_a_mark_leads_to_the_dossier_by_keyboard(reader, site) -> None:
    page = reader.open(site.kinds["briefing"])
    link = page.locator(".article mark.m-actor a").first
    link.focus()
    assert page.locator(".tip").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/*")
    assert reader.problems == []


@pytest.mark.parametrize("width", [1280, 1920])
def test_lines_of_text_have_a_measure_to_read(reader, site, width) -> None:
    """60-75 characters, counted in the longest lines of whole paragraphs."""
    page = reader.page
    page.set_viewport_size({"width": width, "height": 900})
    for kind in ("briefing", "reading"):
        reader.open(site.kinds[kind])
        lines = page.evaluate(
            """() => [...document.querySelectorAll(".article .para, .md-content__inner > p")]
              .flatMap((paragraph) => {
                const range = document.createRange();
                const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
                const lines = new Map();
                while (walker.nextNode()) {
                  for (let at = 0; at < walker.currentNode.length; at += 1) {
                    range.setStart(walker.currentNode, at);
                    range.setEnd(walker.currentNode, at + 1);
                    const box = range.getBoundingClientRect();
                    const row = Math.round(box.bottom / 8);
                    if (box.width) lines.set(row, (lines.get(row) ?? 0) + 1);
                  }
                }
                return [...lines.values()].slice(0, -1);
              }).sort((a, b) => a - b)"""
        )
        assert len(lines) > 4
        middle = lines[len(lines) // 2]
        assert 60 <= middle <= 75, (kind, middle)


def test_a_briefing_of_a_thousand_words_weighs_little(site) -> None:
    """HTML and own scripts, as they lie: at most 150 kB."""
    weighed = 0
    for file in sorted((site.folder / "briefings").glob("*.json")):
        words = len(json.loads(file.read_text("utf-8"))["text"].split())
        if not 700 <= words <= 1300:
            continue
        html = file.with_suffix(".html")
        scripts = re.findall(
            r'<script[^>]* src="\.\./(assets/site/[^"]+)"', html.read_text("utf-8")
        )
        assert {each.rpartition("/")[2] for each in scripts} == {"boot.js", "site.js", "pack.js"}
        size = html.stat().st_size + sum((site.folder / each).stat().st_size for each in scripts)
        assert size * 1000 / max(words, 1000) <= 150_000, html.name
        weighed += 1
    assert weighed >= 2
