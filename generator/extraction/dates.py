"""dates: to be written."""

from generator.extraction.nlp import Analysis
from generator.model import Date


def find_dates(analysis: Analysis) -> tuple[Date, ...]:
    """Return dates."""
    return ()
