"""Times of a past day as a person types them, "14:05-14:17", and the instants that they mean.

A day's list shows whole minutes. So a minute that the list shows means the very instant behind it: who types the times
of a gap means that gap, to the millisecond. Any other minute means its first instant.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo

from unseat.core.dayrecord import DayRecord
from unseat.core.days import Span
from unseat.core.durations import TextError
from unseat.core.wall import instant, instant_of
from unseat.core.words import Instant

SPAN_ALLOWED = 'two local times such as "14:00-14:30"'
CLOCK_ALLOWED = 'a local time such as "14:05"'
_CLOCK = r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])"
_SPAN = re.compile(rf"{_CLOCK}\s*[-\u2013]\s*{_CLOCK}")
_ONE = re.compile(_CLOCK)


def parse_span(text: str) -> tuple[time, time]:
    """Raises TextError."""
    found = _SPAN.fullmatch(text.strip())
    if not found:
        raise TextError(text, SPAN_ALLOWED)
    hours = [int(part) for part in found.groups()]
    return time(hours[0], hours[1]), time(hours[2], hours[3])


def parse_clock(text: str) -> time:
    """Raises TextError."""
    found = _ONE.fullmatch(text.strip())
    if not found:
        raise TextError(text, CLOCK_ALLOWED)
    return time(int(found[1]), int(found[2]))


def span_on(day: date, typed: tuple[time, time], record: DayRecord, zone: tzinfo, day_starts: time) -> Span:
    """The span meant on a local day. Times before the day starts are those of the night after; an end that is not
    after the start is on the next day."""
    shown = list(_edges(record))
    start, end = (_on(day, at, zone, day_starts) for at in typed)
    if end <= start:
        end = _on(day + timedelta(days=1), typed[1], zone, day_starts)
    first = min((edge for edge in shown if _shows(edge, typed[0], start)), default=None)
    last = max((edge for edge in shown if _shows(edge, typed[1], end)), default=None)
    return instant_of(first) if first else start, instant_of(last) if last else end


def _edges(record: DayRecord) -> Iterable[datetime]:
    for bout in record.bouts:
        yield from (bout.start, bout.end)
    for gap in record.breaks:
        yield from (gap.start,) if gap.end is None else (gap.start, gap.end)


def _on(day: date, at: time, zone: tzinfo, day_starts: time) -> Instant:
    return instant(day if at >= day_starts else day + timedelta(days=1), at, zone)


NEAR = timedelta(hours=13)
"""Two places on earth are never further apart by their clocks, but for some islands."""


def _shows(edge: datetime, typed: time, near: Instant) -> bool:
    """Whether the clock of then showed that minute, and on that day."""
    same = (edge.hour, edge.minute) == (typed.hour, typed.minute)
    return same and abs(instant_of(edge) - near) <= NEAR / timedelta(milliseconds=1)
