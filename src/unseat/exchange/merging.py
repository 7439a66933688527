"""What of another program's facts has a place in the journal: nothing is counted twice, and nothing is taken twice.

known      ├────────┤            ├──┤      bouts in the journal, watched or imported before
imported ├────────────────────────────┤
taken    ├┤        ├────────────┤  ├──┤    what is left, but no scrap shorter than a break
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from unseat.core.days import Span
from unseat.core.fact import Fact
from unseat.core.facts import Any as AnyFact
from unseat.core.facts import Carried
from unseat.core.offered import SessionEnded
from unseat.core.watched import Bout, Break, OpenBout
from unseat.core.words import Because, Instant, Millis
from unseat.exchange.exported import NOTED

Parts = tuple[Millis, Millis, Millis]


class Fit(msgspec.Struct, frozen=True):
    """`kept` is to be written. `clipped` of its bouts lost a part to time that is known; `known` facts are left out as
    their time, or they themselves, stand in the journal; `future` ones as they lie after the present."""

    kept: tuple[Carried, ...]
    clipped: int
    known: int
    future: int


class Known:
    """What the journal holds of the time in question."""

    def __init__(self, facts: Iterable[Fact], open_bout: OpenBout | None) -> None:
        self.facts = frozenset(facts)
        bouts = [fact for fact in self.facts if isinstance(fact, Bout)]
        spans = [(bout.start, bout.at) for bout in bouts]
        if open_bout:
            spans.append((open_bout.start, max(open_bout.last, open_bout.seen)))
        self.spans = _united(spans)
        self.ends = {(bout.source, bout.at) for bout in bouts}
        self.breaks = {(fact.source, fact.start) for fact in self.facts if isinstance(fact, Break)}
        self._starts = [start for start, _ in self.spans]

    def meets(self, span: Span) -> list[Span]:
        """The known bouts that share an instant with the span, in order."""
        start, end = span
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_right(self._starts, end)
        return [one for one in self.spans[first:last] if one[0] < end and one[1] > start]

    def covers(self, at: Instant) -> bool:
        first = bisect_right(self._starts, at) - 1
        return first >= 0 and at <= self.spans[first][1]

    def free(self, span: Span) -> Iterator[Span]:
        """What of the span no known bout covers."""
        start, end = span
        for since, to in self.meets(span):
            if start < since:
                yield start, since
            start = max(start, to)
        if start < end:
            yield start, end


def fit(found: Sequence[Carried], known: Known, now: Instant, scrap: Millis) -> Fit:
    """`scrap`: a remainder of a bout shorter than this is none."""
    past = [carried for carried in found if carried.fact.at <= now]
    bouts, clipped = _bouts(past, known, scrap)
    ends = known.ends | {(bout.fact.source, bout.fact.at) for bout in bouts}
    breaks = list(_breaks(past, known, ends))
    others = [carried for carried in past if _new(carried.fact, known)]
    kept = (*bouts, *breaks, *others)
    left = sum(not isinstance(carried.fact, Bout | Break) for carried in past) - len(others)
    covered = sum(isinstance(carried.fact, Bout) and not _pieces(carried.fact, known, scrap) for carried in past)
    return Fit(kept, clipped, left + covered, len(found) - len(past))


def _bouts(found: Iterable[Carried], known: Known, scrap: Millis) -> tuple[list[Carried], int]:
    kept: list[Carried] = []
    clipped = 0
    for carried in found:
        bout = carried.fact
        if isinstance(bout, Bout):
            pieces = _pieces(bout, known, scrap)
            clipped += bool(pieces) and pieces != [(bout.start, bout.at)]
            kept += (msgspec.structs.replace(carried, fact=_cut(bout, piece)) for piece in pieces)
    return kept, clipped


def _pieces(bout: Bout, known: Known, scrap: Millis) -> list[Span]:
    whole = (bout.start, bout.at)
    return [piece for piece in known.free(whole) if piece == whole or piece[1] - piece[0] >= scrap]


def _cut(bout: Bout, piece: Span) -> Bout:
    """A piece of a bout. Nobody knows how its input, quiet and held time spread: they keep their shares."""
    start, end = piece
    if piece == (bout.start, bout.at):
        return bout
    length, whole = end - start, bout.length
    quiet, held = bout.quiet_ms * length // whole, bout.held_ms * length // whole
    because = bout.because if end == bout.at else Because.UNWATCHED
    parts: Parts = (Millis(length - quiet - held), Millis(quiet), Millis(held))
    return msgspec.structs.replace(
        bout, start=start, at=end, input_ms=parts[0], quiet_ms=parts[1], held_ms=parts[2], because=because
    )


def _breaks(found: Iterable[Carried], known: Known, ends: set[tuple[str | None, Instant]]) -> Iterator[Carried]:
    """Breaks that follow a bout of their own source; where a known bout begins in one, it ends there."""
    for carried in found:
        gap = carried.fact
        if not isinstance(gap, Break) or (gap.source, gap.start) not in ends or (gap.source, gap.start) in known.breaks:
            continue
        meets = known.meets((gap.start, gap.at))
        if meets:
            until = max(gap.start, meets[0][0])
            gap = msgspec.structs.replace(gap, at=until, because=Because.UNWATCHED, unknown=False)
        yield msgspec.structs.replace(carried, fact=gap)


def _new(fact: AnyFact, known: Known) -> bool:
    """Prompts and sessions are new where no bout is known in which they began; what was noted where it is not there
    yet."""
    if isinstance(fact, Bout | Break) or not known.facts.isdisjoint((fact, msgspec.structs.replace(fact, source=None))):
        return False
    return isinstance(fact, NOTED) or not known.covers(_began(fact))


def _began(fact: AnyFact) -> Instant:
    if isinstance(fact, SessionEnded):
        return fact.started
    prompt: Instant | None = getattr(fact, "prompt", None)
    return fact.at if prompt is None else prompt


def _united(spans: Iterable[Span]) -> list[Span]:
    united: list[Span] = []
    for start, end in sorted(spans):
        if united and start <= united[-1][1]:
            united[-1] = united[-1][0], max(united[-1][1], end)
        else:
            united.append((start, end))
    return united
