"""Bouts as they count: as they were watched, or as the person corrected them.

    watched     ├────────────┤       ├──────────┤
    corrected        away ├────┤            ├────┤ standing
    counted     ├─────────┤          ├──────┤├───┤

A correction takes the place of what was watched from its start to its end. What the person says of a gap between two
bouts joins them to one, as if there had been input; what is left of a gap between such bouts is no break unless it
lasts `break_after`, which is the rule for any gap.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

import msgspec

from unseat.core.days import Span
from unseat.core.said import Corrected
from unseat.core.watched import Bout, OpenBout
from unseat.core.words import HOUR, Because, Instant, Meant, Millis, Posture

HALF_A_DAY = 12 * HOUR


class Spent(msgspec.Struct, frozen=True):
    """How the time of a bout was known. The four add up to the whole; `said_ms`: the person said so."""

    input_ms: Millis
    quiet_ms: Millis = Millis(0)
    held_ms: Millis = Millis(0)
    said_ms: Millis = Millis(0)


class CountedBout(msgspec.Struct, frozen=True, kw_only=True):
    """Desk time in one posture from `start` to `end`. `still`: it is not over. `spent` is null where a correction cut
    it: nobody knows how its time spreads. `doubt_ms`: at most so much of it was quiet, without input or hold.
    `corrected`: its start, end or inside is as the person said."""

    start: Instant
    end: Instant
    posture: Posture
    because: Because
    zone: tzinfo
    spent: Spent | None
    doubt_ms: Millis = Millis(0)
    source: str | None = None
    still: bool = False
    corrected: bool = False

    @property
    def length(self) -> Millis:
        return Millis(self.end - self.start)


def counted(bout: Bout, zone: tzinfo) -> CountedBout:
    """As it was watched."""
    return CountedBout(
        start=bout.start,
        end=bout.at,
        posture=bout.posture,
        because=bout.because,
        zone=zone,
        spent=Spent(bout.input_ms, bout.quiet_ms, bout.held_ms),
        doubt_ms=bout.quiet_ms,
        source=bout.source,
    )


def still_open(left: OpenBout, zone: tzinfo) -> CountedBout:
    """As if it ended where it was last seen; its reason means nothing."""
    return CountedBout(
        start=left.start,
        end=left.last,
        posture=left.posture,
        because=Because.UNWATCHED,
        zone=zone,
        spent=Spent(left.input_ms, left.quiet_ms, left.held_ms),
        doubt_ms=left.quiet_ms,
        still=True,
    )


def corrected(
    bouts: Sequence[CountedBout], said: Iterable[Corrected], zone: tzinfo, break_after: Millis
) -> list[CountedBout]:
    """`said` in the order of saying. `zone` is for what lies beside no bout. Bouts that were joined come
    last."""
    known = list(bouts)
    for one in said:
        posture = None if one.meant is Meant.AWAY else Posture(one.meant)
        near = break_after if posture is Posture.SITTING else Millis(0)
        joined = [bout for bout in known if bout.posture is posture and _touches(bout, one, near, known)]
        cut = [piece for bout in known if bout not in joined for piece in _without(bout, one)]
        known = [*cut, _joined(joined, one, posture, _zone(known, one, zone))] if posture else cut
    return known


def without(spans: Iterable[Span], span: Span) -> Iterator[Span]:
    """What of `spans` lies outside `span`."""
    start, end = span
    for since, to in spans:
        if to <= start or since >= end:
            yield since, to
            continue
        if since < start:
            yield since, start
        if to > end:
            yield end, to


def _touches(bout: CountedBout, said: Corrected, near: Millis, known: Sequence[CountedBout]) -> bool:
    """Whether it overlaps, adjoins, or lies so near that nothing but a pause is between."""
    if bout.start <= said.end and said.start <= bout.end:
        return True
    gap = (bout.end, said.start) if bout.end < said.start else (said.end, bout.start)
    return gap[1] - gap[0] < near and not any(other.start < gap[1] and gap[0] < other.end for other in known)


def _without(bout: CountedBout, said: Corrected) -> Iterator[CountedBout]:
    pieces = list(without([(bout.start, bout.end)], (said.start, said.end)))
    if pieces == [(bout.start, bout.end)]:
        yield bout
        return
    because = Because.STANDING if said.meant is Meant.STANDING else Because.CORRECTED
    for start, end in pieces:
        ended = {} if end == bout.end else {"because": because, "still": False}
        yield msgspec.structs.replace(bout, start=start, end=end, spent=None, corrected=True, **ended)


def _joined(bouts: Sequence[CountedBout], said: Corrected, posture: Posture, zone: tzinfo) -> CountedBout:
    """One bout of what the person said and the bouts that it touches."""
    last = max(bouts, key=lambda bout: bout.end, default=None)
    start = min((bout.start for bout in bouts), default=said.start)
    end = last.end if last else said.end
    start, end = min(start, said.start), max(end, said.end)
    if len(bouts) == 1 and (start, end) == (bouts[0].start, bouts[0].end):
        return bouts[0]
    ends_so = last is not None and last.end == end
    return CountedBout(
        start=start,
        end=end,
        posture=posture,
        because=last.because if last and ends_so else Because.CORRECTED,
        zone=zone,
        spent=_together(bouts, Millis(end - start)),
        doubt_ms=Millis(sum(bout.doubt_ms for bout in bouts)),
        source=_source(bouts),
        still=bool(last and ends_so and last.still),
        corrected=True,
    )


def _together(bouts: Sequence[CountedBout], whole: Millis) -> Spent | None:
    parts = [bout.spent for bout in bouts if bout.spent]
    if len(parts) < len(bouts):
        return None
    known, quiet, held = (
        Millis(sum(getattr(part, name) for part in parts)) for name in ("input_ms", "quiet_ms", "held_ms")
    )
    return Spent(known, quiet, held, Millis(max(0, whole - known - quiet - held)))


def _source(bouts: Sequence[CountedBout]) -> str | None:
    """Of bouts of several programs the whole is nobody's but the person's."""
    sources = {bout.source for bout in bouts}
    return sources.pop() if len(sources) == 1 else None


def _zone(known: Sequence[CountedBout], said: Corrected, zone: tzinfo) -> tzinfo:
    """Of the bout that lies nearest, within half a day."""
    near = min(known, key=lambda bout: abs(bout.start - said.start), default=None)
    return near.zone if near and abs(near.start - said.start) <= HALF_A_DAY else zone
