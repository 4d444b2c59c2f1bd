"""Times builds beside the plain way, in the same run, and writes docs/project/performance.md.

usage: python -m benchmarks.speed [--articles N] [--runs N]

The plain way (plain.py) builds everything every time. The two take turns, so that a busy machine
slows both; each run is a process of its own, with its start-up. The collection is the gold set's
articles over and over, with their paragraphs in another order each time.
"""

import argparse
import json
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "benchmarks" / "gold" / "news-dev.jsonl"
PAGE = ROOT / "docs" / "project" / "performance.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one process took: wall and processor time in seconds, and its memory's peak in MB."""

    wall: float
    cpu: float
    memory: float


def write_articles(folder: Path, numbers: range) -> None:
    """Write the collection's articles of these numbers; the same number is always the same."""
    texts = [json.loads(line)["text"] for line in GOLD.read_text(encoding="utf-8").splitlines()]
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        title, *paragraphs = filter(None, texts[number % len(texts)].split("\n"))
        random.Random(number).shuffle(paragraphs)
        text = "\n\n".join((f"{title} ({number})", *paragraphs))
        (folder / f"article-{number:05}.txt").write_text(text, encoding="utf-8")


def run(*arguments: str) -> Cost:
    """Run a module of this repository as a process and say what it cost.

    Raises RuntimeError, with what it printed, where it fails.
    """
    with tempfile.TemporaryFile() as output:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments], cwd=ROOT, stdout=output, stderr=output
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise RuntimeError(output.read().decode(errors="replace"))
    # Linux counts the peak in kilobytes, macOS in bytes. It is that of the largest process.
    unit = 1e6 if platform.system() == "Darwin" else 1e3
    return Cost(wall=wall, cpu=used.ru_utime + used.ru_stime, memory=used.ru_maxrss / unit)


def measure(articles: int, runs: int) -> list[tuple[str, list[Cost], list[Cost]]]:
    """Return, for each case, its name and what each run cost: ours, and the plain way."""
    first: tuple[list[Cost], list[Cost]] = ([], [])
    more: tuple[list[Cost], list[Cost]] = ([], [])
    none: tuple[list[Cost], list[Cost]] = ([], [])
    for number in range(runs):
        with tempfile.TemporaryDirectory() as name:
            base = Path(name)
            project, seeds = base / "project", base / "project" / "seeds"
            run("generator", "init", str(project))
            shutil.rmtree(seeds)
            write_articles(seeds, range(articles))
            cases: tuple[tuple[tuple[list[Cost], list[Cost]], Callable[[], None]], ...] = (
                (first, lambda: None),
                (more, lambda: write_articles(seeds, range(articles, articles + 1))),  # noqa: B023 - called within this turn
                (none, lambda: None),
            )
            for (ours, plain), change in cases:
                change()
                ours.append(run("generator", "build", "--project", str(project)))
                plain.append(run("benchmarks.plain", str(seeds), str(base / "plain")))
        print(f"run {number + 1} of {runs} is done", file=sys.stderr)
    return [
        (f"first build of {articles} articles", *first),
        ("one article more", *more),
        ("nothing new", *none),
    ]


def table(results: list[tuple[str, list[Cost], list[Cost]]]) -> str:
    """Return the results as a Markdown table: medians, with least and most in brackets."""
    rows = [
        "| build | Briefings, wall s | plain way, wall s | ratio"
        " | Briefings, CPU s | plain way, CPU s | Briefings, MB | plain way, MB |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, ours, plain in results:
        ratio = statistics.median(p.wall / o.wall for o, p in zip(ours, plain, strict=True))
        cells = [
            name,
            _spread([cost.wall for cost in ours]),
            _spread([cost.wall for cost in plain]),
            f"{ratio:.2f}",
            _spread([cost.cpu for cost in ours]),
            _spread([cost.cpu for cost in plain]),
            f"{statistics.median(cost.memory for cost in ours):.0f}",
            f"{statistics.median(cost.memory for cost in plain):.0f}",
        ]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.1f} ({min(values):.1f}-{max(values):.1f})"


def main() -> None:
    """Measure, print and write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    text = table(measure(chosen.articles, chosen.runs))
    print(text)
    PAGE.write_text(
        "# Performance\n\n"
        f"`make bench` wrote this page: {chosen.runs} runs on {os.cpu_count()} cores, "
        f"Python {platform.python_version()}; medians, with the least and the most in brackets. "
        "The plain way is `benchmarks/plain.py`: the same model and YAKE as they come, a page per "
        "article with the phrases and names, MkDocs Material with its own navigation, everything "
        "built anew each time. A ratio above 1 says that Briefings was faster. Memory is the peak "
        "of the largest process.\n\n"
        f"{text}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
