"""Locked, as Windows tells of this session at each look.

Source: Microsoft, WTSQuerySessionInformation function, WTSINFOEX_LEVEL1 structure (WTS_SESSIONSTATE_LOCK 0, _UNLOCK 1,
unknown 0xFFFFFFFF), WTS_CONNECTSTATE_CLASS enumeration. On Windows 7 the two were the other way round by mistake; the
Python that unseat needs does not run there, so nothing here asks for the version.

A session that is connected to no screen (another person was switched to, a remote desktop was left) counts as locked:
nobody sits at it. Being told of a lock instead would take a window and its messages (WTSRegisterSessionNotification):
for a few seconds less of delay. Sleep is not told here: the clocks show it afterwards.
"""

from unseat.core.words import Kind
from unseat.senses import told_at_looks
from unseat.senses.base import Finding
from unseat.senses.system import TITLES
from unseat.senses.windows_os import Windows
from unseat.senses.windows_os.calls import Calls, Session
from unseat.texts import Texts

DISCONNECTED = 4
LOCKED, UNLOCKED = 0, 1


def locked(session: Session | None) -> bool | None:
    """Null where the session does not say."""
    if session is None:
        return None
    if session.state == DISCONNECTED:
        return True
    return {LOCKED: True, UNLOCKED: False}.get(session.flags)


class LockSense:
    """A `HoldSense`: `Kind.LOCKED`."""

    name = "locks"

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def look(self) -> frozenset[Kind] | None:
        told = locked(self._calls.session())
        return None if told is None else frozenset((Kind.LOCKED,) * told)

    def close(self) -> None:
        """It holds nothing open."""


def finding(windows: Windows, texts: Texts) -> Finding:
    """For `unseat doctor`."""
    return told_at_looks.lock(TITLES["windows"], texts, told=locked(windows.calls.session()) is not None)
