"""How large a process is, to see whether it grows."""

import gc
import os
from pathlib import Path

import msgspec

from bench.process import memory


class Size(msgspec.Struct, frozen=True):
    """`rss` in megabytes, open file descriptors, and Python's own objects (0 where another process was measured)."""

    rss: float
    fds: int
    objects: int = 0


def here() -> Size:
    """This process."""
    own = of(os.getpid())
    return Size(own.rss, own.fds, len(gc.get_objects()))


def of(pid: int) -> Size:
    """Another one, with its children. Raises OSError when it has ended."""
    return Size(round(memory(pid).rss, 1), len(list(Path(f"/proc/{pid}/fd").iterdir())))


MORE = 4.0
"""Megabytes that a process may gain while thousands of things happen: what is read anew lies elsewhere in its heap."""
MORE_OBJECTS = 500
"""Likewise of Python's objects: less than one for each time."""
KEPT = 1
"""Files that may be open more: SQLite closes none of a journal while this process has a lock on it, so that the day's
backup leaves one open, which the next one takes up again (unixClose and findReusableFd in its os_unix.c)."""


def grown(early: Size, late: Size) -> str:
    """What has grown from one to the other; empty where nothing has."""
    found = {
        "memory": late.rss - early.rss > MORE,
        "open files": late.fds - early.fds > KEPT,
        "objects": late.objects - early.objects > MORE_OBJECTS,
    }
    return ", ".join(name for name, is_so in found.items() if is_so)
