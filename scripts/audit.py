"""Ask the database of known weaknesses about every locked package.

usage: python scripts/audit.py        (`make check` runs it)

One line says what was found. A machine that cannot reach the database is no reason to fail: the
line then says that nothing was audited, and why.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("run.txt", "dev.txt")
LONGEST = 180  # seconds; a network that swallows everything answers never
_NO_ANSWER = ("ConnectionError", "ConnectionFailed", "Timeout", "ServiceError", "HTTPError")


def verdict(output: str, errors: str) -> tuple[int, list[str]]:
    """Return the exit code and the lines for what pip-audit wrote (``--format json``)."""
    try:
        packages = json.loads(output)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = (errors.strip().splitlines() or ["no output"])[-1].strip()
        if any(sign in errors for sign in _NO_ANSWER):
            return 0, [f"audit: skipped, its database does not answer ({last[:90]})"]
        return 1, [f"audit: pip-audit failed: {last[:200]}"]
    known = [package for package in packages if "skip_reason" not in package]
    if not known:
        cause = f"the index that is reached here knows none of the {len(packages)} packages"
        return 0, [f"audit: skipped, {cause}"]
    found = [
        f"audit: {package['name']} {package['version']}: {weakness['id']}, mended in "
        f"{', '.join(weakness['fix_versions']) or 'no version yet'}"
        for package in known
        for weakness in package["vulns"]
    ]
    unknown = len(packages) - len(known)
    rest = f"; {unknown} unknown to the database" if unknown else ""
    return bool(found), [*found, f"audit: {len(known)} packages, {len(found)} weaknesses{rest}"]


def main() -> int:
    """Audit the lock files as they are: nothing is resolved, installed or changed."""
    files = [part for lock in LOCKS for part in ("-r", str(ROOT / "locks" / lock))]
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json"]
    try:
        run = subprocess.run(  # noqa: S603 - a fixed command
            [sys.executable, "-m", "pip_audit", *options, *files],
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired:
        print("audit: skipped, its database does not answer in time")  # noqa: T201
        return 0
    code, lines = verdict(run.stdout, run.stderr)
    print("\n".join(lines))  # noqa: T201
    return code


if __name__ == "__main__":
    sys.exit(main())
