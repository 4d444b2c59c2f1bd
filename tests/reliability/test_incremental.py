"""An incremental build equals a clean one, byte for byte, whatever happened in between."""

from pathlib import Path

import pytest

from benchmarks.walk import Walk

STEPS = 4
"""``python -m benchmarks.walk`` goes further."""


@pytest.mark.parametrize("seed", [1, 2])
def test_every_incremental_build_equals_a_clean_one(tmp_path: Path, seed: int) -> None:
    walk = Walk(tmp_path, seed)
    for _ in range(STEPS):
        walk.step()
        found = walk.differences()
        assert found == [], walk.report(found)


def test_what_differs_is_found_and_shown(tmp_path: Path) -> None:
    """A page that nobody's build made stays where it lies, and is not in the clean copy."""
    walk = Walk(tmp_path, 3)
    assert walk.differences() == []
    (walk.project / "docs" / "data" / "foreign.txt").write_text("foreign\n", encoding="utf-8")
    found = walk.differences()
    assert found == ["docs/data/foreign.txt", "site/data/foreign.txt", "site/receipt.json"]
    assert "+foreign" in walk.report(found)
