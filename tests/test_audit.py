"""The audit of the lock files: what is known fails the check, a silent database does not."""

import importlib.util
import json
from pathlib import Path

ROOT = Path(__file__).parent.parent
_spec = importlib.util.spec_from_file_location("audit", ROOT / "scripts" / "audit.py")
assert _spec is not None
assert _spec.loader is not None
audit = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(audit)

GOOD = {"name": "jinja2", "version": "3.1.6", "vulns": []}
WEAK = {"name": "old", "version": "1", "vulns": [{"id": "PYSEC-2024-1", "fix_versions": ["1.1"]}]}
UNKNOWN = {"name": "own", "skip_reason": "Dependency not found on PyPI: own (1)"}


def said(*packages: dict[str, object]) -> tuple[int, list[str]]:
    return audit.verdict(json.dumps({"dependencies": packages}), "")


def test_nothing_known_is_good() -> None:
    assert said(GOOD) == (0, ["audit: 1 packages, 0 weaknesses"])


def test_a_known_weakness_fails_and_says_what_mends_it() -> None:
    code, lines = said(GOOD, WEAK, UNKNOWN)
    assert code == 1
    assert lines[0] == "audit: old 1: PYSEC-2024-1, mended in 1.1"
    assert lines[1].endswith("1 unknown to the database")


def test_an_index_that_knows_nothing_is_no_audit() -> None:
    code, (line,) = said(UNKNOWN, UNKNOWN)
    assert code == 0
    assert "skipped" in line
    assert "none of the 2 packages" in line


def test_no_answer_is_said_in_one_line_and_fails_nothing() -> None:
    errors = "Traceback ...\nrequests.exceptions.ConnectionError: no name\n"
    code, (line,) = audit.verdict("", errors)
    assert code == 0
    assert "skipped" in line
    assert "no name" in line


def test_a_mistake_of_ours_is_not_taken_for_silence() -> None:
    assert audit.verdict("", "usage: pip-audit\nerror: unrecognized arguments: --x")[0] == 1
