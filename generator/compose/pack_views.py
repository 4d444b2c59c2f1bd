"""What the template of the pack sees: plain text, escaped as HTML when it is written."""

from dataclasses import dataclass

from generator.escape import Safe


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What was asked for: an actor, a key phrase or a story."""

    type: str
    name: str
    roles: tuple[str, ...]
    aliases: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackLine:
    """A sentence of an article, and the passage where it stands (``¶3``)."""

    text: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackQuote:
    """A quotation; ``number`` is of the briefing that it is from, ``speaker`` None where the
    text does not say."""

    text: str
    speaker: str | None
    cue: str | None
    ref: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackBriefing:
    """A briefing of the pack; ``copies`` are the outlets that print the same text."""

    number: int
    title: str
    title_is_derived: bool
    published: str | None
    source: str | None
    author: str | None
    url: Safe | None
    url_text: str | None
    grade: str
    grade_words: str
    bottom_line: tuple[PackLine, ...]
    actors: tuple[str, ...]
    quotes: tuple[PackQuote, ...]
    more_quotes: int
    copies: tuple[str, ...]
    file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackView:
    """``templates/pack.html.j2``. ``undated`` articles were left out because `since` asks for a
    date; ``said`` is what the actors asked for say; ``sources`` count articles."""

    title: str
    site_name: str
    subjects: tuple[Subject, ...]
    since: str | None
    undated: int
    first: str | None
    last: str | None
    sources: tuple[tuple[str, int], ...]
    said: tuple[PackQuote, ...]
    more_said: int
    briefings: tuple[PackBriefing, ...]
