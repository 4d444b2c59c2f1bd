"""Where a site is published: what gives its records their addresses, identifiers and instants.

Nothing here knows the time of day: the same articles give the same files in every build.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from urllib.parse import quote, urlsplit, urlunsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from generator.corpus_model import Sketch
from generator.escape import web_address
from generator.model import Briefing

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands where a format demands an instant and nothing is known; the data page says so."""

# Of this program, for sites that do not say where they are published.
_NAMESPACE = uuid5(NAMESPACE_URL, "urn:briefings:site")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The site's `name` and, where it is known, the absolute `base_url` of its home page, which
    ends in a slash."""

    name: str = "Briefings"
    base_url: str | None = None

    def identifier(self, kind: str, key: str) -> UUID:
        """Return the UUID (version 5, RFC 9562) of a thing of this site.

        The same in every build, and another on every site whose address is known.
        """
        space = uuid5(NAMESPACE_URL, self.base_url) if self.base_url else _NAMESPACE
        return uuid5(space, f"{kind}:{key}".encode("utf-8", "replace").decode("utf-8"))

    def link(self, path: str, *, start: str) -> str:
        """Return the address of the site's file `path` for a reader of the file `start`: absolute
        where the site's own is known, else relative to `start`."""
        if self.base_url:
            return self.base_url + path
        return "../" * start.count("/") + path


def briefing_path(address: str) -> str:
    """Return where the page of a briefing is published."""
    return f"briefings/{address}.html"


def instant(text: str | None) -> datetime | None:
    """Return an ISO 8601 date or date-time as an instant, None where `text` is neither.

    A date means its first moment, and a time without a zone is taken for UTC: no reader of a file
    could know better.
    """
    if not text or not re.match(r"\d{4}-\d\d-\d\d", text):
        return None
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), time(), UTC)
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def appeared(briefing: Briefing | Sketch) -> datetime:
    """Return when a reader of the site could first see `briefing`: the day it arrived, else the
    article's date, else :data:`UNDATED`."""
    return instant(briefing.arrived) or instant(briefing.published) or UNDATED


def rfc3339(moment: datetime, *, milliseconds: bool = False) -> str:
    """Write an instant as RFC 3339 has it, in UTC; what is finer is left out."""
    return moment.isoformat(timespec="milliseconds" if milliseconds else "seconds").replace(
        "+00:00", "Z"
    )


def language_tag(language: str) -> str | None:
    """Return `language` where it may be a tag (BCP 47), else None."""
    return language if re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", language) else None


def web_link(url: str | None) -> str | None:
    """Return an http(s) address with everything percent-encoded that RFC 3986 does not allow, or
    None where `url` is no such address."""
    if not url or web_address(url) is None:
        return None
    parts = urlsplit(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", url))
    return urlunsplit(
        (
            parts.scheme,
            quote(parts.netloc, safe="%!$&'()*+,;=:@[]"),
            quote(parts.path, safe="%/!$&'()*+,;=:@"),
            quote(parts.query, safe="%/?!$&'()*+,;=:@"),
            quote(parts.fragment, safe="%/?!$&'()*+,;=:@"),
        )
    )
