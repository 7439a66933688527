"""Through an exercise, side by side: what comes when, and what was really done of it. Pure; time is told.

READY ─> WORK ─> REST ─> WORK ──> CHANGE ─> WORK ─> REST ─> WORK ─> OVER
         └──── one side ────┘               └─── the other ───┘
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

from unseat.core.exercise import Exercise, Place, Sided
from unseat.core.fact import Sides
from unseat.core.words import MINUTE, SECOND, Answer, Millis

IDLE_AT_MOST = 10 * MINUTE
"""Paused, or held by input, for longer than this in all: the exercise has been given up."""
ENOUGH = 0.8
"""The share of the dose, on each side, from which it was done. A choice: no source says where done begins."""
LEAST = 0.2
"""The share of the dose, on any side, from which something was done."""
REDO_MS = 2 * SECOND
"""`back` so soon after a part began means the part before."""
BOTH = "both"


class Stage(StrEnum):
    """What the person is to do now: get ready, do it, rest, change sides, or nothing more."""

    READY = "ready"
    WORK = "work"
    REST = "rest"
    CHANGE = "change"
    OVER = "over"


class Part(msgspec.Struct, frozen=True):
    """One stretch of a session. `side` is "left", "right" or "both"; `nth` counts the times on that side from 1."""

    stage: Stage
    length: Millis
    side: str
    nth: int = 0


class Result(msgspec.Struct, frozen=True):
    """What came of it. `sides` is null for an exercise of both sides at once."""

    answer: Answer
    sides: Sides | None
    given: Millis


def settling(card: Exercise) -> Millis:
    """How long it takes to get into the position, and from one side to the other."""
    return Millis(SECOND * (10 if set(card.places) == {Place.FLOOR} else 5))


def script(card: Exercise, starts: str | None) -> tuple[Part, ...]:
    """All parts of a session with `card`, begun with the side `starts` (null: the right one)."""
    return tuple(_parts(card, starts or "right"))


def _parts(card: Exercise, first: str) -> Iterator[Part]:
    each = card.sides is Sided.EACH
    sides = [first, "left" if first == "right" else "right"] if each else [BOTH]
    for turn, side in enumerate(sides):
        yield Part(Stage.CHANGE if turn else Stage.READY, settling(card), side)
        for nth in range(1, card.plan.times + 1):
            yield Part(Stage.WORK, Millis(card.plan.seconds * SECOND), side, nth)
            if card.plan.rest and nth < card.plan.times:
                yield Part(Stage.REST, Millis(card.plan.rest * SECOND), side, nth)
    yield Part(Stage.OVER, Millis(0), sides[-1])


@dataclass(slots=True)
class Guide:
    """Where a session is. `given` counts the milliseconds really given to each side, rests included.

    `held`: keyboard or mouse are in use, so the exercise is not running. `clean`: no input was seen while it ran.
    """

    parts: tuple[Part, ...]
    index: int = 0
    spent: int = 0
    paused: bool = False
    held: bool = False
    clean: bool = True
    given_up: bool = False
    given: dict[str, int] = field(default_factory=dict)
    still: int = 0

    @property
    def part(self) -> Part:
        return self.parts[self.index]

    @property
    def over(self) -> bool:
        return self.part.stage is Stage.OVER

    @property
    def sides(self) -> tuple[str, ...]:
        """In the order in which they come."""
        return tuple(dict.fromkeys(part.side for part in self.parts))

    @property
    def left(self) -> Millis:
        """Of the present part."""
        return Millis(self.part.length - self.spent)

    @property
    def side_left(self) -> Millis:
        """Until the present side has its dose, rests included, changes not."""
        rest = self.parts[self.index + 1 :]
        coming = sum(part.length for part in rest if part.side == self.part.side and _counts(part))
        return Millis(coming + (self.left if _counts(self.part) else 0))

    def dose(self, side: str) -> int:
        """Milliseconds that a side gets in all."""
        return sum(part.length for part in self.parts if part.side == side and _counts(part))

    # ---- time, and what the person does

    def go(self, ms: int) -> tuple[Part, ...]:
        """So many milliseconds have passed: the parts that have begun meanwhile."""
        if self.over:
            return ()
        if self.paused or self.held:
            self._wait(ms)
            return ()
        begun = []
        while ms > 0 and not self.over:
            step = min(ms, self.left)
            self._give(step)
            ms -= step
            if not self.left:
                self._enter(self.index + 1)
                begun.append(self.part)
        return tuple(begun)

    def touched(self) -> None:
        """Input was seen. Before the first side begins it is the hand that lets go."""
        if self.part.stage is not Stage.READY:
            self.clean = False

    def back(self) -> None:
        """To the beginning of this part, or soon after it began to that of the work before."""
        if self.spent > REDO_MS or not self.index:
            self._enter(self.index)
            return
        earlier = (at for at in range(self.index - 1, -1, -1) if self.parts[at].stage in {Stage.WORK, Stage.READY})
        self._enter(next(earlier, 0))

    def next_side(self) -> None:
        """Leaves the rest of this side; after the last one it is over."""
        later = range(self.index + 1, len(self.parts))
        self._enter(next((at for at in later if self.parts[at].stage in {Stage.CHANGE, Stage.OVER}), self.index))

    def finish(self) -> None:
        self._enter(len(self.parts) - 1)

    def result(self) -> Result:
        given = {side: self.given.get(side, 0) for side in self.sides}
        shares = [given[side] / self.dose(side) for side in self.sides]
        some = Answer.PARTIAL if max(shares) >= LEAST else Answer.SKIPPED
        answer = Answer.DONE if min(shares) >= ENOUGH else some
        sides = None if BOTH in given else Sides(_seconds(given["left"]), _seconds(given["right"]))
        return Result(answer, sides, Millis(sum(given.values())))

    def _wait(self, ms: int) -> None:
        self.still += ms
        if self.still >= IDLE_AT_MOST:
            self.given_up = True
            self.finish()

    def _give(self, ms: int) -> None:
        if _counts(self.part):
            self.given[self.part.side] = self.given.get(self.part.side, 0) + ms
        self.spent += ms

    def _enter(self, index: int) -> None:
        """What is over stays over."""
        if not self.over:
            self.index, self.spent = index, 0


def _counts(part: Part) -> bool:
    return part.stage in {Stage.WORK, Stage.REST}


def _seconds(ms: int) -> float:
    """To the tenth, and whole where it is: 65.0 is 65."""
    tenths = round(ms / 100)
    return tenths // 10 if tenths % 10 == 0 else tenths / 10
