"""Waiting for, finding and ending processes, by their ids and with deadlines."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Found = TypeVar("Found")


def wait_until(question: Callable[[], Found | None], what: str, seconds: float = 10) -> Found:
    """Asks every 20 ms until the answer is true, and returns it. Raises TimeoutError naming `what` after `seconds`."""
    deadline = time.monotonic() + seconds
    while not (found := question()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {seconds:g} s in vain for {what}")
        time.sleep(0.02)
    return found


def living_with(setting: str) -> list[int]:
    """The ids of our processes started with `setting` ("NAME=value") in their environment.

    Read from /proc, so on Linux only; a process that has ended but was not fetched by its parent does not count.
    """
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            if setting.encode() in environ.read_bytes().split(b"\0"):
                found.append(int(environ.parent.name))
        except OSError:
            continue  # it ended while we looked, or is another person's
    return found


def end(process: subprocess.Popen[bytes], seconds: float = 3) -> None:
    """Ends a process: asked first, forced after `seconds`. Returns when it is gone, also if it already was."""
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def end_all_with(setting: str) -> None:
    """Ends by force whatever still lives with `setting` in its environment, and waits until it is gone."""
    for pid in living_with(setting):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    wait_until(lambda: not living_with(setting), f"the last process with {setting} to end")
