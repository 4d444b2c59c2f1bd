"""What the templates of stories and of the timeline see (as in views.py)."""

from dataclasses import dataclass

from generator.compose.views import (
    ActorRow,
    EventRow,
    PartLink,
    QuoteRow,
    SentenceRow,
    StoryRow,
    TopicRow,
)
from generator.escape import Safe


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """An article in its story, and what it is the first to name or quote; ``quotes`` counts."""

    story: StoryRow
    copies: tuple[StoryRow, ...]
    actors: tuple[ActorRow, ...]
    topics: tuple[TopicRow, ...]
    quotes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """``templates/story.md.j2``. ``steps`` are in the order of publication, and ``more`` articles
    are not listed; counts of actors and topics are of the story's articles."""

    event: EventRow
    steps: tuple[StepRow, ...]
    more: int
    actors: tuple[ActorRow, ...]
    topics: tuple[TopicRow, ...]
    quotes: tuple[QuoteRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesView:
    """``templates/stories.md.j2``: the index, with the latest stories and a page a month
    (``parts``), or a page of one month, where ``month`` is its name, with its neighbours."""

    month: str | None
    events: tuple[EventRow, ...]
    parts: tuple[PartLink, ...]
    count: int
    newer: Safe | None = None
    older: Safe | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentRow:
    """What an article says of a date: the sentence with the date marked, and the article."""

    sentence: SentenceRow
    story: StoryRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The sentences about one date; ``value`` is ISO 8601, None for the undated."""

    value: str | None
    rows: tuple[MomentRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """``templates/timeline.md.j2``: the index, where ``title`` is None and ``years`` leads to
    all pages, or the page of a year or month; where that is long, it has ``parts``, each a page
    with its neighbours ``newer`` and ``older``."""

    title: str | None
    years: tuple[tuple[str, tuple[PartLink, ...]], ...]
    days: tuple[Day, ...]
    parts: tuple[PartLink, ...]
    count: int
    newer: Safe | None = None
    older: Safe | None = None
