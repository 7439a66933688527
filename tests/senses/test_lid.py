"""The lid's turns, as inputs among those that a sense tells."""

from hypothesis import given
from hypothesis import strategies as st

from unseat.core.words import SECOND, Millis
from unseat.dbus.words import Signal
from unseat.senses.base import Reading
from unseat.senses.lid import AFTER, Lid, Turn, WithLid
from unseat.senses.logind import LID, LID_S, Sleep
from unseat.senses.source import Soon

NOW = 100 * SECOND
KNOWN = st.sampled_from((True, False, None))


class Keys:
    """A sense whose last input was at `last`, null while it cannot tell."""

    def __init__(self, last: int | None = 0) -> None:
        self.name = "keys"
        self.last = last
        self.closed = False

    def look(self, steady_ms: int) -> Reading:
        return Reading(None if self.last is None else Millis(steady_ms - self.last), "real")

    def close(self) -> None:
        self.closed = True


def idle(lid: Lid, now: int = NOW, last: int | None = 0) -> int | None:
    return WithLid(Keys(last), lid).look(now).idle_ms


def made(at: int = NOW, *, closed: bool | None = False) -> Lid:
    """One that is known to be so, with its clock at `at`."""
    lid = Lid(lambda: at)
    lid.seen(closed)
    return lid


def turned(at: int, *, closed: bool) -> Lid:
    lid = made(at, closed=not closed)
    lid.seen(closed, hand=True)
    return lid


# ---- what is a turn


def test_a_hand_that_closes_or_opens_it_is_kept_with_its_instant() -> None:
    assert turned(7, closed=True).turn == Turn(7, closed=True)
    assert turned(7, closed=False).turn == Turn(7, closed=False)


@given(KNOWN, KNOWN, st.booleans())
def test_only_what_was_known_to_be_otherwise_was_turned(before: bool | None, after: bool | None, hand: bool) -> None:
    lid = made(closed=before)
    assert lid.seen(after, hand=hand) is after
    assert lid.closed is after
    assert (lid.turn is not None) == (hand and {before, after} == {True, False})


@given(KNOWN, KNOWN)
def test_it_is_asked_before_sleep_is_told(before: bool | None, answer: bool | None) -> None:
    """Nothing but one that was open and is closed now tells of a hand."""
    lid = made(closed=before)
    steps = Sleep(None, lid).hear(Signal("PrepareForSleep", (True,)))
    assert steps
    assert next(steps) == Soon(LID, LID_S)
    assert not lid.asleep
    assert steps.send((("b", answer),)) is True
    assert lid.asleep
    assert lid.turn == (Turn(NOW, closed=True) if (before, answer) == (False, True) else None)


# ---- what is told of it


def test_closing_it_is_an_input() -> None:
    assert idle(turned(NOW - 300, closed=True)) == 300


def test_a_later_key_counts_instead() -> None:
    assert idle(turned(NOW - 300, closed=True), last=NOW - 20) == 20


def test_a_turn_in_the_midst_of_a_look_is_no_input_to_come() -> None:
    assert idle(turned(NOW + 2, closed=True)) == 0
    assert idle(turned(NOW + 2, closed=False)) == NOW


def test_a_sense_that_cannot_tell_is_left_at_that() -> None:
    assert idle(turned(NOW - 300, closed=True), last=None) is None


def test_the_rest_is_the_senses_own() -> None:
    keys = Keys()
    sense = WithLid(keys, turned(NOW - 300, closed=True))
    assert sense.look(NOW).kind == "real"
    keys.name = "others"
    sense.look(NOW)
    assert sense.name == "others"
    sense.close()
    assert keys.closed


def test_a_lid_opened_while_awake_is_an_input_at_that_instant() -> None:
    assert idle(turned(NOW - 300, closed=False)) == 300


def test_one_that_wakes_the_machine_counts_from_the_look_that_finds_it_awake() -> None:
    lid = made(closed=True)
    sense = WithLid(Keys(), lid)
    lid.asleep = True
    assert sense.look(NOW).idle_ms == NOW
    lid.seen(False, hand=True)
    assert sense.look(NOW + 5000).idle_ms == NOW + 5000
    lid.asleep = False
    assert sense.look(NOW + 10_000).idle_ms == NOW + 10_000
    assert sense.look(NOW + 15_000).idle_ms == 5000 - AFTER
    assert sense.look(NOW + 20_000).idle_ms == 10_000 - AFTER


def test_one_that_closed_before_sleep_stays_where_it_was() -> None:
    lid = turned(NOW - 10, closed=True)
    lid.asleep = True
    sense = WithLid(Keys(), lid)
    assert sense.look(NOW).idle_ms == 10
    lid.asleep = False
    assert sense.look(NOW + 5000).idle_ms == 5010
    assert sense.look(NOW + 10_000).idle_ms == 10_010


@given(
    st.lists(st.tuples(st.integers(1, 9000), KNOWN, st.booleans(), st.booleans(), st.booleans()), max_size=12),
)
def test_it_only_ever_makes_idle_less(steps: list[tuple[int, bool | None, bool, bool, bool]]) -> None:
    now = 0
    lid, keys = Lid(lambda: now), Keys()
    sense = WithLid(keys, lid)
    for wait, closed, hand, asleep, silent in steps:
        now += wait
        lid.seen(closed, hand=hand)
        lid.asleep = asleep
        keys.last = None if silent else 0
        told = sense.look(now).idle_ms
        assert (told is None) == silent
        assert told is None or 0 <= told <= now
        assert told in {None, now} or lid.turn is not None
