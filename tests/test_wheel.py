"""The wheel alone, without the repository: a project, its site, and its workflow's commands."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

import generator
from tests.rehearsal import ROOT, commit_seed, counts, git, run_github

ARTICLE = """Glacier survey begins in Iceland

Scientists began a survey of the Vatnajokull glacier on Monday, the University of Iceland said.

"The ice is thinner than last year," said Gudrun Jonsdottir, who leads the survey.
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--quiet", "wheel", "--no-deps", "--no-build-isolation"),
            *("--no-index", "--wheel-dir", str(folder), str(ROOT)),
        ],
        check=True,
        capture_output=True,
    )
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def environment(wheel, tmp_path_factory):
    """A fresh environment with the wheel; its libraries are those that run these tests."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / "bin" / "python"
    packages = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    # An older setuptools that comes with some Pythons would hide the locked one.
    for older in Path(packages).glob("setuptools*"):
        shutil.rmtree(older)
    # A plain path: the .pth file in there that leads to this checkout is not read.
    (Path(packages) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    subprocess.run(
        [python, "-m", "pip", "--quiet", "install", "--no-deps", "--no-index", str(wheel)],
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="module")
def published(environment, tmp_path_factory):
    """A project that `briefings init` laid down, built by the commands of its own workflow."""
    project = tmp_path_factory.mktemp("desk") / "my desk"
    done = subprocess.run(
        [environment / "bin" / "briefings", "init", str(project)],
        check=True,
        capture_output=True,
        text=True,
    )
    git(project, "init", "--quiet", "--initial-branch", "main")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "Start")
    before = commit_seed(project, "glacier.txt", ARTICLE)
    path = f"{environment / 'bin'}{os.pathsep}{os.environ['PATH']}"
    ran = run_github(
        project / ".github/workflows/publish.yml",
        "build",
        folder=project,
        before=before,
        environment={"PATH": path, "PIP_NO_INDEX": "1"},
    )
    return project, done.stdout, ran


def test_the_wheel_holds_the_package_the_project_files_and_the_licence(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "generator/cli.py",
        "generator/project_files/mkdocs.yml",
        "generator/project_files/hooks.py",
        "generator/project_files/docs/reading.md",
        "generator/project_files/briefings.yml",
        "generator/project_files/github-publish.yml",
    } <= names
    assert any(name.startswith("generator/project_files/templates/") for name in names)
    assert any(name.startswith("generator/project_files/theme/") for name in names)
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert all(name.startswith(("generator/", "briefings-")) for name in names)
    assert not [name for name in names if "__pycache__" in name]


def test_the_package_in_the_wheel_is_the_package_here(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if name.startswith("generator/")}
        here = {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / "generator").rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert here <= names
        assert all(archive.read(name) == (ROOT / name).read_bytes() for name in here)


def test_the_installed_program_is_the_wheels(environment, tmp_path):
    python = environment / "bin" / "python"
    found = subprocess.run(
        [python, "-c", "import generator; print(generator.__file__)"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert Path(found.strip()).is_relative_to(environment)
    version = subprocess.run(
        [environment / "bin" / "briefings", "--version"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert generator.__version__ in version


def test_init_says_what_it_wrote_and_what_comes_next(published):
    _, said, _ = published
    assert "briefings build" in said


def test_a_new_projects_own_workflow_publishes_the_sample_and_a_new_seed(published):
    project, _, ran = published
    assert ran.code == 0, ran.output
    assert "seeds/glacier.txt |" in ran.output
    assert counts(ran.output) == (2, 0)
    pages = [page.read_text() for page in (project / "site" / "briefings").rglob("*.html")]
    assert any("Glacier survey begins in Iceland" in page for page in pages)
    assert any("Harbour talks resume" in page for page in pages)


def test_what_the_build_makes_is_ignored_by_the_projects_git(published):
    project, _, _ = published
    assert git(project, "status", "--porcelain") == ""


def test_a_project_is_not_laid_down_twice(environment, published):
    project, _, _ = published
    done = subprocess.run(
        [environment / "bin" / "briefings", "init", str(project)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "is already there" in done.stderr
