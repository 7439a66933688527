"""Locked, as macOS tells of the login session at each look.

Source: Apple, Quartz Display Services: CGSessionCopyCurrentDictionary, kCGSessionOnConsoleKey. The entry
CGSSessionScreenIsLocked is on no page; it is there while the screen is locked, and many programs go by it. Without it
the session counts as not locked, so should it ever be gone, a lock is a break without input like any other.

A session that is not the one shown (another person was switched to) counts as locked: nobody sits at it. Sleep is not
told here: the clocks show it afterwards.
"""

from unseat.core.words import Kind
from unseat.senses import told_at_looks
from unseat.senses.base import Finding
from unseat.senses.macos.calls import Calls
from unseat.senses.system import TITLES
from unseat.texts import Texts


class LockSense:
    """A `HoldSense`: `Kind.LOCKED`."""

    name = "locks"

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def look(self) -> frozenset[Kind] | None:
        told = self._calls.session()
        return None if told is None else frozenset((Kind.LOCKED,) * (told.locked or not told.shown))

    def close(self) -> None:
        """It holds nothing open."""


def finding(calls: Calls, texts: Texts) -> Finding:
    """For `unseat doctor`."""
    return told_at_looks.lock(TITLES["macos"], texts, told=calls.session() is not None)
