"""Seeds to articles: one pure reader per format."""

import hashlib

from generator.model import Article, Source
from generator.read.text import read_text


def read(source: Source) -> tuple[Article, ...]:
    """Read a seed."""
    return (read_text(source.data.decode("utf-8-sig"), path=source.path, sha256=source.sha256),)


def from_text(text: str) -> Article:
    """Read an article that was never a file."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return read_text(text, path="-", sha256=digest)
