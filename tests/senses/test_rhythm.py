"""A machine's rhythm, and what is none."""

import random

from hypothesis import given
from hypothesis import strategies as st

from unseat.core.words import MINUTE
from unseat.senses.rhythm import by_the_clock

FIVE = 5 * MINUTE


@given(st.integers(300, 2 * MINUTE), st.integers(0, 10**9))
def test_any_period_is_found_once_it_has_lasted(period: int, start: int) -> None:
    count = max(8, -(-FIVE // period)) + 1
    instants = [start + turn * period for turn in range(count)]
    assert by_the_clock(instants, FIVE)
    assert not by_the_clock(instants[1:], FIVE)


def test_a_little_wobble_is_a_machine_still() -> None:
    chance = random.Random(1)  # noqa: S311 - a series, not a secret
    assert by_the_clock([turn * 10_000 + chance.randrange(400) for turn in range(40)], FIVE)


def test_only_the_latest_matter() -> None:
    person = [0, 3_000, 4_000, 19_000, 21_000]
    assert by_the_clock([*person, *range(30_000, 30_000 + FIVE + 20_000, 10_000)], FIVE)


def test_one_gap_out_of_step_breaks_the_rhythm() -> None:
    instants = list(range(0, 10 * MINUTE, 10_000))
    instants[-3] += 4_000
    assert not by_the_clock(instants, FIVE)


def test_a_reading_person_keeps_no_rhythm() -> None:
    reading = [0, 8_200, 9_900, 31_000, 34_500, 71_000, 90_300, 97_000, 140_000, 151_000, 163_500, 220_000, 224_000]
    reading += [261_000, 300_100, 302_000, 333_000, 371_000]
    assert not by_the_clock(reading, FIVE)


@given(st.lists(st.integers(0, 10**7), max_size=40).map(sorted), st.integers(0, 10**9))
def test_when_it_began_does_not_matter(instants: list[int], later: int) -> None:
    assert by_the_clock(instants, FIVE) == by_the_clock([at + later for at in instants], FIVE)
