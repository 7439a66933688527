"""Years of somebody's work, made from a seed: the same seed gives the same years, on any machine.

Five days a week, less some off, from about nine to half past five: bouts of half an hour or so with pauses in them, a
call, a lunch with the screen locked, nights asleep. Prompts get the answers that people give, some of them none.
"""

import random
from collections.abc import Iterable, Iterator

from unseat.core import facts
from unseat.core.desk import Desk
from unseat.core.fact import Sides
from unseat.core.moments import Answered, Interval, Moment, moments
from unseat.core.prompt import Stage
from unseat.core.rule import Rule
from unseat.core.turns import Turn
from unseat.core.words import DAY, HOUR, MINUTE, SECOND, Answer, Instant, Kind

STRETCH = 135 * SECOND
"""The usual length of input without a pause of seconds: gives 70,000 intervals in two years."""
DAY_OFF = 0.1
HABITS = {Answer.DONE: 50, Answer.SNOOZED: 15, Answer.SKIPPED: 15, Answer.PARTIAL: 5, Answer.MISSED: 15}
"""Out of a hundred prompts."""


def work(seed: int, years: int, until: Instant, stretch: int = STRETCH) -> Iterator[Interval]:
    """The intervals of the years before `until`, by the day. A longer `stretch` gives fewer of them."""
    dice = random.Random(seed)  # noqa: S311  nothing secret
    first = until // DAY - 365 * years
    for day in range(first, until // DAY):
        weekend = (day + 3) % 7 >= 5  # day 0 was a Thursday
        if not weekend and dice.random() > DAY_OFF:
            yield from _day(dice, day * DAY, stretch)


def _day(dice: random.Random, midnight: int, stretch: int) -> Iterator[Interval]:
    now, over = midnight + _about(dice, 9 * HOUR, 30 * MINUTE), midnight + _about(dice, 17 * HOUR, HOUR)
    lunch = midnight + _about(dice, 12 * HOUR + 30 * MINUTE, 15 * MINUTE)
    call = midnight + _about(dice, 15 * HOUR, HOUR)
    yield _interval(call, 30 * MINUTE, Kind.CALL)
    yield _interval(lunch, 40 * MINUTE, Kind.LOCKED)
    yield _interval(over + 2 * MINUTE, 14 * HOUR, Kind.ASLEEP)
    while now < over:
        end = min(over, now + max(4 * MINUTE, round(dice.lognormvariate(0, 0.7) * 30 * MINUTE)))
        yield from _bout(dice, now, end, stretch)
        now = end + round(dice.uniform(3, 20) * MINUTE)


def _bout(dice: random.Random, start: int, end: int, stretch: int) -> Iterator[Interval]:
    now = start
    while now < end:
        length = min(end - now, round(dice.expovariate(1 / stretch)))
        yield _interval(now, length, Kind.INPUT)
        now += length + round(dice.uniform(2, 40) * SECOND)


def _about(dice: random.Random, middle: int, spread: int) -> int:
    return middle + round(dice.uniform(-spread, spread))


def _interval(start: int, length: int, kind: Kind) -> Interval:
    return Interval(Instant(start), Instant(start + length), kind)


class Lived:
    """Somebody's years through the very core of the agent: `facts` as they become certain, `answers` as given."""

    def __init__(self, seed: int, rule: Rule, turn: Turn) -> None:
        self.answers: list[tuple[Instant, Answered]] = []
        self._dice = random.Random(seed)  # noqa: S311  nothing secret
        self._desk = Desk(rule, turn)
        self._asked: Instant | None = None

    def through(self, intervals: Iterable[Interval]) -> Iterator[facts.Any]:
        for moment in moments(intervals):
            self._answer(Instant(moment.at - 1))
            self._desk.step(moment)
            yield from self._desk.take()

    def _answer(self, at: Instant) -> None:
        """Each showing is answered once or never, as the person comes back from the pause that it came in."""
        self._desk.advance(at)
        prompt = self._desk.prompts.prompt
        if prompt is None or prompt.stage is not Stage.SHOWN or prompt.shown == self._asked:
            return
        self._asked = prompt.shown
        answer = self._dice.choices(list(HABITS), list(HABITS.values()))[0]
        if answer is not Answer.MISSED:
            said = Answered(answer, sides=Sides(30, 30) if answer is Answer.DONE else None)
            self.answers.append((at, said))
            self._desk.step(Moment(at, said=(said,)))
