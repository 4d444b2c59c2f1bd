"""What the documents say about the project is there: files, commands, targets, exit codes."""

import re
from pathlib import Path

import pytest

from generator import cli

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs" / "project").glob("*.md"))
)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_to_a_file_leads_to_one(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)", text)
    for link in links:
        if not link.startswith(("http:", "https:", "mailto:")):
            assert ((ROOT / name).parent / link).exists(), link


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_that_is_named_exists(name):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))
    text = (ROOT / name).read_text(encoding="utf-8")
    commands = re.findall(r"(?:^ {4}|`)make ((?:[a-z-]+ ?)+)", text, flags=re.MULTILINE)
    for command in commands:
        assert set(command.split()) <= targets, command


def test_every_script_that_the_makefile_runs_is_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    modules = re.findall(r"\$\(py\) -m (benchmarks\.[a-z_.]+)", makefile)
    scripts = re.findall(r"((?:scripts|benchmarks)/[a-z_/]+\.(?:py|sh))", makefile)
    assert modules
    assert scripts
    for path in (*scripts, *(module.replace(".", "/") + ".py" for module in modules)):
        assert (ROOT / path).is_file(), path


def test_the_readme_tells_every_command_and_every_exit_code():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in cli.main.commands:
        assert f"`briefings {command}" in readme, command
    told = set(re.findall(r"^\| (\d) \|", readme, flags=re.MULTILINE))
    shown = set(re.findall(r"^ {2}(\d) ", cli.EXIT_CODES, flags=re.MULTILINE))
    assert told == shown


def test_every_how_to_is_reached_from_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for path in (ROOT / "docs" / "project").glob("how-to-*.md"):
        assert f"docs/project/{path.name}" in readme


def test_the_changelog_knows_this_version_or_what_comes_next():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## \[Unreleased\]$", text, flags=re.MULTILINE)
    headings = re.findall(r"^### (.+)$", text, flags=re.MULTILINE)
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set(headings) <= kinds


def test_the_licence_is_the_whole_agpl():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.split("\n")[0].strip() == "GNU AFFERO GENERAL PUBLIC LICENSE"
    assert [f"{number}. " in text for number in range(18)] == [True] * 18
    assert "END OF TERMS AND CONDITIONS" in text
