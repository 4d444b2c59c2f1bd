"""How alike the openings of articles are: cosines between TF-IDF vectors of their words.

News says what happened first, so the first words tell events apart better than whole texts. How
rare a word is comes from the corpus and from its language (wordfreq), as if some hundred articles
of general news stood beside it: then a corpus of two articles is judged as well as one of ten
thousand, a corpus about a single war learns that its names tell little, and an article with other
words changes nothing in how alike two others are.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from math import ceil, log, log2, sqrt

import numpy as np
import numpy.typing as npt
import wordfreq

from generator.model import Briefing

OPENING = 120
"""Words of an article that are compared, its title's among them."""
WINDOW = 14
"""Days within which two dated articles can tell of one event."""
FADING = 0.25
"""What likeness loses from one end of the window to the other, and where a date is unknown."""
LEAST = 0.05
"""Likeness below which two articles count as having nothing in common."""
MOST = 150
"""Neighbours of an article that are kept, nearest first; this bounds the memory."""
BACKGROUND = 300
"""Articles of general news that stand beside the corpus where the rarity of words is judged."""

_COMMON = 2e-4
"""Frequency from which a word says nothing of an event (the, said, people, week)."""
_NUMBER = 1e-4
"""Frequency that is taken for any number of two or more digits."""
_SIGNS = re.compile(r"\w+(?:['’.-]\w+)*")

Neighbours = Mapping[int, float]
"""Numbers of other articles, and how like they are (0 to 1)."""


def neighbours(
    briefings: Sequence[Briefing], casts: Sequence[Iterable[tuple[str, str]]]
) -> tuple[Neighbours, ...]:
    """Return for each article those that may tell of the same event; symmetric, without itself.

    `casts` are the main actors of each article, each as identity and name.
    """
    days = [day_number(briefing.published) for briefing in briefings]
    order = sorted(range(len(briefings)), key=lambda n: (days[n] is None, days[n] or 0, n))
    index = _Index(
        _vectors([_terms(briefings[n], casts[n]) for n in order]),
        np.array([np.nan if days[n] is None else days[n] for n in order], dtype=float),
    )
    found: list[dict[int, float]] = [{} for _ in briefings]
    for position, others in enumerate(index.before()):
        for other, likeness in others:
            one, two = order[position], order[other]
            found[one][two] = found[two][one] = likeness
    return tuple(found)


def day_number(published: str | None) -> int | None:
    """Return the day of an ISO date or date-time as a number, None where it tells no day."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def opening(briefing: Briefing) -> list[str]:
    """Return the first words of an article in lower case, without by-line, dateline and the
    possessive's ending."""
    if hasattr(briefing, "opening"):
        return list(briefing.opening)
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


_Term = tuple[float, float]
"""Weight of the occurrences of a word, and its share of the language's words."""


def _terms(briefing: Briefing, cast: Iterable[tuple[str, str]]) -> dict[str, _Term]:
    """Return the words of an article's opening and its main actors."""
    frequency = _frequencies(briefing.language)
    terms: dict[str, _Term] = {}
    for word, count in Counter(opening(briefing)).items():
        if (share := frequency(word)) < _COMMON:
            weight, known = terms.get(stem := _stem(word), (0.0, 0.0))
            terms[stem] = (weight + 1 + log(count), max(known, share))
    for identity, name in cast:
        rarest = min(map(frequency, _SIGNS.findall(name.casefold())), default=1.0)
        terms[f"actor {identity}"] = (1.0, rarest)
    return dict(sorted(terms.items()))


def _vectors(articles: Sequence[Mapping[str, _Term]]) -> list[dict[str, float]]:
    """Return the articles as vectors of length one.

    The size of the corpus counts by powers of two, so that it does not change with each article.
    """
    seen = Counter(term for article in articles for term in article)
    size = 2 ** ceil(log2(len(articles) + BACKGROUND))
    vectors = []
    for article in articles:
        weights = {}
        for name, (weight, share) in article.items():
            expected = BACKGROUND * min(1.0, OPENING * share)
            weights[name] = weight * log(size / min(size, 1 + seen[name] + expected))
        length = sqrt(sum(weight * weight for weight in weights.values()))
        vectors.append({name: weight / length for name, weight in weights.items() if weight})
    return vectors


def _stem(word: str) -> str:
    """Take the first six signs for the stem, which serves European languages well enough (McNamee
    and Mayfield, "Character n-gram tokenization for European language text retrieval", 2004)."""
    return word[:6]


@cache
def _frequencies(language: str) -> Callable[[str], float]:
    """Return what tells the share of a word among all words of a language; 0 where it is rare."""
    if language not in wordfreq.available_languages("small") or language in ("ja", "ko", "zh"):
        return lambda word: 0.0 if len(word) > 3 else 1.0
    known = wordfreq.get_frequency_dict(language, "small")

    def frequency(word: str) -> float:
        if word.isdecimal():
            return _NUMBER if len(word) > 1 else 1.0
        return known.get(word, 0.0)

    return frequency


class _Index:
    """An inverted index of articles in the order of their dates, undated ones last."""

    def __init__(self, rows: Sequence[Mapping[str, float]], days: npt.NDArray[np.float64]) -> None:
        names: dict[str, int] = {}
        self._terms = [
            np.array([names.setdefault(term, len(names)) for term in row], dtype=np.int64)
            for row in rows
        ]
        self._weights = [np.array(list(row.values()), dtype=np.float64) for row in rows]
        self._days = days
        sizes = [terms.size for terms in self._terms]
        terms = np.concatenate([*self._terms, np.zeros(0, dtype=np.int64)])
        by_term = np.argsort(terms, kind="stable")
        self._rows = np.repeat(np.arange(len(rows)), sizes)[by_term]
        self._values = np.concatenate([*self._weights, np.zeros(0)])[by_term]
        counts = np.bincount(terms, minlength=len(names))
        self._first = np.cumsum(counts) - counts

    def before(self) -> Iterator[list[tuple[int, float]]]:
        """Yield for each article the earlier ones that are like it, nearest first."""
        low = self._first.copy()
        high = self._first.copy()
        start = 0
        for row, terms in enumerate(self._terms):
            if np.isnan(self._days[row]):
                low, start = self._first, 0
            else:
                while self._days[start] < self._days[row] - WINDOW:
                    low[self._terms[start]] += 1
                    start += 1
            yield self._like(row, start, low[terms], high[terms])
            high[terms] += 1

    def _like(
        self, row: int, start: int, low: npt.NDArray[np.int64], high: npt.NDArray[np.int64]
    ) -> list[tuple[int, float]]:
        sizes = high - low
        places = np.arange(sizes.sum()) + np.repeat(low - np.cumsum(sizes) + sizes, sizes)
        if not places.size:
            return []
        sums = np.bincount(
            self._rows[places] - start,
            weights=self._values[places] * np.repeat(self._weights[row], sizes),
            minlength=row - start,
        )
        apart = np.nan_to_num(self._days[row] - self._days[start:row], nan=WINDOW)
        sums = np.round(sums * (1 - FADING * apart / WINDOW), 9)
        chosen = np.flatnonzero(sums >= LEAST)
        if chosen.size > MOST:
            chosen = chosen[np.argsort(-sums[chosen], kind="stable")[:MOST]]
        return [(int(at) + start, float(sums[at])) for at in chosen]
