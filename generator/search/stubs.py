"""A briefing as a page for Pagefind alone: its passages under their anchors, nothing else."""

import re

from generator.corpus_model import SearchEntry
from generator.escape import attribute

END = "qzbriefingqz"
"""What closes the last passage: a paragraph has to say something, and this is no word."""

_SHAPES = {"s": "h2", "p": "p", "t": "p"}


def stub(entry: SearchEntry, *, order: str) -> str:
    """Return the HTML that is indexed for `entry`; `order` sorts it in time.

    Headings weigh more than paragraphs. The title stands once, though the article may repeat it.
    """
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        _meta("meta", "published", entry.published),
        _meta("meta", "source", entry.source),
        _meta("sort", "order", order),
        f'<title>-</title></head><body><h1 id="title" data-pagefind-meta="title">'
        f"{attribute(entry.title)}</h1>",
    ]
    for anchor, text in entry.passages:
        if anchor[0] == "t" and text == entry.title:
            continue
        shape = _SHAPES.get(anchor[0], "p")
        parts.append(f'<{shape} id="{attribute(anchor)}">{attribute(text)}</{shape}>')
    parts.append(f'<p id="end">{END}</p></body></html>')
    return "\n".join(part for part in parts if part)


def _meta(kind: str, name: str, value: str | None) -> str:
    if not value:
        return ""
    return f'<meta data-pagefind-{kind}="{name}[content]" content="{attribute(value)}">'


def order(when: str, key: str) -> str:
    """Return what sorts a briefing among all others in time; equal dates by id."""
    dated = re.match(r"[0-9]{4}-[0-9]{2}", when)
    return f"{when if dated else ''}!{key}"  # the mark sorts before digits and dashes
