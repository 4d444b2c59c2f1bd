"""Whether a short line says what the running text says: pull quotes, and names under pictures."""

import re
from collections.abc import Iterable
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PASSAGE = 5  # words in a row that tell one passage from another
_LEAST_REPEATED = 7  # words; a heading often takes up a shorter phrase of its section
_CONNECTING_WORDS = "of and the in at from for de la le du der von van"
_CONNECTING = frozenset(_CONNECTING_WORDS.split())


class Echo:
    """The passages and the two-word names of a running text, built in one pass over it."""

    def __init__(self, prose: Iterable[str]) -> None:
        self._passages: set[int] = set()
        self._names: set[tuple[str, str]] = set()
        for paragraph in prose:
            words = _words(paragraph)
            flat = [word.lower() for word in words]
            self._passages.update(_passages(flat))
            self._names.update(
                pair for pair in pairwise(words) if pair[0][0].isupper() and pair[1][0].isupper()
            )

    def repeats(self, line: str) -> bool:
        """Tell whether `line`, if it is long enough to tell, stands in the text word for word."""
        words = [word.lower() for word in _words(line)]
        return len(words) >= _LEAST_REPEATED and self._passages.issuperset(_passages(words))

    def names(self, line: str) -> bool:
        """Tell whether `line` is made of names, half of them known from the text."""
        words = [word for word in _words(line) if word.lower() not in _CONNECTING]
        if len(words) < 2 or not all(word[0].isupper() for word in words):
            return False
        known = [pair in self._names for pair in pairwise(words)]
        within = {
            word for pair, hit in zip(pairwise(words), known, strict=True) if hit for word in pair
        }
        return 2 * len(within) >= len(words)


def _words(text: str) -> list[str]:
    return [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text)]


def _passages(words: list[str]) -> set[int]:
    """Return a hash for each stretch of words; `hash` differs between runs but stays inside one."""
    return {hash(tuple(words[at : at + _PASSAGE])) for at in range(len(words) - _PASSAGE + 1)}
