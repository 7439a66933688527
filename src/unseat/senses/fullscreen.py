"""A presentation or a video, known by a window that fills the screen and is the active one. X11 only.

Source: Extended Window Manager Hints 1.5: _NET_SUPPORTED, _NET_SUPPORTING_WM_CHECK, _NET_ACTIVE_WINDOW, _NET_WM_STATE.
Only the number of the window is seen, never its title, class or process, and it is not kept.

This is weak evidence: an editor or a terminal may fill the screen as well. It says that a person *may* be looking at
something without touching anything; whoever asks has to join it with what else is known, and to set an end to it.
"""

import select
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from unseat.core.words import Kind
from unseat.senses.base import Finding
from unseat.senses.link import Link, drain
from unseat.texts import Texts

if TYPE_CHECKING:
    from Xlib.display import Display
    from Xlib.protocol.rq import ReplyRequest

NAME = "full screen"
PATIENCE_S = 0.06
PRESENTATION = frozenset({Kind.PRESENTATION})
_ANY_TYPE = 0
_NO_WINDOW = 0
_MOST_NUMBERS = 1024

Numbers: TypeAlias = tuple[int, ...] | None
"""What a property of a window holds; null when the window is gone or has no such property."""


class _LateError(Exception):
    """The server did not answer in time."""


class Question:
    """Asks what fills the screen, in two round trips, without waiting longer than 60 ms in all.

    While the answer to an earlier question is still to come it asks nothing new: one that hangs is not asked twice.
    """

    def __init__(self) -> None:
        self._open: tuple[Display, list[ReplyRequest]] | None = None

    def __call__(self, display: "Display") -> frozenset[Kind] | None:
        """Null when the server does not answer in time or no window manager tells. Raises when the server is gone."""
        until = time.monotonic() + PATIENCE_S
        try:
            if self._open is not None and self._open[0] is display:
                self._answers(until)
            return self._filling(display, until)
        except _LateError:
            return None

    def _filling(self, display: "Display", until: float) -> frozenset[Kind] | None:
        root = display.screen().root.id
        checked, actives = self._ask(display, until, (root, "_NET_SUPPORTING_WM_CHECK"), (root, "_NET_ACTIVE_WINDOW"))
        if not checked:
            return None
        manager = ((checked[0], "_NET_SUPPORTING_WM_CHECK"), (root, "_NET_SUPPORTED"))
        alive, told, states = self._ask(display, until, *manager, ((actives or (_NO_WINDOW,))[0], "_NET_WM_STATE"))
        full = display.get_atom("_NET_WM_STATE_FULLSCREEN")
        if alive != checked or not {full, display.get_atom("_NET_ACTIVE_WINDOW")} <= set(told or ()):
            return None
        return PRESENTATION if full in (states or ()) else frozenset()

    def _ask(self, display: "Display", until: float, *wanted: tuple[int, str]) -> list[Numbers]:
        self._open = (display, [_property(display, window, name) for window, name in wanted])
        display.flush()
        return self._answers(until)

    def _answers(self, until: float) -> list[Numbers]:
        assert self._open is not None  # noqa: S101 - told by whoever calls
        display, asked = self._open
        while not all(map(_has_come, asked)):
            if not select.select([display.fileno()], [], [], max(0.0, until - time.monotonic()))[0]:
                raise _LateError
            drain(display)
        self._open = None
        return [_numbers(one) for one in asked]


def _property(display: "Display", window: int, name: str) -> "ReplyRequest":
    from Xlib.protocol import request

    atom = display.get_atom(name)
    return request.GetProperty(
        display=display.display,
        defer=True,
        delete=False,
        window=window,
        property=atom,
        type=_ANY_TYPE,
        long_offset=0,
        long_length=_MOST_NUMBERS,
    )


def _has_come(asked: "ReplyRequest") -> bool:
    """Whether the answer was read already. python-xlib has no public word for it."""
    return asked._data is not None or asked._error is not None  # noqa: SLF001


def _numbers(asked: "ReplyRequest") -> Numbers:
    if asked._error is not None:  # noqa: SLF001
        return None  # the window was closed in the meantime
    value = asked.value
    return tuple(value[1]) if value is not None and value[0] == 32 else None


class FullscreenSense:
    """A HoldSense on a connection that others may use too. Agent thread only; blocks for 60 ms at most; never raises.

    A connection that is not there yet is opened, which blocks until the server answers, as `Link` says.
    """

    name = NAME

    def __init__(self, link: Link) -> None:
        self._link = link
        self._question = Question()

    def look(self) -> frozenset[Kind] | None:
        """`Kind.PRESENTATION` while the active window fills the screen; null where no window manager tells."""
        return self._link.ask(self._question)

    def close(self) -> None:
        self._link.close()


def finding(env: Mapping[str, str], texts: Texts) -> Finding:
    """What `unseat doctor` says of it. Never raises; blocks as opening a connection to the X server does."""
    if env.get("WAYLAND_DISPLAY") or not env.get("DISPLAY"):
        return Finding(
            NAME,
            works=False,
            found=texts.say("only an X11 session tells whether a window fills the screen"),
            remedy=texts.say("log in to an X11 session (often a choice on the login screen)"),
        )
    sense = FullscreenSense(Link(env["DISPLAY"]))
    works = sense.look() is not None
    sense.close()
    if works:
        return Finding(NAME, works=True, found=texts.say("the window manager tells whether a window fills the screen"))
    return Finding(
        NAME,
        works=False,
        found=texts.say("no window manager tells whether a window fills the screen"),
        remedy=texts.say("use a window manager that keeps _NET_ACTIVE_WINDOW, as nearly all do"),
    )
