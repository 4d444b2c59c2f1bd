"""An incremental build equals a clean one, byte for byte, whatever happened in between."""

from pathlib import Path

import pytest

from benchmarks.walk import Walk

STEPS = 9


@pytest.mark.parametrize("seed", [1, 2])
def test_every_incremental_build_equals_a_clean_one(tmp_path: Path, seed: int) -> None:
    walk = Walk(tmp_path, seed)
    for _ in range(STEPS):
        walk.step()
        assert walk.differences() == [], "\n".join(walk.steps)
