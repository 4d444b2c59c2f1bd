"""How much a word says about an article: often here, rare in the language, liked by YAKE."""

import math
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

import wordfreq

from generator.extraction.nlp import Analysis
from generator.extraction.phrases.forms import Word, fold
from generator.extraction.phrases.yake_engine import word_scores

# Zipf frequencies (log10 of occurrences in a billion words) from 8, rarer than which no word is
# told apart: below it stand names and misprints, which say no more than "asylum" does.
COMMONEST: Final = 8.0
RAREST: Final = 3.0
YAKE: Final = 0.1
"""Exponent of YAKE's score. Much above it YAKE's liking for capitals returns; see quality.md."""
_NO_YAKE: Final = 1.0  # for what YAKE holds for a stop word
_BEST_YAKE: Final = 1e-6


class WordWeights:
    """The weight and the first place of each word of an article.

    Weight is term frequency x rarity x YAKE's score to the power -0.1 (YAKE's best is lowest).
    """

    def __init__(self, analysis: Analysis, words: Iterable[Word]) -> None:
        language = analysis.language
        counts: Counter[str] = Counter()
        self._first: dict[str, int] = {}
        for place, word in enumerate(words):
            counts[word.folded] += 1
            self._first.setdefault(word.folded, place)
        texts = (p.text for p in analysis.passages if p.kind not in {"dateline", "byline"})
        opinion: dict[str, float] = {}
        for form, score in word_scores(texts, language).items():
            opinion.setdefault(fold(form, english=language == "en"), score)
        self._weights = {
            word: count
            * (COMMONEST - _zipf(word, language))
            / math.pow(max(opinion.get(word, _NO_YAKE), _BEST_YAKE), YAKE)
            for word, count in counts.items()
        }

    def weight(self, word: str) -> float:
        """Return the weight of a folded word; 0 for one that is not in the article."""
        return self._weights.get(word, 0.0)

    def first(self, word: str, otherwise: int) -> int:
        """Return how many words stand before a folded word's first occurrence."""
        return self._first.get(word, otherwise)


@cache
def _known(language: str) -> bool:
    # Japanese, Korean and Chinese lists want tokenisers that the project does not install.
    return language in wordfreq.available_languages("small") and language not in {"ja", "ko", "zh"}


@lru_cache(maxsize=100_000)
def _zipf(word: str, language: str) -> float:
    if not _known(language):
        return RAREST
    frequency = wordfreq.zipf_frequency(word, language, wordlist="small", minimum=RAREST)
    return float(frequency)


def is_common(word: str, language: str, *, above: float) -> bool:
    """Say whether a word's Zipf frequency in the language is above a bound."""
    return _zipf(word, language) > above
