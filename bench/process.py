"""What a program has used so far, with all of its children, read from Linux without taking part in it.

CPU time is the kernel's own count in nanoseconds, threads that have ended included: a process's clock can be read by
anyone (clock_getcpuclockid(3)). Context switches are counted by thread and go with it, so `Watch` looks at the
threads ten times a second and keeps the last count of each; a thread that lives shorter than that may be missed.
"""

import os
import re
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

import msgspec

PROC = Path("/proc")
SWITCHES = re.compile(rb"^voluntary_ctxt_switches:\s+(\d+)", re.MULTILINE)
LOOK_EVERY = 0.1


class Memory(msgspec.Struct, frozen=True):
    """Megabytes (of 1,048,576 bytes). `pss` shares out what several programs use; `rss` counts it in each."""

    rss: float
    pss: float


class Use(msgspec.Struct, frozen=True):
    """Between two instants: the share of one core, in percent, and voluntary context switches (wakeups) a second."""

    cpu_percent: float
    wakeups: float


def tree(pid: int) -> list[int]:
    """The process and all that descend from it."""
    found = [pid]
    for parent in found:
        for children in (PROC / str(parent) / "task").glob("*/children"):
            with suppress(OSError):  # it ended while we looked
                found.extend(map(int, children.read_text().split()))
    return found


def memory(pid: int) -> Memory:
    """Of the process and its children together. Raises OSError when it has ended."""
    kilobytes = {"Rss": 0, "Pss": 0}
    for each in tree(pid):
        try:
            said = (PROC / str(each) / "smaps_rollup").read_text()
        except OSError:
            if each == pid:
                raise
            continue  # a child that ended while we looked
        for line in said.splitlines():
            name, _, value = line.partition(":")
            if name in kilobytes:
                kilobytes[name] += int(value.split()[0])
    return Memory(kilobytes["Rss"] / 1024, kilobytes["Pss"] / 1024)


def peak_rss(pid: int) -> float:
    """The most that the process itself ever had in memory, in megabytes."""
    status = (PROC / str(pid) / "status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def cpu_seconds(pid: int) -> float:
    """CPU time that the process has used in all of its threads, those that have ended included."""
    return time.clock_gettime_ns((~pid << 3) | 2) / 1e9


def children_seconds(pid: int) -> float:
    """CPU time of its children that have ended (cutime and cstime of proc_pid_stat(5), in hundredths of a second)."""
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


class Watch:
    """`with Watch(pid) as watch:` counts until the end of the block; then `watch.use`, and `watch.threads` at most."""

    use: Use

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._over = threading.Event()
        self._looker = threading.Thread(target=self._look_on)
        self._switches: dict[Path, int] = {}
        self.threads = 0

    def __enter__(self) -> Self:
        self._look()
        self._began = time.monotonic(), self._total_cpu(), sum(self._switches.values())
        self._looker.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._looker.join()
        self._look()
        began, cpu, switches = self._began
        seconds = time.monotonic() - began
        self.use = Use(
            cpu_percent=100 * (self._total_cpu() - cpu) / seconds,
            wakeups=(sum(self._switches.values()) - switches) / seconds,
        )

    def _look_on(self) -> None:
        while not self._over.wait(LOOK_EVERY):
            self._look()

    def _look(self) -> None:
        tasks = [task for pid in tree(self._pid) for task in (PROC / str(pid) / "task").glob("*")]
        self.threads = max(self.threads, len(tasks))
        for task in tasks:
            try:
                found = SWITCHES.search((task / "status").read_bytes())
            except OSError:
                continue  # the thread ended
            if found:
                self._switches[task] = int(found[1])

    def _total_cpu(self) -> float:
        """What has ended is counted with what it was a child of."""
        total = 0.0
        for pid in tree(self._pid):
            with suppress(OSError):  # it ended while we looked
                total += cpu_seconds(pid) + children_seconds(pid)
        return total
