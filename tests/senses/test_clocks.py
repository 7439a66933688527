"""What two readings of the clocks tell."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from unseat.core.words import DAY, HOUR, SECOND, Instant, Millis
from unseat.senses.base import Clocks
from unseat.senses.clocks import Happening, Late, Slept, Stepped, Watch, boot_id, compare, read_clocks

POLL = 5 * SECOND


def later(clocks: Clocks, awake: int, asleep: int = 0, set_by: int = 0) -> Clocks:
    """The clocks after so long awake, so long asleep, and the wall clock being set."""
    steady = awake + asleep
    return Clocks(Instant(clocks.wall + steady + set_by), clocks.steady + steady, clocks.awake + awake)


START = Clocks(Instant(1_700_000_000_000), 1_000_000, 900_000)


def test_a_look_in_time_tells_nothing() -> None:
    assert compare(START, later(START, POLL)) == ()


def test_a_look_half_a_minute_late_tells_nothing_yet() -> None:
    assert compare(START, later(START, POLL + 30 * SECOND)) == ()


def test_a_hang_is_time_that_nobody_watched() -> None:
    after = later(START, POLL + 30 * SECOND + 1)
    assert compare(START, after) == (Late(START.steady, after.steady),)


def test_sleep_is_told_with_its_length_and_is_no_hang() -> None:
    after = later(START, POLL, asleep=8 * HOUR)
    assert compare(START, after) == (Slept(START.steady, after.steady, Millis(8 * HOUR)),)


def test_a_clock_set_back_is_told_with_its_sign() -> None:
    after = later(START, POLL, set_by=-HOUR)
    assert compare(START, after) == (Stepped(START.steady, after.steady, Millis(-HOUR)),)


def test_all_three_at_once() -> None:
    after = later(START, HOUR, asleep=DAY, set_by=HOUR)
    span = (START.steady, after.steady)
    assert compare(START, after) == (Slept(*span, Millis(DAY)), Late(*span), Stepped(*span, Millis(HOUR)))


def test_drift_of_a_second_a_minute_never_adds_up_to_a_step() -> None:
    watch, clocks = Watch(START), START
    happened: list[Happening] = []
    for _ in range(10_000):
        clocks = later(clocks, POLL, set_by=83)
        happened += watch.look(clocks)
    assert happened == []


def test_a_week_of_sleep_may_drift_a_minute() -> None:
    assert compare(START, later(START, POLL, asleep=7 * DAY, set_by=55 * SECOND)) == (
        Slept(START.steady, START.steady + 7 * DAY + POLL, Millis(7 * DAY)),
    )


def test_each_look_is_compared_with_the_one_before() -> None:
    watch = Watch(START)
    hung = later(START, HOUR)
    assert watch.look(hung) == (Late(START.steady, hung.steady),)
    assert watch.look(later(hung, POLL)) == ()


def test_a_quicker_poll_is_late_sooner() -> None:
    assert Watch(START).look(later(START, 32 * SECOND), poll_ms=SECOND) != ()
    assert Watch(START).look(later(START, 32 * SECOND), poll_ms=POLL) == ()


LENGTH = st.integers(0, 400 * DAY)


@given(LENGTH, LENGTH, st.integers(-400 * DAY, 400 * DAY))
def test_what_happened_is_told_exactly_when_it_is_large(awake: int, asleep: int, set_by: int) -> None:
    after = later(START, awake, asleep, set_by)
    told = compare(START, after)
    assert [one.asleep for one in told if isinstance(one, Slept)] == ([asleep] if asleep > SECOND else [])
    assert any(isinstance(one, Late) for one in told) == (awake > POLL + 30 * SECOND)
    allowed = 2 * SECOND + (awake + asleep) // 10_000
    expected = [set_by] if abs(set_by) > allowed and awake + asleep else []
    assert [one.by for one in told if isinstance(one, Stepped)] == expected


CLOCKS = st.builds(Clocks, *[st.integers(-(2**60), 2**60)] * 3)


@given(CLOCKS, CLOCKS)
def test_mad_clocks_give_no_negative_length(before: Clocks, after: Clocks) -> None:
    for one in compare(before, after):
        assert one.start < one.end
        assert not isinstance(one, Slept) or one.asleep > 0


def test_the_real_clocks_go_forward_together() -> None:
    before = read_clocks()
    after = read_clocks()
    assert after.steady >= before.steady
    assert after.awake >= before.awake
    assert compare(before, after) == ()


def test_a_boot_has_one_name(tmp_path: Path) -> None:
    assert boot_id() == boot_id()
    assert boot_id(tmp_path / "none") == ""
