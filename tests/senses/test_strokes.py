"""Whether inputs, as looks some seconds apart see them, are a machine's."""

from bisect import bisect_right

from hypothesis import given
from hypothesis import strategies as st

from unseat.core.words import MINUTE, SECOND
from unseat.senses.strokes import JIGGLER_AFTER, Strokes

LOOK = 5 * SECOND


def seen(inputs: list[int], looks: int, begun: int | None = None) -> Strokes:
    """After so many looks, 5 s apart. `begun`: when somebody was certainly there."""
    strokes, latest = Strokes(), None
    for now in range(0, looks * LOOK, LOOK):
        count = bisect_right(inputs, now)
        known = inputs[count - 1] if count else None
        if begun is not None and now - LOOK < begun <= now:
            strokes.begin(begun)
        strokes.look(known if known != latest else None)
        latest = known
    return strokes


@given(st.integers(3 * LOOK, 4 * MINUTE), st.integers(0, LOOK))
def test_a_rhythm_with_quiet_looks_in_between_is_a_machine(gap: int, start: int) -> None:
    count = max(9, JIGGLER_AFTER // gap + 2)
    inputs = [start + turn * gap for turn in range(count)]
    assert seen(inputs, inputs[-1] // LOOK + 2).jiggle
    assert not seen(inputs, JIGGLER_AFTER // LOOK - 1).jiggle


@given(st.integers(100, LOOK - 1))
def test_whatever_comes_at_each_look_is_a_flow(gap: int) -> None:
    inputs = list(range(0, 20 * MINUTE, gap))
    strokes = seen(inputs, 20 * 12)
    assert not strokes.jiggle
    assert strokes.since == inputs[bisect_right(inputs, (20 * 12 - 1) * LOOK) - 1]


def test_a_rhythm_counts_since_the_person_was_there_last() -> None:
    typing = list(range(0, MINUTE, 200))
    strokes = seen([*typing, *range(2 * MINUTE, 30 * MINUTE, MINUTE)], 30 * 12)
    assert strokes.jiggle
    assert strokes.since == typing[-1]


def test_what_was_certainly_a_person_begins_anew() -> None:
    rhythm = list(range(0, 30 * MINUTE, MINUTE))
    strokes = seen(rhythm, 30 * 12, begun=25 * MINUTE + SECOND)
    assert not strokes.jiggle
    assert strokes.since == 25 * MINUTE + SECOND


@given(st.lists(st.integers(3 * LOOK, 4 * MINUTE), min_size=9, max_size=14))
def test_one_gap_that_is_unlike_the_others_is_enough_for_a_person(gaps: list[int]) -> None:
    gaps = [*gaps, max(gaps[-2:]) * 6 // 5 + 1]
    inputs = [sum(gaps[:count]) for count in range(len(gaps) + 1)]
    assert not seen(inputs, inputs[-1] // LOOK + 2).jiggle


def test_nothing_is_nobody() -> None:
    assert Strokes().since is None
    assert not Strokes().jiggle
