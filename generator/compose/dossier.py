"""The pages that follow one actor or one topic through all articles."""

from collections import Counter
from collections.abc import Iterable, Sequence

from generator.compose.desk import TYPES, Desk, actor_spans
from generator.compose.marks import Mark
from generator.compose.views import ActorRow, ActorView, QuoteRow, StoryRow, TopicRow, TopicView
from generator.model import Appearance, Briefing, CorpusActor, Topic, View

_UP = "../"
# The strongest ties; weaker ones are found through the articles.
_MOST_AROUND = 15
# Ties of one article are sought among its most salient actors: all of them with all would be
# quadratic in a long list of names, and say nothing.
_MOST_CAST = 60


def actor_page(desk: Desk, actor: CorpusActor) -> View:
    """Compose the dossier of `actor`."""
    seen: dict[str, list[Appearance]] = {}
    for appearance in actor.appearances:
        seen.setdefault(appearance.briefing, []).append(appearance)
    briefings = [desk.briefings[each] for each in seen]
    first, last = _first_and_last(desk, briefings)
    mark = Mark(
        start=0,
        end=0,
        kind="actor",
        title=f"{TYPES[actor.type]}: {actor.name}",
        style=f"t-{actor.type.lower()}",
    )
    view = ActorView(
        name=actor.name,
        kind=actor.type.lower(),
        type=TYPES[actor.type],
        roles=actor.roles,
        aliases=actor.aliases,
        first=first,
        last=last,
        appearances=tuple(
            desk.appearance(
                briefing,
                seen[briefing.id][0].actor.name,
                [span for each in seen[briefing.id] for span in actor_spans(each.actor)],
                mark,
            )
            for briefing in briefings
        ),
        quotes=tuple(_quotes(desk, briefings, seen)),
        actors=_actors_around(desk, briefings, without=actor),
        topics=_topics_around(desk, briefings),
    )
    front = {
        "title": actor.name,
        "description": f"{TYPES[actor.type]}: {actor.name}",
        "kind": "actor",
    }
    return View(path=f"actors/{actor.slug}.md", template="actor.md.j2", front=front, data=view)


def topic_page(desk: Desk, topic: Topic) -> View:
    """Compose the page of `topic`."""
    briefings = [desk.briefings[seen.briefing] for seen in topic.appearances]
    first, last = _first_and_last(desk, briefings)
    mark = Mark(start=0, end=0, kind="phrase", title=f"Key phrase: {topic.name}")
    view = TopicView(
        name=topic.name,
        forms=topic.forms[1:],
        first=first,
        last=last,
        appearances=tuple(
            desk.appearance(
                briefing,
                seen.keyphrase.text,
                [(span.start, span.end) for span in seen.keyphrase.mentions],
                mark,
            )
            for briefing, seen in zip(briefings, topic.appearances, strict=True)
        ),
        actors=_actors_around(desk, briefings),
        topics=_topics_around(desk, briefings, without=topic),
    )
    front = {"title": topic.name, "description": f"Key phrase: {topic.name}", "kind": "topic"}
    return View(path=f"topics/{topic.slug}.md", template="topic.md.j2", front=front, data=view)


def _quotes(
    desk: Desk, briefings: Iterable[Briefing], seen: dict[str, list[Appearance]]
) -> Iterable[QuoteRow]:
    for briefing in briefings:
        names = sorted({each.actor.name for each in seen[briefing.id]})
        said = [quote for name in names for quote in desk.quotes_by(briefing, name)]
        for quote in sorted(said, key=lambda each: each.start):
            yield desk.quote(briefing, quote, _UP)


def _first_and_last(
    desk: Desk, briefings: Sequence[Briefing]
) -> tuple[StoryRow | None, StoryRow | None]:
    """Return the earliest and the latest of `briefings` (latest first) that have a date."""
    dated = [briefing for briefing in briefings if briefing.published]
    if not dated:
        return None, None
    return desk.story(dated[-1], _UP), desk.story(dated[0], _UP)


def _actors_around(
    desk: Desk, briefings: Iterable[Briefing], without: CorpusActor | None = None
) -> tuple[ActorRow, ...]:
    counts: Counter[str] = Counter()
    actors: dict[str, CorpusActor] = {}
    for briefing in briefings:
        found = {
            actor.slug: actor
            for each in briefing.actors[:_MOST_CAST]
            if (actor := desk.actor(briefing, each)) and desk.has_dossier(actor)
        }
        counts.update(found.keys())
        actors |= found
    if without:
        counts.pop(without.slug, None)
    return tuple(desk.actor_row(actors[slug], _UP, count=n) for slug, n in _strongest(counts))


def _topics_around(
    desk: Desk, briefings: Iterable[Briefing], without: Topic | None = None
) -> tuple[TopicRow, ...]:
    counts: Counter[str] = Counter()
    topics: dict[str, Topic] = {}
    for briefing in briefings:
        found = {
            topic.slug: topic
            for each in briefing.keyphrases
            if (topic := desk.topic(briefing, each)) and desk.has_page(topic)
        }
        counts.update(found.keys())
        topics |= found
    if without:
        counts.pop(without.slug, None)
    return tuple(desk.topic_row(topics[slug], _UP, count=n) for slug, n in _strongest(counts))


def _strongest(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return the highest counts; among equals, the order in which the articles have them."""
    return counts.most_common(_MOST_AROUND)
