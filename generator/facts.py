"""Facts: all that can be read of a corpus, each with a name, and a value that tells if it changed.

b ID    a briefing: all it says, and its address    w ID  who its actors are
v ID    who one of its speakers is (the name follows)    k ID  what its key phrases are
a SLUG  an actor as others list it: its name and type    A SLUG  with its appearances
t SLUG  a topic as others list it: its name              T SLUG  with its appearances
d SLUG  whether an actor has a dossier      l SLUG  whether its label needs its address
q SLUG  whether a topic has a page, and whether it is an actor's name
i SLUG  a topic as the index lists it
s SLUG  a story    S ID  the story of a briefing    c ID  its copies    r ID  what is related
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import chain

from generator.corpus_index import CorpusIndex
from generator.corpus_model import Related, Topic

_OF_TOPICS = "tqTi"
_SHORT = 40


class Facts:
    """The values of the facts of a corpus, found out when they are asked for."""

    def __init__(self, index: CorpusIndex) -> None:
        self._index = index
        self._facts: dict[str, str] | None = None

    def value(self, name: str) -> str:
        """Return the value of a fact, a hash or a word; of one that is missing it is ''."""
        if self._facts is None:
            self._facts = dict(chain(self._actor_facts(), self._other_facts()))
        found = self._facts.get(name)
        if found is None:  # there are too many to find out those that nobody asks for
            kind, _, key = name.partition(" ")
            if kind == "v":
                found = self._index.speaker(*key.split("\n", 1)) or ""
            else:
                topic = self._index.topics.get(key) if kind in _OF_TOPICS else None
                found = self._topic_fact(kind, topic) if topic else ""
            self._facts[name] = found
        return found

    def _actor_facts(self) -> Iterator[tuple[str, str]]:
        for actor in self._index.corpus.actors:
            roles = (f"{name} {count}" for name, count in actor.roles)
            where = (each.briefing for each in actor.appearances)
            copied = (each.briefing for each in actor.copied)
            whole = (*roles, "", *actor.aliases, "", *where, "", *copied)
            yield f"a {actor.slug}", digest((actor.name, actor.type))
            yield f"A {actor.slug}", digest(whole)
            yield f"d {actor.slug}", str(actor.slug in self._index.corpus.dossiers)
            yield f"l {actor.slug}", str(self._index.is_second(actor))

    def _topic_fact(self, kind: str, topic: Topic) -> str:
        has_page = topic.slug in self._index.corpus.topic_pages
        if kind == "t":
            return digest((topic.name,))
        if kind == "q":
            return f"{has_page} {topic.name.casefold() in self._index.names}"
        if kind == "i":
            seen = topic.appearances
            latest = (seen[0].briefing, seen[0].keyphrase.text)
            return digest((topic.name, str(len(seen)), str(has_page), *latest))
        where = (each.briefing for each in topic.appearances)
        copied = (each.briefing for each in topic.copied)
        return digest((*topic.forms, "", *where, "", *copied))

    def _other_facts(self) -> Iterator[tuple[str, str]]:
        corpus, who, about = self._index.corpus, self._index.who, self._index.about
        for each in (*corpus.briefings, *corpus.copies):
            key = each.id
            known = (each.key, each.arrived or "", corpus.addresses[key])
            cast = (who.get((key, actor.name, actor.type), "") for actor in each.actors)
            topics = (about.get((key, phrase.text)) for phrase in each.keyphrases)
            slugs = (topic.slug if topic else "" for topic in topics)
            yield f"b {key}", digest((*known, corpus.copy_of.get(key, "")))
            yield f"w {key}", digest(cast)
            yield f"k {key}", digest(slugs)
        for story in corpus.stories:
            parts = (story.first, *story.briefings, "", *story.sources, str(story.independent))
            yield f"s {story.slug}", digest(parts)
            for one in story.briefings:
                yield f"S {one}", digest((story.slug,))
        for key, copies in self._index.copies.items():
            yield f"c {key}", digest(copy.id for copy in copies)
        for key, others in corpus.related.items():
            if others:
                yield f"r {key}", digest((repr([*map(_plain, others)]),))


def _plain(each: Related) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return each.briefing, each.actors, each.topics


def digest(parts: Iterable[str]) -> str:
    """Return what tells some texts in their order from others: they themselves where that is short,
    else a hash, 16 hexadecimal digits."""
    text = "\x1f".join(parts)
    if 0 < len(text) < _SHORT:  # nothing is what a fact is that is missing
        return text
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
