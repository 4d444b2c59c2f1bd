"""Feeds as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

What the format has no field for stands in each item's ``_briefings``. Where the site's address is
unknown, a feed does not name its own, and items lead from where the feed lies; as in
:mod:`generator.export.atom`, an item reads the same in all feeds.
"""

import json
from collections.abc import Iterable

from generator.export.publication import Publication, rfc3339
from generator.export.records import Entry, Feed

SUFFIX = ".feed.json"


def json_feed(feed: Feed, items: Iterable[str], publication: Publication) -> str:
    """Return `feed` as a document; `items` are its entries as :func:`json_item` wrote them."""
    head: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "authors": [{"name": publication.name}],
    }
    if publication.base_url:
        head["home_page_url"] = publication.base_url + feed.page
        head["feed_url"] = publication.base_url + feed.path + SUFFIX
    opened = json.dumps(head, ensure_ascii=False).removesuffix("}")
    return f'{opened}, "items": [\n' + ",\n".join(items) + "\n]}\n"


def json_item(entry: Entry, publication: Publication) -> str:
    """Return `entry` as an object."""
    item = {
        "id": entry.id,
        "url": publication.link(entry.path, start="feeds/one"),
        "external_url": entry.url,
        "title": entry.title,
        "content_text": "\n".join(entry.sentences) or entry.title,
        "date_published": rfc3339(entry.published) if entry.published else None,
        "date_modified": rfc3339(entry.updated) if entry.dated else None,
        "language": entry.language,
        "tags": entry.tags,
        "_briefings": {
            "source": entry.source,
            "author": entry.author,
            "grade": entry.grade,
        },
    }
    known = {key: value for key, value in item.items() if value is not None}
    return json.dumps(known, ensure_ascii=False)
