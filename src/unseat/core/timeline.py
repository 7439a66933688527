"""The timeline of the desk: instants that never step, made from a clock that cannot.

The wall clock names the first instant; from then on the steady clock counts. When somebody sets the wall clock, what
was counted is closed and the timeline is named anew. Small drift is taken up silently while no bout is open.
"""

import msgspec

from unseat.core.moments import Interval
from unseat.core.words import Instant, Kind, Millis


class Seen(msgspec.Struct, frozen=True):
    """What comparing the clocks told since the look before: `asleep`, how long the machine slept, `late`, whether
    the look came so late that nobody watched, and `stepped`, by how much the wall clock was set."""

    asleep: Millis = Millis(0)
    late: bool = False
    stepped: Millis = Millis(0)


class Timeline:
    """`wall` is UTC and `steady` cannot step, both in milliseconds and read together."""

    def __init__(self, wall: int, steady: int) -> None:
        self._named = wall - steady
        self.now = Instant(wall)

    def look(self, steady: int, seen: Seen) -> tuple[Interval, ...]:
        """Moves on to the present, and tells the stretches since the look before in which nobody watched."""
        before, self.now = self.now, Instant(self._named + steady)
        if self.now <= before:
            return ()
        spent = []
        if seen.asleep:
            spent.append(Interval(before, min(self.now, Instant(before + seen.asleep)), Kind.ASLEEP))
        if seen.late:
            spent.append(Interval(before, self.now, Kind.UNWATCHED))
        return tuple(spent)

    def name_anew(self, wall: int, steady: int) -> None:
        """Follows the wall clock again: after it was set, or between bouts."""
        self._named = wall - steady
        self.now = Instant(wall)
