"""The ruler that other tests measure by."""

import subprocess
import sys
import time

import pytest

from tests.pace import Pace, at_most, took

WORK = 3_000_000


def test_waiting_counts() -> None:
    assert took(lambda: time.sleep(0.1)) >= 0.09
    with pytest.raises(AssertionError), at_most(0.05):
        time.sleep(0.1)
    with at_most(0.1):
        pass


def test_what_others_do_meanwhile_does_not() -> None:
    """With twelve programs that take all they can get of the processor."""
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(12)]
    try:
        before, pace = time.thread_time(), Pace()
        sum(range(30 * WORK))
        worked, counted = time.thread_time() - before, pace.seconds
    finally:
        for one in busy:
            one.kill()
            one.wait()
    assert counted < 3 * worked
