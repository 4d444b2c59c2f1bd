"""Articles on one event: the pages of stories, and a briefing's ways to other briefings."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from generator.compose.desk import Desk, day, shown_title
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
from generator.escape import Safe
from generator.model import Briefing, Story, View

_UP = "../"
# What a page lists at most; the story of a year would otherwise have no end.
_MOST_STEPS = 100
_MOST_QUOTES = 40
_MOST_AROUND = 15
_MOST_NEW = 8
_MOST_OTHERS = 10
_LATEST = 40


class Stories:
    """Composes what several articles have in common, over a corpus."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._story = {one: story for story in desk.corpus.stories for one in story.briefings}
        self._copies: defaultdict[str, list[Briefing]] = defaultdict(list)
        for copy in reversed(desk.corpus.copies):
            self._copies[desk.corpus.copy_of[copy.id]].append(copy)

    def ties(self, briefing: Briefing) -> Ties:
        """Return a briefing's ways to others. A copy leads to what it repeats and its other
        copies."""
        desk = self._desk
        first = desk.briefings[desk.corpus.copy_of.get(briefing.id, briefing.id)]
        story = self._story.get(first.id)
        others = [each for each in (story.briefings if story else ()) if each != first.id]
        return Ties(
            copy_of=desk.story(first, _UP) if first.id != briefing.id else None,
            copies=tuple(
                desk.story(copy, _UP) for copy in self._copies[first.id] if copy.id != briefing.id
            ),
            event=self._event(story, _UP) if story else None,
            others=tuple(desk.story(desk.briefings[each], _UP) for each in others[:_MOST_OTHERS]),
            more_others=max(0, len(others) - _MOST_OTHERS),
            related=tuple(self._related(first)),
        )

    def pages(self) -> Iterator[View]:
        """Yield the page of each story, the index of all and its months."""
        months: defaultdict[str, list[EventRow]] = defaultdict(list)
        latest = []
        for story in self._desk.corpus.stories:
            yield self._page(story)
            event = self._event(story, "../")
            found = re.match(r"[0-9]{4}-[0-9]{2}", event.last or "")
            months[found[0] if found else "undated"].append(event)
            latest.append(event)
        parts = tuple(
            PartLink(title=_month(month), href=Safe(f"{month}.md"), count=len(events))
            for month, events in months.items()
        )
        yield _index("index", None, latest[:_LATEST], parts, len(latest))
        for month, events in months.items():
            yield _index(month, _month(month), events, (), len(events))

    def _event(self, story: Story, up: str) -> EventRow:
        members = [self._desk.briefings[each] for each in story.briefings]
        dates = [known for each in members if (known := day(each.published))]
        return EventRow(
            title=shown_title(self._desk.briefings[story.first]),
            href=Safe(f"{up}stories/{story.slug}.md"),
            first=min(dates, default=None),
            last=max(dates, default=None),
            count=len(members),
            independent=story.independent,
            sources=story.sources,
        )

    def _page(self, story: Story) -> View:
        desk = self._desk
        members = [desk.briefings[each] for each in story.briefings]
        event = self._event(story, _UP)
        view = StoryView(
            event=event,
            steps=tuple(self._steps(members))[:_MOST_STEPS],
            more=max(0, len(members) - _MOST_STEPS),
            actors=self._actors(members),
            topics=self._topics(members),
            quotes=tuple(self._quotes(members))[:_MOST_QUOTES],
        )
        front = {
            "title": f"Story: {event.title}",
            "description": f"{len(members)} articles on one event",
            "kind": "story",
            "search": {"exclude": True},
        }
        return View(path=f"stories/{story.slug}.md", template="story.md.j2", front=front, data=view)

    def _steps(self, members: Sequence[Briefing]) -> Iterator[StepRow]:
        """Yield the articles with what each is the first of its story to name, or quote."""
        desk = self._desk
        named: set[str] = set()
        said: set[str] = set()
        for briefing in members:
            actors: dict[str, ActorRow] = {}
            topics: dict[str, TopicRow] = {}
            for mentioned in briefing.actors:
                actor = desk.actor(briefing, mentioned)
                if actor and actor.slug not in named and actor.slug not in actors:
                    count = len(mentioned.mentions)
                    actors[actor.slug] = desk.actor_row(actor, _UP, count=count)
            for phrase in briefing.keyphrases:
                topic = desk.topic(briefing, phrase)
                if topic and topic.slug not in named and not desk.is_actor(topic):
                    count = len(phrase.mentions)
                    topics[topic.slug] = desk.topic_row(topic, _UP, count=count)
            quotes = {_plain(quote.text) for quote in briefing.quotes}
            yield StepRow(
                story=desk.story(briefing, _UP, sentences=1),
                copies=tuple(desk.story(copy, _UP) for copy in self._copies[briefing.id]),
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
            found = (self._desk.actor(briefing, each) for each in briefing.actors)
            counts.update(list(dict.fromkeys(actor.slug for actor in found if actor)))
        actors = self._desk.actors
        return tuple(
            self._desk.actor_row(actors[slug], _UP, count=count)
            for slug, count in counts.most_common(_MOST_AROUND)
        )

    def _topics(self, members: Sequence[Briefing]) -> tuple[TopicRow, ...]:
        counts: Counter[str] = Counter()
        for briefing in members:
            found = (self._desk.topic(briefing, each) for each in briefing.keyphrases)
            slugs = (topic.slug for topic in found if topic and not self._desk.is_actor(topic))
            counts.update(list(dict.fromkeys(slugs)))
        topics = self._desk.topics
        return tuple(
            self._desk.topic_row(topics[slug], _UP, count=count)
            for slug, count in counts.most_common(_MOST_AROUND)
        )

    def _related(self, briefing: Briefing) -> Iterator[RelatedRow]:
        desk = self._desk
        for each in desk.corpus.related.get(briefing.id, ()):
            yield RelatedRow(
                story=desk.story(desk.briefings[each.briefing], _UP),
                actors=tuple(desk.actor_row(desk.actors[s], _UP, count=0) for s in each.actors),
                topics=tuple(desk.topic_row(desk.topics[s], _UP, count=0) for s in each.topics),
            )


def _index(
    name: str,
    month: str | None,
    events: Sequence[EventRow],
    parts: tuple[PartLink, ...],
    count: int,
) -> View:
    view = StoriesView(month=month, events=tuple(events), parts=parts, count=count)
    title = f"Stories, {month}" if month else "Stories"
    front = {
        "title": title,
        "description": "Articles on the same event",
        "kind": "stories-index",
        "search": {"exclude": True},
    }
    return View(path=f"stories/{name}.md", template="stories.md.j2", front=front, data=view)


def _month(month: str) -> str:
    return "Undated" if month == "undated" else month


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
