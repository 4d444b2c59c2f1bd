"""What a process and all that it starts cost."""

import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_PAUSE = 0.1  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a process and those it started took together: seconds on the wall, of the processors
    (user and system), and MB of memory at the peak.

    A page of memory that several of them share counts once. Where the system does not tell (any but
    Linux), memory is that of the largest process alone, or of this one where that is larger.
    """

    wall: float
    cpu: float
    memory: float


def run(*arguments: str) -> Cost:
    """Run a module of this repository as a process and say what it cost.

    Raises RuntimeError, with what it printed, where it fails.
    """
    with tempfile.TemporaryFile() as output:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments], cwd=ROOT, stdout=output, stderr=output
        )
        watch = _Watch(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        peak = watch.end()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            said = output.read().decode(errors="replace")
            raise RuntimeError(f"{' '.join(arguments)} ended with {process.returncode}\n{said}")
    if platform.system() == "Darwin":
        peak = used.ru_maxrss / 1e6  # on Linux it would begin with the memory of this process
    return Cost(wall=wall, cpu=used.ru_utime + used.ru_stime, memory=peak)


class _Watch:
    """Looks at the memory of a process and its descendants until it is told to end."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._over = pid, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> float:
        """Return the peak, in MB."""
        self._over.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._over.wait(_PAUSE):
            self._peak = max(self._peak, sum(map(_memory, _family(self._pid))))


def _family(pid: int) -> Iterator[int]:
    yield pid
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _read(file).split():
            yield from _family(int(child))


def _memory(pid: int) -> float:
    """Return a process' share of memory in MB (Linux' Pss), 0 where that is not told."""
    for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1e3
    return 0.0


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:  # it ended meanwhile
        return ""
