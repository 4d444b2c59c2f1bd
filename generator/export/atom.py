"""Feeds as Atom 1.0 (RFC 4287).

Where the site's address is unknown, links are relative to the feed's own (section 2 allows that for
everything but identifiers, which are URNs throughout). Feeds lie one folder below the home page, so
an entry reads the same in all of them and is written once.
"""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from generator.export.publication import UNDATED, Publication, rfc3339
from generator.export.records import Entry, Feed

SUFFIX = ".atom.xml"


def atom(feed: Feed, entries: Iterable[str], publication: Publication) -> str:
    """Return `feed` as a document; `entries` are its entries as :func:`atom_entry` wrote them."""
    path = feed.path + SUFFIX
    newest = feed.entries[0].updated if feed.entries else UNDATED
    head = (
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        _element("id", publication.identifier("feed", feed.path).urn),
        _element("title", feed.title),
        _element("updated", rfc3339(newest)),
        _link("self", publication.link(path, start=path), "application/atom+xml"),
        _link("alternate", publication.link(feed.page, start=path), "text/html"),
        f"<author>{_element('name', publication.name)}</author>",
        _element("generator", "Briefings"),
    )
    return "\n".join((*head, *entries, "</feed>", ""))


def atom_entry(entry: Entry, publication: Publication) -> str:
    """Return `entry` as an element."""
    return "\n".join(("<entry>", *_parts(entry, publication), "</entry>"))


def _parts(entry: Entry, publication: Publication) -> Iterator[str]:
    yield _element("id", entry.id)
    yield _element("title", entry.title)
    yield _element("updated", rfc3339(entry.updated))
    if entry.published:
        yield _element("published", rfc3339(entry.published))
    yield _link("alternate", publication.link(entry.path, start="feeds/one"), "text/html")
    if entry.url:
        yield _link("via", entry.url)
    if entry.sentences:
        yield _element("summary", "\n".join(entry.sentences))
    for tag in entry.tags:
        yield f"<category term={quoteattr(tag)}/>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _link(rel: str, href: str, kind: str | None = None) -> str:
    of_kind = f' type="{kind}"' if kind else ""
    return f'<link rel="{rel}" href={quoteattr(href)}{of_kind}/>'
