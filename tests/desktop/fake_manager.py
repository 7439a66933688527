"""Windows of this process, and a window manager that does what a test says and nothing by itself."""

from collections.abc import Sequence
from typing import Self

from Xlib import X, Xatom
from Xlib.display import Display
from Xlib.protocol.event import ClientMessage

FULL = "_NET_WM_STATE_FULLSCREEN"
PROMISED = ("_NET_ACTIVE_WINDOW", FULL)
_ADD, _REMOVE = 1, 0
_PAGER = 2
"""The source of a wish that is always granted."""


class Shown:
    """A window, until it is closed: then its connection is cut, as when its program is killed."""

    def __init__(self, name: str, *, full: bool = False) -> None:
        self.display = Display(name)
        self._open = True
        screen = self.display.screen()
        self.window = screen.root.create_window(0, 0, 200, 100, 0, screen.root_depth)
        if full:
            self.state(full=True)
        self.window.map()
        self.display.sync()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """May be called more than once."""
        if self._open:
            self.display.close()
        self._open = False

    def state(self, *, full: bool) -> None:
        """Sets its state itself, as a window may before it is shown; later that is for the window manager."""
        put(self.display, self.window.id, "_NET_WM_STATE", [self.display.get_atom(FULL)] if full else [])
        self.display.sync()

    def ask_for(self, *, full: bool) -> None:
        """Asks the window manager for it."""
        self._ask("_NET_WM_STATE", [_ADD if full else _REMOVE, self.display.get_atom(FULL), 0, _PAGER, 0])

    def is_managed(self, *, full: bool) -> bool:
        """Whether the window manager shows it, active and as large as it is to be; else it is asked for what it has not
        done, as openbox, while it starts and on a busy machine, does not heed all that a new window wants."""
        if self.window.get_attributes().map_state != X.IsViewable:
            self.window.map()
        elif self.fills() != full:
            self.ask_for(full=full)
        else:
            return self.is_active()
        self.display.sync()
        return False

    def is_active(self) -> bool:
        """Whether the window manager says so; else it is asked for it."""
        active = self.display.get_atom("_NET_ACTIVE_WINDOW")
        found = self.display.screen().root.get_full_property(active, Xatom.WINDOW)
        if found is not None and found.value[0] == self.window.id:
            return True
        self._ask("_NET_ACTIVE_WINDOW", [_PAGER, 0, 0, 0, 0])
        return False

    def fills(self) -> bool:
        """Whether the window manager has made it as large as the screen, and says so."""
        state = self.window.get_full_property(self.display.get_atom("_NET_WM_STATE"), Xatom.ATOM)
        wide = self.window.get_geometry().width == self.display.screen().width_in_pixels
        return wide and state is not None and self.display.get_atom(FULL) in state.value

    def entitle(self, title: str) -> None:
        self.window.set_wm_name(title)
        self.display.sync()

    def widen(self, width: int) -> bool:
        """Whether it had another width before."""
        before = self.window.get_geometry().width
        self.window.configure(width=width)
        self.display.sync()
        return bool(before != width)

    def _ask(self, what: str, numbers: Sequence[int]) -> None:
        root, kind = self.display.screen().root, self.display.get_atom(what)
        message = ClientMessage(window=self.window, client_type=kind, data=(32, list(numbers)))
        root.send_event(message, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        self.display.sync()


class Manager:
    """`claim` tells the world that it is there, and `promise` what it keeps. `close` leaves its words behind."""

    def __init__(self, name: str) -> None:
        self._display = Display(name)
        self._root = self._display.screen().root.id
        self.own: int = self._display.screen().root.create_window(-9, -9, 1, 1, 0, X.CopyFromParent).id

    def claim(self, own: int = 0) -> None:
        """`own`: what its own window says it is, 0 for the truth."""
        put(self._display, self.own, "_NET_SUPPORTING_WM_CHECK", [own or self.own], Xatom.WINDOW)
        put(self._display, self._root, "_NET_SUPPORTING_WM_CHECK", [self.own], Xatom.WINDOW)
        self._display.sync()

    def withdraw(self) -> None:
        root = self._display.screen().root
        root.delete_property(self._display.get_atom("_NET_SUPPORTING_WM_CHECK"))
        self._display.sync()

    def promise(self, *supported: str) -> None:
        put(self._display, self._root, "_NET_SUPPORTED", [self._display.get_atom(name) for name in supported])
        self._display.sync()

    def activate(self, window: int) -> None:
        """0 for none."""
        put(self._display, self._root, "_NET_ACTIVE_WINDOW", [window], Xatom.WINDOW)
        self._display.sync()

    def close(self) -> None:
        self._display.close()


def put(display: Display, window: int, name: str, numbers: Sequence[int], kind: int = Xatom.ATOM) -> None:
    found = display.create_resource_object("window", window)
    found.change_property(display.get_atom(name), kind, 32, list(numbers))
