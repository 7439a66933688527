"""A posed body as an onlooker sees it, and the rounded strokes it is drawn with."""

from itertools import pairwise
from typing import Literal

import msgspec

from unseat.core.figure import View
from unseat.core.skeleton import RISE, Body, Seen, seen
from unseat.report.figure_colours import Colours

Side = Literal["right", "left"]

WIDE, HIGH, FLOOR = 300, 250, 226
"""The drawing, and where its floor lies; `UNIT` is how tall a person is in it."""
UNIT = 190


class Canvas(msgspec.Struct, frozen=True):
    """A body as an onlooker sees it, with strokes between its points."""

    points: Body
    view: View
    near: Side
    worked: tuple[str, ...]
    colours: Colours

    @property
    def far(self) -> Side:
        return "left" if self.near == "right" else "right"

    def at(self, name: str) -> Seen:
        return placed(seen(self.points[name], self.view, self.near))

    def nearness(self, side: str) -> float:
        """How near the knee of `side` is to an onlooker before the person."""
        forward, up, _ = self.points[f"{side}.knee"]
        return forward + RISE[self.view] * up

    def stroke(self, colour: str, *joints: tuple[str, float]) -> str:
        """A rounded limb through `joints`, each with its thickness there (in heights of a body)."""
        return "".join(
            capsule(self.at(a), self.at(b), UNIT * wide / 2, UNIT * narrow / 2, colour)
            for (a, wide), (b, narrow) in pairwise(joints)
        )


def placed(point: Seen) -> Seen:
    return WIDE / 2 + UNIT * point[0], FLOOR - UNIT * point[1]


def capsule(a: Seen, b: Seen, wide: float, narrow: float, colour: str) -> str:
    """The hull of two circles: a path round both, tangent to each."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = (dx * dx + dy * dy) ** 0.5
    if length <= abs(wide - narrow) + 0.1:
        centre, radius = (a, wide) if wide >= narrow else (b, narrow)
        return f'<circle cx="{centre[0]:.1f}" cy="{centre[1]:.1f}" r="{radius:.1f}" fill="{colour}"/>'
    along, across = (wide - narrow) / length, (1 - ((wide - narrow) / length) ** 2) ** 0.5
    ux, uy = dx / length, dy / length
    corners = []
    for turn in (1, -1):
        nx, ny = ux * along - turn * uy * across, uy * along + turn * ux * across
        corners.append((a[0] + wide * nx, a[1] + wide * ny, b[0] + narrow * nx, b[1] + narrow * ny))
    (ax, ay, bx, by), (cx, cy, ex, ey) = corners
    return (
        f'<path d="M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}A{narrow:.1f} {narrow:.1f} 0 {int(narrow > wide)} 0 {ex:.1f}'
        f' {ey:.1f}L{cx:.1f} {cy:.1f}A{wide:.1f} {wide:.1f} 0 {int(wide >= narrow)} 0 {ax:.1f} {ay:.1f}Z"'
        f' fill="{colour}"/>'
    )
