"""Time limits: what takes too long is refused in one line, and the others go on."""

import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build import Report, generate
from generator.init import packaged
from generator.limits import TimeIsUp, limited
from generator.publish import exclusive
from generator.settings import Settings, load_settings
from tests.reliability.desk import ARTICLE, environment, new_desk, write_articles


def test_a_loop_ends_when_its_time_is_up() -> None:
    with pytest.raises(TimeIsUp), limited(0.05):
        while True:
            pass


def test_a_library_that_catches_everything_cannot_go_on() -> None:
    """The exception is none that `except Exception` takes, and it comes again if it gets lost."""
    with pytest.raises(TimeIsUp), limited(0.05):
        while True:
            with suppress(Exception):
                sum(range(10_000))


def test_a_regular_expression_can_be_ended() -> None:
    with pytest.raises(TimeIsUp), limited(0.2):
        re.match(r"(a+)+$", "a" * 60 + "b")


def test_nothing_is_left_of_a_limit_that_was_kept() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with limited(5):
        pass
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGPROF) == before


def test_a_process_that_no_signal_reaches_is_ended_by_the_system(tmp_path: Path) -> None:
    program = (
        "from generator.limits import end_process_after\n"
        "end_process_after(0, grace=0.5)\n"
        "while True: pass\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment(), check=False
    )
    assert run.returncode == -signal.SIGXCPU
    assert not list(tmp_path.iterdir()), "and leaves no core file"


def test_an_article_that_takes_too_long_costs_no_other_and_is_tried_again(tmp_path: Path) -> None:
    """A first build loads the model, so that the second one's time is the article's alone."""
    desk = new_desk(tmp_path / "desk", articles=1)
    settings = load_settings(desk)
    assert generated(settings).briefings == 1
    text = "\n\n".join(ARTICLE.format(number=number) for number in range(1_500))
    (desk / "seeds" / "long.txt").write_text(text, encoding="utf-8")
    write_articles(desk / "seeds", range(5, 7))
    hasty = replace(settings, options=replace(settings.options, max_seconds_per_article=2))
    for _ in range(2):  # the second build takes the others from the cache
        report = generated(hasty)
        assert report.briefings == 3
        (refusal,) = report.refusals
        assert refusal.path == "long.txt"
        assert refusal.cause == "takes more than 2 s to extract"
        assert "max_seconds_per_article" in refusal.remedy
    (desk / "seeds" / "long.txt").write_text(text[:9_000], encoding="utf-8")
    assert generated(settings).refusals == ()


def generated(settings: Settings) -> Report:
    return generate(settings, templates=packaged("templates"), progress=lambda *_: None)


def test_another_thread_than_the_main_one_is_limited_too() -> None:
    """Workers of a cluster extract in threads, which no signal reaches."""
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(_endless).result() == "ended"
        assert pool.submit(_short).result() == "whole", "and nothing comes after it"


def _endless() -> str:
    try:
        with limited(0.05):
            while True:
                pass
    except TimeIsUp:
        return "ended"


def _short() -> str:
    with limited(30):
        pass
    return "whole" if sum(range(100_000)) else ""


_HOLDS_THE_LOCK = """
import os, sys, time
from pathlib import Path
from generator.publish import exclusive
from generator.workers import _fork

with exclusive(Path(sys.argv[1]), waiting=lambda: None), _fork(1) as pool:
    print(pool.submit(os.getpid).result(), flush=True)
    pool.submit(time.sleep, 600).result()
"""


def test_a_process_that_extracts_aside_ends_with_its_build(tmp_path: Path) -> None:
    """It has the build's lock, for which the next one waits."""
    lock = tmp_path / "lock"
    command = [sys.executable, "-c", _HOLDS_THE_LOCK, str(lock)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as build:
        assert build.stdout is not None
        child = int(build.stdout.readline())
        build.kill()
    stat = Path(f"/proc/{child}/stat")
    with suppress(FileNotFoundError):
        for _ in range(200):
            if stat.read_text().rpartition(") ")[2][0] in "ZX":
                break
            time.sleep(0.05)
        else:
            pytest.fail("it lives on")
    with exclusive(lock, waiting=lambda: pytest.fail("the lock is held")):
        pass
