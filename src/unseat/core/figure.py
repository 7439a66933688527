"""How an exercise is drawn: key poses as joint angles, what is human about them, and what lies between them.

Angles are in degrees, 0 in the upright stance with hanging arms. Lengths are parts of the body's height.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Annotated

import msgspec

Moment = Annotated[float, msgspec.Meta(ge=0, le=1)]


class View(StrEnum):
    """Where the onlooker stands: beside the working side, at its front corner, before the person, or above that."""

    SIDE = "side"
    CORNER = "corner"
    FRONT = "front"
    ABOVE = "above"


class Rhythm(StrEnum):
    """Whether the movement comes back to its first pose, flows on through it as a stride does, or stays in the last."""

    REPEAT = "repeat"
    FLOW = "flow"
    HOLD = "hold"


class Muscle(StrEnum):
    """What works, or is stretched."""

    PSOAS = "psoas"
    FLANK = "flank"
    DIAPHRAGM = "diaphragm"
    ABDOMINALS = "abdominals"
    BACK = "back"
    GLUTEUS_MAXIMUS = "gluteus-maximus"
    GLUTEUS_MEDIUS = "gluteus-medius"
    THIGH = "thigh"
    CALF = "calf"


class Kind(StrEnum):
    """What stands in the room."""

    CHAIR = "chair"
    CHAIR_ASIDE = "chair-aside"
    DESK = "desk"
    DESK_ASIDE = "desk-aside"
    WALL = "wall"
    MAT = "mat"


class Prop(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`x` is the edge that the person meets, or the middle. A chair that is `turned` has its back before the person.

    What is `aside` stands beyond the person, on the side that does not work.
    """

    kind: Kind
    x: float = 0.0
    turned: bool = False


class Limbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The joints of one side: bending forward, `out` and `away` from the middle, `turn` outward, `ankle` pointing."""

    hip: float = 0.0
    out: float = 0.0
    turn: float = 0.0
    knee: float = 0.0
    ankle: float = 0.0
    shoulder: float = 0.0
    away: float = 0.0
    elbow: float = 0.0
    wrist: float = 0.0


class Pose(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One key pose, at a moment of the movement.

    `lean` tips the pelvis forward, `roll` to the right; `spine` rounds the back (below 0 hollows it), `bend` takes it
    to the right, `neck` nods. `belly` is 1 full of breath, -1 drawn in; `effort`, 0 to 1, how much the muscle works or
    is stretched. `on` is where the point lies that the figure rests on: forward, up.
    """

    at: Moment
    lean: float = 0.0
    roll: float = 0.0
    spine: float = 0.0
    bend: float = 0.0
    neck: float = 0.0
    belly: Annotated[float, msgspec.Meta(ge=-1, le=1)] = 0.0
    effort: Moment = 1.0
    right: Limbs = Limbs()
    left: Limbs = Limbs()
    on: tuple[float, float] = (0.0, 0.0)


class Figure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The drawing of one exercise, done with the right side (`skeleton.mirrored` gives the left).

    `rests_on` names the point of the body (`skeleton.POINTS`) that every pose's `on` places in the room.
    """

    view: View = View.SIDE
    rhythm: Rhythm
    target: tuple[Muscle, ...]
    rests_on: str
    prop: tuple[Prop, ...] = ()
    pose: tuple[Pose, ...]


LIMITS = {
    "lean": (-180, 180),
    "roll": (-180, 180),
    "spine": (-25, 80),
    "bend": (-35, 35),
    "neck": (-45, 45),
    "hip": (-30, 125),
    "out": (-30, 45),
    "turn": (-45, 45),
    "knee": (0, 130),
    "ankle": (-20, 50),
    "shoulder": (-60, 180),
    "away": (0, 180),
    "elbow": (0, 150),
    "wrist": (-70, 70),
}
"""Degrees: inside what clinical tables of the normal range of motion give for adults (the Merck Manual's lists hip 0 to
125, knee 0 to 130, ankle 20 up and 50 down, elbow 0 to 160; goniometry charts add 30 for the hip to the
back, 60 for the shoulder to the back and 180 overhead; the Electronic Textbook of Hand Surgery has 70 and 75 for the
wrist). More would not be asked of anybody at a desk."""


def beyond(pose: Pose) -> Iterator[str]:
    """Every joint that is bent further than people bend it, with what is found and allowed."""
    joints = {name: getattr(pose, name) for name in ("lean", "roll", "spine", "bend", "neck")}
    for side in ("right", "left"):
        limbs = msgspec.structs.asdict(getattr(pose, side))
        joints |= {f"{side}.{joint}": angle for joint, angle in limbs.items()}
    for joint, angle in joints.items():
        low, high = LIMITS[joint.rpartition(".")[2]]
        if not low <= angle <= high:
            yield f"{joint} {angle:g}, allowed {low} to {high}"


def pose_at(figure: Figure, moment: float) -> Pose:
    """The pose at `moment`, 0 to 1. Continuous; eased in and out of the key poses, but where the movement flows."""
    keys = list(figure.pose)
    if figure.rhythm is not Rhythm.HOLD:
        keys.append(msgspec.structs.replace(keys[0], at=1.0))
    for before, after in pairwise(keys):
        if before.at <= moment < after.at:
            part = (moment - before.at) / (after.at - before.at)
            return between(before, after, part if figure.rhythm is Rhythm.FLOW else eased(part))
    return keys[-1]


def eased(t: float) -> float:
    """0 to 1 without a jolt: at rest at both ends."""
    return t * t * (3 - 2 * t)


def between(a: Pose, b: Pose, t: float) -> Pose:
    """`a` where t is 0, `b` where it is 1, and in proportion between."""
    return Pose(
        at=_mean(a.at, b.at, t),
        lean=_mean(a.lean, b.lean, t),
        roll=_mean(a.roll, b.roll, t),
        spine=_mean(a.spine, b.spine, t),
        bend=_mean(a.bend, b.bend, t),
        neck=_mean(a.neck, b.neck, t),
        belly=_mean(a.belly, b.belly, t),
        effort=_mean(a.effort, b.effort, t),
        right=Limbs(*_means(msgspec.structs.astuple(a.right), msgspec.structs.astuple(b.right), t)),
        left=Limbs(*_means(msgspec.structs.astuple(a.left), msgspec.structs.astuple(b.left), t)),
        on=(_mean(a.on[0], b.on[0], t), _mean(a.on[1], b.on[1], t)),
    )


def _means(a: Sequence[float], b: Sequence[float], t: float) -> list[float]:
    return [_mean(x, y, t) for x, y in zip(a, b, strict=True)]


def _mean(a: float, b: float, t: float) -> float:
    return (1 - t) * a + t * b
