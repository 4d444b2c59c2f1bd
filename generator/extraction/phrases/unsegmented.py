"""Key phrases in scripts that set no blanks between words."""

import re
from collections import Counter, defaultdict

from generator.extraction.nlp import Analysis
from generator.model import Keyphrase, Span

UNSEGMENTED = frozenset({"ja", "km", "lo", "my", "th", "zh"})
"""Languages that YAKE cannot read: it takes a whole clause for a word."""

_SHORTEST, _LONGEST = 2, 8
_LEAD = 120  # characters; as the ranking of phrases does with words
_READ = 200_000  # characters; what an article is about stands in front

# Japanese writes what carries meaning in kanji or katakana, and the particles between in hiragana.
_TERMS = {
    "ja": re.compile(r"[\u4e00-\u9fff々〆ヶ]{2,8}|[\u30a1-\u30faー]{3,16}"),
    "zh": re.compile(r"[\u4e00-\u9fff]{2,}"),
}
# Chinese function characters: no term of two characters or more begins or ends in one.
_CHINESE_PARTICLES = frozenset(
    "的了是在和与及或而也都就但并被把对从向到于以为之其这那此该些个将已还又再则若因所着过们我你他她它"
    "不没有会能可要说称等很更最自由让使给比"
)


def repeated_terms(analysis: Analysis, *, top: int) -> tuple[Keyphrase, ...]:
    """Return the terms that an article in an unsegmented script repeats, best first.

    Japanese terms are runs of kanji or of katakana; Chinese ones are strings of two to eight
    characters that recur and are not always part of the same longer string (after the C-value of
    Frantzi and Ananiadou, 2000). For the other scripts, which take a dictionary to split, the
    result is empty: nothing is better than pieces of words.
    """
    pattern = _TERMS.get(analysis.language)
    if pattern is None:
        return ()
    places: dict[str, list[int]] = defaultdict(list)
    read = 0
    for passage in analysis.passages:
        if passage.kind in {"dateline", "byline"} or read > _READ:
            continue
        read += passage.end - passage.start
        for match in pattern.finditer(passage.text):
            for offset, term in _pieces(match[0], analysis.language):
                places[term].append(passage.start + match.start() + offset)
    return _rank(_independent(places), top)


def _pieces(run: str, language: str) -> list[tuple[int, str]]:
    if language == "ja":
        return [(0, run)]
    return [
        (start, run[start : start + size])
        for start in range(len(run))
        if run[start] not in _CHINESE_PARTICLES
        for size in range(_SHORTEST, min(_LONGEST, len(run) - start) + 1)
        if run[start + size - 1] not in _CHINESE_PARTICLES
    ]


def _independent(places: dict[str, list[int]]) -> dict[str, list[int]]:
    """Keep the terms that recur and are not merely a part of one longer term that does."""
    recurring = {term: found for term, found in places.items() if len(found) > 1}
    covered: Counter[str] = Counter()
    for term, found in recurring.items():
        for size in range(_SHORTEST, len(term)):
            for start in range(len(term) - size + 1):
                part = term[start : start + size]
                covered[part] = max(covered[part], len(found))
    return {term: found for term, found in recurring.items() if len(found) > covered[term]}


def _rank(places: dict[str, list[int]], top: int) -> tuple[Keyphrase, ...]:
    scores = {term: len(found) * len(term) / (found[0] + _LEAD) for term, found in places.items()}
    chosen: list[str] = []
    for term in sorted(scores, key=lambda term: (-scores[term], places[term][0], term)):
        if len(chosen) == top:
            break
        if not any(term in other or other in term for other in chosen):
            chosen.append(term)
    best = scores[chosen[0]] if chosen else 1.0
    return tuple(
        Keyphrase(
            text=term,
            rank=rank,
            score=round(scores[term] / best, 4),
            mentions=tuple(Span(start=at, end=at + len(term)) for at in places[term]),
        )
        for rank, term in enumerate(chosen)
    )
