"""Which words everybody uses: as a part of a name they tell nothing."""

from wordfreq import zipf_frequency

FAMILIAR = 4.0
"""Zipf frequency (wordfreq: log10 of occurrences per thousand million words) of such a word."""


def is_everyday(word: str) -> bool:
    """Say whether a word is one of the commonest of English, whatever its case."""
    return zipf_frequency(word.lower(), "en") > FAMILIAR
