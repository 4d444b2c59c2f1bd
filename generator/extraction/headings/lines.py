"""What each block of a plain text is taken for before its lines are judged as headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Literal

from generator.extraction.headings.furniture import (
    gives_the_floor,
    introduces_contact,
    introduces_links,
    is_caption,
    is_credit,
    is_item,
    is_label,
    leads_in,
    may_head,
    speaks_of_body,
)
from generator.extraction.headings.shape import CLOSERS, Shape, shape_of
from generator.model import Article, Block

Role = Literal["opening", "prose", "credit", "item", "label", "link", "candidate"]

_LONGEST, _MOST_WORDS = 130, 18  # a heading; one in six is longer than 60 characters
_LONG_LINE = 160  # characters from which on a line is prose without a second look
_ENDS_PROSE = ".;,。；，،।؛။።"
_HEAD = ("dateline", "byline")
_RUN_OF_LIST = 3  # as many short lines in a row are a list, verse or a table


@dataclass
class Line:
    """A block with what it is taken for; candidates gather points.

    ``linked`` lines stand under one that introduces links, also where they make a list.
    """

    block: Block
    text: str
    role: Role
    linked: bool = False
    points: float = 0.0

    @cached_property
    def shape(self) -> Shape:
        """What the line looks like by itself; asked of short lines only."""
        return shape_of(self.text)


def lines_of(article: Article) -> list[Line]:
    """Take each block for prose, furniture or a candidate."""
    lines: list[Line] = []
    begun = False
    listed = False  # among links under "Related", "Sources" and the like
    contact = False  # among names and offices under "Media contact"
    # What stands above a byline or dateline belongs to the article's head, as that does.
    head = max((block.end for block in article.blocks if block.kind in _HEAD), default=0)
    for block, below in zip_longest(article.blocks, article.blocks[1:]):
        text = article.text[block.start : block.end]
        above = block.end < head or not begun
        if block.kind != "paragraph" or (above and not _is_prose(text)):
            # The first short line is the title, whether or not the reader has said so.
            begun = begun or block.kind in ("title", "paragraph")
            listed = contact = False
            lines.append(Line(block, text, "opening"))
            continue
        begun = True
        role = _role(text)
        if role == "label" and may_head(text) and stands_above_sentences(article, below):
            role = "candidate"
            listed = contact = False
        elif role in ("label", "candidate") and introduces_links(text) and is_label(text):
            listed = True
        elif role == "candidate" and listed:
            role = "link"
        elif role == "label" and introduces_contact(text):
            contact = True
        elif role == "candidate" and contact and speaks_of_body(text):
            contact = False
        elif role == "candidate" and contact:
            role = "item"
        elif role in ("prose", "credit"):
            listed = contact = False
        lines.append(Line(block, text, role, linked=role == "link"))
    for line in lines:
        if line.role == "candidate" and line.shape.words > _MOST_WORDS:
            line.role = "prose"
    _set_lists_aside(lines)
    return lines


def stands_above_sentences(article: Article, below: Block | None) -> bool:
    """Tell whether the block `below` another is a paragraph that ends as a sentence does."""
    if below is None or below.kind != "paragraph":
        return False
    return _role(article.text[below.start : below.end]) == "prose"


def _role(text: str) -> Role:
    if len(text) > _LONG_LINE:
        return "prose"
    if is_item(text):
        return "item"
    if is_credit(text) or (is_caption(text) and text[-1] in ".)"):
        return "credit"
    if _is_prose(text) or leads_in(text) or gives_the_floor(text):
        return "prose"
    if is_label(text):
        return "label"
    return "candidate"


def _is_prose(text: str) -> bool:
    """Tell whether a line is too long for a heading, or ends as a sentence does."""
    if len(text) > _LONGEST:
        return True
    tail = text[-12:].rstrip(CLOSERS)
    if tail.endswith(("...", "…")):
        return False
    # "in the U.S." may end a heading, "in the rain." may not.
    return tail[-1:] in _ENDS_PROSE and not tail[-4:-1].isupper() and tail[-3:-2] != "."


def _set_lists_aside(lines: Sequence[Line]) -> None:
    """Take several short lines in a row for a list; numbered headings above prose stay."""
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and line.role in ("candidate", "item", "link"):
            run.append(line)
            continue
        if len(run) >= _RUN_OF_LIST:
            for member in run:
                member.role = "item"
        run = []
