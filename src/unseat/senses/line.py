"""One source on one connection: runs its steps as answers, signals and time come, and never waits itself."""

import time
from collections.abc import Callable
from contextlib import suppress
from math import inf

from unseat.dbus.bus import Bus
from unseat.dbus.words import THE_BUS, Body, BusError, BusGoneError, Call, NoAnswerError, Signal
from unseat.senses.source import Pause, Soon, Source, Step, Steps

ANSWER_S = 3.0
FIRST_S = 1.0
LAST_S = 60.0
STRANGE = (ValueError, TypeError, LookupError)
"""What comes of a body that has another form than its specification says; it counts as a refusal."""


class Line:
    """Tells `told` what is so, each time it is learned; null from the moment that it is no longer known.

    No answer within `answer_s`: unknown, but a late answer still counts; asked anew after 1, 2, 4 .. 60 s, for ever.
    A refusal, or an answer of another form: unknown, asked anew after as many pauses up to 60 s, then no more until the
    service has another owner. (One may own its name before it serves its objects; one that cannot tell won't learn.)
    """

    def __init__(self, source: Source, bus: Bus, told: Callable[[bool | None], None], answer_s: float = ANSWER_S):
        self.settled = False
        self.due = inf
        self._source = source
        self._bus = bus
        self._told = told
        self._answer_s = answer_s
        self._owner = ""
        self._steps: Steps | None = None
        self._serial = 0
        self._pause = FIRST_S
        self._at_due: Callable[[], None] = self.begin

    def begin(self) -> None:
        """Ask whose the service is, and then what is so."""
        self._run(self._first())

    def hear(self, signal: Signal) -> None:
        if signal.sender == THE_BUS.name:
            self._owner_changed(signal)
        elif signal.sender == self._owner:
            with suppress(*STRANGE):
                if steps := self._source.hear(signal):
                    self._run(steps)

    def tick(self) -> None:
        """Do what is due by now (`time.monotonic()`)."""
        if time.monotonic() >= self.due:
            self.due = inf
            self._at_due()

    def close(self) -> None:
        self._drop()
        self._source.lost()

    def _first(self) -> Steps:
        try:
            (self._owner,) = yield Call(THE_BUS, "GetNameOwner", "s", (self._source.service,))
        except BusError:
            yield None
        else:
            yield from self._source.ask()

    def _owner_changed(self, signal: Signal) -> None:
        if signal.member != "NameOwnerChanged" or signal.body[0] != self._source.service:
            return
        self.close()
        self._owner = signal.body[2]
        self._pause = FIRST_S
        self._told(None)
        if self._owner:
            self._run(self._source.ask())

    def _run(self, steps: Steps) -> None:
        """These steps instead of those under way: what is heard last is what is so."""
        self._drop()
        self._steps = steps
        self._go(steps, lambda: next(steps))

    def _go(self, steps: Steps, resume: Callable[[], Step]) -> None:
        try:
            step = resume()
            while not isinstance(step, Call | Soon | Pause):
                self._told(step)
                step = next(steps)
            self._wait_for(steps, step)
        except StopIteration:
            self._rest()
            self._pause = FIRST_S
        except BusGoneError:
            raise
        except (BusError, *STRANGE):
            self._rest()
            self._told(None)
            self._retry(final=True)

    def _wait_for(self, steps: Steps, step: Call | Soon | Pause) -> None:
        if isinstance(step, Call):
            self._ask(steps, step)
            self._at(self._answer_s, self._no_answer)
        elif isinstance(step, Soon):
            self._ask(steps, step.call)
            self._at(step.seconds, lambda: self._too_late(steps, step.call))
        else:
            self.settled = True
            self._at(step.seconds, lambda: self._answered(steps, ()))

    def _ask(self, steps: Steps, call: Call) -> None:
        self._serial = self._bus.ask(call, lambda answer: self._answered(steps, answer))

    def _too_late(self, steps: Steps, call: Call) -> None:
        self._bus.forget(self._serial)
        self._answered(steps, NoAnswerError(f"{call.whom.name} did not answer in time"))

    def _answered(self, steps: Steps, answer: Body | BusError) -> None:
        self._serial = 0
        if isinstance(answer, BusError):
            self._go(steps, lambda: steps.throw(answer))
        else:
            self._go(steps, lambda: steps.send(answer))

    def _no_answer(self) -> None:
        self.settled = True
        self._told(None)
        self._retry(final=False)

    def _retry(self, *, final: bool) -> None:
        if final and self._pause > LAST_S:
            return
        self._at(min(self._pause, LAST_S), self.begin)
        self._pause = min(2 * self._pause, 2 * LAST_S)

    def _at(self, seconds: float, then: Callable[[], None]) -> None:
        self.due = time.monotonic() + seconds
        self._at_due = then

    def _rest(self) -> None:
        """The steps came to their end."""
        self._steps = None
        self.settled = True
        self.due = inf

    def _drop(self) -> None:
        """Give up the steps under way."""
        self._bus.forget(self._serial)
        self._serial, self.due = 0, inf
        steps, self._steps = self._steps, None
        if steps:
            steps.close()
