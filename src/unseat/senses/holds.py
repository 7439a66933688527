"""All that may hold a bout together without input, taken as one, and for how long without any input it may.

A video that goes on in an empty room must not count for ever, so every hold has a cap since the last input. A window
that fills the screen says little by itself (it may be an editor), so its cap is the shortest, and it counts for nothing
where input has flowed just before: who works in full screen presents nothing, and is to be prompted like anybody.

Some programs keep the screen awake for as long as they run. So where it is known that no window fills the screen, what
keeps it awake counts only once input has stopped: it may hold the bout, but keeps no prompt from a person who types.
"""

from collections.abc import Callable, Sequence

import msgspec

from unseat.core.words import MINUTE, SECOND, Kind, Millis
from unseat.senses.base import HoldSense

WEAK = Millis(10 * MINUTE)
"""The cap of a window that fills the screen, where nothing else holds. No source: about a slide, or a scene."""


TYPING = Millis(30 * SECOND)
"""Input so lately means that nobody watches anything."""


WORKING = Millis(2 * MINUTE)
"""Input that flowed so lately means work. A choice: slides are turned by single keys."""


class Quiet(msgspec.Struct, frozen=True):
    """Milliseconds since the last input, and since input last flowed (came in two looks running); null: not known."""

    input_ms: int | None = None
    flow_ms: int | None = None


class Caps(msgspec.Struct, frozen=True):
    """For how long without input a call and a presentation (or video) hold."""

    call: Millis
    presentation: Millis

    def of(self, kind: Kind) -> Millis | None:
        return {Kind.CALL: self.call, Kind.PRESENTATION: self.presentation}.get(kind)


class Holds:
    """`weak` are those senses that say little by themselves. Agent thread only; never raises."""

    def __init__(
        self,
        senses: Sequence[HoldSense],
        weak: Sequence[HoldSense] = (),
        closed: Callable[[], None] = lambda: None,
    ) -> None:
        """`closed` is called after all senses were closed."""
        self._senses = tuple(senses)
        self._weak = tuple(weak)
        self._closed = closed

    def look(self, quiet: Quiet, caps: Caps) -> frozenset[Kind]:
        """What is on. Where no sense tells of input nothing is capped."""
        strong, full = _on(self._senses) or frozenset(), _on(self._weak)
        on = {kind for kind in strong if _within(quiet.input_ms, caps.of(kind))}
        if full == frozenset() and quiet.input_ms is not None and quiet.input_ms < TYPING:
            on.discard(Kind.PRESENTATION)
        works = quiet.flow_ms is not None and quiet.flow_ms < WORKING
        return frozenset(on | {kind for kind in full or () if not works and _within(quiet.input_ms, WEAK)})

    def close(self) -> None:
        for sense in (*self._senses, *self._weak):
            sense.close()
        self._closed()


def _on(senses: Sequence[HoldSense]) -> frozenset[Kind] | None:
    """What is on by those that know; null where none does."""
    told = [found for sense in senses if (found := sense.look()) is not None]
    return frozenset().union(*told) if told else None


def _within(quiet_ms: int | None, cap: Millis | None) -> bool:
    return quiet_ms is None or cap is None or quiet_ms <= cap
