"""Someone who answers what `Turns` offers: prompts, own exercises and windows, in whatever way."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from tests.core.cards import ANYWHERE
from unseat.core import facts
from unseat.core.exercise import Exercise
from unseat.core.fact import Sides
from unseat.core.turns import Turns
from unseat.core.words import DAY, HOUR, MINUTE, Answer, Instant, Millis

START = Instant(100 * DAY)

gaps = st.sampled_from([MINUTE, 30 * MINUTE, 4 * HOUR, DAY, 3 * DAY])
"""The time from one exercise to the next."""


@dataclass
class Person:
    """`heard` is all that was told; `given` is left and right of each week."""

    turns: Turns
    now: Instant = START
    heard: list[facts.Any] = field(default_factory=list)
    given: defaultdict[Hashable, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    due: Instant = START

    def tell(self, fact: facts.Any) -> None:
        self.heard.append(fact)
        self.turns.saw(fact)

    def pass_(self, ms: int) -> None:
        self.now = Instant(self.now + ms)

    def prompted(self) -> str:
        self.due = self.now
        self.tell(facts.PromptDue(at=self.now, every_ms=Millis(30 * MINUTE)))
        exercise = self.turns.next()
        starts = self.turns.starts(exercise)
        self.tell(facts.PromptShown(at=self.now, prompt=self.due, exercise=exercise, starts=starts))
        return exercise

    def answers(self, exercise: str, answer: Answer, sides: Sides | None, *, window: bool = False) -> None:
        """To a prompt; where a window leads, both it and the agent say so."""
        self.pass_(2 * MINUTE)
        verified = answer is Answer.DONE
        if window:
            ended = facts.SessionEnded(
                at=self.now, started=self.due, exercise=exercise, answer=answer, sides=sides, prompt=self.due
            )
            self.tell(ended)
        self.tell(
            facts.PromptAnswered(
                at=self.now, prompt=self.due, answer=answer, exercise=exercise, verified=verified, sides=sides
            )
        )
        self._gave(sides)

    def unasked(self, exercise: str, answer: Answer, share: tuple[float, float]) -> None:
        """Out of turn, as by `unseat break a2`."""
        started, starts = self.now, self.turns.starts(exercise)
        self.tell(
            facts.SessionStarted(at=started, prompt=None, exercise=exercise, dose_ms=Millis(MINUTE), starts=starts)
        )
        sides = self.sides(exercise, starts, share)
        self.pass_(2 * MINUTE)
        verified = answer is Answer.DONE
        ended = facts.SessionEnded(
            at=self.now, started=started, exercise=exercise, answer=answer, verified=verified, sides=sides
        )
        self.tell(ended)
        self._gave(sides)

    def sides(self, exercise: str, starts: str | None, share: tuple[float, float]) -> Sides | None:
        """`share` of the dose on the side begun with, and on the other."""
        found = self.turns.cards.get(exercise)
        if starts is None or found is None:
            return None
        first, second = (found.seconds_per_side * part for part in share)
        return Sides(first, second) if starts == "left" else Sides(second, first)

    def _gave(self, sides: Sides | None) -> None:
        if sides:
            week = self.given[self.turns.week(self.now)]
            week[0], week[1] = week[0] + sides.left_s, week[1] + sides.right_s


def turns(*cards: Exercise, places: Sequence[str] = ANYWHERE, flags: Sequence[str] = (), level: int = 1) -> Turns:
    return Turns(cards, places, flags, level=level)
