"""The corpus as tables: one definition for the CSV files, the database and the page about them."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.corpus_model import Appearance, CorpusActor, Sketch, Topic, TopicAppearance
from generator.library import Library
from generator.model import Briefing
from generator.prominence import actor_order, actors_with_page, topic_order, topics_with_page

Value = str | int | float | None
Rows = Iterator[tuple[Value, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: ``type`` is SQLite's, ``of`` is the table whose first column it names."""

    name: str
    meaning: str
    type: Literal["TEXT", "INTEGER", "REAL"] = "TEXT"
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table. ``rows`` gives all of its rows, ``of_one`` those of one article: it has one of
    both. ``csv`` is its file's name without suffix, empty where it stands in the database alone;
    ``key`` is how many of the first columns identify a row, 0 where all of a row does not.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: Callable[["Lookup"], Rows] | None = None
    of_one: Callable[["Lookup", Briefing], Rows] | None = None
    key: int = 0
    csv: str = ""


class Lookup:
    """A part of the corpus: the articles with the ids `keys`, latest first, and who and what is in
    them, most prominent first. All figures and orders are of this part alone, and so is who has a
    page: what is said of the past does not change as articles arrive, and no page is named that
    there is not."""

    def __init__(self, library: Library, keys: Iterable[str]) -> None:
        self.library = library
        self.briefings = {key: library.sketch(key) for key in keys}
        self.copies = tuple(copy for key in self.briefings for copy in library.copies_of(key))
        latest = library.latest_first(self.briefings)
        self.actors = tuple(sorted(self._cast(latest), key=actor_order))
        self.topics = tuple(sorted(self._subjects(latest), key=topic_order))
        corpus, briefings = library.corpus, self.briefings.values()
        self.dossiers = actors_with_page(briefings, self.actors, corpus.main_actors)
        self.topic_pages = topics_with_page(self.topics, corpus.main_topics)

    def _cast(self, briefings: Sequence[Sketch]) -> Iterator[CorpusActor]:
        found: dict[str, list[Appearance]] = {}
        for each in briefings:
            for actor in each.actors:
                if who := self.library.actor_of(each.id, actor.name, actor.type):
                    found.setdefault(who.slug, []).append(Appearance(each.id, actor))
        for slug, seen in found.items():
            listed = self.library.actor(slug)
            roles = Counter(role for each in seen if (role := each.actor.role))
            names = {name for each in seen for name in (each.actor.name, *each.actor.aliases)}
            yield CorpusActor(
                slug=slug,
                name=listed.name,
                type=listed.type,
                roles=tuple(sorted(roles.items(), key=lambda item: (-item[1], item[0]))),
                aliases=tuple(sorted(names - {listed.name}, key=lambda n: (n.casefold(), n))),
                appearances=tuple(seen),
            )

    def _subjects(self, briefings: Sequence[Sketch]) -> Iterator[Topic]:
        found: dict[str, list[TopicAppearance]] = {}
        for each in briefings:
            for phrase in each.keyphrases:
                if topic := self.library.topic_of(each.id, phrase.text):
                    found.setdefault(topic.slug, []).append(TopicAppearance(each.id, phrase))
        for slug, seen in found.items():
            listed = self.library.topic(slug)
            counts = Counter(each.keyphrase.text for each in seen)
            wordings = sorted(counts, key=lambda text: (-counts[text], text.casefold(), text))
            forms = (listed.name, *(text for text in wordings if text != listed.name))
            yield Topic(slug=slug, name=listed.name, forms=forms, appearances=tuple(seen))

    def page(self, actor: CorpusActor) -> str | None:
        """Return the path of an actor's page, None where it has none."""
        return f"actors/{actor.slug}.html" if actor.slug in self.dossiers else None

    def topic_page(self, topic: Topic) -> str | None:
        """Return the path of a topic's page, None where it has none."""
        return f"topics/{topic.slug}.html" if topic.slug in self.topic_pages else None


class Paragraphs:
    """The numbers of an article's paragraphs, as the anchors on its page have them (``#p7``)."""

    def __init__(self, briefing: Briefing) -> None:
        blocks = sorted(briefing.blocks, key=lambda each: each.start)
        self._blocks = [block for block in blocks if block.kind == "paragraph"]
        self._starts = [block.start for block in self._blocks]

    def at(self, offset: int) -> int | None:
        """Return the number of the paragraph around `offset`, None outside of any."""
        index = bisect_right(self._starts, offset) - 1
        return index + 1 if index >= 0 and offset < self._blocks[index].end else None


def day(text: str | None) -> str | None:
    """Return the date of an ISO date or date-time, for columns that are sorted and compared."""
    return text[:10] if text else None
