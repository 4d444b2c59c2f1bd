"""The pages about everything: home, the three indices, and how it was made."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.compose.desk import Desk, actor_spans, day
from generator.compose.views import (
    AboutView,
    ActorRow,
    Counts,
    Group,
    HomeView,
    IndexView,
    Link,
    StoryRow,
    TopicRow,
)
from generator.escape import Safe
from generator.model import CorpusActor, Topic, View

_STORIES = 12
_MAIN = 15
_PLURALS = {
    "PERSON": "People",
    "ORG": "Organisations",
    "GPE": "States, regions and cities",
    "LOC": "Places",
    "NORP": "Groups",
}


def home_page(desk: Desk, *, site_name: str) -> View:
    """Compose the front page: what came last, and who and what it is about."""
    latest = desk.corpus.briefings
    actors = [actor for actor in desk.corpus.actors if desk.has_dossier(actor)]
    topics = [topic for topic in desk.corpus.topics if desk.has_page(topic)]
    view = HomeView(
        lead=desk.story(latest[0], "", sentences=3) if latest else None,
        stories=tuple(desk.story(each, "", sentences=1) for each in latest[1 : 1 + _STORIES]),
        actors=tuple(desk.actor_row(each, "", count=_articles(each)) for each in actors[:_MAIN]),
        topics=tuple(
            desk.topic_row(each, "", count=len(each.appearances)) for each in topics[:_MAIN]
        ),
        counts=counts(desk),
    )
    front = {
        "title": site_name,
        "description": "The latest briefings, and the main actors and topics",
        "kind": "home",
        "hide": ["navigation", "toc"],
        "search": {"exclude": True},
    }
    return View(path="index.md", template="home.md.j2", front=front, data=view)


def index_pages(desk: Desk) -> Iterator[View]:
    """Compose the three indices."""
    corpus = desk.corpus
    yield _index("briefings", "Briefings", tuple(_months(desk)), len(corpus.briefings))
    yield _index("actors", "Actors", tuple(_by_type(desk)), len(corpus.actors))
    yield _index("topics", "Topics", tuple(_by_letter(desk)), len(corpus.topics))


def about_page(desk: Desk, *, versions: Mapping[str, str]) -> View:
    """Compose the page that says how everything was made, and what was refused."""
    view = AboutView(counts=counts(desk), refusals=desk.corpus.refusals, versions=versions)
    front = {
        "title": "About",
        "description": "How the briefings are made, and what was refused",
        "kind": "about",
    }
    return View(path="about.md", template="about.md.j2", front=front, data=view)


def counts(desk: Desk) -> Counts:
    """Count what there is."""
    corpus = desk.corpus
    dates = [day(each.published) for each in corpus.briefings if each.published]
    return Counts(
        briefings=len(corpus.briefings),
        actors=len(corpus.actors),
        topics=len(corpus.topics),
        quotes=sum(len(each.quotes) for each in corpus.briefings),
        refusals=len(corpus.refusals),
        first=dates[-1] if dates else None,
        last=dates[0] if dates else None,
    )


def _index(
    kind: str,
    title: str,
    groups: tuple[Group, ...],
    count: int,
) -> View:
    front = {
        "title": title,
        "description": f"All {kind}",
        "kind": f"{kind}-index",
        "search": {"exclude": True},
    }
    view = IndexView(groups=groups, count=count)
    return View(path=f"{kind}/index.md", template=f"{kind}.md.j2", front=front, data=view)


def _months(desk: Desk) -> Iterator[Group]:
    months: defaultdict[str, list[StoryRow]] = defaultdict(list)
    for briefing in desk.corpus.briefings:
        found = re.match(r"[0-9]{4}-[0-9]{2}", briefing.published or "")
        months[found[0] if found else ""].append(desk.story(briefing, "../", sentences=1))
    for month, rows in months.items():
        yield Group(
            title=month or "Undated", anchor=Safe(f"m-{month or 'undated'}"), rows=tuple(rows)
        )


def _by_type(desk: Desk) -> Iterator[Group]:
    for type_, title in _PLURALS.items():
        actors = [actor for actor in desk.corpus.actors if actor.type == type_]
        actors.sort(key=lambda actor: (actor.name.casefold(), actor.slug))
        if actors:
            rows = tuple(_actor_row(desk, actor) for actor in actors)
            yield Group(title=title, anchor=Safe(f"t-{type_.lower()}"), rows=rows)


def _actor_row(desk: Desk, actor: CorpusActor) -> ActorRow:
    """List an actor; one without a page of its own refers to the passages where it stands."""
    refs: tuple[Link, ...] = ()
    if not desk.has_dossier(actor):
        seen = actor.appearances[0]
        offsets = (start for start, _ in actor_spans(seen.actor))
        refs = desk.refs(desk.briefings[seen.briefing], offsets, "../")
    return desk.actor_row(actor, "../", count=_articles(actor), refs=refs)


def _by_letter(desk: Desk) -> Iterator[Group]:
    letters: defaultdict[str, list[Topic]] = defaultdict(list)
    for topic in sorted(desk.corpus.topics, key=lambda each: (each.name.casefold(), each.slug)):
        first = topic.name[:1].upper()
        letters[first if "A" <= first <= "Z" else "#"].append(topic)
    for letter in sorted(letters):
        rows = tuple(_topic_row(desk, topic) for topic in letters[letter])
        anchor = Safe(f"l-{letter.lower() if letter != '#' else 'other'}")
        yield Group(title=letter if letter != "#" else "Other", anchor=anchor, rows=rows)


def _topic_row(desk: Desk, topic: Topic) -> TopicRow:
    refs: tuple[Link, ...] = ()
    if not desk.has_page(topic):
        seen = topic.appearances[0]
        briefing = desk.briefings[seen.briefing]
        refs = desk.refs(briefing, (span.start for span in seen.keyphrase.mentions), "../")
    return desk.topic_row(topic, "../", count=len(topic.appearances), refs=refs)


def _articles(actor: CorpusActor) -> int:
    return len({seen.briefing for seen in actor.appearances})
