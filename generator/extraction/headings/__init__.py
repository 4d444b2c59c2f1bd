"""Section headings: from markup where there is any, else judged by their shape and surroundings.

Plain text marks headings by nothing but their looks, and so do captions, links to other stories,
signatures and list items. Each short line therefore collects points for and against: from its own
shape (``shape``, ``furniture``), from the text before and after it (``points``, ``echo``), and
from the company of others like it in the article (``company``). A line is a heading from
``THRESHOLD`` on. Two thirds of news articles have no headings, so a doubtful line is none.
``benchmarks/headings.py`` shows what this reaches.
"""

import re

from generator.extraction.headings.company import judge_together
from generator.extraction.headings.furniture import is_label, may_head
from generator.extraction.headings.lines import lines_of, stands_above_sentences
from generator.extraction.headings.points import THRESHOLD, judge_each
from generator.model import Article, Block, Heading

_ABOUT = re.compile(r"\W*about the \w+\W*$", re.IGNORECASE)
_LONGEST_MARKED = 300  # characters; what markup calls a heading beyond that is a paragraph


def find_headings(article: Article) -> tuple[Heading, ...]:
    """Return the section headings of `article`, in order, each with its place and level.

    Markup decides where it names headings (levels are kept, furniture such as "Advertisement" is
    dropped). In plain text, levels are 2, deeper only for numbers such as "3.1". Nothing raises;
    time is linear in the length of the text.
    """
    marked = [block for block in article.blocks if block.kind == "heading"]
    if marked:
        below = dict(zip(article.blocks, article.blocks[1:], strict=False))
        return tuple(
            _heading(article, block, block.level or 2)
            for block in marked
            if _is_usable(article, block, below.get(block))
        )
    lines = lines_of(article)
    candidates = [line for line in lines if line.role == "candidate"]
    if not candidates:
        return ()
    judge_each(article.text, lines)
    judge_together(lines, candidates)
    return tuple(
        _heading(article, line.block, 1 + line.shape.depth)
        for line in candidates
        if line.points >= THRESHOLD
    )


def _heading(article: Article, block: Block, level: int) -> Heading:
    text = article.text[block.start : block.end]
    return Heading(
        text=text, start=block.start, end=block.end, line=block.line, level=min(level, 6)
    )


def _is_usable(article: Article, block: Block, below: Block | None) -> bool:
    text = article.text[block.start : block.end]
    if may_head(text):
        return stands_above_sentences(article, below)
    # What "About the author" stands above says who wrote; in plain text it is set aside with it.
    known = is_label(text) and not _ABOUT.match(text)
    return len(text) <= _LONGEST_MARKED and not known and bool(text.strip())
