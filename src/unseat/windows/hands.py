"""Whether hands are on keyboard or mouse while an exercise runs. Only instants are known, never a key."""

from collections.abc import Callable

Point = tuple[int, int]

HANDS_OFF = 2_000
"""Milliseconds after the last input from which hands count as off again."""
JITTER = 8
"""Pixels that a pointer moves by itself: a bumped desk, a creeping optical mouse."""
BLUR = 300
"""Milliseconds by which an input and our own hearing of it may differ."""


class Hands:
    """`idle` answers the milliseconds since the last input on this machine, null where nothing tells.

    Where nothing does, only what reaches our own windows is known (`own`), and nothing can be verified.
    """

    def __init__(self, idle: Callable[[], int | None], pointer: Callable[[], Point]) -> None:
        self._idle = idle
        self._pointer = pointer
        self._at: Point = pointer()
        self._last: int | None = None
        self._own = -HANDS_OFF
        self._busy_until = 0
        self.blind = False

    def own(self, now: int, *, types: bool = False) -> None:
        """A key or a click came to our own window, at `now` on a clock that cannot step. `types`: it leads nowhere
        there, so somebody types."""
        self._own = now
        if types:
            self._busy_until = now + HANDS_OFF

    def look(self, now: int) -> bool:
        """Whether there was input since the last look."""
        idle = self._idle()
        self.blind = self.blind or idle is None
        if idle is None:
            fresh, last = self._own > (self._last or 0), self._own
        else:
            last = now - idle
            fresh = self._last is not None and last > self._last + BLUR
        if fresh or self._last is None:
            self._last = last
        if not fresh or self._jitters():
            return False
        if abs(last - self._own) > BLUR:
            self._busy_until = last + HANDS_OFF
        return True

    def _jitters(self) -> bool:
        """Whether the pointer moved since the last input, but no further than it does by itself."""
        at, before = self._pointer(), self._at
        self._at = at
        return 0 < max(abs(at[0] - before[0]), abs(at[1] - before[1])) <= JITTER

    def busy(self, now: int) -> bool:
        """Whether keyboard or mouse are in use, but for what leads through the exercise."""
        return now < self._busy_until
