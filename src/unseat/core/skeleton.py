"""Where every point of a posed body lies: forward kinematics in three dimensions, and how an onlooker sees it.

The room: x forward, y up from the floor, z to the person's right; the unit is the body's height. The limbs have the
lengths that Drillis and Contini (1966) give as parts of it, in Winter, Biomechanics and Motor Control of Human
Movement; trunk, head and widths are drawn to look right beside them.
"""

from math import cos, radians, sin

import msgspec

from unseat.core.figure import Figure, Limbs, Pose, View

Point = tuple[float, float, float]
Seen = tuple[float, float]

HIP_HALF, SHOULDER_HALF = 0.07, 0.105
PELVIS, CHEST = 0.115, 0.175
THIGH, SHANK, ANKLE, FOOT = 0.245, 0.246, 0.039, 0.152
UPPER_ARM, FOREARM, HAND = 0.186, 0.146, 0.06
HEAD = 0.125
SOLE = -0.021
"""The middle of the foot's thickness, from the ankle."""

LANDMARKS = {
    "hips": ("pelvis", 0, 0, 0),
    "seat": ("pelvis", -0.02, -0.075, 0),
    "buttock": ("pelvis", -0.03, -0.018, 0),
    "buttock.high": ("pelvis", -0.036, 0.03, 0),
    "buttock.low": ("pelvis", -0.024, -0.036, 0),
    "crotch.front": ("pelvis", 0.042, -0.045, 0),
    "crotch.back": ("pelvis", -0.066, -0.045, 0),
    "hips.front": ("pelvis", 0.06, 0.0, 0),
    "hips.back": ("pelvis", -0.078, 0.0, 0),
    "hem.front": ("pelvis", 0.062, 0.05, 0),
    "hem.back": ("pelvis", -0.066, 0.05, 0),
    "belt.front": ("pelvis", 0.056, 0.075, 0),
    "belt.back": ("pelvis", -0.056, 0.075, 0),
    "pubis": ("pelvis", 0.042, 0.01, 0),
    "waist": ("chest", 0, 0, 0),
    "waist.back": ("chest", -0.054, 0.01, 0),
    "neck": ("chest", 0, CHEST, 0),
    "collar.front": ("chest", 0.036, CHEST + 0.012, 0),
    "collar.back": ("chest", -0.04, CHEST + 0.018, 0),
    "shoulders.front": ("chest", 0.062, CHEST - 0.03, 0),
    "shoulders.back": ("chest", -0.064, CHEST - 0.025, 0),
    "chest": ("chest", 0.005, 0.1, 0),
    "chest.front": ("chest", 0.08, 0.09, 0),
    "chest.back": ("chest", -0.073, 0.095, 0),
    "ribs.front": ("chest", 0.05, 0.055, 0),
    "ribs.middle": ("chest", 0.015, 0.068, 0),
    "ribs.back": ("chest", -0.03, 0.04, 0),
    "back.low": ("pelvis", -0.042, 0.06, 0),
    "back.middle": ("chest", -0.035, 0.03, 0),
    "back.high": ("chest", -0.052, 0.11, 0),
    "spine.low": ("pelvis", -0.012, 0.07, 0),
    "spine.high": ("chest", -0.014, 0.022, 0),
    "nape": ("head", -0.005, HEAD - 0.06, 0),
    "head": ("head", 0.012, HEAD, 0),
    "face": ("head", 0.112, HEAD, 0),
    "top": ("head", 0.012, HEAD + 0.1, 0),
    "brows": ("head", 0.02, HEAD - 0.004, 0),
    "chin": ("head", 0.026, HEAD - 0.036, 0),
    "lip": ("head", 0.062, HEAD - 0.041, 0),
    "bridge": ("head", 0.066, HEAD - 0.004, 0),
    "nose": ("head", 0.082, HEAD - 0.012, 0),
    "crown": ("head", -0.012, HEAD + 0.022, 0),
}
"""The middle of the body: segment, and forward, up, right from its origin."""

SIDE_LANDMARKS = {
    "hip": ("thigh", 0, 0, 0),
    "hip.side": ("pelvis", -0.02, 0.046, HIP_HALF - 0.002),
    "hip.middle": ("pelvis", -0.014, 0.014, HIP_HALF + 0.004),
    "hip.low": ("pelvis", -0.002, -0.02, HIP_HALF + 0.018),
    "crotch": ("pelvis", 0, -0.045, 0.1),
    "hips": ("pelvis", 0, 0.0, 0.106),
    "hem": ("pelvis", 0, 0.05, 0.096),
    "belt": ("pelvis", 0, 0.075, 0.088),
    "waist": ("chest", 0, 0.01, 0.085),
    "chest": ("chest", 0, 0.09, 0.104),
    "shoulders": ("chest", 0, CHEST - 0.03, 0.118),
    "collar": ("chest", 0, CHEST + 0.015, 0.05),
    "flank.low": ("pelvis", 0.004, 0.055, HIP_HALF),
    "flank.middle": ("chest", 0.006, 0.02, HIP_HALF),
    "flank.high": ("chest", 0.002, 0.085, HIP_HALF + 0.012),
    "lumbar": ("pelvis", 0.022, 0.045, 0.03),
    "groin": ("pelvis", 0.036, -0.005, 0.05),
    "trochanter": ("thigh", 0.008, -0.085, -0.02),
    "thigh.front": ("thigh", 0.022, -0.06, 0),
    "thigh.middle": ("thigh", 0.018, -0.13, 0),
    "thigh.low": ("thigh", 0.014, -0.2, 0),
    "knee": ("shank", 0, 0, 0),
    "calf": ("shank", -0.009, -0.08, 0),
    "calf.high": ("shank", -0.014, -0.03, 0),
    "calf.low": ("shank", -0.008, -0.16, 0),
    "ankle": ("foot", 0, 0, 0),
    "instep": ("foot", 0, 0.1, 0),
    "tip": ("foot", 0.1, 0, 0),
    "heel": ("foot", -0.035, SOLE, 0),
    "ball": ("foot", 0.075, SOLE, 0),
    "toe": ("foot", FOOT - 0.045, SOLE, 0),
    "shoulder": ("upper", 0, 0, 0),
    "elbow": ("fore", 0, 0, 0),
    "wrist": ("palm", 0, 0, 0),
    "hand": ("palm", 0.004, -HAND * 0.5, 0),
    "fingers": ("palm", 0.006, -HAND * 1.25, 0),
    "thumb": ("palm", 0.026, -HAND * 0.7, -0.008),
    "eye": ("head", 0.05, HEAD + 0.004, 0.027),
    "mouth": ("head", 0.054, HEAD - 0.036, 0.015),
    "ear": ("head", -0.006, HEAD - 0.012, 0.066),
}
"""The same for either side; "right" below counts outward."""

POINTS = (
    *LANDMARKS,
    "belly",
    "belly.front",
    "belly.skin",
    *(f"{side}.{name}" for side in ("right", "left") for name in SIDE_LANDMARKS),
)


class Frame(msgspec.Struct, frozen=True):
    """A place with three directions at right angles."""

    at: Point = (0.0, 0.0, 0.0)
    forward: Point = (1.0, 0.0, 0.0)
    up: Point = (0.0, 1.0, 0.0)
    right: Point = (0.0, 0.0, 1.0)

    def point(self, forward: float, up: float, right: float) -> Point:
        x, y, z = (
            o + forward * f + up * u + right * r
            for o, f, u, r in zip(self.at, self.forward, self.up, self.right, strict=True)
        )
        return x, y, z

    def moved(self, forward: float, up: float, right: float) -> "Frame":
        return msgspec.structs.replace(self, at=self.point(forward, up, right))

    def nodded(self, degrees: float) -> "Frame":
        """What points up goes forward."""
        up, forward = _turned(self.up, self.forward, degrees)
        return msgspec.structs.replace(self, up=up, forward=forward)

    def tipped(self, degrees: float) -> "Frame":
        """What points up goes right."""
        up, right = _turned(self.up, self.right, degrees)
        return msgspec.structs.replace(self, up=up, right=right)

    def spun(self, degrees: float) -> "Frame":
        """What points forward goes right."""
        forward, right = _turned(self.forward, self.right, degrees)
        return msgspec.structs.replace(self, forward=forward, right=right)


Body = dict[str, Point]
"""Every one of `POINTS`, by its name."""


def body(figure: Figure, pose: Pose) -> Body:
    """The points of `pose`, so placed that the point the figure rests on lies where the pose says.

    Between left and right that point stays where it is in the first pose.
    """
    points = _points(pose)
    x, y, z = points[figure.rests_on]
    dx, dy, dz = pose.on[0] - x, pose.on[1] - y, _points(figure.pose[0])[figure.rests_on][2] - z
    return {name: (px + dx, py + dy, pz + dz) for name, (px, py, pz) in points.items()}


def mirrored(points: Body) -> Body:
    """The same body doing the same with its other side: reflected in the plane between left and right."""
    other = {"right": "left", "left": "right"}
    swapped = {}
    for name, (x, y, z) in points.items():
        side, _, rest = name.partition(".")
        swapped[f"{other[side]}.{rest}" if side in other else name] = (x, y, -z)
    return swapped


HEADING = {View.SIDE: 10.0, View.CORNER: 48.0, View.FRONT: 90.0, View.ABOVE: 90.0}
"""Degrees that the person is turned towards us."""
RISE = {View.SIDE: 0.12, View.CORNER: 0.12, View.FRONT: 0.12, View.ABOVE: 0.45}
"""How much higher a point appears for each unit that it is farther away: we look down, mostly slightly."""


def seen(point: Point, view: View, side: str) -> Seen:
    """Where an onlooker on the person's `side` sees `point`: x to their right, y up."""
    x, y, z = point
    mirror = -1 if side == "left" else 1
    angle = radians(HEADING[view])
    depth = x * sin(angle) + mirror * z * cos(angle)
    return mirror * (x * cos(angle) - mirror * z * sin(angle)), y - RISE[view] * depth


def _points(pose: Pose) -> Body:
    pelvis = Frame().tipped(pose.roll).nodded(pose.lean)
    chest = pelvis.moved(0, PELVIS, 0).nodded(pose.spine).tipped(pose.bend)
    trunk = {"pelvis": pelvis, "chest": chest, "head": chest.moved(0, CHEST, 0).nodded(pose.neck)}
    points = {name: trunk[segment].point(*offset) for name, (segment, *offset) in LANDMARKS.items()}
    for name, forward in (("belly", 0.012), ("belly.front", 0.064), ("belly.skin", 0.047)):
        points[name] = chest.point(forward + 0.034 * pose.belly, 0.0, 0)
    for side, sign, limbs in (("right", 1, pose.right), ("left", -1, pose.left)):
        frames = trunk | _limbs(pelvis, chest, limbs, sign)
        for name, (segment, forward, up, out) in SIDE_LANDMARKS.items():
            points[f"{side}.{name}"] = frames[segment].point(forward, up, sign * out)
    return points


def _limbs(pelvis: Frame, chest: Frame, limbs: Limbs, sign: int) -> dict[str, Frame]:
    thigh = pelvis.moved(0, 0, sign * HIP_HALF).nodded(-limbs.hip).tipped(-sign * limbs.out).spun(sign * limbs.turn)
    shank = thigh.moved(0, -THIGH, 0).nodded(limbs.knee)
    foot = shank.moved(0, -SHANK, 0).nodded(limbs.ankle)
    upper = chest.moved(0, CHEST - 0.02, sign * SHOULDER_HALF).nodded(-limbs.shoulder).tipped(-sign * limbs.away)
    fore = upper.moved(0, -UPPER_ARM, 0).nodded(-limbs.elbow)
    palm = fore.moved(0, -FOREARM, 0).nodded(-limbs.wrist)
    return {"thigh": thigh, "shank": shank, "foot": foot, "upper": upper, "fore": fore, "palm": palm}


def _turned(a: Point, b: Point, degrees: float) -> tuple[Point, Point]:
    """`a` turned towards `b`, and `b` with it."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    ax, ay, az = a
    bx, by, bz = b
    return (
        (ax * c + bx * s, ay * c + by * s, az * c + bz * s),
        (bx * c - ax * s, by * c - ay * s, bz * c - az * s),
    )
