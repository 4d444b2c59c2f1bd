"""How the memos of the corpus are written: a line of JSON, then the bytes of arrays.

A memo is what a stage found in an earlier corpus and need not find again. It is safe to lose: with
any memo a stage gives the same as without.
"""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt


def pack(facts: Mapping[str, Any], arrays: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """Return `facts` (which JSON can write) and one-dimensional `arrays` as bytes."""
    layout = [[name, array.dtype.str, array.size] for name, array in arrays.items()]
    head = json.dumps([facts, layout], separators=(",", ":")).encode()
    return b"\n".join([head, b"".join(array.tobytes() for array in arrays.values())])


def unpack(data: bytes) -> tuple[dict[str, Any], dict[str, npt.NDArray[Any]]]:
    """Return what :func:`pack` was given; the arrays cannot be written to.

    Raises ValueError where the bytes are something else.
    """
    head, _, body = data.partition(b"\n")
    arrays, at = {}, 0
    try:
        facts, layout = json.loads(head)
        for name, kind, size in layout:
            arrays[name] = np.frombuffer(body, dtype=np.dtype(kind), count=size, offset=at)
            at += arrays[name].nbytes
    except TypeError as error:
        raise ValueError("The memo begins with something else.") from error
    if at != len(body):
        raise ValueError("The memo is longer than it says.")
    return facts, arrays
