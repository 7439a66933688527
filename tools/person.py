"""A person at a virtual desktop: types, moves the mouse, clicks, and keeps still, by way of xdotool."""

import itertools
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from tools.virtual import VirtualDesktop, wait_until
from tools.virtual_x import Window

Found = TypeVar("Found")

CARD = "unseat: "
"""How the title of the card begins."""
BUTTONS = {"start": 229, "later": 309}
BUTTON_HEIGHT = 43
"""Where the card draws its buttons, in pixels: their middle from its left edge, and from its lower one."""


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

    def click_card(self, button: str) -> None:
        """Clicks a button of the card that is shown: "start" or "later"."""
        card = wait_until(self.card, "a card on the screen", 5)
        self.click(card.left + BUTTONS[button], card.top + card.height - BUTTON_HEIGHT)

    def card(self) -> Window | None:
        return next((window for window in self.desk.windows() if window.title.startswith(CARD)), None)


def _gestures() -> Iterator[tuple[str, ...]]:
    """Words, and a hand that goes to the mouse now and then; nowhere near a card or the panel."""
    for round_, word in enumerate(itertools.cycle(("an ", "ordinary ", "working ", "day "))):
        yield "type", "--delay", "70", word
        if round_ % 3 == 2:
            yield "mousemove", str(300 + round_ * 37 % 200), str(300 + round_ * 53 % 150)
