"""The data that the stages hand each other: frozen, flat, one type per phase.

``Source -> Article -> Briefing -> Corpus -> views (compose) -> Page``

Offsets are 0-based character positions in ``Article.text``; ``end`` is exclusive, and
``text[start:end]`` is what a record says.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, NamedTuple

ActorType = Literal["PERSON", "ORG", "GPE", "LOC", "NORP"]
BlockKind = Literal["title", "dateline", "byline", "heading", "paragraph"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A seed as it lies on the disk: read once, never modified.

    ``path`` is relative to the seeds folder with forward slashes; ``sha256`` is of ``data``;
    ``sidecar`` is the content of ``NAME.yml`` beside it; ``arrived`` is an ISO date from git.
    """

    path: str
    data: bytes
    sha256: str
    sidecar: bytes | None = None
    arrived: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A seed that was not published, and why (all three texts are one line each)."""

    path: str
    cause: str
    remedy: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph-like stretch of ``Article.text``; ``line`` is its 0-based line in the decoded
    file (-1 where the format has no lines). ``level`` is 1-6 for headings known from markup."""

    start: int
    end: int
    line: int
    kind: BlockKind = "paragraph"
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known about an article besides its text; every field may be unknown.

    ``published`` is an ISO 8601 date or date-time; ``source`` is the outlet; ``language`` is an
    ISO 639-1 code; ``reliability`` A-F and ``credibility`` 1-6 are Admiralty (NATO STANAG 2511)
    grades, F6 until an analyst judges.
    """

    title: str | None = None
    published: str | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    reliability: str = "F"
    credibility: str = "6"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A seed that has been read: clean text, its blocks in order, and its metadata.

    ``id`` is stable for a seed's path (and its line in a ``.jsonl``), whatever its content.
    """

    id: str
    file: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    arrived: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A place in ``Article.text``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name as it stands in the text, without article, title or possessive."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A section heading; ``line`` is the 0-based line of the decoded file."""

    text: str
    start: int
    end: int
    line: int
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyphrase:
    """A noun phrase that says what the article is about; rank 0 and the highest score are best."""

    text: str
    rank: int
    score: float
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who or what acts, within one article: all mentions of one person, body, state or place.

    ``salience`` is between 0 and 1; ``role`` is verbatim from the text. ``canonical`` is the usual
    full name of a state, place or well-known body ("United Kingdom" of "UK"), None if unknown.
    """

    name: str
    type: ActorType
    role: str | None
    aliases: tuple[str, ...]
    salience: float
    mentions: tuple[Mention, ...]
    canonical: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A direct quotation without its marks. ``speaker`` is the fullest name in the article,
    ``speaker_actor`` the ``Actor.name`` it belongs to; both None where the text does not say."""

    text: str
    start: int
    end: int
    speaker: str | None
    speaker_actor: str | None
    cue: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySentence:
    """A verbatim sentence that carries the bottom line."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A point or period in time; ``value`` is ISO 8601 as far as the text and the publication
    date settle it (``2024-08-06``, ``2024-W33``, ``2022-02``, ``a/b`` intervals), else None."""

    text: str
    start: int
    end: int
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """A phrase by which the source estimates, reports at second hand or doubts."""

    text: str
    start: int
    end: int
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """All that is known of one article: the contract of ``briefings extract``."""

    id: str
    source: str | None
    title: str
    title_is_derived: bool
    published: str | None
    language: str
    text: str
    headings: tuple[Heading, ...]
    keyphrases: tuple[Keyphrase, ...]
    actors: tuple[Actor, ...]
    quotes: tuple[Quote, ...]
    key_sentences: tuple[KeySentence, ...]
    dates: tuple[Date, ...]
    hedges: tuple[Hedge, ...]
    blocks: tuple[Block, ...]
    file: str
    sha256: str
    author: str | None = None
    url: str | None = None
    reliability: str = "F"
    credibility: str = "6"
    arrived: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the briefing as plain lists and dictionaries, ready for ``json.dumps``."""
        return asdict(self)

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> "Briefing":
        """Rebuild a briefing from :meth:`to_dict`'s result (or its JSON).

        Raises KeyError or TypeError where the row is not one.
        """
        records: dict[str, type] = {
            "headings": Heading,
            "quotes": Quote,
            "key_sentences": KeySentence,
            "dates": Date,
            "hedges": Hedge,
            "blocks": Block,
        }
        values = dict(row)
        for name, record in records.items():
            values[name] = tuple(record(**item) for item in values[name])
        values["keyphrases"] = tuple(
            Keyphrase(**item | {"mentions": tuple(Span(**span) for span in item["mentions"])})
            for item in values["keyphrases"]
        )
        values["actors"] = tuple(
            Actor(
                **item
                | {
                    "aliases": tuple(item["aliases"]),
                    "mentions": tuple(Mention(**mention) for mention in item["mentions"]),
                }
            )
            for item in values["actors"]
        )
        return cls(**values)


class SketchedActor(NamedTuple):
    """An :class:`Actor` without its places; ``mentioned`` is the number of its mentions,
    ``paragraphs`` are the offsets where the running paragraphs start that name it.

    A tuple, unlike other records: a corpus holds hundreds of thousands.
    """

    name: str
    type: ActorType
    role: str | None
    aliases: tuple[str, ...]
    salience: float
    canonical: str | None
    mentioned: int
    paragraphs: tuple[int, ...] = ()


class SketchedDate(NamedTuple):
    """A :class:`Date` in a running paragraph, with the offsets of the sentence around it."""

    value: str | None
    start: int
    low: int
    high: int


class SketchedPhrase(NamedTuple):
    """A :class:`Keyphrase` without its places; ``mentioned`` is the number of its mentions."""

    text: str
    rank: int
    mentioned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
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


class Appearance(NamedTuple):
    """An actor as one article has it; ``briefing`` is a ``Briefing.id``."""

    briefing: str
    actor: SketchedActor


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusActor:
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


class TopicAppearance(NamedTuple):
    """A key phrase as one article has it; ``briefing`` is a ``Briefing.id``."""

    briefing: str
    keyphrase: SketchedPhrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
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
    """

    name: str
    make: Callable[[], "Iterable[View | Page]"]
    given: str = ""
    near: str = ""


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
    an anchor on that page and its text; ``facets`` gives the values to filter by, most important
    first, under ``actor``, ``place``, ``topic``, ``month``, ``source`` and ``language``."""

    page: str
    title: str
    published: str | None
    source: str | None
    passages: tuple[tuple[str, str], ...]
    facets: Mapping[str, tuple[str, ...]]
