"""Articles on one event: the pages of stories, and a briefing's ways to other briefings."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from generator.compose.desk import Desk, day, shown_title
from generator.compose.paging import in_parts
from generator.compose.story_views import StepRow, StoriesView, StoryView
from generator.compose.views import (
    ActorRow,
    EventRow,
    PartLink,
    QuoteRow,
    RelatedRow,
    Ties,
    TopicRow,
)
from generator.corpus_model import Job, Story, View
from generator.escape import Safe
from generator.model import Briefing

_UP = "../"
# What a page lists at most; the story of a year would otherwise have no end.
_MOST_STEPS = 100
_MOST_QUOTES = 40
_MOST_AROUND = 15
_MOST_NEW = 8
_MOST_OTHERS = 10
_LATEST = 40
_ON_A_PAGE = 80


class Stories:
    """Composes what several articles have in common, over a corpus."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._library = desk.library

    def ties(self, briefing: Briefing) -> Ties:
        """Return a briefing's ways to others. A copy leads to what it repeats and its other
        copies."""
        desk, library = self._desk, self._library
        first = library.original_of(briefing.id)
        story = library.story_of(first)
        others = [each for each in (story.briefings if story else ()) if each != first]
        return Ties(
            copy_of=desk.story(library.sketch(first), _UP) if first != briefing.id else None,
            copies=tuple(
                desk.story(copy, _UP)
                for copy in reversed(library.copies_of(first))
                if copy.id != briefing.id
            ),
            event=self._event(story, _UP) if story else None,
            others=tuple(desk.story(library.sketch(each), _UP) for each in others[:_MOST_OTHERS]),
            more_others=max(0, len(others) - _MOST_OTHERS),
            related=tuple(self._related(first)),
        )

    def jobs(self) -> Iterator[Job]:
        """Yield what makes the page of each story, the index of all and its months."""
        corpus = self._library.corpus
        published = {each.id: day(each.published) or "" for each in corpus.briefings}
        months: defaultdict[str, list[str]] = defaultdict(list)
        for story in corpus.stories:
            make = partial(self._page, story.slug)
            yield Job(name=f"stories/{story.slug}.md", make=make, near=story.briefings[-1])
            last = max(published[each] for each in story.briefings)
            found = re.match(r"[0-9]{4}-[0-9]{2}", last)
            months[found[0] if found else "undated"].append(story.slug)
        parts = tuple(
            PartLink(title=_month(month), href=Safe(f"{month}.md"), count=len(slugs))
            for month, slugs in months.items()
        )
        latest = [story.slug for story in corpus.stories[:_LATEST]]
        yield self._index("index", None, latest, parts, len(corpus.stories))
        for month, slugs in months.items():
            for part in in_parts(slugs, _ON_A_PAGE):
                yield self._index(
                    _numbered(month, part.number),
                    _month(month),
                    part.items,
                    (),
                    len(part.items),
                    newer=None
                    if part.newer is None
                    else Safe(f"{_numbered(month, part.newer)}.md"),
                    older=None
                    if part.older is None
                    else Safe(f"{_numbered(month, part.older)}.md"),
                )

    def _event(self, story: Story, up: str) -> EventRow:
        members = [self._library.sketch(each) for each in story.briefings]
        dates = [known for each in members if (known := day(each.published))]
        return EventRow(
            title=shown_title(self._library.sketch(story.first)),
            href=Safe(f"{up}stories/{story.slug}.md"),
            first=min(dates, default=None),
            last=max(dates, default=None),
            count=len(members),
            independent=story.independent,
            sources=story.sources,
        )

    def _page(self, slug: str) -> Iterator[View]:
        library = self._library
        story = library.story(slug)
        members = [library.briefing(each) for each in story.briefings[:_MOST_STEPS]]
        event = self._event(story, _UP)
        view = StoryView(
            event=event,
            steps=tuple(self._steps(members)),
            more=max(0, len(story.briefings) - _MOST_STEPS),
            actors=self._actors(members),
            topics=self._topics(members),
            quotes=tuple(self._quotes(members))[:_MOST_QUOTES],
        )
        front = {
            "title": f"Story: {event.title}",
            "description": f"{event.count} articles on one event",
            "kind": "story",
        }
        yield View(path=f"stories/{slug}.md", template="story.md.j2", front=front, data=view)

    def _index(
        self,
        name: str,
        month: str | None,
        slugs: Sequence[str],
        parts: tuple[PartLink, ...],
        count: int,
        *,
        newer: Safe | None = None,
        older: Safe | None = None,
    ) -> Job:
        def make() -> Iterator[View]:
            events = tuple(self._event(self._library.story(slug), _UP) for slug in slugs)
            view = StoriesView(
                month=month, events=events, parts=parts, count=count, newer=newer, older=older
            )
            front = {
                "title": f"Stories, {month}" if month else "Stories",
                "description": "Articles on the same event",
                "kind": "stories-index",
            }
            yield View(path=f"stories/{name}.md", template="stories.md.j2", front=front, data=view)

        given = repr((slugs, parts, count, newer, older))
        return Job(name=f"stories/{name}.md", make=make, given=given)

    def _steps(self, members: Sequence[Briefing]) -> Iterator[StepRow]:
        """Yield the articles with what each is the first of its story to name, or quote."""
        desk = self._desk
        named: set[str] = set()
        said: set[str] = set()
        for briefing in members:
            actors: dict[str, ActorRow] = {}
            topics: dict[str, TopicRow] = {}
            for mentioned in briefing.actors:
                actor = self._library.actor_of(briefing.id, mentioned.name, mentioned.type)
                if actor and actor.slug not in named and actor.slug not in actors:
                    count = len(mentioned.mentions)
                    actors[actor.slug] = desk.actor_row(actor, _UP, count=count)
            for phrase in briefing.keyphrases:
                topic = self._library.topic_of(briefing.id, phrase.text)
                if topic and topic.slug not in named and not self._library.is_actor(topic):
                    count = len(phrase.mentions)
                    topics[topic.slug] = desk.topic_row(topic, _UP, count=count)
            quotes = {_plain(quote.text) for quote in briefing.quotes}
            yield StepRow(
                story=desk.story(briefing, _UP, sentences=1),
                copies=tuple(
                    desk.story(copy, _UP) for copy in reversed(self._library.copies_of(briefing.id))
                ),
                actors=tuple(actors.values())[:_MOST_NEW],
                topics=tuple(topics.values())[:_MOST_NEW],
                quotes=len(quotes - said),
            )
            named |= actors.keys() | topics.keys()
            said |= quotes

    def _quotes(self, members: Sequence[Briefing]) -> Iterator[QuoteRow]:
        """Yield what is quoted, each once, where it first stands."""
        said: set[str] = set()
        for briefing in members:
            for quote in briefing.quotes:
                if (words := _plain(quote.text)) not in said:
                    said.add(words)
                    yield self._desk.quote(briefing, quote, _UP)

    def _actors(self, members: Sequence[Briefing]) -> tuple[ActorRow, ...]:
        counts: Counter[str] = Counter()
        for briefing in members:
            found = (
                self._library.actor_of(briefing.id, each.name, each.type)
                for each in briefing.actors
            )
            counts.update(list(dict.fromkeys(actor.slug for actor in found if actor)))
        return tuple(
            self._desk.actor_row(self._library.actor(slug), _UP, count=count)
            for slug, count in counts.most_common(_MOST_AROUND)
        )

    def _topics(self, members: Sequence[Briefing]) -> tuple[TopicRow, ...]:
        counts: Counter[str] = Counter()
        for briefing in members:
            found = (self._library.topic_of(briefing.id, each.text) for each in briefing.keyphrases)
            slugs = (topic.slug for topic in found if topic and not self._library.is_actor(topic))
            counts.update(list(dict.fromkeys(slugs)))
        return tuple(
            self._desk.topic_row(self._library.topic(slug), _UP, count=count)
            for slug, count in counts.most_common(_MOST_AROUND)
        )

    def _related(self, key: str) -> Iterator[RelatedRow]:
        desk, library = self._desk, self._library
        for each in library.related(key):
            yield RelatedRow(
                story=desk.story(library.sketch(each.briefing), _UP),
                actors=tuple(desk.actor_row(library.actor(s), _UP, count=0) for s in each.actors),
                topics=tuple(desk.topic_row(library.topic(s), _UP, count=0) for s in each.topics),
            )


def _numbered(month: str, number: int) -> str:
    return f"{month}_{number}" if number else month


def _month(month: str) -> str:
    return "Undated" if month == "undated" else month


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
