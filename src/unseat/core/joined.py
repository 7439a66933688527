"""The bouts of one person at several machines, joined to those that they come to (see `union`)."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from unseat.core.counted import CountedBout, without
from unseat.core.days import Span
from unseat.core.rule import Rule
from unseat.core.words import Because, Instant, Millis, Posture


class Joined(msgspec.Struct, frozen=True):
    """A bout, and the machines at which it began and at which it ended. `stood_up`: one was told of standing there, and
    another was not."""

    bout: CountedBout
    began: frozenset[int]
    ended: frozenset[int]
    stood_up: bool = False


class _Piece(msgspec.Struct, frozen=True):
    """What counts of a machine's bout."""

    start: Instant
    end: Instant
    bout: CountedBout
    machine: int

    @property
    def cut(self) -> bool:
        return self.end < self.bout.end


def joined(shares: Iterable[Iterable[CountedBout]], rule: Rule) -> list[Joined]:
    """In the order of time. `shares`: the bouts of each machine."""
    pieces = [_Piece(bout.start, bout.end, bout, n) for n, bouts in enumerate(shares) for bout in bouts]
    found = [one for group in _groups(pieces, rule.break_after) for one in _together(group, rule.break_after)]
    return sorted(found, key=lambda one: (one.bout.start, one.bout.end))


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


def _together(group: Sequence[_Piece], break_after: Millis) -> Iterator[Joined]:
    if len({piece.machine for piece in group}) == 1:
        for piece in group:
            yield Joined(piece.bout, frozenset({piece.machine}), frozenset({piece.machine}))
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
        yield _as_one(run)


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


def _as_one(run: Sequence[_Piece]) -> Joined:
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
    return Joined(bout, began, frozenset(piece.machine for piece in lasts), stood_up)


def _doubt(run: Sequence[_Piece]) -> Millis:
    """At most what each of the machines was in doubt of, and the pauses from one to another."""
    bouts = {(piece.machine, piece.bout.start): piece.bout for piece in run}
    pauses, until = 0, run[0].end
    for piece in run:
        pauses += max(0, piece.start - until)
        until = max(until, piece.end)
    return Millis(sum(bout.doubt_ms for bout in bouts.values()) + pauses)
