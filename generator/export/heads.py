"""What the head of a page says for programs: its feeds, and what it is in JSON-LD."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.export.feeds import followed
from generator.export.json_ld import json_ld
from generator.export.publication import Publication, briefing_path
from generator.model import Corpus, View


def described(
    views: Iterable[View], corpus: Corpus, publication: Publication, *, least: int = 1
) -> Iterator[View]:
    """Yield `views` with more in their front matter.

    A briefing's has its JSON-LD as ``json_ld``. That of an actor or a topic with a feed (in
    `least` articles) has the feed's path without suffix as ``feed``.
    """
    briefings = {
        f"briefings/{corpus.addresses[each.id]}.md": each
        for each in (*corpus.briefings, *corpus.copies)
    }
    feeds = {f"{path}.md": path for path, _, _ in followed(corpus, None, least)}
    for view in views:
        if briefing := briefings.get(view.path):
            path = briefing_path(corpus.addresses[briefing.id])
            more = {"json_ld": json_ld(briefing, path, publication)}
            yield replace(view, front={**view.front, **more})
        elif view.path in feeds:
            yield replace(view, front={**view.front, "feed": feeds[view.path]})
        else:
            yield view
