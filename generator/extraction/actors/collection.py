"""All names of an article in place: claims from every source, weighed, filtered and propagated."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.extraction.actors.apposition import told
from generator.extraction.actors.checking import checked, confirmed, without_families
from generator.extraction.actors.credits import credited, places_of
from generator.extraction.actors.entities import model_names
from generator.extraction.actors.expansions import expanded_names
from generator.extraction.actors.lookup import (
    cabinet_names,
    channel_names,
    force_names,
    gazetteer_names,
    group_names,
    hyphened_names,
    is_usage_of,
    party_names,
    possessed_names,
    refused_names,
)
from generator.extraction.actors.offices import initialled_names, portfolio_names
from generator.extraction.actors.patterns import (
    acronym_names,
    body_names,
    given_names,
    speaking_names,
    titled_names,
    water_names,
)
from generator.extraction.actors.propagation import propagated
from generator.extraction.actors.spans import Name, Words, name_at, without_overlaps
from generator.extraction.actors.storms import storm_names, storms_in
from generator.extraction.gazetteer import Gazetteer
from generator.extraction.nlp import Passage

TEAM = re.compile(r"\b([A-Z]\w+(?: [A-Z]\w+)?) team\b")


def collect(
    passages: Sequence[tuple[Words, Passage]], known: Gazetteer, *, english: bool
) -> tuple[Name, ...]:
    """Return the article's names in place, none overlapping another, in the text's order."""
    found: list[Name] = []
    masked: dict[int, frozenset[int]] = {}
    said = Counter(match[1] for words, _ in passages for match in TEAM.finditer(words.source))
    teams = frozenset(state for state, count in said.items() if count > 2)
    storms = storms_in(words for words, _ in passages)
    for words, passage in passages:
        if words.kind in {"byline", "dateline"}:
            continue
        claims = list(
            _claims(words, passage, known, teams) if english else model_names(words, passage, known)
        )
        claims += storm_names(words, storms)
        masked[words.passage] = refused = credited(words)
        found += [
            name
            for name in without_overlaps(claims)
            if refused.isdisjoint(range(name.first, name.last))
        ]
        found += places_of(words)
    names = [
        checked(told(name, passages[name.passage][0], known), passages[name.passage][0], known)
        for name in found
    ]
    kept = list(confirmed(without_families(names, passages), passages, known))
    return tuple(propagated(kept, passages, known, masked))


def _claims(
    words: Words, passage: Passage, known: Gazetteer, teams: frozenset[str]
) -> Iterator[Name]:
    yield from model_names(words, passage, known)
    known_names = tuple(gazetteer_names(words, known))
    yield from force_names(words, known, known_names, teams=teams)
    for name, entry in known_names:
        before_title = name.last < len(words) and known.is_title(words.text[name.last])
        if is_usage_of(words, name, entry, known, before_title=before_title):
            several = name.last - name.first > 1
            yield name_at(words, name.first, name.last, entry.type, trust=2 if several else 1)
    yield from refused_names(words, known)
    yield from cabinet_names(words)
    yield from channel_names(words, known)
    yield from party_names(words)
    yield from group_names(words, known)
    yield from body_names(words, known)
    yield from expanded_names(words, known)
    yield from hyphened_names(words, known)
    yield from water_names(words)
    yield from portfolio_names(words, known)
    yield from initialled_names(words)
    yield from titled_names(words, known)
    yield from given_names(words, known)
    yield from acronym_names(words, known)
    yield from speaking_names(words, known)
    yield from possessed_names(words, known, known_names)
