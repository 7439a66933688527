"""A presentation or a video, known by a window that fills the screen and is the active one. X11 only.

Only the number of the window is seen, and that it moved or changed its size; never its title, class or process. The
number is held while it is the active window, to be told of it by the X server (see `filling`).

This is weak evidence: an editor or a terminal may fill the screen as well. It says that a person *may* be looking at
something without touching anything; whoever asks has to join it with what else is known, and to set an end to it.
"""

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from unseat.core.words import Kind
from unseat.senses.base import Finding
from unseat.senses.filling import LateError, Screen
from unseat.senses.link import Link
from unseat.texts import Texts

if TYPE_CHECKING:
    from Xlib.display import Display

NAME = "full screen"
PATIENCE_S = 0.06
SETTLED_S = 1.0
AT_LEAST_EVERY_S = 60.0
PRESENTATION = frozenset({Kind.PRESENTATION})


class Due:
    """When to ask: at once after news, once more when what goes with it has settled, and at least once a minute.

    `now` is in seconds, on a clock that cannot step. Pure.
    """

    def __init__(self) -> None:
        self._at = 0.0
        self._again = True

    def heard(self, now: float) -> None:
        self._at, self._again = now, True

    def come(self, now: float) -> bool:
        return now >= self._at

    def asked(self, now: float) -> None:
        self._at = now + (SETTLED_S if self._again else AT_LEAST_EVERY_S)
        self._again = False


class FullscreenSense:
    """A HoldSense. Agent thread only; blocks for 60 ms at most; never raises.

    It has a connection of its own, in which news waits for the next look; a look without news asks nothing. So a server
    that hangs is noticed within a minute, one that died at once. A connection that is not there yet is opened, which
    blocks until the server answers, as `Link` says.
    """

    name = NAME

    def __init__(self, display: str, now: Callable[[], float] = time.monotonic, patience_s: float = PATIENCE_S) -> None:
        """`display` is an X display name (":0"); `now`: see `Due`. A look waits `patience_s` at most."""
        self._link = Link(display)
        self._now = now
        self._patience_s = patience_s
        self._due = Due()
        self._screen: Screen | None = None
        self._filled: bool | None = None

    def look(self) -> frozenset[Kind] | None:
        """`Kind.PRESENTATION` while the active window fills the screen; null where no window manager tells."""
        filled = self._link.ask(self._look)
        return None if filled is None else PRESENTATION if filled else frozenset()

    def close(self) -> None:
        self._screen = None
        self._link.close()

    def _look(self, display: "Display") -> bool | None:
        try:
            self._renew(display, self._now(), time.monotonic() + self._patience_s)
        except LateError:
            self._filled = None
        except Exception:
            self._screen = None  # it holds half a megabyte of a connection that is lost
            raise
        return self._filled

    def _renew(self, display: "Display", now: float, until: float) -> None:
        if self._screen is None or self._screen.display is not display:
            self._screen = Screen(display)
            self._due.heard(now)
        if self._screen.changed(until):
            self._due.heard(now)
        if self._due.come(now):
            self._filled = self._screen.filled(until)
            self._due.asked(now)


def finding(env: Mapping[str, str], texts: Texts) -> Finding:
    """What `unseat doctor` says of it. Never raises; blocks as opening a connection to the X server does."""
    if env.get("WAYLAND_DISPLAY") or not env.get("DISPLAY"):
        return Finding(
            NAME,
            works=False,
            found=texts.say("only an X11 session tells whether a window fills the screen"),
            remedy=texts.say("log in to an X11 session (often a choice on the login screen)"),
        )
    sense = FullscreenSense(env["DISPLAY"])
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
