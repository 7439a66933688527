"""The lower end of the sitting: what is left of it without its quiet time."""

from datetime import UTC, date

from hypothesis import given
from hypothesis import strategies as st

from tests.core.test_corrections import clock, said
from unseat.core.counted import counted
from unseat.core.days import parse_week
from unseat.core.elsewhere import Elsewhere
from unseat.core.fact import Dated
from unseat.core.facts import Any as AnyFact
from unseat.core.rule import Rule
from unseat.core.summary import DaySummary
from unseat.core.union import Record, united
from unseat.core.watched import Bout
from unseat.core.week import summarise_day, summarise_week
from unseat.core.words import HOUR, MINUTE, Because, Instant, Meant, Millis, Posture

DAY = date(2026, 11, 23)
RULE = Rule()


def sat(span: str, quiet: int = 0, held: int = 0, posture: Posture = Posture.SITTING) -> Bout:
    """ "09:00-10:00" with so many minutes of quiet and of a hold."""
    start, end = (clock(edge) for edge in span.split("-"))
    return Bout(
        at=end,
        start=start,
        posture=posture,
        input_ms=Millis(end - start - (quiet + held) * MINUTE),
        quiet_ms=Millis(quiet * MINUTE),
        held_ms=Millis(held * MINUTE),
        because=Because.LOCKED,
    )


def dated(*facts: AnyFact) -> list[Dated]:
    return [(fact, 0) for fact in facts]


def day(*facts: AnyFact) -> DaySummary:
    return summarise_day(dated(*facts), DAY, UTC, RULE)


def minutes(own: DaySummary) -> tuple[float, float, float]:
    return own.sitting_lower_s / 60, own.sitting_s / 60, own.sitting_upper_s / 60


def test_quiet_time_is_in_doubt_and_a_hold_is_not() -> None:
    assert minutes(day(sat("09:00-10:00", quiet=10, held=20), sat("10:30-11:00"))) == (80, 90, 90)


def test_standing_has_no_part_in_it() -> None:
    assert minutes(day(sat("09:00-10:00", quiet=10, posture=Posture.STANDING))) == (0, 0, 0)


def test_a_week_and_the_week_before_have_it_too() -> None:
    week = parse_week("2026-W48", DAY)
    earlier = [(fact, 0) for fact in (sat("09:00-10:00", quiet=10), sat("10:30-11:00", quiet=5))]
    own = summarise_week(earlier, week, UTC, RULE)
    assert own.sitting_lower_s == 75 * 60
    after = summarise_week(earlier, parse_week("2026-W49", DAY), UTC, RULE)
    assert after.previous is not None
    assert (after.sitting_lower_s, after.previous.sitting_lower_s) == (0, 75 * 60)


def test_of_a_bout_that_was_cut_all_its_quiet_may_lie_in_what_is_left() -> None:
    whole = sat("09:00-10:00", quiet=10)
    assert minutes(day(whole, said("09:20-10:00 away"))) == (10, 20, 20)
    assert minutes(day(whole, said("09:05-10:00 away"))) == (0, 5, 5)


def test_what_the_person_said_is_in_no_doubt() -> None:
    assert minutes(day(sat("09:00-10:00", quiet=10), said("10:00-10:30 sitting"))) == (80, 90, 90)


def test_a_night_cut_in_two_takes_the_doubt_from_each_part() -> None:
    start, end = clock("03:30"), clock("04:10")
    night = Bout(
        at=end,
        start=start,
        posture=Posture.SITTING,
        input_ms=Millis(20 * MINUTE),
        quiet_ms=Millis(20 * MINUTE),
        because=Because.LOCKED,
    )
    assert minutes(day(night)) == (0, 10, 10)


def test_at_two_machines_the_doubts_of_both_add_up_and_a_pause_between_them_counts_as_one() -> None:
    here, there = sat("09:00-10:00", quiet=10), sat("09:30-10:29", quiet=5)
    own = united([Record([counted(here, UTC)], ()), Record([counted(there, UTC)], ())], RULE).bouts
    assert [(bout.length, bout.doubt_ms) for bout in own] == [(89 * MINUTE, 15 * MINUTE)]
    later = sat("10:01-10:30")
    own = united([Record([counted(here, UTC)], ()), Record([counted(later, UTC)], ())], RULE).bouts
    assert [(bout.length, bout.doubt_ms) for bout in own] == [(90 * MINUTE, 11 * MINUTE)]


def test_a_bout_that_another_machine_tells_as_it_was_watched_keeps_its_own_doubt() -> None:
    elsewhere = Elsewhere("here", {"there": dated(sat("09:00-10:00", quiet=10))})
    own = summarise_day(dated(sat("09:00-10:00", quiet=10)), DAY, UTC, RULE, elsewhere=elsewhere)
    assert minutes(own) == (50, 60, 60)


def span(start: int, end: int) -> str:
    """ "09:00-10:00", as `sat` and `said` take it."""
    return "-".join(f"{instant // HOUR % 24:02}:{instant // MINUTE % 60:02}" for instant in (start, end))


BOUTS = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 30), st.integers(2, 40)), min_size=1, max_size=8)
SAYINGS = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 90), st.sampled_from(Meant)), max_size=4)


@given(BOUTS, SAYINGS)
def test_the_range_holds_the_estimate_whatever_was_said(
    own: list[tuple[int, int, int]], sayings: list[tuple[int, int, Meant]]
) -> None:
    facts: list[AnyFact] = []
    at = clock("08:00")
    for known, quiet, away in own:
        end = Instant(at + (known + quiet) * MINUTE)
        facts.append(sat(span(at, end), quiet=quiet))
        at = Instant(end + away * MINUTE)
    for n, (start, length, meant) in enumerate(sayings):
        since = clock("08:00") + start * MINUTE
        facts.append(said(f"{span(since, since + length * MINUTE)} {meant}", n))
    lower, sitting, upper = minutes(day(*facts))
    assert 0 <= lower <= sitting <= upper
    assert lower >= sitting - sum(quiet for _, quiet, _ in own) * (1 + len(sayings))
