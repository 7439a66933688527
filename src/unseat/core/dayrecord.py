"""What happened on one day, line by line, in local time. The names are those of a replay's answer (DESIGN 4.4)."""

from collections.abc import Set as AbstractSet
from datetime import datetime, tzinfo

import msgspec

from unseat.core.as_said import Gap
from unseat.core.dayfacts import Day, Piece, SaidPiece
from unseat.core.days import Span
from unseat.core.fact import Sides
from unseat.core.metrics import Seconds, seconds
from unseat.core.offered import SessionEnded
from unseat.core.prompt_records import PromptRecord
from unseat.core.wall import local
from unseat.core.words import Answer, Because, Deferral, Instant, Meant, Posture


class BoutLine(msgspec.Struct, frozen=True, kw_only=True):
    """A bout, cut to the day. How its time was known is null where it was cut: nobody knows how that spreads.

    `began_before`: on the day before. `goes_on`: into the next day, or until now and further. `source`: the program it
    was imported from, null where it was watched here. `corrected`: it is as the person said; a part of it that only
    they know of is `said_s`.
    """

    start: datetime
    end: datetime
    posture: Posture
    began_before: bool
    goes_on: bool
    input_s: Seconds | None
    quiet_s: Seconds | None
    held_s: Seconds | None
    source: str | None = None
    corrected: bool = False
    said_s: Seconds | None = 0


class BreakLine(msgspec.Struct, frozen=True, kw_only=True):
    """A break that began on the day; `end` may lie in the next day, and is null where the record ends first."""

    start: datetime
    end: datetime | None
    because: Because
    unknown: bool


class UnknownLine(msgspec.Struct, frozen=True, kw_only=True):
    """Unknown time, cut to the day."""

    start: datetime
    end: datetime


class DeferredLine(msgspec.Struct, frozen=True, kw_only=True):
    because: Deferral
    until: datetime


class PromptLine(msgspec.Struct, frozen=True, kw_only=True):
    """A prompt that fell due on the day, with its answer. `elsewhere`: its exercise was done at another machine."""

    due: datetime
    shown: datetime | None
    deferred: tuple[DeferredLine, ...]
    snoozes: int
    answered: datetime | None
    answer: Answer | None
    exercise: str | None
    verified: bool | None
    sides: Sides | None
    corrected: bool = False
    elsewhere: bool = False


class SessionLine(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise that the person began unasked."""

    start: datetime
    end: datetime
    exercise: str
    answer: Answer
    verified: bool | None
    sides: Sides | None
    corrected: bool = False


class CorrectionLine(msgspec.Struct, frozen=True, kw_only=True):
    """What the person said of a time, cut to the day, and when they said so."""

    start: datetime
    end: datetime
    meant: Meant
    said: datetime


class DayRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Each in the order of time."""

    bouts: tuple[BoutLine, ...]
    breaks: tuple[BreakLine, ...]
    unknown: tuple[UnknownLine, ...]
    prompts: tuple[PromptLine, ...]
    sessions: tuple[SessionLine, ...]
    corrections: tuple[CorrectionLine, ...] = ()


def day_record(day: Day) -> DayRecord:
    said = day.exercises_said
    return DayRecord(
        bouts=tuple(_bout(piece) for piece in sorted(day.pieces, key=lambda piece: piece.start)),
        breaks=tuple(_break(gap) for gap in sorted(day.gaps, key=lambda gap: gap.start)),
        unknown=tuple(_unknown(span, zone) for span, zone in sorted(day.unknown_pieces, key=lambda cut: cut[0])),
        prompts=tuple(_prompt(record, zone, said) for record, zone in sorted(day.prompts, key=lambda own: own[0].due)),
        sessions=tuple(
            _session(fact, zone, said) for fact, zone in sorted(day.sessions, key=lambda own: own[0].started)
        ),
        corrections=tuple(_correction(piece) for piece in sorted(day.corrections, key=lambda piece: piece.start)),
    )


def _bout(piece: Piece) -> BoutLine:
    bout = piece.bout
    spent = bout.spent if (piece.start, piece.end) == (bout.start, bout.end) else None
    return BoutLine(
        start=local(piece.start, piece.zone),
        end=local(piece.end, piece.zone),
        posture=piece.posture,
        began_before=piece.began_before,
        goes_on=piece.goes_on,
        input_s=seconds(spent.input_ms) if spent else None,
        quiet_s=seconds(spent.quiet_ms) if spent else None,
        held_s=seconds(spent.held_ms) if spent else None,
        source=bout.source,
        corrected=bout.corrected,
        said_s=seconds(spent.said_ms) if spent else None,
    )


def _correction(piece: SaidPiece) -> CorrectionLine:
    return CorrectionLine(
        start=local(piece.start, piece.zone),
        end=local(piece.end, piece.zone),
        meant=piece.said.meant,
        said=local(piece.said.at, piece.zone),
    )


def _break(gap: Gap) -> BreakLine:
    return BreakLine(
        start=local(gap.start, gap.zone),
        end=None if gap.end is None else local(gap.end, gap.zone),
        because=gap.because,
        unknown=gap.unknown,
    )


def _unknown(span: Span, zone: tzinfo) -> UnknownLine:
    return UnknownLine(start=local(span[0], zone), end=local(span[1], zone))


def _prompt(record: PromptRecord, zone: tzinfo, said: AbstractSet[Instant]) -> PromptLine:
    return PromptLine(
        due=local(record.due, zone),
        shown=None if record.shown is None else local(record.shown, zone),
        deferred=tuple(DeferredLine(because=one.because, until=local(one.until, zone)) for one in record.deferred),
        snoozes=record.snoozes,
        answered=None if record.answered is None else local(record.answered, zone),
        answer=record.answer,
        exercise=record.exercise,
        verified=record.verified,
        sides=record.sides,
        corrected=record.due in said,
        elsewhere=record.elsewhere,
    )


def _session(fact: SessionEnded, zone: tzinfo, said: AbstractSet[Instant]) -> SessionLine:
    return SessionLine(
        start=local(fact.started, zone),
        end=local(fact.at, zone),
        exercise=fact.exercise,
        answer=fact.answer,
        verified=fact.verified,
        sides=fact.sides,
        corrected=fact.started in said,
    )
