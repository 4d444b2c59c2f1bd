"""Related articles: those that share actors and key phrases which few others have.

Through an inverted index: an article meets only those that share something with it, and of what
very many share, only the nearest in time. No comparison of all pairs.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.model import Briefing, CorpusActor, Related, Story, Topic

MOST = 5
"""Related articles of one article."""
REASONS = 3
"""Shared actors, and shared phrases, that are given as the reason at most."""
_CAST = 10
"""The most salient actors of an article that relate it to others."""
_PHRASES = 10
_NEAREST = 16
"""Articles before, and after, that are met through one actor or phrase."""
_ENOUGH = 8
"""The least that two related articles share: a name that up to five have, or two that many have,
but not one name that dozens have, nor one common word."""


def find_related(
    briefings: Sequence[Briefing],
    actors: Sequence[CorpusActor],
    topics: Sequence[Topic],
    stories: Sequence[Story],
) -> Mapping[str, tuple[Related, ...]]:
    """Return for each article by id the most related ones, best first, without its own story's.

    `briefings` are latest first. An article weighs what it shares by how few others have it, in
    steps of powers of two, so that an arrival changes little for articles that it has nothing in
    common with.
    """
    place = {briefing.id: number for number, briefing in enumerate(briefings)}
    names = {actor.name.casefold() for actor in actors}
    phrases = [topic for topic in topics if topic.name.casefold() not in names]
    have = [*_actors(briefings, actors), *_topics(phrases)]
    weights = [_weight(kind, slug, len(holders)) for kind, slug, holders in have]
    places = [sorted(place[holder] for holder in holders) for _, _, holders in have]
    mine: list[list[int]] = [[] for _ in briefings]
    for number, numbers in enumerate(places):
        for own in numbers:
            mine[own].append(number)
    story = {place[one]: each.slug for each in stories for one in each.briefings}
    related = {}
    for own, briefing in enumerate(briefings):
        scores: defaultdict[int, int] = defaultdict(int)
        for number in mine[own]:
            weight, others = weights[number], places[number]
            if len(others) > 2 * _NEAREST:
                at = bisect_left(others, own)
                others = others[max(0, at - _NEAREST) : at + _NEAREST + 1]
            for other in others:
                scores[other] += weight
        best = sorted(
            (-score, abs(other - own), other)
            for other, score in scores.items()
            if score >= _ENOUGH and other != own and not _same(story, own, other)
        )
        related[briefing.id] = tuple(
            _reason(
                briefings[other].id,
                [(weights[n], *have[n][:2]) for n in sorted({*mine[own]} & {*mine[other]})],
            )
            for *_, other in best[:MOST]
        )
    return related


def _same(story: Mapping[int, str], one: int, other: int) -> bool:
    return one in story and story[one] == story.get(other)


def _weight(kind: str, slug: str, holders: int) -> int:
    """Weigh what so many articles share; a phrase of one word is seldom about one thing."""
    weight = 12 - 2 * min(5, (holders - 1).bit_length() - 1)
    return weight if kind == "actor" or "-" in slug else weight // 2


def _actors(
    briefings: Sequence[Briefing], actors: Sequence[CorpusActor]
) -> Iterator[tuple[str, str, set[str]]]:
    """Yield (kind, slug, ids of the articles that it is salient in) of each shared actor."""
    salient = {
        (briefing.id, actor.name, actor.type)
        for briefing in briefings
        for actor in briefing.actors[:_CAST]
    }
    for actor in actors:
        holders = {
            seen.briefing
            for seen in actor.appearances
            if (seen.briefing, seen.actor.name, seen.actor.type) in salient
        }
        if len(holders) > 1:
            yield "actor", actor.slug, holders


def _topics(topics: Sequence[Topic]) -> Iterator[tuple[str, str, set[str]]]:
    for topic in topics:
        holders = {seen.briefing for seen in topic.appearances if seen.keyphrase.rank < _PHRASES}
        if len(holders) > 1:
            yield "topic", topic.slug, holders


def _reason(other: str, shared: Sequence[tuple[int, str, str]]) -> Related:
    rarest = sorted(shared, key=lambda each: (-each[0], each[2]))
    return Related(
        briefing=other,
        actors=tuple(slug for _, kind, slug in rarest if kind == "actor")[:REASONS],
        topics=tuple(slug for _, kind, slug in rarest if kind == "topic")[:REASONS],
    )
