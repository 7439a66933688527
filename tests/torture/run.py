"""Runs one of the faults as a program of its own, and reads what it says."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TypeVar

import msgspec

ROOT = Path(__file__).parents[2]
Said = TypeVar("Said")


class FailedError(Exception):
    """It found something wrong, or did not come to its end; the text says why."""


def run(said: type[Said], module: str, *arguments: object, timeout: float) -> Said:
    """Raises FailedError."""
    argv = (sys.executable, "-m", module, *map(str, arguments))
    try:
        done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False, timeout=timeout)
    except subprocess.TimeoutExpired:
        raise FailedError(f"{module} was not done in {timeout:g} s") from None
    if done.returncode:
        raise FailedError(done.stderr.strip())
    return msgspec.json.decode(done.stdout, type=said)


def fast_folder() -> str:
    """A folder in memory where there is one: what is tried is the end of processes, and not of disks."""
    memory = Path("/dev/shm")  # noqa: S108  only looked at
    return str(memory) if memory.is_dir() and os.access(memory, os.W_OK) else tempfile.gettempdir()
