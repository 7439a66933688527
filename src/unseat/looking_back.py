"""A day and a week out of the journal, as far as it goes. Heavy enough to be imported only when asked for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, tzinfo

from unseat.core import appointments, corrections
from unseat.core.days import Week, day_span
from unseat.core.elsewhere import Elsewhere
from unseat.core.fact import Dated, Fact
from unseat.core.rule import Rule
from unseat.core.running import RuleHeld
from unseat.core.summary import DaySummary, WeekSummary
from unseat.core.week import facts_needed, summarise_day, summarise_week
from unseat.core.words import DAY, Instant
from unseat.journal import Journal, Stored
from unseat.journal.others import Others

WHENEVER: tuple[type[Fact], ...] = (*appointments.KINDS, RuleHeld)
"""What may have been said long before the time that it is about."""


LEARNED_FROM = 365 * DAY
"""How far back answers teach: a person's habits change, and a journal of ten years is to be read like one of one."""


def read_weeks(journal: Journal, weeks: Iterable[Week], zone: tzinfo, rule: Rule) -> list[WeekSummary]:
    """`rule`: today's. All of them are of one instant. Raises JournalError."""
    with journal.reading():
        return [_week(journal, week, zone, rule) for week in weeks]


def read_week(journal: Journal, week: Week, zone: tzinfo, rule: Rule) -> WeekSummary:
    """See `read_weeks`."""
    return read_weeks(journal, [week], zone, rule)[0]


def _week(journal: Journal, week: Week, zone: tzinfo, rule: Rule) -> WeekSummary:
    since, until = facts_needed(week, zone, rule)
    others = elsewhere(journal, since, until)
    return summarise_week(dated(journal, since, until), week, zone, rule, journal.open_bout(), elsewhere=others)


def read_day(journal: Journal, day: date, zone: tzinfo, rule: Rule) -> DaySummary:
    """`rule`: today's. Raises JournalError."""
    start, end = day_span(day, zone, rule.day_starts)
    since, until = Instant(start - 2 * DAY), Instant(end + 2 * DAY)
    with journal.reading():
        others = elsewhere(journal, since, until)
        return summarise_day(dated(journal, since, until), day, zone, rule, journal.open_bout(), elsewhere=others)


def dated(journal: Journal, since: Instant, until: Instant) -> list[Dated]:
    """The facts of that time, and what was said at another time but is about it."""
    return [(entry.fact, entry.offset_s) for entry in _of(journal, since, until)]


def elsewhere(journal: Journal, since: Instant, until: Instant) -> Elsewhere:
    """The same of the person's other machines."""
    told: dict[str, list[Dated]] = defaultdict(list)
    for entry in _of(journal.others, since, until):
        told[entry.device].append((entry.fact, entry.offset_s))
    return Elsewhere(journal.device, told)


def _of(kept: Journal | Others, since: Instant, until: Instant) -> Iterator[Stored]:
    yield from kept.facts(since=since, until=until)
    yield from kept.facts(since=Instant(since - LEARNED_FROM), kinds=corrections.KINDS)
    yield from kept.facts(kinds=WHENEVER)
