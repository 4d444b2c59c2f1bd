"""What the search knows of each briefing: its passages and what it can be filtered by."""

import re
from collections.abc import Iterable, Mapping

from generator.compose.desk import day, shown_title
from generator.corpus_model import SearchEntry
from generator.escape import clean
from generator.library import Library
from generator.passages import Passages

UNDATED = "undated"
UNNAMED = "not named"
_PLACES = ("GPE", "LOC")
# A filter by what stands at the end of an article's list finds articles that are about other
# things; and the browser reads all values of a shard at once.
_MOST_ACTORS = 16
_MOST_PLACES = 8
_MOST_TOPICS = 8


class SearchEntries:
    """The search entries of a corpus, made one at a time: ten thousand need not fit in memory.

    ``when`` maps each ``Briefing.id`` to its date (ISO 8601, "" where unknown).
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self.when: Mapping[str, str] = {
            each.id: each.published or "" for each in library.corpus.briefings
        }

    def entry(self, key: str) -> SearchEntry:
        """Return the entry of the briefing with the id `key`."""
        briefing = self._library.briefing(key)
        text = briefing.text
        title = shown_title(briefing)
        passages = (
            (each.anchor, clean(text[each.block.start : each.block.end]))
            for each in Passages(briefing).all
        )
        return SearchEntry(
            page=self.page(key),
            title=title,
            published=day(briefing.published),
            source=briefing.source,
            passages=tuple((anchor, words) for anchor, words in passages if words),
        )

    def page(self, key: str) -> str:
        """Return the published path of the briefing's page."""
        return f"briefings/{self._library.address(key)}.html"

    def facets(self, key: str) -> dict[str, tuple[str, ...]]:
        """Return what the briefing can be filtered by, most important first: under ``actor``,
        ``place``, ``topic``, ``month``, ``source`` and ``language``."""
        briefing = self._library.sketch(key)
        month = re.match(r"[0-9]{4}-[0-9]{2}", briefing.published or "")
        named = [
            (each.type in _PLACES, self._library.label(actor))
            for each in briefing.actors
            if (actor := self._library.actor_of(briefing.id, each.name, each.type))
        ]
        topics = [
            topic.name
            for each in briefing.keyphrases
            if (topic := self._library.topic_of(briefing.id, each.text))
        ]
        return {
            "actor": _distinct((name for place, name in named if not place), _MOST_ACTORS),
            "place": _distinct((name for place, name in named if place), _MOST_PLACES),
            "topic": _distinct(topics, _MOST_TOPICS),
            "month": (month[0] if month else UNDATED,),
            "source": (clean(briefing.source or "") or UNNAMED,),
            "language": (clean(briefing.language),),
        }


def _distinct(names: Iterable[str], most: int) -> tuple[str, ...]:
    shown = dict.fromkeys(clean(name) for name in names)
    return tuple(name for name in shown if name)[:most]
