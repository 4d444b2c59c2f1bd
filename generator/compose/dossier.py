"""The pages that follow one actor or one topic through all articles."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.compose.around import Surroundings
from generator.compose.charts import bars, by_month
from generator.compose.desk import TYPES, Desk, actor_spans, day
from generator.compose.dossier_views import ActorView, ChartRow, Pager, TopicView
from generator.compose.marks import Mark
from generator.compose.paging import Part, in_parts
from generator.compose.views import (
    ActorRow,
    PartLink,
    QuoteRow,
    StoryRow,
    TopicRow,
)
from generator.escape import Safe
from generator.model import Appearance, Briefing, CorpusActor, Quote, Topic, View

_UP = "../"
# The strongest ties; weaker ones are found through the articles.
_MOST_AROUND = 15
# Ties of one article are sought among its most salient actors: all of them with all would be
# quadratic in a long list of names, and say nothing.
_MOST_CAST = 60
# A page has this many articles, less than twice as many on the newest; with as many quotations of
# each kind it stays far below 200 kB.
_ARTICLES = 30
_MOST_QUOTES = 40
_LONGEST_QUOTE = 600
_MOST_PARTS = 12
_MOST_ROLES = 15
_MOST_NAMES = 30


def actor_pages(desk: Desk, around: Surroundings, actor: CorpusActor) -> Iterator[View]:
    """Compose the dossier of `actor`: its page, and pages of older articles where it has many."""
    seen: dict[str, list[Appearance]] = {}
    for appearance in actor.appearances:
        seen.setdefault(appearance.briefing, []).append(appearance)
    briefings = [desk.briefings[each] for each in seen]
    spans = {
        one: [span for each in appearances for span in actor_spans(each.actor)]
        for one, appearances in seen.items()
    }
    names = {one: {each.actor.name for each in appearances} for one, appearances in seen.items()}
    mark = Mark(
        start=0,
        end=0,
        kind="actor",
        title=f"{TYPES[actor.type]}: {actor.name}",
        style=f"t-{actor.type.lower()}",
    )
    parts = list(in_parts(briefings, _ARTICLES))
    for part in parts:
        whole = part.number == 0
        first, last = _first_and_last(desk, briefings) if whole else (None, None)
        said = [
            (each, quote)
            for each in part.items
            for quote in _by_start(
                q for n in sorted(names[each.id]) for q in desk.quotes_by(each, n)
            )
        ]
        about = [
            (each, quote)
            for each in part.items
            for quote in around.quotes(each, spans[each.id])
            if quote.speaker_actor not in names[each.id]
        ]
        view = ActorView(
            name=actor.name,
            kind=actor.type.lower(),
            type=TYPES[actor.type],
            count=len(briefings),
            pager=_pager(actor.slug, part, parts),
            roles=actor.roles[:_MOST_ROLES] if whole else (),
            aliases=actor.aliases[:_MOST_NAMES] if whole else (),
            first=first,
            last=last,
            chart=_chart(briefings, actor.name) if whole else None,
            appearances=tuple(
                desk.appearance(each, seen[each.id][0].actor.name, spans[each.id], mark)
                for each in part.items
            ),
            quotes=_quotes(desk, said),
            about=_quotes(desk, about),
            actors=_actors_around(desk, briefings, without=actor) if whole else (),
            topics=_topics_near(desk, around, briefings, spans) if whole else (),
            more_quotes=max(0, len(said) - _MOST_QUOTES),
            more_about=max(0, len(about) - _MOST_QUOTES),
            more_roles=max(0, len(actor.roles) - _MOST_ROLES) if whole else 0,
            more_names=max(0, len(actor.aliases) - _MOST_NAMES) if whole else 0,
        )
        yield _page(actor.slug, TYPES[actor.type], part, view)


def topic_pages(desk: Desk, around: Surroundings, topic: Topic) -> Iterator[View]:
    """Compose the page of `topic`, and pages of older articles where it has many."""
    seen = {each.briefing: each.keyphrase for each in topic.appearances}
    briefings = [desk.briefings[each] for each in seen]
    spans = {
        one: [(span.start, span.end) for span in phrase.mentions] for one, phrase in seen.items()
    }
    mark = Mark(start=0, end=0, kind="phrase", title=f"Key phrase: {topic.name}")
    parts = list(in_parts(briefings, _ARTICLES))
    for part in parts:
        whole = part.number == 0
        first, last = _first_and_last(desk, briefings) if whole else (None, None)
        quotes = [
            (each, quote)
            for each in part.items
            for quote in around.quotes(each, spans[each.id], within=True)
        ]
        view = TopicView(
            name=topic.name,
            count=len(briefings),
            pager=_pager(topic.slug, part, parts),
            forms=topic.forms[1 : 1 + _MOST_NAMES] if whole else (),
            first=first,
            last=last,
            chart=_chart(briefings, topic.name) if whole else None,
            appearances=tuple(
                desk.appearance(each, seen[each.id].text, spans[each.id], mark)
                for each in part.items
            ),
            quotes=_quotes(desk, quotes),
            actors=_actors_around(desk, briefings) if whole else (),
            topics=_topics_around(desk, briefings, without=topic) if whole else (),
            more_quotes=max(0, len(quotes) - _MOST_QUOTES),
            more_names=max(0, len(topic.forms) - 1 - _MOST_NAMES) if whole else 0,
        )
        yield _page(topic.slug, "Key phrase", part, view)


def _page(slug: str, type_: str, part: Part[Briefing], view: ActorView | TopicView) -> View:
    kind = "actor" if isinstance(view, ActorView) else "topic"
    front: dict[str, object] = {
        "title": view.name,
        "description": f"{type_}: {view.name}",
        "kind": kind,
    }
    if part.number:
        # Its articles are found by their own pages, its name by the newest page.
        front |= {
            "description": f"{type_}: {view.name}; older articles",
            "search": {"exclude": True},
        }
    path = f"{kind}s/{_file(slug, part.number)}"
    return View(path=path, template=f"{kind}.md.j2", front=front, data=view)


def _file(slug: str, number: int) -> Safe:
    # No slug has an underscore, so a part's page never takes the place of another actor's.
    return Safe(f"{slug}_{number}.md" if number else f"{slug}.md")


def _pager(slug: str, part: Part[Briefing], parts: Sequence[Part[Briefing]]) -> Pager:
    first, last = _period(part.items)
    return Pager(
        whole=_file(slug, 0) if part.number else None,
        newer=None if part.newer is None else _file(slug, part.newer),
        older=None if part.older is None else _file(slug, part.older),
        parts=() if part.number else tuple(_older(slug, parts)),
        first=first,
        last=last,
    )


def _older(slug: str, parts: Sequence[Part[Briefing]]) -> Iterator[PartLink]:
    """Link to the older parts by their dates; to the newest of each year where they are many."""
    older = parts[1:]
    years = set()
    for part in older:
        first, last = _period(part.items)
        year = last[:4] if last else ""
        if len(older) <= _MOST_PARTS:
            title = f"{first or 'undated'} to {last or 'undated'}"
        elif year in years:
            continue
        else:
            title = f"{year or 'undated'} and before"
        years.add(year)
        yield PartLink(title=title, href=_file(slug, part.number), count=len(part.items))


def _period(briefings: Sequence[Briefing]) -> tuple[str | None, str | None]:
    """Return the first and the last date of `briefings`, which are latest first."""
    dates = [day(each.published) for each in briefings if each.published]
    return (dates[-1], dates[0]) if dates else (None, None)


def _chart(briefings: Sequence[Briefing], name: str) -> ChartRow:
    counts = by_month(each.published for each in briefings)
    dated = sum(count for _, count in counts)
    svg = bars(counts, title=f"Articles on {name} over time", key="chart")
    return ChartRow(
        svg=svg if len(counts) > 1 else None,
        counts=counts,
        dated=dated,
        undated=len(briefings) - dated,
    )


def _by_start(quotes: Iterable[Quote]) -> list[Quote]:
    return sorted(quotes, key=lambda each: each.start)


def _quotes(desk: Desk, found: Sequence[tuple[Briefing, Quote]]) -> tuple[QuoteRow, ...]:
    return tuple(
        _shortened(desk.quote(briefing, quote, _UP)) for briefing, quote in found[:_MOST_QUOTES]
    )


def _shortened(row: QuoteRow) -> QuoteRow:
    if len(row.text) <= _LONGEST_QUOTE:
        return row
    return replace(row, text=row.text[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …")


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
    for briefing in briefings:
        found = {
            actor.slug: None
            for each in briefing.actors[:_MOST_CAST]
            if (actor := desk.actor(briefing, each)) and desk.has_dossier(actor)
        }
        counts.update(found.keys())
    if without:
        counts.pop(without.slug, None)
    return tuple(desk.actor_row(desk.actors[slug], _UP, count=n) for slug, n in _strongest(counts))


def _topics_near(
    desk: Desk,
    around: Surroundings,
    briefings: Sequence[Briefing],
    spans: Mapping[str, Sequence[tuple[int, int]]],
) -> tuple[TopicRow, ...]:
    near = around.topics(((each, spans[each.id]) for each in briefings), most=_MOST_AROUND)
    return tuple(desk.topic_row(each.topic, _UP, count=each.articles) for each in near)


def _topics_around(
    desk: Desk, briefings: Iterable[Briefing], without: Topic
) -> tuple[TopicRow, ...]:
    counts: Counter[str] = Counter()
    for briefing in briefings:
        found = {
            topic.slug: None
            for each in briefing.keyphrases
            if (topic := desk.topic(briefing, each)) and desk.has_page(topic)
        }
        counts.update(found.keys())
    counts.pop(without.slug, None)
    return tuple(desk.topic_row(desk.topics[slug], _UP, count=n) for slug, n in _strongest(counts))


def _strongest(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return the highest counts; among equals, the order in which the articles have them."""
    return counts.most_common(_MOST_AROUND)
