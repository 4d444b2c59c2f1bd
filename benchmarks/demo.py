"""A collection that looks like an analyst's: the project's seeds and the texts of the gold set."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "benchmarks" / "gold" / "news-dev.jsonl"


def write_seeds(folder: Path) -> None:
    """Write the collection into `folder`: each gold text as it is, its metadata in a sidecar."""
    shutil.copytree(ROOT / "seeds", folder, dirs_exist_ok=True)
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["published"] is None:  # the project's own seed, which is there already
            continue
        (folder / f"{row['id']}.txt").write_text(row["text"], encoding="utf-8")
        sidecar = {"published": row["published"], "source": _outlet(row["source"])}
        (folder / f"{row['id']}.yml").write_text(json.dumps(sidecar), encoding="utf-8")


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


def _outlet(source: str) -> str:
    """Return the outlet of a gold row's description of its source."""
    return source.rsplit("from ", 1)[-1]
