"""A hostile collection: every good seed is published, every other refused, and nothing runs."""

import csv
import gzip
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree, html
from playwright.sync_api import Browser

from benchmarks import hostile, hostile_site
from tests.reliability.desk import new_desk

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
SEEDS = hostile.sample(every=6)  # all of them: `python -m benchmarks.hostile_site`


@dataclass(frozen=True, slots=True)
class Built:
    folder: Path
    result: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    root = tmp_path_factory.mktemp("hostile")
    desk = new_desk(root / "desk", articles=0)
    hostile.write(root / "seeds", SEEDS)
    result = hostile_site.build(desk, root / "seeds", root / "site")
    assert result.returncode == 1, result.stderr
    return Built(folder=root / "site", result=result)


def test_the_collection_has_every_kind_of_attack() -> None:
    names = [hostile.address(seed) for seed in hostile.collection()]
    assert len(names) == len(set(names)) > 300
    assert {name.partition("/")[0] for name in names} == {
        hostile.address(seed).partition("/")[0] for seed in SEEDS
    }


def test_every_good_seed_is_published_and_every_other_refused_in_one_line(built: Built) -> None:
    assert list(hostile_site.outcomes(SEEDS, built.result, built.folder)) == []


def test_every_address_is_plain_and_distinct_on_any_system(built: Built) -> None:
    pages = [file.name for file in (built.folder / "briefings").iterdir()]
    assert all(name.isascii() and len(name) < 120 for name in pages)
    assert len({name.casefold() for name in pages}) == len(pages)


def test_nothing_of_the_machine_is_published(built: Built) -> None:
    secrets = (b"root:x:0:0", b"/proc/self", str(built.folder.parent).encode())
    for file in built.folder.rglob("*"):
        if file.is_file():
            assert not any(secret in file.read_bytes() for secret in secrets), file


def test_search_leads_to_pages_of_the_site_alone(built: Built) -> None:
    fragments = sorted(built.folder.glob("pagefind/*/fragment/*"))
    pages = []
    for file in fragments:
        content = gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")
        pages.append(json.loads(content)["url"].lstrip("/"))
    assert len(pages) >= 40
    assert all((built.folder / page).is_file() for page in pages)


@pytest.mark.browser
def test_no_page_runs_loads_or_changes_anything(
    browser: Browser,
    built: Built,
) -> None:
    """In Chromium: no script of a seed, no request elsewhere, and the article's text as it is."""
    found = hostile_site.look(browser, built.folder, SEEDS)
    assert found.problems == []
    assert found.compared >= 40
    assert found.packed >= 40
    assert found.pages > found.compared


def test_feeds_and_tables_hold_the_hostile_text_and_stay_whole(built: Built) -> None:
    """Feeds are XML that a strict parser takes, and no cell of a table is a formula."""
    feeds, cells = 0, 0
    for file in sorted(built.folder.rglob("*.xml")):
        etree.fromstring(file.read_bytes(), etree.XMLParser(resolve_entities=False, recover=False))
        feeds += 1
    for file in sorted(built.folder.rglob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            for row in csv.reader(opened):
                cells += len(row)
                bad = [cell for cell in row if cell.startswith(FORMULA) and not number(cell)]
                assert bad == [], file.name
    for file in (*built.folder.rglob("*.json"), *built.folder.rglob("*.jsonl")):
        text = file.read_text(encoding="utf-8")
        for line in text.splitlines() if file.suffix == ".jsonl" else [text]:
            json.loads(line)
    assert feeds >= 2
    assert cells > 1_000


def number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_the_scripts_of_a_page_are_the_sites_own_and_its_data_is_data(built: Built) -> None:
    """Before any browser: nothing in the source of a page could be a seed's script."""
    kinds = {"application/json", "application/ld+json"}
    for file in built.folder.rglob("*.html"):
        for script in html.fromstring(file.read_bytes()).iter("script"):
            source = script.get("src")
            if source is not None:
                assert not source.startswith(("//", "http", "data:", "blob:")), file.name
            else:
                assert script.get("type") in kinds, file.name
                json.loads(script.text or "")
