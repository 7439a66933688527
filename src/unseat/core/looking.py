"""From looks at the machine, some seconds apart, to the moments that drive the desk.

    looks     |    |    |    |    |        every few seconds
    counter   .x   .x  x    .    .         the last input before each look (the XScreenSaver counter)
    input      ├────────┤                  new input in two looks running is one stretch; alone it is an instant

A look tells only the last input before it. New input seen in adjacent looks is taken as continuous, which is right
to within one period of looking. What a look finds changed (a lock, a call) is dated to that look.
"""

from collections.abc import Iterable

import msgspec

from unseat.core.moments import Interval, Moment, moments
from unseat.core.words import Instant, Kind

SAME = 100
"""Milliseconds by which two readings of one input may differ, since counter and clock are read one after the other."""


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """One look. `last_input` is null while no sense tells; `on` are the holds, locks and declarations seen.

    `spent` are the stretches since the last look in which nobody watched: asleep, or the process hung.
    """

    now: Instant
    last_input: Instant | None
    on: frozenset[Kind] = frozenset()
    spent: tuple[Interval, ...] = ()


class Looking:
    """Keeps the look before. `begin` is the first instant watched."""

    def __init__(self, begin: Instant, on: Iterable[Kind] = ()) -> None:
        self.looked = begin
        self.last_input: Instant | None = None
        self.flowing = False
        self.on = frozenset(on)

    def look(self, sample: Sample) -> list[Moment]:
        """The moments since the look before, in order. `sample.now` is never before that look."""
        blind = frozenset({Kind.UNWATCHED}) if sample.last_input is None else frozenset()
        on = sample.on | blind
        begins, ends = on - self.on, self.on - on
        since = [Moment(self.looked, begins=tuple(begins & blind))] if begins & blind else []
        spent = [interval for interval in sample.spent if interval.kind not in blind]
        came = moments([*spent, *self._input(sample)])
        change = (
            [Moment(sample.now, tuple(sorted(begins - blind)), tuple(sorted(ends)))] if begins - blind or ends else []
        )
        self.looked, self.on = sample.now, on
        return [*since, *came, *change]

    def _input(self, sample: Sample) -> list[Interval]:
        last = sample.last_input
        before, self.last_input = self.last_input, last if last is not None else self.last_input
        if last is None or not self._new(before, last, sample.now):
            self.flowing = False
            return []
        since = self.looked if self.flowing else last
        self.flowing = True
        return [Interval(min(since, last), last, Kind.INPUT)]

    def _new(self, before: Instant | None, last: Instant, now: Instant) -> bool:
        if not self.looked < last <= now:
            return False
        return before is None or last - before > SAME
