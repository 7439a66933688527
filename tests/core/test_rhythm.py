"""What is a break follows the person's rhythm, where they want that."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unseat.core.activity import Record
from unseat.core.desk import Desk
from unseat.core.moments import Interval, Moment
from unseat.core.replay import replay
from unseat.core.restart import Absence, restore
from unseat.core.rhythm import LEAST, MOST, Rhythm
from unseat.core.rule import Rule
from unseat.core.turns import Turns
from unseat.core.viewing import view_of
from unseat.core.watched import Bout
from unseat.core.words import MINUTE, SECOND, Instant, Kind, Millis

AUTO = Rule(break_after=LEAST, break_after_most=MOST, every=Millis(24 * 60 * MINUTE))
HOUR = 60 * MINUTE


def limit(rhythm: Rhythm, now: int = 0) -> float:
    return rhythm.limit(Instant(now), LEAST, MOST) / SECOND


def test_of_whom_nothing_is_known_the_least_holds() -> None:
    assert limit(Rhythm()) == 120


def paused(seconds: list[int]) -> Rhythm:
    """Pauses of so many seconds, one after the other with a second of input between."""
    rhythm, now = Rhythm(), 0
    for length in seconds:
        now += length + 1
        rhythm.gap(Instant(now * SECOND), length * SECOND)
    return rhythm


def test_who_types_without_a_pause_has_the_least() -> None:
    assert limit(paused([1] * 300 + [9] * 20), 480 * SECOND) == 120


@pytest.mark.parametrize(("pause_s", "expected"), [(10, 120), (30, 120), (40, 160), (45, 180), (50, 200)])
def test_who_turns_a_page_now_and_then_has_four_times_that(pause_s: int, expected: float) -> None:
    assert limit(paused([pause_s] * 10), 10 * (pause_s + 1) * SECOND) == expected


@pytest.mark.parametrize(("pause_s", "expected"), [(10, 210), (52, 210), (60, 240), (75, 300), (110, 300)])
def test_few_pauses_say_nothing_against_a_longer_one(pause_s: int, expected: float) -> None:
    for count in range(1, 10):
        if count * (pause_s + 1) <= 600:
            assert limit(paused([pause_s] * count), count * (pause_s + 1) * SECOND) == expected


def test_one_long_pause_in_ten_counts_not_and_two_do() -> None:
    assert limit(paused([20] * 9 + [70]), 260 * SECOND) == 120
    assert limit(paused([20] * 8 + [70] * 2), 310 * SECOND) == 280


def test_after_ten_minutes_it_is_forgotten() -> None:
    rhythm = Rhythm()
    rhythm.gap(Instant(0), 60 * SECOND)
    assert limit(rhythm, 10 * MINUTE) == 240
    assert limit(rhythm, 10 * MINUTE + 1) == 120


@given(st.lists(st.integers(1, 600_000), max_size=100))
def test_it_never_leaves_its_ends_and_holds_ten_minutes_alone(lengths: list[int]) -> None:
    rhythm, now = Rhythm(), 0
    for length in lengths:
        now += length
        rhythm.gap(Instant(now), length)
        assert LEAST <= rhythm.limit(Instant(now), LEAST, MOST) <= MOST
        assert len(rhythm._pauses) <= 61


@given(st.lists(st.integers(10, 60), min_size=1, max_size=9), st.integers(61, 300))
def test_a_longer_pause_never_makes_the_limit_shorter(seconds: list[int], longer: int) -> None:
    now = sum(seconds) + len(seconds)
    assert limit(paused([*seconds[:-1], longer]), now * SECOND) >= limit(paused(seconds), now * SECOND)


def test_what_an_agent_before_knew_counts_till_enough_is_known_or_ten_minutes_have_gone() -> None:
    rhythm = Rhythm()
    rhythm.resume(Instant(0), Millis(240 * SECOND))
    assert limit(rhythm) == limit(rhythm, 10 * MINUTE) == 240
    assert limit(rhythm, 10 * MINUTE + 1) == 120
    rhythm.resume(Instant(0), Millis(240 * SECOND))
    for number in range(1, 11):
        rhythm.gap(Instant(number * 11 * SECOND), 10 * SECOND)
        assert limit(rhythm, number * 11 * SECOND) == (240 if number < 10 else 120)


def test_other_settings_hold_what_was_known_within_their_ends() -> None:
    rhythm = Rhythm()
    rhythm.resume(Instant(0), Millis(240 * SECOND))
    assert rhythm.limit(Instant(0), Millis(30 * SECOND), Millis(60 * SECOND)) == 60 * SECOND


def bouts(seconds: list[int], rule: Rule = AUTO) -> list[tuple[float, float]]:
    """Of inputs at these seconds, in minutes."""
    record = Record(tuple(Interval(Instant(s * SECOND), Instant(s * SECOND), Kind.INPUT) for s in seconds), ())
    found = replay(record, rule, Turns((), (), ())).bouts
    return [(bout.start / MINUTE, bout.at / MINUTE) for bout in found if isinstance(bout, Bout)]


def test_a_reader_is_not_sent_away_by_a_long_page() -> None:
    """A page a minute, then one that takes three and a half, then a page a minute again."""
    pages = [*range(0, 601, 60), *range(600 + 210, 1500, 60)]
    assert len(bouts(pages)) == 1
    assert len(bouts(pages, Rule())) == 2


def test_a_gap_beyond_the_limit_is_a_break_back_dated_to_the_last_input() -> None:
    pages = [*range(0, 601, 60), *range(600 + 241, 1500, 60)]
    assert bouts(pages)[0] == (0, 10)


def test_fixed_values_mean_what_they_meant() -> None:
    pages = [*range(0, 601, 60), 600 + 119, 600 + 119 + 120, 600 + 119 + 130]
    assert bouts(pages, Rule()) == [(0, 719 / 60), (839 / 60, 849 / 60)]


def test_a_hold_says_nothing_of_the_rhythm() -> None:
    call = Interval(Instant(0), Instant(10 * MINUTE), Kind.CALL)
    typed = [Interval(Instant(s * SECOND), Instant(s * SECOND), Kind.INPUT) for s in (0, 200, 400, 600, 602, 760)]
    found = replay(Record((call, *typed), ()), AUTO, Turns((), (), ())).bouts
    assert [bout.at / SECOND for bout in found] == [602]


def reader(until: int) -> Desk:
    """Turns a page a minute."""
    desk = Desk(AUTO, Turns((), (), ()))
    for minute in range(until + 1):
        desk.step(Moment(Instant(HOUR + minute * MINUTE), begins=(Kind.INPUT,), ends=(Kind.INPUT,)))
    return desk


def test_a_reader_is_known_as_one_after_a_restart() -> None:
    before, again = reader(until=20), Desk(AUTO, Turns((), (), ()))
    killed = Instant(HOUR + 20 * MINUTE)
    restore(again, (), before.presence.open_bout(killed, 0, "boot"), Absence(killed, killed, 0))
    assert again.presence.limit == before.presence.limit == 4 * MINUTE
    again.step(Moment(Instant(killed + 230 * SECOND), begins=(Kind.INPUT,), ends=(Kind.INPUT,)))
    assert not again.take()


def test_of_a_fixed_limit_nothing_is_kept() -> None:
    desk = Desk(Rule(), Turns((), (), ()))
    desk.step(Moment(Instant(HOUR), begins=(Kind.INPUT,), ends=(Kind.INPUT,)))
    kept = desk.presence.open_bout(Instant(HOUR), 0, "boot")
    assert kept is not None
    assert kept.limit_ms is None
    assert b"limit" not in msgspec.json.encode(kept)


def test_a_clock_that_is_set_back_makes_no_reader_of_who_types() -> None:
    desk = reader(until=20)
    desk.rename(Instant(desk.now - 24 * HOUR))
    desk.step(Moment(desk.now, begins=(Kind.INPUT,)))
    desk.advance(Instant(desk.now + 15 * MINUTE))
    assert desk.presence.limit == LEAST


def seen(pauses: list[int], rule: Rule) -> Millis | None:
    """What the view tells of the limit after inputs with these seconds between, and before a break is certain."""
    desk, now = Desk(rule, Turns((), (), ())), Instant(HOUR)
    for pause in [0, *pauses]:
        now = Instant(now + pause * SECOND)
        desk.step(Moment(now, begins=(Kind.INPUT,), ends=(Kind.INPUT,)))
    return view_of(desk, began=Instant(HOUR)).break_after


def test_the_view_tells_the_limit_to_half_a_minute_where_it_follows_the_rhythm() -> None:
    assert seen([1] * 60, AUTO) == 2 * MINUTE
    assert seen([40] * 14, AUTO) == 2.5 * MINUTE
    assert seen([46] * 12, AUTO) == 3 * MINUTE
    assert seen([46] * 12, Rule()) is None
    assert seen([], AUTO) == 2 * MINUTE


def test_of_somebody_who_is_away_there_is_no_limit_to_tell() -> None:
    assert view_of(Desk(AUTO, Turns((), (), ())), began=Instant(0)).break_after is None
