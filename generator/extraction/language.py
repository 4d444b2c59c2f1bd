"""In which language an article is written."""

import re
from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

UNDETERMINED = "und"
"""The ISO 639 code for a text whose language cannot be told, such as one without letters."""

_SAMPLE = 2_000  # letters; more change nothing
_WINDOW = 20_000  # characters among which they are looked for
_ENOUGH_LOWER_CASE = 12  # words
_SHORT = 300  # letters under which a small language is believed only if no large one is likely

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

# Varieties that the model tells apart and ISO 639-1 does not.
_PART_OF = {
    "wuu": "zh",
    "yue": "zh",
    "arz": "ar",
    "ary": "ar",
    "nn": "no",
    "pcm": "en",
    "uzs": "uz",
}
# The languages of most news; the model has some 140, among them close relatives of these.
_LARGE_WORDS = """
en zh es ar hi bn pt ru ja de fr ko tr vi it ur fa pl uk nl ro el hu cs sv th id ms he da fi no sk
bg hr sr lt sl lv et ta te ml kn mr gu ka hy az kk sq mk be ca sw
"""
_LARGE = frozenset(_LARGE_WORDS.split())
# So much likelier than any other is English, the working language here, before a word is read;
# it settles texts of a few words, and none longer than a paragraph.
_ENGLISH = 3.0


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language that most of `text`'s beginning is in.

    "und" where there are no letters. Names say little about the language around them, so where
    there are enough words in lower case only those are looked at. By py3langid (naive Bayes over
    byte n-grams, after Lui and Baldwin 2012); the same text always gets the same answer.
    """
    sample = _sample(text)
    if not sample:
        return UNDETERMINED
    letters = sum(char.isalpha() for char in sample)
    likelihoods: dict[str, float] = {}
    for label, likelihood in _identifier().rank(sample):
        code = _PART_OF.get(label, label)
        if len(code) == 2 and (letters >= _SHORT or code in _LARGE):
            likelihoods[code] = likelihoods.get(code, 0.0) + float(likelihood)
    if letters < _SHORT:
        likelihoods["en"] = likelihoods.get("en", 0.0) * _ENGLISH
    return max(likelihoods, key=lambda code: (likelihoods[code], code))


def _sample(text: str) -> str:
    """Return the first words of `text`, without capitalised ones if enough others are there."""
    words: list[str] = []
    lower: list[str] = []
    amount = amount_lower = 0
    for match in _WORD.finditer(text[:_WINDOW]):
        word = match[0]
        if amount < _SAMPLE:
            words.append(word)
            amount += len(word)
        if word[0].islower():
            lower.append(word)
            amount_lower += len(word)
        if amount_lower >= _SAMPLE:
            break
    return " ".join(lower if len(lower) >= _ENOUGH_LOWER_CASE else words)


@cache
def _identifier() -> Any:
    load: Any = LanguageIdentifier.from_model_file  # the library says nothing about its types
    return load(MODEL_FILE, norm_probs=True)
