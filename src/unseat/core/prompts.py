"""Prompts: from a bout that has lasted to one offer of an exercise and its answer (DESIGN 4.3).

    no prompt ──due──> DEFERRED (call, presentation, quiet hours, paused)
                          │ ^ that ends / another begins
                          v │
                       WAITING (typing) ──pause, or patience──> SHOWN ──start──> RUNNING
                          ^                                       │                 │
       start ──> RESUMED ─┤                                       │                 │
                          └── SNOOZED <──────── later ────────────┤                 │
                                                                  v                 v
                                                 done, partial, skipped, missed, natural

Every state but RUNNING ends with the bout. Nothing here knows the time or the desktop: it is told of both.
"""

from collections.abc import Callable

from unseat.core.facts import Any as AnyFact
from unseat.core.moments import Answered
from unseat.core.offered import PromptAnswered, PromptDeferred, PromptDue, PromptShown, PromptSnoozed
from unseat.core.presence import Presence
from unseat.core.prompt import BLOCKS, ELSEWHERE, FINAL, KEPT_BACK, SETTLED, Prompt, Stage, blocked, longer
from unseat.core.rule import Rule
from unseat.core.turns import Turn
from unseat.core.words import Answer, Deferral, Instant, Kind


class Prompts:
    """Feed it `expire`, `touched`, `changed`, `bout_ended` and `answer` in the order of time."""

    def __init__(self, rule: Rule, turn: Turn, tell: Callable[[AnyFact], None]) -> None:
        self.rule = rule
        self.turn = turn
        self.tell = tell
        self.every = rule.every
        self.misses = 0
        self.counted_from: Instant | None = None
        self.prompt: Prompt | None = None
        self._settled = Instant(0)

    @property
    def waiting_for(self) -> Deferral | None:
        """Why the open prompt is not shown yet; null where none is kept back."""
        prompt = self.prompt
        if prompt is None or prompt.stage not in KEPT_BACK:
            return None
        return prompt.because or Deferral.TYPING

    def may_come(self, at: Instant, desk: Presence) -> bool:
        """Whether every sense has told since the start, and nothing keeps prompts back."""
        return at >= self._settled and blocked(desk.on) is None

    # ---- when something happens by itself

    def next_due(self, desk: Presence) -> Instant | None:
        """The instant from which the next input makes a prompt due; null where none is coming."""
        if self.prompt:
            return self.prompt.snoozed_until if self.prompt.stage is Stage.SNOOZED else None
        if desk.sitting is None:
            return None
        since = desk.sitting.sat_from
        return Instant(max(since, self.counted_from or since) + self.every)

    def deadline(self, desk: Presence) -> Instant | None:
        prompt = self.prompt
        if prompt is None or prompt.stage is Stage.SNOOZED:
            return self.next_due(desk) if desk.active and desk.sitting else None
        if prompt.stage is Stage.WAITING:
            return self._show_at(prompt, desk)
        if prompt.stage is Stage.RESUMED:
            return self._settled
        if prompt.stage is Stage.SHOWN and not prompt.overdue:
            return Instant(prompt.since + self.rule.missed_after)
        return None

    def expire(self, at: Instant, desk: Presence) -> None:
        """The deadline has come."""
        prompt = self.prompt
        if prompt is None or prompt.stage is Stage.SNOOZED:
            self._due(at, desk)
        elif prompt.stage is Stage.WAITING:
            self._show(prompt, at)
        elif prompt.stage is Stage.RESUMED:
            self._wait(prompt, at, blocked(desk.on))
        elif desk.active:
            self._answer(prompt, at, Answer.MISSED)
        else:
            idle = desk.bout is None or at - desk.bout.last >= self.rule.idle_after
            prompt.overdue, prompt.missed_at = True, None if idle else at

    # ---- what the person and the desk do

    def touched(self, at: Instant, desk: Presence) -> None:
        """An input or hold at `at` (what is on has been brought up to date)."""
        prompt = self.prompt
        if prompt and prompt.stage is Stage.SHOWN and prompt.overdue:
            self._answer(prompt, prompt.missed_at or at, Answer.MISSED)
        due = self.next_due(desk)
        if due is not None and at >= due and desk.sitting:
            self._due(at, desk)

    def changed(self, at: Instant, desk: Presence) -> None:
        """Something that defers may have begun or ended."""
        prompt = self.prompt
        if prompt is None or prompt.stage not in {Stage.DEFERRED, Stage.WAITING}:
            return
        because = blocked(desk.on)
        still = prompt.because is not None and prompt.because in {BLOCKS[kind] for kind in desk.on if kind in BLOCKS}
        if not still and because is not prompt.because:
            self._waited(prompt, at)
            self._wait(prompt, at, because)

    def bout_ended(self, end: Instant) -> None:
        """The sitting bout has turned out to have ended at `end`; an exercise that runs goes on."""
        self.counted_from = None
        prompt = self.prompt
        if prompt is None or prompt.stage is Stage.RUNNING:
            return
        at = Instant(max(end, prompt.due, prompt.shown or prompt.due))
        if prompt.stage is Stage.SNOOZED or (prompt.shown and prompt.stage is not Stage.SHOWN):
            at = Instant(max(at, prompt.since))
        self._waited(prompt, at)
        self._answer(prompt, at, Answer.NATURAL, counts=False)

    def resumed(self, at: Instant) -> None:
        """The agent starts at `at`. What kept a prompt back while nobody watched is not known, and not told.

        Until every sense has told, none comes.
        """
        self._settled = Instant(at + SETTLED)
        prompt = self.prompt
        if prompt and prompt.stage in KEPT_BACK:
            prompt.stage, prompt.because, prompt.since = Stage.RESUMED, None, at

    def renamed(self, now: Instant) -> None:
        """The clock was set to `now`, which may lie long before what was an instant ago; the bout ended there."""
        self.counted_from = None
        self._settled = min(self._settled, Instant(now + SETTLED))

    def started(self, at: Instant) -> bool:
        """The person starts the exercise; false where no prompt is shown."""
        if self.prompt is None or self.prompt.stage is not Stage.SHOWN:
            return False
        self.prompt.stage, self.prompt.since = Stage.RUNNING, at
        return True

    def answer(self, at: Instant, said: Answered) -> bool:
        """The person's answer; false where no prompt is shown, or where it is no answer of a person's."""
        prompt = self.prompt
        if prompt is None or prompt.stage not in {Stage.SHOWN, Stage.RUNNING}:
            return False
        if said.answer is Answer.SNOOZED:
            self._snooze(prompt, at, said)
        elif said.answer in FINAL:
            self._answer(prompt, at, said.answer, said)
        else:
            return False
        return True

    def abandoned(self, at: Instant) -> None:
        """An exercise was started and never finished."""
        if self.prompt:
            self._answer(self.prompt, at, Answer.MISSED)

    def exercised(self, at: Instant) -> None:
        """An exercise that nobody asked for counts for the rhythm like an answered prompt."""
        if self.prompt is None:
            self.counted_from = at

    def exercised_elsewhere(self, at: Instant, now: Instant) -> None:
        """The person exercised at another machine: a prompt that would not have come had that been known is none."""
        if at + self.every <= now:
            return
        prompt = self.prompt
        if prompt is None:
            self.counted_from = max(at, self.counted_from or at)
        elif prompt.stage is not Stage.RUNNING:
            self._waited(prompt, now)
            self._answer(prompt, now, Answer.NATURAL, Answered(Answer.NATURAL, reason=ELSEWHERE))
            self.counted_from = at

    # ---- steps

    def _due(self, at: Instant, desk: Presence) -> None:
        if self.prompt is None:
            self.tell(PromptDue(at=at, every_ms=self.every))
            self.prompt = Prompt(due=at, stage=Stage.WAITING, since=at)
        self._wait(self.prompt, at, blocked(desk.on))

    def _wait(self, prompt: Prompt, at: Instant, because: Deferral | None) -> None:
        ready = Stage.WAITING if at >= self._settled else Stage.RESUMED
        prompt.stage = ready if because is None else Stage.DEFERRED
        prompt.because, prompt.since = because, at

    def _waited(self, prompt: Prompt, at: Instant) -> None:
        """Writes down why the prompt was kept back until now, if it was."""
        if prompt.stage not in {Stage.WAITING, Stage.DEFERRED} or at <= prompt.since:
            return
        because = prompt.because or Deferral.TYPING
        self.tell(PromptDeferred(at=prompt.since, prompt=prompt.due, because=because, until=at))

    def _show_at(self, prompt: Prompt, desk: Presence) -> Instant:
        patience = prompt.since + self.rule.patience
        if Kind.INPUT in desk.on and desk.active:
            return Instant(patience)
        pause = prompt.since if desk.last_input is None else desk.last_input + self.rule.pause_wanted
        return Instant(min(patience, max(prompt.since, pause)))

    def _show(self, prompt: Prompt, at: Instant) -> None:
        self._waited(prompt, at)
        prompt.exercise = self.turn.next() if prompt.exercise is None else prompt.exercise
        prompt.stage, prompt.since, prompt.overdue, prompt.because = Stage.SHOWN, at, False, None
        prompt.shown = at
        starts = self.turn.starts(prompt.exercise)
        self.tell(PromptShown(at=at, prompt=prompt.due, exercise=prompt.exercise, starts=starts))

    def _snooze(self, prompt: Prompt, at: Instant, said: Answered) -> None:
        if prompt.snoozes >= self.rule.max_snoozes:
            self._answer(prompt, at, Answer.SKIPPED, said)
            return
        prompt.snoozes += 1
        prompt.stage, prompt.since = Stage.SNOOZED, at
        prompt.snoozed_until = Instant(at + (said.snooze or self.rule.snooze))
        self.tell(PromptSnoozed(at=at, prompt=prompt.due, until=prompt.snoozed_until))

    def _answer(
        self, prompt: Prompt, at: Instant, answer: Answer, said: Answered | None = None, *, counts: bool = True
    ) -> None:
        self.prompt = None
        self.counted_from = at if counts else None
        self.back_off(answer)
        self.tell(
            PromptAnswered(
                at=at,
                prompt=prompt.due,
                answer=answer,
                exercise=prompt.exercise,
                verified=bool(said and said.verified) if answer is Answer.DONE else None,
                sides=said.sides if said else None,
                reason=said.reason if said else None,
            )
        )

    def back_off(self, answer: Answer) -> None:
        """A longer rhythm after misses in a row. A skip ends the row, but only doing something shortens it again."""
        self.misses = self.misses + 1 if answer is Answer.MISSED else 0
        if answer in {Answer.DONE, Answer.PARTIAL, Answer.NATURAL}:
            self.every = self.rule.every
        elif self.misses and self.misses % self.rule.back_off_after == 0:
            self.every = longer(self.every)
