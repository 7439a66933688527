"""The sense of a Windows desktop: the session's own note of the last input.

Source: Microsoft, GetLastInputInfo function (winuser.h), LASTINPUTINFO structure and GetTickCount function. The note is
a count of milliseconds in 32 bits, which begins again every 49.7 days; it is of this session alone. It "is not
guaranteed to be incremental": what a program sends by SendInput may carry a count of its own.

What Windows counts as input: keys, mouse, pen and touch, whether of a person or sent by a program. A game controller is
no input. Nothing tells what kind it was. Telling would take a hook through which every motion of the mouse goes
(pynput), and nobody has measured here what that costs. So

- a mouse that creeps counts as a person;
- single inputs by the clock, for five minutes with nothing else in between, are a jiggler, whether they move the mouse
  or press a key, and then count no more; any other input lifts that. One that does so more often than every second look
  is not known (`strokes.py`).
"""

from unseat.core.words import MINUTE, Millis
from unseat.senses.base import Reading
from unseat.senses.strokes import Strokes
from unseat.senses.windows_os.calls import Calls

NAME = "windows"
WRAP = 1 << 32
AHEAD = 1 * MINUTE
"""An input may be stamped this much later than now: by a program, or between the two questions."""


def since(last: int, tick: int) -> int:
    """The milliseconds from the count `last` to the count `tick`, from 0 to 49.7 days; 0 for one that lies ahead."""
    gone = (tick - last) % WRAP
    return 0 if gone >= WRAP - AHEAD else gone


class WindowsSense:
    """An InputSense: two questions for each look, which wait for nobody.

    An input is recognised again by its count, so that its instant is fixed when it is first seen: the count may then
    begin again as often as it likes. One that is older than 49.7 days when first seen looks younger than it is.
    """

    name = NAME

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._seen: tuple[int, int] | None = None
        self._strokes = Strokes()

    def look(self, steady_ms: int) -> Reading:
        last, tick = self._calls.last_input_tick(), self._calls.tick()
        if last is None or tick is None:
            return Reading(None)
        at = self._instant(last, tick, steady_ms)
        known = self._strokes.since
        if known is not None and self._strokes.jiggle:
            return Reading(Millis(max(steady_ms - known, 0)), "jiggler")
        return Reading(Millis(max(steady_ms - at, 0)))

    def close(self) -> None:
        """It holds nothing open."""

    def _instant(self, last: int, tick: int, steady_ms: int) -> int:
        """The instant of the last input on `steady`; never earlier than what was told before."""
        if self._seen is not None and last == self._seen[0]:
            self._strokes.look(None)
            return self._seen[1]
        at = steady_ms - since(last, tick)
        self._seen = (last, at if self._seen is None else max(at, self._seen[1]))
        self._strokes.look(self._seen[1])
        return self._seen[1]
