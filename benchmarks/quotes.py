"""How well quotations and their speakers are found, beside what a simple rule finds.

usage: python -m benchmarks.quotes [--show]

`benchmarks/data/quotes` holds short articles written for this project: `dev.jsonl` for tuning and
`check.jsonl`, whose errors nobody looks at. Each line has `id`, `text` and `quotes`; a quotation
has `text`, `start`, `end`, `speaker` (the fullest name in the text; null where the text names
nobody) and at times `also`, other answers that a reader would accept.

Span F1 counts quotations whose texts agree by four fifths. Of those, `right` is the share whose
speaker is right, null included; `wrong` the share that carry the name of somebody else, and of
these `invented` those where null is right, the worst of all errors; the rest were left without
a name. Names agree where one contains the other, as in benchmarks/gold/score.py. Prints and
writes nothing; `--show` lists the errors of the dev half.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.gold.baseline import Plain
from benchmarks.gold.score import f1, flat, match_quotes
from generator import extract

DATA = Path(__file__).parent / "data" / "quotes"
GOLD = Path(__file__).parent / "gold" / "news-dev.jsonl"

Record = dict[str, Any]
Find = Callable[[str], list[Record]]


def ours(text: str) -> list[Record]:
    """Return the quotations that the program finds."""
    return [
        {"text": quote.text, "speaker": quote.speaker, "actor": quote.speaker_actor}
        for quote in extract(text).quotes
    ]


def plain() -> Find:
    """Return the rule of benchmarks/gold/baseline.py: the first person near a quotation."""
    find = Plain()

    def baseline(text: str) -> list[Record]:
        found: list[Record] = find(text)["quotes"]
        return found

    return baseline


def verdict(gold: Record, found: Record) -> str:
    """Return "right", "unnamed" (no name where there is one), "wrong" or "invented"."""
    wanted = [gold["speaker"], *gold.get("also", ())]
    got = found["speaker"]
    if got is None:
        return "right" if None in wanted else "unnamed"
    name = flat(got)
    if any(name in flat(one) or flat(one) in name for one in wanted if one):
        return "right"
    return "wrong" if gold["speaker"] else "invented"


def score(rows: Iterable[Record], find: Find, *, show: bool = False) -> Counter[str]:
    """Return how many quotations were paired, found and wanted, and each verdict's number."""
    counts: Counter[str] = Counter()
    for row in rows:
        found = find(row["text"])
        pairs = match_quotes(row["quotes"], found)
        counts.update(paired=len(pairs), found=len(found), wanted=len(row["quotes"]))
        for gold, number in pairs:
            said = verdict(gold, found[number])
            counts[said] += 1
            if show and said != "right":
                print(
                    f"  {row['id']}: {said}: {gold['text'][:50]!r} "
                    f"{gold['speaker']} <- {found[number]['speaker']}"
                )
        if show:
            paired = {number for _, number in pairs}
            extra = [quote["text"] for i, quote in enumerate(found) if i not in paired]
            got = {gold["text"] for gold, _ in pairs}
            missed = [gold["text"] for gold in row["quotes"] if gold["text"] not in got]
            if extra or missed:
                print(f"  {row['id']}: missed {missed}, extra {extra}")
    return counts


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--show", action="store_true", help="list the errors of the dev half")
    args = parser.parse_args()
    print(
        f"{'set':<10}{'method':<10}{'P':>7}{'R':>7}{'F1':>7}{'right':>8}{'wrong':>8}"
        f"{'invented':>10}{'unnamed':>9}   paired/found/wanted"
    )
    finds: tuple[Find, ...] = (plain(), ours)
    for path in (DATA / "dev.jsonl", DATA / "check.jsonl", GOLD):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for find in finds:
            show = args.show and path.stem == "dev" and find is ours
            counts = score(rows, find, show=show)
            paired = counts["paired"]
            sizes = f1(paired, counts["found"], counts["wanted"])
            wrong = counts["wrong"] + counts["invented"]
            shares = (
                count / max(1, paired)
                for count in (counts["right"], wrong, counts["invented"], counts["unnamed"])
            )
            right, wrong_share, invented, unnamed = shares
            print(
                f"{path.stem:<10}{find.__name__:<10}"
                f"{sizes[0]:>7.3f}{sizes[1]:>7.3f}{sizes[2]:>7.3f}"
                f"{right:>8.3f}{wrong_share:>8.3f}{invented:>10.3f}{unnamed:>9.3f}"
                f"   {paired}/{counts['found']}/{counts['wanted']}"
            )


if __name__ == "__main__":
    main()
