"""How well articles on one event are gathered into stories, and what copies, stories and related
articles cost at scale.

The set (benchmarks/stories/articles.jsonl) was written for this measure: invented events, each told
by up to four outlets in words of their own, beside single articles on like events; one part has a
war whose events share nearly all names within a week. B-cubed is that of Bagga and Baldwin (1998).

usage: python -m benchmarks.stories [--scale N]
"""

import argparse
import hashlib
import json
import random
import resource
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from generator.corpus.copies import find_copies
from generator.corpus.related import find_related
from generator.corpus.resolve import resolve_actors
from generator.corpus.slugs import distinct
from generator.corpus.stories import gather_stories
from generator.corpus.topics import gather_topics
from generator.extraction import Extractor
from generator.model import Actor, Block, Briefing, Keyphrase, Story
from generator.read import from_text

SET = Path(__file__).parent / "stories" / "articles.jsonl"
FOOTERS = ("Sign up for our daily letter.", "More on this at ten.", "All rights reserved by us.")


def articles() -> tuple[list[Briefing], dict[str, str]]:
    """Return the set's briefings, and the event of each by id."""
    extract = Extractor()
    briefings, events = [], {}
    for number, line in enumerate(SET.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        article = from_text(row["text"])
        known = {name: row[name] for name in ("title", "published", "source")}
        made = extract(
            replace(
                article,
                id=_id(str(number)),
                file=f"{number:03}.txt",
                metadata=replace(article.metadata, **known, language="en"),
            )
        )
        briefings.append(made)
        events[made.id] = row["event"]
    return briefings, events


def stories_of(briefings: Sequence[Briefing]) -> tuple[Story, ...]:
    """Gather the stories as a build does."""
    ordered = sorted(briefings, key=lambda each: each.published or "", reverse=True)
    addresses = distinct((each.id, each.id) for each in ordered)
    return gather_stories(ordered, (), {}, resolve_actors(ordered, {}), addresses)


def b_cubed(events: Mapping[str, str], groups: Mapping[str, str]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of `groups` against `events`, both by article."""
    pairs = Counter((events[each], groups[each]) for each in events)
    event_sizes, group_sizes = Counter(events.values()), Counter(groups.values())
    count = sum(pairs.values())
    precision = sum(n * n / group_sizes[group] for (_, group), n in pairs.items()) / count
    recall = sum(n * n / event_sizes[event] for (event, _), n in pairs.items()) / count
    return precision, recall, 2 * precision * recall / (precision + recall)


def grouped(briefings: Sequence[Briefing]) -> dict[str, str]:
    """Return the story of each article, itself where it has none."""
    groups = {each.id: each.id for each in briefings}
    for story in stories_of(briefings):
        groups |= dict.fromkeys(story.briefings, story.slug)
    return groups


def quality() -> None:
    """Print the quality of stories and of near-copies on the set."""
    briefings, events = articles()
    undated = [replace(each, published=None) for each in briefings]
    rows = {
        "stories, dated": grouped(briefings),
        "stories, no dates": grouped(undated),
        "each article alone": {each.id: each.id for each in briefings},
        "one story a day": {each.id: each.published or "" for each in briefings},
    }
    print(f"{len(briefings)} articles, {len(set(events.values()))} events\n")
    print("| B-cubed | precision | recall | F1 |\n|---|--:|--:|--:|")
    for name, groups in rows.items():
        print(f"| {name} |", " | ".join(f"{figure:.3f}" for figure in b_cubed(events, groups)), "|")
    parted = sum(_parts(briefings, number) for number in range(1, len(briefings)))
    print(f"\nOf {len(briefings) - 1} arrivals in turn, {parted} took an article out of its story.")
    copies = [
        replace(
            each,
            id=_id(each.id),
            file=f"copy-{each.file}",
            published="2030-01-01",
            text=f"From our desk. {each.text}\n\n{FOOTERS[number % len(FOOTERS)]}",
        )
        for number, each in enumerate(briefings)
    ]
    found = find_copies([*briefings, *copies])
    right = sum(found.get(copy.id) == each.id for each, copy in zip(briefings, copies, strict=True))
    print(f"Copies under another line and footer: {right} of {len(copies)} found,", end=" ")
    print(f"{len(found) - right} articles wrongly taken for copies.")


def _parts(briefings: Sequence[Briefing], number: int) -> bool:
    """Say whether the article of that number parts any that were together before it came."""
    ordered = sorted(briefings, key=lambda each: (each.published or "", each.file))
    before, after = grouped(ordered[:number]), grouped(ordered[: number + 1])
    moved = {(before[each.id], after[each.id]) for each in ordered[:number]}
    return len(moved) > len(set(before.values()))


def made_up(count: int) -> list[Briefing]:
    """Return briefings of random words and names, both as frequent as Zipf's law has them; every
    tenth begins like the one before, and every tenth is a copy of that under another footer."""
    chance = random.Random(1)
    words = [f"{chance.choice('bdfgklmnprst')}{number:x}a" for number in range(30_000)]
    names = [f"Name{number:x} Bearer{number % 97:x}" for number in range(5_000)]
    common = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    famous = common[: len(names)]
    made: list[Briefing] = []
    for number in range(count):
        if number % 10 == 9:
            text = f"{made[-1].text} {' '.join(chance.choices(words, k=12))}"
            cast = [actor.name for actor in made[-1].actors]
        elif number % 10 == 8:
            cast = [actor.name for actor in made[-1].actors]
            own = chance.choices(words, cum_weights=common, k=300)
            text = " ".join([*made[-1].text.split()[:80], *own])
        else:
            cast = chance.choices(names, cum_weights=famous, k=10)
            text = " ".join([*cast, *chance.choices(words, cum_weights=common, k=400)])
        made.append(_briefing(number, text, dict.fromkeys(cast), chance))
    return made


def _briefing(number: int, text: str, cast: Mapping[str, None], chance: random.Random) -> Briefing:
    phrases = chance.sample(text.split()[20:300], 10)
    return Briefing(
        id=_id(str(number)),
        source=f"Outlet {number % 40}",
        title=f"Article {number}",
        title_is_derived=True,
        published=str(date(2024, 1, 1) + timedelta(days=number // 3 % 365)),
        language="en",
        text=text,
        headings=(),
        keyphrases=tuple(
            Keyphrase(text=phrase, rank=rank, score=0.5) for rank, phrase in enumerate(phrases)
        ),
        actors=tuple(
            Actor(name=name, type="PERSON", role=None, aliases=(), salience=0.5, mentions=())
            for name in cast
        ),
        quotes=(),
        key_sentences=(),
        dates=(),
        hedges=(),
        blocks=(Block(start=0, end=len(text), line=0),),
        file=f"{number:06}.txt",
        sha256="",
    )


def _id(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def scale(count: int) -> None:
    """Print what each stage costs with so many articles."""
    everything = made_up(count)
    began = time.process_time()
    copy_of = find_copies(everything)
    print(f"copies: {time.process_time() - began:.2f} s CPU ({len(copy_of)} found)")
    kept = [each for each in everything if each.id not in copy_of]
    actors, topics = resolve_actors(kept, {}), gather_topics(kept)
    addresses = distinct((each.id, each.id) for each in kept)
    began = time.process_time()
    stories = gather_stories(kept, (), {}, actors, addresses)
    print(f"stories: {time.process_time() - began:.2f} s CPU ({len(stories)} found)")
    began = time.process_time()
    find_related(kept, actors, topics, stories)
    print(f"related: {time.process_time() - began:.2f} s CPU")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory, articles included: {peak:.0f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure stories, copies and related articles.")
    parser.add_argument("--scale", type=int, metavar="N", help="measure the cost at N articles")
    chosen = parser.parse_args()
    if chosen.scale:
        scale(chosen.scale)
    else:
        quality()
