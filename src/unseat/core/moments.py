"""Moments: everything that changes at one instant, in the order of time. The core is driven by these alone.

    input   ├──────────┤     ├──┤
    locked        ├──┤
    moments 1     2  3 4     5  6        what is on between two moments is constant

An instant (a lone click, a lock of no length) begins and ends in the same moment.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from unseat.core.fact import Sides
from unseat.core.offered import SessionEnded, SessionStarted
from unseat.core.words import Answer, Instant, Kind, Millis


class Answered(msgspec.Struct, frozen=True):
    """The person answers the prompt shown at that moment."""

    answer: Answer
    sides: Sides | None = None
    verified: bool = False
    reason: str | None = None
    snooze: Millis | None = None


class Started(msgspec.Struct, frozen=True):
    """The person starts the exercise of the prompt shown at that moment, or one unasked.

    `timed`: when its dose has passed without input it is done and verified by itself. Otherwise only an answer ends
    it, as in a replay, where the record has the answer.
    """

    exercise: str | None = None
    timed: bool = False


Said = Answered | Started | SessionStarted | SessionEnded
"""The last two come from a window that leads the person through the exercise, as it wrote them down."""


class Moment(msgspec.Struct, frozen=True):
    """What begins, ends and is said at the instant `at`."""

    at: Instant
    begins: tuple[Kind, ...] = ()
    ends: tuple[Kind, ...] = ()
    said: tuple[Said, ...] = ()


class Interval(msgspec.Struct, frozen=True, order=True):
    """`end` equals `start` for an instant; it is never before it."""

    start: Instant
    end: Instant
    kind: Kind


def merged(intervals: Iterable[Interval]) -> Iterator[Interval]:
    """The union of the intervals of each kind: overlapping and touching ones become one.

    Instants inside an interval of their kind are taken up by it.
    """
    by_kind: dict[Kind, list[Interval]] = defaultdict(list)
    for interval in intervals:
        by_kind[interval.kind].append(interval)
    for kind, own in by_kind.items():
        own.sort()
        start, end = own[0].start, own[0].end
        for interval in own[1:]:
            if interval.start > end:
                yield Interval(start, end, kind)
                start, end = interval.start, interval.end
            else:
                end = max(end, interval.end)
        yield Interval(start, end, kind)


def moments(intervals: Iterable[Interval], said: Iterable[tuple[Instant, Said]] = ()) -> Iterator[Moment]:
    """The moments of a record, whatever the order of its parts; what is said at one instant keeps its order."""
    begins: dict[Instant, list[Kind]] = defaultdict(list)
    ends: dict[Instant, list[Kind]] = defaultdict(list)
    sayings: dict[Instant, list[Said]] = defaultdict(list)
    for interval in merged(intervals):
        begins[interval.start].append(interval.kind)
        ends[interval.end].append(interval.kind)
    for at, saying in said:
        sayings[at].append(saying)
    for at in sorted(begins.keys() | ends.keys() | sayings.keys()):
        yield Moment(at, tuple(begins.get(at, ())), tuple(ends.get(at, ())), tuple(sayings.get(at, ())))
