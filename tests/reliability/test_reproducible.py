"""The same seeds give the same site, byte for byte, wherever and however it is built."""

import json
import os
import shutil
from pathlib import Path

from tests.reliability.desk import briefings, new_desk, tree_of, write_articles

ARTICLES = 26  # enough for two workers


def test_site_does_not_depend_on_machine_order_or_time(tmp_path: Path) -> None:
    """Another folder, file order, hash seed, time zone, locale, date and number of workers."""
    first = new_desk(tmp_path / "a", articles=0)
    second = new_desk(tmp_path / "elsewhere" / "b ü", articles=0)
    write_articles(first / "seeds", range(ARTICLES))
    write_articles(second / "seeds", range(ARTICLES - 1, -1, -1))
    for file in (second / "seeds").iterdir():
        os.utime(file, (1, 1))
    (first / "briefings.yml").write_text("workers: 1\n")
    (second / "briefings.yml").write_text("workers: 2\n")
    one = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    two = {"PYTHONHASHSEED": "77", "TZ": "America/Adak", "LC_ALL": "C.UTF-8"}
    two |= {"LANG": "tr_TR.UTF-8", "SOURCE_DATE_EPOCH": "1000000000", "COLUMNS": "40"}
    for desk, env in ((first, one), (second, two)):
        run = briefings("build", cwd=desk, env=env)
        assert run.returncode == 0, run.stderr.decode()
    sites = [tree_of(desk / "site") for desk in (first, second)]
    receipts = [json.loads(site.pop("receipt.json")) for site in sites]
    assert [path for path in sites[0] if sites[0][path] != sites[1].get(path)] == []
    assert sites[0].keys() == sites[1].keys()
    assert "sitemap.xml.gz" in sites[0]
    for receipt in receipts:
        del receipt["project"]["briefings.yml"]  # it differs: the number of workers
    assert receipts[0] == receipts[1]
    pages = [tree_of(desk / "docs") for desk in (first, second)]
    assert pages[0] == pages[1]


def test_incremental_site_equals_a_clean_one(tmp_path: Path) -> None:
    """After seeds are added, changed and deleted the whole site is that of a first build."""
    desk = new_desk(tmp_path / "desk", articles=3)
    assert briefings("build", cwd=desk).returncode == 0
    write_articles(desk / "seeds", range(5, 7))
    (desk / "seeds" / "article-0.txt").unlink()
    changed = desk / "seeds" / "article-1.txt"
    changed.write_text(changed.read_text(encoding="utf-8").replace("Ann Lee", "Bo Chan"))
    (desk / "aliases.yml").write_text("rename:\n  Bo Chan: Bo B. Chan\n")
    assert briefings("build", cwd=desk).returncode == 0
    clean = tmp_path / "clean"
    shutil.copytree(desk, clean)
    for name in (".briefings", "site", "docs/briefings", "docs/actors", "docs/topics"):
        shutil.rmtree(clean / name)
    assert briefings("build", cwd=clean).returncode == 0
    assert tree_of(desk / "site") == tree_of(clean / "site")
