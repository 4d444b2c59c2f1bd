"""Limits of processes: the time that one article may take, and the life of the parent."""

import ctypes
import math
import os
import resource
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread, current_thread, get_ident, main_thread
from types import FrameType

# Once the time is up the signal comes again, in case the first fell where Python drops exceptions.
_AGAIN = 1.0
# What runs in C sees no signal; a process of its own is ended by the system so much later.
_GRACE = 30
# How often the time of a thread that is not the main one is looked at, in seconds.
_LOOK = 0.5

TOO_SLOW = "split it, or raise max_seconds_per_article"
"""What to do with a seed that takes too long."""


class TimeIsUp(BaseException):
    """Not an Exception, so that no library takes it for a failure of its own and goes on."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise :class:`TimeIsUp` in the block once the process has computed for `seconds`.

    It is the processor's time, so that a busy machine refuses nothing. Systems send signals to
    the main thread only; in another one, that thread's time counts, and what runs in C is not
    interrupted.
    """
    if current_thread() is not main_thread():
        with _limited_thread(seconds):
            yield
        return
    before = signal.signal(signal.SIGPROF, _raise)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _limited_thread(seconds: float) -> Iterator[None]:
    """Do the same in this thread by a watching one, which raises the exception in it.

    Nothing is limited where the system does not tell a thread's time to another (macOS).
    """
    if not hasattr(time, "pthread_getcpuclockid"):
        yield
        return
    this = get_ident()
    clock = time.pthread_getcpuclockid(this)
    begun = time.clock_gettime(clock)
    ended = Event()

    def watch() -> None:
        while not ended.wait(_LOOK):
            if time.clock_gettime(clock) - begun > seconds:
                _raise_in(this, ctypes.py_object(TimeIsUp))

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()
        _raise_in(this, None)  # takes back what is raised but has not arrived


def _raise_in(thread: int, exception: object) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), exception)


def end_process_after(seconds: float, *, grace: float = _GRACE) -> None:
    """Let the system end this process when it computes for `seconds` and a grace from now on.

    For worker processes, where :func:`limited` cannot interrupt what runs in C.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime + seconds + grace)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if hard == resource.RLIM_INFINITY or soft < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def end_with(parent: int) -> None:
    """Let the system end this process when its `parent` is killed: what it holds, the next build
    owns."""
    set_parent_death_signal = 1  # PR_SET_PDEATHSIG of Linux
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(set_parent_death_signal, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _raise(_number: int, _frame: FrameType | None) -> None:
    raise TimeIsUp
