"""A collection that looks like an analyst's: the project's seeds and the texts of the gold set."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "benchmarks" / "gold" / "news-dev.jsonl"


def write_seeds(folder: Path) -> None:
    """Write the collection into `folder`: each gold text as it is, its metadata in a sidecar."""
    shutil.copytree(ROOT / "seeds", folder, dirs_exist_ok=True)
    for row in _gold():
        if row["published"] is None:  # the project's own seed, which is there already
            continue
        facts = {"published": row["published"], "source": _outlet(row["source"])}
        _write(folder / row["id"], row["text"], facts)


def write_copies(folder: Path) -> None:
    """Add what a collection of several outlets has and the gold set has not: the text of one of its
    articles in another outlet, and that article's story a day later."""
    row = next(each for each in _gold() if each["id"] == "GUM_news_crane")
    title, _, text = row["text"].partition("\n\n")
    paragraphs = text.split("\n\n")
    _write(
        folder / "copy",
        "\n\n".join([title, *paragraphs[1:], "Get our newsletter every morning."]),
        {"title": title, "published": "2015-09-12", "source": "Harbour Wire"},
    )
    later = (
        "King Salman promised an inquiry into the crane collapse at Mecca's Grand Mosque, where 107"
        " people were killed and 238 wounded when a storm toppled the crane on Friday.",
        paragraphs[3],
        "“We owe the pilgrims an answer,” Suleiman al-Amr, director of the Civil Defense Authority,"
        " told the Morning Courier. The pilgrimage will go ahead in ten days, he said.",
    )
    _write(
        folder / "later",
        "\n\n".join(later),
        {
            "title": "Inquiry promised into Mecca crane collapse",
            "published": "2015-09-13",
            "source": "Morning Courier",
        },
    )


def build(seeds: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Build `site` from `seeds` through the command line, as anybody would."""
    command = [sys.executable, "-m", "generator", "build"]
    return subprocess.run(
        [*command, "--seeds", str(seeds), "--site", str(site)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def _gold() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def _write(path: Path, text: str, facts: dict[str, str]) -> None:
    path.with_suffix(".txt").write_text(text, encoding="utf-8")
    path.with_suffix(".yml").write_text(json.dumps(facts), encoding="utf-8")


def _outlet(source: str) -> str:
    """Return the outlet of a gold row's description of its source."""
    return source.rsplit("from ", 1)[-1]
