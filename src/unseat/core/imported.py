"""What other programs wrote down of a day, told apart from what was watched here (DESIGN 4.5)."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from unseat.core.dayfacts import Piece
from unseat.core.metrics import Seconds, seconds
from unseat.core.taken_in import BreakTally, DayTotal
from unseat.core.words import Posture

PRECISION_S = {"activitywatch": 180}
"""Seconds up to which a program sees no pause, by the defaults it comes with."""


class ImportedLine(msgspec.Struct, frozen=True, kw_only=True):
    """One source's share of a day.

    `sitting_s` are its bouts, which the day's figures hold; null where it gave none. `active_s` and the tallies of
    breaks are its own totals, which no figure holds; null where it gave none. `precision_s`: the longest pause that it
    does not see; null where its times are as fine as ours.
    """

    source: str
    sitting_s: Seconds | None = None
    precision_s: int | None = None
    active_s: int | None = None
    micro: BreakTally | None = None
    rest: BreakTally | None = None
    limit: BreakTally | None = None


def imported_lines(pieces: Sequence[Piece], totals: Iterable[DayTotal]) -> tuple[ImportedLine, ...]:
    """By source. Of the totals of one source the last one counts."""
    last = {total.source or "": total for total in totals}
    sat = dict(_sitting(pieces))
    return tuple(_line(source, sat.get(source), last.get(source)) for source in sorted(sat.keys() | last.keys()))


def _sitting(pieces: Sequence[Piece]) -> Iterator[tuple[str, int]]:
    for source in sorted({piece.bout.source for piece in pieces if piece.bout.source}):
        own = [piece for piece in pieces if piece.bout.source == source and piece.posture is Posture.SITTING]
        yield source, sum(piece.length for piece in own)


def _line(source: str, sat: int | None, total: DayTotal | None) -> ImportedLine:
    line = ImportedLine(
        source=source,
        sitting_s=None if sat is None else seconds(sat),
        precision_s=None if sat is None else PRECISION_S.get(source),
    )
    if total is None:
        return line
    return msgspec.structs.replace(line, active_s=total.active_s, micro=total.micro, rest=total.rest, limit=total.limit)
