"""Measures building, publishing, reading and searching at several sizes, beside the alternatives.

usage: python -m benchmarks.scale [--full] [--write] [--articles N ...] [--publishings N]

`make bench` measures a small collection within five minutes; --full one of 1,000 and one of 10,000
articles, which takes an hour or two. The tables are printed, progress goes to stderr; with --write
they take their place in docs/project/performance.md too.
"""

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.processes import ROOT
from benchmarks.scale_cases import Result, measure
from benchmarks.scale_report import report
from benchmarks.units import donors

PAGE = ROOT / "docs" / "project" / "performance.md"
_HEAD = """# Performance

`make bench` and `make bench-full` write this page; the aims are those of the project.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A set of measurements: the sizes, how many articles come at once, how often cheap and
    expensive cases are repeated, and the arguments of the benchmark of extraction."""

    name: str
    articles: tuple[int, ...]
    more: int
    runs: int
    publishings: int
    extraction: tuple[str, ...]


SHORT = Program(
    name="make bench",
    articles=(200,),
    more=40,
    runs=2,
    publishings=1,
    extraction=("--rounds", "1", "--copies", "2"),
)
FULL = Program(
    name="make bench-full",
    articles=(1_000, 10_000),
    more=100,
    runs=3,
    publishings=1,
    extraction=("--rounds", "3", "--copies", "12"),
)


def measured(program: Program) -> str:
    """Do all measurements of a program and return the tables."""
    print("extraction beside plain spaCy and YAKE", file=sys.stderr, flush=True)
    extraction = subprocess.run(
        [sys.executable, "-m", "benchmarks.extraction_speed", *program.extraction],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    parts = donors()
    results: list[Result] = []
    for articles in program.articles:
        with tempfile.TemporaryDirectory() as scratch:
            results.append(
                measure(
                    Path(scratch),
                    articles,
                    program.more,
                    parts=parts,
                    runs=program.runs,
                    publishings=program.publishings,
                )
            )
    return report(results, extraction)


def written(page: str, name: str, tables: str) -> str:
    """Return the page with a program's tables in the place of its older ones, or at the end."""
    begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->\n"
    section = f"{begin}## `{name}`\n\n{tables}{end}"
    before, found, rest = page.partition(begin)
    if not found:
        return f"{page.rstrip()}\n\n{section}"
    return before + section + rest.partition(end)[2]


def main() -> None:
    """Measure, print, and write the page if that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--full", action="store_true", help="1,000 and 10,000 articles")
    parser.add_argument("--write", action="store_true", help="write docs/project/performance.md")
    parser.add_argument("--articles", type=int, nargs="+", metavar="N", help="other sizes")
    parser.add_argument("--publishings", type=int, metavar="N", help="how often all is published")
    chosen = parser.parse_args()
    program = FULL if chosen.full else SHORT
    if chosen.publishings is not None:
        program = replace(program, publishings=chosen.publishings)
    if chosen.articles:
        name = f"{program.name} ({', '.join(map(str, chosen.articles))})"
        program = replace(program, name=name, articles=tuple(chosen.articles))
    tables = measured(program)
    print(tables)
    if chosen.write:
        page = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else _HEAD
        PAGE.write_text(written(page, program.name, tables), encoding="utf-8")


if __name__ == "__main__":
    main()
