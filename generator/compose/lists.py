"""The pages about everything: home, the three indices, and how it was made."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from generator.compose.desk import Desk, day, spans_of
from generator.compose.paging import in_chunks, in_parts
from generator.compose.views import (
    AboutView,
    ActorRow,
    Counts,
    Group,
    HomeView,
    IndexView,
    Link,
    PartLink,
    StoryRow,
    TopicRow,
)
from generator.corpus_model import Corpus, CorpusActor, Job, Topic, View
from generator.escape import Safe

_Thing = TypeVar("_Thing", CorpusActor, Topic)

_UP = "../"

_STORIES = 12
_MAIN = 15
_AMONG = 1_000
# An index is one page up to so many entries; with more it has the latest or main ones, and the
# rest stand on pages by month or letter. A page of each kind stays below 200 kB.
_WHOLE_STORIES = 100
_LATEST = 40
_STORIES_ON_A_PAGE = 60
_WHOLE_NAMES = 300
_MAIN_NAMES = 60
_NAMES_ON_A_PAGE = 100
_PLURALS = {
    "PERSON": "People",
    "ORG": "Organisations",
    "GPE": "States, regions and cities",
    "LOC": "Places",
    "NORP": "Groups",
}


def home_page(desk: Desk, *, site_name: str) -> Job:
    """Compose the front page: what came last, and who and what it is about."""
    corpus = desk.library.corpus
    latest = [each.id for each in corpus.briefings[: 1 + _STORIES]]
    actors = [a for a in islice(corpus.actors, _AMONG) if a.slug in corpus.dossiers][:_MAIN]
    topics = [t for t in islice(corpus.topics, _AMONG) if t.slug in corpus.topic_pages][:_MAIN]
    figures = counts(corpus)

    def make() -> Iterator[View]:
        rows = [
            desk.story(desk.library.sketch(key), "", sentences=1 if number else 3)
            for number, key in enumerate(latest)
        ]
        view = HomeView(
            lead=rows[0] if rows else None,
            stories=tuple(rows[1:]),
            actors=tuple(desk.actor_row(each, "", count=_articles(each)) for each in actors),
            topics=tuple(desk.topic_row(each, "", count=len(each.appearances)) for each in topics),
            counts=figures,
        )
        front = {
            "title": site_name,
            "description": "The latest briefings, and the main actors and topics",
            "kind": "home",
            "hide": ["navigation", "toc"],
        }
        yield View(path="index.md", template="home.md.j2", front=front, data=view)

    shown = [(each.slug, _articles(each)) for each in actors]
    topical = [(each.slug, len(each.appearances)) for each in topics]
    return Job(name="index.md", make=make, given=repr((site_name, figures, latest, shown, topical)))


def index_jobs(desk: Desk) -> Iterator[Job]:
    """Yield what makes the indices; what is too long for one page goes on pages by month or
    letter."""
    corpus = desk.library.corpus
    months = _months(corpus)
    if len(corpus.briefings) <= _WHOLE_STORIES:
        groups = [
            _Group(month or "Undated", _month_anchor(month), months[month]) for month in months
        ]
        yield _index(desk, "briefings", groups, len(corpus.briefings))
    else:
        yield from _month_pages(desk, months)
    actors = _by_name(corpus.actors)
    if len(corpus.actors) <= _WHOLE_NAMES:
        yield _index(desk, "actors", _by_type(actors), len(corpus.actors))
    else:
        first = _by_type(_by_name(corpus.actors[:_MAIN_NAMES]))
        yield from _letter_pages(desk, "actors", first, actors, len(corpus.actors))
    topics = _by_name(corpus.topics)
    if len(corpus.topics) <= _WHOLE_NAMES:
        groups = [
            _Group(_title(letter), _anchor(letter), [each.slug for each in found])
            for letter, found in _by_letter(topics).items()
        ]
        yield _index(desk, "topics", groups, len(corpus.topics))
    else:
        main = [each.slug for each in corpus.topics[:_MAIN_NAMES]]
        first = [_Group("Most articles", "main", main)]
        yield from _letter_pages(desk, "topics", first, topics, len(corpus.topics))


def about_page(desk: Desk, *, versions: Mapping[str, str]) -> Job:
    """Compose the page that says how everything was made, and what was refused."""
    corpus = desk.library.corpus
    view = AboutView(counts=counts(corpus), refusals=corpus.refusals, versions=versions)

    def make() -> Iterator[View]:
        front = {
            "title": "About",
            "description": "How the briefings are made, and what was refused",
            "kind": "about",
        }
        yield View(path="about.md", template="about.md.j2", front=front, data=view)

    given = repr((view.counts, view.refusals, sorted(versions.items())))
    return Job(name="about.md", make=make, given=given)


def counts(corpus: Corpus) -> Counts:
    """Count what there is."""
    dates = [day(each.published) for each in corpus.briefings if each.published]
    return Counts(
        briefings=len(corpus.briefings),
        actors=len(corpus.actors),
        topics=len(corpus.topics),
        quotes=sum(each.quotes for each in corpus.briefings),
        refusals=len(corpus.refusals),
        first=dates[-1] if dates else None,
        last=dates[0] if dates else None,
    )


class _Group(NamedTuple):
    """What stands under one heading of an index: ids of briefings, or slugs."""

    title: str
    anchor: str
    keys: Sequence[str]


def _index(
    desk: Desk,
    kind: str,
    groups: Sequence[_Group],
    count: int,
    *,
    name: str = "index",
    part: str | None = None,
    parts: tuple[PartLink, ...] = (),
    newer: Safe | None = None,
    older: Safe | None = None,
) -> Job:
    """Compose one page of an index; ``count`` is the number of all that it is about."""
    row = _ROWS[kind]

    def make() -> Iterator[View]:
        title = kind.capitalize()
        front: dict[str, object] = {
            "title": f"{title}: {part}" if part else title,
            "description": f"All {kind}",
            "kind": f"{kind}-index",
        }
        shown = tuple(
            Group(
                title=group.title,
                anchor=Safe(group.anchor),
                rows=tuple(row(desk, key) for key in group.keys),
            )
            for group in groups
        )
        view = IndexView(
            groups=shown, count=count, part=part, parts=parts, newer=newer, older=older
        )
        yield View(path=f"{kind}/{name}.md", template=f"{kind}.md.j2", front=front, data=view)

    given = repr((groups, count, part, parts, newer, older))
    return Job(name=f"{kind}/{name}.md", make=make, given=given)


def _months(corpus: Corpus) -> dict[str, list[str]]:
    """Gather the ids of the briefings by month, latest first; "" for those without one."""
    months: defaultdict[str, list[str]] = defaultdict(list)
    for briefing in corpus.briefings:
        found = re.match(r"[0-9]{4}-[0-9]{2}", briefing.published or "")
        months[found[0] if found else ""].append(briefing.id)
    return months


def _month_anchor(month: str) -> str:
    return f"m-{month or 'undated'}"


def _month_pages(desk: Desk, months: Mapping[str, Sequence[str]]) -> Iterator[Job]:
    """The latest briefings, a page for each month, and more for a month that has many."""
    latest: defaultdict[str, list[str]] = defaultdict(list)
    for month, key in islice(((m, each) for m in months for each in months[m]), _LATEST):
        latest[month].append(key)
    groups = [_Group(month or "Undated", _month_anchor(month), latest[month]) for month in latest]
    links = tuple(
        PartLink(title=month or "Undated", href=_file(month or "undated"), count=len(found))
        for month, found in months.items()
    )
    yield _index(desk, "briefings", groups, sum(map(len, months.values())), parts=links)
    for month, found in months.items():
        name = month or "undated"
        for part in in_parts(found, _STORIES_ON_A_PAGE):
            yield _index(
                desk,
                "briefings",
                [_Group(month or "Undated", _month_anchor(month), part.items)],
                len(part.items),
                name=_numbered(name, part.number),
                part=month or "Undated",
                newer=None if part.newer is None else _file(_numbered(name, part.newer)),
                older=None if part.older is None else _file(_numbered(name, part.older)),
            )


def _by_name(things: Iterable[_Thing]) -> list[_Thing]:
    return sorted(things, key=lambda each: (each.name.casefold(), each.slug))


def _by_type(actors: Sequence[CorpusActor]) -> list[_Group]:
    """Group actors, which are in the order of names, by their types."""
    groups = []
    for kind, title in _PLURALS.items():
        if found := [actor.slug for actor in actors if actor.type == kind]:
            groups.append(_Group(title, f"t-{kind.lower()}", found))
    return groups


def _letter_pages(
    desk: Desk,
    kind: str,
    first: Sequence[_Group],
    things: Sequence[_Thing],
    count: int,
) -> Iterator[Job]:
    """The main names, a page for each letter, and more for a letter that has many names."""
    letters = _by_letter(things)
    links = tuple(
        PartLink(title=_title(letter), href=_file(_letter_name(letter)), count=len(found))
        for letter, found in letters.items()
    )
    yield _index(desk, kind, first, count, parts=links)
    for letter, found in letters.items():
        chunks = in_chunks(found, _NAMES_ON_A_PAGE, lambda each: each.slug)
        # A chunk is named by what it begins with, which another name in it does not change.
        names = [
            f"{_letter_name(letter)}_{chunk[0].slug}" if number else _letter_name(letter)
            for number, chunk in enumerate(chunks)
        ]
        ranges = tuple(
            PartLink(title=f"{chunk[0].name} …", href=_file(name), count=None)
            for name, chunk in zip(names, chunks, strict=True)
        )
        for number, chunk in enumerate(chunks):
            yield _index(
                desk,
                kind,
                [_Group(_title(letter), _anchor(letter), [each.slug for each in chunk])],
                len(chunk),
                name=names[number],
                part=_title(letter),
                parts=ranges if len(chunks) > 1 and not number else (),
                newer=_file(names[number - 1]) if number else None,
                older=_file(names[number + 1]) if number + 1 < len(chunks) else None,
            )


def _by_letter(things: Iterable[_Thing]) -> dict[str, list[_Thing]]:
    """Group things, which are in the order of names, by the first letter of those."""
    letters: defaultdict[str, list[_Thing]] = defaultdict(list)
    for each in things:
        first = each.name[:1].upper()
        letters[first if "A" <= first <= "Z" else "#"].append(each)
    return {letter: letters[letter] for letter in sorted(letters)}


def _title(letter: str) -> str:
    return letter if letter != "#" else "Other"


def _anchor(letter: str) -> str:
    return f"l-{letter.lower() if letter != '#' else 'other'}"


def _letter_name(letter: str) -> str:
    return f"index_{letter.lower() if letter != '#' else 'other'}"


def _numbered(name: str, number: int) -> str:
    # No address of a briefing, actor or topic has an underscore.
    return f"{name}_{number}" if number else name


def _file(name: str) -> Safe:
    return Safe(f"{name}.md")


def _story_row(desk: Desk, key: str) -> StoryRow:
    return desk.story(desk.library.sketch(key), _UP, sentences=1)


def _actor_row(desk: Desk, slug: str) -> ActorRow:
    """List an actor; one without a page of its own refers to the passages where it stands."""
    actor = desk.library.whole_actor(slug)
    refs: tuple[Link, ...] = ()
    if not desk.library.has_dossier(actor):
        seen = actor.appearances[0]
        briefing = desk.library.briefing(seen.briefing)
        refs = desk.refs(briefing, (start for start, _ in spans_of(briefing, seen.actor)), _UP)
    role = actor.roles[0][0] if actor.roles else None
    return desk.actor_row(actor, _UP, count=_articles(actor), refs=refs, role=role)


def _topic_row(desk: Desk, slug: str) -> TopicRow:
    topic, has_page = desk.library.indexed_topic(slug)
    refs: tuple[Link, ...] = ()
    if not has_page:
        seen = topic.appearances[0]
        briefing = desk.library.briefing(seen.briefing)
        refs = desk.refs(briefing, (start for start, _ in spans_of(briefing, seen.keyphrase)), _UP)
    href = desk.topic_address(topic, _UP) if has_page else None
    return TopicRow(name=topic.name, href=href, count=len(topic.appearances), refs=refs)


_ROWS: Mapping[str, Callable[[Desk, str], StoryRow | ActorRow | TopicRow]] = {
    "briefings": _story_row,
    "actors": _actor_row,
    "topics": _topic_row,
}


def _articles(actor: CorpusActor) -> int:
    return len({seen.briefing for seen in actor.appearances})
