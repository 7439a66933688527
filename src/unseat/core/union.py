"""One person at several machines: what each of them watched, as if it had been one.

    here      ├──────────┤        ├────┤
    elsewhere      ├─────────┤           ├──┤
    united    ├──────────────┤    ├─────────┤      the pause in the second is shorter than a break

A minute at two machines is one minute; who moves from one to another sits on; a break at one of them is none while the
person sits at another. Standing is said and sitting is assumed, so that where one machine was told of standing, it is
that. Where only one machine watched, all stays as it watched it, to the millisecond.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from unseat.core.as_said import DatedBreak
from unseat.core.counted import CountedBout, without
from unseat.core.days import Span
from unseat.core.facts import Break
from unseat.core.rule import Rule
from unseat.core.words import Because, Instant, Millis, Posture


class Record(msgspec.Struct, frozen=True):
    """What one machine watched, or what all did."""

    bouts: Sequence[CountedBout]
    breaks: Sequence[DatedBreak]


class _Piece(msgspec.Struct, frozen=True):
    """What counts of a machine's bout."""

    start: Instant
    end: Instant
    bout: CountedBout
    machine: int

    @property
    def cut(self) -> bool:
        return self.end < self.bout.end


class _United(msgspec.Struct, frozen=True):
    """A bout, and the machines at which it began and at which it ended. `stood_up`: one was told of standing there, and
    another was not."""

    bout: CountedBout
    began: frozenset[int]
    ended: frozenset[int]
    stood_up: bool = False


def united(records: Sequence[Record], rule: Rule) -> Record:
    """The bouts of a record overlap none of its own. Where there is but one, it comes back as it is."""
    known = [record for record in records if record.bouts or record.breaks]
    if len(known) < 2:
        return known[0] if known else Record((), ())
    pieces = [_Piece(bout.start, bout.end, bout, n) for n, record in enumerate(known) for bout in record.bouts]
    found = [one for group in _groups(pieces, rule.break_after) for one in _together(group, rule.break_after)]
    found.sort(key=lambda one: (one.bout.start, one.bout.end))
    return Record([one.bout for one in found], list(_breaks(known, found, rule)))


# ---- bouts


def _groups(pieces: Iterable[_Piece], break_after: Millis) -> Iterator[list[_Piece]]:
    """Those between which there is never a whole break: no other can have to do with them."""
    group: list[_Piece] = []
    until = Instant(0)
    for piece in sorted(pieces, key=_order):
        if group and piece.start - until >= break_after:
            yield group
            group = []
        until = max(until, piece.end) if group else piece.end
        group.append(piece)
    if group:
        yield group


def _order(piece: _Piece) -> tuple[Instant, Instant, int]:
    return piece.start, piece.end, piece.machine


def _together(group: Sequence[_Piece], break_after: Millis) -> Iterator[_United]:
    if len({piece.machine for piece in group}) == 1:
        for piece in group:
            yield _United(piece.bout, frozenset({piece.machine}), frozenset({piece.machine}))
        return
    stood = list(_runs((one for one in group if one.bout.posture is Posture.STANDING), lambda _x, _y: False))
    standing = [(run[0].start, max(piece.end for piece in run)) for run in stood]
    sat = (piece for one in group if one.bout.posture is Posture.SITTING for piece in _cut(one, standing))
    watched = {(one.machine, one.end) for one in group}, {(one.machine, one.start) for one in group}
    machines = {one.machine for one in group}

    def goes_on(end: Instant, start: Instant) -> bool:
        """A pause in which nobody stood, and which no one machine took for a break."""
        if start - end >= break_after or any(since < start and end < to for since, to in standing):
            return False
        return not any((n, end) in watched[0] and (n, start) in watched[1] for n in machines)

    for run in (*stood, *_runs(sat, goes_on)):
        yield _joined(run)


def _cut(piece: _Piece, standing: Sequence[Span]) -> Iterator[_Piece]:
    left: list[Span] = [(piece.start, piece.end)]
    for span in standing:
        left = list(without(left, span))
    for start, end in left:
        yield msgspec.structs.replace(piece, start=start, end=end)


def _runs(pieces: Iterable[_Piece], goes_on: Callable[[Instant, Instant], bool]) -> Iterator[list[_Piece]]:
    """Those that overlap, or of which the next goes on with the one before, each run in the order of time."""
    run: list[_Piece] = []
    until = Instant(0)
    for piece in sorted(pieces, key=_order):
        if run and piece.start >= until and not goes_on(until, piece.start):
            yield run
            run = []
        until = max(until, piece.end) if run else piece.end
        run.append(piece)
    if run:
        yield run


def _joined(run: Sequence[_Piece]) -> _United:
    """How its time was known is null where several machines watched: what was quiet at one was input at another."""
    start, end = run[0].start, max(piece.end for piece in run)
    first, lasts = run[0], [piece for piece in run if piece.end == end]
    alike = {(piece.start, piece.end, piece.bout.start, piece.bout.end, piece.bout.spent) for piece in run}
    whole = (start, end) == (first.bout.start, first.bout.end)
    sources, stood_up = {piece.bout.source for piece in run}, any(piece.cut for piece in lasts)
    bout = CountedBout(
        start=start,
        end=end,
        posture=first.bout.posture,
        because=Because.STANDING if stood_up else lasts[0].bout.because,
        zone=first.bout.zone,
        spent=first.bout.spent if whole and len(alike) == 1 else None,
        doubt_ms=first.bout.doubt_ms if len(alike) == 1 else _doubt(run),
        source=first.bout.source if len(sources) == 1 else None,
        still=any(piece.bout.still and not piece.cut for piece in lasts),
    )
    began = frozenset(piece.machine for piece in run if piece.start == start)
    return _United(bout, began, frozenset(piece.machine for piece in lasts), stood_up)


def _doubt(run: Sequence[_Piece]) -> Millis:
    """At most what each of the machines was in doubt of, and the pauses from one to another."""
    bouts = {(piece.machine, piece.bout.start): piece.bout for piece in run}
    pauses, until = 0, run[0].end
    for piece in run:
        pauses += max(0, piece.start - until)
        until = max(until, piece.end)
    return Millis(sum(bout.doubt_ms for bout in bouts.values()) + pauses)


# ---- breaks


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


def _breaks(records: Sequence[Record], found: Sequence[_United], rule: Rule) -> Iterator[DatedBreak]:
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
