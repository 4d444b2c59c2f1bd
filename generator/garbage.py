"""When Python's garbage collector works: only where much is made that is soon thrown away.

Each time it has seen enough new objects it looks through all that live. Of ten thousand articles
these are millions, all of them needed to the end, and that takes longer than a small build.
"""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 600
"""Pages, or other things of that size, from which on what they leave is worth collecting."""


def leave(thing: object) -> None:
    """Never free `thing`: in a process that is about to end, taking a corpus apart object by object
    takes a second for nothing."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(thing))
    gc.freeze()


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the collector rest in this block."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def collected(things: int) -> Iterator[None]:
    """Collect the garbage of this block if it makes so many `things`, and look through nothing that
    was there before."""
    was_on = gc.isenabled()
    gc.freeze()
    if things >= MANY:
        gc.enable()
    else:
        gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()
        else:
            gc.disable()
