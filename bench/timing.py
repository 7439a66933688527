"""What a command costs: the CPU time of the process that ran, and the wall clock, both as the median of several runs.

On a machine that does other things as well, CPU time is the figure to trust.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

import msgspec


class Cost(msgspec.Struct, frozen=True):
    """Medians, in seconds."""

    cpu: float
    wall: float


def cost(argv: Sequence[str], env: Mapping[str, str], runs: int = 5) -> Cost:
    """Runs the command so often, its output thrown away. Raises CalledProcessError when it fails."""
    each = [_once(argv, env) for _ in range(runs)]
    return Cost(statistics.median(run.cpu for run in each), statistics.median(run.wall for run in each))


ASKED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def peak_mb(argv: Sequence[str], env: Mapping[str, str]) -> float:
    """The most memory that the command had, in megabytes. Raises CalledProcessError when it fails.

    Asked from a small process in between: Linux counts what a process was before it became the command as its own.
    """
    asked = (sys.executable, "-c", ASKED, *argv)
    done = subprocess.run(asked, env=env, check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def _once(argv: Sequence[str], env: Mapping[str, str]) -> Cost:
    began = time.monotonic()
    process = subprocess.Popen(argv, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, argv)
    return Cost(used.ru_utime + used.ru_stime, wall)
