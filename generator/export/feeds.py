"""Feeds: what is new, on the whole site and for each actor and topic that has a page.

:mod:`generator.export.atom` and :mod:`generator.export.json_feed` write them down.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from generator.corpus_model import Appearance, Job, Page, Sketch, TopicAppearance
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

_MOST = 50
_MOST_OF_ONE = 20
_MOST_TAGS = 8


class Feeds:
    """Makes feeds; an entry reads the same in all of them and is written once."""

    def __init__(self, library: Library, publication: Publication) -> None:
        self._library = library
        self._publication = publication

    def everything(self) -> Job:
        """Return what makes ``data/everything``, the feed of the whole site, as ``.atom.xml`` and
        as ``.feed.json``."""
        newest = self._newest(self._library.corpus.briefings, _MOST)
        make = partial(self._everything, newest)
        return Job(name="data/everything.feed.json", make=make, given=" ".join(newest))

    def of_actor(self, slug: str) -> Iterator[Page]:
        """Yield the feed of an actor, beside its page."""
        actor = self._library.whole_actor(slug)
        yield from self._of_one(f"actors/{slug}", actor.name, actor.appearances)

    def of_topic(self, slug: str) -> Iterator[Page]:
        """Yield the feed of a topic, beside its page."""
        topic = self._library.whole_topic(slug)
        yield from self._of_one(f"topics/{slug}", topic.name, topic.appearances)

    def _everything(self, newest: Sequence[str]) -> Iterator[Page]:
        yield from self._feed("data/everything", "index.html", self._publication.name, newest)

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
