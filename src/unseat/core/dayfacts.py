"""What belongs to one local day: its bouts, breaks, prompts, exercises and notes, and the pieces that lie in it."""

from dataclasses import dataclass, field
from datetime import tzinfo

import msgspec

from unseat.core.appointments import Appointment
from unseat.core.as_said import Gap
from unseat.core.counted import CountedBout
from unseat.core.days import Span
from unseat.core.offered import SessionEnded
from unseat.core.prompt_records import PromptRecord
from unseat.core.said import Corrected, SignsRated, SignsSkipped
from unseat.core.taken_in import DayTotal
from unseat.core.words import Instant, Millis, Posture


class Piece(msgspec.Struct, frozen=True):
    """A bout from `start` to `end`, as a whole or cut to one day."""

    bout: CountedBout
    start: Instant
    end: Instant

    @property
    def posture(self) -> Posture:
        return self.bout.posture

    @property
    def zone(self) -> tzinfo:
        return self.bout.zone

    @property
    def length(self) -> Millis:
        return Millis(self.end - self.start)

    @property
    def least(self) -> Millis:
        """Of its length, what is in no doubt."""
        return Millis(max(0, self.length - self.bout.doubt_ms))

    @property
    def began_before(self) -> bool:
        return self.start > self.bout.start

    @property
    def goes_on(self) -> bool:
        return self.bout.still or self.end < self.bout.end


class SaidPiece(msgspec.Struct, frozen=True):
    """A correction of presence, from `start` to `end`, as a whole or cut to one day."""

    said: Corrected
    start: Instant
    end: Instant
    zone: tzinfo


@dataclass(slots=True)
class Day:
    """What belongs to one local day. `bouts` and `unknown` begin in it, `pieces` and `unknown_pieces` lie in it.

    `exercises_said` are the names (see `as_said`) of the exercises that the person corrected.
    """

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
    corrections: list[SaidPiece] = field(default_factory=list)
    exercises_said: set[Instant] = field(default_factory=set)

    @property
    def only_totals(self) -> bool:
        """Whether nothing is known of it but what another program counted, or what the person noted."""
        return self == Day(totals=self.totals, appointments=self.appointments, signs=self.signs)
