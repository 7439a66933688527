"""Holds taken as one, each for so long without input as its cap says."""

import pytest

from unseat.core.words import MINUTE, Kind, Millis
from unseat.senses.holds import WEAK, WORKING, Caps, Holds, Quiet

CAPS = Caps(call=Millis(180 * MINUTE), presentation=Millis(45 * MINUTE))


class Fixed:
    """Says the same at every look."""

    name = "fixed"

    def __init__(self, *kinds: Kind, known: bool = True) -> None:
        self.kinds = frozenset(kinds) if known else None
        self.closed = 0

    def look(self) -> frozenset[Kind] | None:
        return self.kinds

    def close(self) -> None:
        self.closed += 1


CALL, VIDEO, LOCKED = Fixed(Kind.CALL), Fixed(Kind.PRESENTATION), Fixed(Kind.LOCKED)
UNKNOWN, NONE = Fixed(known=False), Fixed()


def test_they_are_taken_together_and_what_is_unknown_holds_nothing() -> None:
    holds = Holds([CALL, UNKNOWN, VIDEO, NONE])
    assert holds.look(Quiet(0), CAPS) == {Kind.CALL, Kind.PRESENTATION}
    assert Holds([]).look(Quiet(0), CAPS) == frozenset()


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(45, {Kind.CALL, Kind.PRESENTATION}), (46, {Kind.CALL}), (180, {Kind.CALL}), (181, set())],
)
def test_without_input_each_holds_up_to_its_cap(minutes: int, expected: set[Kind]) -> None:
    assert Holds([CALL, VIDEO]).look(Quiet(minutes * MINUTE), CAPS) == expected


def test_a_lock_is_never_capped() -> None:
    assert Holds([LOCKED]).look(Quiet(24 * 60 * MINUTE), CAPS) == {Kind.LOCKED}


def test_a_full_screen_alone_holds_for_little() -> None:
    holds = Holds([NONE], weak=[VIDEO])
    assert holds.look(Quiet(WEAK), CAPS) == {Kind.PRESENTATION}
    assert holds.look(Quiet(WEAK + 1), CAPS) == frozenset()
    assert Holds([VIDEO], weak=[VIDEO]).look(Quiet(WEAK + 1), CAPS) == {Kind.PRESENTATION}


def test_where_no_sense_tells_of_input_nothing_is_capped() -> None:
    assert Holds([VIDEO]).look(Quiet(None), CAPS) == {Kind.PRESENTATION}


def test_all_are_closed() -> None:
    one, other = Fixed(), Fixed()
    Holds([one], weak=[other]).close()
    assert (one.closed, other.closed) == (1, 1)


@pytest.mark.parametrize(
    ("quiet_s", "full", "expected"),
    [
        (5, NONE, set()),
        (31, NONE, {Kind.PRESENTATION}),
        (5, VIDEO, {Kind.PRESENTATION}),
        (5, UNKNOWN, {Kind.PRESENTATION}),
    ],
)
def test_what_only_keeps_the_screen_awake_is_no_presentation_while_somebody_types(
    quiet_s: int, full: Fixed, expected: set[Kind]
) -> None:
    assert Holds([VIDEO], weak=[full]).look(Quiet(quiet_s * 1000), CAPS) == expected
    assert Holds([CALL], weak=[full]).look(Quiet(quiet_s * 1000), CAPS) >= {Kind.CALL}


def test_what_they_share_is_closed_last() -> None:
    told: list[str] = []
    sense = Fixed()
    Holds([sense], closed=lambda: told.append(f"after {sense.closed}")).close()
    assert told == ["after 1"]


@pytest.mark.parametrize(("flow_ms", "expected"), [(0, set()), (WORKING - 1, set()), (WORKING, {Kind.PRESENTATION})])
def test_who_works_in_full_screen_presents_nothing(flow_ms: int, expected: set[Kind]) -> None:
    assert Holds([NONE], weak=[VIDEO]).look(Quiet(5_000, flow_ms), CAPS) == expected
    assert Holds([VIDEO], weak=[VIDEO]).look(Quiet(5_000, flow_ms), CAPS) == {Kind.PRESENTATION}
