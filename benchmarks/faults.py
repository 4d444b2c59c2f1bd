"""Kills builds at random moments: the last good site must stand, and the next build heal.

usage: python -m benchmarks.faults [--kills N] [--seed N]

One process loads everything once and forks a child for each build, so that the moments fall on the
build's own work: reading, extraction, the cache, pages, MkDocs, the swap. After each kill the site
must be, byte for byte, the one before or the one after the change; a build that is left alone must
then give the second.
"""

import argparse
import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from generator import cli
from generator.extraction import Extractor
from generator.read import from_text
from tests.reliability.desk import new_desk, tree_of, write_articles


def start(desk: Path) -> int:
    """Fork a child that builds as the command line does; return its id."""
    child = os.fork()
    if child:
        return child
    os.setsid()
    os.chdir(desk)
    with Path(os.devnull).open("w") as nothing:
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)
    code = 9
    try:
        cli.main(["build"], standalone_mode=True)
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        os._exit(code)


def build(desk: Path) -> float:
    """Build to the end and return the seconds it took. Raises RuntimeError where it fails."""
    begun = time.monotonic()
    _, status = os.waitpid(start(desk), 0)
    if status:
        raise RuntimeError(f"a build that nobody killed ended with {status}")
    return time.monotonic() - begun


def kill(desk: Path, after: float) -> bool:
    """Build, kill so many seconds later; say whether there was still something to kill."""
    child = start(desk)
    time.sleep(after)
    done, _ = os.waitpid(child, os.WNOHANG)
    if done:
        return False
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def change(desk: Path, version: int) -> None:
    """Bring the seeds into one of two states."""
    seeds = desk / "seeds"
    for file in seeds.iterdir():
        file.unlink()
    write_articles(seeds, range(4) if version else range(2, 6))


def main() -> int:
    """Kill so many builds and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=20240506)
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)
    import mkdocs.commands.build  # noqa: F401, PLC0415 - the children shall have it already

    Extractor()(from_text("Ann Lee said so on Monday. " * 9))
    problems: list[str] = []
    killed = attempts = partly = 0
    with tempfile.TemporaryDirectory() as name:
        desk = new_desk(Path(name) / "desk", articles=0)
        goals = []
        for version in (0, 1):
            change(desk, version)
            shutil.rmtree(desk / ".briefings", ignore_errors=True)
            length = build(desk)
            goals.append(tree_of(desk / "site"))
        version = 1
        while killed < chosen.kills and attempts < 4 * chosen.kills:
            attempts += 1
            if attempts % 4 == 1:
                version = 1 - version
                change(desk, version)
            if attempts % 3 == 0:
                shutil.rmtree(desk / ".briefings", ignore_errors=True)
            was = tree_of(desk / "site")
            killed += kill(desk, chance.uniform(0, length))
            now = tree_of(desk / "site")
            partly += any(desk.glob(".site.*")) or any(desk.rglob(".*.draft"))
            if now not in (was, goals[version]):
                problems.append(f"after kill {killed}: the site is neither the old nor the new")
            if killed % 10 == 0 or now == goals[version]:
                length = max(0.3, (length + build(desk)) / 2)
                if tree_of(desk / "site") != goals[version]:
                    problems.append(f"after kill {killed}: the next build did not heal it")
                left = [file for file in desk.rglob(".*") if file.suffix in (".draft", ".old")]
                if left:
                    problems.append(f"after kill {killed}: {len(left)} left over")
            print(f"\r{killed} killed", end="", file=sys.stderr, flush=True)
        change(desk, 1)
        build(desk)
        if tree_of(desk / "site") != goals[1]:
            problems.append("the last build did not heal")
    for problem in problems:
        print(problem)
    print(
        f"{attempts} builds, {killed} of them killed ({partly} with drafts lying about), "
        f"{len(problems)} problems"
    )
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
