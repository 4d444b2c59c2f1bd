"""YAKE's scores of single words, without what YAKE keeps for phrases.

The tokens, tags, stop words and formulas are YAKE's own, and so are the scores, to the last bit
(tests/extraction/test_yake_words.py compares them). What is left out is the work that single words
do not need: a graph of networkx for a window of one word, an object for each occurrence, and a
median of numpy for each word; together two thirds of YAKE's time.

H = T_pos * T_rel / (T_case + T_freq / T_rel + T_spread / T_rel), of Campos et al., "YAKE! Keyword
extraction from single documents using multiple local features", Information Sciences 509 (2020).
"""

import math
import string
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import numpy as np
from yake.data.utils import get_tag, pre_filter, tokenize_sentences

_MARKS = frozenset(string.punctuation)
_ODD = {"u", "d"}  # YAKE's tags of numbers and of words with marks inside: no candidates


@dataclass(slots=True, kw_only=True, eq=False)
class _Term:
    """A word without case and plural s: how often it stands, in which sentences, beside what."""

    stopword: bool
    count: int = 0
    acronyms: int = 0
    names: int = 0
    sentences: dict[int, None] = field(default_factory=dict)
    before: dict[int, int] = field(default_factory=dict)
    after: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class _Form:
    """A word in lower case as it stands, and whether it stands anywhere as a plain word."""

    term: _Term
    count: int = 0
    plain: bool = False


def scores_of_words(text: str, stopwords: Collection[str]) -> list[tuple[str, float]]:
    """Return each word of `text` that is no stop word and YAKE's score; best (lowest) first."""
    sentences = tokenize_sentences(pre_filter(text.replace("\n", " ")))
    terms, forms = _count(sentences, stopwords)
    counts = np.array([float(term.count) for term in terms.values() if not term.stopword])
    if not counts.size:
        return []
    usual = float(counts.mean() + counts.std())
    most = float(max(term.count for term in terms.values()))
    found = []
    for form, entry in forms.items():
        if entry.plain and not entry.term.stopword:
            score = _score(entry.term, most=most, usual=usual, sentences=len(sentences))
            found.append((form, score / ((score + 1) * entry.count)))
    return sorted(found, key=lambda pair: pair[1])


def _count(
    sentences: list[list[str]], stopwords: Collection[str]
) -> tuple[dict[str, _Term], dict[str, _Form]]:
    """Return the terms and the forms, each in the order in which they first stand."""
    terms: dict[str, _Term] = {}
    forms: dict[str, _Form] = {}
    for number, sentence in enumerate(sentences):
        previous: _Term | None = None
        for word, tag in _tagged(sentence):
            if tag is None:
                previous = None
                continue
            lower = word.lower()
            entry = forms.get(lower)
            if entry is None:
                entry = forms[lower] = _Form(term=_term(lower, terms, stopwords))
            term = entry.term
            entry.count += 1
            term.count += 1
            term.acronyms += tag == "a"
            term.names += tag == "n"
            term.sentences[number] = None
            if tag in _ODD:
                previous = None
                continue
            entry.plain = True
            if previous is not None:
                previous.after[id(term)] = previous.after.get(id(term), 0) + 1
                term.before[id(previous)] = term.before.get(id(previous), 0) + 1
            previous = term
    return terms, forms


def _tagged(sentence: list[str]) -> Iterator[tuple[str, str | None]]:
    """Yield the words with YAKE's tags; None is the tag of marks, which part what they stand in."""
    for place, word in enumerate(sentence):
        # YAKE asks only whether a word is its sentence's first; it caches what it answers.
        yield word, None if _MARKS.issuperset(word) else get_tag(word, min(place, 1), _MARKS)


def _term(lower: str, terms: dict[str, _Term], stopwords: Collection[str]) -> _Term:
    """Return a word's term. Its first form decides for all whether it is a stop word."""
    name = lower[:-1] if lower.endswith("s") and len(lower) > 3 else lower
    if name not in terms:
        letters = sum(char not in _MARKS for char in name)
        terms[name] = _Term(stopword=lower in stopwords or name in stopwords or letters < 3)
    return terms[name]


def _score(term: _Term, *, most: float, usual: float, sentences: int) -> float:
    """Return YAKE's H of a term; the order of the operations is YAKE's, for the last bit."""
    share = term.count / most
    relation = (0.5 + _different(term.before) * share) + (0.5 + _different(term.after) * share)
    frequency = term.count / usual
    spread = len(term.sentences) / sentences
    case = max(term.acronyms, term.names) / (1.0 + math.log(term.count))
    position = math.log(math.log(3.0 + _median(tuple(term.sentences))))
    return (position * relation) / (case + frequency / relation + spread / relation)


def _different(neighbours: dict[int, int]) -> float:
    """Return how many different neighbours there are for each neighbour."""
    return len(neighbours) / sum(neighbours.values()) if neighbours else 0.0


def _median(ascending: tuple[int, ...]) -> float:
    middle = len(ascending) // 2
    if len(ascending) % 2:
        return float(ascending[middle])
    return (ascending[middle - 1] + ascending[middle]) / 2
