"""The log of appointments: what stands, in which order, and under which number."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from unseat.core.appointments import appointments, numbered
from unseat.core.fact import Fact
from unseat.core.said import AppointmentNoted, AppointmentRemoved, Resumed
from unseat.core.words import Instant


def noted(at: int, day: int, whom: str = "physio") -> AppointmentNoted:
    return AppointmentNoted(at=Instant(at), day=date(2026, 11, day), whom=whom, note="n")


def removed(at: int, of: int) -> AppointmentRemoved:
    return AppointmentRemoved(at=Instant(at), noted=Instant(of))


def numbers(*facts: Fact) -> list[int]:
    return [one.number for one in numbered(facts)]


def test_they_stand_by_day_and_keep_their_number() -> None:
    first, second, third = noted(1, 20, "later"), noted(2, 10, "sooner"), noted(3, 10, "after that")
    assert [one.whom for one in appointments([first, second, third])] == ["sooner", "after that", "later"]
    assert numbers(first, second, third) == [2, 3, 1]
    assert numbers(first, second, third, removed(4, 2)) == [3, 1]
    assert numbers(first, second, third, removed(4, 2), noted(5, 1)) == [4, 3, 1]


def test_one_that_is_not_known_cannot_be_taken_back() -> None:
    assert numbers(noted(1, 20), removed(2, 99)) == [1]


@given(st.lists(st.sampled_from([noted(1, 3), noted(2, 2), noted(3, 1), removed(4, 2), Resumed(at=Instant(5))])))
def test_order_and_repetition_mean_nothing(facts: list[Fact]) -> None:
    once = sorted(set(facts), key=lambda fact: fact.at)
    assert numbered(facts) == numbered(once)
    assert all(one.noted != 2 for one in numbered(facts)) or removed(4, 2) not in facts
