"""Ask pip-audit whether a package of a lock file has a known weakness.

usage: python scripts/audit.py [LOCK ...]        (`make check` runs it for locks/dev.txt)

Ends with 1 where one has. A check must work offline and stay quick: where the database does not
answer, or not within AUDIT_SECONDS (15; CI waits longer), one line says so and the check goes on.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# The database surely knows this one: where it does not, it is no database that answered.
PROBE = "pip==26.3"


class NoAnswerError(Exception):
    """The database did not answer; the text says why."""


def audited(requirements: Path, seconds: float) -> list[dict[str, Any]]:
    """Return pip-audit's row for each package of a file of exact versions.

    Raises NoAnswerError. Nothing is installed or resolved: the versions are taken as they are.
    """
    if seconds <= 0:
        raise NoAnswerError("took too long")
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        command = [sys.executable, "-m", "pip_audit", "--progress-spinner", "off", "--disable-pip"]
        command += ["--no-deps", "--format", "json", "--output", str(result)]
        command += ["--timeout", "5", "--requirement", str(requirements)]
        try:
            run = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=seconds
            )
        except subprocess.TimeoutExpired:
            raise NoAnswerError("took too long") from None
        try:
            rows: list[dict[str, Any]] = json.loads(result.read_text("utf-8"))["dependencies"]
        except (OSError, ValueError, KeyError):
            lines = run.stderr.strip().splitlines() or ["said nothing"]
            raise NoAnswerError(f"could not be asked ({lines[-1][:100]})") from None
    if all("skip_reason" in row for row in rows):
        raise NoAnswerError("knows none of the packages")
    return rows


def weaknesses(rows: list[dict[str, Any]]) -> list[str]:
    """Return a line for each known weakness."""
    return [
        f"{row['name']} {row['version']}: {weakness['id']}, mended in "
        f"{', '.join(weakness.get('fix_versions') or ()) or 'no version yet'}"
        for row in rows
        for weakness in row.get("vulns", ())
    ]


def main(locks: list[str], seconds: float) -> int:
    """Ask for a package that is known, then for all of the locks; print what was found."""
    end = time.monotonic() + seconds
    files = [Path(lock) for lock in locks] or [ROOT / "locks" / "dev.txt"]
    rows = []
    try:
        with tempfile.TemporaryDirectory() as folder:
            probe = Path(folder) / "probe.txt"
            probe.write_text(f"{PROBE}\n", encoding="utf-8")
            audited(probe, seconds / 2)  # offline, it would try again and again
        for file in files:
            rows += audited(file, end - time.monotonic())
    except NoAnswerError as why:
        print(f"pip-audit skipped: its database {why}; ask again online, AUDIT_SECONDS=180")
        return 0
    found = weaknesses(rows)
    for line in found:
        print(line)
    unknown = sum("skip_reason" in row for row in rows)
    print(
        f"pip-audit: {len(rows)} packages, {len(found)} known weaknesses"
        + (f", {unknown} not in its database" if unknown else "")
    )
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], float(os.environ.get("AUDIT_SECONDS", "15"))))
