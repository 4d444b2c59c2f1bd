"""Pages made in forked processes are those made in one; what goes wrong there is said here."""

import os
import shutil
import signal
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from generator import making
from generator.corpus_model import Page, View
from generator.errors import PublishError, TemplateProblem
from generator.making import Making
from generator.settings import Settings
from tests.test_build import project_at, run, tree_of


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a handful of jobs be worth processes, and many of them."""
    monkeypatch.setattr(making, "_WORTH_PROCESSES", 2)
    monkeypatch.setattr(making, "_STRETCH", 3)


def with_workers(settings: Settings, workers: int) -> Settings:
    return replace(settings, options=replace(settings.options, workers=workers))


@pytest.mark.usefixtures("few")
def test_any_number_of_processes_makes_the_same(tmp_path: Path) -> None:
    trees = []
    for workers in (1, 2, 5):
        settings = with_workers(project_at(tmp_path / "project"), workers)
        report = run(settings)
        assert report.changes is not None
        assert len(report.changes.added) > 3 * workers
        trees.append(tree_of(settings.docs))
        shutil.rmtree(tmp_path / "project")
    assert trees[0] == trees[1] == trees[2]


@pytest.mark.usefixtures("few")
def test_what_processes_made_is_known_to_the_next_build(tmp_path: Path) -> None:
    settings = with_workers(project_at(tmp_path / "project"), 2)
    run(settings)
    (settings.docs / "about.md").unlink()
    report = run(settings)
    assert report.changes is not None
    assert (report.changes.added, report.changes.changed) == (("about.md",), ())


@pytest.mark.usefixtures("few")
def test_a_fault_in_a_process_is_the_same_one_line(tmp_path: Path) -> None:
    settings = with_workers(project_at(tmp_path / "project"), 2)
    (settings.templates / "briefing.md.j2").write_text("{{ page.nonsense.more }}")
    with pytest.raises(TemplateProblem, match=r"briefing\.md\.j2"):
        run(settings)


@pytest.mark.usefixtures("few")
def test_a_process_that_is_killed_ends_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent, files = os.getpid(), Making._files

    def killed(self: Making, things: Iterable[View | Page]) -> object:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return files(self, things)

    monkeypatch.setattr(Making, "_files", killed)
    settings = with_workers(project_at(tmp_path / "project"), 2)
    with pytest.raises(PublishError, match="was killed"):
        run(settings)
