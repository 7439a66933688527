"""A pynput listener for keys and pointer together, on connections that outlive it.

Stock pynput on X11 opens four connections for each pair of listeners (four keyboard maps and lists of extensions: 17
to 27 ms of CPU, and 10 MB of garbage in cycles), and its `stop()` waits for the next event of that class, because the
server ignores a disable request on the connection that records. Here one mouse listener hears keys too, on two
connections that are kept, and the disable request travels on another connection than the one that records. Source:
Record Extension Protocol 1.13, requests EnableContext and DisableContext.
"""

import socket
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from unseat.senses.link import close_display, drain, open_display
from unseat.senses.trace import Trace

if TYPE_CHECKING:
    from Xlib.display import Display

KEY_PRESS, KEY_RELEASE, MOTION_NOTIFY = 2, 3, 6
"""Event codes of the X Window System Protocol, appendix B. What lies between them are the buttons and the wheel."""


class Line:
    """The two connections that listeners use one after the other: `data` records, `control` says when to stop."""

    def __init__(self, name: str) -> None:
        """Raises what python-xlib raises when the server is gone or cannot record. Takes about 10 ms."""
        with ExitStack() as undo:
            self.control = open_display(name)
            undo.callback(close_display, self.control)
            self.data = open_display(name)
            undo.callback(close_display, self.data)
            self.context: int = self.data.record_create_context(0, [_all_clients()], [_keys_and_pointer()])
            undo.pop_all()

    def disable(self, display: "Display") -> None:
        """Ends the recording. `display` is any connection that is the calling thread's own, except `data`."""
        display.record_disable_context(self.context)
        display.flush()

    def cut(self) -> None:
        """Wakes whoever still reads from a server that does not answer."""
        for display in (self.data, self.control):
            with suppress(OSError):
                display.display.socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        close_display(self.data)
        close_display(self.control)


def _all_clients() -> int:
    from Xlib.ext import record

    return record.AllClients


def _keys_and_pointer() -> dict[str, object]:
    nothing, none = (0, 0), (0, 0, 0, 0)
    return {
        "core_requests": nothing,
        "core_replies": nothing,
        "ext_requests": none,
        "ext_replies": none,
        "delivered_events": nothing,
        "device_events": (KEY_PRESS, MOTION_NOTIFY),
        "errors": nothing,
        "client_started": False,
        "client_died": False,
    }


class Ears:
    """The callbacks of one listening. They run in the listener's thread, where an exception would end it and a wait
    would hold up the server's queue: they store instants and places in the trace, and end the recording when told.
    """

    def __init__(self, line: Line, trace: Trace, now: Callable[[], int]) -> None:
        self.broken = False
        self.line = line
        self._trace = trace
        self._now = now

    def listen(self, handler: Callable[[object], None]) -> None:
        """Hands the server's records to `handler` until the recording is disabled or the server is gone."""
        try:
            drain(self.line.data)
            drain(self.line.control)
            place = self.line.control.screen().root.query_pointer()
            self._trace.rest_at(place.root_x, place.root_y)
            self.line.data.record_enable_context(self.line.context, handler)
        except Exception:  # noqa: BLE001 - see Link.ask; whoever started the listening sees that it broke
            self.broken = True

    def acted(self, *_: object) -> None:
        """A button or wheel. Which one it was is never looked at."""
        if self._trace.act(self._now()):
            self._end()

    def pressed(self) -> None:
        """A key, by a finger or by the server's repeat. Which one it was is never looked at."""
        self._trace.press(self._now())

    def released(self) -> None:
        if self._trace.release(self._now()):
            self._end()

    def moved(self, x: int, y: int) -> None:
        if self._trace.move(x, y, self._now()):
            self._end()

    def _end(self) -> None:
        self.line.disable(self.line.control)


@cache
def listener_class() -> Any:
    """The listener. Made at first use: importing pynput needs a display (in this process's DISPLAY) and 5 MB.

    Raises ImportError, or what python-xlib raises, without one.
    """
    from pynput import mouse

    class Listener(mouse.Listener):  # type: ignore[misc]  # pynput is untyped
        def __init__(self, ears: Ears) -> None:
            super().__init__(on_move=ears.moved, on_click=ears.acted, on_scroll=ears.acted)
            self.ears = ears

        def _run(self) -> None:
            self._display_stop, self._display_record = self.ears.line.control, self.ears.line.data
            self.ears.listen(self._handler)

        def _stop_platform(self) -> None:
            """pynput would disable on the connection that records, in vain."""

        def _handle_message(self, display: object, event: Any, injected: bool) -> None:  # noqa: FBT001 - as pynput's
            if event.type == KEY_PRESS:
                self.ears.pressed()
            elif event.type == KEY_RELEASE:
                self.ears.released()
            else:
                super()._handle_message(display, event, injected)

    return Listener
