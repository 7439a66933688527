"""Hears when files are opened and closed, by whomever. Linux only.

Source: inotify(7) of the Linux manual pages, and <sys/inotify.h>. The standard library has no inotify; this calls the C
library's. Equal events that follow each other come as one, so they say *that* something changed, never how often.
"""

import ctypes
import os
import struct
from contextlib import suppress

_OPEN, _CLOSE_WRITE, _CLOSE_NOWRITE, _IGNORED = 0x20, 0x08, 0x10, 0x8000
_MASK = _OPEN | _CLOSE_WRITE | _CLOSE_NOWRITE
_EVENT = struct.Struct("iIII")
_MOST_BYTES = 1 << 16


class Ear:
    """Used by one thread; nothing here waits. Raises OSError where there is no inotify, or no more of it to be had."""

    def __init__(self) -> None:
        library = ctypes.CDLL(None, use_errno=True)
        if not hasattr(library, "inotify_init1"):
            raise OSError("this system has no inotify")
        self._add = library.inotify_add_watch
        self._file: int | None = _checked(library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC))
        self._paths: dict[int, str] = {}

    @property
    def paths(self) -> frozenset[str]:
        """What is listened to. A file that was deleted is not, once that was heard."""
        return frozenset(self._paths.values())

    def listen(self, path: str) -> None:
        """Raises OSError for a file that is not there or that this person may not read."""
        assert self._file is not None  # noqa: S101 - nobody listens after closing
        self._paths[_checked(self._add(self._file, os.fsencode(path), _MASK))] = path

    def heard(self) -> bool:
        """Whether anything was opened or closed since the last call, or went away."""
        anything = False
        with suppress(BlockingIOError):
            while self._file is not None:
                self._take(os.read(self._file, _MOST_BYTES))
                anything = True
        return anything

    def close(self) -> None:
        """May be called more than once."""
        file, self._file = self._file, None
        if file is not None:
            os.close(file)

    def _take(self, data: bytes) -> None:
        at = 0
        while at < len(data):
            watch, mask, _, size = _EVENT.unpack_from(data, at)
            at += _EVENT.size + size
            if mask & _IGNORED:
                self._paths.pop(watch, None)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
