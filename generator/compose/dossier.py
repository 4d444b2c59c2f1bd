"""The pages that follow one actor or one topic through all articles."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import TypeVar

from generator.compose.around import Surroundings
from generator.compose.beside import Beside
from generator.compose.charts import bars, by_month
from generator.compose.desk import TYPES, Desk, spans_of
from generator.compose.dossier_parts import briefings_of, file_of, jobs, pager
from generator.compose.dossier_views import ActorView, ChartRow, TopicView
from generator.compose.marks import Mark
from generator.compose.paging import Part
from generator.compose.views import (
    ActorRow,
    QuoteRow,
    StoryRow,
    TopicRow,
)
from generator.corpus_model import (
    Appearance,
    CorpusActor,
    Job,
    Sketch,
    SketchedActor,
    Topic,
    TopicAppearance,
    View,
)
from generator.library import Library
from generator.model import Briefing, Quote

T = TypeVar("T")

_UP = "../"
# The strongest ties; weaker ones are found through the articles.
_MOST_AROUND = 15
# Ties of one article are sought among its most salient actors: all of them with all would be
# quadratic in a long list of names, and say nothing.
_MOST_CAST = 60
_MOST_QUOTES = 40
_LONGEST_QUOTE = 600
_MOST_ROLES = 15
_MOST_NAMES = 30


def actor_jobs(
    desk: Desk, around: Surroundings, actor: CorpusActor, beside: Beside
) -> Iterator[Job]:
    """Yield what makes the dossier of `actor`: its page with the files `beside` it, and pages of
    older articles where it has many."""
    page = partial(_actor_page, desk, around, actor.slug)
    yield from jobs(
        "actors", actor, page, beside, partial(_actors_around, desk, without=actor.slug)
    )


def topic_jobs(desk: Desk, around: Surroundings, topic: Topic, beside: Beside) -> Iterator[Job]:
    """Yield what makes the page of `topic` with the files `beside` it, and pages of older articles
    where it has many."""

    def settle(keys: Iterable[str]) -> None:
        _actors_around(desk, keys)
        _topics_around(desk, keys, without=topic.slug)

    page = partial(_topic_page, desk, around, topic.slug)
    yield from jobs("topics", topic, page, beside, settle)


def _actor_page(desk: Desk, around: Surroundings, slug: str, part: Part[str]) -> Iterator[View]:
    library = desk.library
    whole = part.number == 0
    actor = library.whole_actor(slug) if whole else library.actor(slug)
    briefings = [library.briefing(key) for key in part.items]
    seen: dict[str, list[SketchedActor]] = {key: [] for key in part.items}
    for appearance in actor.appearances:
        if appearance.briefing in seen:
            seen[appearance.briefing].append(appearance.actor)
    spans = {
        each.id: [span for found in seen[each.id] for span in spans_of(each, found)]
        for each in briefings
    }
    names = {key: {found.name for found in seen[key]} for key in part.items}
    mark = Mark(
        start=0,
        end=0,
        kind="actor",
        title=f"{TYPES[actor.type]}: {actor.name}",
        style=f"t-{actor.type.lower()}",
    )
    everything = _all_of(library, actor.appearances) if whole else []
    first, last = _first_and_last(desk, everything)
    said = [
        (each, quote)
        for each in briefings
        for quote in _by_start(q for q in each.quotes if q.speaker_actor in names[each.id])
    ]
    about = [
        (each, quote)
        for each in briefings
        for quote in around.quotes(each, spans[each.id])
        if quote.speaker_actor not in names[each.id]
    ]
    view = ActorView(
        name=actor.name,
        kind=actor.type.lower(),
        type=TYPES[actor.type],
        count=len(everything),
        pager=pager(slug, part, library, [each.id for each in everything]),
        roles=actor.roles[:_MOST_ROLES] if whole else (),
        aliases=actor.aliases[:_MOST_NAMES] if whole else (),
        first=first,
        last=last,
        chart=_chart(everything, actor.name) if whole else None,
        appearances=tuple(
            desk.appearance(each, seen[each.id][0].name, spans[each.id], mark) for each in briefings
        ),
        quotes=_quotes(desk, said),
        about=_quotes(desk, about),
        actors=_actors_around(desk, [each.id for each in everything], without=slug),
        topics=_topics_near(desk, around, briefings, spans) if whole else (),
        more_quotes=max(0, len(said) - _MOST_QUOTES),
        more_about=max(0, len(about) - _MOST_QUOTES),
        more_roles=max(0, len(actor.roles) - _MOST_ROLES) if whole else 0,
        more_names=max(0, len(actor.aliases) - _MOST_NAMES) if whole else 0,
    )
    yield _page(slug, TYPES[actor.type], part, view)


def _topic_page(desk: Desk, around: Surroundings, slug: str, part: Part[str]) -> Iterator[View]:
    library = desk.library
    whole = part.number == 0
    topic = library.whole_topic(slug) if whole else library.topic(slug)
    briefings = [library.briefing(key) for key in part.items]
    chosen = frozenset(part.items)
    seen = {e.briefing: e.keyphrase for e in topic.appearances if e.briefing in chosen}
    spans = {each.id: spans_of(each, seen[each.id]) for each in briefings}
    mark = Mark(start=0, end=0, kind="phrase", title=f"Key phrase: {topic.name}")
    everything = _all_of(library, topic.appearances) if whole else []
    first, last = _first_and_last(desk, everything)
    quotes = [
        (each, quote)
        for each in briefings
        for quote in around.quotes(each, spans[each.id], within=True)
    ]
    view = TopicView(
        name=topic.name,
        count=len(everything),
        pager=pager(slug, part, library, [each.id for each in everything]),
        forms=topic.forms[1 : 1 + _MOST_NAMES] if whole else (),
        first=first,
        last=last,
        chart=_chart(everything, topic.name) if whole else None,
        appearances=tuple(
            desk.appearance(each, seen[each.id].text, spans[each.id], mark) for each in briefings
        ),
        quotes=_quotes(desk, quotes),
        actors=_actors_around(desk, [each.id for each in everything]),
        topics=_topics_around(desk, [each.id for each in everything], without=slug),
        more_quotes=max(0, len(quotes) - _MOST_QUOTES),
        more_names=max(0, len(topic.forms) - 1 - _MOST_NAMES) if whole else 0,
    )
    yield _page(slug, "Key phrase", part, view)


def _all_of(library: Library, appearances: Iterable[Appearance | TopicAppearance]) -> list[Sketch]:
    """Return all articles of `appearances`, each once, in their order."""
    return [library.sketch(key) for key in briefings_of(appearances)]


def _page(slug: str, type_: str, part: Part[str], view: ActorView | TopicView) -> View:
    kind = "actor" if isinstance(view, ActorView) else "topic"
    front: dict[str, object] = {
        "title": view.name,
        "description": f"{type_}: {view.name}",
        "kind": kind,
    }
    if part.number:
        front |= {"description": f"{type_}: {view.name}; older articles"}
    path = f"{kind}s/{file_of(slug, part.number)}"
    return View(path=path, template=f"{kind}.md.j2", front=front, data=view)


def _chart(briefings: Sequence[Sketch], name: str) -> ChartRow:
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
    desk: Desk, briefings: Sequence[Sketch]
) -> tuple[StoryRow | None, StoryRow | None]:
    """Return the earliest and the latest of `briefings` (latest first) that have a date."""
    dated = [briefing for briefing in briefings if briefing.published]
    if not dated:
        return None, None
    return desk.story(dated[-1], _UP), desk.story(dated[0], _UP)


def _actors_around(
    desk: Desk, keys: Iterable[str], without: str | None = None
) -> tuple[ActorRow, ...]:
    """List the actors who stand most often in the articles `keys`: of the casts of all, a few."""
    library = desk.library

    def strongest() -> tuple[ActorRow, ...]:
        counts = Counter(chain.from_iterable(library.cast(key)[:_MOST_CAST] for key in keys))
        if without:
            counts.pop(without, None)
        known = _first(counts, library.actor, library.has_dossier)
        return tuple(desk.actor_row(actor, _UP, count=count) for actor, count in known)

    return library.settled("actors around", strongest)


def _topics_near(
    desk: Desk,
    around: Surroundings,
    briefings: Sequence[Briefing],
    spans: Mapping[str, Sequence[tuple[int, int]]],
) -> tuple[TopicRow, ...]:
    near = around.topics(((each, spans[each.id]) for each in briefings), most=_MOST_AROUND)
    return tuple(desk.topic_row(each.topic, _UP, count=each.articles) for each in near)


def _topics_around(desk: Desk, keys: Iterable[str], without: str) -> tuple[TopicRow, ...]:
    library = desk.library

    def strongest() -> tuple[TopicRow, ...]:
        counts: Counter[str] = Counter()
        for key in keys:
            phrases = library.sketch(key).keyphrases
            slugs = (library.subject(key, each.text) for each in phrases)
            counts.update(dict.fromkeys(slug for slug in slugs if slug).keys())
        counts.pop(without, None)
        known = _first(counts, library.topic, library.has_page)
        return tuple(desk.topic_row(topic, _UP, count=count) for topic, count in known)

    return library.settled("topics around", strongest)


def _first(
    counts: Counter[str], read: Callable[[str], T], has_page: Callable[[T], bool]
) -> Iterator[tuple[T, int]]:
    """Yield those counted most often that have a page; no more are read than can be shown."""
    found = ((read(slug), count) for slug, count in counts.most_common())
    return islice(((each, count) for each, count in found if has_page(each)), _MOST_AROUND)
