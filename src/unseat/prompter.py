"""The prompt as the person meets it: from facts to notices, and from the buttons of a notice to what was said."""

from collections.abc import Mapping

from unseat.core.exercise import Exercise
from unseat.core.facts import Fact, PromptAnswered, PromptShown, PromptSnoozed, SessionEnded, SessionStarted, Sides
from unseat.core.moments import Answered, Said, Started
from unseat.core.view import OpenPrompt
from unseat.core.words import Answer, Instant, Millis
from unseat.desktop.base import Notifier, Outcome
from unseat.desktop.prompt_notice import (
    PROMPT,
    Key,
    Offer,
    check_notice,
    just_a_break,
    offer_of,
    prompt_notice,
    steps_notice,
)
from unseat.texts import Texts


class Prompter:
    """Lives in the agent's thread; the notifier has its own.

    `failed`: the prompt that is open could not be shown. `broken`: the last notice, whichever it was, could not.
    """

    def __init__(self, notifier: Notifier, exercises: Mapping[str, Exercise], texts: Texts) -> None:
        self.notifier = notifier
        self.exercises = exercises
        self.texts = texts
        self.failed = False
        self.broken = False
        self._again: Instant | None = None

    def told(self, fact: Fact, *, sitting: Millis, lasts: Millis, gentle: bool) -> None:
        """`sitting`: how long the bout is by now. `lasts`: when the prompt will count as missed. `gentle`: the person
        let the last prompt pass, so this one comes more quietly."""
        match fact:
            case PromptShown():
                again = gentle or self._again == fact.prompt
                self._again = fact.prompt
                self._offer(fact.exercise, sitting, lasts, again=again)
            case SessionStarted():
                self._steps(fact.exercise, fact.starts)
            case PromptAnswered() | PromptSnoozed() | SessionEnded():
                self.failed = False
                self.notifier.withdraw(PROMPT)
            case _:
                pass

    def go_on(self, left: OpenPrompt, starts: str | None, *, sitting: Millis, lasts: Millis) -> None:
        """What was in front of the person when the agent before ended, and is to be so again: silently."""
        if left.started is None:
            self._again = left.prompt
            self._offer(left.exercise, sitting, lasts, again=True)
        else:
            self._steps(left.exercise, starts)

    def ask(self, exercise: str, lasts: Millis) -> None:
        """The dose is over, but there was input meanwhile: only the person knows."""
        self.notifier.show(check_notice(self._of(exercise), self.texts, lasts_ms=lasts))

    def heard(self, outcome: Outcome, exercise: str | None) -> Said | None:
        """What a button says of the prompt or exercise that is open; null where it says nothing."""
        tried = outcome.what in {"failed", "shown"}
        if tried:
            self.broken = outcome.what == "failed"
        if outcome.slot != PROMPT:
            return None
        if tried:
            self.failed = self.broken
        return self._said(outcome.key, exercise) if outcome.what == "button" else None

    def sides(self, exercise: str | None) -> Sides | None:
        """The seconds that the whole dose gives to each side; a card for both sides at once gives none."""
        card = self.exercises.get(exercise or "")
        return Sides(card.seconds_per_side, card.seconds_per_side) if card else None

    def _said(self, key: str, exercise: str | None) -> Said | None:
        said: dict[str, Said] = {
            Key.START: Started(timed=True),
            Key.LATER: Answered(Answer.SNOOZED),
            Key.SKIP: Answered(Answer.SKIPPED),
            Key.DONE: Answered(Answer.DONE, sides=self.sides(exercise)),
            Key.STOP: Answered(Answer.SKIPPED, reason="stopped"),
            Key.NOT_NOW: Answered(Answer.SKIPPED, reason="not done"),
        }
        return said.get(key)

    def _offer(self, exercise: str, sitting: Millis, lasts: Millis, *, again: bool) -> None:
        self.notifier.show(prompt_notice(self._of(exercise), sitting, self.texts, again=again, lasts_ms=lasts))

    def _steps(self, exercise: str, starts: str | None) -> None:
        self.notifier.show(steps_notice(self._of(exercise), self.texts, starts))

    def _of(self, exercise: str) -> Offer:
        card = self.exercises.get(exercise)
        return offer_of(card, self.texts.language) if card else just_a_break(self.texts)
