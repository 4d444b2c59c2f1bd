"""How well section headings are found in plain text, beside what a simple rule finds.

usage: python benchmarks/headings.py [--show] [--check]

`benchmarks/data/headings` holds articles written for this project, two thirds of them without any
heading: `dev.jsonl` for tuning and `check.jsonl`, whose errors nobody looks at while tuning. Each
is read flat (as written) and broken at 72 columns with blank lines between paragraphs. Precision,
recall and F1 are over lines. Prints and writes nothing; `--show` lists the errors of the dev half
(and, with `--check`, those of the other half).
"""

import argparse
import json
import re
import textwrap
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

from generator.extraction.headings import find_headings
from generator.read import from_text

DATA = Path(__file__).parent / "data" / "headings"
GOLD = Path(__file__).parent / "gold" / "news-dev.jsonl"
LONGEST_SHORT_LINE = 12  # words


def ours(text: str) -> list[str]:
    """Return the headings that the program finds."""
    return [heading.text for heading in find_headings(from_text(text))]


def baseline(text: str) -> list[str]:
    """Return every short line without final punctuation above a longer one, but for the first."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return [
        line
        for line, following in pairwise(lines[1:])
        if len(line.split()) <= LONGEST_SHORT_LINE
        and not line.endswith((".", ",", ":", ";", "”", '"'))
        and len(following) > len(line)
    ]


def wrapped(text: str) -> str:
    """Return `text` with its paragraphs broken at 72 columns and blank lines between them."""
    paragraphs = [line for line in text.split("\n") if line.strip()]
    return "\n\n".join(textwrap.fill(line, 72, break_on_hyphens=False) for line in paragraphs)


def flat(text: str) -> str:
    """Return `text` as it is."""
    return text


def key(line: str) -> str:
    """Return what is compared: a line's words."""
    return re.sub(r"\W+", " ", line.lower()).strip()


def score(
    rows: Iterable[dict[str, list[str]]],
    find: Callable[[str], list[str]],
    layout: Callable[[str], str],
    *,
    show: bool = False,
) -> tuple[int, int, int]:
    """Return how many headings were right, found and wanted."""
    hit = found = wanted = 0
    for row in rows:
        gold = {key(line) for line in row["headings"]}
        got = {key(line) for line in find(layout(str(row["text"])))}
        hit, found, wanted = hit + len(gold & got), found + len(got), wanted + len(gold)
        if show and gold != got:
            print(f"  {row['id']}: missed {sorted(gold - got)}, extra {sorted(got - gold)}")
    return hit, found, wanted


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--show", action="store_true", help="list the errors of the dev half")
    parser.add_argument("--check", action="store_true", help="list those of the check half too")
    args = parser.parse_args()
    sets = {path.stem: path for path in (DATA / "dev.jsonl", DATA / "check.jsonl", GOLD)}
    print(f"{'set':<10}{'layout':<9}{'method':<10}{'P':>7}{'R':>7}{'F1':>7}   right/found/wanted")
    for name, path in sets.items():
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for layout in (flat, wrapped):
            for find in (baseline, ours):
                show = find is ours and args.show and (name != "check" or args.check)
                hit, found, wanted = score(rows, find, layout, show=show)
                precision, recall = hit / max(1, found), hit / max(1, wanted)
                f1 = 2 * hit / max(1, found + wanted)
                print(
                    f"{name:<10}{layout.__name__:<9}{find.__name__:<10}"
                    f"{precision:>7.3f}{recall:>7.3f}{f1:>7.3f}   {hit}/{found}/{wanted}"
                )


if __name__ == "__main__":
    main()
