"""The state of this session in relation to notices, as three senses want it: presentation, full screen, disturbing.

Source: Microsoft, QUERY_USER_NOTIFICATION_STATE enumeration (shellapi.h), and SHQueryUserNotificationState function.
One state hides another: in presentation mode it is not known whether a window fills the screen.
"""

import time
from collections.abc import Callable
from enum import IntEnum

from unseat.senses.kept import Kept
from unseat.senses.windows_os.calls import Calls

KEPT_S = 1.0
"""Longer than the senses of one look take, shorter than the time to the next look."""


class State(IntEnum):
    """QUERY_USER_NOTIFICATION_STATE. `BUSY`: a window fills the screen; `FULL_SCREEN_3D`: one of Direct3D does.

    `QUIET_TIME` is only the first hour after a new account's first sign-in, not the Do not disturb of the settings.
    """

    NOT_PRESENT = 1
    BUSY = 2
    FULL_SCREEN_3D = 3
    PRESENTATION = 4
    ACCEPTS = 5
    QUIET_TIME = 6
    STORE_APP = 7


class Notices:
    """Asks once for all that is wanted at one look. `clock` is in seconds and never steps."""

    def __init__(self, calls: Calls, clock: Callable[[], float] = time.monotonic) -> None:
        self._kept = Kept(calls.notification_state, KEPT_S, clock)

    def state(self) -> State | None:
        """The state now, a second old at most; null where Windows tells none, or one that is not known here."""
        told = self._kept()
        return next((state for state in State if state == told), None)
