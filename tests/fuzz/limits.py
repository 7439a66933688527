"""Limits on a reader: it may take neither long nor much memory, whatever its input says."""

import signal
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager


class HangError(BaseException):
    """It goes on for too long. No reader can take it for an error of its own."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises HangError where the block hangs in Python code. For the main thread alone, and not on Windows."""

    def late(_number: int, _frame: object) -> None:
        raise HangError(f"not done in {seconds:g} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def at_most(megabytes: float) -> Iterator[None]:
    """Fails where Python's own memory grew by more at any moment of the block."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
    assert peak <= megabytes, f"{peak:.0f} MB of memory"
