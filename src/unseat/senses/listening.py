"""The sense of an X11 desktop whose server has no counter: a listener that is always on.

It costs 2 to 3 % of a core while the mouse moves.
"""

from collections.abc import Callable

from unseat.core.words import MINUTE, Millis
from unseat.senses.base import Clocks, Reading
from unseat.senses.burst import Burst
from unseat.senses.clocks import read_clocks
from unseat.senses.link import Link
from unseat.senses.rhythm import by_the_clock
from unseat.senses.trace import Manner, Seen

NAME = "x11 (listening)"
JIGGLER_AFTER = 5 * MINUTE


def judge(began: int, now: int, seen: Seen) -> Reading:
    """What a listening that has been on since `began` tells at `now` (clock `steady`). Pure.

    Motion out of the radius counts, unless its strokes have come by the clock for five minutes without a key, button
    or wheel. A key that is held down counts for its first presses and when it is let go, not for its repeats. Before
    the first input is seen, the listening's beginning stands for it.
    """
    acted = began if seen.acted_at is None else seen.acted_at
    moved = acted if seen.moved_at is None else max(acted, seen.moved_at)
    since_act = [at for at in seen.strokes if at > acted]
    if by_the_clock(since_act, JIGGLER_AFTER):
        return Reading(Millis(max(now - acted, 0)), "jiggler")
    return Reading(Millis(max(now - moved, 0)), _kind(began, moved, seen))


def _kind(began: int, moved: int, seen: Seen) -> str:
    """What the latest event was; `moved`: the latest that counts."""
    if seen == Seen(over=False):
        return "unknown"
    jitter, held = seen.jitter_at or began, seen.held_at or began
    if max(jitter, held) <= moved:
        return "real"
    return "held" if held > jitter else "jitter"


class ListeningSense:
    """An InputSense. A listening that breaks (the server died) begins anew at a later look."""

    name = NAME

    def __init__(self, display: str, clocks: Callable[[], Clocks] = read_clocks, radius: int = 4) -> None:
        self._link = Link(display)
        self._burst = Burst(self._link, lambda: clocks().steady, radius)
        self._began: int | None = None

    def look(self, steady_ms: int) -> Reading:
        seen = self._burst.seen()
        if seen is not None and not seen.over and self._began is not None:
            return judge(self._began, steady_ms, seen)
        self._began = steady_ms if self._burst.start(Manner.KEEP) else None
        return Reading(None if self._began is None else Millis(0))

    def close(self) -> None:
        self._burst.close()
        self._link.close()
