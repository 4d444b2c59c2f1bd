"""What is read and extracted: records that are frozen and flat, one type per phase.

``Source -> Article -> Briefing``, and from there by :mod:`generator.corpus_model`
``-> Sketch -> Corpus -> views (compose) -> Page``. A change here extracts every article again.

Offsets are 0-based character positions in ``Article.text``; ``end`` is exclusive, and
``text[start:end]`` is what a record says.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

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

    def to_json(self) -> bytes:
        """Return the briefing as compact JSON in UTF-8. No text of it has a lone surrogate: reading
        drops them, and corrections refuse them."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, data: bytes) -> "Briefing":
        """Rebuild a briefing from its JSON. Raises ValueError where it is not one."""
        try:
            return _reader().decode(data)
        except msgspec.DecodeError as error:
            raise ValueError(str(error)) from None


@cache
def _reader() -> msgspec.json.Decoder[Briefing]:
    return msgspec.json.Decoder(Briefing)
