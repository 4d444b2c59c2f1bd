"""`make check` asks for known weaknesses, and neither fails nor waits where nobody answers."""

import os
import subprocess
import sys
from pathlib import Path

from scripts.audit import weaknesses

ROOT = Path(__file__).parent.parent.parent


def audit(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "audit.py")],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_network_one_line_says_that_it_was_skipped(tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:9"  # the port of `discard`, where nobody listens
    run = audit(HTTPS_PROXY=nowhere, https_proxy=nowhere, XDG_CACHE_HOME=str(tmp_path))
    assert run.returncode == 0, run.stderr
    (line,) = run.stdout.splitlines()
    assert line.startswith("pip-audit skipped: its database ")


def test_a_database_that_is_too_slow_is_not_waited_for() -> None:
    run = audit(AUDIT_SECONDS="0.01")
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("pip-audit skipped: its database took too long")


def test_a_known_weakness_is_named_with_its_cure() -> None:
    rows = [
        {"name": "good", "version": "1.0", "vulns": []},
        {"name": "unknown", "skip_reason": "not found"},
        {
            "name": "bad",
            "version": "2.0",
            "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}, {"id": "PYSEC-2"}],
        },
    ]
    assert weaknesses(rows) == [
        "bad 2.0: PYSEC-1, mended in 2.1",
        "bad 2.0: PYSEC-2, mended in no version yet",
    ]


def test_the_check_runs_it() -> None:
    plan = subprocess.run(
        ["make", "-n", "check", f"VENV={sys.prefix}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "scripts/audit.py" in plan.stdout
