"""A person at a virtual desktop: types, moves the mouse, clicks, and keeps still, by way of xdotool."""

import itertools
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from tools.virtual import DesktopError, VirtualDesktop, wait_until

Found = TypeVar("Found")

NOTICE = "^xfce4-notifyd$"
BUTTON_PITCH, BUTTON_MIDDLE, BUTTON_HEIGHT = 92, 57, 31
"""Where xfce4-notifyd draws buttons, in pixels from a notice's lower right corner: each so much further to the left."""


class Person:
    """Every gesture is real input to the X server, and returns when it has been made."""

    def __init__(self, desk: VirtualDesktop) -> None:
        self.desk = desk
        self._gestures = _gestures()

    def work(self, seconds: float) -> None:
        """Types and moves the mouse for so long."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.desk.run("xdotool", *next(self._gestures))

    def work_until(self, question: Callable[[], Found | None], what: str, seconds: float) -> Found:
        """Works on until the answer is true; raises TimeoutError naming `what` after `seconds`."""

        def answer() -> Found | None:
            self.work(0.5)
            return question()

        return wait_until(answer, what, seconds)

    def click(self, x: int, y: int, button: int = 1) -> None:
        self.desk.run("xdotool", "mousemove", str(x), str(y), "click", str(button))

    def press(self, key: str) -> None:
        self.desk.run("xdotool", "key", key)

    def click_button(self, from_right: int) -> None:
        """Clicks a button of the notice that is shown; 0 is the rightmost."""
        notice = wait_until(self._notice, "a notification on the screen", 5)
        left, top, width, height = (notice[name] for name in ("X", "Y", "WIDTH", "HEIGHT"))
        self.click(left + width - BUTTON_MIDDLE - from_right * BUTTON_PITCH, top + height - BUTTON_HEIGHT)

    def _notice(self) -> dict[str, int] | None:
        try:
            found = self.desk.run("xdotool", "search", "--onlyvisible", "--class", NOTICE).split()
        except DesktopError:
            return None  # xdotool's way of saying: none
        lines = self.desk.run("xdotool", "getwindowgeometry", "--shell", found[-1]).split()
        return {name: int(value) for name, value in (line.split("=") for line in lines)}


def _gestures() -> Iterator[tuple[str, ...]]:
    """Words, and a hand that goes to the mouse now and then; nowhere near a notice or the panel."""
    for round_, word in enumerate(itertools.cycle(("an ", "ordinary ", "working ", "day "))):
        yield "type", "--delay", "70", word
        if round_ % 3 == 2:
            yield "mousemove", str(300 + round_ * 37 % 200), str(300 + round_ * 53 % 150)
