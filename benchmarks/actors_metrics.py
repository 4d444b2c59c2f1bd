"""Actors against the gold set beyond score.py: B-cubed, nDCG@10, roles, mentions, time.

usage: python benchmarks/actors_metrics.py [GOLD.jsonl] [--show]

- set F1, typed F1: as in gold/score.py (one-to-one, a name, alias or mention in common).
- mentions F1: a found mention counts where it overlaps a gold mention and shares an edge with it.
- B-cubed F1 (Bagga and Baldwin 1998): over the gold mentions that were found; `all` counts a
  missed gold mention as a cluster of its own in the system's answer.
- nDCG@10: gain 1 for an actor that the gold set marks salient, logarithmic discount.
- salient@10: share of the salient actors among the first ten.
- role: of the found gold actors with a role, the share whose roles share half of their words.
"""

import argparse
import json
import math
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

Row = Mapping[str, Any]
GOLD = Path(__file__).parent / "gold" / "news-dev.jsonl"


def flat(text: str) -> str:
    """Return a name without case, punctuation and a leading article, as gold/score.py does."""
    plain = re.sub(r"\W+", " ", text.lower().replace("’", "'")).strip()
    return re.sub(r"^the ", "", plain)


def spellings(actor: Row) -> set[str]:
    """Return every form of an actor's name."""
    mentions = [mention["text"] for mention in actor["mentions"]]
    return {flat(text) for text in [actor["name"], *actor["aliases"], *mentions]}


def paired(gold: Sequence[Row], found: Sequence[Row]) -> list[tuple[int, int]]:
    """Return the indices of the gold and found actors that are the same, one-to-one."""
    pairs: list[tuple[int, int]] = []
    used: set[int] = set()
    names = [spellings(actor) for actor in found]
    for index, actor in enumerate(gold):
        wanted = spellings(actor)
        at = next((i for i, n in enumerate(names) if i not in used and n & wanted), None)
        if at is not None:
            used.add(at)
            pairs.append((index, at))
    return pairs


def f1(hits: float, found: float, gold: float) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * hits / (found + gold) if found + gold else 0.0


def aligned(gold: Sequence[Row], found: Sequence[Row]) -> list[tuple[int, int | None]]:
    """Return each gold mention's gold cluster and the found cluster of the mention in its place."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for index, actor in enumerate(found):
        for mention in actor["mentions"]:
            starts[mention["start"]] = index
            ends[mention["end"]] = index
    rows = []
    for index, actor in enumerate(gold):
        rows += [
            (index, starts.get(mention["start"], ends.get(mention["end"])))
            for mention in actor["mentions"]
        ]
    return rows


def b_cubed(
    rows: Iterable[tuple[int, int | None]], *, everything: bool
) -> tuple[float, float, int]:
    """Return the sums of B-cubed precision and recall over the mentions, and how many there are."""
    pairs = [
        (gold, found if found is not None else -1 - at)
        for at, (gold, found) in enumerate(rows)
        if everything or found is not None
    ]
    precision = recall = 0.0
    for gold, found in pairs:
        same_found = [g for g, f in pairs if f == found]
        same_gold = [f for g, f in pairs if g == gold]
        both = sum(g == gold for g in same_found)
        precision += both / len(same_found)
        recall += both / len(same_gold)
    return precision, recall, len(pairs)


def ndcg(gains: Sequence[int], ideal: int, top: int = 10) -> float:
    """Return the normalised discounted cumulative gain of the first `top` actors."""
    got = sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains[:top]))
    best = sum(1 / math.log2(rank + 2) for rank in range(min(ideal, top)))
    return got / best if best else 1.0


def measure(
    gold: Sequence[Row], extract: Callable[[Row], Sequence[Row]], *, show: bool = False
) -> dict[str, float]:
    """Return every figure for the actors that `extract` finds in each gold article."""
    hits = typed = n_found = n_gold = salient = n_salient = roles = n_roles = 0
    m_hits = m_found = m_gold = 0
    order: list[float] = []
    sums = {False: [0.0, 0.0, 0], True: [0.0, 0.0, 0]}
    seconds = 0.0
    for article in gold:
        begun = time.perf_counter()
        found = extract(article)
        seconds += time.perf_counter() - begun
        actors = article["actors"]
        pairs = paired(actors, found)
        hits += len(pairs)
        n_found += len(found)
        n_gold += len(actors)
        typed += sum(actors[g]["type"] == found[f]["type"] for g, f in pairs)
        n_salient += sum(actor["salient"] for actor in actors)
        salient += sum(actors[g]["salient"] and f < 10 for g, f in pairs)
        gains = [0] * len(found)
        for g, f in pairs:
            gains[f] = int(actors[g]["salient"])
            if actors[g]["role"]:
                n_roles += 1
                roles += _same_role(actors[g]["role"], found[f]["role"])
        order.append(ndcg(gains, sum(actor["salient"] for actor in actors)))
        rows = aligned(actors, found)
        m_hits += sum(f is not None for _, f in rows)
        m_gold += len(rows)
        m_found += sum(len(actor["mentions"]) for actor in found)
        for everything in (False, True):
            for at, value in enumerate(b_cubed(rows, everything=everything)):
                sums[everything][at] += value
        if show:
            _print(article, actors, found, pairs)
    return {
        "set_precision": hits / max(1, n_found),
        "set_recall": hits / max(1, n_gold),
        "set_f1": f1(hits, n_found, n_gold),
        "typed_f1": f1(typed, n_found, n_gold),
        "salient@10": salient / max(1, n_salient),
        "ndcg@10": sum(order) / max(1, len(order)),
        "bcubed_f1": _b_f1(sums[False]),
        "bcubed_all_f1": _b_f1(sums[True]),
        "mention_f1": f1(m_hits, m_found, m_gold),
        "role": roles / max(1, n_roles),
        "ms_per_article": 1000 * seconds / max(1, len(gold)),
    }


def _b_f1(sums: Sequence[float]) -> float:
    precision, recall, count = sums
    return _harmonic(precision / count, recall / count) if count else 0.0


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _same_role(gold: str, found: str | None) -> bool:
    wanted, got = set(flat(gold).split()), set(flat(found or "").split())
    return len(wanted & got) * 2 >= len(wanted | got)


def _print(
    article: Row, actors: Sequence[Row], found: Sequence[Row], pairs: Sequence[tuple[int, int]]
) -> None:
    got_gold, got_found = {g for g, _ in pairs}, {f for _, f in pairs}
    print("==", article["id"])
    print("  missed", [a["name"] for i, a in enumerate(actors) if i not in got_gold])
    print("  extra ", [(a["name"], a["type"]) for i, a in enumerate(found) if i not in got_found])
    for g, f in pairs:
        gold_actor, actor = actors[g], found[f]
        if gold_actor["type"] != actor["type"]:
            print("  type  ", gold_actor["name"], gold_actor["type"], "got", actor["type"])
        if spellings(gold_actor) != spellings(actor):
            print("  names ", sorted(spellings(gold_actor)), "got", sorted(spellings(actor)))
        if gold_actor["role"] and not _same_role(gold_actor["role"], actor["role"]):
            print("  role  ", gold_actor["name"], "|", gold_actor["role"], "| got", actor["role"])
        if gold_actor["salient"] and f >= 10:
            print("  rank  ", gold_actor["name"], f)


def main() -> None:
    """Measure the project's extractor and print one line of JSON."""
    from generator import extract  # noqa: PLC0415 - the metrics above need no model

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    gold = [json.loads(line) for line in args.gold.read_text(encoding="utf-8").splitlines()]
    extract("Warm up.")
    figures = measure(
        gold, lambda row: msgspec.to_builtins(extract(row["text"]))["actors"], show=args.show
    )
    print(json.dumps({key: round(value, 3) for key, value in figures.items()}))


if __name__ == "__main__":
    main()
