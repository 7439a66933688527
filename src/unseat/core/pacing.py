"""How a session moves: the moment of the figure, the step that is meant, and the breath, at each point of it. Pure."""

from typing import Literal

import msgspec

from unseat.core.exercise import Work
from unseat.core.figure import Figure, Rhythm
from unseat.core.guide import Part, Stage
from unseat.core.words import SECOND

INTO_HOLD = 4 * SECOND
"""How long the figure takes into the position that is held, and out of it half as long."""
STRIDE = 1_300
"""One cycle of a movement that flows on, as a double step of an easy walk (about 90 steps a minute)."""
SLOW = 6 * SECOND
"""One cycle of a movement that is repeated without being counted."""
WALK_LEAST, WALK_MOST = 8 * SECOND, 20 * SECOND
"""The steps are gone through once on each side, within the first part of it."""


class Breath(msgspec.Struct, frozen=True):
    """`part`, 0 to 1, is how far the breath in or out has come."""

    way: Literal["in", "out"]
    part: float


def moment(rhythm: Rhythm, work: Work, part: Part, spent: int) -> float:
    """The moment of the figure, 0 to 1, `spent` milliseconds into `part`."""
    if part.stage not in {Stage.WORK, Stage.REST}:
        return 0.0
    if rhythm is Rhythm.HOLD:
        into, out = min(INTO_HOLD, part.length), min(INTO_HOLD // 2, part.length)
        return min(1.0, spent / into) if part.stage is Stage.WORK else max(0.0, 1 - spent / out)
    if rhythm is Rhythm.FLOW:
        return (spent % STRIDE) / STRIDE
    at = spent if part.stage is Stage.WORK else work.seconds * SECOND + spent
    cycle = _cycle(work)
    return (at % cycle) / cycle


def _cycle(work: Work) -> int:
    if work.breath:
        return sum(work.breath) * SECOND
    return SLOW if work.times == 1 else (work.seconds + work.rest) * SECOND


def telling(figure: Figure) -> float:
    """The one moment that says most, for those who want nothing to move: the last of the strongest poses."""
    return max(figure.pose, key=lambda pose: (pose.effort, pose.at)).at


def preview(rhythm: Rhythm, part: float) -> float:
    """The moment of the figure where a card shows the movement again and again, `part` (0 to 1) of the way."""
    if rhythm is Rhythm.HOLD:
        return min(1.0, 2.5 * part) if part < 0.8 else 5 * (1 - part)
    return (4 * part) % 1 if rhythm is Rhythm.FLOW else part


def breath(work: Work, part: Part, spent: int) -> Breath | None:
    """Null where the exercise has no breathing rhythm, or does not run."""
    if work.breath is None or part.stage is not Stage.WORK:
        return None
    into, out = (seconds * SECOND for seconds in work.breath)
    at = spent % (into + out)
    return Breath("in", at / into) if at < into else Breath("out", (at - into) / out)


def step(steps: int, rhythm: Rhythm, work: Work, part: Part, spent: int) -> int | None:
    """Which of so many steps is meant, from 0; null once they have all been gone through, or in a rest."""
    if part.stage in {Stage.READY, Stage.CHANGE}:
        return 0
    if part.stage is not Stage.WORK:
        return None
    since = (part.nth - 1) * (work.seconds + work.rest) * SECOND + spent
    walk = min(max(work.times * work.seconds * SECOND // 2, WALK_LEAST), WALK_MOST)
    if since >= walk:
        return steps - 1 if rhythm is Rhythm.HOLD else None
    return min(1 + since * (steps - 1) // walk, steps - 1)
