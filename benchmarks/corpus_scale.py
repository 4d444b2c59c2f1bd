"""What copies, stories and related articles cost with many articles: anew, when one more comes, and
when nothing changed; beside a plain comparison of all pairs.

The articles are made up: eighteen months of them, words and names as frequent as Zipf's law has
them; every tenth begins like the one before, and every tenth is a copy of that.

usage: python -m benchmarks.corpus_scale [N ...]    (1000 10000)
"""

import argparse
import hashlib
import random
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from generator.corpus.copies import find_copies, same_text, shingles, signature
from generator.corpus.related import RelatedMemo, find_related
from generator.corpus.stories import StoriesMemo, gather_stories
from generator.corpus.verdicts import Verdicts
from generator.corpus_model import Sketch, SketchedActor, SketchedPhrase

DAYS = 540
WORDS = 30_000
NAMES = 5_000
ALL_PAIRS = 1_000
"""Articles from which all pairs are left out, which would take hours."""


def made_up(count: int) -> tuple[list[Sketch], dict[str, str]]:
    """Return sketches, the latest first, and the text of each by id."""
    chance = random.Random(1)
    words = [f"{chance.choice('bdfgklmnprst')}{number:x}a" for number in range(WORDS)]
    names = [f"name{number:x} bearer{number % 97:x}" for number in range(NAMES)]
    common = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))
    famous = common[:NAMES]
    sketches: list[Sketch] = []
    texts: dict[str, str] = {}
    for number in range(count):
        last = sketches[-1] if sketches else None
        cast = list(dict.fromkeys(chance.choices(names, cum_weights=famous, k=10)))
        own = chance.choices(words, cum_weights=common, k=400)
        if last and number % 10 in (8, 9):
            cast = [actor.name for actor in last.actors]
            own = texts[last.id].split()[: 400 if number % 10 == 9 else 80] + own[:300]
            own = own[:412] if number % 10 == 9 else own
        else:
            own = [*" ".join(cast).split(), *own]
        text = " ".join(own)
        made = _sketch(number, count, text, cast, chance)
        texts[made.id] = text
        sketches.append(made)
    return sketches[::-1], texts


def _sketch(
    number: int, count: int, text: str, cast: Sequence[str], chance: random.Random
) -> Sketch:
    runs = shingles(text)
    key = hashlib.sha256(text.encode() + b"%d" % number).hexdigest()
    return Sketch(
        id=key[:16],
        key=key[-32:],
        file=f"{number:06}.txt",
        sha256=key,
        title=f"Article {number}",
        title_is_derived=True,
        published=str(date(2024, 1, 1) + timedelta(days=number * DAYS // count)),
        arrived=None,
        source=f"Outlet {number % 40}",
        url=None,
        language="en",
        actors=tuple(SketchedActor(name, "PERSON", None, (), 0.5, None, 1) for name in cast),
        keyphrases=tuple(
            SketchedPhrase(phrase, rank, 1)
            for rank, phrase in enumerate(chance.sample(text.split()[20:300], 10))
        ),
        dates=(),
        quotes=0,
        paragraphs=1,
        opening=tuple(text.split()[:120]),
        shingles=int(runs.size),
        signature=signature(runs),
    )


def of_sketches(
    sketches: Sequence[Sketch],
) -> tuple[dict[str, list[tuple[str, str]]], dict[str, list[tuple[str, str]]]]:
    """Return the casts and the items of made-up sketches."""
    casts = {
        each.id: [(a.name.replace(" ", "-"), a.name) for a in each.actors[:8]] for each in sketches
    }
    items = {
        each.id: [
            *(("actor", actor.name.replace(" ", "-")) for actor in each.actors),
            *(("topic", phrase.text) for phrase in each.keyphrases),
        ]
        for each in sketches
    }
    return casts, items


class Stages:
    """Runs the stages over a corpus with the memos of the run before, through their bytes."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._bytes: dict[str, bytes] = {}
        self.read = 0

    def run(self, sketches: Sequence[Sketch]) -> tuple[dict[str, float], tuple[Any, ...]]:
        """Return the CPU seconds of each stage, and the results."""
        casts, items = of_sketches(sketches)
        seconds: dict[str, float] = {}
        copy_of = self._stage(
            seconds, "copies", Verdicts, lambda memo: find_copies(sketches, self._text, memo)
        )
        shown = [each for each in sketches if each.id not in copy_of]
        copies = [each for each in sketches if each.id in copy_of]
        addresses = {each.id: each.id for each in sketches}
        stories = self._stage(
            seconds,
            "stories",
            StoriesMemo,
            lambda memo: gather_stories(
                shown,
                copies,
                copy_of,
                casts=casts,
                addresses=addresses,
                text_of=self._text,
                memo=memo,
            ),
        )
        related = self._stage(
            seconds, "related", RelatedMemo, lambda memo: find_related(shown, items, stories, memo)
        )
        return seconds, (copy_of, stories, related)

    def sizes(self) -> dict[str, int]:
        """Return the bytes of the memos."""
        return {name: len(data) for name, data in self._bytes.items()}

    def _text(self, key: str) -> str:
        self.read += 1
        return self._texts[key]

    def _stage(
        self, seconds: dict[str, float], name: str, kind: Any, stage: Callable[[Any], Any]
    ) -> Any:
        began = time.process_time()
        memo = kind.from_bytes(self._bytes[name]) if name in self._bytes else None
        result, memo = stage(memo)
        self._bytes[name] = memo.to_bytes()
        seconds[name] = time.process_time() - began
        return result


def all_pairs(sketches: Sequence[Sketch], texts: Mapping[str, str]) -> dict[str, float]:
    """Return the CPU seconds of each stage's plain way: everything with everything."""
    casts, items = of_sketches(sketches)
    seconds = {}
    began = time.process_time()
    runs = [shingles(texts[each.id]) for each in sketches]
    for number, one in enumerate(runs):
        for other in runs[:number]:
            same_text(one, other)
    seconds["copies"] = time.process_time() - began
    began = time.process_time()
    words = [{*each.opening, *(slug for slug, _ in casts[each.id])} for each in sketches]
    for number, mine in enumerate(words):
        for others in words[:number]:
            len(mine & others)
    seconds["stories"] = time.process_time() - began
    began = time.process_time()
    about = [set(items[each.id]) for each in sketches]
    for number, have in enumerate(about):
        for others_have in about[:number]:
            len(have & others_have)
    seconds["related"] = time.process_time() - began
    return seconds


def measure(count: int) -> None:
    """Print the figures of one size."""
    everything, texts = made_up(count + 1)
    first = everything[1:]
    stages = Stages(texts)
    rows = {"anew": stages.run(first)[0]}
    before = stages.read
    rows["one more article"], warm = stages.run(everything)
    read = stages.read - before
    rows["nothing changed"] = stages.run(everything)[0]
    clean, cold = Stages(texts).run(everything)
    rows["anew, with that article"] = clean
    if count <= ALL_PAIRS:
        rows["all pairs"] = all_pairs(everything, texts)
    print(f"\n{count} articles: {len(warm[0])} copies, {len(warm[1])} stories; ", end="")
    print(f"with and without memo the {'same' if warm == cold else 'OTHER'} result")
    print("| CPU s | copies | stories | related | all |\n|---|--:|--:|--:|--:|")
    for name, seconds in rows.items():
        figures = [*seconds.values(), sum(seconds.values())]
        print(f"| {name} |", " | ".join(f"{figure:.2f}" for figure in figures), "|")
    sizes = stages.sizes()
    print(
        f"memos: {', '.join(f'{name} {size // 1024} kB' for name, size in sizes.items())};", end=" "
    )
    print(f"texts read for one more article: {read}")
    tracemalloc.start()
    Stages(texts).run(everything)
    print(f"peak memory of the stages, anew: {tracemalloc.get_traced_memory()[1] / 2**20:.0f} MB")
    tracemalloc.stop()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("counts", type=int, nargs="*", default=[1_000, 10_000], metavar="N")
    for size in parser.parse_args().counts:
        measure(size)
