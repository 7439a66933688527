"""The exercise that runs: begun by the person, led by a notice or by a window, and what is made of its end."""

from collections.abc import Callable

from unseat.core.facts import Any as AnyFact
from unseat.core.moments import Answered, Started
from unseat.core.offered import SessionEnded, SessionStarted
from unseat.core.presence import Presence
from unseat.core.prompts import Prompts
from unseat.core.session import Running
from unseat.core.turns import Turn
from unseat.core.words import Answer, Instant, Millis


class Exercising:
    """Every call answers whether there was anything that it could be about. `running` is null while none runs."""

    def __init__(self, presence: Presence, prompts: Prompts, turn: Turn, tell: Callable[[AnyFact], None]) -> None:
        self.presence = presence
        self.prompts = prompts
        self.turn = turn
        self.tell = tell
        self.running: Running | None = None

    def start(self, at: Instant, said: Started) -> bool:
        """Led by a notice, or told by a record."""
        if self.running:
            return False
        prompt = self.prompts.prompt
        if self.prompts.started(at) and prompt:
            due, exercise = prompt.due, prompt.exercise or ""
        else:
            due, exercise = None, said.exercise or self.turn.next()
        dose, _ = self.turn.dose(exercise)
        self.running = Running(at, exercise, due, dose if said.timed else None, self.prompts.rule.missed_after)
        starts = self.turn.starts(exercise)
        self.tell(SessionStarted(at=at, prompt=due, exercise=exercise, dose_ms=dose, starts=starts))
        return True

    def led(self, at: Instant, began: SessionStarted) -> bool:
        """A window leads through an exercise: `at` is when that was heard, not when it began."""
        if self.running:
            return False
        self.turn.saw(began)
        prompt = self.prompts.prompt
        ours = prompt is not None and prompt.due == began.prompt and self.prompts.started(at)
        due = began.prompt if ours else None
        after = self.prompts.rule.missed_after
        self.running = Running(began.at, began.exercise, due, began.dose_ms, after, led=True, name=began.at)
        return True

    def led_to_its_end(self, at: Instant, ended: SessionEnded) -> bool:
        """What the window says of it; it counts as verified only where nobody here saw input either."""
        self.turn.saw(ended)
        running = self.running
        if running is None or not running.led or running.name != ended.started:
            return False
        self.running = None
        clean = bool(ended.verified) and running.clean_until(ended.at)
        said = Answered(ended.answer, ended.sides, clean, ended.reason)
        if running.prompt is not None:
            self.prompts.answer(at, said)
        elif ended.answer in {Answer.DONE, Answer.PARTIAL}:
            self.prompts.exercised(at)
        self._cut(running.started, at, said)
        return True

    def left_alone(self, now: Instant) -> None:
        """The window that led is gone without a word: only the person knows what was done."""
        running = self.running
        if running and running.led:
            running.led, running.dose = False, Millis(now - running.started)
            running.touched_at = running.started

    def answer(self, at: Instant, said: Answered) -> bool:
        """The person answers, while it runs or instead of starting it."""
        if self.running and said.answer is not Answer.SNOOZED:
            return self._answered(at, self.running, said)
        if self.running and self.running.prompt is None:
            return False
        began = self._session_began(at)
        self.running = None
        if not self.prompts.answer(at, said):
            return False
        self._cut(began, at, said)
        return True

    def finish(self, at: Instant, *, inputs: bool) -> None:
        """Its deadline has come. `inputs`: there is input at this moment."""
        running = self.running
        if running is None:
            return
        if inputs:
            running.touched(at)
        if running.clean and not running.led:
            _, sides = self.turn.dose(running.exercise)
            self._answered(at, running, Answered(Answer.DONE, sides=sides, verified=True))
        elif at < (running.deadline() or at):
            return
        elif running.prompt is None:
            self._end_own(at, running, Answered(Answer.MISSED))
        else:
            self.running = None
            self.prompts.abandoned(at)

    def _answered(self, at: Instant, running: Running, said: Answered) -> bool:
        if running.prompt is None:
            self._end_own(at, running, said)
        else:
            self.running = None
            self.prompts.answer(at, said)
        self._cut(running.started, at, said)
        return True

    def _end_own(self, at: Instant, running: Running, said: Answered) -> None:
        self.running = None
        self.tell(
            SessionEnded(
                at=at,
                started=running.started,
                exercise=running.exercise,
                answer=said.answer,
                verified=said.verified if said.answer is Answer.DONE else None,
                sides=said.sides,
            )
        )
        if said.answer is not Answer.MISSED:
            self.prompts.exercised(at)

    def _session_began(self, at: Instant) -> Instant:
        """Where nobody said when the exercise began: at the last input before its end."""
        last = self.presence.last_input
        return at if last is None else min(last, at)

    def _cut(self, began: Instant, at: Instant, said: Answered) -> None:
        if said.verified and said.answer is Answer.DONE:
            self.presence.cut(began, at)
