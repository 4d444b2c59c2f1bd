"""YAKE, fed with closed sentences and spared the traps of its version 0.7.3.

YAKE: Campos et al., "YAKE! Keyword extraction from single documents using multiple local
features", Information Sciences 509 (2020). It replaces line breaks with blanks, so a heading
would fuse with the next line: every passage is closed with a full stop first. Its camel-case
options are ignored without a word; the names below are those that act.
"""

import logging
from collections.abc import Iterable
from functools import cache

import yake

from generator.extraction.phrases.yake_words import scores_of_words

LONGEST = 100_000
"""How many characters YAKE reads. Its time grows faster than the text's length, and what an
article is about stands in its first hundred thousand characters (some 16,000 words)."""

LONGEST_WORD = 60
"""Characters of a word at most: the time of YAKE's tokeniser grows with the square of it."""

MOST_MARKS = 2_000
"""Full stops and the like at most, twice as many as a text of that length has: the sentence
splitter that YAKE brings takes quadratic time where it joins what they part ("a. b. c. ...")."""

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "—": ","})
_FINAL = (".", "!", "?", "…")


def word_scores(passages: Iterable[str], language: str) -> dict[str, float]:
    """Return YAKE's score of each word that is no stop word, in lower case; lower is better."""
    text = _closed(passages)
    return dict(scores_of_words(text, _yake(language).stopword_set))


def phrase_scores(passages: Iterable[str], language: str) -> list[tuple[str, float]]:
    """Return the phrases of one to three words that YAKE finds, best (lowest score) first."""
    text = _closed(passages)
    if not any(char.isalpha() for char in text):
        return []
    return [(phrase, float(score)) for phrase, score in _yake(language).extract_keywords(text)]


def _closed(passages: Iterable[str]) -> str:
    """Join the passages so that none runs on into the next, up to the limit of length."""
    parts = []
    length = marks = 0
    for passage in passages:
        plain = passage[: LONGEST - length].translate(_PLAIN).split()
        part = " ".join(word for word in plain if len(word) <= LONGEST_WORD)
        if part:
            parts.append(part if part.endswith(_FINAL) else part + ".")
            length += len(part)
            marks += sum(map(parts[-1].count, _FINAL))
        if length >= LONGEST or marks >= MOST_MARKS:
            break
    return " ".join(parts)


@cache
def _yake(language: str) -> yake.KeywordExtractor:
    # YAKE reports a text in which it finds no candidate as a warning on stderr; here that is
    # a result like any other.
    logging.getLogger("yake").setLevel(logging.ERROR)
    # dedup_lim 1.0 gives every candidate, in lower case and unthinned: we choose ourselves.
    return yake.KeywordExtractor(lan=language, n=3, dedup_lim=1.0, window_size=1, top=1_000_000)
