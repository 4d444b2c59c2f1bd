"""Measures every extractor on the gold set beside the plain version, in the same run and process,
and writes docs/project/quality.md.

usage: python -m benchmarks.quality [--rounds N] [--no-page]

The metrics are those of benchmarks/gold/score.py, the plain version is benchmarks/gold/baseline.py.
Intervals are bootstrapped over the articles (a thousand samples, fixed seed): they tell how much
of a figure hangs on single articles. The page's hand-written parts stay as they are.
"""

import argparse
import json
import random
import statistics
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.gold import score
from benchmarks.gold.baseline import Plain
from benchmarks.quality_sweep import FACTORS, Case, cases, lead, sweep
from generator import extract

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "benchmarks" / "gold" / "news-dev.jsonl"
OWN = ROOT / "benchmarks" / "data" / "phrases" / "own.jsonl"
PAGE = ROOT / "docs" / "project" / "quality.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
SAMPLES = 1000

Record = dict[str, Any]

# Name of the figure, what it is called on the page, what is aimed at.
FIGURES = (
    ("headings", "Section headings, F1 over lines", 0.90),
    ("kp5", "Key phrases, F1@5", None),
    ("kp10", "Key phrases, F1@10", 0.40),
    ("kp15", "Key phrases, F1@15", None),
    ("actors", "Actors as a set, F1", 0.87),
    ("typed", "Actors with their type, F1", None),
    ("salient@10", "Salient actors among the first ten, recall", None),
    ("quotes", "Quotations, F1 over spans", None),
    ("speaker", "Speaker of a found quotation, accuracy", 0.85),
    ("dates", "Dates, F1 over spans", 0.92),
    ("date_value", "ISO value of a found date, accuracy", None),
    ("sentences", "Key sentences, F1", 0.50),
)

TEMPLATE = f"""# Quality

How well each extractor does, measured by `make bench-quality` on the gold set beside what plain
YAKE, plain spaCy and simple rules give. Everything between the two comments is written by that
command; the rest of this page is written by hand and kept.

{BEGIN}
{END}

## What falls short

(to be written by hand)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure and the interval in which 95 of 100 resamplings of the articles put it."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.2f}–{self.high:.2f})"


def measure(gold: Sequence[Record], found: Sequence[Record]) -> dict[str, Figure]:
    """Return every figure with its interval."""
    counts = [score.count(*pair) for pair in zip(gold, found, strict=True)]
    chance = random.Random(1)
    samples = [score.total(chance.choices(counts, k=len(counts))) for _ in range(SAMPLES)]
    whole = score.total(counts)
    figures = {}
    for name, _, _ in FIGURES:
        spread = sorted(score.figure(sample, name) for sample in samples)
        figures[name] = Figure(
            value=score.figure(whole, name),
            low=spread[SAMPLES * 25 // 1000],
            high=spread[SAMPLES * 975 // 1000 - 1],
        )
    return figures


def unseen(plain: Plain) -> str:
    """Return a sentence with key phrases' F1@5 and @10 on articles that no rule was made with."""
    rows = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    nothing: Record = {"headings": [], "key_sentences": [], "actors": [], "quotes": [], "dates": []}
    figures = []
    for find in (plain, lambda text: msgspec.to_builtins(extract(text))):
        counts = score.total(score.count(nothing | row, find(row["text"])) for row in rows)
        figures.append([f"{score.figure(counts, name):.3f}" for name in ("kp5", "kp10")])
    (plain5, plain10), (ours5, ours10) = figures
    return (
        f"On {len(rows)} articles written for this check, their key phrases chosen before any was"
        f" extracted (`benchmarks/data/phrases`): F1@5 {ours5}, F1@10 {ours10}; plain YAKE"
        f" {plain5} and {plain10}."
    )


def race(texts: Sequence[str], plain: Plain, rounds: int) -> tuple[list[float], list[float]]:
    """Return the median seconds of each article, ours and the plain version's, taking turns."""
    ours_seconds, plain_seconds = [], []
    for text in texts:
        pairs = [(_seconds(extract, text), _seconds(plain, text)) for _ in range(rounds)]
        ours_seconds.append(statistics.median(pair[0] for pair in pairs))
        plain_seconds.append(statistics.median(pair[1] for pair in pairs))
    return ours_seconds, plain_seconds


def _seconds(function: Callable[[str], object], text: str) -> float:
    begun = time.perf_counter()
    function(text)
    return time.perf_counter() - begun


def report(gold: Sequence[Record], rounds: int) -> str:
    """Measure everything and return the page's measured part, as Markdown."""
    texts = [article["text"] for article in gold]
    plain = Plain()
    briefings = [extract(text) for text in texts]
    found = [*map(msgspec.to_builtins, briefings)]
    baseline = [plain(text) for text in texts]
    mine, theirs = measure(gold, found), measure(gold, baseline)
    articles = cases(gold, briefings)
    seconds = race(texts, plain, rounds)
    ratios = sorted(a / b for a, b in zip(*seconds, strict=True))
    bad = score.total(score.count(*pair) for pair in zip(gold, found, strict=True))["bad_offsets"]
    quarter = len(ratios) // 4
    return "\n".join(
        (
            f"Measured on {len(gold)} articles of the gold set, which the rules were written with;",
            "in brackets the interval of 95 % when the articles are drawn anew (bootstrap).",
            "",
            *_table(
                ("Part and metric", "Plain version", "Briefings", "Aim"),
                [
                    (title, str(theirs[name]), str(mine[name]), f"{aim:.2f}" if aim else "")
                    for name, title, aim in FIGURES
                ],
            ),
            "",
            f"The first three sentences of the running text, title and dateline left out, give key"
            f" sentences an F1 of {lead(articles):.3f}.",
            unseen(plain),
            "The plain version resolves no date to ISO. Records whose offsets do not give their"
            f" text: {bad[0]}.",
            "",
            f"Time per article, both versions in one process taking turns, median of {rounds}"
            f" rounds each: {statistics.median(seconds[0]) * 1000:.0f} ms, the plain version"
            f" {statistics.median(seconds[1]) * 1000:.0f} ms; ratio"
            f" {statistics.median(ratios):.2f} in the median article, half of the articles between"
            f" {ratios[quarter]:.2f} and {ratios[-1 - quarter]:.2f}, the worst {ratios[-1]:.2f}.",
            "",
            "### When a number changes by a third",
            "",
            "Each number of the two rankings, multiplied by 0.7 and by 1.3, the others left alone:",
            "key phrases' F1@10 and key sentences' F1.",
            "",
            *_sweep_table(articles),
        )
    )


def _sweep_table(articles: Sequence[Case]) -> list[str]:
    moves = list(sweep(articles))
    names = dict.fromkeys(move.name for move in moves)
    by_place = {(move.name, move.factor): move for move in moves}
    rows = []
    for name in names:
        low, high = (by_place[name, factor] for factor in FACTORS)
        rows.append(
            (
                f"`{name}`",
                f"{low.phrases:.3f}",
                f"{high.phrases:.3f}",
                f"{low.sentences:.3f}",
                f"{high.sentences:.3f}",
            )
        )
    return _table(
        ("Number", "phrases x 0.7", "phrases x 1.3", "sentences x 0.7", "sentences x 1.3"), rows
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return ["| " + " | ".join(line) + " |" for line in lines]


def write_page(measured: str) -> None:
    """Put the measured part between the page's two comments; keep the rest."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else TEMPLATE
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(f"{before}{BEGIN}\n\n{measured}\n\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="timings of each article (5)")
    parser.add_argument("--no-page", action="store_true", help="print only")
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore", message=r"\[W095\]")
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    measured = report(gold, arguments.rounds)
    if not arguments.no_page:  # before printing, which a closed pipe may cut short
        write_page(measured)
    print(measured)


if __name__ == "__main__":
    main()
