"""A connection to the X server that may fail at any moment and is opened again when it is next wanted."""

import gc
import select
import time
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from Xlib.display import Display
    from Xlib.protocol.rq import ReplyRequest

Told = TypeVar("Told")


def open_display(name: str) -> "Display":
    """A new connection. Raises ImportError without python-xlib, ConnectionError when no server answers on `name`.

    A local name goes by the Unix socket only: python-xlib would try the network next.
    """
    from Xlib.display import Display

    refusal = ""
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):  # it drops the socket of a failed try
        try:
            display = Display(f"unix/{name}" if name.startswith(":") else name)
        except Exception as error:  # noqa: BLE001 - its errors have no common ancestor below this
            refusal = f"{name}: {error}"
    if refusal:
        raise ConnectionError(refusal)
    display.set_error_handler(_ignore)
    return display


def close_display(display: "Display") -> None:
    """Closes a connection, also one whose server is gone."""
    with suppress(Exception):
        display.close()
    with suppress(OSError):
        display.display.socket.close()


def drain(display: "Display") -> None:
    """Throws away what the server says unasked (every client hears of a changed keyboard), lest it pile up."""
    while display.pending_events():
        display.next_event()


def answered(display: "Display", asked: Sequence["ReplyRequest"], until: float) -> bool:
    """Whether all answers have come by `until` (`time.monotonic`). Events that come meanwhile stay in the queue."""
    while not all(map(_has_come, asked)):
        left = until - time.monotonic()
        if not select.select([display.fileno()], [], [], max(0.0, left))[0]:
            return False
        display.pending_events()
        if left < 0:
            return all(map(_has_come, asked))
    return True


def _has_come(asked: "ReplyRequest") -> bool:
    """Whether the answer was read already, be it along with another's. python-xlib has no public word for it."""
    return asked._data is not None or asked._error is not None  # noqa: SLF001


def _ignore(*_: object) -> None:
    """python-xlib prints what the server objects to; an agent has nobody to print to."""


class Link:
    """One connection, used by the agent thread only. Opening it blocks until the server answers (about 5 ms)."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._display: Display | None = None

    def ask(self, question: Callable[["Display"], Told]) -> Told | None:
        """The answer to `question`, null when the server cannot be reached. Never raises; the next call tries anew."""
        try:
            self._display = self._display or open_display(self.name)
            return question(self._display)
        except Exception:  # noqa: BLE001 - a lost server shows as any of a dozen unrelated exceptions
            lost = self._display is not None
            self.close()
        if lost:  # not above, where the error still holds the connection
            gc.collect()  # a connection is half a megabyte in cycles, which would wait for a collection of all
        return None

    def close(self) -> None:
        display, self._display = self._display, None
        if display is not None:
            close_display(display)
