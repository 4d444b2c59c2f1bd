"""Paragraphs that are shown with an article but say nothing of its subject.

Rows of tables, line-ups of teams, labels, invitations, links to other stories: no sentence of the
article stands in them, and their capitals would make actors, their quotation marks quotations.
"""

import re
from collections.abc import Sequence

from generator.extraction.headings.furniture import speaks_of_page
from generator.extraction.headings.lines import lines_of
from generator.model import Article

_COLUMN = re.compile(r"\s\|\s|\t")
_SURE = 3  # as many columns need no other row beside them
_LONGEST_CELL = 80
_LONGEST_NOTE = 300
_IN_BRACKETS = re.compile(r"\([^()]{0,60}\)")
_BETWEEN_PLAYERS = re.compile(r"[;,]|\. ")
_PLAYER = re.compile(r"(?:[\w.'’-]+ )?[^\W\d_][\w'’-]*(?: \d{1,3})?\.?")
_LONGEST_TEAM = 60
_FEWEST_PLAYERS = 8
_MOSTLY = 0.8


def find_asides(article: Article) -> frozenset[int]:
    """Return where the paragraphs stand that are to be shown and not to be read.

    There are none where nothing else would be left to read.
    """
    paragraphs = [block for block in article.blocks if block.kind == "paragraph"]
    texts = [article.text[block.start : block.end] for block in paragraphs]
    rows = _rows(texts)
    asides = {
        block.start
        for at, (block, text) in enumerate(zip(paragraphs, texts, strict=True))
        if rows[at] or is_line_up(text) or (len(text) <= _LONGEST_NOTE and speaks_of_page(text))
    }
    asides |= {
        line.block.start for line in lines_of(article) if line.role == "label" or line.linked
    }
    return frozenset(asides if len(asides) < len(paragraphs) else ())


def is_line_up(text: str) -> bool:
    """Say whether a paragraph is a team's players ("Ayton: Hill; Marsh, Cole (Reid 60), ...")."""
    team, colon, rest = _IN_BRACKETS.sub("", text).partition(":")
    players = [each.strip() for each in _BETWEEN_PLAYERS.split(rest) if each.strip()]
    if not colon or len(team) > _LONGEST_TEAM or ";" not in rest or len(players) < _FEWEST_PLAYERS:
        return False
    return sum(map(bool, map(_PLAYER.fullmatch, players))) >= _MOSTLY * len(players)


def _rows(texts: Sequence[str]) -> list[bool]:
    """Tell which paragraphs are rows: of three short columns, or of as many as a row beside."""
    columns = [_columns(text) for text in texts]
    return [
        count >= _SURE
        or (count > 1 and count in (*columns[max(0, at - 1) : at], *columns[at + 1 : at + 2]))
        for at, count in enumerate(columns)
    ]


def _columns(text: str) -> int:
    cells = _COLUMN.split(text)
    return 0 if max(map(len, cells)) > _LONGEST_CELL else len(cells)
