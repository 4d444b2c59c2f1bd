"""Sketches: what the corpus needs to know of a briefing, made once and kept in the store."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import msgspec
import msgspec.structs

from generator.corpus.copies import shingles, signature
from generator.corpus.likeness import opening
from generator.corpus_model import Sketch, SketchedActor, SketchedDate, SketchedPhrase
from generator.model import Actor, Briefing
from generator.passages import Passages, sentence_around

# Enough to tell what an article says of whom and when; hostile ones have thousands.
_MOST_PLACES = 200
_MOST_DATES = 100


def sketch(briefing: Briefing) -> Sketch:
    """Return the sketch of a briefing."""
    runs = shingles(briefing.text)
    passages = Passages(briefing)
    return Sketch(
        id=briefing.id,
        key=_content_key(briefing),
        file=briefing.file,
        sha256=briefing.sha256,
        title=briefing.title,
        title_is_derived=briefing.title_is_derived,
        published=briefing.published,
        arrived=briefing.arrived,
        source=briefing.source,
        url=briefing.url,
        language=briefing.language,
        actors=tuple(
            SketchedActor(
                name=each.name,
                type=each.type,
                role=each.role,
                aliases=each.aliases,
                salience=each.salience,
                canonical=each.canonical,
                mentioned=len(each.mentions),
                paragraphs=tuple(_paragraphs(passages, each)),
            )
            for each in briefing.actors
        ),
        keyphrases=tuple(
            SketchedPhrase(text=each.text, rank=each.rank, mentioned=len(each.mentions))
            for each in briefing.keyphrases
        ),
        dates=tuple(_dates(briefing, passages)),
        quotes=len(briefing.quotes),
        paragraphs=sum(block.kind == "paragraph" for block in briefing.blocks),
        opening=tuple(opening(briefing)),
        shingles=int(runs.size),
        signature=signature(runs),
    )


def to_json(each: Sketch) -> bytes:
    """Return a sketch as JSON, without when it arrived."""
    return msgspec.json.encode(msgspec.structs.replace(each, arrived=None))


def from_json(data: bytes) -> Sketch:
    """Rebuild a sketch from :func:`to_json`. Raises ValueError where it is none."""
    try:
        return _reader().decode(data)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from None


@cache
def _reader() -> msgspec.json.Decoder[Sketch]:
    return msgspec.json.Decoder(Sketch)


def _content_key(briefing: Briefing) -> str:
    """Return a hash of all that a briefing says but when it arrived, 32 hexadecimal digits."""
    return hashlib.sha256(replace(briefing, arrived=None).to_json()).hexdigest()[:32]


def _paragraphs(passages: Passages, actor: Actor) -> list[int]:
    found = (passages.at(mention.start) for mention in actor.mentions[:_MOST_PLACES])
    return sorted({each.block.start for each in found if each and each.block.kind == "paragraph"})


def _dates(briefing: Briefing, passages: Passages) -> Iterator[SketchedDate]:
    """Yield the dates of running paragraphs, each value once a sentence. Those in the head of an
    article (its dateline) are of its publication and say nothing of an event."""
    found: set[tuple[int, str | None]] = set()
    for date in briefing.dates[:_MOST_DATES]:
        passage = passages.at(date.start)
        if passage and passage.block.kind == "paragraph":
            low, high = sentence_around(briefing.text, passage.block, date.start)
            if (low, date.value) not in found:
                found.add((low, date.value))
                yield SketchedDate(value=date.value, start=date.start, low=low, high=high)
