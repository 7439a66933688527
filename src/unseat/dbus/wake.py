"""How other threads end the sleep of the one that waits for the bus."""

import socket
from contextlib import suppress
from typing import Self


class Wake:
    """Lets other threads end the sleep of the one that owns the bus. `stop` ends its calls too, for good."""

    def __init__(self) -> None:
        self.reader, self._writer = socket.socketpair()
        self._writer.setblocking(False)
        self.stopping = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __call__(self) -> None:
        with suppress(OSError):  # so many wakes wait that one more adds nothing, or the owner is gone
            self._writer.send(b"!")

    def stop(self) -> None:
        self.stopping = True
        self()

    def wait(self, timeout: float | None = None) -> None:
        """Sleep until another thread wakes us, for at most `timeout` seconds (null: for ever)."""
        self.reader.settimeout(timeout)
        with suppress(TimeoutError):
            self.reader.recv(4096)

    def clear(self) -> None:
        """Forget the wakes so far; only when `reader` is readable."""
        self.reader.recv(4096)

    def close(self) -> None:
        self.reader.close()
        self._writer.close()
