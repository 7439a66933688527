"""How long something takes by itself, however busy the machine is."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Pace:
    """Counts from when it is made, but for the time in which a thread of this process could have gone on and had to
    wait for a processor: that is no doing of ours."""

    def __init__(self) -> None:
        self._began, self._waited = time.monotonic(), _waited()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began - max(0.0, _waited() - self._waited)


def took(work: Callable[[], object]) -> float:
    pace = Pace()
    work()
    return pace.seconds


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fails where the block takes longer."""
    pace = Pace()
    yield
    assert pace.seconds <= seconds


def _waited() -> float:
    """The second number in schedstat, of each thread: nanoseconds (sched-stats.rst of Linux)."""
    total = 0
    for task in Path("/proc/self/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # the thread has ended
            total += int((task / "schedstat").read_text(encoding="ascii").split()[1])
    return total / 1e9
