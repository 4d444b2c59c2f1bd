"""Who and what matters most, and enough to have a page: of all articles, or of some of them."""

from collections.abc import Iterable

from generator.corpus_model import CorpusActor, Sketch, Topic


def actors_with_page(
    briefings: Iterable[Sketch], actors: Iterable[CorpusActor], main: int
) -> frozenset[str]:
    """Return the slugs of those of `actors` that stand in two articles, or among the first `main`
    of one of `briefings`."""
    salient = {
        (briefing.id, actor.name, actor.type)
        for briefing in briefings
        for actor in briefing.actors[:main]
    }
    return frozenset(
        actor.slug
        for actor in actors
        if any(each.briefing != actor.appearances[0].briefing for each in actor.appearances)
        or any((s.briefing, s.actor.name, s.actor.type) in salient for s in actor.appearances)
    )


def topics_with_page(topics: Iterable[Topic], main: int) -> frozenset[str]:
    """Return the slugs of those of `topics` that stand in two articles, or among the first `main`
    of one."""
    return frozenset(
        topic.slug
        for topic in topics
        if len(topic.appearances) > 1 or topic.appearances[0].keyphrase.rank < main
    )


def actor_order(actor: CorpusActor) -> tuple[int, float, str, str, str]:
    """Sort actors most prominent first: by the number of articles, then by the sum of salience,
    then by name."""
    articles = len({each.briefing for each in actor.appearances})
    salience = sum([each.actor.salience for each in actor.appearances])
    return -articles, -round(salience, 6), actor.name.casefold(), actor.type, actor.slug


def topic_order(topic: Topic) -> tuple[int, int, str, str]:
    """Sort topics most prominent first: by the number of articles, then by the best rank in any of
    them, then by name."""
    best = min([each.keyphrase.rank for each in topic.appearances])
    return -len(topic.appearances), best, topic.name.casefold(), topic.slug
