"""keyphrases: to be written."""

from generator.extraction.nlp import Analysis
from generator.model import Actor, Keyphrase


class KeyphraseExtractor:
    """Finds key phrases."""

    def __init__(self, *, top: int) -> None:
        self._top = top

    def __call__(self, analysis: Analysis, actors: tuple[Actor, ...]) -> tuple[Keyphrase, ...]:
        """Return key phrases."""
        return ()
