"""key_sentences: to be written."""

from generator.extraction.nlp import Analysis
from generator.model import Actor, Keyphrase, KeySentence, Quote


def find_key_sentences(
    analysis: Analysis,
    actors: tuple[Actor, ...],
    keyphrases: tuple[Keyphrase, ...],
    quotes: tuple[Quote, ...],
) -> tuple[KeySentence, ...]:
    """Return key sentences."""
    return ()
