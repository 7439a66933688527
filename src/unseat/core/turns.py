"""Whose turn it is, kept up to date: the catalogue, what the person can do, and what came before."""

from collections.abc import Callable, Collection, Hashable, Iterable
from typing import Protocol

from unseat.core.balance import Balance
from unseat.core.choice import choose
from unseat.core.exercise import Exercise, Sided
from unseat.core.fact import Sides
from unseat.core.facts import Any as AnyFact
from unseat.core.offered import PromptShown, SessionStarted
from unseat.core.outcome import Outcome, Outcomes
from unseat.core.progress import Progress
from unseat.core.said import ExerciseAllowed, ExerciseHurt
from unseat.core.standing import Profile, Standing, standings
from unseat.core.words import DAY, SECOND, Answer, Instant, Millis

NOTHING = ""
"""The exercise of a prompt when the settings leave none: just a break."""
JUST_A_BREAK = Millis(60 * SECOND)


class Turn(Protocol):
    """What the desk asks about exercises."""

    def next(self) -> str:
        """The exercise whose turn it is; from then on it has had it."""

    def starts(self, exercise: str) -> str | None:
        """The side to begin with, "left" or "right"; null where both go at once."""

    def dose(self, exercise: str) -> tuple[Millis, Sides]:
        """How long it lasts in all, and how many seconds of it each side gets."""

    def saw(self, fact: AnyFact) -> None:
        """Hears what became of the exercises, in the order of time."""


def seven_days(at: Instant) -> Hashable:
    """A week where no calendar is given."""
    return at // (7 * DAY)


class Turns:
    """See `Turn`. `places`, `flags` and `level` (1 to 3) are those of the settings, and may be changed.

    `week` names the week an instant lies in. Give the local calendar's; it is asked only where something depends on it.
    """

    def __init__(
        self,
        exercises: Iterable[Exercise],
        places: Collection[str],
        flags: Collection[str],
        seed: int = 0,
        level: int = 1,
    ) -> None:
        self.cards = {card.id: card for card in exercises}
        self.places = places
        self.flags = flags
        self.seed = seed
        self.level = level
        self.week: Callable[[Instant], Hashable] = seven_days
        self.forget()

    def forget(self) -> None:
        """As if nothing had happened yet; to be told the past anew."""
        self._now = Instant(0)
        self._shown: dict[str, None] = {}
        self._began: dict[str, str] = {}
        self._next_side: dict[str, str] = {}
        self._outcomes = Outcomes()
        self._progress = Progress()
        self._balance = Balance()

    def next(self) -> str:
        offered = {key for key, standing in self.standings().items() if standing.offered}
        card = choose(self.cards.values(), offered, self._shown, self.seed)
        return card.id if card else NOTHING

    def standings(self) -> dict[str, Standing]:
        """Why each card is offered or not, as of the last fact."""
        profile = Profile(self.places, self.flags, self.level)
        return standings(self.cards.values(), profile, self._progress, self._now)

    def starts(self, exercise: str) -> str | None:
        """The side that had less this week; where they are even, the one this card did not begin with last."""
        if not self._one_side_at_a_time(exercise):
            return None
        more_left = self._balance.more_left(self.week(self._now))
        if more_left:
            return "right" if more_left > 0 else "left"
        return self._next_side.get(exercise, "left")

    def dose(self, exercise: str) -> tuple[Millis, Sides]:
        card = self.cards.get(exercise)
        if card is None:
            return JUST_A_BREAK, Sides()
        side = card.seconds_per_side
        return Millis(card.seconds * SECOND), Sides(side, side)

    def saw(self, fact: AnyFact) -> None:
        self._now = fact.at
        match fact:
            case PromptShown() | SessionStarted():
                self._showed(fact.exercise, fact.starts)
            case ExerciseHurt():
                self._progress.hurt(fact.at, fact.exercise)
            case ExerciseAllowed():
                self._progress.allowed(fact.exercise)
            case _:
                for outcome in self._outcomes.of(fact):
                    self._became(outcome)

    def _one_side_at_a_time(self, exercise: str) -> bool:
        card = self.cards.get(exercise)
        return card is not None and card.sides is Sided.EACH

    def _showed(self, exercise: str, starts: str | None) -> None:
        """Of each card the last showing is kept, in the order of time."""
        self._shown.pop(exercise, None)
        self._shown[exercise] = None
        if starts:
            self._began[exercise] = starts

    def _became(self, outcome: Outcome) -> None:
        exercise, answer = outcome.exercise, outcome.answer
        if exercise is None:
            return
        self._progress.answered(outcome.at, exercise, answer, verified=bool(outcome.verified))
        if outcome.sides and self._one_side_at_a_time(exercise):
            self._balance.gave(self.week(outcome.at), outcome.sides)
        began = self._began.get(exercise)
        if began and answer in {Answer.DONE, Answer.PARTIAL}:
            self._next_side[exercise] = "right" if began == "left" else "left"
