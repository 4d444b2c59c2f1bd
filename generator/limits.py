"""A limit on the time that one article may take."""

import math
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

# Once the time is up the signal comes again, in case the first fell where Python drops exceptions.
_AGAIN = 1.0
# What runs in C sees no signal; a process of its own is ended by the system so much later.
_GRACE = 30

TOO_SLOW = "split it, or raise max_seconds_per_article"
"""What to do with a seed that takes too long."""


class TimeIsUp(BaseException):
    """Not an Exception, so that no library takes it for a failure of its own and goes on."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise :class:`TimeIsUp` in the block once the process has computed for `seconds`.

    It is the processor's time, so that a busy machine refuses nothing. Works in the main thread
    only, the one that systems send signals to; elsewhere nothing is limited.
    """
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _raise)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


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


def _raise(_number: int, _frame: FrameType | None) -> None:
    raise TimeIsUp
