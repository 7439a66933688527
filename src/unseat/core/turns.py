"""Whose turn it is, kept up to date: the catalogue, what the person can do, and what came before."""

from collections import deque
from collections.abc import Collection, Iterable
from typing import Protocol

from unseat.core.choice import Did, choose
from unseat.core.exercise import Exercise, Sided
from unseat.core.facts import Any as AnyFact
from unseat.core.facts import PromptAnswered, PromptShown, SessionEnded, SessionStarted, Sides
from unseat.core.words import SECOND, Answer, Millis

REMEMBERED = 200
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


class Turns:
    """See `Turn`. `places` and `flags` are those of the settings, and may be changed."""

    def __init__(
        self, exercises: Iterable[Exercise], places: Collection[str], flags: Collection[str], seed: int = 0
    ) -> None:
        self.cards = {card.id: card for card in exercises}
        self.places = places
        self.flags = flags
        self.seed = seed
        self._history: deque[Did] = deque(maxlen=REMEMBERED)
        self._began: dict[str, str] = {}
        self._next_side: dict[str, str] = {}

    def next(self) -> str:
        card = choose(self.cards.values(), self._history, self.places, self.flags, self.seed)
        return card.id if card else NOTHING

    def starts(self, exercise: str) -> str | None:
        card = self.cards.get(exercise)
        if card is None or card.sides is not Sided.EACH:
            return None
        return self._next_side.get(exercise, "left")

    def dose(self, exercise: str) -> tuple[Millis, Sides]:
        card = self.cards.get(exercise)
        if card is None:
            return JUST_A_BREAK, Sides()
        side = card.seconds_per_side
        return Millis(card.seconds * SECOND), Sides(side, side)

    def saw(self, fact: AnyFact) -> None:
        match fact:
            case PromptShown() if not self._same(fact.exercise):
                self._showed(fact.exercise, fact.starts, fact)
            case SessionStarted(prompt=None):
                self._showed(fact.exercise, fact.starts, fact)
            case PromptAnswered() | SessionEnded():
                self._answered(fact.exercise, fact.answer)
            case _:
                pass

    def _same(self, exercise: str) -> bool:
        """A prompt that comes back after a snooze keeps its exercise, and has had its turn."""
        return bool(self._history) and self._history[-1].exercise == exercise

    def _showed(self, exercise: str, starts: str | None, fact: PromptShown | SessionStarted) -> None:
        self._history.append(Did(exercise, None, fact.at))
        if starts:
            self._began[exercise] = starts

    def _answered(self, exercise: str | None, answer: Answer) -> None:
        began = self._began.get(exercise or "")
        if exercise and began and answer in {Answer.DONE, Answer.PARTIAL}:
            self._next_side[exercise] = "right" if began == "left" else "left"
