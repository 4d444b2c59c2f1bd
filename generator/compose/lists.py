"""The pages about everything: home, the three indices, and how it was made."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from generator.compose.desk import Desk, actor_spans, day
from generator.compose.paging import in_parts
from generator.compose.views import (
    AboutView,
    ActorRow,
    Counts,
    Group,
    HomeView,
    IndexView,
    Link,
    PartLink,
    TopicRow,
)
from generator.escape import Safe
from generator.model import Briefing, CorpusActor, Topic, View

# A name to sort by, a slug to settle ties, and what makes its row.
_Named = tuple[str, str, Callable[[], ActorRow | TopicRow]]

_UP = "../"

_STORIES = 12
_MAIN = 15
# An index is one page up to so many entries; with more it has the latest or main ones, and the
# rest stand on pages by month or letter. A page of each kind stays below 200 kB.
_WHOLE_STORIES = 100
_LATEST = 40
_STORIES_ON_A_PAGE = 60
_WHOLE_NAMES = 300
_MAIN_NAMES = 60
_NAMES_ON_A_PAGE = 200
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
    """Compose the indices; what is too long for one page goes on pages by month or letter."""
    corpus = desk.corpus
    months = _months(desk)
    if len(corpus.briefings) <= _WHOLE_STORIES:
        groups = tuple(_month(desk, month, rows) for month, rows in months.items())
        yield _index("briefings", groups, len(corpus.briefings))
    else:
        yield from _month_pages(desk, months)
    actors = {_PLURALS[type_]: _named(corpus.actors, type_) for type_ in _PLURALS}
    if len(corpus.actors) <= _WHOLE_NAMES:
        yield _index("actors", tuple(_by_type(desk, actors)), len(corpus.actors))
    else:
        main = corpus.actors[:_MAIN_NAMES]
        first = tuple(_by_type(desk, {_PLURALS[type_]: _named(main, type_) for type_ in _PLURALS}))
        names = ((each.name, each.slug, partial(_actor_row, desk, each)) for each in corpus.actors)
        yield from _letter_pages("actors", first, names, len(corpus.actors))
    rows = ((each.name, each.slug, partial(_topic_row, desk, each)) for each in corpus.topics)
    if len(corpus.topics) <= _WHOLE_NAMES:
        groups = tuple(
            Group(title=_title(letter), anchor=_anchor(letter), rows=tuple(row() for row in found))
            for letter, found in _by_letter(rows).items()
        )
        yield _index("topics", groups, len(corpus.topics))
    else:
        main_topics = tuple(_topic_row(desk, each) for each in corpus.topics[:_MAIN_NAMES])
        first = (Group(title="Most articles", anchor=Safe("main"), rows=main_topics),)
        yield from _letter_pages("topics", first, rows, len(corpus.topics))


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
    groups: tuple[Group, ...],
    count: int,
    *,
    name: str = "index",
    part: str | None = None,
    parts: tuple[PartLink, ...] = (),
    newer: Safe | None = None,
    older: Safe | None = None,
) -> View:
    title = kind.capitalize()
    front: dict[str, object] = {
        "title": f"{title}: {part}" if part else title,
        "description": f"All {kind}",
        "kind": f"{kind}-index",
        "search": {"exclude": True},
    }
    view = IndexView(groups=groups, count=count, part=part, parts=parts, newer=newer, older=older)
    return View(path=f"{kind}/{name}.md", template=f"{kind}.md.j2", front=front, data=view)


def _months(desk: Desk) -> dict[str, list[Briefing]]:
    """Gather the briefings by month, latest first; "" for those without one."""
    months: defaultdict[str, list[Briefing]] = defaultdict(list)
    for briefing in desk.corpus.briefings:
        found = re.match(r"[0-9]{4}-[0-9]{2}", briefing.published or "")
        months[found[0] if found else ""].append(briefing)
    return months


def _month(desk: Desk, month: str, briefings: Iterable[Briefing]) -> Group:
    rows = tuple(desk.story(each, _UP, sentences=1) for each in briefings)
    return Group(title=month or "Undated", anchor=Safe(f"m-{month or 'undated'}"), rows=rows)


def _month_pages(desk: Desk, months: Mapping[str, Sequence[Briefing]]) -> Iterator[View]:
    """The latest briefings, a page for each month, and more for a month that has many."""
    latest: defaultdict[str, list[Briefing]] = defaultdict(list)
    for month, briefing in islice(((m, each) for m in months for each in months[m]), _LATEST):
        latest[month].append(briefing)
    groups = tuple(_month(desk, month, found) for month, found in latest.items())
    links = tuple(
        PartLink(title=month or "Undated", href=_file(month or "undated"), count=len(found))
        for month, found in months.items()
    )
    yield _index("briefings", groups, len(desk.corpus.briefings), parts=links)
    for month, found in months.items():
        name = month or "undated"
        for part in in_parts(found, _STORIES_ON_A_PAGE):
            yield _index(
                "briefings",
                (_month(desk, month, part.items),),
                len(found),
                name=_numbered(name, part.number),
                part=month or "Undated",
                newer=None if part.newer is None else _file(name, part.newer),
                older=None if part.older is None else _file(name, part.older),
            )


def _named(actors: Iterable[CorpusActor], type_: str) -> list[CorpusActor]:
    found = [actor for actor in actors if actor.type == type_]
    return sorted(found, key=lambda actor: (actor.name.casefold(), actor.slug))


def _by_type(desk: Desk, actors: Mapping[str, Sequence[CorpusActor]]) -> Iterator[Group]:
    for title, found in actors.items():
        if found:
            rows = tuple(_actor_row(desk, actor) for actor in found)
            yield Group(title=title, anchor=Safe(f"t-{found[0].type.lower()}"), rows=rows)


def _letter_pages(
    kind: str, first: tuple[Group, ...], rows: Iterable[_Named], count: int
) -> Iterator[View]:
    """The main names, a page for each letter, and more for a letter that has many names."""
    letters = _by_letter(rows)
    links = tuple(
        PartLink(title=_title(letter), href=_file(_letter_name(letter)), count=len(found))
        for letter, found in letters.items()
    )
    yield _index(kind, first, count, parts=links)
    for letter, found in letters.items():
        name = _letter_name(letter)
        last = (len(found) - 1) // _NAMES_ON_A_PAGE
        for number in range(last + 1):
            chosen = found[number * _NAMES_ON_A_PAGE : (number + 1) * _NAMES_ON_A_PAGE]
            group = Group(
                title=_title(letter), anchor=_anchor(letter), rows=tuple(row() for row in chosen)
            )
            yield _index(
                kind,
                (group,),
                len(found),
                name=_numbered(name, number),
                part=_title(letter),
                newer=_file(name, number - 1) if number else None,
                older=_file(name, number + 1) if number < last else None,
            )


def _by_letter(rows: Iterable[_Named]) -> dict[str, list[Callable[[], ActorRow | TopicRow]]]:
    letters: defaultdict[str, list[Callable[[], ActorRow | TopicRow]]] = defaultdict(list)
    for name, _, row in sorted(rows, key=lambda each: (each[0].casefold(), each[1])):
        first = name[:1].upper()
        letters[first if "A" <= first <= "Z" else "#"].append(row)
    return {letter: letters[letter] for letter in sorted(letters)}


def _title(letter: str) -> str:
    return letter if letter != "#" else "Other"


def _anchor(letter: str) -> Safe:
    return Safe(f"l-{letter.lower() if letter != '#' else 'other'}")


def _letter_name(letter: str) -> str:
    return f"index_{letter.lower() if letter != '#' else 'other'}"


def _numbered(name: str, number: int) -> str:
    # No address of a briefing, actor or topic has an underscore.
    return f"{name}_{number}" if number else name


def _file(name: str, number: int = 0) -> Safe:
    return Safe(f"{_numbered(name, number)}.md")


def _actor_row(desk: Desk, actor: CorpusActor) -> ActorRow:
    """List an actor; one without a page of its own refers to the passages where it stands."""
    refs: tuple[Link, ...] = ()
    if not desk.has_dossier(actor):
        seen = actor.appearances[0]
        offsets = (start for start, _ in actor_spans(seen.actor))
        refs = desk.refs(desk.briefings[seen.briefing], offsets, "../")
    return desk.actor_row(actor, "../", count=_articles(actor), refs=refs)


def _topic_row(desk: Desk, topic: Topic) -> TopicRow:
    refs: tuple[Link, ...] = ()
    if not desk.has_page(topic):
        seen = topic.appearances[0]
        briefing = desk.briefings[seen.briefing]
        refs = desk.refs(briefing, (span.start for span in seen.keyphrase.mentions), "../")
    return desk.topic_row(topic, "../", count=len(topic.appearances), refs=refs)


def _articles(actor: CorpusActor) -> int:
    return len({seen.briefing for seen in actor.appearances})
