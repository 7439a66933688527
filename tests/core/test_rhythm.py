"""What is a break follows the person's rhythm, where they want that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unseat.core.activity import Record
from unseat.core.facts import Bout
from unseat.core.moments import Interval
from unseat.core.replay import replay
from unseat.core.rhythm import LEAST, MOST, Rhythm
from unseat.core.rule import Rule
from unseat.core.turns import Turns
from unseat.core.words import MINUTE, SECOND, Instant, Kind, Millis

AUTO = Rule(break_after=LEAST, break_after_most=MOST, every=Millis(24 * 60 * MINUTE))
HOUR = 60 * MINUTE


def limit(rhythm: Rhythm, now: int = 0) -> float:
    return rhythm.limit(Instant(now), LEAST, MOST) / SECOND


def test_of_whom_nothing_is_known_the_least_holds() -> None:
    assert limit(Rhythm()) == 120


def test_who_types_has_the_least() -> None:
    rhythm = Rhythm()
    rhythm.steady(Instant(0), Instant(5 * MINUTE))
    rhythm.gap(Instant(6 * MINUTE), 50 * SECOND)
    assert limit(rhythm, 6 * MINUTE) == 120


@pytest.mark.parametrize(("gap_s", "expected"), [(20, 120), (30, 120), (40, 160), (60, 240), (75, 300), (110, 300)])
def test_who_turns_a_page_now_and_then_has_four_times_that(gap_s: int, expected: float) -> None:
    rhythm = Rhythm()
    for n in range(1, 6):
        rhythm.gap(Instant(n * gap_s * SECOND), gap_s * SECOND)
    assert limit(rhythm, 5 * gap_s * SECOND) == expected


def test_one_long_gap_in_ten_counts_and_one_in_eleven_does_not() -> None:
    for others, expected in ((9, 120.0), (8, 240.0)):
        rhythm = Rhythm()
        for n in range(others):
            rhythm.gap(Instant(n * SECOND), 1 * SECOND)
        rhythm.gap(Instant(MINUTE), 60 * SECOND)
        assert limit(rhythm, MINUTE) == expected


def test_after_ten_minutes_it_is_forgotten() -> None:
    rhythm = Rhythm()
    rhythm.gap(Instant(0), 60 * SECOND)
    assert limit(rhythm, 10 * MINUTE) == 240
    assert limit(rhythm, 10 * MINUTE + 1) == 120


@given(st.lists(st.tuples(st.integers(1, 600_000), st.booleans()), max_size=40))
def test_it_never_leaves_its_ends_and_holds_ten_minutes_alone(steps: list[tuple[int, bool]]) -> None:
    rhythm, now = Rhythm(), 0
    for length, steady in steps:
        now += length
        if steady:
            rhythm.steady(Instant(now - length), Instant(now))
        else:
            rhythm.gap(Instant(now), length)
        assert LEAST <= rhythm.limit(Instant(now), LEAST, MOST) <= MOST
        assert len(rhythm._gaps) <= 601


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
