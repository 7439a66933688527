"""The X server's own count of the time without input, of the MIT-SCREEN-SAVER extension.

Source: X Screen Saver Extension protocol 1.1, request QueryInfo, field `ms-since-user-input`. The server counts core
and XTEST input of every device. ForceScreenSaver(Reset), as some video players send it, resets the count too.
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from unseat.senses.link import Link, answered, drain

if TYPE_CHECKING:
    from Xlib.display import Display
    from Xlib.protocol.rq import ReplyRequest

EXTENSION = "MIT-SCREEN-SAVER"
PATIENCE_S = 0.06
BLUR = 250
"""Two readings of one and the same input differ by some milliseconds; an input this close to another is no news."""


class Question:
    """Asks the count without waiting longer than 60 ms. An answer that came too late is thrown away at the next."""

    def __init__(self) -> None:
        self._open: tuple[Display, ReplyRequest] | None = None

    def __call__(self, display: "Display") -> int | None:
        """Milliseconds since the last input; null when the server does not answer in time. Raises when it is gone."""
        if self._open is not None and self._open[0] is display and self._answer(*self._open) is None:
            return None
        self._open = (display, _query(display))
        return self._answer(*self._open)

    def _answer(self, display: "Display", asked: "ReplyRequest") -> int | None:
        if not answered(display, [asked], time.monotonic() + PATIENCE_S):
            return None
        self._open = None
        drain(display)
        return int(asked.idle)


def _query(display: "Display") -> "ReplyRequest":
    from Xlib.ext import screensaver

    base = display.display
    asked = screensaver.QueryInfo(
        display=base, defer=True, opcode=base.get_extension_major(EXTENSION), drawable=display.screen().root
    )
    display.flush()
    return asked


class Counter:
    """Tells when the last input was. Agent thread only; blocks for 60 ms at most on a server that hangs; never raises.

    The server counts on a clock that stands still in suspend (`awake`, CLOCK_MONOTONIC), so that is the clock on which
    the same input is recognised again; the instant it gets on `steady` is fixed when it is first seen.
    """

    def __init__(self, link: Link, awake: Callable[[], int]) -> None:
        self._link = link
        self._awake = awake
        self._question = Question()
        self._seen: tuple[int, int] | None = None

    def last_input(self, steady_ms: int) -> int | None:
        """The instant of the last input on the clock `steady`, null when the server does not tell."""
        idle = self._link.ask(self._question)
        if idle is None:
            return None
        at = self._awake() - idle
        if self._seen is None or abs(at - self._seen[0]) > BLUR:
            self._seen = (at, steady_ms - idle)
        return self._seen[1]
