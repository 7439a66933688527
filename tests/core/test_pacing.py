"""How a session moves: for every shipped card and figure, at every point of it."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest

from unseat import catalogue
from unseat.core.exercise import Exercise, Work
from unseat.core.figure import Figure, Muscle, Pose, Rhythm
from unseat.core.guide import Part, Stage, script
from unseat.core.pacing import INTO_HOLD, STRIDE, Breath, breath, moment, step, telling
from unseat.core.words import SECOND, Millis
from unseat.figures import figure_of
from unseat.paths import config_root

FOLDER = config_root() / "exercises"
CARDS = catalogue.load([FOLDER]).exercises
EVERY = 50
"""Milliseconds between two pictures, as in the window."""

every_card = pytest.mark.parametrize("card", CARDS, ids=[card.id for card in CARDS])


@cache
def drawing(exercise: str) -> Figure:
    found = figure_of(exercise, [FOLDER])
    assert found
    return found


def part(stage: Stage = Stage.WORK, seconds: float = 30, nth: int = 1) -> Part:
    return Part(stage, Millis(round(seconds * SECOND)), "both", nth)


def pictures(card: Exercise, every: int = EVERY) -> Iterator[tuple[Part, int, float]]:
    """Each part of a session, with the moments of the figure in it."""
    rhythm = drawing(card.id).rhythm
    for one in script(card, "left"):
        for spent in range(0, one.length + 1, every):
            yield one, spent, moment(rhythm, card.plan, one, spent)


@every_card
def test_the_moment_is_one_of_the_figures(card: Exercise) -> None:
    assert all(0 <= at <= 1 for _, _, at in pictures(card))


@every_card
def test_nothing_moves_while_getting_ready_and_changing_sides(card: Exercise) -> None:
    still = {Stage.READY, Stage.CHANGE, Stage.OVER}
    assert {at for one, _, at in pictures(card) if one.stage in still} == {0.0}


@every_card
def test_it_moves_without_a_jump_within_one_time(card: Exercise) -> None:
    """A movement that comes back passes from its last moment, 1, to its first, 0: the same pose."""
    rhythm = drawing(card.id).rhythm
    fastest = 1 / STRIDE if rhythm is Rhythm.FLOW else 1 / SECOND
    for (before, _, one), (after, _, other) in pairwise(pictures(card)):
        if before is after:
            apart = abs(other - one)
            if rhythm is not Rhythm.HOLD:
                apart = min(apart, 1 - apart)
            assert apart <= EVERY * fastest + 1e-9


@every_card
def test_a_rest_goes_on_where_the_time_before_it_ended(card: Exercise) -> None:
    """But in a movement that flows, which never rests."""
    rhythm = drawing(card.id).rhythm
    for before, after in pairwise(script(card, "left")):
        if after.stage is Stage.REST and rhythm is not Rhythm.FLOW:
            ended = moment(rhythm, card.plan, before, before.length)
            assert abs(moment(rhythm, card.plan, after, 0) - ended) in {0.0, 1.0}


def test_a_hold_is_gone_into_once_and_left_in_the_rest() -> None:
    work = Work(times=2, seconds=30, rest=5)
    at = [moment(Rhythm.HOLD, work, part(), spent) for spent in (0, INTO_HOLD // 2, INTO_HOLD, 29 * SECOND)]
    assert at == [0, 0.5, 1, 1]
    rest = part(Stage.REST, 5)
    assert [moment(Rhythm.HOLD, work, rest, spent) for spent in (0, INTO_HOLD // 4, 5 * SECOND)] == [1, 0.5, 0]


def test_a_hold_shorter_than_the_way_into_it() -> None:
    work = Work(times=5, seconds=2, rest=1)
    assert moment(Rhythm.HOLD, work, part(seconds=2), 2 * SECOND) == 1
    assert moment(Rhythm.HOLD, work, part(Stage.REST, 1), 1 * SECOND) == 0


def test_one_time_of_what_is_repeated_is_one_movement_its_rest_included() -> None:
    work = Work(times=8, seconds=5, rest=1)
    assert moment(Rhythm.REPEAT, work, part(seconds=5), 3 * SECOND) == 0.5
    assert moment(Rhythm.REPEAT, work, part(Stage.REST, 1), 0) == pytest.approx(5 / 6)


def test_what_is_repeated_without_being_counted_goes_slowly_on() -> None:
    work = Work(seconds=60)
    at = [moment(Rhythm.REPEAT, work, part(seconds=60), spent * SECOND) for spent in (0, 3, 6, 9)]
    assert at == [0, 0.5, 0, 0.5]


def test_with_a_breathing_rhythm_the_movement_keeps_to_it() -> None:
    work = Work(seconds=60, breath=(4, 6))
    assert moment(Rhythm.REPEAT, work, part(seconds=60), 15 * SECOND) == 0.5


def test_a_movement_that_flows_keeps_its_stride() -> None:
    work = Work(seconds=60)
    assert [moment(Rhythm.FLOW, work, part(), spent) for spent in (0, STRIDE // 2, STRIDE)] == [0, 0.5, 0]


def test_the_breath_goes_in_and_out() -> None:
    work = Work(seconds=60, breath=(4, 6))
    seen = [breath(work, part(seconds=60), spent * SECOND) for spent in (0, 2, 4, 7, 10)]
    assert seen == [Breath("in", 0), Breath("in", 0.5), Breath("out", 0), Breath("out", 0.5), Breath("in", 0)]


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.WORK])
def test_no_breath_but_while_it_runs(stage: Stage) -> None:
    assert breath(Work(seconds=60, breath=(4, 6)), part(stage), 0) is None
    assert breath(Work(seconds=60), part(), 0) is None


@every_card
def test_the_breath_fits_into_each_time_and_is_never_outside_it(card: Exercise) -> None:
    rhythm = card.plan.breath
    if rhythm is None:
        return
    assert card.plan.seconds % sum(rhythm) == 0
    for one, spent, _ in pictures(card, every=250):
        now = breath(card.plan, one, spent)
        assert (now is None) == (one.stage is not Stage.WORK)
        assert now is None or 0 <= now.part < 1


@every_card
def test_the_steps_come_once_and_in_their_order(card: Exercise) -> None:
    """The first while getting ready, and each of the others within the first side."""
    rhythm, steps = drawing(card.id).rhythm, len(card.steps["en"])
    meant: dict[str, list[int]] = {}
    for one, spent, _ in pictures(card, every=250):
        at = step(steps, rhythm, card.plan, one, spent)
        if one.stage in {Stage.READY, Stage.CHANGE}:
            assert at == 0
        elif one.stage is not Stage.WORK:
            assert at is None
        if at is not None:
            meant.setdefault(one.side, []).append(at)
    for seen in meant.values():
        assert seen == sorted(seen)
        assert list(dict.fromkeys(seen)) == list(range(steps))


def test_a_hold_stays_with_its_last_step_and_a_movement_lets_go_of_it() -> None:
    work = Work(seconds=60)
    late = 59 * SECOND
    assert step(4, Rhythm.HOLD, work, part(seconds=60), late) == 3
    assert step(4, Rhythm.REPEAT, work, part(seconds=60), late) is None


@every_card
def test_the_one_picture_is_a_strongest_pose(card: Exercise) -> None:
    drawn = drawing(card.id)
    at = telling(drawn)
    strongest = max(pose.effort for pose in drawn.pose)
    (shown,) = (pose for pose in drawn.pose if pose.at == at)
    assert shown.effort == strongest
    assert not any(pose.effort == strongest for pose in drawn.pose if pose.at > at)


def test_of_equally_strong_poses_the_last() -> None:
    poses = tuple(Pose(at=at, effort=effort) for at, effort in ((0, 0.2), (0.3, 1), (0.6, 1), (0.9, 0.5)))
    assert telling(Figure(rhythm=Rhythm.REPEAT, target=(Muscle.PSOAS,), rests_on="pelvis", pose=poses)) == 0.6
