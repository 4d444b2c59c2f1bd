"""Feeds: valid by the grammar of their standards, and the same whenever they are made."""

import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from lxml import etree

from generator.model import Briefing
from tests.articles import briefing, ferry, harbour
from tests.export.exported import ADDRESS, exported, odd_articles
from tests.markdown_page import costly

SCHEMAS = Path(__file__).parent / "schemas"
GRAMMAR = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
FEED_SCHEMA = json.loads((SCHEMAS / "json-feed.schema.json").read_text(encoding="utf-8"))
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def check_atom(text: bytes) -> etree._Element:
    root = etree.fromstring(text)
    GRAMMAR.assertValid(root)
    # What the RFC demands beyond its grammar (4.1.1, 4.1.2, 4.2.6, 4.2.7).
    assert root.find("a:author", ATOM) is not None
    assert len(root.findall("a:link[@rel='self']", ATOM)) == 1
    ids = [each.text or "" for each in root.iterfind(".//a:id", ATOM)]
    assert len(set(ids)) == len(ids)
    for each in ids:
        assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", each)
    for entry in root.iterfind("a:entry", ATOM):
        assert len(entry.findall("a:link[@rel='alternate']", ATOM)) == 1
    return root


def check_json(text: bytes) -> dict:
    feed = json.loads(text)
    jsonschema.Draft202012Validator(FEED_SCHEMA).validate(feed)
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids)
    return feed


def feeds(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: text for path, text in files.items() if ".atom." in path or ".feed." in path}


def numbered(number: int, **facts: str | None) -> Briefing:
    return briefing(f"n{number}", [f"Number {number} names Ann Lee."], **facts)


@pytest.mark.parametrize("base_url", [ADDRESS, None])
def test_feeds_of_everything_and_of_each_actor_and_topic_are_valid(base_url: str | None) -> None:
    files = exported(harbour(), ferry(), base_url=base_url)
    made = feeds(files)
    for path, text in made.items():
        (check_atom if path.endswith(".xml") else check_json)(text)
    followed = {re.sub(r"\.(atom\.xml|feed\.json)$", "", path) for path in made}
    assert {"data/everything", "actors/harbour-board", "topics/port-strike"} <= followed
    assert len(made) == 2 * len(followed)


def test_feeds_of_no_article_are_valid() -> None:
    files = exported()
    check_atom(files["data/everything.atom.xml"])
    assert check_json(files["data/everything.feed.json"])["items"] == []


@costly
@given(odd_articles())
def test_feeds_of_odd_text_are_valid(article: Briefing) -> None:
    for path, text in feeds(exported(article)).items():
        (check_atom if path.endswith(".xml") else check_json)(text)


@pytest.mark.parametrize(
    "wrong",
    [
        "<updated>yesterday</updated>",
        "<subtitel>x</subtitel>",
        "<author><uri>urn:x</uri></author>",
        "<title>another</title>",
    ],
)
def test_the_grammar_refuses_what_is_no_atom(wrong: str) -> None:
    text = exported(harbour())["data/everything.atom.xml"].decode()
    assert not GRAMMAR.validate(
        etree.fromstring(text.replace("<entry>", wrong + "<entry>").encode())
    )


def test_the_schema_refuses_what_is_no_json_feed() -> None:
    feed = json.loads(exported(harbour())["data/everything.feed.json"])
    for wrong in ({"version": "1"}, {"items": [{"id": "x"}]}, {"more": 1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(FEED_SCHEMA).validate(feed | wrong)


def test_an_entry_says_what_the_article_says_and_leads_to_its_page_and_to_its_source() -> None:
    files = exported(harbour())
    item = check_json(files["data/everything.feed.json"])["items"][0]
    assert item["content_text"] == "Dockers in Port Alder walked out on Tuesday."
    assert item["url"].startswith(ADDRESS + "briefings/strike-closes")
    assert item["external_url"] == harbour().url
    assert item["date_published"] == "2023-05-03T00:00:00Z"
    assert "port strike" in item["tags"]
    entry = check_atom(files["data/everything.atom.xml"]).find("a:entry", ATOM)
    links = {link.get("rel"): link.get("href") for link in entry.iterfind("a:link", ATOM)}
    assert links == {"alternate": item["url"], "via": item["external_url"]}
    assert entry.findtext("a:id", namespaces=ATOM) == item["id"]


def test_without_an_address_of_the_site_links_lead_from_the_feed() -> None:
    files = exported(harbour(), base_url=None)
    root = check_atom(files["actors/harbour-board.atom.xml"])
    link = root.find("a:entry/a:link[@rel='alternate']", ATOM).get("href")
    assert link.startswith("../briefings/strike-closes")
    feed = check_json(files["actors/harbour-board.feed.json"])
    assert "feed_url" not in feed
    assert feed["items"][0]["url"] == link


def test_identifiers_outlast_a_changed_article_and_differ_between_sites() -> None:
    def identifiers(*articles: Briefing, base_url: str | None = ADDRESS) -> list[str]:
        feed = check_json(exported(*articles, base_url=base_url)["data/everything.feed.json"])
        return [item["id"] for item in feed["items"]]

    first = identifiers(harbour())
    assert identifiers(replace(harbour(), title="Another", text=harbour().text + "x")) == first
    assert identifiers(harbour(), base_url="https://other.example/") != first


def test_what_arrived_last_is_new_however_old_the_article() -> None:
    old = numbered(0, published="2001-02-03", arrived="2024-06-01")
    others = [numbered(n, published="2023-01-01", arrived="2024-05-01") for n in range(1, 61)]
    feed = check_json(exported(*others, old)["data/everything.feed.json"])
    assert len(feed["items"]) == 50
    assert feed["items"][0]["title"].startswith("Number 0")
    assert feed["items"][0]["date_modified"] == "2024-06-01T00:00:00Z"


@pytest.mark.parametrize(
    "published", [None, "2024-05", "no date", "9999-99-99", "0001-01-01T00:00+09:00"]
)
def test_an_unknown_date_stays_unknown(published: str | None) -> None:
    files = exported(numbered(1, published=published))
    item = check_json(files["data/everything.feed.json"])["items"][0]
    assert "date_published" not in item
    assert "date_modified" not in item
    updated = check_atom(files["data/everything.atom.xml"]).findtext("a:updated", namespaces=ATOM)
    assert updated == "1970-01-01T00:00:00Z"


def test_a_zone_is_resolved() -> None:
    files = exported(numbered(1, published="2024-05-06T01:30:00+02:00"))
    item = check_json(files["data/everything.feed.json"])["items"][0]
    assert item["date_published"] == "2024-05-05T23:30:00Z"
