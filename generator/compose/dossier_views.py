"""What the templates of dossiers, topics, their network and the pack see; as :mod:`views`."""

from dataclasses import dataclass

from generator.compose.views import (
    ActorRow,
    AppearanceRow,
    Link,
    PartLink,
    QuoteRow,
    StoryRow,
    TopicRow,
)
from generator.escape import Safe


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """Articles by month: ``svg`` is None where there are fewer than two bars to compare.
    ``counts`` are its figures in words; ``dated`` and ``undated`` count articles."""

    svg: Safe | None
    counts: tuple[tuple[str, int], ...]
    dated: int
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where a page stands in a long list of articles. ``whole`` leads back to the list's own
    page (None there), ``parts`` are the older pages (on the list's own page only), ``first`` and
    ``last`` the dates this page covers."""

    whole: Safe | None
    newer: Safe | None
    older: Safe | None
    parts: tuple[PartLink, ...]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """``templates/actor.md.j2``. ``first`` and ``last`` are the earliest and latest dated story.

    A page shows a part of the articles with the quotations of this part; ``chart``, ``actors``,
    ``topics``, ``roles`` and dates are of all articles and stand on the newest page alone.
    ``more_quotes``, ``more_about``, ``more_roles`` and ``more_names`` are not listed."""

    name: str
    kind: str
    type: str
    count: int
    pager: Pager
    roles: tuple[tuple[str, int], ...]
    aliases: tuple[str, ...]
    first: StoryRow | None
    last: StoryRow | None
    chart: ChartRow | None
    appearances: tuple[AppearanceRow, ...]
    quotes: tuple[QuoteRow, ...]
    about: tuple[QuoteRow, ...]
    actors: tuple[ActorRow, ...]
    topics: tuple[TopicRow, ...]
    more_quotes: int = 0
    more_about: int = 0
    more_roles: int = 0
    more_names: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """``templates/topic.md.j2``: as :class:`ActorView`. ``forms`` are other wordings, ``quotes``
    the quotations that contain one of them."""

    name: str
    count: int
    pager: Pager
    forms: tuple[str, ...]
    first: StoryRow | None
    last: StoryRow | None
    chart: ChartRow | None
    appearances: tuple[AppearanceRow, ...]
    quotes: tuple[QuoteRow, ...]
    actors: tuple[ActorRow, ...]
    topics: tuple[TopicRow, ...]
    more_quotes: int = 0
    more_names: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TieRow:
    """Two actors and the articles that name both in one paragraph: ``count``, the latest of
    which are ``stories``."""

    one: ActorRow
    other: ActorRow
    count: int
    stories: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRow:
    """A type of actor: its class name and the word for it."""

    kind: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkView:
    """``templates/network.md.j2``. ``svg`` is None where no two actors share a paragraph;
    ``actors`` of ``all_actors`` are drawn; ``kinds`` are the types that it shows."""

    svg: Safe | None
    actors: int
    all_actors: int
    kinds: tuple[KindRow, ...]
    ties: tuple[TieRow, ...]
