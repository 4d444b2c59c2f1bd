"""Articles as vectors: rows of terms in flat arrays, and what each term weighs in the corpus.

All sums are of whole numbers, so that they are exact in whatever order they are made; how many
articles have a term counts in steps, so that one more article changes few vectors.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log, log2
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.corpus.likeness import BACKGROUND, EXPECTED, Cast, Terms
from generator.corpus_model import Sketch

UNIT = 2**15
"""Length of a vector; its components are whole numbers."""
LEAST_BITS = 2
"""How rare a term is, in bits, that says anything: what a quarter of all articles have tells no
events apart, and would make everyone everybody's neighbour."""

_PER_IDF = 64
# The number of articles with a term, by half powers of two: bounds[k] ends step k.
_BOUNDS = np.array([2 ** (step / 2 + 0.25) for step in range(64)])

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The terms of all articles, row after row: row r has ``terms[starts[r] : starts[r + 1]]``,
    which are places in ``vocabulary`` (sorted hashes), with their ``weights`` and ``steps``."""

    vocabulary: Array
    starts: Array
    terms: Array
    weights: Array
    steps: Array


def gather_rows(old: Array, fresh: Sequence[tuple[int, Sketch, Cast]], memo: Rows | None) -> Rows:
    """Put the terms of articles together: of `fresh` rows anew, else of the `old` rows of `memo`.

    `old` has a number for each row, -1 for a fresh one.
    """
    made = Terms()
    news = [made.of(sketch, cast) for _, sketch, cast in fresh]
    hashes = np.array([term for terms in news for term in terms], dtype=np.uint64)
    facts = np.array([pair for terms in news for pair in terms.values()], dtype=np.uint8)
    facts = facts.reshape(-1, 2)
    sizes = np.zeros(old.size, dtype=np.int64)
    sizes[[row for row, *_ in fresh]] = [len(terms) for terms in news]
    known = old >= 0
    vocabulary = np.unique(hashes)
    if memo:
        vocabulary = np.union1d(vocabulary, memo.vocabulary)
        sizes[known] = np.diff(memo.starts)[old[known]]
    starts = offsets(sizes)
    terms = np.zeros(starts[-1], dtype=np.int64)
    weights, steps = np.zeros(terms.size, dtype=np.uint8), np.zeros(terms.size, dtype=np.uint8)
    places = spans(starts[:-1][~known], sizes[~known])
    terms[places] = np.searchsorted(vocabulary, hashes)
    weights[places], steps[places] = facts[:, 0], facts[:, 1]
    if memo:
        places = spans(starts[:-1][known], sizes[known])
        sources = spans(memo.starts[old[known]], sizes[known])
        terms[places] = np.searchsorted(vocabulary, memo.vocabulary)[memo.terms[sources]]
        weights[places], steps[places] = memo.weights[sources], memo.steps[sources]
    used = np.bincount(terms, minlength=vocabulary.size) > 0
    terms = (np.cumsum(used) - 1)[terms] if terms.size else terms
    return Rows(
        vocabulary=vocabulary[used],
        starts=starts,
        terms=terms.astype(np.uint32),
        weights=weights,
        steps=steps,
    )


def weigh(rows: Rows) -> tuple[Array, Array]:
    """Return the weights of all terms, whole numbers that make each row of length ``UNIT``, and a
    hash of each row's vector.

    The size of the corpus counts by powers of two, so that it does not change with each article.
    """
    size = ceil(log2(rows.starts.size - 1 + BACKGROUND))
    seen = np.bincount(rows.terms, minlength=rows.vocabulary.size)
    holders = 1 + seen[rows.terms] + np.array(EXPECTED)[rows.steps]
    held = np.searchsorted(_BOUNDS, holders)
    bits = [size - step / 2 for step in range(65)]
    says = np.array([round(_PER_IDF * log(2) * b) if b >= LEAST_BITS else 0 for b in bits])
    weights = rows.weights * says[held]
    squares = sums(weights * weights, rows.starts)
    lengths = np.repeat(np.sqrt(np.maximum(squares, 1)), np.diff(rows.starts))
    weights = np.rint(weights * UNIT / lengths).astype(np.int64)
    marks = sums(rows.vocabulary[rows.terms] * (2 * held + 1).astype(np.uint64), rows.starts)
    return weights, marks + np.uint64(size)


def spans(starts: Array, sizes: Array) -> Array:
    """Return the numbers from each start on, as many as its size, one after the other."""
    ends = np.cumsum(sizes)
    numbers: Array = np.arange(ends[-1] if ends.size else 0)
    numbers += np.repeat(starts - ends + sizes, sizes)
    return numbers


def offsets(sizes: Array) -> Array:
    """Return where parts of these sizes begin, and where the last ends."""
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


def sums(values: Array, starts: Array) -> Array:
    """Return the sum of each part; of whole numbers, which may wrap around."""
    total = np.concatenate([np.zeros(1, dtype=values.dtype), np.cumsum(values, dtype=values.dtype)])
    parts: Array = total[starts[1:]] - total[starts[:-1]]
    return parts
