"""quotes: to be written."""

from generator.extraction.nlp import Analysis
from generator.model import Actor, Quote


def find_quotes(analysis: Analysis, actors: tuple[Actor, ...]) -> tuple[Quote, ...]:
    """Return quotes."""
    return ()
