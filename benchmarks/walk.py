"""A random walk through the life of a project: each incremental build equals a clean one.

``python -m benchmarks.walk --steps 200 --seed 7`` walks far; the tests walk a little. What differs
is printed with the steps that led there; the same seed walks the same way again.
"""

import argparse
import difflib
import random
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.walk_events import TOP_PAGES, Events
from generator.build import generate
from generator.init import packaged
from generator.plan import GENERATED_FOLDERS
from generator.settings import load_settings
from generator.site import publish_site
from tests.reliability.desk import tree_of

_SHOWN = 3
"""Files that differ whose lines are printed."""
_LINES = 30
_WIDTH = 200


class Walk:
    """A project in `root` to which things happen, and a clean copy; all follows from `seed`."""

    def __init__(self, root: Path, seed: int) -> None:
        self.project = root / "project"
        self.clean = root / "clean"
        self.chance = random.Random(seed)
        self.events = Events(self.project, self.chance)
        self.steps: list[str] = []
        for _ in range(4):
            self.events.add()

    def step(self) -> str:
        """Let one thing happen, or a few at once, and return what."""
        can = self.events
        happened = []
        for _ in range(self.chance.choice((1, 1, 1, 2, 3))):
            act: Callable[[], str] = self.chance.choice(
                [can.add] * 5
                + [can.edit] * 4
                + [can.remove] * 3
                + [can.aliases] * 2
                + [can.rename, can.redate, can.copy, can.crowd, can.bad, can.elsewhere]
                + [can.template, can.settings, can.config, can.handwritten]
                + [can.lose, can.damage, can.damage_pages, can.nothing]
            )
            happened.append(act())
        told = "; ".join(happened)
        self.steps.append(told)
        return told

    def differences(self) -> list[str]:
        """Build here and afresh elsewhere; return the files that differ, as paths in a project."""
        build(self.project)
        self._copy_what_people_wrote()
        build(self.clean)
        one, other = (dict(_files(project)) for project in (self.project, self.clean))
        return [path for path in sorted(one.keys() | other) if one.get(path) != other.get(path)]

    def report(self, differing: list[str]) -> str:
        """Say what happened, which files differ, and how the first of them do."""
        steps = [f"{number}: {step}" for number, step in enumerate(self.steps)]
        lines = [*steps, f"{len(differing)} files differ from a clean build:", *differing[:20]]
        for path in differing[:_SHOWN]:
            both = [_lines(project / path) for project in (self.clean, self.project)]
            found = list(difflib.unified_diff(*both, f"clean/{path}", f"here/{path}", n=0))
            lines += [line.rstrip("\n")[:_WIDTH] for line in found[:_LINES]]
        return "\n".join(lines)

    def _copy_what_people_wrote(self) -> None:
        shutil.rmtree(self.clean, ignore_errors=True)
        shutil.copytree(
            self.project,
            self.clean,
            ignore=lambda folder, _: (
                [".briefings", "site", ".site.previous"] if Path(folder) == self.project else []
            ),
        )
        for folder in GENERATED_FOLDERS:
            shutil.rmtree(self.clean / "docs" / folder, ignore_errors=True)
        for page in TOP_PAGES:
            (self.clean / "docs" / page).unlink(missing_ok=True)


def build(project: Path) -> None:
    """Do what ``briefings build`` does, in this process: the model is loaded once."""
    settings = load_settings(project)
    report = generate(settings, templates=packaged("templates"), progress=_quiet)
    publish_site(settings, progress=_quiet, report=report)


def _quiet(stage: str, done: int, total: int) -> None:
    """Tests need no progress."""


def _files(project: Path) -> Iterator[tuple[str, bytes]]:
    for part in ("docs", "site"):
        for path, content in tree_of(project / part).items():
            yield f"{part}/{path}", content


def _lines(file: Path) -> list[str]:
    if not file.is_file():
        return ["there is no such file\n"]
    return file.read_text(encoding="utf-8", errors="backslashreplace").splitlines(keepends=True)


def main() -> int:
    """Walk; say where the two builds differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(Path(folder), options.seed)
        for number in range(options.steps):
            print(f"{number}: {walk.step()}", flush=True)
            try:
                found = walk.differences()
            except Exception:  # noqa: BLE001 - whatever a build raises is a finding of the walk
                traceback.print_exc()
                return 1
            if found:
                print(walk.report(found))
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
