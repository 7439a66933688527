"""What a listening keeps of what it hears."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unseat.senses.trace import ENOUGH, FINGERS, Manner, Seen, Trace


def trace(manner: Manner = Manner.BURST, radius: int = 4) -> Trace:
    made = Trace(manner, radius)
    made.rest_at(100, 100)
    return made


def test_nothing_heard_is_nothing_seen() -> None:
    assert trace().seen(over=False) == Seen(over=False)


def test_an_act_ends_a_burst() -> None:
    heard = trace()
    assert heard.act(7) is True
    assert heard.seen(over=True) == Seen(over=True, acted_at=7)


def test_a_key_that_is_let_go_ends_a_burst_and_a_watch() -> None:
    for manner in (Manner.BURST, Manner.WATCH):
        heard = trace(manner)
        heard.press(7)
        assert heard.seen(over=False) == Seen(over=False)
        assert heard.release(90) is True
        assert heard.seen(over=True) == Seen(over=True, acted_at=90)


@pytest.mark.parametrize("manner", [Manner.BURST, Manner.WATCH])
def test_more_presses_than_fingers_without_a_release_are_a_key_held_down(manner: Manner) -> None:
    heard = trace(manner)
    for press in range(FINGERS):
        heard.press(press)
    assert heard.seen(over=False).held_at is None
    heard.press(70)
    heard.press(80)
    assert heard.seen(over=True) == Seen(over=True, held_at=80)


def test_a_key_that_is_let_go_is_a_person_however_long_another_is_held() -> None:
    heard = trace()
    for press in range(50):
        heard.press(press)
    assert heard.release(60) is True
    assert heard.seen(over=True).acted_at == 60


def test_what_is_kept_on_counts_a_key_held_down_at_its_beginning_and_its_end() -> None:
    heard = trace(Manner.KEEP)
    for press in range(50):
        heard.press(press)
    assert heard.seen(over=False) == Seen(over=False, acted_at=FINGERS - 1, held_at=49)
    assert heard.release(60) is False
    heard.press(70)
    assert heard.seen(over=False).acted_at == 70


@given(st.lists(st.integers(1, FINGERS), min_size=1, max_size=30))
def test_typing_of_at_most_ten_keys_at_once_is_an_act_and_never_a_key_held_down(chords: list[int]) -> None:
    """Each chord: so many presses, then a release. A second one may be let go before the next press, or not."""
    heard = trace()
    ended = []
    for at, pressed in enumerate(chords):
        for _ in range(pressed):
            heard.press(10 * at)
        ended.append(heard.release(10 * at + 5))
    assert all(ended)
    assert heard.seen(over=True) == Seen(over=True, acted_at=10 * len(chords) - 5)


def test_a_jump_in_one_event_is_seen_as_far_as_it_went() -> None:
    heard = trace()
    assert heard.move(105, 100, 7) is True
    assert heard.seen(over=True).moved_at == 7


def test_motion_on_the_radius_is_still_jitter() -> None:
    heard = trace()
    assert heard.move(104, 96, 7) is False
    assert heard.seen(over=True).jitter_at == 7
    assert heard.seen(over=True).moved_at is None


def test_the_radius_can_be_set() -> None:
    assert trace(radius=10).move(110, 100, 0) is False
    assert trace(radius=1).move(102, 100, 0) is True


def test_a_pixel_a_second_never_strays_however_far_it_comes() -> None:
    heard = trace()
    assert not any(heard.move(100 + second, 100, second * 1_000) for second in range(50))


def test_a_slow_hand_strays_within_one_stroke() -> None:
    heard = trace()
    ended = [heard.move(100 + step, 100, step * 50) for step in range(10)]
    assert ended.index(True) == 5


def test_motion_without_end_on_the_spot_is_not_paid_for_for_long() -> None:
    heard = trace()
    ended = [heard.move(100 + turn % 2, 100, turn * 8) for turn in range(ENOUGH)]
    assert ended.index(True) == ENOUGH - 1


def test_a_watch_is_ended_by_a_hand_but_not_by_a_jump() -> None:
    heard = trace(Manner.WATCH)
    assert heard.move(400, 100, 0) is False
    ended = next(at for at in range(5_000, 9_000, 8) if heard.move(400 - at % 100 * 3, 100, at))
    assert ended == 6_504
    assert heard.seen(over=True).acted_at == 6_504
    assert heard.seen(over=True).strokes == (0, 5_000)


def test_jitter_that_follows_a_hand_without_rest_is_jitter() -> None:
    heard = trace(Manner.KEEP)
    for at in range(0, 2_000, 8):
        heard.move(300 + at % 100 * 3, 100, at)
    for at in range(2_000, 9_000, 8):
        heard.move(300 + at // 8 % 2, 100, at)
    seen = heard.seen(over=False)
    assert seen.jitter_at == 8_992
    assert seen.moved_at is not None
    assert seen.moved_at < 3_100


def test_jitter_that_follows_a_jump_is_no_hand() -> None:
    heard = trace(Manner.WATCH)
    heard.move(400, 100, 0)
    ended = next(at for at in range(8, 9_000, 8) if heard.move(400 + at // 8 % 2, 100, at))
    assert heard.seen(over=True).acted_at is None
    assert ended < 2_000


def test_what_is_kept_on_is_ended_by_nothing() -> None:
    heard = trace(Manner.KEEP)
    assert not heard.act(0)
    assert not any(heard.move(100 + 9 * step, 100, step * 8) for step in range(500))


@pytest.mark.parametrize("manner", Manner)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(-9, 9), st.integers(-9, 9)), max_size=80))
def test_instants_are_those_of_events_and_strokes_lie_apart(manner: Manner, steps: list[tuple[int, int, int]]) -> None:
    heard, now, instants = trace(manner), 0, {0}
    for gap, dx, dy in steps:
        now += gap
        instants.add(now)
        heard.move(100 + dx, 100 + dy, now)
    seen = heard.seen(over=True)
    assert {at for at in (seen.moved_at, seen.jitter_at, *seen.strokes) if at is not None} <= instants
    assert all(later - earlier > 300 for earlier, later in zip(seen.strokes, seen.strokes[1:], strict=False))
