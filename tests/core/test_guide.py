"""Through an exercise: what is given of it is what time gave, whatever the person does meanwhile."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.cards import card
from unseat import catalogue
from unseat.core.exercise import Exercise, Place, Work
from unseat.core.fact import Sides
from unseat.core.guide import BOTH, ENOUGH, IDLE_AT_MOST, LEAST, Guide, Stage, script, settling
from unseat.core.words import SECOND, Answer
from unseat.paths import config_root

CARDS = catalogue.load([config_root() / "exercises"]).exercises
WORK = Work(times=2, seconds=30, rest=5)
ACTS: dict[str, Callable[[Guide], object]] = {
    "back": Guide.back,
    "next side": Guide.next_side,
    "touched": Guide.touched,
    "pause": lambda guide: setattr(guide, "paused", not guide.paused),
    "held": lambda guide: setattr(guide, "held", not guide.held),
}
lengths = st.integers(0, 40) | st.integers(0, 90 * SECOND)
acts = st.lists(lengths | st.sampled_from(sorted(ACTS)), max_size=40)


@st.composite
def cards(draw: st.DrawFn) -> Exercise:
    """Any dose, of one side at a time or both at once."""
    plan = Work(times=draw(st.integers(1, 4)), seconds=draw(st.integers(1, 40)), rest=draw(st.integers(0, 5)))
    return made(plan, each=draw(st.booleans()))


def made(plan: Work = WORK, *, each: bool = True) -> Exercise:
    dose = plan.times * plan.seconds + (plan.times - 1) * plan.rest
    one = card("a", side_s=dose if each else 0, places=(Place.STANDING,))
    return msgspec.structs.replace(one, seconds=2 * dose if each else dose, work=plan)


def guide(one: Exercise | None = None, starts: str | None = "left") -> Guide:
    return Guide(script(one or made(), starts))


def live(going: Guide, done: list[int | str]) -> int:
    """Does all of it; answers how much time has gone in which the exercise could run."""
    gone = 0
    for act in done:
        if isinstance(act, str):
            ACTS[act](going)
            continue
        gone += 0 if going.over or going.paused or going.held else act
        going.go(act)
    return gone


def test_the_parts_in_their_order() -> None:
    parts = guide().parts
    assert [(part.stage.value, part.length // SECOND, part.side, part.nth) for part in parts] == [
        ("ready", 5, "left", 0),
        ("work", 30, "left", 1),
        ("rest", 5, "left", 1),
        ("work", 30, "left", 2),
        ("change", 5, "right", 0),
        ("work", 30, "right", 1),
        ("rest", 5, "right", 1),
        ("work", 30, "right", 2),
        ("over", 0, "right", 0),
    ]


def test_both_at_once_knows_no_sides() -> None:
    going = guide(made(each=False), None)
    assert {part.side for part in going.parts} == {BOTH}
    assert [part.stage for part in going.parts].count(Stage.CHANGE) == 0
    going.go(1000 * SECOND)
    assert (going.result().answer, going.result().sides, going.result().given) == (Answer.DONE, None, 65 * SECOND)


def test_it_begins_with_the_side_whose_turn_it_is() -> None:
    assert [guide(starts=starts).sides for starts in ("left", "right", None)] == [
        ("left", "right"),
        ("right", "left"),
        ("right", "left"),
    ]


def test_more_time_to_get_down_to_the_floor() -> None:
    floor = card("a", places=(Place.FLOOR,))
    assert (settling(floor), settling(card("b"))) == (10 * SECOND, 5 * SECOND)


@pytest.mark.parametrize("one", CARDS, ids=[one.id for one in CARDS])
@pytest.mark.parametrize("starts", ["left", "right"])
def test_every_card_gives_exactly_its_dose(one: Exercise, starts: str) -> None:
    going = guide(one, starts)
    assert sum(going.dose(side) for side in going.sides) == one.seconds * SECOND
    if one.seconds_per_side:
        assert [going.dose(side) for side in going.sides] == [one.seconds_per_side * SECOND] * 2
    begun = going.go(24 * 3600 * SECOND)
    assert (going.over, begun) == (True, going.parts[1:])
    result = going.result()
    side = one.seconds_per_side
    assert (result.answer, result.given) == (Answer.DONE, one.seconds * SECOND)
    assert result.sides == (Sides(side, side) if side else None)


def test_what_counts_down() -> None:
    going = guide()
    assert (going.left, going.side_left) == (5 * SECOND, 65 * SECOND)
    going.go(15 * SECOND)
    assert (going.left, going.side_left) == (20 * SECOND, 55 * SECOND)
    going.go(57 * SECOND)
    assert (going.part.stage, going.left, going.side_left) == (Stage.CHANGE, 3 * SECOND, 65 * SECOND)
    going.finish()
    assert (going.left, going.side_left) == (0, 0)


@pytest.mark.parametrize("why", ["pause", "held"])
def test_nothing_is_given_while_it_is_paused_or_held(why: str) -> None:
    going = guide()
    going.go(10 * SECOND)
    before = msgspec.structs.astuple(going.result()), going.left
    ACTS[why](going)
    assert going.go(60 * SECOND) == ()
    assert (msgspec.structs.astuple(going.result()), going.left) == before
    ACTS[why](going)
    going.go(1 * SECOND)
    assert going.result().given == before[0][2] + SECOND


@pytest.mark.parametrize("why", ["pause", "held"])
def test_it_is_given_up_when_it_has_stood_still_for_ten_minutes_in_all(why: str) -> None:
    going = guide()
    going.go(40 * SECOND)
    for _ in range(2):
        ACTS[why](going)
        going.go(IDLE_AT_MOST // 2 - 1)
        assert not going.over
        ACTS[why](going)
        going.go(SECOND)
    ACTS[why](going)
    going.go(2)
    assert (going.over, going.given_up, going.result().answer) == (True, True, Answer.PARTIAL)


def test_back_begins_the_part_anew_and_soon_after_its_beginning_the_one_before() -> None:
    going = guide()
    going.go((5 + 30 + 5 + 10) * SECOND)
    going.back()
    assert (going.index, going.spent) == (3, 0)
    going.go(2 * SECOND)
    going.back()
    assert (going.index, going.spent) == (1, 0)
    going.back()
    assert (going.index, going.spent) == (0, 0)
    going.back()
    assert (going.index, going.spent) == (0, 0)


def test_back_from_the_other_side_goes_to_the_last_work_of_the_first() -> None:
    going = guide()
    going.go((5 + 65 + 5) * SECOND)
    assert going.part.stage is Stage.WORK
    going.back()
    assert (going.part.side, going.part.nth, going.part.stage) == ("left", 2, Stage.WORK)


def test_what_is_repeated_is_really_given() -> None:
    going = guide()
    going.go(25 * SECOND)
    going.back()
    going.go(30 * SECOND)
    assert going.given == {"left": 50 * SECOND}


def test_next_side_leaves_the_rest_of_this_one() -> None:
    going = guide()
    going.go((5 + 20) * SECOND)
    going.next_side()
    assert (going.part.stage, going.part.side) == (Stage.CHANGE, "right")
    going.go((5 + 65) * SECOND)
    assert going.over
    assert going.result().answer is Answer.PARTIAL
    assert going.result().sides == Sides(20, 65)


def test_next_side_after_the_last_one_ends_it() -> None:
    going = guide()
    going.next_side()
    going.next_side()
    assert (going.over, going.result().answer) == (True, Answer.SKIPPED)


@pytest.mark.parametrize(
    ("left_s", "right_s", "answer"),
    [
        (65, 65, Answer.DONE),
        (52, 52, Answer.DONE),
        (52, 51.9, Answer.PARTIAL),
        (65, 0, Answer.PARTIAL),
        (13, 0, Answer.PARTIAL),
        (12.9, 12.9, Answer.SKIPPED),
        (0, 0, Answer.SKIPPED),
    ],
)
def test_what_it_comes_to(left_s: float, right_s: float, answer: Answer) -> None:
    going = guide()
    going.go(round((5 + left_s) * SECOND) if left_s < 65 else 70 * SECOND)
    if going.part.side == "left":
        going.next_side()
    going.go(round((5 + right_s) * SECOND))
    going.finish()
    assert going.result().answer is answer
    assert going.result().sides == Sides(left_s, right_s)


def test_the_hand_that_lets_go_before_it_begins_is_not_the_exercise() -> None:
    going = guide()
    going.touched()
    assert going.clean
    going.go(6 * SECOND)
    going.touched()
    assert not going.clean


def test_a_touch_while_changing_sides_is_input_too() -> None:
    going = guide()
    going.go((5 + 65 + 1) * SECOND)
    assert going.part.stage is Stage.CHANGE
    going.touched()
    assert not going.clean


@given(cards(), acts)
def test_never_more_is_given_than_time_has_gone(one: Exercise, done: list[int | str]) -> None:
    going = guide(one)
    gone = live(going, done)
    result = going.result()
    assert min(going.given.values(), default=0) >= 0
    assert result.given == sum(going.given.values()) <= gone
    if result.sides:
        assert min(result.sides.left_s, result.sides.right_s) >= 0
        assert abs(result.sides.left_s + result.sides.right_s - result.given / SECOND) <= 0.1 + 1e-9


@given(cards(), acts)
def test_done_means_enough_on_each_side(one: Exercise, done: list[int | str]) -> None:
    going = guide(one)
    live(going, done)
    shares = [going.given.get(side, 0) / going.dose(side) for side in going.sides]
    answer = going.result().answer
    assert (answer is Answer.DONE) == (min(shares) >= ENOUGH)
    assert (answer is Answer.SKIPPED) == (max(shares) < LEAST)


@given(cards(), acts, lengths, lengths)
def test_time_may_come_in_any_pieces(one: Exercise, done: list[int | str], first: int, then: int) -> None:
    whole, pieces = guide(one), guide(one)
    live(whole, done)
    live(pieces, done)
    assert whole.go(first + then) == (*pieces.go(first), *pieces.go(then))
    assert whole == pieces


@given(cards(), st.lists(lengths, max_size=30))
def test_without_going_back_what_is_given_and_what_is_left_make_the_dose(one: Exercise, done: list[int]) -> None:
    going = guide(one)
    for ms in done:
        going.go(ms)
        side = going.part.side
        assert going.given.get(side, 0) + going.side_left == going.dose(side)
        assert 0 <= going.left <= going.part.length


@given(cards(), acts)
def test_given_up_only_after_it_stood_still_for_long(one: Exercise, done: list[int | str]) -> None:
    going = guide(one)
    live(going, done)
    assert going.given_up == (going.still >= IDLE_AT_MOST)
    assert not going.given_up or going.over


@given(cards(), acts, acts)
def test_over_is_over(one: Exercise, done: list[int | str], more: list[int | str]) -> None:
    going = guide(one)
    live(going, done)
    going.finish()
    before = going.index, going.spent, going.result()
    live(going, more)
    assert (going.index, going.spent, going.result()) == before
    assert going.over
