"""The corpus as stages read it: whole briefings one at a time, and a record of what was read.

What is made of the corpus (a page, a feed, a part of the search index) depends on what was read of
it while it was made. Everything that can be read is a *fact* (generator/facts.py); ``recording``
notes their names, so that a later build can tell from those that differ what must be made again.
So stages read the corpus through these methods, and only lists that are handed to them otherwise.

Some read very much to find very little: thousands of casts for the fifteen actors who stand most
often beside one. What they find is ``settled``: a job depends on it, and on what lies *behind* it
only as far as it changes that.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from generator.corpus_index import CorpusIndex
from generator.corpus_model import Corpus, CorpusActor, Related, Sketch, Story, Topic
from generator.facts import Facts, digest
from generator.model import ActorType, Briefing

T = TypeVar("T")

# Whole briefings that stay in memory, and other things made of them: some 150 kB each.
_MOST_BRIEFINGS = 1_000
_FEWER_BRIEFINGS = 400
_MOST_REMEMBERED = 8_000
_FEWER_REMEMBERED = 3_000


@dataclass(slots=True, kw_only=True)
class Reads:
    """What was read: names of ``facts``, and the hashes of ``values`` that were settled, by name,
    with the names of the facts ``behind`` them."""

    facts: set[str] = field(default_factory=set)
    behind: set[str] = field(default_factory=set)
    values: dict[str, str] = field(default_factory=dict)

    def update(self, other: "Reads") -> None:
        """Count as read what `other` says was."""
        self.facts |= other.facts
        self.behind |= other.behind
        self.values |= other.values


class Library:
    """Reads `corpus`; `load` gives a whole briefing by its id."""

    def __init__(self, corpus: Corpus, load: Callable[[str], Briefing]) -> None:
        self.corpus = corpus
        self._load = load
        self._most, self._most_made = _MOST_BRIEFINGS, _MOST_REMEMBERED
        self._reads = Reads()
        self._briefings: OrderedDict[str, Briefing] = OrderedDict()
        self._made: OrderedDict[tuple[str, str], tuple[Any, Reads]] = OrderedDict()
        self._index = CorpusIndex(corpus)
        self._casts: dict[str, tuple[str, ...]] = {}
        self._facts = Facts(self._index)
        self._by_address = {address: each for each, address in corpus.addresses.items()}

    @contextmanager
    def recording(self) -> Iterator[Reads]:
        """Give what is read until the block ends."""
        before, self._reads = self._reads, Reads()
        try:
            yield self._reads
        finally:
            before.update(self._reads)
            self._reads = before

    def settled(self, name: str, make: Callable[[], T]) -> T:
        """Return what `make` returns, on which a job depends by this `name` of its own; what `make`
        reads lies behind it."""
        before, self._reads = self._reads, Reads()
        try:
            value = make()
            before.behind |= self._reads.facts | self._reads.behind
            before.values[name] = digest((repr(value),))
        finally:
            self._reads = before
        return value

    def spare_memory(self) -> None:
        """Keep fewer whole briefings, and less made of them, in memory from now on: in each of
        several processes."""
        self._most, self._most_made = _FEWER_BRIEFINGS, _FEWER_REMEMBERED

    def remember(self, kind: str, key: str, make: Callable[[], T]) -> T:
        """Return what `make` returns, from memory where it was made before for this `key`; what it
        read counts as read again."""
        found = self._made.get((kind, key))
        if found is None:
            with self.recording() as reads:
                value = make()
            found = value, reads
            self._made[kind, key] = found
            if len(self._made) > self._most_made:
                self._made.popitem(last=False)
        else:
            self._reads.update(found[1])
        kept: T = found[0]
        return kept

    def briefing(self, key: str) -> Briefing:
        """Return the whole briefing with the id `key`."""
        self._reads.facts.add(f"b {key}")
        found = self._briefings.get(key)
        if found is None:
            found = self._load(key)
            self._briefings[key] = found
            if len(self._briefings) > self._most:
                self._briefings.popitem(last=False)
        else:
            self._briefings.move_to_end(key)
        return found

    def sketch(self, key: str) -> Sketch:
        """Return what the corpus knows of the briefing with the id `key`."""
        self._reads.facts.add(f"b {key}")
        return self._index.sketches[key]

    def latest_first(self, keys: Iterable[str]) -> list[Sketch]:
        """Return what the corpus knows of some briefings, in its order."""
        return [self.sketch(key) for key in sorted(keys, key=self._index.places.__getitem__)]

    def address(self, key: str) -> str:
        """Return the name of a briefing's page, without folder and suffix."""
        self._reads.facts.add(f"b {key}")
        return self.corpus.addresses[key]

    def at_address(self, address: str) -> str | None:
        """Return the id of the briefing whose page has this name."""
        return self._by_address.get(address)

    def actor_of(self, key: str, name: str, kind: ActorType) -> CorpusActor | None:
        """Return who an article's actor is in the corpus, as others list it."""
        self._reads.facts.add(f"w {key}")
        return self._listed(self._index.who.get((key, name, kind)))

    def speaker_of(self, key: str, name: str | None) -> CorpusActor | None:
        """Return who said something in an article, by ``Quote.speaker_actor``."""
        if name is None:
            return None
        self._reads.facts.add(f"v {key}\n{name}")
        return self._listed(self._index.speaker(key, name))

    def topic_of(self, key: str, phrase: str) -> Topic | None:
        """Return the topic of an article's key phrase, as others list it."""
        self._reads.facts.add(f"k {key}")
        topic = self._index.about.get((key, phrase))
        if topic is not None:
            self._reads.facts.add(f"t {topic.slug}")
        return topic

    def cast(self, key: str) -> tuple[str, ...]:
        """Return the slugs of an article's actors, each once, most salient first."""
        self._reads.facts.add(f"w {key}")
        found = self._casts.get(key)
        if found is None:
            who = (
                self._index.who.get((key, a.name, a.type)) for a in self._index.sketches[key].actors
            )
            found = self._casts[key] = tuple(dict.fromkeys(slug for slug in who if slug))
        return found

    def subject(self, key: str, phrase: str) -> str | None:
        """Return the slug of the topic of an article's key phrase."""
        self._reads.facts.add(f"k {key}")
        topic = self._index.about.get((key, phrase))
        return topic.slug if topic else None

    def actor(self, slug: str) -> CorpusActor:
        """Return an actor, as others list it."""
        self._reads.facts.add(f"a {slug}")
        return self._index.actors[slug]

    def label(self, actor: CorpusActor) -> str:
        """Return the name of `actor`, with its address where it is not the first of that name."""
        self._reads.facts |= {f"a {actor.slug}", f"l {actor.slug}"}
        return f"{actor.name} ({actor.slug})" if self._index.is_second(actor) else actor.name

    def topic(self, slug: str) -> Topic:
        """Return a topic, as others list it."""
        self._reads.facts.add(f"t {slug}")
        return self._index.topics[slug]

    def whole_actor(self, slug: str) -> CorpusActor:
        """Return an actor with its appearances and all its names and roles."""
        self._reads.facts |= {f"a {slug}", f"A {slug}"}
        return self._index.actors[slug]

    def whole_topic(self, slug: str) -> Topic:
        """Return a topic with its appearances and all its wordings."""
        self._reads.facts |= {f"t {slug}", f"T {slug}"}
        return self._index.topics[slug]

    def indexed_topic(self, slug: str) -> tuple[Topic, bool]:
        """Return a topic, of which name, number of articles and latest one are read, and whether it
        has a page."""
        self._reads.facts.add(f"i {slug}")
        return self._index.topics[slug], slug in self.corpus.topic_pages

    def has_dossier(self, actor: CorpusActor) -> bool:
        """Say whether `actor` matters enough to have a page."""
        self._reads.facts.add(f"d {actor.slug}")
        return actor.slug in self.corpus.dossiers

    def has_page(self, topic: Topic) -> bool:
        """Say whether `topic` matters enough to have a page."""
        self._reads.facts.add(f"q {topic.slug}")
        return topic.slug in self.corpus.topic_pages

    def is_actor(self, topic: Topic) -> bool:
        """Say whether a key phrase is an actor's name, so that a list of both need not have it."""
        self._reads.facts.add(f"q {topic.slug}")
        return topic.name.casefold() in self._index.names

    def story(self, slug: str) -> Story:
        """Return a story."""
        self._reads.facts.add(f"s {slug}")
        return self._index.stories[slug]

    def story_of(self, key: str) -> Story | None:
        """Return the story that a briefing belongs to."""
        self._reads.facts.add(f"S {key}")
        story = self._index.story_of.get(key)
        return self.story(story.slug) if story else None

    def copies_of(self, key: str) -> tuple[Sketch, ...]:
        """Return the copies of an article, latest first."""
        self._reads.facts.add(f"c {key}")
        return tuple(self.sketch(each.id) for each in self._index.copies.get(key, ()))

    def original_of(self, key: str) -> str:
        """Return the id of the article that a copy repeats; of any other, its own."""
        self._reads.facts.add(f"b {key}")
        return self.corpus.copy_of.get(key, key)

    def related(self, key: str) -> tuple[Related, ...]:
        """Return what is related to an article."""
        self._reads.facts.add(f"r {key}")
        return self.corpus.related.get(key, ())

    def _listed(self, slug: str | None) -> CorpusActor | None:
        if slug is None:
            return None
        self._reads.facts.add(f"a {slug}")
        return self._index.actors[slug]

    def fact(self, name: str) -> str:
        """Return the value of a fact."""
        return self._facts.value(name)
