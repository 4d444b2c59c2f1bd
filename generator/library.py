"""The corpus as stages read it: whole briefings one at a time, and a record of what was read.

What is made of the corpus (a page, a feed, a part of the search index) depends on what was read of
it while it was made. Everything that can be read has a name and a value, its *facts*; ``recording``
notes the names, so that a later build can tell from the facts that differ what must be made again.
So stages read the corpus through these methods, and only lists that are handed to them otherwise.

Some read very much to find very little: thousands of casts for the fifteen actors who stand most
often beside one. What they find is ``settled``: a job depends on it, and on what lies *behind* it
only as far as it changes that.

    b ID    a briefing: all it says, and its address    w ID  who its actors are
    v ID    who one of its speakers is (the name follows)    k ID  what its key phrases are
    a SLUG  an actor as others list it: its name and type    A SLUG  with its appearances
    t SLUG  a topic as others list it: its name              T SLUG  with its appearances
    d SLUG  whether an actor has a dossier      l SLUG  whether it shares its name with others
    q SLUG  whether a topic has a page, and whether it is an actor's name
    i SLUG  a topic as the index lists it
    s SLUG  a story    S ID  the story of a briefing    c ID  its copies    r ID  what is related
"""

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain
from typing import Any, TypeVar

from generator.corpus_model import Corpus, CorpusActor, Related, Sketch, Story, Topic
from generator.model import ActorType, Briefing

T = TypeVar("T")

# Whole briefings that stay in memory, and other things made of them: some 150 kB each.
_MOST_BRIEFINGS = 1_000
_FEWER_BRIEFINGS = 400
_MOST_REMEMBERED = 8_000
_FEWER_REMEMBERED = 3_000
_PLACES = ("GPE", "LOC")
_OF_TOPICS = "tqTi"


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
        self._facts: dict[str, str] | None = None
        self._briefings: OrderedDict[str, Briefing] = OrderedDict()
        self._made: OrderedDict[tuple[str, str], tuple[Any, Reads]] = OrderedDict()
        self._sketches = {each.id: each for each in (*corpus.briefings, *corpus.copies)}
        self._place = {each: number for number, each in enumerate(self._sketches)}
        self._by_address = {address: each for each, address in corpus.addresses.items()}
        self._actors = {actor.slug: actor for actor in corpus.actors}
        self._topics = {topic.slug: topic for topic in corpus.topics}
        self._stories = {story.slug: story for story in corpus.stories}
        self._story_of = {one: story for story in corpus.stories for one in story.briefings}
        self._copies: defaultdict[str, list[Sketch]] = defaultdict(list)
        for copy in corpus.copies:
            self._copies[corpus.copy_of[copy.id]].append(copy)
        self._who = corpus.who
        self._casts: dict[str, tuple[str, ...]] = {}
        self._about = {
            (seen.briefing, seen.keyphrase.text): topic
            for topic in corpus.topics
            for seen in (*topic.appearances, *topic.copied)
        }
        self._names = frozenset(actor.name.casefold() for actor in corpus.actors)
        kinds = Counter((actor.type in _PLACES, actor.name) for actor in corpus.actors)
        self._shared = frozenset(key for key, count in kinds.items() if count > 1)

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
            before.values[name] = _digest((repr(value),))
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
        return self._sketches[key]

    def latest_first(self, keys: Iterable[str]) -> list[Sketch]:
        """Return what the corpus knows of some briefings, in its order."""
        return [self.sketch(key) for key in sorted(keys, key=self._place.__getitem__)]

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
        return self._listed(self._who.get((key, name, kind)))

    def speaker_of(self, key: str, name: str | None) -> CorpusActor | None:
        """Return who said something in an article, by ``Quote.speaker_actor``."""
        if name is None:
            return None
        self._reads.facts.add(f"v {key}\n{name}")
        return self._listed(self._speaker(key, name))

    def _speaker(self, key: str, name: str) -> str | None:
        sketch = self._sketches.get(key)
        actors = sketch.actors if sketch else ()
        known = (self._who.get((key, each.name, each.type)) for each in actors if each.name == name)
        return next(filter(None, known), None)

    def topic_of(self, key: str, phrase: str) -> Topic | None:
        """Return the topic of an article's key phrase, as others list it."""
        self._reads.facts.add(f"k {key}")
        topic = self._about.get((key, phrase))
        if topic is not None:
            self._reads.facts.add(f"t {topic.slug}")
        return topic

    def cast(self, key: str) -> tuple[str, ...]:
        """Return the slugs of an article's actors, each once, most salient first."""
        self._reads.facts.add(f"w {key}")
        found = self._casts.get(key)
        if found is None:
            who = (self._who.get((key, a.name, a.type)) for a in self._sketches[key].actors)
            found = self._casts[key] = tuple(dict.fromkeys(slug for slug in who if slug))
        return found

    def subject(self, key: str, phrase: str) -> str | None:
        """Return the slug of the topic of an article's key phrase."""
        self._reads.facts.add(f"k {key}")
        topic = self._about.get((key, phrase))
        return topic.slug if topic else None

    def actor(self, slug: str) -> CorpusActor:
        """Return an actor, as others list it."""
        self._reads.facts.add(f"a {slug}")
        return self._actors[slug]

    def label(self, actor: CorpusActor) -> str:
        """Return the name of `actor`, with its address where others of its kind share the name."""
        self._reads.facts |= {f"a {actor.slug}", f"l {actor.slug}"}
        return f"{actor.name} ({actor.slug})" if self._is_shared(actor) else actor.name

    def _is_shared(self, actor: CorpusActor) -> bool:
        return (actor.type in _PLACES, actor.name) in self._shared

    def topic(self, slug: str) -> Topic:
        """Return a topic, as others list it."""
        self._reads.facts.add(f"t {slug}")
        return self._topics[slug]

    def whole_actor(self, slug: str) -> CorpusActor:
        """Return an actor with its appearances and all its names and roles."""
        self._reads.facts |= {f"a {slug}", f"A {slug}"}
        return self._actors[slug]

    def whole_topic(self, slug: str) -> Topic:
        """Return a topic with its appearances and all its wordings."""
        self._reads.facts |= {f"t {slug}", f"T {slug}"}
        return self._topics[slug]

    def indexed_topic(self, slug: str) -> tuple[Topic, bool]:
        """Return a topic, of which name, number of articles and latest one are read, and whether it
        has a page."""
        self._reads.facts.add(f"i {slug}")
        return self._topics[slug], slug in self.corpus.topic_pages

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
        return topic.name.casefold() in self._names

    def story(self, slug: str) -> Story:
        """Return a story."""
        self._reads.facts.add(f"s {slug}")
        return self._stories[slug]

    def story_of(self, key: str) -> Story | None:
        """Return the story that a briefing belongs to."""
        self._reads.facts.add(f"S {key}")
        story = self._story_of.get(key)
        return self.story(story.slug) if story else None

    def copies_of(self, key: str) -> tuple[Sketch, ...]:
        """Return the copies of an article, latest first."""
        self._reads.facts.add(f"c {key}")
        return tuple(self.sketch(each.id) for each in self._copies.get(key, ()))

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
        return self._actors[slug]

    def fact(self, name: str) -> str:
        """Return the value of a fact, a hash or a word; of one that is missing it is ''."""
        if self._facts is None:
            self._facts = dict(chain(self._actor_facts(), self._other_facts()))
        found = self._facts.get(name)
        if found is None:  # there are too many to find out those that nobody asks for
            kind, _, key = name.partition(" ")
            if kind == "v":
                found = self._speaker(*key.split("\n", 1)) or ""
            else:
                topic = self._topics.get(key) if kind in _OF_TOPICS else None
                found = self._topic_fact(kind, topic) if topic else ""
            self._facts[name] = found
        return found

    def _actor_facts(self) -> Iterator[tuple[str, str]]:
        for actor in self.corpus.actors:
            roles = (f"{name} {count}" for name, count in actor.roles)
            where = (each.briefing for each in actor.appearances)
            copied = (each.briefing for each in actor.copied)
            whole = (*roles, "", *actor.aliases, "", *where, "", *copied)
            yield f"a {actor.slug}", _digest((actor.name, actor.type))
            yield f"A {actor.slug}", _digest(whole)
            yield f"d {actor.slug}", str(actor.slug in self.corpus.dossiers)
            yield f"l {actor.slug}", str(self._is_shared(actor))

    def _topic_fact(self, kind: str, topic: Topic) -> str:
        has_page = topic.slug in self.corpus.topic_pages
        if kind == "t":
            return _digest((topic.name,))
        if kind == "q":
            return f"{has_page} {topic.name.casefold() in self._names}"
        if kind == "i":
            seen = topic.appearances
            latest = (seen[0].briefing, seen[0].keyphrase.text)
            return _digest((topic.name, str(len(seen)), str(has_page), *latest))
        where = (each.briefing for each in topic.appearances)
        copied = (each.briefing for each in topic.copied)
        return _digest((*topic.forms, "", *where, "", *copied))

    def _other_facts(self) -> Iterator[tuple[str, str]]:
        corpus, who, about = self.corpus, self._who, self._about
        for each in (*corpus.briefings, *corpus.copies):
            key = each.id
            known = (each.key, each.arrived or "", corpus.addresses[key])
            cast = (who.get((key, actor.name, actor.type), "") for actor in each.actors)
            topics = (about.get((key, phrase.text)) for phrase in each.keyphrases)
            slugs = (topic.slug if topic else "" for topic in topics)
            yield f"b {key}", _digest((*known, corpus.copy_of.get(key, "")))
            yield f"w {key}", _digest(cast)
            yield f"k {key}", _digest(slugs)
        for story in corpus.stories:
            parts = (story.first, *story.briefings, "", *story.sources, str(story.independent))
            yield f"s {story.slug}", _digest(parts)
            for one in story.briefings:
                yield f"S {one}", _digest((story.slug,))
        for key, copies in self._copies.items():
            yield f"c {key}", _digest(copy.id for copy in copies)
        for key, others in corpus.related.items():
            if others:
                yield f"r {key}", _digest((repr([*map(_plain, others)]),))


def _plain(each: Related) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return each.briefing, each.actors, each.topics


def _digest(parts: Iterable[str]) -> str:
    text = "\x1f".join(parts)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
