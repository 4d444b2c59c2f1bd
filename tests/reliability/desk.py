"""A project of its own for tests that really build, and what they look at."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from generator.init import lay_down

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = """Harbour talks resume after storm {number}

The port authority of Tamsin said on Monday that talks with dock workers would resume. Union leader
Ann Lee told reporters that “the storm changed nothing in pier {number}”. It may open in 2024.

Fruit growers in Valdora said prices fell by a third, said Marco Ortiz of the Union.
"""


def new_desk(root: Path, *, articles: int) -> Path:
    """Lay down a project with so many small articles."""
    lay_down(root)
    for file in (root / "seeds").iterdir():
        file.unlink()
    write_articles(root / "seeds", range(articles))
    return root


def write_articles(seeds: Path, numbers: range) -> None:
    for number in numbers:
        text = ARTICLE.format(number=number)
        (seeds / f"article-{number}.txt").write_text(text, encoding="utf-8")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "generator", *arguments]


def environment(**others: str) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)} | others


def briefings(
    *arguments: str, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        command(*arguments),
        cwd=cwd,
        capture_output=True,
        check=False,
        env=environment(**(env or {})),
    )


def tree_of(root: Path) -> dict[str, bytes]:
    """Return every file below `root` with its content."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file()
    }
