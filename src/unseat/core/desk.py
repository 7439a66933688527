"""The desk: presence, prompts and the exercise that runs, driven by moments and deadlines, told as facts.

A live day and a replayed one go through this same class. The order within one moment: what falls due by itself
up to it; then what begins and ends; then what the person says.
"""

from collections.abc import Callable, Iterator

import msgspec

from unseat.core.exercising import Exercising
from unseat.core.facts import Any as AnyFact
from unseat.core.moments import Answered, Moment, Said, Started
from unseat.core.offered import SessionEnded, SessionStarted
from unseat.core.presence import Presence
from unseat.core.prompt import Stage
from unseat.core.prompts import Prompts
from unseat.core.rule import Rule
from unseat.core.session import Running
from unseat.core.turns import Turn
from unseat.core.watched import Bout, Break
from unseat.core.words import Instant, Kind, Posture


class Desk:
    """`now` never goes back, but by `rename`."""

    def __init__(self, rule: Rule, turn: Turn) -> None:
        self.facts: list[AnyFact] = []
        self.presence = Presence(rule, self)
        self.prompts = Prompts(rule, turn, self.tell)
        self.turn = turn
        self.exercising = Exercising(self.presence, self.prompts, turn, self.tell)
        self.now = Instant(0)

    @property
    def running(self) -> Running | None:
        """The exercise that runs."""
        return self.exercising.running

    @running.setter
    def running(self, running: Running | None) -> None:
        self.exercising.running = running

    # ---- driving it

    def step(self, moment: Moment) -> tuple[Said, ...]:
        """Everything up to and at `moment`; answers what was said to nobody (no prompt was shown)."""
        at = moment.at
        self.advance(at)
        real = self._inputs or Kind.INPUT in moment.begins
        if self.presence.change(moment):
            self._touched(at, real=real)
        self.prompts.changed(at, self.presence)
        self._expire(at)
        unheard = tuple(said for said in moment.said if not self._say(at, said))
        if moment.said:
            self._expire(at)
        return unheard

    def advance(self, to: Instant) -> None:
        """Time passes: what falls due by itself, in its order."""
        self._expire(to)
        self.presence.advance(to)
        self.now = max(self.now, to)

    def take(self) -> list[AnyFact]:
        """The facts since the last call, in the order in which they became certain."""
        facts, self.facts[:] = list(self.facts), []
        return facts

    @property
    def waits_for_pause(self) -> bool:
        """Whether a prompt waits for a natural pause: the desk should be looked at more often."""
        return self.prompts.prompt is not None and self.prompts.prompt.stage in {Stage.WAITING, Stage.RESUMED}

    @property
    def shows_at(self) -> Instant | None:
        """When the prompt that waits for a pause comes, if nothing happens before; null where none does."""
        return self.prompts.deadline(self.presence) if self.waits_for_pause else None

    def change_rule(self, rule: Rule) -> None:
        """A new rule counts from now on; what has been decided stays."""
        if rule.every != self.prompts.rule.every:
            self.prompts.every = rule.every
        self.presence.rule = self.prompts.rule = rule

    @property
    def _inputs(self) -> bool:
        return self.presence.active and Kind.INPUT in self.presence.on

    def sat(self, since: Instant, answered: Instant | None) -> None:
        """The person said something of the past, by which they sit since then, and last answered a prompt at `answered`
        of that time (null: at none)."""
        sitting = self.presence.sitting
        if sitting:
            sitting.since = since
            self.prompts.counted_from = answered

    def exercised_elsewhere(self, at: Instant) -> None:
        """The person exercised at another machine of theirs, at `at` by its clock."""
        self.prompts.exercised_elsewhere(min(at, self.now), self.now)

    def rename(self, now: Instant) -> None:
        """The clock was set: nobody can say what the instants before it were.

        What was counted ends there as `unwatched`, and the desk goes on at `now`, which may lie before it. An exercise
        that runs begins anew, and can no longer be verified.
        """
        self.step(Moment(self.now, begins=(Kind.UNWATCHED,), ends=(Kind.UNWATCHED,)))
        self.now = now
        self.presence.rename(now)
        self.prompts.renamed(now)
        if self.running:
            self.running.started, self.running.touched_at = now, now

    def left_alone(self) -> None:
        """The window that led through the exercise is gone without a word."""
        self.exercising.left_alone(self.now)

    def recovered(self) -> None:
        """Marks what was closed since the start: the agent before had no time to write it."""
        self.facts[:] = [
            msgspec.structs.replace(fact, recovered=True) if isinstance(fact, Bout) else fact for fact in self.facts
        ]

    def tell(self, fact: AnyFact) -> None:
        """Takes up a fact that has become certain."""
        self.facts.append(fact)
        self.turn.saw(fact)

    # ---- what presence tells

    def bout(self, bout: Bout) -> None:
        self.tell(bout)
        if bout.posture is Posture.SITTING:
            self.prompts.bout_ended(bout.at)

    def break_over(self, break_: Break) -> None:
        self.tell(break_)

    # ---- steps

    def _deadlines(self) -> Iterator[tuple[Instant, Callable[[Instant], None]]]:
        presence = self.presence.deadline()
        if presence is not None and self.running is None:
            yield presence, self._leave
        prompts = self.prompts.deadline(self.presence) if self.running is None else None
        if prompts is not None:
            yield prompts, self._prompt
        running = self.running.deadline() if self.running else None
        if running is not None:
            yield running, self._finish

    def _expire(self, to: Instant) -> None:
        while (first := min(self._deadlines(), key=lambda due: due[0], default=None)) and first[0] <= to:
            at = max(first[0], self.now)
            self.presence.advance(at)
            self.now = at
            first[1](at)

    def _leave(self, _at: Instant) -> None:
        self.presence.expire()

    def _prompt(self, at: Instant) -> None:
        self.prompts.expire(at, self.presence)

    def _finish(self, at: Instant) -> None:
        self.exercising.finish(at, inputs=self._inputs)

    def _touched(self, at: Instant, *, real: bool) -> None:
        if self.running:
            if real:
                self.running.touched(at)
            return
        self.prompts.touched(at, self.presence)

    def _say(self, at: Instant, said: Said) -> bool:
        match said:
            case Started():
                return self.exercising.start(at, said)
            case SessionStarted():
                return self.exercising.led(at, said)
            case SessionEnded():
                return self.exercising.led_to_its_end(at, said)
            case Answered():
                return self.exercising.answer(at, said)
