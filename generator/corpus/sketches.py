"""Sketches: what the corpus needs to know of a briefing, made once and kept in the store."""

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from generator.corpus.copies import shingles, signature
from generator.corpus.likeness import opening
from generator.model import Briefing, Sketch, SketchedActor, SketchedPhrase

_NAMES = tuple(field.name for field in fields(Sketch))


def sketch(briefing: Briefing, key: str) -> Sketch:
    """Return the sketch of a briefing; `key` is a hash of all that it says."""
    runs = shingles(briefing.text)
    return Sketch(
        id=briefing.id,
        key=key,
        file=briefing.file,
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
            )
            for each in briefing.actors
        ),
        keyphrases=tuple(
            SketchedPhrase(text=each.text, rank=each.rank, mentioned=len(each.mentions))
            for each in briefing.keyphrases
        ),
        quotes=len(briefing.quotes),
        paragraphs=sum(block.kind == "paragraph" for block in briefing.blocks),
        opening=tuple(opening(briefing)),
        shingles=int(runs.size),
        signature=signature(runs),
    )


def content_key(briefing: Briefing) -> str:
    """Return a hash of all that a briefing says, 32 hexadecimal digits."""
    text = json.dumps(briefing.to_dict(), separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def to_row(each: Sketch) -> list[Any]:
    """Return a sketch as a list that JSON can write."""
    values = [getattr(each, name) for name in _NAMES]
    values[-1] = b64encode(each.signature).decode()
    return values


def from_row(row: Sequence[Any]) -> Sketch:
    """Rebuild a sketch from :func:`to_row`. Raises TypeError or ValueError where it is none."""
    values: dict[str, Any] = dict(zip(_NAMES, row, strict=True))
    values["actors"] = tuple(
        SketchedActor(name, kind, role, tuple(aliases), *rest)
        for name, kind, role, aliases, *rest in values["actors"]
    )
    values["keyphrases"] = tuple(map(SketchedPhrase._make, values["keyphrases"]))
    values["opening"] = tuple(values["opening"])
    values["signature"] = b64decode(values["signature"])
    return Sketch(**values)
