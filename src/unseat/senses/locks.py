"""Locked and asleep, as the login manager and the lock screens tell.

- Locked: logind's LockedHint of this session (`logind.py`), or a lock screen that says it is active:
  org.gnome.ScreenSaver (GNOME's shield), org.freedesktop.ScreenSaver (KDE's lock screen; after the Idle Inhibition
  Service specification). Any one of them is enough.
- Asleep: from logind's PrepareForSleep(true) to PrepareForSleep(false).
- The lid, logind's LidClosed, is told along with these, and counts as an input (`lid.py`).

Errors. GNOME's shield is active too when it is only blank and not locked: by then nobody has touched anything for
minutes, so the bout has ended already; a hold (a call without inhibited idle) would be ended by it. A lock screen that
tells nobody (i3lock, xscreensaver) is not seen: that break counts as one without input. A screen saver of another
desktop is not asked at all: it may be merely blank.
"""

from collections.abc import Callable, Mapping

from unseat.core.words import Kind
from unseat.dbus.words import Address, Call
from unseat.senses.base import Finding
from unseat.senses.lid import Lid
from unseat.senses.logind import LidClosed, SessionLock, Sleep
from unseat.senses.source import Asked, Source, first_truth
from unseat.senses.told import Told
from unseat.senses.told_finding import finding_of
from unseat.texts import Texts


def _screen(name: str, path: str) -> Asked:
    address = Address(name, path, name)
    return Asked(name, "session", Call(address, "GetActive"), first_truth, {"ActiveChanged": first_truth})


SCREENS = (
    _screen("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    _screen("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
)
LOCKED = (SessionLock.key, *(screen.key for screen in SCREENS))


def sources(
    env: Mapping[str, str], before_sleep: Callable[[], None] | None = None, lid: Lid | None = None
) -> tuple[Source, ...]:
    """What `Told` should listen to for this sense.

    `before_sleep` is called in the listening thread just before sleep and should return within 1 s; null: no delay.
    `lid` is told what becomes of it; null: nobody wants to know.
    """
    lid = lid or Lid()
    return (SessionLock(env), Sleep(before_sleep, lid), LidClosed(lid), *SCREENS)


class LockSense:
    """A `HoldSense`: `Kind.LOCKED`, `Kind.ASLEEP`. It only reads `told`, which its maker closes."""

    name = "locks"

    def __init__(self, told: Told) -> None:
        self._told = told

    def look(self) -> frozenset[Kind] | None:
        """What is so now; null while nobody tells."""
        locked = [self._told.state(key) for key in LOCKED]
        asleep = self._told.state(Sleep.key)
        if asleep is None and all(told is None for told in locked):
            return None
        return frozenset((Kind.LOCKED,) * any(locked) + (Kind.ASLEEP,) * bool(asleep))

    def close(self) -> None:
        """It owns nothing."""


def finding(env: Mapping[str, str], texts: Texts) -> Finding:
    """For `unseat doctor`: who tells of locks and sleep here. Blocks for 3 s at most; delays no sleep."""
    return finding_of(texts.say("lock and sleep"), env, sources(env), texts)
