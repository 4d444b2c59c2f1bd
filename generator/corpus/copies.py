"""Near-copies: the same text in several files, as when outlets print what an agency sends.

Two articles are copies when most of the shorter one's shingles (runs of five words) stand in the
longer one, and make up most of that too: Broder's containment and resemblance ("On the resemblance
and containment of documents", 1997). Pairs to compare come from MinHash signatures cut into bands
(Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3); of each the texts are then
read and counted exactly, once. No comparison of all pairs.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import rensa

from generator.corpus.verdicts import Judge, Shingles, Verdicts
from generator.corpus_model import Sketch

SHINGLE = 5
"""Words in a shingle."""
LEAST_OF_SHORTER = 0.75
"""Share of the shorter text's shingles that the longer one has: the rest is room for another
headline, by-line and footer, and for an editor's hand (a changed word changes five shingles)."""
LEAST_OF_LONGER = 0.6
"""Share of the longer text's shingles that the shorter one has. A text that says much more is no
copy: to leave it out of the figures would lose what it says."""
FEWEST = 20
"""Shingles below which only the very same words are a copy: a line of boilerplate is nobody's."""
LEAST_TEXT = 4
"""Shingles below which a text is too little to be anybody's."""

# Copies have a Jaccard similarity of 0.5 at least; three rows a band and 42 bands find a pair of
# 0.5 with a probability of 0.996, and take up one of 0.05 with 0.005.
_ROWS = 3
_BANDS = 42
_SEED = 1
_FACTOR = 0x9E3779B97F4A7C15
# Of the articles in one band's slot each is compared with the first and the last few before it:
# copies meet in many bands, and what shares one footer must not meet all others of its outlet.
_BEFORE = 4
_WORTH_READING = 0.3
"""Share of equal numbers in two signatures from which the texts are read: that of copies is above
with a probability of 0.999995."""
_CHUNK = 10_000
_WORD = re.compile(r"\w+")
# Scripts without blanks between words are taken sign by sign (kana, ideographs).
_SIGN = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")


def find_copies(
    sketches: Sequence[Sketch], text_of: Callable[[str], str], memo: Verdicts | None = None
) -> tuple[Mapping[str, str], Verdicts]:
    """Map the id of each copy to that of the article it repeats, which is itself no copy.

    The one shown is the earliest by the date of publication (undated last), then by file. The
    order of `sketches` does not matter, and an article that comes later never turns two that were
    different into copies. `text_of` returns the text of an article by id; `memo` is the second
    result of an earlier call, with any articles.
    """
    judge = Judge(lambda key: shingles(text_of(key)), same_text, memo)
    ordered = [each for each in sorted(sketches, key=_earliest) if each.signature]
    signatures = _signatures(ordered)
    shown = list(range(len(ordered)))
    pairs: defaultdict[int, set[int]] = defaultdict(set)
    for before, later in _candidates(signatures):
        pairs[later].add(before)
    for later in sorted(pairs):
        for first in sorted({shown[before] for before in pairs[later]}):
            one, other = ordered[first], ordered[later]
            if (
                _near_in_size(one.shingles, other.shingles)
                and np.mean(signatures[first] == signatures[later]) >= _WORTH_READING
                and judge(one, other)
            ):
                shown[later] = first
                break
    copy_of = {
        ordered[index].id: ordered[first].id for index, first in enumerate(shown) if index != first
    }
    return copy_of, judge.verdicts()


def shingles(text: str) -> Shingles:
    """Return the hashes of the runs of five words in `text`, sorted, each once.

    Case and punctuation do not count. A text of fewer words is one shingle.
    """
    plain = text.casefold()
    if not plain.isascii():
        plain = _SIGN.sub(r" \1 ", plain)
    spoken = " ".join(_WORD.findall(plain)).encode("utf-8", "surrogatepass").split()
    words = np.fromiter(map(zlib.crc32, spoken), dtype=np.uint64, count=len(spoken))
    if not words.size:
        return words
    width = min(SHINGLE, words.size)
    runs = np.zeros(words.size - width + 1, dtype=np.uint64)
    for offset in range(width):
        runs = runs * np.uint64(_FACTOR) + words[offset : offset + runs.size]
    return np.unique(_mixed(runs))


def signature(text: Shingles) -> bytes:
    """Return the MinHash of a text's shingles: little-endian 32-bit numbers, empty for no text."""
    if not text.size:
        return b""
    offsets = np.array([0, text.size], dtype=np.uint64)
    rows = rensa.RMinHash.digest_matrix_from_flat_token_hashes(text, offsets, _ROWS * _BANDS, _SEED)
    return np.array(rows.to_rows(), dtype="<u4").tobytes()


def same_text(one: Shingles, other: Shingles) -> bool:
    """Say whether two texts, given by their :func:`shingles`, are copies."""
    shorter, longer = sorted((one.size, other.size))
    if shorter < FEWEST:
        return shorter >= LEAST_TEXT and bool(np.array_equal(one, other))
    if shorter < LEAST_OF_LONGER * longer:
        return False
    shared = shared_shingles(one, other)
    return shared >= LEAST_OF_SHORTER * shorter and shared >= LEAST_OF_LONGER * longer


def shared_shingles(one: Shingles, other: Shingles) -> int:
    """Count the shingles that two texts share."""
    return int(np.intersect1d(one, other, assume_unique=True).size)


def _near_in_size(one: int, other: int) -> bool:
    """Say whether so many shingles can be those of copies."""
    shorter, longer = sorted((one, other))
    if shorter < FEWEST:
        return shorter >= LEAST_TEXT and shorter == longer
    return shorter >= LEAST_OF_LONGER * longer


def _earliest(sketch: Sketch) -> tuple[str, str, str]:
    return sketch.published or "9999", sketch.file, sketch.id


def _signatures(sketches: Sequence[Sketch]) -> npt.NDArray[np.uint32]:
    """Return the signatures as rows."""
    flat = np.frombuffer(b"".join(each.signature for each in sketches), dtype="<u4")
    return flat.reshape(len(sketches), _ROWS * _BANDS)


def _candidates(signatures: npt.NDArray[np.uint32]) -> Iterator[tuple[int, int]]:
    """Yield pairs of text numbers, the smaller first, that are likely to be copies."""
    count = len(signatures)
    found = [np.zeros(0, dtype=np.int64)]
    places = np.arange(count)
    for band in range(_BANDS):
        rows = signatures[:, band * _ROWS : (band + 1) * _ROWS].astype(np.uint64)
        keys = rows @ np.array([1, _FACTOR, _FACTOR * _FACTOR % 2**64], dtype=np.uint64)
        order = np.argsort(keys, kind="stable")
        begins = places.copy()
        begins[1:][keys[order[1:]] == keys[order[:-1]]] = 0
        begins = np.maximum.accumulate(begins)
        later = np.flatnonzero(begins < places)
        for before in (begins[later], *(later - back for back in range(1, _BEFORE + 1))):
            within = before >= begins[later]
            found.append(order[before[within]] * count + order[later[within]])
    pairs = np.unique(np.concatenate(found))
    for start in range(0, pairs.size, _CHUNK):
        before, later = np.divmod(pairs[start : start + _CHUNK], max(1, count))
        near = np.mean(signatures[before] == signatures[later], axis=1) >= _WORTH_READING
        yield from zip(before[near].tolist(), later[near].tolist(), strict=True)


def _mixed(numbers: Shingles) -> Shingles:
    """Spread the bits (the finaliser of MurmurHash3), as MinHash expects of hashes."""
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        numbers = (numbers ^ (numbers >> np.uint64(33))) * np.uint64(factor)
    return numbers ^ (numbers >> np.uint64(33))
