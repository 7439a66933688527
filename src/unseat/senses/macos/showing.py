"""A presentation or a video on macOS, and its do-not-disturb.

- A program keeps the screen on: IOPMCopyAssertionsStatus, kIOPMAssertPreventUserIdleDisplaySleep, and
  kIOPMAssertionTypeNoDisplaySleep, its older name (Apple, IOKit: IOPMLib.h). Only how many, never who.
- A window fills a screen: CGWindowListCopyWindowInfo with the bounds and layers, CGDisplayBounds (Apple, Quartz Window
  Services and Quartz Display Services). Titles are not read, and are not given without "Screen Recording" either.
  Beside a camera notch a window that fills the screen begins below it. Weak: it may be an editor, or a large window on
  a screen without a Dock. Apple calls the list costly to make, so it is asked for less often than the rest.
- Focus (do not disturb): no public question tells whether one is on, so it is unknown. macOS keeps notices back itself.
"""

import time
from collections.abc import Callable, Sequence

from unseat.core.words import Kind
from unseat.senses import told_at_looks
from unseat.senses.base import Finding
from unseat.senses.kept import Kept
from unseat.senses.macos.calls import Box, Calls
from unseat.senses.system import TITLES
from unseat.texts import Texts

KEEPING_ON = ("PreventUserIdleDisplaySleep", "NoDisplaySleepAssertion")
PRESENTATION = frozenset({Kind.PRESENTATION})
NOTCH = 40
"""Points at the top of a screen that a window which fills it may leave free."""
LIST_KEPT_S = 10.0


def kept_on(calls: Calls) -> bool | None:
    """Whether some program keeps the screen on; null where nothing tells."""
    told = [count for name in KEEPING_ON if (count := calls.assertions(name)) is not None]
    return any(told) if told else None


def fills(window: Box, screen: Box) -> bool:
    """Whether it covers the screen, but for what a notch takes. Pure."""
    left, top = window.x - screen.x, window.y - screen.y
    right, bottom = left + window.width - screen.width, top + window.height - screen.height
    return left <= 0 <= right and top <= NOTCH and bottom >= 0


def full(windows: Sequence[Box] | None, screens: Sequence[Box] | None) -> bool | None:
    if windows is None or not screens:
        return None
    return any(fills(window, screen) for window in windows for screen in screens)


class ShowingSense:
    """A `HoldSense`: `Kind.PRESENTATION` while a program keeps the screen on."""

    name = "presentations and videos"

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def look(self) -> frozenset[Kind] | None:
        told = kept_on(self._calls)
        return None if told is None else PRESENTATION if told else frozenset()

    def close(self) -> None:
        """It holds nothing open."""


class FullSense:
    """A `HoldSense`: `Kind.PRESENTATION` while a window fills a screen, 10 s old at most."""

    name = "full screen"

    def __init__(self, calls: Calls, clock: Callable[[], float] = time.monotonic) -> None:
        self._full = Kept(lambda: full(calls.windows(), calls.screens()), LIST_KEPT_S, clock)

    def look(self) -> frozenset[Kind] | None:
        told = self._full()
        return None if told is None else PRESENTATION if told else frozenset()

    def close(self) -> None:
        """It holds nothing open."""


def showing(calls: Calls, texts: Texts) -> Finding:
    """For `unseat doctor`."""
    return told_at_looks.screen_kept_on(TITLES["macos"], texts, told=kept_on(calls) is not None)


def full_screen(calls: Calls, texts: Texts) -> Finding:
    """For `unseat doctor`."""
    told = full(calls.windows(), calls.screens()) is not None
    return told_at_looks.full_screen(TITLES["macos"], texts, told=told)
