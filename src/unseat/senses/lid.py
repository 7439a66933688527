"""The lid of a laptop: whoever closes or opens it has a hand on the machine, and that is an input.

    keys     x x x                          the last key
    lid               closed                the hand, which only the login manager tells of
    asleep            ├──────────┤          begins right after it, so the bout ends at the lid

A lid that was closed all along (docked, with a screen of its own) tells nothing.
"""

from collections.abc import Callable

import msgspec

from unseat.core.words import Millis
from unseat.senses.base import InputSense, Reading
from unseat.senses.clocks import read_clocks

AFTER = 100
"""Milliseconds that are surely after a look, though its clocks were rounded and the timeline may follow the wall's."""


class Turn(msgspec.Struct, frozen=True):
    """A hand closed or opened the lid at `at`, in milliseconds of the clock that cannot step."""

    at: int
    closed: bool


class Lid:
    """What is known of it: written by the thread that listens to the login manager, read by the agent's.

    `closed` is null while unknown, `turn` the last that was seen; `asleep` as the login manager tells it. `now` gives
    the milliseconds of the clock that cannot step.
    """

    def __init__(self, now: Callable[[], int] = lambda: read_clocks().steady) -> None:
        self._now = now
        self.closed: bool | None = None
        self.turn: Turn | None = None
        self.asleep = False

    def seen(self, closed: bool | None, *, hand: bool = False) -> bool | None:  # noqa: FBT001 - it is what is seen
        """It is so, and that is answered. `hand`: if it was known to be otherwise, it has become so just now."""
        if hand and closed is not None and self.closed is (not closed):
            self.turn = Turn(self._now(), closed)
        self.closed = closed
        return closed


class WithLid:
    """An `InputSense`: what `sense` tells, with the lid's turns among its inputs. Unknown stays unknown.

    Opening wakes the machine, and is often seen before the look that ends `asleep`, which outranks input. So it counts
    from right after that look: at most one period of looking late.
    """

    def __init__(self, sense: InputSense, lid: Lid) -> None:
        self._sense = sense
        self._lid = lid
        self._slept = False
        self._awake = 0
        self.name = sense.name

    def look(self, steady_ms: int) -> Reading:
        reading = self._sense.look(steady_ms)
        self.name = self._sense.name
        turned = self._turned(steady_ms)
        if reading.idle_ms is None or turned is None:
            return reading
        return msgspec.structs.replace(reading, idle_ms=Millis(min(reading.idle_ms, max(0, steady_ms - turned))))

    def close(self) -> None:
        self._sense.close()

    def _turned(self, steady_ms: int) -> int | None:
        """The lid's last instant as an input, null while there is none."""
        if self._slept:
            self._awake = steady_ms + AFTER
        self._slept = self._lid.asleep
        turn = self._lid.turn
        if turn is None:
            return None
        if turn.closed:
            return turn.at
        opened = max(turn.at, self._awake)
        return opened if opened <= steady_ms else None
