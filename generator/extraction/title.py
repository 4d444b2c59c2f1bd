"""title: to be written."""

from generator.extraction.nlp import Analysis


def derive_title(analysis: Analysis) -> str:
    """Return a title."""
    return analysis.article.text[:80]
