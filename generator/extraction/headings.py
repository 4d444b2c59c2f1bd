"""headings: to be written."""

from generator.model import Article, Heading


def find_headings(article: Article) -> tuple[Heading, ...]:
    """Return headings."""
    return ()
