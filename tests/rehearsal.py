"""Runs a CI file's own commands, as written in the file, in a clone of this repository."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
# GitHub's and GitLab's documented ways to start bash on a script.
GITHUB_SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
GITLAB_SHELL = ("bash", "-eo", "pipefail", "-c")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What the commands of a job printed, and the exit code of the last that ran."""

    code: int
    output: str


def git(folder, *arguments):
    who = ("-c", "user.name=Rehearsal", "-c", "user.email=rehearsal@example.org")
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


def clone(folder):
    """Clone the repository as it stands here, with what is not committed yet."""
    git(ROOT, "clone", "--quiet", str(ROOT), str(folder))
    listed = git(
        ROOT, "ls-files", "-z", "--modified", "--deleted", "--others", "--exclude-standard"
    )
    for name in filter(None, listed.split("\0")):
        target = folder / name
        if (ROOT / name).is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
            target.chmod((ROOT / name).stat().st_mode)
        else:
            target.unlink(missing_ok=True)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "As it stands")
    return folder


def commit_seed(folder, name, text):
    """Commit a new seed and return the commit before it."""
    before = git(folder, "rev-parse", "HEAD").strip()
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / "seeds" / name).write_text(text, encoding="utf-8")
    git(folder, "add", "seeds")
    git(folder, "commit", "--quiet", "--message", f"Add {name}")
    return before


def run_github(file, job, *, folder, before, environment):
    """Run the `run` steps of a GitHub job in order; stops at the first that fails."""
    workflow = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert workflow["defaults"]["run"]["shell"] == "bash"
    output = ""
    for step in workflow["jobs"][job]["steps"]:
        if "run" not in step:
            continue
        named = {
            name: str(value).replace("${{ github.event.before }}", before)
            for name, value in step.get("env", {}).items()
        }
        assert not any("${{" in text for text in (step["run"], *named.values()))
        code, printed = _run((*GITHUB_SHELL, step["run"]), folder, environment | named)
        output += printed
        if code:
            return Ran(code=code, output=output)
    return Ran(code=0, output=output)


def run_gitlab(file, job, *, folder, before, environment):
    """Run the `script` of a GitLab job."""
    configuration = yaml.safe_load(file.read_text(encoding="utf-8"))
    script = "\n".join(configuration[job]["script"])
    code, printed = _run(
        (*GITLAB_SHELL, script), folder, environment | {"CI_COMMIT_BEFORE_SHA": before}
    )
    return Ran(code=code, output=printed)


def counts(output):
    """Return how many articles a build extracted, and how many it took from the cache."""
    found = re.search(r"(\d+) extracted, (\d+) from the cache", output)
    assert found, output
    return int(found[1]), int(found[2])


def _run(arguments, folder, environment):
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MAKE", "GIT_")) and name not in {"MFLAGS", "ARGS", "STRICT", "CI"}
    }
    done = subprocess.run(
        arguments,
        cwd=folder,
        env=inherited | {"CI": "true"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout
