"""The main thread's loop: it sleeps until a source has something or another thread wakes it."""

import contextlib
import selectors
import socket
from collections import deque
from collections.abc import Callable
from typing import Protocol


class Source(Protocol):
    """Something with a file descriptor. `drain` handles all that has come, without blocking.

    It says whether there was anything, and raises OSError when the other end is gone, which `turn` lets pass.
    """

    def fileno(self) -> int: ...

    def drain(self) -> bool: ...


class Loop:
    """`turn` belongs to one thread; `call` and `wake` may come from any thread, and from a signal handler."""

    def __init__(self) -> None:
        self._calls: deque[Callable[[], None]] = deque()
        self._far, self._near = socket.socketpair()
        for end in (self._far, self._near):
            end.setblocking(False)

    def call(self, do: Callable[[], None]) -> None:
        """Has `do` called in the loop's thread, soon; returns at once."""
        self._calls.append(do)
        self.wake()

    def wake(self) -> None:
        # A full pipe wakes as well, and a closed one has nobody left to wake.
        with contextlib.suppress(OSError):
            self._far.send(b"\0")

    def turn(self, sources: tuple[Source, ...], timeout: float | None = None) -> None:
        """Waits (at most `timeout` seconds) until something happens, and handles it."""
        # What a library has read already wakes no selector; none may wait for the next to be empty.
        handled = [source.drain() for source in sources]
        if any(handled):
            timeout = 0
        with selectors.DefaultSelector() as ready:
            ready.register(self._near, selectors.EVENT_READ, self._run_calls)
            for source in sources:
                ready.register(source, selectors.EVENT_READ, source.drain)
            for key, _ in ready.select(timeout):
                key.data()

    def _run_calls(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._near.recv(4096):
                continue
        while self._calls:
            self._calls.popleft()()

    def close(self) -> None:
        self._far.close()
        self._near.close()
