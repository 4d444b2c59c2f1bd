"""The annotated articles taken apart: paragraphs with what was really extracted from each."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.extraction import ENGLISH_MODEL, Extractor
from generator.extraction.nlp import Analyser, Passage
from generator.model import Actor, Article, Briefing, Keyphrase, Source
from generator.read import read

GOLD = Path(__file__).resolve().parent / "gold" / "news-dev.jsonl"

Place = tuple[int, int]
"""Start and end in a unit's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A title or paragraph; all places are offsets into ``text``, and none reaches beyond it.

    ``slots`` are nouns and adjectives that another may stand in for, and whether one is part of a
    key phrase of its article; ``mentions`` and ``roles``
    name an actor, ``phrases`` a key phrase by its number in the :class:`Donor`; ``dates`` have
    their value, ``hedges`` their category, ``quotes`` the number of the speaker (None: unknown)
    and the cue; ``sentences`` are all sentences, ``key`` the key ones.
    """

    text: str
    slots: tuple[tuple[int, int, bool], ...]
    mentions: tuple[tuple[int, int, int], ...]
    roles: tuple[tuple[int, int, int], ...]
    phrases: tuple[tuple[int, int, int], ...]
    dates: tuple[tuple[int, int, str | None], ...]
    hedges: tuple[tuple[int, int, str], ...]
    quotes: tuple[tuple[int, int, int | None, str | None], ...]
    key: tuple[Place, ...]
    sentences: tuple[Place, ...]

    @property
    def length(self) -> int:
        """The number of words."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Donor:
    """An annotated article, taken apart."""

    published: date
    title: Unit
    paragraphs: tuple[Unit, ...]
    headings: tuple[Unit, ...]
    actors: tuple[Actor, ...]
    phrases: tuple[Keyphrase, ...]


def donors() -> tuple[Donor, ...]:
    """Extract every annotated article, once, and take it apart."""
    extract, analyse = Extractor(), Analyser({"en": ENGLISH_MODEL})
    found = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = _article(row["text"])
        briefing = extract(article)
        passages = analyse(replace(article, blocks=briefing.blocks), "en").passages
        units: dict[str, list[Unit]] = {"title": [], "paragraph": [], "heading": []}
        for passage in passages:
            if passage.kind in units:
                units[passage.kind].append(_unit(briefing, passage))
        if units["title"]:
            found.append(
                Donor(
                    published=date.fromisoformat(row["published"][:10]),
                    title=units["title"][0],
                    # One word of a caption is no paragraph.
                    paragraphs=tuple(each for each in units["paragraph"] if each.length > 12),
                    headings=tuple(units["heading"]),
                    actors=briefing.actors,
                    phrases=briefing.keyphrases,
                )
            )
    return tuple(found)


def _article(text: str) -> Article:
    data = text.encode()
    source = Source(path="gold.txt", data=data, sha256=hashlib.sha256(data).hexdigest())
    article = read(source)[0]
    assert isinstance(article, Article)
    return article


def _unit(briefing: Briefing, passage: Passage) -> Unit:
    low, high, doc = passage.start, passage.end, passage.doc
    text = briefing.text[low:high]

    def inside(start: int, end: int) -> bool:
        return low <= start and end <= high

    dates = tuple(
        (each.start - low, each.end - low, each.value)
        for each in briefing.dates
        if inside(each.start, each.end)
    )
    hedges = tuple(
        (each.start - low, each.end - low, each.category)
        for each in briefing.hedges
        if inside(each.start, each.end)
    )
    named = [
        (mention.start - low, mention.end - low, number)
        for number, actor in enumerate(briefing.actors)
        for mention in actor.mentions
        if inside(mention.start, mention.end)
    ]
    taken = [(start, end) for start, end, _ in (*dates, *hedges)]
    mentions = tuple(_apart(named, taken))
    taken += [(start, end) for start, end, _ in mentions]
    speakers = {actor.name: number for number, actor in enumerate(briefing.actors)}
    nouns = [
        (token.idx, token.idx + len(token), 0)
        for token in doc
        if token.pos_ in ("NOUN", "ADJ")
        and len(token) > 3
        and token.text.isalpha()
        and token.text.islower()
    ]
    topical = {word for phrase in briefing.keyphrases for word in phrase.text.split()}
    return Unit(
        text=text,
        slots=tuple(
            (start, end, text[start:end] in topical) for start, end, _ in _apart(nouns, taken)
        ),
        mentions=mentions,
        roles=tuple(
            (at, at + len(actor.role), number)
            for number, actor in enumerate(briefing.actors)
            if actor.role and (at := text.find(actor.role)) >= 0
        ),
        phrases=tuple(
            (each.start - low, each.end - low, number)
            for number, phrase in enumerate(briefing.keyphrases)
            for each in phrase.mentions
            if inside(each.start, each.end)
        ),
        dates=dates,
        hedges=hedges,
        quotes=tuple(
            (each.start - low, each.end - low, speakers.get(each.speaker_actor or ""), each.cue)
            for each in briefing.quotes
            if inside(each.start, each.end)
        ),
        key=tuple(
            (each.start - low, each.end - low)
            for each in briefing.key_sentences
            if inside(each.start, each.end)
        ),
        sentences=tuple(
            (each.start_char, each.end_char) for each in doc.sents if each.text.strip()
        ),
    )


def _apart(
    places: Iterable[tuple[int, int, int]], taken: Iterable[Place]
) -> Iterator[tuple[int, int, int]]:
    """Yield the places in order, the longest first where they overlap, none that meets `taken`."""
    held = list(taken)
    kept = []
    for start, end, number in sorted(places, key=lambda each: (each[0] - each[1], each)):
        if all(end <= low or high <= start for low, high in held):
            held.append((start, end))
            kept.append((start, end, number))
    yield from sorted(kept)
