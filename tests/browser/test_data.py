"""The data page, the feeds that pages name, and their description in JSON-LD, in a real browser."""

import json
from urllib.parse import urljoin

import pytest

from tests.browser.conftest import HOSTILE_TITLES

pytestmark = pytest.mark.browser


def test_every_file_of_the_data_page_is_there(reader) -> None:
    page = reader.open("data/index.html")
    links = page.eval_on_selector_all("article a[href]", "all => all.map(each => each.href)")
    files = [link for link in links if "#" not in link]
    assert len(files) > 10
    assert all(page.request.get(file).ok for file in files)
    assert reader.problems == []


@pytest.mark.parametrize("kind", ["home", "briefing", "actor", "topic"])
def test_a_page_names_its_feeds_and_nothing_complains(reader, site, kind) -> None:
    page = reader.open(site.kinds[kind])
    page.wait_for_timeout(200)
    links = page.eval_on_selector_all(
        "link[rel~=alternate]", "all => all.map(each => [each.type, each.href])"
    )
    assert len(links) == (4 if kind in ("actor", "topic") else 2)
    for form, address in links:
        answer = page.request.get(address)
        assert answer.ok
        assert ("<feed" in answer.text()) == (form == "application/atom+xml")
    assert reader.problems == []


def test_a_dossier_leads_to_its_files(reader, site) -> None:
    page = reader.open(site.kinds["actor"])
    found = page.eval_on_selector_all(".as-data a", "all => all.map(each => each.href)")
    assert [urljoin(page.url, address) for address in found] == found
    assert [page.request.get(address).ok for address in found] == [True, True, True]


@pytest.mark.parametrize("number", range(len(HOSTILE_TITLES)))
def test_a_briefing_describes_itself_as_an_analysis_whatever_its_title(
    reader, site, number
) -> None:
    page = reader.open(site.briefing_of(f"close its gates, number {number}."))
    texts = page.eval_on_selector_all(
        'script[type="application/ld+json"]', "all => all.map(each => each.textContent)"
    )
    (made,) = (json.loads(text) for text in texts)
    assert made["@type"] == "Report"
    assert made["isBasedOn"]["@type"] == "Article"
    assert HOSTILE_TITLES[number].split()[0] in made["name"]
    assert page.evaluate("window.ranSeedScript") is None
    assert reader.problems == []
