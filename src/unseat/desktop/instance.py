"""One agent per person: a file with its process id, under a lock that ends with the process, however that ends.

The lock is what counts (flock(2); on Windows a byte range), so a file left by a killed agent is no obstacle, and the
file is never removed, so two starts always compete for the same one. Files that Python opens are not inherited by the
programs it starts, so none of those can keep the lock alive.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from unseat import private


class AlreadyRunning(Exception):  # noqa: N818 - a state of affairs, not a fault
    """Another agent of this person runs. `pid` is null where it has not written it within a second."""

    def __init__(self, pid: int | None) -> None:
        super().__init__(f"an agent is already running (process {pid})")
        self.pid = pid


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """While the block runs, no other process can be in it for the same `path`, a file in an existing folder.

    Raises AlreadyRunning, or OSError where the file can't be made. Of several that start at once exactly one gets in.
    """
    descriptor = private.descriptor(path, os.O_RDWR)
    try:
        while not _lock(descriptor):
            # Somebody who only looks (`running`) shares the lock for an instant: that is no agent, so try again.
            if _is_held(descriptor):
                raise AlreadyRunning(_written_pid(descriptor))
        os.write(descriptor, b"%d\n" % os.getpid())
        os.truncate(descriptor, os.lseek(descriptor, 0, os.SEEK_CUR))
        try:
            yield
        finally:
            os.truncate(descriptor, 0)
    finally:
        os.close(descriptor)


def running(path: Path) -> int | None:
    """The process id of the agent that runs, else null. Never gets in the way of an agent that starts meanwhile.

    Raises OSError where the file is there but can't be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        return _written_pid(descriptor) if _is_held(descriptor) else None
    finally:
        os.close(descriptor)


def _written_pid(descriptor: int) -> int | None:
    """The holder of the lock writes its number at once; in between the file is empty."""
    for _ in range(100):
        os.lseek(descriptor, 0, os.SEEK_SET)
        if text := os.read(descriptor, 20).strip():
            return int(text)
        time.sleep(0.01)
    return None


if sys.platform == "win32":
    import msvcrt

    LOCKED_BYTE = 1 << 20
    """Nobody else can read a locked byte, so it lies far behind the text."""

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

    def _is_held(descriptor: int) -> bool:
        if not _lock(descriptor):
            return True
        os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
        return False

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        return _flock(descriptor, fcntl.LOCK_EX)

    def _is_held(descriptor: int) -> bool:
        if not _flock(descriptor, fcntl.LOCK_SH):
            return True
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        return False

    def _flock(descriptor: int, kind: int) -> bool:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
