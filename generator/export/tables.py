"""The corpus as tables: one definition for the CSV files, the database and the page about them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Literal

from generator.model import ActorType, Briefing, Corpus, CorpusActor

Value = str | int | float | None
Rows = Iterator[tuple[Value, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: ``type`` is SQLite's, ``of`` is the table whose first column it names."""

    name: str
    meaning: str
    type: Literal["TEXT", "INTEGER", "REAL"] = "TEXT"
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table. ``csv`` is its file's name without suffix, empty where it stands in the database
    alone; ``key`` is how many of the first columns identify a row, 0 where all of a row does not.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: Callable[["Lookup"], Rows]
    key: int = 0
    csv: str = ""


class Lookup:
    """The corpus, and who is who in it. `pages` are the paths of the site's Markdown files;
    ``copies`` are those of each article, by id."""

    def __init__(self, corpus: Corpus, pages: Set[str]) -> None:
        self.corpus = corpus
        self.briefings: Mapping[str, Briefing] = {each.id: each for each in corpus.briefings}
        self.pages = pages
        self.copies: defaultdict[str, list[Briefing]] = defaultdict(list)
        for copy in corpus.copies:
            self.copies[corpus.copy_of[copy.id]].append(copy)
        self._actors = {
            (seen.briefing, seen.actor.name, seen.actor.type): actor
            for actor in corpus.actors
            for seen in actor.appearances
        }
        self._named = {(key[0], key[1]): actor for key, actor in self._actors.items()}

    def actor(self, briefing: str, name: str, kind: ActorType) -> CorpusActor | None:
        """Return who an article's actor is in the corpus."""
        return self._actors.get((briefing, name, kind))

    def speaker(self, briefing: str, name: str | None) -> CorpusActor | None:
        """Return who said something in an article, by ``Quote.speaker_actor``."""
        return self._named.get((briefing, name or ""))

    def page(self, path: str) -> str | None:
        """Return the published page of a Markdown file, None where the site has none."""
        return path.removesuffix(".md") + ".html" if path in self.pages else None

    def has_page(self, actor: CorpusActor) -> bool:
        """Say whether `actor` matters enough to have a page."""
        return f"actors/{actor.slug}.md" in self.pages


class Paragraphs:
    """The numbers of an article's paragraphs, as the anchors on its page have them (``#p7``)."""

    def __init__(self, briefing: Briefing) -> None:
        blocks = sorted(briefing.blocks, key=lambda each: each.start)
        self._blocks = [block for block in blocks if block.kind == "paragraph"]
        self._starts = [block.start for block in self._blocks]

    def at(self, offset: int) -> int | None:
        """Return the number of the paragraph around `offset`, None outside of any."""
        index = bisect_right(self._starts, offset) - 1
        return index + 1 if index >= 0 and offset < self._blocks[index].end else None


def day(text: str | None) -> str | None:
    """Return the date of an ISO date or date-time, for columns that are sorted and compared."""
    return text[:10] if text else None
