"""actors: to be written."""

from generator.extraction.nlp import Analysis
from generator.model import Actor


def find_actors(analysis: Analysis) -> tuple[Actor, ...]:
    """Return actors."""
    return ()
