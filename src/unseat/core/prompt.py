"""One prompt between due and answered, and what keeps it back."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum, auto

from unseat.core.words import MINUTE, SECOND, Answer, Deferral, Instant, Kind, Millis

LONGEST_EVERY = 60 * MINUTE
SETTLED = 10 * SECOND
"""After a start every sense has told by then, or has said that it can't (3 s), and the desk was looked at again."""
BLOCKS = {
    Kind.CALL: Deferral.CALL,
    Kind.PRESENTATION: Deferral.PRESENTATION,
    Kind.QUIET_HOURS: Deferral.QUIET_HOURS,
    Kind.DO_NOT_DISTURB: Deferral.DO_NOT_DISTURB,
    Kind.PAUSED: Deferral.PAUSED,
}
FINAL = frozenset({Answer.DONE, Answer.PARTIAL, Answer.SKIPPED})
ELSEWHERE = "elsewhere"
"""The reason of a prompt that is over as its exercise was done at another machine."""


class Stage(Enum):
    """Where a prompt is between due and answered. `RESUMED`: it was kept back when the agent started, or fell due right
    after, and nothing is known yet of what keeps it back now."""

    RESUMED = auto()
    DEFERRED = auto()
    WAITING = auto()
    SHOWN = auto()
    SNOOZED = auto()
    RUNNING = auto()


KEPT_BACK = frozenset({Stage.RESUMED, Stage.DEFERRED, Stage.WAITING})


@dataclass(slots=True)
class Prompt:
    """One prompt, named by the instant it fell `due`.

    `since` is when the present stage began, `because` why it is deferred. `overdue` is set when `missed_after` has
    passed without anyone at the desk: to the instant from which it counts as missed once input returns, which is
    null where that is the return itself.
    """

    due: Instant
    stage: Stage
    since: Instant
    because: Deferral | None = None
    exercise: str | None = None
    shown: Instant | None = None
    snoozes: int = 0
    snoozed_until: Instant | None = None
    overdue: bool = False
    missed_at: Instant | None = None


def longer(every: Millis) -> Millis:
    """Half as long again, to at most 60 minutes (a rhythm that was longer to begin with stays)."""
    return Millis(max(every, min(every * 3 // 2, LONGEST_EVERY)))


def blocked(on: AbstractSet[Kind]) -> Deferral | None:
    """The first reason to keep a prompt back, in the order of `Deferral`."""
    return next((deferral for kind, deferral in BLOCKS.items() if kind in on), None)
