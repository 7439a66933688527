"""The sense of a GNOME desktop under Wayland: its compositor's own count of the time without input.

Source: org.gnome.Mutter.IdleMonitor.xml of mutter, method GetIdletime of the object Core, in milliseconds. It counts
the input of every device, and nothing else: a video that keeps the screen awake does not reset it. Wayland tells no
program what kind of input it was, so the kind is "unknown", and a mouse that creeps counts as a hand.
"""

from collections.abc import Callable

from unseat.core.words import DAY, Millis
from unseat.dbus.words import Address, Body, Call
from unseat.senses.base import Clocks, Reading
from unseat.senses.clocks import read_clocks
from unseat.senses.session_bus import BusLink, owns

NAME = "wayland (GNOME)"
BUS_NAME = "org.gnome.Mutter.IdleMonitor"
QUESTION = Call(Address(BUS_NAME, "/org/gnome/Mutter/IdleMonitor/Core", BUS_NAME), "GetIdletime")
OWNED = owns(BUS_NAME)
PATIENCE_S = 0.06
BLUR = 250
"""Two readings of one and the same input differ by some milliseconds; an input this close to another is no news."""

LONGEST = 10 * 366 * DAY
"""No desktop has been up for longer."""

Ask = Callable[[Call, float], Body | None]


def idle_time(ask: Ask) -> int | None:
    """The milliseconds since the last input, null when the compositor does not tell within 60 ms, or nonsense."""
    match ask(QUESTION, PATIENCE_S):
        case (int(idle),) if not isinstance(idle, bool) and 0 <= idle <= LONGEST:
            return idle
    return None


class MutterSense:
    """An InputSense: one question (0.3 ms) for each look, 60 ms at most.

    The compositor counts on a clock that stands still in suspend (`awake`), so that is the clock on which the same
    input is recognised again; the instant it gets on `steady` is fixed when it is first seen.
    """

    name = NAME

    def __init__(self, link: BusLink, clocks: Callable[[], Clocks] = read_clocks) -> None:
        """`link` is a connection to the session bus that nobody else uses."""
        self._link = link
        self._clocks = clocks
        self._seen: tuple[int, int] | None = None

    def look(self, steady_ms: int) -> Reading:
        idle = idle_time(self._link.ask)
        if idle is None:
            return Reading(None)
        at = self._clocks().awake - idle
        if self._seen is None or abs(at - self._seen[0]) > BLUR:
            self._seen = (at, steady_ms - idle)
        return Reading(Millis(max(steady_ms - self._seen[1], 0)))

    def close(self) -> None:
        self._link.close()
