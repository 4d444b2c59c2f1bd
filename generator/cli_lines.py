"""What the command line prints: a build in one line or as JSON, complaints, progress."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

import click

from generator.build import Report
from generator.model import Refusal
from generator.settings import Settings
from generator.terminal import ProgressLine


@contextmanager
def progress_line() -> Iterator[ProgressLine]:
    """Give a line of progress until the block ends."""
    line = ProgressLine()
    try:
        yield line
    finally:
        line.close()


def complain(label: str, text: str) -> None:
    """Print a line on standard error, its label in colour on a terminal."""
    colour = {"error": "red", "refused": "yellow", "warning": "yellow"}.get(label)
    click.echo(f"{click.style(label, fg=colour, bold=True)}: {text}", err=True)


def refusal_line(refusal: Refusal) -> str:
    """Return a refusal as one line: file, cause, remedy."""
    return f"{refusal.path}: {refusal.cause}; {refusal.remedy}"


def shown(folder: Path) -> str:
    """Return a path as short as it can be said from here."""
    here = Path.cwd()
    return str(folder.relative_to(here)) if folder.is_relative_to(here) else str(folder)


def summary(report: Report, settings: Settings) -> str:
    """Return a build in one line."""
    extracted = len(report.extracted)
    counts = (
        f"{report.briefings} articles ({extracted} extracted, "
        f"{report.briefings - extracted} from the cache), {len(report.refusals)} refused"
    )
    changes = report.changes
    if changes is None:
        return f"{counts}; nothing published, because --strict"
    return (
        f"{counts}; pages: {len(changes.added)} new, {len(changes.changed)} changed, "
        f"{len(changes.removed)} removed, {changes.unchanged} as before -> {shown(settings.site)}"
    )


def report_as_json(report: Report, settings: Settings, warnings: tuple[str, ...]) -> str:
    """Return a build as a program would read it."""
    # The receipt has the inputs; the rest is for the stages.
    row = asdict(replace(report, inputs=(), docs=None, corpus=None))
    for name in ("inputs", "docs", "corpus"):
        del row[name]
    row |= {
        "published": report.changes is not None,
        "site": str(settings.site),
        "warnings": warnings,
    }
    return json.dumps(row, ensure_ascii=False, indent=2)
