"""The lock files: a hash for everything, one version for both set-ups, no address of a registry."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("run", "dev")


def requirements(lock):
    """Return each requirement of a lock file: its first line, and the lines that follow it."""
    text = (ROOT / "locks" / f"{lock}.txt").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines():
        if line.startswith(" "):
            found[-1][1].append(line.strip(" \\"))
        elif line and not line.startswith("#"):
            found.append((line.rstrip(" \\"), []))
    return found


def normal(name):
    return re.sub(r"[-_.]+", "-", re.match(r"[A-Za-z0-9._-]+", name)[0]).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_one_version_with_hashes(lock):
    found = requirements(lock)
    assert len(found) > 30
    for requirement, lines in found:
        assert re.match(r"[a-z0-9._-]+==\S+( ; .+)?$", requirement), requirement
        assert lines, f"{requirement} has no hash"
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", line) for line in lines)


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_stands_in_a_lock_file(lock):
    text = (ROOT / "locks" / f"{lock}.txt").read_text(encoding="utf-8")
    assert not re.search(r"https?:|--(extra-)?index-url|--find-links|file:", text)


def test_tests_run_with_the_versions_that_build_the_site():
    run, dev = ({requirement for requirement, _ in requirements(lock)} for lock in LOCKS)
    in_both = {normal(requirement) for requirement in run} & {
        normal(requirement) for requirement in dev
    }
    assert {r for r in run if normal(r) in in_both} == {r for r in dev if normal(r) in in_both}


def test_every_direct_dependency_is_locked():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run, dev = ({normal(requirement) for requirement, _ in requirements(lock)} for lock in LOCKS)
    assert {normal(name) for name in config["project"]["dependencies"]} <= run
    assert {normal(name) for name in config["dependency-groups"]["build"]} <= run
    tools = [name for name in config["dependency-groups"]["dev"] if isinstance(name, str)]
    assert {normal(name) for name in tools} <= run | dev
