"""Faults, really injected: the last good site stays whole, and the next build heals by itself."""

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import generate
from generator.init import packaged
from generator.settings import load_settings
from tests.reliability.desk import briefings, command, environment, new_desk, tree_of

# More of them: `python -m benchmarks.faults`.
KILLS = int(os.environ.get("BRIEFINGS_KILLS", "4"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk of which the site, the pages and the cache are those of a first build."""
    root = new_desk(tmp_path_factory.mktemp("faults") / "desk", articles=2)
    assert briefings("build", cwd=root).returncode == 0
    return root


@pytest.fixture(scope="module")
def new(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site that a build from nothing gives after :func:`change`."""
    place = tmp_path_factory.mktemp("clean") / "desk"
    shutil.copytree(built, place)
    for name in (".briefings", "site", "docs/briefings", "docs/actors", "docs/topics"):
        shutil.rmtree(place / name)
    change(place)
    assert briefings("build", cwd=place).returncode == 0
    return tree_of(place / "site")


@pytest.fixture
def desk(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "desk", symlinks=True)


def change(desk: Path) -> None:
    """Change an article, add one, take one away."""
    seeds = desk / "seeds"
    (seeds / "article-0.txt").unlink()
    text = (seeds / "article-1.txt").read_text(encoding="utf-8")
    (seeds / "article-1.txt").write_text(text.replace("Ann Lee", "Bo Chan"), encoding="utf-8")
    (seeds / "new.txt").write_text(text.replace("Tamsin", "Brindle"), encoding="utf-8")


def killed_build(desk: Path, after: float) -> bool:
    """Build and kill the whole process group so many seconds later; say whether it ran still."""
    process = subprocess.Popen(
        command("build"),
        cwd=desk,
        env=environment(),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def leftovers(desk: Path) -> list[str]:
    return [file.name for file in desk.rglob(".*") if file.suffix in (".draft", ".old")]


def test_killed_at_any_moment_the_old_site_stands_and_the_next_build_heals(
    desk: Path, new: dict[str, bytes]
) -> None:
    """Killed early, in the middle and late, in turn; what was done before is done again."""
    old = tree_of(desk / "site")
    begun = time.monotonic()
    assert briefings("build", cwd=desk).returncode == 0
    length = time.monotonic() - begun
    change(desk)
    chance = random.Random(20240506)
    killed = 0
    for number in range(KILLS):
        killed += killed_build(desk, chance.uniform(0.1, 1.2) * length)
        assert tree_of(desk / "site") in (old, new), f"after the build {number}"
        if number % 3 == 2:
            shutil.rmtree(desk / ".briefings")
    assert killed > 0
    assert briefings("build", cwd=desk).returncode == 0
    assert tree_of(desk / "site") == new
    assert leftovers(desk) == []
    assert briefings("verify", "site", cwd=desk).returncode == 0


@pytest.mark.parametrize("at", ["generator.renewal.Making.save", "generator.publish.save"])
def test_killed_while_it_notes_what_it_wrote_the_next_build_believes_no_other_page(
    desk: Path, built: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """The seeds are what they were before: what an interrupted build wrote must not stay."""

    class KilledError(BaseException):
        """As a signal, it is no error that anything handles."""

    def kill(*_: object) -> None:
        raise KilledError

    before = tree_of(built / "docs")
    change(desk)
    with monkeypatch.context() as patch:
        patch.setattr(at, kill)
        with pytest.raises(KilledError):
            generate(load_settings(desk), templates=packaged("templates"), progress=lambda *_: None)
    assert tree_of(desk / "docs") != before
    shutil.rmtree(desk / "seeds")
    shutil.copytree(built / "seeds", desk / "seeds")
    generate(load_settings(desk), templates=packaged("templates"), progress=lambda *_: None)
    assert tree_of(desk / "docs") == before


def flip(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "half": lambda data: data[: len(data) // 2],
    "one byte less": lambda data: data[:-1],
    "noise": lambda data: random.Random(1).randbytes(len(data)),
    "zeros in the middle": lambda data: data[:5000] + bytes(3000) + data[8000:],
    "a flipped bit in the head": lambda data: flip(data[:100], random.Random(2)) + data[100:],
    "another file": lambda _: b"once upon a time\n" * 900,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_cache_costs_a_repetition_and_nothing_else(desk: Path, damage: str) -> None:
    """The pages, the report and the exit code are as with a good one."""
    project = load_settings(desk)
    before = tree_of(project.docs)
    project.store.write_bytes(DAMAGES[damage](project.store.read_bytes()))
    report = generate(project, templates=packaged("templates"), progress=lambda *_: None)
    assert (report.briefings, report.refusals) == (2, ())
    assert tree_of(project.docs) == before


@settings(max_examples=int(os.environ.get("BRIEFINGS_EXAMPLES", "30")), deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), mask=st.integers(1, 255))
def test_any_flipped_byte_of_the_cache_changes_nothing(
    built: Path, place: float, mask: int
) -> None:
    project = load_settings(built)
    before = tree_of(project.docs)
    data = bytearray(project.store.read_bytes())
    data[int(place * len(data))] ^= mask
    project.store.write_bytes(data)
    report = generate(project, templates=packaged("templates"), progress=lambda *_: None)
    assert (report.briefings, report.refusals) == (2, ())
    assert tree_of(project.docs) == before


def test_cache_of_an_older_version_is_replaced(desk: Path) -> None:
    with sqlite3.connect(desk / ".briefings" / "store.sqlite3") as db:
        db.execute("PRAGMA user_version = 1")
        db.execute("DROP TABLE seed")
    run = briefings("build", cwd=desk)
    assert run.returncode == 0, run.stderr.decode()


def one_line(run: subprocess.CompletedProcess[bytes]) -> None:
    assert run.returncode == 3, run.stderr.decode()
    assert len(run.stderr.splitlines()) == 1, run.stderr.decode()
    assert b"Traceback" not in run.stderr


@pytest.mark.parametrize("kilobytes", [40, 400])
def test_no_more_room_is_one_line_and_the_old_site_stands(
    desk: Path, new: dict[str, bytes], kilobytes: int
) -> None:
    """No file may grow beyond a limit: the system's answer is that of a full disk."""
    old = tree_of(desk / "site")
    change(desk)
    size = kilobytes * 1024
    run = subprocess.run(
        command("build"),
        cwd=desk,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )
    one_line(run)
    assert tree_of(desk / "site") == old
    assert briefings("build", cwd=desk).returncode == 0
    assert tree_of(desk / "site") == new
    assert leftovers(desk) == []


def test_full_disk_is_one_line_and_the_old_site_stands(
    desk: Path, tmp_path: Path, new: dict[str, bytes]
) -> None:
    """A real small file system, filled to the brim (needs the right to mount one)."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "none", str(disk)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a file system")
    try:
        small = shutil.copytree(desk, disk / "desk")
        old = tree_of(small / "site")
        change(small)
        filler = disk / "filler"
        free = shutil.disk_usage(disk).free
        failures = 0
        for left in (20_000, 60_000, 200_000, 600_000, 2_000_000):
            filler.write_bytes(bytes(max(0, free - left)))
            run = briefings("build", cwd=small)
            if run.returncode == 0:
                break  # little more than what changed is written
            one_line(run)
            failures += 1
            assert tree_of(small / "site") == old
        assert failures
        filler.unlink()
        assert briefings("build", cwd=small).returncode == 0
        assert tree_of(small / "site") == new
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def test_two_builds_at_once_wait_for_each_other(desk: Path, new: dict[str, bytes]) -> None:
    change(desk)
    both = [
        subprocess.Popen(command("build"), cwd=desk, env=environment(), stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [process.wait() for process in both] == [0, 0]
    assert tree_of(desk / "site") == new
    assert leftovers(desk) == []


def test_seed_that_vanishes_or_changes_costs_no_other(desk: Path) -> None:
    """Files come, go and grow all through a build: it ends well, and the next one has them all."""
    process = subprocess.Popen(
        command("build"), cwd=desk, env=environment(), stderr=subprocess.PIPE, text=True
    )
    article = (desk / "seeds" / "article-1.txt").read_text(encoding="utf-8")
    number = 0
    while process.poll() is None:
        number += 1
        (desk / "seeds" / f"coming-{number % 3}.txt").write_text(article + "More. " * (number % 99))
        (desk / "seeds" / f"coming-{(number + 1) % 3}.txt").unlink(missing_ok=True)
        time.sleep(0.002)
    assert process.returncode in (0, 1)
    assert process.stderr is not None
    assert "Traceback" not in process.stderr.read()
    pages = tree_of(desk / "site" / "briefings")
    assert sum("article" not in name and name.endswith(".html") for name in pages) >= 3
    assert briefings("build", cwd=desk).returncode == 0
    assert briefings("verify", "site", cwd=desk).returncode == 0
