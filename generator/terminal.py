"""What people see while they wait: progress on a terminal, nothing elsewhere."""

import sys
import time
from collections.abc import Callable
from typing import TextIO

Progress = Callable[[str, int, int], None]
"""Told the stage's name, how much of it is done, and of how much (0: not known)."""


class ProgressLine:
    """A line on standard error that is rewritten in place: stage, share, rate and time left.

    Silent where standard error is no terminal, so that logs and pipes stay clean.
    """

    def __init__(self, stream: TextIO = sys.stderr) -> None:
        self._stream = stream
        self._on = stream.isatty()
        self._stage = ""
        self._began = 0.0
        self._shown = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` items of `stage` are finished (`total` 0: not known)."""
        if not self._on:
            return
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._began, self._shown = stage, now, 0.0
        if now - self._shown < 0.1 and done < total:
            return
        self._shown = now
        self._stream.write("\r\x1b[2K" + describe(stage, done, total, now - self._began))
        self._stream.flush()

    def close(self) -> None:
        """Clear the line."""
        if self._on and self._stage:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
            self._stage = ""


def describe(stage: str, done: int, total: int, seconds: float) -> str:
    """Return one line on how far `stage` is after `seconds`."""
    if not total:
        return f"{stage} …"
    line = f"{stage}: {done:,} of {total:,}"
    if not done or done == total or seconds < 1:
        return line
    rate = done / seconds
    left = (total - done) / rate
    remaining = f"{left:.0f} s" if left < 90 else f"{left / 60:.0f} min"
    return f"{line} ({rate:.1f} a second, {remaining} left)"
