"""Feeds: what is new, on the whole site and for each actor and topic that has a page.

:mod:`generator.export.atom` and :mod:`generator.export.json_feed` write them down.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from generator.escape import clean
from generator.export import atom as atom_format
from generator.export import json_feed as json_format
from generator.export.publication import (
    UNDATED,
    Publication,
    appeared,
    briefing_path,
    instant,
    language_tag,
    web_link,
)
from generator.export.records import Entry, Feed
from generator.library import Library
from generator.model import (
    Appearance,
    CorpusActor,
    Job,
    Page,
    Sketch,
    Topic,
    TopicAppearance,
)

_MOST = 50
_MOST_OF_ONE = 20
_MOST_TAGS = 8


class Feeds:
    """Makes feeds; an entry reads the same in all of them and is written once."""

    def __init__(self, library: Library, publication: Publication) -> None:
        self._library = library
        self._publication = publication

    def jobs(self, *, least: int) -> Iterator[Job]:
        """Yield what makes ``data/everything``, and a feed beside the page of each actor and topic
        in `least` articles: each as ``.atom.xml`` and as ``.feed.json``."""
        corpus = self._library.corpus
        newest = self._newest(corpus.briefings, _MOST)
        make = partial(self._everything, newest)
        yield Job(name="data/everything.feed.json", make=make, given=" ".join(newest))
        for actor in corpus.actors:
            if actor.slug in corpus.dossiers and has_feed(actor, least):
                name = f"actors/{actor.slug}.feed.json"
                near = actor.appearances[0].briefing
                yield Job(name=name, make=partial(self._of_actor, actor.slug), near=near)
        for topic in corpus.topics:
            if topic.slug in corpus.topic_pages and has_feed(topic, least):
                name = f"topics/{topic.slug}.feed.json"
                near = topic.appearances[0].briefing
                yield Job(name=name, make=partial(self._of_topic, topic.slug), near=near)

    def _everything(self, newest: Sequence[str]) -> Iterator[Page]:
        yield from self._feed("data/everything", "index.html", self._publication.name, newest)

    def _of_actor(self, slug: str) -> Iterator[Page]:
        actor = self._library.whole_actor(slug)
        yield from self._of_one(f"actors/{slug}", actor.name, actor.appearances)

    def _of_topic(self, slug: str) -> Iterator[Page]:
        topic = self._library.whole_topic(slug)
        yield from self._of_one(f"topics/{slug}", topic.name, topic.appearances)

    def _of_one(
        self, path: str, name: str, seen: Iterable[Appearance | TopicAppearance]
    ) -> Iterator[Page]:
        keys = dict.fromkeys(each.briefing for each in seen)
        newest = self._newest((self._library.sketch(key) for key in keys), _MOST_OF_ONE)
        title = f"{clean(name)} – {self._publication.name}"
        yield from self._feed(path, f"{path}.html", title, newest)

    def _newest(self, briefings: Iterable[Sketch], most: int) -> list[str]:
        # Among equals in the order of the corpus.
        return [each.id for each in sorted(briefings, key=appeared, reverse=True)[:most]]

    def _feed(self, path: str, page: str, title: str, keys: Sequence[str]) -> Iterator[Page]:
        entries = [self._written(key) for key in keys]
        made = Feed(path=path, page=page, title=title, entries=tuple(e for e, _, _ in entries))
        text = atom_format.atom(made, (atom for _, atom, _ in entries), self._publication)
        yield Page(path=path + atom_format.SUFFIX, content=text)
        text = json_format.json_feed(made, (item for _, _, item in entries), self._publication)
        yield Page(path=path + json_format.SUFFIX, content=text)

    def _written(self, key: str) -> tuple[Entry, str, str]:
        def make() -> tuple[Entry, str, str]:
            entry = _entry(self._library, key, self._publication)
            atom = atom_format.atom_entry(entry, self._publication)
            return entry, atom, json_format.json_item(entry, self._publication)

        return self._library.remember("entry", key, make)


def has_feed(thing: CorpusActor | Topic, least: int) -> bool:
    """Say whether an actor or a topic that has a page has a feed, too."""
    return len({each.briefing for each in thing.appearances}) >= least


def _entry(library: Library, key: str, publication: Publication) -> Entry:
    briefing = library.briefing(key)
    path = briefing_path(library.address(key))
    title = clean(briefing.title) or clean(briefing.file) or briefing.id
    sentences = tuple(clean(sentence.text) for sentence in briefing.key_sentences)
    names = (
        *(phrase.text for phrase in briefing.keyphrases[:_MOST_TAGS]),
        *(actor.name for actor in briefing.actors[:_MOST_TAGS]),
    )
    graded = (briefing.reliability, briefing.credibility) != ("F", "6")
    return Entry(
        id=publication.identifier("briefing", briefing.id).urn,
        path=path,
        title=title,
        sentences=tuple(each for each in sentences if each),
        published=instant(briefing.published),
        updated=appeared(briefing),
        dated=appeared(briefing) != UNDATED,
        language=language_tag(briefing.language),
        source=clean(briefing.source or "") or None,
        author=clean(briefing.author or "") or None,
        url=web_link(briefing.url),
        tags=tuple(dict.fromkeys(tag for name in names if (tag := clean(name)))),
        grade=briefing.reliability + briefing.credibility if graded else None,
    )
