"""The CI files are valid, ask for little, and do what they promise when their commands are run."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator.init import packaged
from tests.rehearsal import ROOT, clone, commit_seed, counts, git, run_github, run_gitlab

GITHUB = (
    ROOT / ".github/workflows/publish.yml",
    ROOT / ".github/workflows/test.yml",
    packaged("github-publish.yml"),
)
GITLAB = (ROOT / ".gitlab-ci.yml", packaged("gitlab-ci.yml"))
PUBLISHING = (GITHUB[0], GITHUB[2])

FERRY = """Ferry crews accept new contract in Stavanger

Crews of the Stavanger ferries accepted a new contract on Tuesday, the operator Norled said.

"We are glad that the ships sail again," said Ingrid Hansen, a spokeswoman for the company.
"""
BRIDGE = """Lisbon closes bridge for repairs

Lisbon will close its oldest bridge for repairs, the city council announced on Friday.

"The steel is tired," said the engineer Rui Costa, who inspected the bridge for the council.
"""


@pytest.mark.parametrize("file", [*GITHUB, *GITLAB], ids=lambda file: file.name)
def test_a_ci_file_is_valid(file):
    schema = "vendor.github-workflows" if file in GITHUB else "vendor.gitlab-ci"
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", GITHUB, ids=lambda file: file.name)
def test_a_workflow_may_read_and_only_the_publishing_job_may_publish(file):
    workflow = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert "concurrency" in workflow
    for name, job in workflow["jobs"].items():
        expected = {"pages": "write", "id-token": "write"} if name == "deploy" else None
        assert job.get("permissions") == expected, name
        assert job["timeout-minutes"] <= 60


@pytest.mark.parametrize("file", GITHUB, ids=lambda file: file.name)
def test_actions_are_githubs_own_at_a_major_version(file):
    workflow = yaml.safe_load(file.read_text(encoding="utf-8"))
    used = [
        step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step
    ]
    assert used
    for action in used:
        name, version = action.split("@")
        assert name.startswith("actions/")
        assert version[0] == "v"
        assert version[1:].isdigit()


@pytest.mark.parametrize("file", PUBLISHING, ids=lambda file: file.name)
def test_the_whole_history_is_fetched_for_the_days_of_arrival(file):
    steps = yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"]["build"]["steps"]
    checkout = next(step for step in steps if step.get("uses", "").startswith("actions/checkout"))
    assert checkout["with"]["fetch-depth"] == 0
    gitlab = yaml.safe_load(GITLAB[PUBLISHING.index(file)].read_text(encoding="utf-8"))
    depth = gitlab.get("variables") or gitlab["pages"]["variables"]
    assert depth["GIT_DEPTH"] == "0"


def test_everything_that_the_site_is_made_of_starts_a_build():
    workflow = yaml.safe_load(GITHUB[0].read_text(encoding="utf-8"))
    paths = workflow[True]["push"]["paths"]  # YAML 1.1 reads the key `on` as true
    for needed in ("seeds", "templates", "theme", "docs", "generator", "locks"):
        assert f"{needed}/**" in paths
    assert {"mkdocs.yml", "hooks.py", "briefings.yml", "aliases.yml", "pyproject.toml"} <= set(
        paths
    )
    assert not [path for path in paths if "*" not in path and not_known(path)]


def not_known(path):
    optional = {"briefings.yml", "aliases.yml"}
    return path not in optional and not (ROOT / path).exists()


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory):
    """GitHub's commands in a clone with one new seed; then GitLab's in another clone with one
    more, to which only the cached folder came along."""
    base = tmp_path_factory.mktemp("rehearsal")
    environment = {"VENV": sys.prefix}
    first = clone(base / "first clone")
    before = commit_seed(first, "ferry.txt", FERRY)
    summary = base / "summary.md"
    github = run_github(
        GITHUB[0],
        "build",
        folder=first,
        before=before,
        environment=environment | {"GITHUB_STEP_SUMMARY": str(summary)},
    )
    assert github.code == 0, github.output
    second = base / "second clone"
    git(base, "clone", "--quiet", str(first), str(second))
    before = commit_seed(second, "bridge.txt", BRIDGE)
    shutil.copytree(first / ".briefings", second / ".briefings")
    gitlab = run_gitlab(GITLAB[0], "pages", folder=second, before=before, environment=environment)
    return first, github, summary, second, gitlab


def articles(folder):
    return sum(1 for path in (folder / "seeds").rglob("*") if path.suffix != ".yml")


def pages_with(site: Path, words: str) -> list[str]:
    """Return the briefing pages of a site that hold the words."""
    return [page.name for page in (site / "briefings").rglob("*.html") if words in page.read_text()]


def test_githubs_commands_publish_a_new_seed(rehearsed):
    first, *_ = rehearsed
    assert pages_with(first / "site", "Ferry crews accept new contract")


def test_githubs_commands_print_what_changed(rehearsed):
    _, github, summary, *_ = rehearsed
    assert "seeds/ferry.txt |" in github.output
    assert counts(github.output) == counts(summary.read_text())


def test_the_next_run_extracts_only_what_is_new(rehearsed):
    first, github, _, second, gitlab = rehearsed
    assert counts(github.output) == (articles(first), 0)
    assert counts(gitlab.output) == (1, articles(second) - 1)


def test_gitlabs_commands_publish_everything_in_public(rehearsed):
    *_, second, gitlab = rehearsed
    assert gitlab.code == 0, gitlab.output
    assert "seeds/bridge.txt |" in gitlab.output
    assert pages_with(second / "public", "Lisbon closes bridge for repairs")
    assert pages_with(second / "public", "Ferry crews accept new contract")


def test_the_commands_leave_the_clone_as_git_knows_it(rehearsed):
    first, _, _, second, _ = rehearsed
    assert git(first, "status", "--porcelain") == ""
    assert git(second, "status", "--porcelain") == ""
