"""When articles arrived, as git's history of the seeds has it."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from generator.shown_paths import shown_path


def arrival_dates(seeds: Path) -> dict[str, str]:
    """Return the day (UTC, ISO 8601) on which each file below `seeds` was added, by its path,
    as git's history has it: the commit that last added it, not one that only changed it.

    Empty where there is no git, no repository, or a history that was cut off (a shallow clone
    seems to add everything at its first commit).
    """
    if _git(seeds, "rev-parse", "--is-shallow-repository").strip() != b"false":
        return {}
    # A relative path never begins with a slash, so a header that does is no path.
    log = _git(
        seeds,
        *("log", "--diff-filter=A", "--no-renames", "--name-only", "--relative", "-z"),
        *("--no-show-signature", "--no-ext-diff", "--format=/%ct", "--", "."),
    )
    newest: dict[str, int] = {}
    seconds = 0
    for item in log.split(b"\0"):
        item = item.removeprefix(b"\n")  # noqa: PLW2901 - git's own line end after a header
        if item.startswith(b"/"):
            seconds = int(item[1:])
        elif item:
            path = shown_path(os.fsdecode(item))
            newest[path] = max(seconds, newest.get(path, seconds))
    return {
        path: datetime.fromtimestamp(when, UTC).date().isoformat()
        for path, when in sorted(newest.items())
    }


def _git(folder: Path, *arguments: str) -> bytes:
    """Return what git prints, or nothing where it fails or is not there."""
    # A hook's variables would point git at another repository than the one that holds the seeds.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        run = subprocess.run(  # noqa: S603 - a fixed command; no shell, and the path is no option
            ["git", "-C", os.fspath(folder.absolute()), *arguments],  # noqa: S607 - the user's git
            env=environment | {"LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:
        return b""
    return run.stdout if run.returncode == 0 else b""
