"""Inputs as looks some seconds apart see them, and whether only a machine makes them so. Pure: instants are arguments.

Of all that came between two looks, a look sees the latest alone. So input in two looks running is a flow, of which
nothing can be said; single inputs with a quiet look in between have instants that can be compared (`by_the_clock`).
"""

from collections import deque

from unseat.core.words import MINUTE
from unseat.senses.rhythm import by_the_clock

JIGGLER_AFTER = 5 * MINUTE
KEPT = 256
"""Enough for eight gaps, or five minutes of the shortest."""


class Strokes:
    """Give it every look, in order. `since`: the last input that flowed, or the first one seen; null: none yet."""

    def __init__(self) -> None:
        self.since: int | None = None
        self._at: deque[int] = deque(maxlen=KEPT)
        self._flows = False

    def look(self, at: int | None) -> None:
        """`at`: the latest input, if one came since the look before; null: none came."""
        if at is not None:
            if self._flows or self.since is None:
                self.begin(at)
            self._at.append(at)
        self._flows = at is not None

    def begin(self, at: int) -> None:
        """Nothing before `at`, where somebody was certainly there, counts."""
        self._at.clear()
        self.since = at

    @property
    def jiggle(self) -> bool:
        """Whether the latest came by the clock for at least five minutes."""
        return by_the_clock(tuple(self._at), JIGGLER_AFTER)
