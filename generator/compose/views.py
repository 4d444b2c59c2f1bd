"""What templates see: flat, ready to print. A `Safe` is printed as it is, a `str` is escaped."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.escape import Safe
from generator.model import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A reference: its words, and its address where it has one. `title` says where it leads."""

    text: str
    href: Safe | None
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor in a list. ``kind`` is a class name (person, org, gpe, loc, norp), ``type`` the
    word for it; ``count`` is of mentions within a briefing, of articles elsewhere."""

    name: str
    href: Safe | None
    kind: str
    type: str
    role: str | None
    count: int
    refs: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRow:
    """A key phrase in a list; ``count`` is of places within a briefing, of articles elsewhere."""

    name: str
    href: Safe | None
    count: int
    refs: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceRow:
    """A verbatim sentence and where it stands; ``content`` has its marks."""

    content: Safe
    ref: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow:
    """A quotation; ``speaker`` is None where the text does not say; ``briefing`` is None on the
    briefing's own page."""

    text: str
    speaker: Link | None
    cue: str | None
    ref: Link | None
    briefing: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRow:
    """A date; ``value`` is ISO 8601 or None where the text does not settle it."""

    text: str
    value: str | None
    ref: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HedgeRow:
    """The source's own words of doubt, gathered by category: each place with its wording."""

    category: str
    places: tuple[tuple[str, Link | None], ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow:
    """A passage of the article's own text. ``kind`` is a ``BlockKind``; ``number`` counts
    paragraphs and is 0 for others; ``level`` is of the HTML heading."""

    anchor: str
    kind: str
    number: int
    level: int
    content: Safe


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """A briefing in a list. ``published`` and ``source`` may be unknown."""

    title: str
    href: Safe
    published: str | None
    source: str | None
    language: str
    bottom_line: tuple[SentenceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppearanceRow:
    """An article in a dossier, with the sentence of the first mention."""

    story: StoryRow
    sentence: SentenceRow | None
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedRow:
    """A related briefing and the reason: what both speak of."""

    story: StoryRow
    actors: tuple[ActorRow, ...]
    topics: tuple[TopicRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """Articles on one event, in a list. ``first`` and ``last`` are days, None where no article
    has a date; ``independent`` counts the sources that did not copy from one another."""

    title: str
    href: Safe
    first: str | None
    last: str | None
    count: int
    independent: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """A briefing's ways to others. ``copies`` print the same text, ``copy_of`` is what this one
    repeats; ``others`` are more articles on its ``event``, and ``more_others`` are not listed."""

    copy_of: StoryRow | None = None
    copies: tuple[StoryRow, ...] = ()
    event: EventRow | None = None
    others: tuple[StoryRow, ...] = ()
    more_others: int = 0
    related: tuple[RelatedRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingView:
    """``templates/briefing.md.j2``. ``language_tag`` is None for English; ``minor_actors`` are
    those after the most salient ones. Lists are cut where nobody would read on: ``more_actors``,
    ``more_quotes``, ``more_dates`` and ``HedgeRow.more`` say how many are marked in the text only.
    """

    title: str
    title_is_derived: bool
    published: str | None
    arrived: str | None
    source: str | None
    author: str | None
    url: Safe | None
    url_text: str | None
    language: str
    language_tag: Safe | None
    grade: str
    grade_words: str
    bottom_line: tuple[SentenceRow, ...]
    actors: tuple[ActorRow, ...]
    minor_actors: tuple[ActorRow, ...]
    phrases: tuple[TopicRow, ...]
    quotes: tuple[QuoteRow, ...]
    dates: tuple[DateRow, ...]
    hedges: tuple[HedgeRow, ...]
    outline: tuple[Link, ...]
    text: tuple[TextRow, ...]
    file: str
    sha256: str
    versions: Mapping[str, str]
    json: Safe
    ties: Ties
    more_actors: int = 0
    more_quotes: int = 0
    more_dates: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLink:
    """A page of a long list: how many entries it has, None where the list need not say."""

    title: str
    href: Safe
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much there is."""

    briefings: int
    actors: int
    topics: int
    quotes: int
    refusals: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """``templates/home.md.j2``. ``lead`` is None where there is no briefing."""

    lead: StoryRow | None
    stories: tuple[StoryRow, ...]
    actors: tuple[ActorRow, ...]
    topics: tuple[TopicRow, ...]
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A part of an index."""

    title: str
    anchor: Safe
    rows: tuple[StoryRow | ActorRow | TopicRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """``templates/briefings.md.j2``, ``actors.md.j2`` and ``topics.md.j2``: an index, or one of
    its pages, whose name is ``part`` and which has a ``newer`` or ``older`` page beside it where
    it is long; ``parts`` are the pages of a long index."""

    groups: tuple[Group, ...]
    count: int
    part: str | None = None
    parts: tuple[PartLink, ...] = ()
    newer: Safe | None = None
    older: Safe | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutView:
    """``templates/about.md.j2``."""

    counts: Counts
    refusals: tuple[Refusal, ...]
    versions: Mapping[str, str]
