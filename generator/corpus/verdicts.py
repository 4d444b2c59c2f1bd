"""Verdicts on pairs of texts: each pair is read and counted once, and then remembered."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from generator.corpus_model import Sketch

_AT_HAND = 512
"""Texts whose shingles are kept while pairs are judged: this bounds the memory."""

Shingles = npt.NDArray[np.uint64]
Rule = Callable[[Shingles, Shingles], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """A memo: what a rule said of pairs of texts, by the ``Sketch.key`` of both, smaller first."""

    known: Mapping[tuple[str, str], bool] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """Return the memo as JSON."""
        rows = [[*pair, int(verdict)] for pair, verdict in sorted(self.known.items())]
        return json.dumps(rows, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Verdicts":
        """Return what :meth:`to_bytes` gave. Raises ValueError where the bytes are not that."""
        try:
            return cls(known={(one, other): bool(said) for one, other, said in json.loads(data)})
        except TypeError as error:
            raise ValueError("The memo holds no verdicts.") from error


class Judge:
    """Applies a rule, which gives the same with its two texts exchanged, to pairs of texts.

    `shingles_of` returns the shingles of an article by id, and is asked only for what `memo` lacks.
    """

    def __init__(
        self, shingles_of: Callable[[str], Shingles], rule: Rule, memo: Verdicts | None
    ) -> None:
        self._shingles = lru_cache(maxsize=_AT_HAND)(shingles_of)
        self._rule = rule
        self._known = memo.known if memo else {}
        self._asked: dict[tuple[str, str], bool] = {}

    def __call__(self, one: Sketch, other: Sketch) -> bool:
        """Return what the rule says of the texts of two articles."""
        pair = (one.key, other.key) if one.key <= other.key else (other.key, one.key)
        said = self._asked.get(pair)
        if said is None:
            said = self._known.get(pair)
            if said is None:
                said = self._rule(self._shingles(one.id), self._shingles(other.id))
            self._asked[pair] = said
        return said

    def verdicts(self) -> Verdicts:
        """Return what has been asked, without what only an earlier corpus asked."""
        return Verdicts(known=self._asked)
