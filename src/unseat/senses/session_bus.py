"""Questions to the session bus that are answered in time or not at all; the pendant of `link` for D-Bus."""

import time
from contextlib import ExitStack

from unseat.dbus.bus import Bus
from unseat.dbus.wake import Wake
from unseat.dbus.words import THE_BUS, Body, BusError, BusGoneError, Call


def owns(name: str) -> Call:
    """Whether somebody owns `name`; the answer is one boolean."""
    return Call(THE_BUS, "NameHasOwner", "s", (name,))


class BusLink:
    """One connection, for one thread only; opened when first asked, and opened again after a failure."""

    def __init__(self, address: str) -> None:
        """`address` is one of the D-Bus specification ("unix:path=/run/user/1000/bus"), empty where there is none."""
        self._address = address
        self._open = ExitStack()
        self._bus: Bus | None = None

    def ask(self, call: Call, wait_s: float) -> Body | None:
        """The answer, null when none comes within `wait_s` or it is a refusal. Never raises.

        An answer that comes later is thrown away at the next question.
        """
        deadline = time.monotonic() + wait_s
        try:
            self._bus = self._bus or self._opened(deadline)
            return self._bus.call(call, deadline)
        except BusGoneError:
            self.close()
        except (BusError, ImportError):
            pass
        return None

    def close(self) -> None:
        self._bus = None
        self._open.close()

    def _opened(self, deadline: float) -> Bus:
        if not self._address:
            raise BusGoneError("no session bus")
        with ExitStack() as opened:
            wake = opened.enter_context(Wake())
            bus = opened.enter_context(Bus(self._address, wake, deadline))
            self._open = opened.pop_all()
        return bus
