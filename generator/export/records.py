"""What a feed says, whatever it is written in. All texts are clean, on one line."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A briefing in a feed.

    ``published`` is the article's date, ``updated`` when the briefing appeared, ``dated`` whether
    that is known; ``sentences`` are the article's key sentences, ``url`` its own address;
    ``grade`` is the Admiralty grade, None until an analyst has judged.
    """

    id: str
    path: str
    title: str
    sentences: tuple[str, ...]
    published: datetime | None
    updated: datetime
    dated: bool
    language: str | None
    source: str | None
    author: str | None
    url: str | None
    tags: tuple[str, ...]
    grade: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: ``path`` is its file without suffix, ``page`` the page that it follows. The
    latest entry is first."""

    path: str
    page: str
    title: str
    entries: tuple[Entry, ...]
