"""A presentation or a video on Windows, and its do-not-disturb.

- Presentation mode, as the person turned it on in the mobility settings: `Notices`.
- A program keeps the screen on: ES_DISPLAY_REQUIRED in the SystemExecutionState of the whole system (Microsoft,
  CallNtPowerInformation function; SetThreadExecutionState function). Video players and browsers ask for that while
  they play. No page says whether PowerSetRequest, the newer way to ask, shows there too: if it does not, those players
  are seen only while they fill the screen.
- A window fills the screen: `Notices` again. Weak, as on X11: it may be an editor, or a game.
- Do not disturb (Focus assist): its state is not public (a WNF state without a page), so it is unknown, except in the
  first hour of a new account, when Windows itself asks programs to be quiet.
"""

from unseat.core.words import Kind
from unseat.senses import told_at_looks
from unseat.senses.base import Finding
from unseat.senses.system import TITLES
from unseat.senses.windows_os import Windows
from unseat.senses.windows_os.notices import State
from unseat.texts import Texts

DISPLAY_REQUIRED = 0x2
PRESENTATION = frozenset({Kind.PRESENTATION})
FULL = (State.BUSY, State.FULL_SCREEN_3D)
HIDING = (None, State.NOT_PRESENT, State.PRESENTATION)
"""States that leave open whether a window fills the screen."""


class ShowingSense:
    """A `HoldSense`: `Kind.PRESENTATION` in presentation mode, or while a program keeps the screen on."""

    name = "presentations and videos"

    def __init__(self, windows: Windows) -> None:
        self._windows = windows

    def look(self) -> frozenset[Kind] | None:
        state, required = self._windows.notices.state(), self._windows.calls.execution_state()
        if state is None and required is None:
            return None
        shows = state is State.PRESENTATION or bool((required or 0) & DISPLAY_REQUIRED)
        return PRESENTATION if shows else frozenset()

    def close(self) -> None:
        """It holds nothing open."""


class FullSense:
    """A `HoldSense`: `Kind.PRESENTATION` while a window fills the screen; null where another state hides that."""

    name = "full screen"

    def __init__(self, windows: Windows) -> None:
        self._windows = windows

    def look(self) -> frozenset[Kind] | None:
        state = self._windows.notices.state()
        if state in HIDING:
            return None
        return PRESENTATION if state in FULL else frozenset()

    def close(self) -> None:
        """It holds nothing open."""


class Disturb:
    """Whether the person is not to be disturbed, as far as Windows tells."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows

    def on(self) -> bool | None:
        """True, or null: that nothing else is known does not mean that it is off."""
        return True if self._windows.notices.state() is State.QUIET_TIME else None


def showing(windows: Windows, texts: Texts) -> Finding:
    """For `unseat doctor`."""
    told = windows.calls.execution_state() is not None
    return told_at_looks.screen_kept_on(TITLES["windows"], texts, told=told)


def full_screen(windows: Windows, texts: Texts) -> Finding:
    """For `unseat doctor`."""
    return told_at_looks.full_screen(TITLES["windows"], texts, told=windows.notices.state() is not None)
