"""A day and a week as frozen values, from which every rendering is made (DESIGN 4.5)."""

from datetime import date, datetime

import msgspec

from unseat.core.appointments import Appointment
from unseat.core.dayrecord import DayRecord
from unseat.core.imported import ImportedLine
from unseat.core.learning import Learned
from unseat.core.metrics import Metrics, Seconds
from unseat.core.rule import Rule


class RuleLine(msgspec.Struct, frozen=True, kw_only=True):
    """A rule, and from when on it held."""

    start: datetime = msgspec.field(name="from")
    rule: Rule


class Summary(Metrics, frozen=True, kw_only=True):
    """Metrics, and in `sitting_lower_s` the lower end of the sitting's range: without the quiet time (no input for
    longer than `idle_after`, and no hold)."""

    sitting_lower_s: Seconds = 0


class DaySummary(Summary, frozen=True, kw_only=True):
    """One local day: its metrics, and in `record` what happened. `end` is where the next day starts. `imported` tells
    what other programs wrote down of it, `appointments` which ones the person noted for it, `learned` what the person's
    own answers say of the sitting.

    `rule` is the one in force at its end; `rule_assumed`: no record says so, and it is today's.
    """

    date: date
    start: datetime = msgspec.field(name="from")
    end: datetime = msgspec.field(name="to")
    zone: str
    rule: Rule
    rule_assumed: bool = False
    record: DayRecord
    imported: tuple[ImportedLine, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    learned: Learned | None = None


class WeekSummary(Summary, frozen=True, kw_only=True):
    """Seven local days. `previous` are the metrics of the week before, null where nothing is known of it.

    `signs`: the week's self-check by sign, from 0 to 10; those passed over are absent. `rule` is the one in force at
    its end; `rule_assumed`: no record says so, and it is today's. `rules`, oldest first, are there where what counts as
    sitting changed within the week.
    """

    week: str
    start: datetime = msgspec.field(name="from")
    end: datetime = msgspec.field(name="to")
    zone: str
    rule: Rule
    rule_assumed: bool = False
    rules: tuple[RuleLine, ...] = ()
    days: tuple[DaySummary, ...]
    previous: Summary | None = None
    signs: dict[str, int] = msgspec.field(default_factory=dict)
    learned: Learned | None = None

    @property
    def empty(self) -> bool:
        return all(nothing(day) for day in self.days)

    @property
    def appointments(self) -> tuple[Appointment, ...]:
        return tuple(one for day in self.days for one in day.appointments)


def nothing(day: DaySummary) -> bool:
    """Whether nothing is known of the day but what another program counted, or an appointment, if that."""
    record = day.record
    return not (record.bouts or record.prompts or record.sessions)
