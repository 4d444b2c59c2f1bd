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
_NEAREST = 40
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
    mine: defaultdict[str, list[int]] = defaultdict(list)
    places = []
    for number, (_, _, holders) in enumerate(have):
        places.append(sorted(place[holder] for holder in holders))
        for holder in holders:
            mine[holder].append(number)
    story_of = {one: story.slug for story in stories for one in story.briefings}
    related = {}
    for briefing in briefings:
        shared: defaultdict[int, list[int]] = defaultdict(list)
        own = place[briefing.id]
        for number in mine[briefing.id]:
            at = bisect_left(places[number], own)
            for other in places[number][max(0, at - _NEAREST) : at + _NEAREST + 1]:
                shared[other].append(number)
        shared.pop(own, None)
        scores = {
            other: sum(weights[number] for number in numbers)
            for other, numbers in shared.items()
            if briefing.id not in story_of
            or story_of.get(briefings[other].id) != story_of[briefing.id]
        }
        best = sorted(
            (other for other, score in scores.items() if score >= _ENOUGH),
            key=lambda other: (-scores[other], abs(other - own), other),
        )
        related[briefing.id] = tuple(
            _reason(briefings[other].id, [(weights[n], *have[n][:2]) for n in shared[other]])
            for other in best[:MOST]
        )
    return related


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
