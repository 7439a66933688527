"""All that may hold a bout together without input, taken as one, and for how long without any input it may.

A video that goes on in an empty room must not count for ever, so every hold has a cap since the last input. A window
that fills the screen says little by itself (it may be an editor), so its cap is the shortest.
"""

from collections.abc import Sequence

import msgspec

from unseat.core.words import MINUTE, Kind, Millis
from unseat.senses.base import HoldSense

WEAK = Millis(10 * MINUTE)
"""The cap of a window that fills the screen, where nothing else holds. No source: about a slide, or a scene."""


class Caps(msgspec.Struct, frozen=True):
    """For how long without input a call and a presentation (or video) hold."""

    call: Millis
    presentation: Millis

    def of(self, kind: Kind) -> Millis | None:
        return {Kind.CALL: self.call, Kind.PRESENTATION: self.presentation}.get(kind)


class Holds:
    """`weak` are those senses that say little by themselves. Agent thread only; never raises."""

    def __init__(self, senses: Sequence[HoldSense], weak: Sequence[HoldSense] = ()) -> None:
        self._senses = tuple(senses)
        self._weak = tuple(weak)

    def look(self, quiet_ms: int | None, caps: Caps) -> frozenset[Kind]:
        """What is on. `quiet_ms`: since the last input, null where no sense tells: then nothing is capped."""
        strong = _on(self._senses)
        on = {kind for kind in strong if _within(quiet_ms, caps.of(kind))}
        on |= {kind for kind in _on(self._weak) if _within(quiet_ms, WEAK)}
        return frozenset(on)

    def close(self) -> None:
        for sense in (*self._senses, *self._weak):
            sense.close()


def _on(senses: Sequence[HoldSense]) -> frozenset[Kind]:
    """What is unknown holds nothing."""
    return frozenset().union(*(sense.look() or frozenset() for sense in senses))


def _within(quiet_ms: int | None, cap: Millis | None) -> bool:
    return quiet_ms is None or cap is None or quiet_ms <= cap
