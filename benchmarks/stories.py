"""How well articles on one event are gathered into stories, and copies are found.

Two sets in benchmarks/stories/ were written for this measure: invented events, each told by up to
four outlets in words of their own, beside single articles on like events; one part has a war whose
events share nearly all names within a week. The second has shorter texts, other kinds of events,
and more follow-ups that tell of consequences: it was written when the rules stood, and weights were
then chosen that do better on both. B-cubed is that of Bagga and Baldwin (1998).

usage: python -m benchmarks.stories
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.corpus.building import casts, resolved
from generator.corpus.copies import find_copies
from generator.corpus.resolve import resolve_actors
from generator.corpus.sketches import sketch
from generator.corpus.stories import gather_stories
from generator.corpus_model import Sketch, Story
from generator.extraction import Extractor
from generator.model import Briefing
from generator.read import from_text
from generator.slugs import distinct

SETS = ("articles", "second")
FOOTERS = ("Sign up for our daily letter.", "More on this at ten.", "All rights reserved by us.")


def articles(name: str) -> tuple[list[Briefing], dict[str, str]]:
    """Return a set's briefings, and the event of each by id."""
    rows = (Path(__file__).parent / "stories" / f"{name}.jsonl").read_text(encoding="utf-8")
    extract = Extractor()
    briefings, events = [], {}
    for number, line in enumerate(rows.splitlines()):
        row = json.loads(line)
        article = from_text(row["text"])
        known = {fact: row[fact] for fact in ("title", "published", "source")}
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
    actors = resolve_actors(sketched(ordered), {})
    who = casts(sketched(ordered), resolved(actors), actors)
    texts = {each.id: each.text for each in ordered}
    return gather_stories(
        sketched(ordered), (), {}, casts=who, addresses=addresses, text_of=texts.__getitem__
    )[0]


def sketched(briefings: Sequence[Briefing]) -> list[Sketch]:
    return [sketch(each) for each in briefings]


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


def quality(name: str) -> None:
    """Print the quality of stories and of near-copies on a set."""
    briefings, events = articles(name)
    undated = [replace(each, published=None) for each in briefings]
    rows = {
        "stories, dated": grouped(briefings),
        "stories, no dates": grouped(undated),
        "each article alone": {each.id: each.id for each in briefings},
        "one story a day": {each.id: each.published or "" for each in briefings},
    }
    print(f"\nSet {name}: {len(briefings)} articles, {len(set(events.values()))} events\n")
    print("| B-cubed | precision | recall | F1 |\n|---|--:|--:|--:|")
    for way, groups in rows.items():
        print(f"| {way} |", " | ".join(f"{figure:.3f}" for figure in b_cubed(events, groups)), "|")
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
    texts = {each.id: each.text for each in [*briefings, *copies]}
    found, _ = find_copies(sketched([*briefings, *copies]), texts.__getitem__)
    right = sum(found.get(copy.id) == each.id for each, copy in zip(briefings, copies, strict=True))
    print(f"Copies under another line and footer: {right} of {len(copies)} found,", end=" ")
    print(f"{len(found) - right} articles wrongly taken for copies.")


def _parts(briefings: Sequence[Briefing], number: int) -> bool:
    """Say whether the article of that number parts any that were together before it came."""
    ordered = sorted(briefings, key=lambda each: (each.published or "", each.file))
    before, after = grouped(ordered[:number]), grouped(ordered[: number + 1])
    moved = {(before[each.id], after[each.id]) for each in ordered[:number]}
    return len(moved) > len(set(before.values()))


def _id(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


if __name__ == "__main__":
    for chosen in SETS:
        quality(chosen)
