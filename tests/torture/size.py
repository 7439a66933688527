"""How large a process is, to see whether it grows."""

import gc
import os
from contextlib import suppress
from pathlib import Path

import msgspec

from bench.process import memory

JOURNAL = "journal.sqlite3"


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
    return Size(round(memory(pid).rss, 1), _open_files(pid))


def _open_files(pid: int) -> int:
    """A journal counts once: SQLite closes none of its files while the process has a lock on it, so that the day's
    backup leaves it open a second time, which the next one takes up again (findReusableFd in its os_unix.c)."""
    names = []
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed while we looked
            names.append(file.readlink().name)
    return len(names) - max(0, sum(name == JOURNAL for name in names) - 1)


MORE = 4.0
"""Megabytes that a process may gain while thousands of things happen: what is read anew lies elsewhere in its heap."""
MORE_OBJECTS = 500
"""Likewise of Python's objects: less than one for each time."""


def grown(early: Size, late: Size) -> str:
    """What has grown from one to the other; empty where nothing has."""
    found = {
        "memory": late.rss - early.rss > MORE,
        "open files": late.fds > early.fds,
        "objects": late.objects - early.objects > MORE_OBJECTS,
    }
    return ", ".join(name for name, is_so in found.items() if is_so)
