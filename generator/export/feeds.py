"""Feeds: what is new, on the whole site and for each actor and topic that has a page.

:mod:`generator.export.atom` and :mod:`generator.export.json_feed` write them down.
"""

from collections.abc import Iterable, Iterator, Set

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
from generator.model import Briefing, Corpus, Page

_MOST = 50
_MOST_OF_ONE = 20
_MOST_TAGS = 8


def feed_files(
    corpus: Corpus, publication: Publication, pages: Set[str], *, least: int = 1
) -> Iterator[Page]:
    """Yield ``data/everything``, and a feed beside each of `pages` (paths of Markdown files) that
    is of an actor or a topic in `least` articles: each as ``.atom.xml`` and as ``.feed.json``."""
    entries = {each.id: _entry(corpus, each, publication) for each in corpus.briefings}
    atoms = {each: atom_format.atom_entry(entry, publication) for each, entry in entries.items()}
    items = {each: json_format.json_item(entry, publication) for each, entry in entries.items()}

    def feed(path: str, page: str, title: str, seen: Iterable[str], most: int) -> Iterator[Page]:
        # Among equals in the order of the corpus.
        newest = sorted(dict.fromkeys(seen), key=lambda each: entries[each].updated, reverse=True)
        chosen = newest[:most]
        made = Feed(path=path, page=page, title=title, entries=tuple(entries[e] for e in chosen))
        text = atom_format.atom(made, (atoms[each] for each in chosen), publication)
        yield Page(path=path + atom_format.SUFFIX, content=text)
        text = json_format.json_feed(made, (items[each] for each in chosen), publication)
        yield Page(path=path + json_format.SUFFIX, content=text)

    yield from feed("data/everything", "index.html", publication.name, entries, _MOST)
    for path, name, seen in followed(corpus, pages, least):
        title = f"{clean(name)} – {publication.name}"
        yield from feed(path, f"{path}.html", title, seen, _MOST_OF_ONE)


def followed(
    corpus: Corpus, pages: Set[str] | None, least: int
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield path, name and articles of each actor and topic that has a feed of its own where it
    has a page; `pages` is None where that is not known yet."""
    for folder, things in (("actors", corpus.actors), ("topics", corpus.topics)):
        for thing in things:
            path = f"{folder}/{thing.slug}"
            seen = tuple(dict.fromkeys(each.briefing for each in thing.appearances))
            if len(seen) >= least and (pages is None or f"{path}.md" in pages):
                yield path, thing.name, seen


def _entry(corpus: Corpus, briefing: Briefing, publication: Publication) -> Entry:
    path = briefing_path(corpus.addresses[briefing.id])
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
