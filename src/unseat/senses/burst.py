"""Listening that starts and stops at once, as often as one likes: half a millisecond of CPU each time."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from unseat.senses.link import Link
from unseat.senses.listener import Ears, Line, listener_class
from unseat.senses.trace import Manner, Seen, Trace

if TYPE_CHECKING:
    from Xlib.display import Display

TRIES = 3
WAIT_S = 0.005


class Burst:
    """Listens, one listening at a time, and tells what it has seen. Agent thread only; no call takes over 15 ms,
    but for the first `start`, which opens the connections. Never raises.

    `now` is the clock `steady` in milliseconds; the listening thread reads it at each event. `radius` is in pixels.
    """

    def __init__(self, link: Link, now: Callable[[], int], radius: int = 4) -> None:
        self._link = link
        self._now = now
        self._radius = radius
        self._line: Line | None = None
        self._listener: Any = None
        self._trace: Trace | None = None
        self._until: int | None = None

    @property
    def listening(self) -> bool:
        return self._listener is not None and self._listener.is_alive()

    def start(self, manner: Manner, limit_ms: int | None = None) -> bool:
        """Begins to listen, for `limit_ms` at most; whether it could. A listening that is on goes on instead."""
        if self.listening:
            return True
        try:
            self._line = self._line or Line(self._link.name)
            self._trace = Trace(manner, self._radius)
            self._listener = listener_class()(Ears(self._line, self._trace, self._now))
            self._listener.start()
        except Exception:  # noqa: BLE001 - see Link.ask; without pynput or RECORD the counter serves alone
            self.close()
            return False
        self._until = None if limit_ms is None else self._now() + limit_ms
        return True

    def seen(self) -> Seen | None:
        """What the present listening has seen; null when there is none. One that is over is told of once."""
        if self._trace is None:
            return None
        if self._until is not None and self._now() >= self._until:
            self.stop()
        over = not self.listening
        seen = self._trace.seen(over=over)
        if over:
            self._finish()
        return seen

    def stop(self) -> None:
        """Ends the listening if the server answers in time, else the next call does; `seen` still tells what it saw."""
        for _ in range(TRIES):
            if not self.listening:
                return
            self._link.ask(self._disable)  # more than once: it is ignored if it overtakes the enable request
            threading.Thread.join(self._listener, WAIT_S)  # pynput's own join waits for a queue

    def close(self) -> None:
        """Ends everything, whatever the server does. May be called more than once."""
        self.stop()
        if self._line is not None:
            if self.listening:
                self._line.cut()
                threading.Thread.join(self._listener, 10 * WAIT_S)
            self._line.close()
        self._line = self._trace = self._listener = None

    def _disable(self, display: "Display") -> None:
        if self._line is not None:
            self._line.disable(display)

    def _finish(self) -> None:
        if self._listener is not None and self._listener.ears.broken:
            self.close()
        self._trace = self._listener = None
