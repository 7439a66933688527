"""The figure's arithmetic: what is human, what lies between two poses, and the mirror image."""

from math import dist

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unseat.core.figure import LIMITS, Figure, Limbs, Muscle, Pose, Rhythm, View, between, beyond, eased, pose_at
from unseat.core.skeleton import FOREARM, POINTS, SHANK, THIGH, UPPER_ARM, body, mirrored, seen

BONES = [
    ("hip", "knee", THIGH),
    ("knee", "ankle", SHANK),
    ("shoulder", "elbow", UPPER_ARM),
    ("elbow", "wrist", FOREARM),
]
NAMES = [field.name for field in msgspec.structs.fields(Limbs)]


def angles(joint: str) -> st.SearchStrategy[float]:
    low, high = LIMITS[joint]
    return st.floats(low, high)


limbs = st.builds(Limbs, **{joint: angles(joint) for joint in NAMES})
poses = st.builds(
    Pose,
    at=st.just(0.0),
    lean=st.floats(-120, 120),
    roll=st.floats(-90, 90),
    spine=angles("spine"),
    bend=angles("bend"),
    neck=angles("neck"),
    belly=st.floats(-1, 1),
    effort=st.floats(0, 1),
    right=limbs,
    left=limbs,
    on=st.tuples(st.floats(-1, 1), st.floats(-1, 1)),
)
rhythms = st.sampled_from(Rhythm)


def figure(*pose: Pose, rhythm: Rhythm = Rhythm.HOLD, rests_on: str = "hips") -> Figure:
    return Figure(rhythm=rhythm, target=(Muscle.PSOAS,), rests_on=rests_on, pose=pose)


@given(poses)
def test_within_the_limits_everybody_is_human(pose: Pose) -> None:
    assert list(beyond(pose)) == []


@pytest.mark.parametrize("joint", NAMES)
@pytest.mark.parametrize("side", ["right", "left"])
def test_a_limb_bent_too_far_is_named(joint: str, side: str) -> None:
    low, high = LIMITS[joint]
    for angle in (low - 1, high + 1):
        pose = msgspec.structs.replace(Pose(at=0), **{side: Limbs(**{joint: angle})})
        assert list(beyond(pose)) == [f"{side}.{joint} {angle}, allowed {low} to {high}"]


@pytest.mark.parametrize("joint", ["lean", "roll", "spine", "bend", "neck"])
def test_a_trunk_bent_too_far_is_named(joint: str) -> None:
    angle = LIMITS[joint][1] + 1
    (found,) = beyond(msgspec.structs.replace(Pose(at=0), **{joint: angle}))
    assert found.startswith(joint)


@given(poses, poses, st.floats(0, 1))
def test_between_two_human_poses_all_are_human(a: Pose, b: Pose, t: float) -> None:
    middle = between(a, b, t)
    for limb in (middle.right, middle.left):
        for joint in NAMES:
            low, high = LIMITS[joint]
            assert low - 1e-9 <= getattr(limb, joint) <= high + 1e-9


@given(poses, poses, rhythms, st.floats(0, 0.999))
def test_the_movement_has_no_jolts(a: Pose, b: Pose, rhythm: Rhythm, moment: float) -> None:
    moving = figure(a, msgspec.structs.replace(b, at=0.5), rhythm=rhythm)
    before, after = (body(moving, pose_at(moving, at)) for at in (moment, moment + 1e-6))
    assert max(dist(before[name], after[name]) for name in POINTS) < 1e-3


@given(poses, poses)
def test_the_key_poses_are_reached_and_a_repeat_returns(a: Pose, b: Pose) -> None:
    later = msgspec.structs.replace(b, at=0.5)
    assert pose_at(figure(a, later), 0) == a
    assert pose_at(figure(a, later), 0.5) == pose_at(figure(a, later), 1) == later
    assert pose_at(figure(a, later, rhythm=Rhythm.REPEAT), 1) == msgspec.structs.replace(a, at=1.0)


@given(poses, poses)
def test_what_flows_keeps_its_pace(a: Pose, b: Pose) -> None:
    later = msgspec.structs.replace(b, at=0.5)
    assert pose_at(figure(a, later, rhythm=Rhythm.FLOW), 0.125) == between(a, later, 0.25)
    assert pose_at(figure(a, later), 0.125) == between(a, later, eased(0.25))


def test_easing_rests_at_both_ends() -> None:
    assert [eased(t) for t in (0, 0.5, 1)] == [0, 0.5, 1]
    assert eased(0.01) < 0.001


@given(poses)
def test_bones_keep_their_length(pose: Pose) -> None:
    points = body(figure(pose), pose)
    for side in ("right", "left"):
        for a, b, length in BONES:
            assert dist(points[f"{side}.{a}"], points[f"{side}.{b}"]) == pytest.approx(length)


@given(poses, st.sampled_from(POINTS))
def test_the_body_rests_where_the_pose_says(pose: Pose, point: str) -> None:
    x, y, _ = body(figure(pose, rests_on=point), pose)[point]
    assert (x, y) == pytest.approx(pose.on)


@given(poses, poses, st.sampled_from(POINTS))
def test_between_left_and_right_the_point_of_rest_stays(a: Pose, b: Pose, point: str) -> None:
    later = msgspec.structs.replace(b, at=0.5)
    moving = figure(a, later, rests_on=point)
    before, after = (body(moving, pose)[point][2] for pose in (a, later))
    assert after == pytest.approx(before)


def test_from_above_what_lies_nearer_is_seen_lower() -> None:
    near, far = (seen((x, 0.0, 0.0), View.ABOVE, "right")[1] for x in (0.3, -0.3))
    assert far - near == pytest.approx(0.27)
    assert seen((0.3, 0.0, 0.2), View.ABOVE, "right")[0] == pytest.approx(-0.2)


@given(poses)
def test_the_mirror_image_twice_is_the_same_and_keeps_lengths(pose: Pose) -> None:
    points = body(figure(pose), pose)
    other = mirrored(points)
    assert mirrored(other) == points
    assert set(other) == set(POINTS)
    for a, b, length in BONES:
        assert dist(other[f"left.{a}"], other[f"left.{b}"]) == pytest.approx(length)


@given(poses)
def test_the_mirror_image_is_what_the_other_side_does(pose: Pose) -> None:
    swapped = msgspec.structs.replace(pose, right=pose.left, left=pose.right, roll=-pose.roll, bend=-pose.bend)
    other = body(figure(swapped), swapped)
    for name, point in mirrored(body(figure(pose), pose)).items():
        assert other[name] == pytest.approx(point, abs=1e-9)


@given(poses, st.sampled_from(View))
def test_the_onlooker_sees_the_mirror_image_flipped(pose: Pose, view: View) -> None:
    points = body(figure(pose), pose)
    for name, point in mirrored(points).items():
        other = name.replace("left", "rihgt").replace("right", "left").replace("rihgt", "right")
        x, y = seen(points[other], view, "right")
        assert seen(point, view, "left") == pytest.approx((-x, y))


def test_upright_the_body_is_as_tall_as_it_should_be() -> None:
    upright = Pose(at=0)
    points = body(figure(upright), upright)
    assert points["crown"][1] + 0.07 - points["right.heel"][1] + 0.018 == pytest.approx(1, abs=0.05)
    assert points["right.shoulder"][2] > 0 > points["left.shoulder"][2]


@pytest.mark.parametrize(
    ("limb", "end", "axis", "sign"),
    [
        (Limbs(hip=45), "knee", 0, 1),
        (Limbs(hip=-20), "knee", 0, -1),
        (Limbs(out=30), "knee", 2, 1),
        (Limbs(knee=45), "ankle", 0, -1),
        (Limbs(ankle=30), "toe", 1, -1),
        (Limbs(shoulder=60), "hand", 0, 1),
        (Limbs(away=60), "hand", 2, 1),
        (Limbs(elbow=60), "hand", 0, 1),
        (Limbs(hip=90, knee=90, turn=40), "ankle", 2, -1),
    ],
)
def test_each_joint_bends_the_way_its_name_says(limb: Limbs, end: str, axis: int, sign: int) -> None:
    straight = Pose(at=0, right=Limbs(hip=limb.hip, knee=limb.knee) if limb.turn else Limbs())
    bent = Pose(at=0, right=limb)
    before, after = (body(figure(pose), pose)[f"right.{end}"][axis] for pose in (straight, bent))
    assert (after - before) * sign > 0.02
