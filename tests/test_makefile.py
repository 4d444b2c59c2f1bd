"""The two commands: what they list, what they set up, and what they say where they cannot."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = ("bash", "make", "awk", "env", "id", "mktemp", "rm", "tail", "test", "touch")


def command(*arguments, cwd, path=None, **variables):
    """Run a command as a person would, free of the variables of the `make` that runs the tests."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"CI", "VENV", "PYTHON", "ARGS", "STRICT", "LENIENT", "CHROMIUM"}
        and not name.startswith("MAKE")
        and name != "MFLAGS"
    }
    environment = kept | ({"PATH": str(path)} if path else {}) | variables
    return subprocess.run(
        [shutil.which(arguments[0]), *arguments[1:]],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path):
    """A project's commands in a folder with a blank in its name."""
    folder = tmp_path / "a desk"
    for name in ("Makefile", "pyproject.toml", "locks", "scripts"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            folder.mkdir(exist_ok=True)
            shutil.copy2(source, folder / name)
    return folder


@pytest.fixture
def bare(tmp_path):
    """A PATH with the tools of a bare machine and nothing else: no Python, no browser."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool))
    return folder


def test_help_lists_every_target_and_is_what_make_alone_does():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", text, flags=re.MULTILINE)) - {"chromium"}
    assert {"site", "serve", "test", "check", "bench", "clean", "lock"} <= targets
    shown = command("make", "help", cwd=ROOT).stdout
    assert {line.split()[1] for line in shown.splitlines() if line.startswith("  make ")} >= targets
    assert command("make", cwd=ROOT).stdout == shown


def test_every_target_that_is_no_file_is_declared_so():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    declared = set(re.search(r"^\.PHONY: (.+)$", text, flags=re.MULTILINE)[1].split())
    assert declared == set(re.findall(r"^([a-z-]+):", text, flags=re.MULTILINE))


def ready(folder):
    """Give the folder an environment that looks freshly set up."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / ".venv"], check=True)
    later = max((folder / ".venv" / "bin" / "python").stat().st_mtime, 2_000_000_000)
    for number, name in enumerate((".run-is-ready", ".dev-is-ready")):
        stamp = folder / ".venv" / name
        stamp.touch()
        os.utime(stamp, (later + number, later + number))
    return later


def test_a_second_run_starts_work_at_once(copy):
    ready(copy)
    for target in ("site", "check"):
        planned = command("make", "-n", target, cwd=copy).stdout
        assert "-m pip" not in planned
        assert "-m venv" not in planned
        assert "-m generator build" in planned or "-m ruff" in planned


@pytest.mark.parametrize(
    ("changed", "again"),
    [("locks/run.txt", {"site", "check"}), ("locks/dev.txt", {"check"})],
)
def test_a_changed_lock_is_installed_by_the_commands_that_use_it(copy, changed, again):
    later = ready(copy)
    os.utime(copy / changed, (later + 60, later + 60))
    planned = {
        target: command("make", "-n", target, cwd=copy).stdout for target in ("site", "check")
    }
    assert {target for target, text in planned.items() if "-m pip" in text} == again


def test_set_up_installs_only_what_the_hashes_allow(copy):
    planned = command("make", "-n", "setup", cwd=copy).stdout
    installs = [line for line in planned.splitlines() if "-m pip install" in line]
    assert len(installs) == 3
    for line in installs:
        assert "--no-deps" in line
        assert "--require-hashes" in line or "--no-build-isolation --editable ." in line


def test_an_environment_that_is_named_is_used_as_it_is(copy):
    planned = command("make", "-n", "test", cwd=copy, VENV="/some where").stdout
    assert "pip" not in planned
    assert '"/some where/bin/python" -m pytest' in planned


def test_without_python_one_line_says_what_to_install(copy, bare):
    done = command("make", "site", cwd=copy, path=bare)
    assert done.returncode == 2
    said = [line for line in done.stderr.splitlines() if not line.startswith("make: ***")]
    assert len(said) == 1
    assert "no working Python 3.11 or newer" in said[0]
    assert "apt-get install python3" in said[0]
    assert not (copy / ".venv").exists()


def test_a_python_that_exists_and_does_not_run_is_passed_over(copy, bare):
    shim = bare / "python3"
    shim.write_text("#!/bin/sh\necho 'python3: command not found' >&2\nexit 127\n")
    shim.chmod(0o755)
    (bare / "python3.11").symlink_to(sys.executable)
    done = command("bash", "scripts/find_python.sh", cwd=copy, path=bare)
    assert done.returncode == 0
    assert Path(done.stdout.strip()).exists()


def test_a_python_that_is_named_and_will_not_do_is_not_replaced(copy):
    done = command("bash", "scripts/find_python.sh", "/no/such/python", cwd=copy)
    assert done.returncode == 1
    assert done.stderr.startswith("briefings: PYTHON=/no/such/python is not a working Python")


@pytest.mark.parametrize(("continuous", "code"), [("", 0), ("true", 1)])
def test_without_chromium_one_line_says_so_and_ci_fails(copy, bare, continuous, code):
    done = command("bash", "scripts/ensure_chromium.sh", cwd=copy, path=bare, CI=continuous)
    assert done.returncode == code
    assert len(done.stderr.splitlines()) == 1
    assert "no Chromium for the browser tests; install it" in done.stderr


def test_a_chromium_that_is_named_is_enough(copy, bare):
    done = command(
        "bash", "scripts/ensure_chromium.sh", cwd=copy, path=bare, CI="1", CHROMIUM=sys.executable
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_ci_runs_the_checks_the_tests_and_a_strict_build():
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert [line for line in text.splitlines() if line.startswith("make ")] == [
        "make check test",
        "make site STRICT=1",
    ]
    assert "set -euo pipefail" in text
