"""The prompt as the person meets it: from facts to notices, and from the buttons of a notice to what was said."""

from collections.abc import Mapping

from unseat.core.exercise import Exercise
from unseat.core.fact import Fact, Sides
from unseat.core.moments import Answered, Said, Started
from unseat.core.offered import PromptAnswered, PromptShown, PromptSnoozed, SessionEnded, SessionStarted
from unseat.core.view import OpenPrompt
from unseat.core.words import Answer, Instant, Millis
from unseat.desktop.base import Notice, Notifier, Offered, Outcome, Windows
from unseat.desktop.child import PROFILE, SETTINGS, SIGNS
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
from unseat.manner import Manner
from unseat.texts import Texts


class Prompter:
    """Lives in the agent's thread; the notifier has its own. `windows` is null where none can be shown.

    `failed`: the prompt that is open could not be shown. `broken`: the last notice, whichever it was, could not.
    """

    def __init__(
        self,
        notifier: Notifier,
        exercises: Mapping[str, Exercise],
        texts: Texts,
        windows: Windows | None = None,
    ) -> None:
        self.notifier = notifier
        self.windows = windows
        self.exercises = exercises
        self.texts = texts
        self.failed = False
        self.broken = False
        self._again: Instant | None = None
        self._open: Offered | None = None

    def told(self, fact: Fact, manner: Manner) -> None:
        match fact:
            case PromptShown():
                again = manner.gentle or self._again == fact.prompt
                self._again = fact.prompt
                self._offer(_offered(fact.prompt, fact.exercise, fact.starts, manner, again=again), manner)
            case SessionStarted():
                self._steps(fact.exercise, fact.starts)
            case PromptAnswered() | PromptSnoozed() | SessionEnded():
                self.failed, self._open = False, None
                self.notifier.withdraw(PROMPT)
            case _:
                pass

    def go_on(self, left: OpenPrompt, starts: str | None, manner: Manner) -> None:
        """What was in front of the person when the agent before ended, and is to be so again: silently."""
        if left.started is None:
            self._again = left.prompt
            self._offer(_offered(left.prompt, left.exercise, starts, manner, again=True), manner)
        else:
            self._steps(left.exercise, starts)

    def offer_instead(self) -> None:
        """The window did not come up: the same as a notification."""
        if self._open:
            self._notify(self._open)

    def session(self, exercise: str, prompt: Instant | None, starts: str | None) -> bool:
        """Opens the window that leads through an exercise; false where there is none for it."""
        if self.windows is None or exercise not in self.exercises:
            return False
        self.notifier.withdraw(PROMPT)
        self.windows.session(Offered(exercise=exercise, prompt=prompt, starts=starts))
        return True

    def profile(self) -> None:
        """The person's own choices, in a window where there can be one; else where they are told how to set them."""
        if self.windows:
            self.windows.profile()
            return
        text = self.texts.say("No window can be shown here. Set it in a terminal: unseat config exercises.places")
        self.notifier.show(Notice(PROFILE, self.texts.say("My profile"), text))

    def settings(self) -> None:
        """All that can be set, likewise."""
        if self.windows:
            self.windows.settings()
            return
        text = self.texts.say("No window can be shown here. Set it in a terminal: unseat config")
        self.notifier.show(Notice(SETTINGS, self.texts.say("Settings"), text))

    def signs(self) -> None:
        """The weekly self-check, likewise."""
        if self.windows:
            self.windows.signs()
            return
        text = self.texts.say("No window can be shown here. Answer in a terminal: unseat signs check")
        self.notifier.show(Notice(SIGNS, self.texts.say("My five signs"), text))

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

    def _offer(self, offered: Offered, manner: Manner) -> None:
        self._open = offered
        if manner.card and self.windows and offered.exercise in self.exercises:
            self.windows.card(offered)
        else:
            self._notify(offered)

    def _notify(self, offered: Offered) -> None:
        notice = prompt_notice(
            self._of(offered.exercise),
            offered.sitting_ms,
            self.texts,
            again=offered.again,
            lasts_ms=offered.lasts_ms,
        )
        self.notifier.show(notice)

    def _steps(self, exercise: str, starts: str | None) -> None:
        self.notifier.show(steps_notice(self._of(exercise), self.texts, starts))

    def _of(self, exercise: str) -> Offer:
        card = self.exercises.get(exercise)
        return offer_of(card, self.texts.language) if card else just_a_break(self.texts)


def _offered(prompt: Instant | None, exercise: str, starts: str | None, manner: Manner, *, again: bool) -> Offered:
    return Offered(
        exercise=exercise,
        prompt=prompt,
        starts=starts,
        sitting_ms=manner.sitting,
        lasts_ms=manner.lasts,
        again=again,
        full=manner.full,
    )
