"""The words by which openings of articles are compared, and how much each says.

News says what happened first, so the first words tell events apart better than whole texts. How
rare a word is comes from the corpus and from its language (wordfreq), as if some hundred articles
of general news stood beside it: then a corpus of two articles is judged as well as one of ten
thousand, a corpus about a single war learns that its names tell little, and an article with other
words changes nothing in how alike two others are.

``neighbours`` compares the articles by these.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from math import log, log2

from generator.corpus_model import Sketch
from generator.model import Briefing

OPENING = 120
"""Words of an article that are compared, its title's among them."""
BACKGROUND = 300
"""Articles of general news that stand beside the corpus where the rarity of words is judged."""
GRAIN = 16
"""Weights of words are given in whole numbers of such parts, 255 at most."""

_COMMON = 2e-4
"""Frequency from which a word says nothing of an event (the, said, people, week)."""
_NUMBER = 1e-4
"""Frequency that is taken for any number of two or more digits."""
_SIGNS = re.compile(r"\w+(?:['’.-]\w+)*")

EXPECTED = (0.0, *(2.0 ** (step / 2) for step in range(-8, 19)))
"""Articles of the background that have a word, by its step: in general news of its language."""

Cast = Sequence[tuple[str, str]]
"""The main actors of an article, each as identity and name."""


def opening(briefing: Briefing) -> list[str]:
    """Return the first words of an article in lower case, without by-line, dateline and the
    possessive's ending."""
    title = "" if briefing.title_is_derived else briefing.title
    words = _SIGNS.findall(title.casefold())
    seen = {title}
    for block in briefing.blocks:
        text = briefing.text[block.start : min(block.end, block.start + 10 * OPENING)]
        if block.kind in ("title", "paragraph") and text not in seen:  # a title may be a block, too
            seen.add(text)
            words += _SIGNS.findall(text.casefold())
        if len(words) >= OPENING:
            break
    return [word[:-2] if word.endswith(("'s", "’s")) else word for word in words[:OPENING]]


class Terms:
    """Makes the terms of articles; remembers words while it lives, which it should not for long."""

    def __init__(self) -> None:
        self._words: dict[tuple[str, str], tuple[int, int] | None] = {}
        self._actors: dict[str, int] = {}

    def of(self, sketch: Sketch, cast: Cast) -> dict[int, tuple[int, int]]:
        """Return the terms of an article's opening and its main actors, each with its weight (in
        parts of ``GRAIN``) and its step in ``EXPECTED``. A term is a hash of 64 bits."""
        weights: dict[int, float] = {}
        steps: dict[int, int] = {}
        language = sketch.language
        for word, count in Counter(sketch.opening).items():
            if (language, word) not in self._words:
                self._words[language, word] = _word(word, language)
            if known := self._words[language, word]:
                term, step = known
                weights[term] = weights.get(term, 0.0) + 1 + log(count)
                steps[term] = max(step, steps.get(term, 0))
        for _, name in cast:
            identity = name.casefold()
            if identity not in self._actors:
                self._actors[identity] = hashed(f"actor {identity}")
            term = self._actors[identity]
            weights[term] = 1.0
            steps[term] = _rarest(name, language)
        return {
            term: (min(255, round(GRAIN * weight)), steps[term]) for term, weight in weights.items()
        }


def hashed(text: str) -> int:
    """Return a hash of 64 bits, the same in every process."""
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")


def _word(word: str, language: str) -> tuple[int, int] | None:
    """Return the term of a word and how usual it is, None where it says nothing of an event."""
    share = _frequencies(language)(word)
    return (hashed(_stem(word)), _expected(share)) if share < _COMMON else None


def _rarest(name: str, language: str) -> int:
    share = min(map(_frequencies(language), _SIGNS.findall(name.casefold())), default=1.0)
    return _expected(share)


def _expected(share: float) -> int:
    """Return the step in ``EXPECTED`` for a word that makes up this share of all words."""
    articles = BACKGROUND * min(1.0, OPENING * share)
    return max(0, min(len(EXPECTED) - 1, 9 + round(2 * log2(articles)))) if articles else 0


def _stem(word: str) -> str:
    """Take the first five signs for the stem, which serves European languages well enough (McNamee
    and Mayfield, "Character n-gram tokenization for European language text retrieval", 2004)."""
    return word[:5]


@cache
def _frequencies(language: str) -> Callable[[str], float]:
    """Return what tells the share of a word among all words of a language; 0 where it is rare."""
    import wordfreq  # noqa: PLC0415 - takes a tenth of a second, and most builds need none of it

    if language not in wordfreq.available_languages("small") or language in ("ja", "ko", "zh"):
        return lambda word: 0.0 if len(word) > 3 else 1.0
    known = wordfreq.get_frequency_dict(language, "small")

    def frequency(word: str) -> float:
        if word.isdecimal():
            return _NUMBER if len(word) > 1 else 1.0
        return known.get(word, 0.0)

    return frequency
