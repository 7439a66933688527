"""The rule of senses.verdict as transcripts of a desk, and as properties."""

import random
from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.senses.desk import Act, Desk, Event, Look, clicking, creeping, holding, jumping, keys, sweep, typing
from unseat.core.words import MINUTE, SECOND
from unseat.senses.trace import Manner, Seen
from unseat.senses.verdict import Lengths, Verdict

PERSON = typing(1_000, 2 * SECOND)


def last_inputs(looks: list[Look]) -> list[int]:
    return [look.last for look in looks]


def kinds(looks: list[Look]) -> list[str]:
    return [look.reading.kind for look in looks]


def test_a_typing_person_is_seen_to_the_moment_at_every_look() -> None:
    looks = Desk(typing(1_000, 3 * MINUTE)).looks(3 * MINUTE)
    assert all(look.now - look.last <= 200 for look in looks[1:])
    assert set(kinds(looks[2:])) == {"real"}


def test_bursts_begin_at_most_every_30_s_and_only_when_something_moved() -> None:
    desk = Desk(typing(1_000, MINUTE) + typing(5 * MINUTE + 1_000, 6 * MINUTE))
    desk.looks(10 * MINUTE)
    assert [at // SECOND for at, manner in desk.listenings if manner is Manner.BURST] == [5, 35, 305, 335]


def test_one_key_then_reading_counts_though_no_listening_saw_it() -> None:
    looks = Desk(keys(61_000)).looks(2 * MINUTE)
    assert looks[-1].last == 61_000
    assert looks[-1].reading.kind == "unknown"


def test_a_page_turned_every_20_seconds_counts_each_time() -> None:
    turns = list(range(7_000, 10 * MINUTE, 20 * SECOND))
    looks = Desk(keys(*turns)).looks(10 * MINUTE)
    late = [look.now - look.last for look in looks[2:]]
    assert max(late) <= 30 * SECOND
    assert "jiggler" not in kinds(looks)


def test_a_bumped_desk_is_one_lone_input_and_a_creeping_mouse_no_more_than_that() -> None:
    looks = Desk(PERSON + creeping(5 * MINUTE, 7 * MINUTE)).looks(7 * MINUTE)
    after = {look.last for look in looks if look.now > 5 * MINUTE}
    assert len(after) == 1
    assert "jitter" in kinds(looks)


def test_idle_goes_on_through_jitter() -> None:
    looks = Desk(PERSON + creeping(5 * MINUTE, 9 * MINUTE)).looks(9 * MINUTE)
    assert looks[-1].reading.idle_ms is not None
    assert looks[-1].reading.idle_ms >= 4 * MINUTE - 6 * SECOND


def test_jitter_right_after_a_person_left_counts_for_40_seconds_at_most() -> None:
    looks = Desk(typing(1_000, MINUTE) + creeping(MINUTE, 9 * MINUTE)).looks(9 * MINUTE)
    assert looks[-1].last <= MINUTE + 40 * SECOND


def test_a_returning_person_is_known_at_the_next_look_though_the_mouse_creeps() -> None:
    events = PERSON + creeping(3 * MINUTE, 12 * MINUTE) + typing(8 * MINUTE + 1_000, 9 * MINUTE)
    looks = Desk(events).looks(12 * MINUTE)
    assert next(look.now for look in looks if look.last > 8 * MINUTE) == 8 * MINUTE + 5 * SECOND


def test_reading_with_a_creeping_mouse_never_makes_a_break() -> None:
    turns = keys(*range(7_000, 20 * MINUTE, 25 * SECOND))
    looks = Desk(turns + creeping(0, 20 * MINUTE, 1_100)).looks(20 * MINUTE)
    assert max(look.now - look.last for look in looks) < 2 * MINUTE
    assert "jiggler" not in kinds(looks)


def test_five_minutes_of_nothing_but_jitter_is_a_jiggler() -> None:
    looks = Desk(PERSON + creeping(MINUTE, 12 * MINUTE)).looks(12 * MINUTE)
    first = next(look.now for look in looks if look.reading.kind == "jiggler")
    assert 6 * MINUTE <= first <= 7 * MINUTE


def test_two_bumps_far_apart_are_no_jiggler() -> None:
    looks = Desk(PERSON + creeping(MINUTE, MINUTE + 15_000) + creeping(9 * MINUTE, 9 * MINUTE + 15_000)).looks(
        12 * MINUTE
    )
    assert "jiggler" not in kinds(looks)


def test_wide_jumps_by_the_clock_are_a_jiggler_whatever_their_period() -> None:
    for period in (1_000, 3_000, 7_300, 10_000, 30_000, 60_000):
        looks = Desk(PERSON + jumping(range(20_000, 20 * MINUTE, period))).looks(20 * MINUTE)
        assert looks[-1].reading.kind == "jiggler", period
        assert looks[-1].reading.idle_ms is not None
        assert looks[-1].reading.idle_ms > 5 * MINUTE, period


def test_there_and_back_again_is_a_jiggler_too() -> None:
    there = range(20_000, 20 * MINUTE, 15_000)
    back = [at + 1_000 for at in there]
    looks = Desk(jumping(sorted([*there, *back]))).looks(20 * MINUTE)
    assert looks[-1].reading.kind == "jiggler"


def test_a_jiggler_is_lifted_by_the_first_key() -> None:
    events = jumping(range(20_000, 20 * MINUTE, 10_000)) + keys(18 * MINUTE + 1_234)
    looks = Desk(events).looks(20 * MINUTE)
    lifted = next(look for look in looks if look.now > 18 * MINUTE and look.reading.kind == "real")
    assert lifted.now == 18 * MINUTE + 5 * SECOND


def test_a_jiggler_is_lifted_by_a_hand_on_the_mouse() -> None:
    events = jumping(range(20_000, 15 * MINUTE, 10_000)) + sweep(15 * MINUTE, 15 * MINUTE + 8_000)
    looks = Desk(events).looks(16 * MINUTE)
    assert looks[-1].reading.kind == "real"
    assert looks[-1].last > 15 * MINUTE


def test_a_person_who_only_moves_the_mouse_while_reading_is_no_jiggler() -> None:
    for seed in range(20):
        chance = random.Random(seed)  # noqa: S311 - a recorded-like series, not a secret
        at, events = 0, []
        while at < 30 * MINUTE:
            at += int(chance.lognormvariate(9, 1))
            events += sweep(at, at + chance.randrange(100, 1_200))
        looks = Desk(events).looks(30 * MINUTE)
        assert "jiggler" not in kinds(looks), seed


def test_short_nudges_at_irregular_moments_are_no_jiggler() -> None:
    for seed in range(20):
        chance = random.Random(seed)  # noqa: S311 - a recorded-like series, not a secret
        instants = sorted(chance.sample(range(1_000, 30 * MINUTE), 120))
        looks = Desk(jumping(instants)).looks(30 * MINUTE)
        assert "jiggler" not in kinds(looks), seed


def test_a_cat_on_a_key_is_one_lone_input_and_one_more_when_it_leaves() -> None:
    looks = Desk(PERSON + holding(5 * MINUTE + 1_000, 30 * MINUTE)).looks(32 * MINUTE)
    cats = sorted({look.last for look in looks if look.now > 5 * MINUTE})
    assert len(cats) == 2
    assert cats[0] <= 5 * MINUTE + 5 * SECOND
    assert cats[1] == 30 * MINUTE
    assert set(kinds([look for look in looks if 6 * MINUTE < look.now < 30 * MINUTE])) == {"held"}


def test_a_book_put_on_the_keyboard_by_who_leaves_counts_for_40_seconds_at_most() -> None:
    for left in range(MINUTE, MINUTE + 40 * SECOND, 2_700):
        looks = Desk(typing(1_000, left) + holding(left, 8 * MINUTE)).looks(8 * MINUTE - SECOND)
        assert looks[-1].last <= left + 40 * SECOND, left
        assert "jiggler" not in kinds(looks)


def test_a_person_beside_the_cat_is_seen_at_every_click_and_gone_soon_after_the_last() -> None:
    clicks = range(MINUTE, 10 * MINUTE, 50 * SECOND)
    looks = Desk(holding(10_000, 20 * MINUTE) + clicking(*clicks)).looks(18 * MINUTE)
    assert max(look.now - look.last for look in looks if look.now <= clicks[-1]) <= 55 * SECOND
    assert clicks[-1] <= looks[-1].last <= clicks[-1] + 40 * SECOND


def test_who_types_on_after_holding_a_key_counts_at_the_next_look() -> None:
    for end in range(20_500, 31_000, 500):
        typed = typing(end + 300, 2 * MINUTE)
        looks = Desk(holding(11_000, end) + typed).looks(2 * MINUTE)
        for look in looks:
            if look.now > end + 6 * SECOND:
                assert look.now - look.last <= 5 * SECOND, (end, look)


def test_who_scrolls_with_an_arrow_held_down_reads_on() -> None:
    for length in (900, 2_000, 5_000, 9_000):
        scrolls = [event for at in range(7_000, 20 * MINUTE, 47 * SECOND) for event in holding(at, at + length)]
        looks = Desk(scrolls).looks(20 * MINUTE)
        assert max(look.now - look.last for look in looks[2:]) <= 100 * SECOND, length


def test_a_game_of_held_keys_and_a_moving_mouse_is_played_by_somebody() -> None:
    runs = [event for at in range(1_000, 10 * MINUTE, 20 * SECOND) for event in holding(at, at + 18 * SECOND)]
    aims = [event for at in range(3_000, 10 * MINUTE, 10 * SECOND) for event in sweep(at, at + 300)]
    looks = Desk(runs + aims).looks(10 * MINUTE)
    assert max(look.now - look.last for look in looks) <= 20 * SECOND


def test_shift_held_down_for_a_minute_counts_as_the_person_who_types_with_it() -> None:
    shift = [Event(7_000, act=Act.DOWN), Event(MINUTE, act=Act.UP)]
    looks = Desk(shift + typing(10_000, MINUTE)).looks(MINUTE)
    assert all(look.now - look.last <= 200 for look in looks[3:])


def test_shift_held_alone_counts_when_it_is_pressed_and_when_it_is_let_go() -> None:
    looks = Desk([Event(61_000, act=Act.DOWN), Event(100_000, act=Act.UP)]).looks(3 * MINUTE)
    assert {look.last for look in looks if look.now > 61_000} == {61_000, 100_000}


def test_a_held_key_neither_lifts_jitter_nor_a_jiggler() -> None:
    looks = Desk(PERSON + creeping(MINUTE, 12 * MINUTE) + holding(3 * MINUTE, 15 * MINUTE)).looks(14 * MINUTE)
    assert looks[-1].last < 3 * MINUTE
    assert "held" not in kinds(looks)
    looks = Desk(jumping(range(20_000, 20 * MINUTE, 10_000)) + holding(12 * MINUTE, 19 * MINUTE)).looks(18 * MINUTE)
    assert looks[-1].last < 12 * MINUTE
    assert looks[-1].reading.kind == "jiggler"


def test_a_key_that_repeats_no_more_does_not_hide_jitter() -> None:
    """The server stops repeating a key that is still held when another one is pressed."""
    verdict = Verdict()
    verdict.look(0, -1_000, None)
    verdict.look(5_000, 4_900, None)
    assert verdict.look(10_000, 9_990, Seen(over=True, held_at=9_400)).listen is Manner.WATCH
    assert verdict.look(15_000, 14_990, Seen(over=False, held_at=12_000)).reading.kind == "held"
    jittered = Seen(over=False, held_at=12_000, jitter_at=19_990)
    assert verdict.look(20_000, 19_990, jittered).reading.kind == "jitter"


def test_a_key_that_repeats_slowly_is_told_by_the_watch_after_three_bursts() -> None:
    looks = Desk(holding(MINUTE, 20 * MINUTE, 900)).looks(19 * MINUTE)
    assert looks[-1].reading.kind == "held"
    assert looks[-1].last <= 4 * MINUTE


def test_what_only_the_counter_knows_counts_as_a_person() -> None:
    looks = Desk([Event(at, unheard=True) for at in range(7_000, 10 * MINUTE, 30_000)]).looks(10 * MINUTE)
    assert max(look.now - look.last for look in looks[2:]) <= 45 * SECOND


def test_without_a_counter_nothing_is_told_and_nothing_listens() -> None:
    verdict = Verdict()
    advice = verdict.look(1_000, None, None)
    assert advice.reading.idle_ms is None
    assert advice.listen is None


def test_a_listening_that_could_not_begin_is_a_listening_that_saw_nothing() -> None:
    verdict = Verdict()
    verdict.look(0, -1_000, None)
    assert verdict.look(5_000, 4_000, None).listen is Manner.BURST
    advice = verdict.look(10_000, 9_000, None)
    assert advice.reading.idle_ms == 1_000
    assert advice.listen is None


def test_an_input_between_the_clocks_of_two_threads_gives_no_negative_idle() -> None:
    verdict = Verdict()
    verdict.look(0, -1_000, None)
    verdict.look(5_000, 4_900, None)
    assert verdict.look(10_000, 9_900, Seen(over=True, acted_at=10_003)).reading.idle_ms == 0


SINGLE = st.builds(
    Event,
    st.integers(0, 20 * MINUTE),
    st.none() | st.tuples(st.integers(0, 30), st.integers(0, 30)),
    st.booleans(),
    st.sampled_from(Act),
)
HELD = st.builds(
    lambda start, length, interval: holding(start, start + length, interval),
    st.integers(0, 20 * MINUTE),
    st.integers(0, 3 * MINUTE),
    st.integers(20, 1_000),
)
EVENTS = st.builds(
    lambda singles, holds: [*singles, *(event for hold in holds for event in hold)],
    st.lists(SINGLE, max_size=60),
    st.lists(HELD, max_size=2),
)
EVERY = st.sampled_from([1_000, 5_000])


@given(EVENTS, EVERY)
def test_idle_is_never_negative_and_the_last_input_never_goes_back(events: list[Event], every: int) -> None:
    lasts = last_inputs(Desk(events, every).looks(20 * MINUTE))
    assert lasts == sorted(lasts)


@given(EVENTS, EVERY)
def test_every_last_input_is_one_that_happened(events: list[Event], every: int) -> None:
    happened = {event.at for event in events} | {-SECOND}
    assert set(last_inputs(Desk(events, every).looks(20 * MINUTE))) <= happened


@given(EVENTS, EVERY)
def test_listenings_begin_at_least_30_s_apart_but_while_a_key_is_held(events: list[Event], every: int) -> None:
    desk = Desk(events, every)
    kind_at = {look.now: look.reading.kind for look in desk.looks(20 * MINUTE)}
    for (earlier, _), (later, manner) in pairwise(desk.listenings):
        held = kind_at[later] == "held" and manner is Manner.WATCH
        assert held or later - earlier >= Lengths().every


@given(st.lists(st.integers(2 * MINUTE, 20 * MINUTE), max_size=200, unique=True), EVERY)
def test_once_jitter_is_seen_jitter_alone_yields_no_input(instants: list[int], every: int) -> None:
    events = [Event(at, (100 + turn % 3, 100)) for turn, at in enumerate(sorted(instants))]
    looks = Desk(creeping(1_000, 2 * MINUTE) + events, every).looks(25 * MINUTE)
    seen = next(look for look in looks if look.reading.kind == "jitter")
    assert {look.last for look in looks if look.now >= seen.now} == {seen.last}


@given(st.lists(st.integers(0, 20 * MINUTE), max_size=100), EVERY)
def test_a_person_with_keys_is_never_called_away(instants: list[int], every: int) -> None:
    """Whatever the rhythm of the keys: idle is at most two looks and a burst longer than it truly is."""
    looks = Desk(keys(*instants), every).looks(20 * MINUTE)
    for look in looks:
        truly = max((at for at in instants if at <= look.now), default=-SECOND)
        before = max((at for at in instants if at <= look.now - 2 * every - Lengths().limit), default=-SECOND)
        assert before <= look.last <= truly


@given(st.lists(st.tuples(st.integers(100, 40_000), st.integers(0, 900)), max_size=100), EVERY)
def test_a_person_whose_keys_overlap_is_never_called_away(strokes: list[tuple[int, int]], every: int) -> None:
    """Each key: how long after the one before it is pressed, and how long it is down. Never more than ten at once."""
    pressed = list(accumulate(gap for gap, _ in strokes))
    let_go = [at + down for at, (_, down) in zip(pressed, strokes, strict=True)]
    events = [Event(at, act=Act.DOWN) for at in pressed] + [Event(at, act=Act.UP) for at in let_go]
    looks = Desk(events, every).looks(20 * MINUTE)
    assert "held" not in kinds(looks)
    for look in looks:
        before = max((at for at in pressed if at <= look.now - 2 * every - Lengths().limit), default=-SECOND)
        assert before <= look.last


@given(st.integers(0, 2 * MINUTE), st.integers(20, 400), EVERY)
def test_once_a_key_is_told_to_be_held_it_yields_no_input(start: int, interval: int, every: int) -> None:
    looks = Desk(PERSON + holding(2 * MINUTE + start, 6 * MINUTE, interval), every).looks(6 * MINUTE - SECOND)
    told = next(look for look in looks if look.reading.kind == "held")
    assert {look.last for look in looks if look.now >= told.now} == {told.last}
    assert told.last <= 2 * MINUTE + start + 40 * SECOND
