"""The summaries of a day and of a week, made of the facts.

A bout, like everything, belongs to the week in which it begins, and counts there as a whole: a night that runs past
the week's end makes no two bouts of one. Only a single day has bouts cut at its start and end. So the days of a week
may add up to a little less or more than the week.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, tzinfo
from typing import Any

import msgspec

from unseat.core.dayfacts import Day, Piece
from unseat.core.dayrecord import day_record
from unseat.core.days import Span, Week, day_span, week_span
from unseat.core.elsewhere import NOWHERE_ELSE, Elsewhere, everyones
from unseat.core.fact import Dated
from unseat.core.held import Held, held
from unseat.core.imported import imported_lines
from unseat.core.learning import Lessons
from unseat.core.ledger import Ledger, ledger
from unseat.core.metrics import Metrics, Seconds, measure, seconds
from unseat.core.offered import SessionEnded
from unseat.core.prompt_records import PromptRecord
from unseat.core.rule import Rule
from unseat.core.running import RuleHeld
from unseat.core.signs import ratings
from unseat.core.summary import DaySummary, RuleLine, Summary, WeekSummary
from unseat.core.wall import local
from unseat.core.watched import OpenBout
from unseat.core.words import DAY, Instant, Posture


def facts_needed(week: Week, zone: tzinfo, rule: Rule) -> Span:
    """The instants between which a week's facts lie, with the week before it, wherever the person travelled."""
    start, _ = week_span(week.previous, zone, rule.day_starts)
    _, end = week_span(week, zone, rule.day_starts)
    return Instant(start - 2 * DAY), Instant(end + 2 * DAY)


def summarise_week(  # noqa: PLR0913  all that a week is made of
    facts: Iterable[Dated],
    week: Week,
    zone: tzinfo,
    rule: Rule,
    open_bout: OpenBout | None = None,
    *,
    elsewhere: Elsewhere = NOWHERE_ELSE,
) -> WeekSummary:
    """`facts` in the order of the journal, at least those of `facts_needed`; others do no harm. What was said at
    another time but is about the week may come again at the end. `rule`: today's."""
    known = list(facts)
    start, end = week_span(week, zone, rule.day_starts)
    own = held((fact for fact, _ in known), start, end, rule)
    days = ledger(known, zone, own.rule, open_bout, elsewhere=elsewhere)
    rules, lessons = _rules(known, rule, zone), Lessons((fact for fact, _ in everyones(known, elsewhere)), zone)
    inside = [days[day] for day in week.days if day in days]
    summary = _of_days(inside)
    before = [days[day] for day in week.previous.days if day in days and not days[day].only_totals]
    return WeekSummary(
        week=week.name,
        start=local(start, zone),
        end=local(end, zone),
        zone=str(zone),
        rule=own.rule,
        rule_assumed=own.assumed,
        rules=tuple(RuleLine(start=local(fact.at, zone), rule=fact.rule) for fact in own.changes),
        days=tuple(_day(days, day, zone, rules, lessons) for day in week.days),
        previous=_of_days(before) if before else None,
        signs=ratings(fact for day in inside for fact in day.signs),
        learned=lessons.of(summary.sitting_s, (span for day in inside for span in day.unknown)),
        **_fields(summary),
    )


def summarise_day(  # noqa: PLR0913  all that a day is made of
    facts: Iterable[Dated],
    day: date,
    zone: tzinfo,
    rule: Rule,
    open_bout: OpenBout | None = None,
    *,
    elsewhere: Elsewhere = NOWHERE_ELSE,
) -> DaySummary:
    """`facts` in the order of the journal, at least those of two days before to two days after, and the rules held.
    `rule`: today's."""
    known = list(facts)
    rules, lessons = _rules(known, rule, zone), Lessons((fact for fact, _ in everyones(known, elsewhere)), zone)
    return _day(ledger(known, zone, rules(day).rule, open_bout, elsewhere=elsewhere), day, zone, rules, lessons)


Rules = Callable[[date], Held]


def _rules(facts: Iterable[Dated], rule: Rule, zone: tzinfo) -> Rules:
    told = [fact for fact, _ in facts if isinstance(fact, RuleHeld)]
    return lambda day: held(told, *day_span(day, zone, rule.day_starts), rule)


def _day(days: Ledger, day: date, zone: tzinfo, rules: Rules, lessons: Lessons) -> DaySummary:
    own, its = days.get(day, Day()), rules(day)
    start, end = day_span(day, zone, its.rule.day_starts)
    unknown = [span for span, _ in own.unknown_pieces]
    summary = _summary(own.pieces, unknown, own.prompts, own.sessions)
    return DaySummary(
        date=day,
        start=local(start, zone),
        end=local(end, zone),
        zone=str(zone),
        rule=its.rule,
        rule_assumed=its.assumed,
        record=day_record(own),
        imported=imported_lines(own.pieces, own.totals),
        appointments=tuple(own.appointments),
        learned=lessons.of(summary.sitting_s, unknown),
        **_fields(summary),
    )


def _of_days(days: Sequence[Day]) -> Summary:
    return _summary(
        [bout for day in days for bout in day.bouts],
        (span for day in days for span in day.unknown),
        (prompt for day in days for prompt in day.prompts),
        (session for day in days for session in day.sessions),
    )


def _summary(
    pieces: Sequence[Piece],
    unknown: Iterable[Span],
    prompts: Iterable[tuple[PromptRecord, tzinfo]],
    sessions: Iterable[tuple[SessionEnded, tzinfo]],
) -> Summary:
    metrics = measure(
        pieces,
        breaks=_breaks(pieces),
        unknown_ms=sum(to - since for since, to in unknown),
        prompts=(record for record, _ in prompts),
        sessions=(session for session, _ in sessions),
    )
    return Summary(sitting_lower_s=_least(pieces), **_fields(metrics))


def _breaks(pieces: Iterable[Piece]) -> int:
    return sum(piece.posture is Posture.SITTING and not piece.goes_on for piece in pieces)


def _least(pieces: Iterable[Piece]) -> Seconds:
    return seconds(sum(piece.least for piece in pieces if piece.posture is Posture.SITTING))


def _fields(metrics: Metrics) -> dict[str, Any]:
    return msgspec.structs.asdict(metrics)
