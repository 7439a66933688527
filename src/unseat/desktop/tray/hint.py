"""A tooltip of our own, for panels that leave it to the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unseat.desktop.tray import x11
from unseat.desktop.tray.popup import TEXT_PX, font
from unseat.desktop.tray.sheet import Row, Scheme, Sheet

if TYPE_CHECKING:
    from Xlib.display import Display
    from Xlib.xobject.drawable import Window

DELAY = 0.5
"""Seconds that the pointer has to rest on the icon."""


class Hint:
    """Shown `DELAY` after `now`, when the pointer came to the point `at`. Clocks are in seconds."""

    def __init__(self, display: Display, at: tuple[int, int], now: float) -> None:
        self._display, self._at = display, at
        self._due: float | None = now + DELAY
        self._window: Window | None = None

    def patience(self, now: float) -> float | None:
        return None if self._due is None else max(0.0, self._due - now)

    def tick(self, now: float, text: str, scheme: Scheme) -> None:
        if self._due is not None and now >= self._due:
            self._due = None
            self._show(text, scheme)

    def _show(self, text: str, scheme: Scheme) -> None:
        scale = x11.scale(self._display)
        sheet = Sheet((Row(text),), scheme, scale, font(TEXT_PX * scale))
        self._window = x11.float_window(self._display, self._at, sheet.size, "TOOLTIP")
        gc = self._window.create_gc()
        x11.put(self._window, gc, sheet.picture(None))
        gc.free()
        self._display.flush()

    def close(self) -> None:
        self._due = None
        if self._window:
            self._window.destroy()
            self._display.flush()
        self._window = None
