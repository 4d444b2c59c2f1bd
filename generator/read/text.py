"""Plain text: to be written."""

import re

from generator.model import Article, Block, Metadata


def read_text(text: str, *, path: str, sha256: str) -> Article:
    """Return the article."""
    blocks = [
        Block(start=m.start(), end=m.end(), line=text.count("\n", 0, m.start()))
        for m in re.finditer(r"\S[^\n]*", text)
    ]
    return Article(id="x", file=path, sha256=sha256, text=text, blocks=tuple(blocks), metadata=Metadata())
