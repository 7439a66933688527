"""The sense of a Mac: the window server's own counts of the time since the last input, of each kind apart.

Source: Apple, Quartz Event Services: CGEventSourceSecondsSinceLastEventType, CGEventSourceStateID (the combined session
state: of this login session, by hardware or program), CGEventType, kCGAnyInputEventType. They tell *that* a key was
pressed and when, never which: so they need no permission, where listening (pynput) needs "Input Monitoring". Nothing
listens here.

- Any input counts, as on X11 ("innocent until seen").
- Motion by the clock, for five minutes without a key, button or wheel, is a jiggler, and then counts no more; one of
  those lifts that, and so does motion that flows (`strokes.py`). So a jiggler that moves more often than every second
  look is not known.
- A mouse that creeps counts as a person: the counts do not say how far.

The counts are taken to stand still in sleep, as the clock of the events does; if they do not, that errs by nothing.
"""

from collections.abc import Callable

from unseat.core.words import SECOND, Millis
from unseat.senses.base import Clocks, Reading
from unseat.senses.clocks import read_clocks
from unseat.senses.macos.calls import Calls
from unseat.senses.strokes import Strokes

NAME = "macos"
ANY = 0xFFFFFFFF
"""kCGAnyInputEventType."""
MOTION = 5
ACTS = (1, 3, 10, 12, 22, 25)
"""Left and right button down, key down, modifier keys changed, wheel, other button down."""
BLUR = 250
"""Two readings of one and the same input differ by some milliseconds; an input this close to another is no news."""


class _Last:
    """The last input of one kind: recognised on the clock `awake`, told on the clock `steady`. Never goes back."""

    def __init__(self) -> None:
        self._awake: int | None = None
        self.at = 0

    def take(self, idle: int, steady: int, awake: int) -> bool:
        """Whether what came `idle` ms ago is another input than the one before. What is seen first is none."""
        first, new = self._awake is None, self._awake is None or awake - idle - self._awake > BLUR
        if new:
            self._awake = awake - idle
            self.at = steady - idle if first else max(self.at, steady - idle)
        return new and not first


class MacSense:
    """An InputSense: eight questions for each look, which wait for nobody."""

    name = NAME

    def __init__(self, calls: Calls, clocks: Callable[[], Clocks] = read_clocks) -> None:
        self._calls = calls
        self._clocks = clocks
        self._any, self._act, self._motion = _Last(), _Last(), _Last()
        self._strokes = Strokes()

    def look(self, steady_ms: int) -> Reading:
        idle = self._idle(ANY)
        if idle is None:
            return Reading(None)
        awake = self._clocks().awake
        self._any.take(idle, steady_ms, awake)
        motion = self._idle(MOTION)
        if self._act.take(self._acted(idle, motion), steady_ms, awake) or self._strokes.since is None:
            self._strokes.begin(self._act.at)
        moved = motion is not None and self._motion.take(motion, steady_ms, awake)
        self._strokes.look(self._motion.at if moved else None)
        return self._reading(steady_ms)

    def close(self) -> None:
        """It holds nothing open."""

    def _acted(self, idle: int, motion: int | None) -> int:
        """The time since the last act. What is no motion is one, also of a kind not known here (a pen, a gesture)."""
        acts = [told for event in ACTS if (told := self._idle(event)) is not None]
        if not acts or motion is None or motion > idle + BLUR:
            acts.append(idle)
        return min(acts)

    def _reading(self, steady_ms: int) -> Reading:
        since = self._strokes.since
        if since is not None and self._strokes.jiggle:
            return Reading(Millis(max(steady_ms - since, 0)), "jiggler")
        kind = "real" if abs(self._any.at - self._act.at) <= BLUR else "unknown"
        return Reading(Millis(max(steady_ms - self._any.at, 0)), kind)

    def _idle(self, event: int) -> int | None:
        told = self._calls.idle_s(event)
        return None if told is None or told < 0 else round(told * SECOND)
