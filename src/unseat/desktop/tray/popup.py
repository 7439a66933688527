"""A popup menu of our own, for panels that leave the menu to the program: an X window above all others.

While it is open it holds pointer and keyboard, as menus do, and is driven by the events its owner hands to `handle`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from Xlib import XK, X

from unseat.desktop.tray import x11
from unseat.desktop.tray.sheet import Row, Scheme, Sheet

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont
    from Xlib.display import Display

TEXT_PX = 13.5
"""The height of the font at 96 dots per inch: about ten points, as desktops have it."""

_BUTTONS = (1, 2, 3)
_AGAIN, _GIVE_UP = 0.05, 1.0
"""Seconds until a refused grab is asked for again, and until a menu that still has none goes."""


def font(px: float) -> FreeTypeFont:
    """The desktop's sans serif, as fontconfig names it; Pillow's own where there is none."""
    import subprocess

    from PIL import ImageFont

    try:
        found = subprocess.run(["fc-match", "-f", "%{file}", "sans-serif"], capture_output=True, timeout=1, check=True)
        return ImageFont.truetype(found.stdout.decode(), px)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ImageFont.load_default(px)  # type: ignore[return-value]  # a FreeTypeFont whenever a size is given


class Popup:
    """Opens at once. `closed` turns true when it has gone; `choose` is called with the item that was chosen.

    The pointer may be in other hands for a moment, a window manager's or a panel's: `tick`, due after `patience`, asks
    for it again. Clocks are in seconds.
    """

    def __init__(  # noqa: PLR0913, PLR0917
        self,
        display: Display,
        rows: tuple[Row, ...],
        scheme: Scheme,
        at: tuple[int, int],
        now: float,
        choose: Callable[[Any], None],
    ) -> None:
        scale = x11.scale(display)
        self._display, self._choose = display, choose
        self._sheet = Sheet(rows, scheme, scale, font(TEXT_PX * scale))
        self._active: int | None = None
        # The button that opened the menu is still down; letting it go where it is chooses nothing.
        self._moved = False
        self._window = x11.float_window(display, at, self._sheet.size, "POPUP_MENU")
        self._gc = self._window.create_gc()
        self.closed, self._held, self._held_by = False, False, now + _GIVE_UP
        self.tick(now)

    def patience(self) -> float | None:
        return None if self._held or self.closed else _AGAIN

    def tick(self, now: float) -> None:
        if self._held or self.closed:
            return
        self._held = self._grab()
        if not self._held and now >= self._held_by:
            logging.getLogger(__name__).warning("no menu: another program holds the pointer")
            self.close()

    def _grab(self) -> bool:
        """Without the pointer the menu could never be closed; without the keyboard it still serves."""
        mask = X.ButtonPressMask | X.ButtonReleaseMask | X.PointerMotionMask
        how = (X.GrabModeAsync, X.GrabModeAsync)
        if self._window.grab_pointer(False, mask, *how, X.NONE, X.NONE, X.CurrentTime) != X.GrabSuccess:
            return False
        self._window.grab_keyboard(False, *how, X.CurrentTime)
        return True

    def handle(self, event: Any) -> None:  # python-xlib makes its events at run time
        """Takes an event that belongs to the menu or to its grabs."""
        match event.type:
            case X.Expose:
                self._paint()
            case X.MotionNotify:
                self._moved = True
                self._point(self._sheet.row_at(event.event_x, event.event_y))
            case X.ButtonPress:
                self._press(event)
            case X.ButtonRelease if self._moved and event.detail in _BUTTONS:
                self._take(self._sheet.row_at(event.event_x, event.event_y))
            case X.KeyPress:
                self._key(self._display.keycode_to_keysym(event.detail, 0))

    def owns(self, event: Any) -> bool:
        return not self.closed and getattr(event, "window", None) == self._window

    def _press(self, event: Any) -> None:
        wide, high = self._sheet.size
        inside = 0 <= event.event_x < wide and 0 <= event.event_y < high
        self._moved = True
        if not inside:
            self.close()

    def _key(self, keysym: int) -> None:
        match keysym:
            case XK.XK_Down:
                self._point(self._sheet.next_row(self._active, 1))
            case XK.XK_Up:
                self._point(self._sheet.next_row(self._active, -1))
            case XK.XK_Return | XK.XK_KP_Enter | XK.XK_space:
                self._take(self._active)
            case XK.XK_Escape:
                self.close()

    def _point(self, row: int | None) -> None:
        if row != self._active:
            self._active = row
            self._paint()

    def _take(self, row: int | None) -> None:
        if row is not None:
            item = self._sheet.rows[row].item
            self.close()
            self._choose(item)

    def _paint(self) -> None:
        x11.put(self._window, self._gc, self._sheet.picture(self._active))

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            self._display.ungrab_keyboard(X.CurrentTime)
            self._display.ungrab_pointer(X.CurrentTime)
            self._gc.free()
            self._window.destroy()
            self._display.flush()
