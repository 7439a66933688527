"""Whether the active window fills the screen, by what a window manager keeps at the X server; and news of it, unasked.

Source: Extended Window Manager Hints 1.5: _NET_SUPPORTED, _NET_SUPPORTING_WM_CHECK, _NET_ACTIVE_WINDOW, _NET_WM_STATE.

Listened to: the root window's properties, and the structure (place and size, death) of the active window and of the
window manager's own. Not the active window's properties, though its state is one of them: its title is another, and a
terminal that shows a spinner there would send dozens of events a second, at 20 µs each. Who enters or leaves full
screen nearly always changes its size, which is rare; but the state may be set a little later, and a window that was as
large as the screen before tells nothing in some window managers (openbox). So `changed` is no promise: ask now and then
anyway.
"""

import time
from typing import TYPE_CHECKING, TypeAlias

from unseat.senses.link import answered

if TYPE_CHECKING:
    from Xlib.display import Display
    from Xlib.protocol.rq import Event, ReplyRequest

DESTROY_NOTIFY, UNMAP_NOTIFY, CONFIGURE_NOTIFY, PROPERTY_NOTIFY = 17, 18, 22, 28
"""Event codes of the X Window System Protocol, appendix B."""
_STRUCTURE, _PROPERTIES = 1 << 17, 1 << 22
_READ_AT_ONCE = 4096
"""Bytes; python-xlib would read and unpack 128 kB at once, which takes longer than a look may."""
_ANY_TYPE = 0
_NO_WINDOW = 0
_MOST_NUMBERS = 1024

Numbers: TypeAlias = tuple[int, ...] | None
"""What a property of a window holds; null when the window is gone or has no such property."""


class LateError(Exception):
    """The server did not answer in time."""


class Screen:
    """What one connection sees and hears. Whoever else reads events from it takes them away from here.

    Each call raises python-xlib's errors when the server is gone. `until` is an instant of `time.monotonic`.
    While the answer to an earlier question is still to come nothing new is asked: one that hangs is not asked twice.
    """

    def __init__(self, display: "Display") -> None:
        self.display = display
        self._root: int = display.screen().root.id
        self._news = {self._atom(name) for name in ("SUPPORTED", "SUPPORTING_WM_CHECK", "ACTIVE_WINDOW")}
        self._heard: frozenset[int] = frozenset()
        self._asked: list[ReplyRequest] = []
        display.display.recv_buffer_size = _READ_AT_ONCE
        self._listen(self._root, _PROPERTIES)

    def changed(self, until: float) -> bool:
        """Whether anything was told since the last call that may change the answer. Waits for nothing.

        Raises ConnectionError when more has come than can be read in time: in a new connection it is gone.
        """
        changed = False
        while self.display.pending_events():
            changed = self._is_news(self.display.next_event()) or changed
            if time.monotonic() > until:
                raise ConnectionError("more events than can be read")
        return changed

    def filled(self, until: float) -> bool | None:
        """Null when no window manager tells. Two round trips. Raises LateError."""
        if self._asked:
            self._answers(until)
        checked, actives = self._ask(until, (self._root, "SUPPORTING_WM_CHECK"), (self._root, "ACTIVE_WINDOW"))
        manager, active = ((numbers or (_NO_WINDOW,))[0] for numbers in (checked, actives))
        self._listen_to(frozenset({manager, active}))
        about = ((manager, "SUPPORTING_WM_CHECK"), (self._root, "SUPPORTED"), (active, "WM_STATE"))
        alive, told, states = self._ask(until, *about)
        full = self._atom("WM_STATE_FULLSCREEN")
        if not alive or alive != checked or not {full, self._atom("ACTIVE_WINDOW")} <= set(told or ()):
            return None
        return full in (states or ())

    def _atom(self, name: str) -> int:
        return self.display.get_atom(f"_NET_{name}")

    def _is_news(self, event: "Event") -> bool:
        if event.type == PROPERTY_NOTIFY:
            return event.atom in self._news
        return event.type in {DESTROY_NOTIFY, UNMAP_NOTIFY, CONFIGURE_NOTIFY}

    def _listen_to(self, windows: frozenset[int]) -> None:
        """Before they are asked, so that nothing falls between."""
        for window in self._heard - windows:
            self._listen(window, 0)
        self._heard = windows - {_NO_WINDOW, self._root}
        for window in self._heard:
            self._listen(window, _STRUCTURE)

    def _listen(self, window: int, mask: int) -> None:
        """Sent with the next question. A window that is gone by then is no matter: who asks for it is told so."""
        from Xlib.protocol import request

        request.ChangeWindowAttributes(display=self.display.display, window=window, attrs={"event_mask": mask})

    def _ask(self, until: float, *wanted: tuple[int, str]) -> list[Numbers]:
        self._asked = [self._property(window, name) for window, name in wanted]
        self.display.flush()
        return self._answers(until)

    def _property(self, window: int, name: str) -> "ReplyRequest":
        from Xlib.protocol import request

        return request.GetProperty(
            display=self.display.display,
            defer=True,
            delete=False,
            window=window,
            property=self._atom(name),
            type=_ANY_TYPE,
            long_offset=0,
            long_length=_MOST_NUMBERS,
        )

    def _answers(self, until: float) -> list[Numbers]:
        """Events that come meanwhile stay for `changed`."""
        if not answered(self.display, self._asked, until):
            raise LateError
        asked, self._asked = self._asked, []
        return [_numbers(one) for one in asked]


def _numbers(asked: "ReplyRequest") -> Numbers:
    if asked._error is not None:  # noqa: SLF001
        return None  # the window was closed in the meantime
    value = asked.value
    return tuple(value[1]) if value is not None and value[0] == 32 else None
