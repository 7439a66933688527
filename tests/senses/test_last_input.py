"""The arithmetic from a compositor's events to the last input, against compositors that are made up."""

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from unseat.senses.last_input import LastInput

TIMEOUT = 1_000
END = 60_000
instants = st.integers(min_value=1, max_value=END)
inputs = st.lists(instants, max_size=60).map(sorted)
looks = st.lists(instants, min_size=1, max_size=60).map(sorted)


def told(inputs: list[int], timeout: int) -> Iterator[tuple[int, str]]:
    """What a compositor tells that is asked at 0, of all inputs after that."""
    before = 0
    for at in [*inputs, END * 2]:
        if at - before >= timeout:
            yield before + timeout, "idled"
            yield at, "resumed"
        before = at


def answers(inputs: list[int], looks: list[int], late: int = 0) -> list[int]:
    """What is known at each look, where each event is read `late` after it was told."""
    known, events = LastInput.begin(0, TIMEOUT), list(told(inputs, TIMEOUT))
    found = []
    for now in looks:
        while events and events[0][0] + late <= now:
            at, what = events.pop(0)
            known = known.idled(at + late) if what == "idled" else known.resumed(at + late)
        found.append(known.by(now))
    return found


def truth(inputs: list[int], now: int) -> int:
    return max((at for at in inputs if at <= now), default=0)


@given(inputs, looks)
def test_the_answer_is_never_late_and_at_most_the_timeout_early(inputs: list[int], looks: list[int]) -> None:
    for now, answer in zip(looks, answers(inputs, looks), strict=True):
        assert truth(inputs, now) - TIMEOUT <= answer <= truth(inputs, now)


@given(inputs, looks, st.integers(min_value=0, max_value=300))
def test_events_read_late_add_no_more_than_their_delay(inputs: list[int], looks: list[int], late: int) -> None:
    for now, answer in zip(looks, answers(inputs, looks, late), strict=True):
        assert truth(inputs, now - late) - TIMEOUT <= answer <= truth(inputs, now) + late


@given(inputs, looks, st.integers(min_value=0, max_value=300))
def test_no_answer_is_earlier_than_one_before(inputs: list[int], looks: list[int], late: int) -> None:
    assert all(before <= after for before, after in pairwise(answers(inputs, looks, late)))


@given(looks)
def test_a_lone_input_gets_its_own_instant(looks: list[int]) -> None:
    known = LastInput.begin(0, TIMEOUT).idled(1_000).resumed(5_000)
    early = [now for now in looks if 5_000 <= now < 5_000 + TIMEOUT]
    assert all(known.by(now) == 5_000 for now in early)
    assert all(known.idled(6_000).by(now) == 5_000 for now in looks)


def test_while_nothing_is_told_input_goes_on() -> None:
    assert LastInput.begin(0, TIMEOUT).by(30_000) == 29_000
