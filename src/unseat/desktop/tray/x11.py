"""The little of X11 that the XEmbed route and its popup share. One thread uses a display.

Rests on the X11 core protocol, the XEMBED and System Tray specifications (freedesktop.org), and python-xlib.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from Xlib import X, Xatom, error
from Xlib.display import Display

if TYPE_CHECKING:
    from PIL.Image import Image
    from Xlib.xobject.drawable import Window
    from Xlib.xobject.fontable import GC

STANDARD_DPI = 96
_REQUEST = 200_000
"""Bytes of picture in one request; every X server takes 262,140."""


def open_display(name: str | None) -> Display:
    """Raises OSError when there is no such display, or one that cannot show our pictures."""
    try:
        display = Display(name)
    except (error.DisplayError, error.ConnectionClosedError, OSError) as problem:
        raise OSError(f"no X display: {problem}") from problem
    quieten(display)
    if display.screen().root_depth not in (24, 32):
        display.close()
        raise OSError("an X display of less than 16 million colours")
    return display


def quieten(display: Display) -> None:
    """A window of another program may go at any moment, so X errors are expected: they are logged, not printed."""
    log = logging.getLogger(__name__)
    display.set_error_handler(lambda problem, _request: log.debug("X error: %s", problem))


@contextmanager
def gone() -> Iterator[None]:
    """A server that goes while something is asked of it is an OSError, which python-xlib's own error is not."""
    try:
        yield
    except error.ConnectionClosedError as problem:
        raise OSError(f"the X server is gone: {problem}") from problem


class Events:
    """A display's events as a source of the loop. What was asked meanwhile is sent on the way.

    Nothing may follow the last `pending_events`: python-xlib reads in `flush` too, and what is queued wakes nobody.
    """

    def __init__(self, display: Display, handle: Callable[[Any], None]) -> None:
        self._display, self._handle = display, handle

    def fileno(self) -> int:
        return self._display.fileno()

    def drain(self) -> bool:
        handled = False
        with gone():
            while self._display.pending_events():
                handled = True
                self._handle(self._display.next_event())
        return handled


def tray_selection(display: Display) -> int:
    return display.intern_atom(f"_NET_SYSTEM_TRAY_S{display.get_default_screen()}")


class TrayWatch:
    """Follows who has the system tray of a display. A change of it wakes the loop, as an event."""

    def __init__(self, name: str | None) -> None:
        """Raises OSError without a display."""
        self._display = open_display(name)
        with gone():
            self._display.screen().root.change_attributes(event_mask=X.StructureNotifyMask)
            self._selection = tray_selection(self._display)
        self.events = Events(self._display, lambda _event: None)

    def there(self) -> bool:
        """Raises OSError when the server is gone."""
        with gone():
            return bool(self._display.get_selection_owner(self._selection))

    def close(self) -> None:
        self._display.close()


def put(window: Window, gc: GC, picture: Image) -> None:
    """Paints `picture` at the window's corner: RGB without alpha, or RGBa with alpha multiplied in."""
    order = "BGRa" if picture.mode == "RGBa" else "BGRX"
    depth = 32 if picture.mode == "RGBa" else 24
    wide, high = picture.size
    rows = max(1, _REQUEST // (wide * 4))
    for top in range(0, high, rows):
        band = picture.crop((0, top, wide, min(top + rows, high)))
        window.put_image(gc.id, 0, top, wide, band.height, X.ZPixmap, depth, 0, band.tobytes("raw", order))


def get(window: Window, wide: int, high: int) -> Image | None:
    """What is on the screen where `window` is; null where it is not on the screen."""
    from PIL import Image

    try:
        found = window.get_image(0, 0, wide, high, X.ZPixmap, 0xFFFFFFFF)
    except error.XError:
        return None
    return Image.frombytes("RGB", (wide, high), found.data, "raw", "BGRX")


def scale(display: Display) -> float:
    """How large this desktop wants its text, 1 at 96 dots per inch: Xft.dpi, which desktops keep for X programs."""
    resources = display.screen().root.get_full_text_property(Xatom.RESOURCE_MANAGER) or ""
    for line in resources.split("\n"):
        name, _, value = line.partition(":")
        if name == "Xft.dpi" and value.strip().replace(".", "", 1).isdigit():
            return min(max(float(value) / STANDARD_DPI, 0.75), 4)
    return 1.0


def monitor_at(display: Display, x: int, y: int) -> tuple[int, int, int, int]:
    """Left, top, width and height of the monitor with that point; of the whole screen where RandR cannot tell."""
    screen = display.screen()
    if display.has_extension("RANDR"):
        for monitor in screen.root.xrandr_get_monitors().monitors:
            left, top, wide, high = monitor.x, monitor.y, monitor.width_in_pixels, monitor.height_in_pixels
            if left <= x < left + wide and top <= y < top + high:
                return left, top, wide, high
    return 0, 0, screen.width_in_pixels, screen.height_in_pixels


def float_window(display: Display, at: tuple[int, int], size: tuple[int, int], kind: str) -> Window:
    """A window above all others beside the point `at`, as a menu or a tooltip has it. `kind` is its EWMH type."""
    screen = display.screen()
    window: Window = screen.root.create_window(
        *place(at, size, monitor_at(display, *at)),
        *size,
        0,
        screen.root_depth,
        X.InputOutput,
        X.CopyFromParent,
        override_redirect=True,
        save_under=True,
        event_mask=X.ExposureMask,
    )
    window.set_wm_name("unseat")
    kinds = [display.intern_atom(f"_NET_WM_WINDOW_TYPE_{kind}")]
    window.change_property(display.intern_atom("_NET_WM_WINDOW_TYPE"), Xatom.ATOM, 32, kinds)
    window.map()
    return window


def place(at: tuple[int, int], size: tuple[int, int], monitor: tuple[int, int, int, int]) -> tuple[int, int]:
    """Where the corner of a menu of `size` goes, for a click `at`: beside the pointer, whole on the monitor."""
    left, top, wide, high = monitor
    x, y = at[0] + 1, at[1] + 1
    if x + size[0] > left + wide:
        x = at[0] - size[0]
    if y + size[1] > top + high:
        y = at[1] - size[1]
    return max(x, left), max(y, top)
