"""Local days and weeks. A day starts at `day_starts` (04:00), so a late night belongs to the day before.

Days tile time in every zone: they last 23, 24 or 25 hours, or whatever the zone's history makes of them (`wall` says
when a day starts whose `day_starts` the clock skips or shows twice).

Weeks are those of ISO 8601. Where a week starts on Sunday it has the name of the ISO week that begins the next day.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta, tzinfo

import msgspec

from unseat.core.rule import Quiet, Rule
from unseat.core.wall import fixed, instant, local
from unseat.core.words import Instant

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1970, 9998

Span = tuple[Instant, Instant]
"""From the first instant to just before the second."""


class DateError(ValueError):
    """A day or week that cannot be read: one line that says what was found and what is allowed."""


# ---- days


def day_of(at: Instant, zone: tzinfo, day_starts: time) -> date:
    """The local day that `at` belongs to."""
    day = local(at, zone).date() + ONE_DAY
    while instant(day, day_starts, zone) > at:
        day -= ONE_DAY
    return day


def day_of_offset(at: Instant, offset_s: int, day_starts: time) -> date:
    """The local day of a fact, by the UTC offset kept with it: travel does not move what has been."""
    return day_of(at, fixed(offset_s), day_starts)


def day_span(day: date, zone: tzinfo, day_starts: time) -> Span:
    return instant(day, day_starts, zone), instant(day + ONE_DAY, day_starts, zone)


def split(span: Span, zone: tzinfo, day_starts: time) -> Iterator[tuple[date, Span]]:
    """The span cut at the starts of days; the pieces have a length and make up the whole."""
    start, end = span
    while start < end:
        day = day_of(start, zone, day_starts)
        cut = min(end, instant(day + ONE_DAY, day_starts, zone))
        yield day, (start, cut)
        start = cut


def parse_day(text: str, today: date) -> date:
    """YYYY-MM-DD, today, yesterday or tomorrow. Raises DateError."""
    named = {"today": today, "yesterday": today - ONE_DAY, "tomorrow": today + ONE_DAY}
    word = text.strip().lower()
    if word in named:
        return named[word]
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", word, re.ASCII):
        raise DateError(f'"{text}" is no day: write it as {today}, or today, yesterday or tomorrow')
    try:
        day = date.fromisoformat(word)
    except ValueError:
        raise DateError(f'"{text}" is not in the calendar: write a day such as {today}') from None
    _check_year(text, day.year)
    return day


# ---- weeks


class Week(msgspec.Struct, frozen=True):
    """Seven local days from `first` on; `name` is that of the ISO week, such as 2026-W47."""

    name: str
    first: date

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(days=n) for n in range(7))

    @property
    def number(self) -> int:
        return int(self.name[-2:])

    @property
    def previous(self) -> "Week":
        return _named(self.first - timedelta(weeks=1))


def week_of(day: date, starts: str = "monday") -> Week:
    """The week that a local day belongs to; `starts` is monday or sunday."""
    back = day.isoweekday() % 7 if starts == "sunday" else day.weekday()
    return _named(day - timedelta(days=back))


def week_at(at: Instant, zone: tzinfo, rule: Rule) -> Week:
    """The week that an instant belongs to."""
    return week_of(day_of(at, zone, rule.day_starts), rule.week_starts)


def week_span(week: Week, zone: tzinfo, day_starts: time) -> Span:
    last = week.first + timedelta(weeks=1)
    return instant(week.first, day_starts, zone), instant(last, day_starts, zone)


def weekly_before(now: Instant, weekday: int, at: time, zone: tzinfo) -> Instant:
    """The latest instant, not after `now`, at which the clock showed `at` on this weekday (Monday is 0)."""
    today = local(now, zone).date()
    day = today - timedelta(days=(today.weekday() - weekday) % 7)
    moment = instant(day, at, zone)
    return moment if moment <= now else instant(day - timedelta(weeks=1), at, zone)


def parse_week(text: str, today: date, starts: str = "monday") -> Week:
    """A week by its ISO name. `today` serves as the example. Raises DateError."""
    found = re.fullmatch(r"(\d{4})-?W(\d\d)", text.strip().upper(), re.ASCII)
    if not found:
        raise DateError(f'"{text}" is no week: write it as {week_of(today, starts).name}')
    year, number = int(found[1]), int(found[2])
    _check_year(text, year)
    last = date(year, 12, 28).isocalendar().week
    if not 1 <= number <= last:
        raise DateError(f'"{text}" is not in the calendar: the weeks of {year} are {year}-W01 to {year}-W{last}')
    monday = date.fromisocalendar(year, number, 1)
    return _named(monday - ONE_DAY if starts == "sunday" else monday)


def _named(first: date) -> Week:
    year, number, _ = (first + ONE_DAY).isocalendar()
    return Week(f"{year}-W{number:02}", first)


def _check_year(text: str, year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(f'"{text}" lies outside the years {FIRST_YEAR} to {LAST_YEAR}')


# ---- quiet hours


def quiet_spans(quiet: Iterable[Quiet], zone: tzinfo, start: Instant, end: Instant) -> list[Span]:
    """The daily quiet hours between `start` and `end`, in order and merged.

    They go by the clock on the wall: where it is set back they last until its second showing of their end.
    """
    hours = list(quiet)
    day, last = local(start, zone).date() - ONE_DAY, local(end, zone).date() + ONE_DAY
    spans: list[Span] = []
    while hours and day <= last:
        spans += (_quiet(one, day, zone) for one in hours if day.weekday() in one.weekdays)
        day += ONE_DAY
    clipped = ((max(start, one), min(end, other)) for one, other in spans)
    return _merged(sorted(span for span in clipped if span[0] < span[1]))


def kept_free(rule: Rule, zone: tzinfo, start: Instant, end: Instant) -> list[Span]:
    """When between `start` and `end` the rule wants no prompts, in order and merged."""
    spans = quiet_spans(rule.quiet, zone, start, end)
    if rule.working:
        edges = [start, *(edge for span in quiet_spans(rule.working, zone, start, end) for edge in span), end]
        spans += ((since, to) for since, to in zip(edges[::2], edges[1::2], strict=True) if since < to)
    return _merged(sorted(spans))


def _quiet(hours: Quiet, day: date, zone: tzinfo) -> Span:
    until = day if hours.end > hours.start else day + ONE_DAY
    return instant(day, hours.start, zone), instant(until, hours.end, zone, fold=1)


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged
