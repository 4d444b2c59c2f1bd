"""What is known of all articles together, and what a build makes of it.

Apart from :mod:`generator.model`, so that a change here extracts no article again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct

from generator.model import ActorType, Refusal


class SketchedActor(Struct, frozen=True, array_like=True, gc=False):
    """An :class:`Actor` without its places; ``mentioned`` is the number of its mentions,
    ``paragraphs`` are the offsets where the running paragraphs start that name it.

    A ``Struct``, unlike records of which there are few: a corpus holds hundreds of thousands.
    """

    name: str
    type: ActorType
    role: str | None
    aliases: tuple[str, ...]
    salience: float
    canonical: str | None
    mentioned: int
    paragraphs: tuple[int, ...] = ()


class SketchedDate(Struct, frozen=True, array_like=True, gc=False):
    """A :class:`Date` in a running paragraph, with the offsets of the sentence around it."""

    value: str | None
    start: int
    low: int
    high: int


class SketchedPhrase(Struct, frozen=True, array_like=True, gc=False):
    """A :class:`Keyphrase` without its places; ``mentioned`` is the number of its mentions."""

    text: str
    rank: int
    mentioned: int


class Sketch(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What the corpus needs to know of a briefing, a tenth of its size: ten thousand fit in memory.

    ``key`` is a hash of all that the briefing says and of when it arrived: equal keys, equal
    briefings. ``quotes`` and ``paragraphs`` are numbers of such. ``opening`` has the first words in
    lower case, ``signature`` is the MinHash of the text's ``shingles`` (a number of them; both are
    made in ``corpus.sketches``).
    """

    id: str
    key: str
    file: str
    sha256: str
    title: str
    title_is_derived: bool
    published: str | None
    arrived: str | None
    source: str | None
    url: str | None
    language: str
    actors: tuple[SketchedActor, ...]
    keyphrases: tuple[SketchedPhrase, ...]
    dates: tuple[SketchedDate, ...]
    quotes: int
    paragraphs: int
    opening: tuple[str, ...]
    shingles: int
    signature: bytes


class Appearance(Struct, frozen=True, gc=False):
    """An actor as one article has it; ``briefing`` is a ``Briefing.id``."""

    briefing: str
    actor: SketchedActor


class CorpusActor(Struct, frozen=True, kw_only=True, gc=False):
    """One actor across all articles. ``slug`` is its address; ``roles`` are verbatim, each with
    the number of articles that have it, commonest first; appearances are latest first.

    ``copied`` are its appearances in copies (``Corpus.copies``), which no figure counts."""

    slug: str
    name: str
    type: ActorType
    roles: tuple[tuple[str, int], ...]
    aliases: tuple[str, ...]
    appearances: tuple[Appearance, ...]
    copied: tuple[Appearance, ...] = ()


class TopicAppearance(Struct, frozen=True, gc=False):
    """A key phrase as one article has it; ``briefing`` is a ``Briefing.id``."""

    briefing: str
    keyphrase: SketchedPhrase


class Topic(Struct, frozen=True, kw_only=True, gc=False):
    """A key phrase across all articles; ``forms`` are its wordings, commonest first; ``copied``
    are its appearances in copies, which no figure counts."""

    slug: str
    name: str
    forms: tuple[str, ...]
    appearances: tuple[TopicAppearance, ...]
    copied: tuple[TopicAppearance, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles on one event. ``slug`` is its address, that of the article it began with
    (``first``), so that later ones do not change it; ``briefings`` are the ids of two or more, in
    the order of publication.

    ``sources`` are the outlets that are named, copies' included; ``independent`` counts the
    sources that do not share their text with an earlier one (those without a name are one).
    """

    slug: str
    first: str
    briefings: tuple[str, ...]
    sources: tuple[str, ...]
    independent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another article with much in common; ``actors`` and ``topics`` are slugs of what they share,
    rarest first. ``briefing`` is its ``Briefing.id``."""

    briefing: str
    actors: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All articles together: briefings latest first, actors and topics most prominent first.

    ``addresses`` gives each ``Briefing.id`` the name of its page, without folder and suffix.
    ``copies`` repeat an article and are in no list and no figure, but have their page;
    ``copy_of`` maps the id of each to that of the article in ``briefings``. ``related`` is by id.
    ``dossiers`` and ``topic_pages`` are the slugs of those that matter enough to have a page:
    that stand in two articles, or among the first ``main_actors`` or ``main_topics`` of one.
    ``who`` is the slug of each actor of an article or copy, by the article's id, name and type.
    """

    briefings: tuple[Sketch, ...]
    addresses: Mapping[str, str]
    actors: tuple[CorpusActor, ...]
    topics: tuple[Topic, ...]
    refusals: tuple[Refusal, ...] = ()
    copies: tuple[Sketch, ...] = ()
    copy_of: Mapping[str, str] = field(default_factory=dict)
    stories: tuple[Story, ...] = ()
    related: Mapping[str, tuple[Related, ...]] = field(default_factory=dict)
    dossiers: frozenset[str] = frozenset()
    topic_pages: frozenset[str] = frozenset()
    main_actors: int = 10
    main_topics: int = 10
    who: Mapping[tuple[str, str, ActorType], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a template is given: ``data`` is its ``page``, ``front`` its front matter (plain text,
    escaped when it is written)."""

    path: str
    template: str
    front: Mapping[str, Any]
    data: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A file of the site's source: ``path`` is relative to the docs folder, forward slashes; text
    is written as UTF-8."""

    path: str
    content: str | bytes

    def data(self) -> bytes:
        """Return the bytes of the file."""
        if isinstance(self.content, bytes):
            return self.content
        return self.content.encode("utf-8", "replace")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something to be made of the corpus: ``make`` gives the views of pages, or files themselves.

    ``name`` is its own for good. What it makes depends on ``given`` and on what it reads of the
    library (generator/library.py) while it is made, and on nothing else. ``near`` is the id of the
    latest briefing that it reads, if it reads some: jobs near each other are best done together.
    ``settle`` finds out, cheaply, the values that ``make`` settles (``Library.settled``).
    """

    name: str
    make: Callable[[], "Iterable[View | Page]"]
    given: str = ""
    near: str = ""
    settle: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Briefings of neighbouring times; no two parts overlap. ``keys`` are ids, latest first;
    ``first`` and ``last`` are the dates of the oldest and the latest, "" for the undated."""

    first: str
    last: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """A briefing as the search knows it. ``page`` is the published path; ``passages`` are pairs of
    an anchor on that page and its text."""

    page: str
    title: str
    published: str | None
    source: str | None
    passages: tuple[tuple[str, str], ...]
