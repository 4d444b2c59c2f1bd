"""hedges: to be written."""

from generator.extraction.nlp import Analysis
from generator.model import Hedge


def find_hedges(analysis: Analysis) -> tuple[Hedge, ...]:
    """Return hedges."""
    return ()
