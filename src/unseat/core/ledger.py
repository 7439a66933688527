"""Facts laid out by local day, the ground of every summary.

A fact belongs to the day on which it begins, by the UTC offset kept with it: travel does not move what has been.
Bouts and unknown time are also cut at the starts of days, for pictures of one day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, tzinfo

import msgspec

from unseat.core.appointments import Appointment, appointments
from unseat.core.days import Span, day_of, split
from unseat.core.facts import (
    Bout,
    Break,
    DayTotal,
    Fact,
    OpenBout,
    PromptAnswered,
    SessionEnded,
    SignsRated,
    SignsSkipped,
)
from unseat.core.prompt_records import PromptRecord, prompt_records
from unseat.core.wall import fixed, offset_s
from unseat.core.words import Answer, Because, Instant, Millis, Posture


class Piece(msgspec.Struct, frozen=True):
    """A bout from `start` to `end`, as a whole or cut to one day. `still`: the bout is not over."""

    bout: Bout
    start: Instant
    end: Instant
    zone: tzinfo
    still: bool = False

    @property
    def posture(self) -> Posture:
        return self.bout.posture

    @property
    def length(self) -> Millis:
        return Millis(self.end - self.start)

    @property
    def began_before(self) -> bool:
        return self.start > self.bout.start

    @property
    def goes_on(self) -> bool:
        return self.still or self.end < self.bout.at


class Gap(msgspec.Struct, frozen=True):
    """A break; `end` is null where the record ends first."""

    start: Instant
    end: Instant | None
    because: Because
    unknown: bool
    zone: tzinfo


@dataclass(slots=True)
class Day:
    """What belongs to one local day. `bouts` and `unknown` begin in it, `pieces` and `unknown_pieces` lie in it."""

    bouts: list[Piece] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    unknown: list[Span] = field(default_factory=list)
    unknown_pieces: list[tuple[Span, tzinfo]] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    prompts: list[tuple[PromptRecord, tzinfo]] = field(default_factory=list)
    sessions: list[tuple[SessionEnded, tzinfo]] = field(default_factory=list)
    totals: list[DayTotal] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)
    signs: list[SignsRated | SignsSkipped] = field(default_factory=list)

    @property
    def only_totals(self) -> bool:
        """Whether nothing is known of it but what another program counted, or what the person noted."""
        return self == Day(totals=self.totals, appointments=self.appointments, signs=self.signs)


Ledger = dict[date, Day]
Dated = tuple[Fact, int]
"""A fact, and the UTC offset in seconds that was in force."""


def ledger(facts: Iterable[Dated], zone: tzinfo, day_starts: time, open_bout: OpenBout | None = None) -> Ledger:
    """`zone` is where the person is now: where a fact's offset is the zone's, its days follow the zone's clock."""
    own = list(facts)
    days: Ledger = defaultdict(Day)
    breaks = {fact.start: fact for fact, _ in own if isinstance(fact, Break)}
    answers = {fact.prompt: fact.answer for fact, _ in own if isinstance(fact, PromptAnswered)}
    for fact, offset in own:
        there = _zone(fact.at, offset, zone)
        if isinstance(fact, Bout):
            _add_bout(days, Piece(fact, fact.start, fact.at, there), day_starts)
            _add_gap(days, fact, breaks.get(fact.at), there, day_starts)
        elif isinstance(fact, Break) and fact.unknown:
            _add_unknown(days, (fact.start, fact.at), there, day_starts)
        elif isinstance(fact, SessionEnded) and not _repeated(fact, answers):
            days[day_of(fact.started, there, day_starts)].sessions.append((fact, there))
        elif isinstance(fact, DayTotal):
            days[fact.day].totals.append(fact)
        elif isinstance(fact, SignsRated | SignsSkipped):
            days[day_of(fact.at, there, day_starts)].signs.append(fact)
    if open_bout and open_bout.last > open_bout.start:
        _add_bout(days, Piece(_bout(open_bout), open_bout.start, open_bout.last, zone, still=True), day_starts)
    _add_prompts(days, own, zone, day_starts)
    for appointment in appointments(fact for fact, _ in own):
        days[appointment.day].appointments.append(appointment)
    return days


def _repeated(session: SessionEnded, answers: Mapping[Instant, Answer]) -> bool:
    """Whether the answer of its prompt tells the same: it counts there."""
    return session.prompt is not None and answers.get(session.prompt) is session.answer


def _zone(at: Instant, offset: int, zone: tzinfo) -> tzinfo:
    return zone if offset_s(at, zone) == offset else fixed(offset)


def _add_bout(days: Ledger, whole: Piece, day_starts: time) -> None:
    days[day_of(whole.start, whole.zone, day_starts)].bouts.append(whole)
    for day, (start, end) in split((whole.start, whole.end), whole.zone, day_starts):
        days[day].pieces.append(msgspec.structs.replace(whole, start=start, end=end))


def _add_gap(days: Ledger, bout: Bout, over: Break | None, zone: tzinfo, day_starts: time) -> None:
    if bout.posture is not Posture.SITTING:
        return
    because = over.because if over else bout.because
    gap = Gap(bout.at, over.at if over else None, because, unknown=bool(over and over.unknown), zone=zone)
    days[day_of(bout.at, zone, day_starts)].gaps.append(gap)


def _add_unknown(days: Ledger, span: Span, zone: tzinfo, day_starts: time) -> None:
    days[day_of(span[0], zone, day_starts)].unknown.append(span)
    for day, piece in split(span, zone, day_starts):
        days[day].unknown_pieces.append((piece, zone))


def _add_prompts(days: Ledger, facts: Sequence[Dated], zone: tzinfo, day_starts: time) -> None:
    offsets = {fact.at: offset for fact, offset in facts}
    for record in prompt_records(fact for fact, _ in facts):
        there = _zone(record.due, offsets[record.due], zone)
        days[day_of(record.due, there, day_starts)].prompts.append((record, there))


def _bout(still: OpenBout) -> Bout:
    """As if it ended where it was last seen; its reason means nothing."""
    return Bout(
        at=still.last,
        start=still.start,
        posture=still.posture,
        input_ms=still.input_ms,
        quiet_ms=still.quiet_ms,
        held_ms=still.held_ms,
        because=Because.UNWATCHED,
    )
