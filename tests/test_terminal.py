"""Progress: what a person sees on a terminal, and what a log keeps."""

import io

import pytest

from generator.terminal import ProgressLine, describe


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def work(line: ProgressLine, clock: Clock, *, total: int, each: float) -> None:
    """Do `total` items of so many seconds each."""
    line("Extracting", 0, total)
    for done in range(1, total + 1):
        clock.now += each
        line("Extracting", done, total)


def test_a_terminal_shows_share_rate_and_time_left_in_one_line() -> None:
    stream, clock = Terminal(), Clock()
    work(ProgressLine(stream, clock=clock), clock, total=200, each=0.5)
    shown = stream.getvalue().split("\r\x1b[2K")
    assert "\n" not in stream.getvalue()
    assert shown[1] == "Extracting: 0 of 200"
    assert "Extracting: 20 of 200 (2.0 a second, 2 min left)" in shown
    assert shown[-1] == "Extracting: 200 of 200"


def test_a_terminal_is_not_drawn_more_often_than_eyes_see() -> None:
    stream, clock = Terminal(), Clock()
    work(ProgressLine(stream, clock=clock), clock, total=10_000, each=0.001)
    assert stream.getvalue().count("\r") < 110


@pytest.mark.parametrize("now", [0.0, 0.3, 4_194_304.7, 18_262.123])
def test_a_stage_is_shown_at_once_whatever_the_clock_says(now: float) -> None:
    stream = Terminal()
    ProgressLine(stream, clock=lambda: now)("Reading", 1, 0)
    assert stream.getvalue() == "\r\x1b[2KReading …"


def test_closing_clears_the_line() -> None:
    stream = Terminal()
    line = ProgressLine(stream)
    line("Reading", 1, 0)
    line.close()
    assert stream.getvalue() == "\r\x1b[2KReading …\r\x1b[2K"


def test_a_log_gets_a_line_for_each_half_minute() -> None:
    stream, clock = io.StringIO(), Clock()
    work(ProgressLine(stream, clock=clock), clock, total=200, each=0.5)
    assert stream.getvalue().splitlines() == [
        "Extracting: 60 of 200 (2.0 a second, 70 s left)",
        "Extracting: 120 of 200 (2.0 a second, 40 s left)",
        "Extracting: 180 of 200 (2.0 a second, 10 s left)",
    ]


def test_a_short_build_leaves_nothing_in_a_log() -> None:
    stream, clock = io.StringIO(), Clock()
    line = ProgressLine(stream, clock=clock)
    work(line, clock, total=20, each=0.5)
    line.close()
    assert stream.getvalue() == ""


def test_the_rate_is_that_of_the_last_minute() -> None:
    """A first article that waits for the models does not count for the whole build."""
    stream, clock = io.StringIO(), Clock()
    line = ProgressLine(stream, clock=clock)
    line("Extracting", 0, 1000)
    clock.now += 100
    for done in range(1, 401):
        line("Extracting", done, 1000)
        clock.now += 0.25
    assert "(4.0 a second" in stream.getvalue().splitlines()[-1]


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (None, "Extracting: 10 of 1,010"),
        (20.0, "Extracting: 10 of 1,010 (20.0 a second, 50 s left)"),
        (2.0, "Extracting: 10 of 1,010 (2.0 a second, 8 min left)"),
        (0.1, "Extracting: 10 of 1,010 (6.0 a minute, 2.8 h left)"),
    ],
)
def test_rates_and_times_are_said_in_fitting_units(rate: float | None, said: str) -> None:
    assert describe("Extracting", 10, 1010, rate=rate) == said
