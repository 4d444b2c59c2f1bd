"""What people see while they wait: a line that moves on a terminal, lines now and then in a log."""

import sys
import time
from collections import deque
from collections.abc import Callable
from math import inf
from typing import TextIO

Progress = Callable[[str, int, int], None]
"""Told the stage's name, how much of it is done, and of how much (0: not known)."""

_REDRAW = 0.1  # seconds between two states of the line on a terminal
_LOG = 30.0  # seconds between two lines in a log: a short build leaves none
_WINDOW = 60.0  # seconds over which the rate is taken: loading the models must not count for ever


class ProgressLine:
    """Stage, share, rate and time left, on standard error.

    On a terminal one line is rewritten in place. Elsewhere, in a log or a pipe, a line is
    written for each half minute that a stage takes. `clock` gives seconds.
    """

    def __init__(
        self, stream: TextIO = sys.stderr, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream
        self._clock = clock
        self._live = stream.isatty()
        self._stage = ""
        self._shown = 0.0
        self._past: deque[tuple[float, int]] = deque()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` items of `stage` are finished (`total` 0: not known)."""
        now = self._clock()
        if stage != self._stage:
            self._stage, self._past = stage, deque()
            self._shown = -inf if self._live else now
        if now - self._shown < (_REDRAW if self._live else _LOG) and not (
            self._live and done == total
        ):
            self._remember(now, done)
            return
        self._shown = now
        line = describe(stage, done, total, rate=self._rate(now, done))
        self._remember(now, done)
        self._stream.write(f"\r\x1b[2K{line}" if self._live else f"{line}\n")
        self._stream.flush()

    def close(self) -> None:
        """Clear the line."""
        if self._live and self._stage:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
        self._stage = ""

    def _remember(self, now: float, done: int) -> None:
        """Keep what was done when, once a second, for as long as the rate looks back."""
        if not self._past or now - self._past[-1][0] >= 1:
            self._past.append((now, done))
        while len(self._past) > 2 and now - self._past[1][0] > _WINDOW:
            self._past.popleft()

    def _rate(self, now: float, done: int) -> float | None:
        """Return items a second, None where too little is known."""
        if not self._past or now - self._past[0][0] < 1 or done <= self._past[0][1]:
            return None
        return (done - self._past[0][1]) / (now - self._past[0][0])


def describe(stage: str, done: int, total: int, *, rate: float | None) -> str:
    """Return one line on how far `stage` is; `rate` is in items a second."""
    if not total:
        return f"{stage} …"
    line = f"{stage}: {done:,} of {total:,}"
    if rate is None or done == total:
        return line
    return f"{line} ({_rate(rate)}, {_duration((total - done) / rate)} left)"


def _rate(rate: float) -> str:
    return f"{rate:.1f} a second" if rate >= 0.5 else f"{rate * 60:.1f} a minute"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 90 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
