"""When a tray icon can be seen: watches the panel's pixels, so drawing by the panel counts as well."""

import time

from Xlib import X
from Xlib.display import Display

PANEL = 34
"""The height, along the lower edge of the screen, in which the panels of `tools.virtual` lie."""
LOOK_EVERY = 0.005


class Panel:
    """`with closing(Panel(display)) as panel:` remembers how it looks at `remember`, and waits for it to change."""

    def __init__(self, display: str) -> None:
        self._display = Display(display)
        self._screen = self._display.screen()
        self._before = b""

    def remember(self) -> None:
        """How the panel looks now, once it has stopped changing for half a second."""
        since = time.monotonic()
        while time.monotonic() < since + 0.5:
            if (now := self._pixels()) != self._before:
                self._before, since = now, time.monotonic()
            time.sleep(LOOK_EVERY)

    def changed(self, seconds: float = 10) -> float:
        """Waits until it looks different, and tells when that was (time.monotonic). Raises TimeoutError."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self._pixels() != self._before:
                return time.monotonic()
            time.sleep(LOOK_EVERY)
        raise TimeoutError(f"no icon within {seconds:g} s")

    def close(self) -> None:
        self._display.close()

    def _pixels(self) -> bytes:
        width, height = self._screen.width_in_pixels, self._screen.height_in_pixels
        return bytes(self._screen.root.get_image(0, height - PANEL, width, PANEL, X.ZPixmap, 0xFFFFFFFF).data)
