"""How alike the openings of articles are: cosines between TF-IDF vectors of their terms.

What changed is compared anew through an inverted index, the rest comes from the memo. No comparison
of all pairs.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from generator.corpus.likeness import Cast
from generator.corpus.memos import pack, unpack
from generator.corpus.vectors import UNIT, Array, Rows, gather_rows, offsets, spans, weigh
from generator.corpus_model import Sketch

WINDOW = 14
"""Days within which two dated articles can tell of one event."""
FADING = 0.55
"""What likeness loses from one end of the window to the other."""
UNDATED = 4
"""Days that articles count as apart where a date is unknown."""
LEAST = 0.05
"""Likeness below which two articles count as having nothing in common."""
MOST = 150
"""Earlier neighbours of an article that are kept, nearest first; this bounds the memory."""
SCALE = 60_000
"""Likeness is given in whole numbers of such parts."""

_CHUNK = 2_000_000
"""Products, and cells for their sums, that are in memory at a time."""
_NAME = 16
_OWN = ("marks", "firsts", "others", "values", "cut")
_ROWS = ("vocabulary", "starts", "terms", "weights", "steps")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A memo of :func:`neighbours`: rows are articles by date, each with a hash of what it is.

    ``marks`` hash the vectors; ``others[firsts[r] : firsts[r + 1]]`` are the earlier rows that are
    like row r, ``values`` how much; ``cut`` says where some were left out.
    """

    names: bytes
    rows: Rows
    marks: Array
    firsts: Array
    others: Array
    values: Array
    cut: Array

    def to_bytes(self) -> bytes:
        """Return the memo as bytes, about 1 kB an article."""
        arrays = {name: getattr(self, name) for name in _OWN}
        terms = {name: getattr(self.rows, name) for name in _ROWS}
        return pack({}, {"names": np.frombuffer(self.names, dtype=np.uint8), **arrays, **terms})

    @classmethod
    def from_bytes(cls, data: bytes) -> "Likeness":
        """Return what :meth:`to_bytes` gave. Raises ValueError where the bytes are not that."""
        arrays = unpack(data)[1]
        try:
            return cls(
                names=arrays["names"].tobytes(),
                rows=Rows(**{name: arrays[name] for name in _ROWS}),
                **{name: arrays[name] for name in _OWN},
            )
        except KeyError as error:
            raise ValueError("The memo is another's.") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of articles by their numbers, each pair once, and their likeness in ``SCALE`` parts."""

    one: Array
    other: Array
    value: Array


def neighbours(
    sketches: Sequence[Sketch], casts: Mapping[str, Cast], memo: Likeness | None = None
) -> tuple[Pairs, Likeness]:
    """Return the pairs of articles that may tell of the same event.

    `casts` are the main actors of each article by its id; `memo` is the second result of an
    earlier call. Among articles of one day those that come first in `sketches` count as earlier.
    """
    days = [day_number(each.published) for each in sketches]
    order = sorted(range(len(sketches)), key=lambda n: (days[n] is None, days[n] or 0, n))
    names = [_name(sketches[n], casts.get(sketches[n].id, ())) for n in order]
    old = np.full(len(order), -1, dtype=np.int64)
    if memo:
        at = {
            memo.names[place : place + _NAME]: place // _NAME
            for place in range(0, len(memo.names), _NAME)
        }
        old[:] = [at.get(name, -1) for name in names]
    fresh = [
        (row, sketches[order[row]], casts.get(sketches[order[row]].id, ()))
        for row in np.flatnonzero(old < 0).tolist()
    ]
    rows = gather_rows(old, fresh, memo.rows if memo else None)
    vectors, marks = weigh(rows)
    when = np.array([np.nan if days[n] is None else days[n] for n in order], dtype=float)
    found, cut = _compared(rows, vectors, marks, days=when, old=old, memo=memo)
    row, other, value = found
    numbers = np.array(order, dtype=np.int64)
    kept = Likeness(
        names=b"".join(names),
        rows=rows,
        marks=marks,
        firsts=offsets(np.bincount(row, minlength=len(order))),
        others=other.astype(np.uint32),
        values=value.astype(np.uint16),
        cut=cut,
    )
    return Pairs(one=numbers[row], other=numbers[other], value=value), kept


def day_number(published: str | None) -> int | None:
    """Return the day of an ISO date or date-time as a number, None where it tells no day."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def _name(sketch: Sketch, cast: Cast) -> bytes:
    """Return a hash of all that an article's terms come from."""
    text = "\0".join([sketch.id, sketch.key, *(f"{slug}\1{name}" for slug, name in cast)])
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_NAME).digest()


def _compared(
    rows: Rows, vectors: Array, marks: Array, *, days: Array, old: Array, memo: Likeness | None
) -> tuple[tuple[Array, Array, Array], Array]:
    """Return the pairs of rows that are alike (later, earlier, value), sorted, and which rows have
    more than are kept."""
    count = days.size
    dated = int(np.count_nonzero(~np.isnan(days)))
    first = np.zeros(count, dtype=np.int64)
    first[:dated] = np.searchsorted(days[:dated], days[:dated] - WINDOW)
    last = np.full(count, count, dtype=np.int64)
    last[:dated] = np.searchsorted(days[:dated], days[:dated] + WINDOW, side="right")
    every = np.arange(count)
    index = _Index(rows, vectors, days)
    same = old >= 0
    if memo:
        same[same] = memo.marks[old[same]] == marks[same]
    if not memo or 2 * np.count_nonzero(same) < count:
        return _nearest(index.like(every, first, every), count, np.zeros(count, dtype=bool))
    now = np.full(memo.marks.size, -1, dtype=np.int64)
    now[old[same]] = every[same]
    row = now[np.repeat(np.arange(memo.marks.size), np.diff(memo.firsts))]
    other = now[memo.others]
    # Where some were left out and one of the others goes, those left out may be in again.
    lost = np.bincount(row[(row >= 0) & (other < 0)], minlength=count) > 0
    cut = np.zeros(count, dtype=bool)
    cut[same] = memo.cut[old[same]]
    anew = ~same | (cut & lost)
    stays = (row >= 0) & (other >= 0)
    stays[stays] = ~anew[row[stays]]
    changed = np.flatnonzero(~same)
    parts = [
        (row[stays], other[stays], memo.values[stays].astype(np.int64)),
        index.like(every[anew], first[anew], every[anew]),
    ]
    with_date = changed[changed < dated]
    for these, low, high in (
        (changed, changed + 1, last[changed]),
        (with_date, np.full(with_date.size, dated), np.full(with_date.size, count)),
    ):
        earlier, later, value = index.like(these, low, high)
        kept = ~anew[later]
        parts.append((later[kept], earlier[kept], value[kept]))
    row, other, value = (np.concatenate(each) for each in zip(*parts, strict=True))
    return _nearest((row, other, value), count, cut & ~anew)


def _nearest(
    found: tuple[Array, Array, Array], count: int, cut: Array
) -> tuple[tuple[Array, Array, Array], Array]:
    """Sort pairs and keep the ``MOST`` nearest others of each row."""
    row, other, value = found
    order = np.argsort(row * count + other, kind="stable")
    row, other, value = row[order], other[order], value[order]
    sizes = np.bincount(row, minlength=count)
    starts = offsets(sizes)
    crowded = np.flatnonzero(sizes > MOST)
    kept = np.ones(row.size, dtype=bool)
    for each in crowded:
        mine = slice(starts[each], starts[each + 1])
        kept[mine] = False
        kept[starts[each] + np.argsort(-value[mine], kind="stable")[:MOST]] = True
    cut = cut.copy()
    cut[crowded] = True
    return (row[kept], other[kept], value[kept]), cut


class _Index:
    """An inverted index of rows, which finds those that are like a given one."""

    def __init__(self, rows: Rows, vectors: Array, days: Array) -> None:
        self._starts, self._terms, self._vectors = rows.starts, rows.terms, vectors
        self._days = days
        owners = np.repeat(np.arange(days.size), np.diff(rows.starts))
        self._shift = np.uint64(32)
        keys = (rows.terms.astype(np.uint64) << self._shift) | owners.astype(np.uint64)
        telling = np.flatnonzero(vectors)
        order = telling[np.argsort(keys[telling], kind="stable")]
        self._keys = keys[order]
        self._values = vectors[order].astype(np.float64)

    def like(self, these: Array, low: Array, high: Array) -> tuple[Array, Array, Array]:
        """Return (row, other, likeness) for the rows `these` and others in [low, high) of each."""
        nothing = np.zeros(0, dtype=np.int64)
        parts = [(nothing, nothing, nothing)]
        sizes = self._starts[these + 1] - self._starts[these]
        places = spans(self._starts[these], sizes)
        entry = np.repeat(np.arange(these.size), sizes)
        terms = self._terms[places].astype(np.uint64) << self._shift
        begins = np.searchsorted(self._keys, terms | low[entry].astype(np.uint64))
        ends = np.searchsorted(self._keys, terms | np.maximum(low, high)[entry].astype(np.uint64))
        ahead = offsets(np.bincount(entry, weights=ends - begins, minlength=these.size))
        starts = offsets(sizes)
        at = 0
        while at < these.size:
            till = int(np.searchsorted(ahead, ahead[at] + _CHUNK, side="right")) - 1
            till = min(these.size, max(till, at + 1))
            wide = max(1, int((high[at:till] - low[at:till]).max()))
            till = min(till, at + max(1, _CHUNK // wide))
            mine = slice(int(starts[at]), int(starts[till]))
            counts = ends[mine] - begins[mine]
            met = spans(begins[mine], counts)
            who = np.repeat(entry[mine], counts)
            others = (self._keys[met] & np.uint64(0xFFFFFFFF)).astype(np.int64)
            sums = np.bincount(
                (who - at) * wide + others - low[who],
                weights=self._values[met] * np.repeat(self._vectors[places[mine]], counts),
            )
            cells = np.flatnonzero(sums >= LEAST * UNIT * UNIT)
            which, offset = np.divmod(cells, wide)
            row, other = these[at + which], low[at + which] + offset
            apart = np.nan_to_num(np.abs(self._days[row] - self._days[other]), nan=UNDATED)
            faded = sums[cells] / UNIT / UNIT * (1 - FADING * apart / WINDOW)
            value = np.minimum(np.rint(faded * SCALE), 65_535).astype(np.int64)
            near = value >= LEAST * SCALE
            parts.append((row[near], other[near], value[near]))
            at = till
        row, other, value = (np.concatenate(each) for each in zip(*parts, strict=True))
        return row, other, value
