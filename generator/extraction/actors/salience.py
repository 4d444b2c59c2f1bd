"""How much an article is about an actor."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

from generator.extraction.actors.spans import Name, Words, word_set
from generator.model import ActorType

PRIOR = {"PERSON": 1.0, "ORG": 1.0, "GPE": 0.85, "NORP": 0.75, "LOC": 0.8}
SUBJECTS = word_set("nsubj nsubjpass agent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What actors are measured against: mentions of the most mentioned one, characters of text,
    the number of its paragraphs and which passage is the first of them."""

    most: int
    length: int
    paragraphs: int
    lead: int


def salience(
    names: Sequence[Name], kind: ActorType, passages: Sequence[Words], *, scale: Scale
) -> float:
    """Return an actor's weight between 0 and 1.

    Mentions count with diminishing returns against the most mentioned actor; being in the title,
    in the lead, early in the text, in many passages and the subject of sentences count besides,
    as found for entity salience by Dunietz and Gillick (2014).
    """
    body = [
        name
        for name in names
        if passages[name.passage].kind == "paragraph"
        and name.first >= passages[name.passage].dateline
    ]
    # where a report was filed says nothing of what it is about
    told = [name.start for name in names if name.first >= passages[name.passage].dateline]
    first = min(told, default=scale.length)
    frequency = log1p(max(len(told), 0.5)) / log1p(max(scale.most, 1))
    early = 1.0 - first / max(scale.length, 1)
    titled = any(passages[name.passage].kind == "title" for name in names)
    opening = any(name.passage == scale.lead for name in body)
    spread = len({name.passage for name in body}) / max(1, scale.paragraphs)
    acting = sum(passages[name.passage].dep[name.last - 1] in SUBJECTS for name in body) / max(
        1, len(names)
    )
    score = (
        0.40 * frequency
        + 0.20 * early**2
        + 0.12 * titled
        + 0.10 * opening
        + 0.10 * min(1.0, 2 * spread)
        + 0.08 * acting
    )
    return round(min(1.0, max(0.0, score * PRIOR[kind])), 4)
