"""Figures rest on the rule of their own time."""

from datetime import UTC, date, datetime

import msgspec

from unseat.core.days import parse_week
from unseat.core.held import held
from unseat.core.rule import Rule
from unseat.core.running import RuleHeld
from unseat.core.summary import WeekSummary
from unseat.core.week import summarise_week
from unseat.core.words import SECOND, Instant, Millis

TODAY = date(2026, 11, 24)
NOW = Rule(break_after=Millis(240 * SECOND))


def at(day: int, hour: int = 12) -> Instant:
    return Instant(round(datetime(2026, 11, day, hour, tzinfo=UTC).timestamp() * 1000))


def from_(day: int, break_s: int, **more: int) -> RuleHeld:
    rule = Rule(break_after=Millis(break_s * SECOND))
    changed = {name: Millis(value * SECOND) for name, value in more.items()}
    return RuleHeld(at=at(day), rule=msgspec.structs.replace(rule, **changed))


TOLD = [from_(2, 90), from_(18, 150), from_(24, 240)]


def week(name: str, told: list[RuleHeld]) -> WeekSummary:
    return summarise_week([(fact, 0) for fact in told], parse_week(name, TODAY), UTC, NOW)


def break_s(rule: Rule) -> float:
    return rule.break_after / SECOND


def test_a_week_has_the_rule_of_its_own_end() -> None:
    rules = [week(f"2026-W{number}", TOLD).rule for number in (45, 46, 47, 48)]
    assert [break_s(rule) for rule in rules] == [90, 90, 150, 240]


def test_a_change_within_a_week_is_told_with_what_held_before() -> None:
    own = week("2026-W47", TOLD)
    assert [(line.start.day, break_s(line.rule)) for line in own.rules] == [(2, 90), (18, 150)]
    assert not own.rule_assumed
    assert week("2026-W46", TOLD).rules == ()


def test_each_day_of_that_week_has_its_own() -> None:
    assert [break_s(day.rule) for day in week("2026-W47", TOLD).days] == [90, 90, 150, 150, 150, 150, 150]


def test_where_no_record_says_so_it_is_assumed_to_be_todays() -> None:
    before = week("2026-W43", TOLD)
    assert before.rule == NOW
    assert before.rule_assumed
    assert not week("2026-W46", TOLD).rule_assumed


def test_another_rhythm_is_no_other_way_of_counting() -> None:
    assert week("2026-W47", [from_(2, 90), from_(18, 90, every=2700)]).rules == ()


def test_when_days_start_is_todays_choice() -> None:
    own = msgspec.structs.replace(NOW, week_starts="sunday")
    assert held(TOLD, at(16), at(23), own).rule.week_starts == "sunday"


def test_what_held_on_another_computer_says_nothing() -> None:
    other = msgspec.structs.replace(from_(18, 300), source="unseat")
    assert break_s(week("2026-W47", [TOLD[0], other]).rule) == 90


def test_the_same_fact_told_twice_in_any_order_says_the_same() -> None:
    assert held([*reversed(TOLD), *TOLD], at(16), at(23), NOW) == held(TOLD, at(16), at(23), NOW)
