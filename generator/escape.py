"""The one gate: text from outside reaches Markdown, HTML and scripts through here, and inert.

Four sinks, four functions: :func:`markdown` for running text of a Markdown page,
:func:`html_text` for that of an HTML document,
:func:`attribute` for attributes and raw HTML, :func:`script_json` for data inside a script
element. All first pass :func:`clean`. What they return is :class:`Safe`, which no sink escapes
again; nothing else may make a `Safe` out of text that a person outside the project wrote.
"""

import html
import json
import re
import string
import unicodedata
from typing import Any
from urllib.parse import urlsplit


class Safe(str):
    """Text that is Markdown or HTML already and must not be escaped (again)."""

    __slots__ = ()

    def __html__(self) -> str:
        """Say so in the protocol that template engines know."""
        return str(self)


_WHITE = re.compile(r"\s+")
# Controls, lone surrogates, noncharacters, bidirectional controls, invisible fillers and tags: they
# can hide, reorder or break a page and carry no word. Joiners (200C, 200D) stay: scripts need them.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060\u2066-\u2069\ufeff\U000e0000-\U000e007f"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
    )
    + "]"
)
_MARKDOWN = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}
    | {char: f"\\{char}" for char in "\\`*_[]{}#"}
)
# With these at its start a block or a table cell would become a list, a definition, a rule, ...
_STARTS = re.compile(r"([-+:!?~=])|(\d+)([.)])")
_ATTRIBUTE = str.maketrans({char: f"&#{ord(char)};" for char in string.punctuation})
_SCRIPT = str.maketrans(
    {
        char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"
    }  # in JSON these stand in strings only
)


def clean(text: str) -> str:
    """Return `text` on one line, its ends stripped, without what hides or reorders text."""
    return _flat(text).strip(" ")


def markdown(text: str) -> Safe:
    """Return `text` as Markdown that shows exactly :func:`clean` of it, wherever a line starts.

    The rule was proven for the extensions that ``mkdocs.yml`` enables, no others: see
    ``tests/test_escape.py``, which locks both. Right-to-left text comes isolated in ``<bdi>``,
    so that it cannot reorder its neighbours. A straight quotation mark is escaped too: a template
    that forgets the ``attr`` filter shows backslashes, but nothing can leave its attribute.
    """
    text = clean(text)
    escaped = _protect_start(text.translate(_MARKDOWN)).replace('"', "&quot;")
    return Safe(f"<bdi>{escaped}</bdi>" if is_right_to_left(text) else escaped)


def inline(text: str, *, starts: bool = False) -> Safe:
    """Return a stretch of a line as Markdown; blanks at its ends stay.

    `starts` says that the stretch is the line's first.
    """
    flat = _flat(text)
    return Safe(
        _protect_start(flat.lstrip(" ").translate(_MARKDOWN))
        if starts
        else flat.translate(_MARKDOWN)
    )


def attribute(text: str) -> Safe:
    """Return `text` for a double-quoted attribute or between the tags of raw HTML."""
    return Safe(clean(text).translate(_ATTRIBUTE))


def html_text(text: str) -> Safe:
    """Return `text` for between the tags of an HTML document; right-to-left text isolated."""
    escaped = html.escape(clean(text))
    return Safe(f"<bdi>{escaped}</bdi>" if is_right_to_left(text) else escaped)


def script_json(value: Any) -> Safe:
    """Return `value` as JSON that may stand inside a script element."""
    return Safe(json.dumps(value, ensure_ascii=False).translate(_SCRIPT))


def web_address(url: str | None) -> Safe | None:
    """Return `url` for an ``href``, or None where it is no plain http(s) address."""
    if not url or clean(url) != url or re.search(r"[\s\\]", url):
        return None
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname)
    except ValueError:
        return None
    return attribute(url) if parts.scheme in ("http", "https") and named else None


def is_right_to_left(text: str) -> bool:
    """Say whether `text` has a letter that is written from right to left."""
    return not text.isascii() and any(
        unicodedata.bidirectional(char) in ("R", "AL") for char in text
    )


def _flat(text: str) -> str:
    # Most text: `isprintable` knows no white space but the blank, no control, no invisible sign.
    if text.isprintable() and "  " not in text:
        return text
    return _WHITE.sub(" ", _DROPPED.sub("", text))


def _protect_start(text: str) -> str:
    match = _STARTS.match(text)
    if not match:
        return text
    sign = match[1] or match[3]
    return f"{match[2] or ''}&#{ord(sign)};{text[match.end() :]}"
