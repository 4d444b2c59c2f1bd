"""Reads plain text: a paragraph per line, blank lines between them, or lines broken at a width."""

from generator.model import Article, Block
from generator.read.assemble import Seed, assemble, check_length
from generator.read.layout import lay_out
from generator.read.metadata import Fields
from generator.read.normalise import normalise
from generator.read.opening import furniture


def read_text(
    text: str, seed: Seed, *, embedded: Fields | None = None, line: int | None = None
) -> Article:
    """Return the article in decoded plain text.

    Its text is `text` itself where that is clean; line ends inside paragraphs become blanks, so
    offsets stay. `line` is the line of every block, for text that stands inside a record.
    Raises SeedError for text that is empty or too long.
    """
    clean = normalise(text).rstrip()
    check_length(clean, seed)
    joined, stretches = lay_out(clean, stands_alone=lambda words: furniture(words) is not None)
    blocks = tuple(
        Block(start=at.start, end=at.end, line=at.line if line is None else line)
        for at in stretches
    )
    return assemble(seed, joined, blocks, embedded=embedded or {})
