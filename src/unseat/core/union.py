"""One person at several machines: what each of them watched, as if it had been one.

    here      ├──────────┤        ├────┤
    elsewhere      ├─────────┤           ├──┤
    united    ├──────────────┤    ├─────────┤      the pause in the second is shorter than a break

A minute at two machines is one minute; who moves from one to another sits on; a break at one of them is none while the
person sits at another. Standing is said and sitting is assumed, so that where one machine was told of standing, it is
that. Where only one machine watched, all stays as it watched it, to the millisecond.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from unseat.core.as_said import DatedBreak
from unseat.core.counted import CountedBout
from unseat.core.joined import Joined, joined
from unseat.core.rule import Rule
from unseat.core.watched import Break
from unseat.core.words import Because, Instant, Posture


class Record(msgspec.Struct, frozen=True):
    """What one machine watched, or what all did."""

    bouts: Sequence[CountedBout]
    breaks: Sequence[DatedBreak]


def united(records: Sequence[Record], rule: Rule) -> Record:
    """The bouts of a record overlap none of its own. Where there is but one, it comes back as it is."""
    known = [record for record in records if record.bouts or record.breaks]
    if len(known) < 2:
        return known[0] if known else Record((), ())
    found = joined((record.bouts for record in known), rule)
    return Record([one.bout for one in found], list(_breaks(known, found, rule)))


class _Spans:
    """Where a machine had the person at the desk."""

    def __init__(self, bouts: Iterable[CountedBout]) -> None:
        self._starts: list[Instant] = []
        self._ends: list[Instant] = []
        for start, end in sorted((bout.start, bout.end) for bout in bouts):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def meet(self, start: Instant, end: Instant) -> bool:
        """Whether they share an instant with the span, its ends included."""
        before = bisect_right(self._starts, end) - 1
        return before >= 0 and self._ends[before] >= start


def _breaks(records: Sequence[Record], found: Sequence[Joined], rule: Rule) -> Iterator[DatedBreak]:
    """A machine's own where no other had the person meanwhile; else from the end of a bout to the next one."""
    there = [_Spans(record.bouts) for record in records]
    met: dict[Instant, list[DatedBreak]] = {}
    begun: set[Instant] = set()
    for n, record in enumerate(records):
        for gap, zone in record.breaks:
            if any(spans.meet(gap.start, gap.at) for other, spans in enumerate(there) if other != n):
                met.setdefault(gap.start, []).append((gap, zone))
            else:
                begun.add(gap.start)
                yield gap, zone
    standing = _Spans(one.bout for one in found if one.bout.posture is Posture.STANDING)
    for one, other in pairwise(one for one in found if one.bout.posture is Posture.SITTING):
        over = met.get(one.bout.end, [])
        moved = one.stood_up or one.ended.isdisjoint(other.began)
        if one.bout.end not in begun and (over or (moved and one.bout.end < other.bout.start)):
            yield _between(one.bout, other.bout, over, rule, standing)


def _between(
    bout: CountedBout, following: CountedBout, over: Sequence[DatedBreak], rule: Rule, standing: _Spans
) -> DatedBreak:
    """`over`: what the machine at which the bout ended took for a break from there on."""
    start, end = bout.end, following.start
    for gap, zone in over:
        if gap.at == end:
            return gap, zone
    because = over[0][0].because if over else bout.because
    short = rule.break_after <= end - start <= rule.unknown_up_to
    locked = any(not gap.unknown and gap.at - gap.start <= rule.unknown_up_to for gap, _ in over)
    inside = end - start > 2 and standing.meet(Instant(start + 1), Instant(end - 1))
    unknown = because is Because.NO_INPUT and short and not locked and not inside
    return Break(start=start, at=end, because=because, unknown=unknown), bout.zone
