"""A posed body as an onlooker sees it, and the shapes it is drawn with."""

from collections.abc import Iterable, Iterator, Sequence
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
    """A body as an onlooker sees it, with shapes between its points."""

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

    def dot(self, colour: str, name: str, wide: float) -> str:
        return capsule(self.at(name), self.at(name), UNIT * wide / 2, 0, colour)

    def line(self, colour: str, wide: float, *names: str) -> str:
        """A thin bent line."""
        first, *others = (self.at(name) for name in names)
        bent = curved([first, *others]) if len(others) > 1 else "".join(f"L{x:.1f} {y:.1f}" for x, y in others)
        return (
            f'<path d="M{first[0]:.1f} {first[1]:.1f}{bent}" fill="none" stroke="{colour}"'
            f' stroke-width="{UNIT * wide:.1f}" stroke-linecap="round"/>'
        )

    def ribbon(self, colour: str, *joints: tuple[str, float]) -> str:
        """One smooth shape along `joints`, each with its thickness there."""
        middle = [self.at(name) for name, _ in joints]
        return self._between(colour, middle, [UNIT * wide / 2 for _, wide in joints], blunt=False)

    def barrel(self, colour: str, *levels: tuple[str, str, str]) -> str:
        """What is round at each of `levels`: the names of its front, of its back, and of its two sides."""
        middle, across = [], []
        for front, back, beside in levels:
            (fx, fy), (bx, by) = self.at(front), self.at(back)
            (rx, ry), (lx, ly) = self.at(f"right.{beside}"), self.at(f"left.{beside}")
            middle.append(((fx + bx) / 2, (fy + by) / 2))
            across.append(((fx - bx) / 2, (fy - by) / 2, (rx - lx) / 2, (ry - ly) / 2))
        halves = [
            ((fx * nx + fy * ny) ** 2 + (rx * nx + ry * ny) ** 2) ** 0.5
            for (fx, fy, rx, ry), (nx, ny) in zip(across, _normals(middle), strict=True)
        ]
        return self._between(colour, middle, halves, blunt=True)

    def shape(self, colour: str, axes: tuple[str, str, str], outline: Iterable[Seen]) -> str:
        """A closed smooth shape through `outline`, in tenths of a height from `axes`: origin, x and y, as points."""
        (ox, oy), (ax, ay), (bx, by) = (self.at(name) for name in axes)
        through = [(ox + (ax - ox) * x + (bx - ox) * y, oy + (ay - oy) * x + (by - oy) * y) for x, y in outline]
        first = through[0]
        bent = curved([*through, first], closed=True)
        return f'<path d="M{first[0]:.1f} {first[1]:.1f}{bent}Z" fill="{colour}"/>'

    def _between(self, colour: str, middle: Sequence[Seen], halves: Sequence[float], *, blunt: bool) -> str:
        across = list(zip(middle, halves, _normals(middle), strict=True))
        one = [(x + half * nx, y + half * ny) for (x, y), half, (nx, ny) in across]
        other = [(x - half * nx, y - half * ny) for (x, y), half, (nx, ny) in reversed(across)]
        (ax, ay), (bx, by) = one[0], other[0]
        if not blunt:
            return f'<path d="M{ax:.1f} {ay:.1f}{curved([*one, *other, one[0]], closed=True)}Z" fill="{colour}"/>'
        return f'<path d="M{ax:.1f} {ay:.1f}{curved(one)}L{bx:.1f} {by:.1f}{curved(other)}Z" fill="{colour}"/>'


def placed(point: Seen) -> Seen:
    return WIDE / 2 + UNIT * point[0], FLOOR - UNIT * point[1]


def curved(points: Sequence[Seen], *, closed: bool = False) -> str:
    """A path on from the first of `points` smoothly through the others (a Catmull-Rom spline)."""
    first, last = (points[-2], points[1]) if closed else (points[0], points[-1])
    row = [first, *points, last]
    parts = []
    for (ax, ay), (bx, by), (cx, cy), (dx, dy) in zip(row, row[1:], row[2:], row[3:], strict=False):
        parts.append(
            f"C{bx + (cx - ax) / 6:.1f} {by + (cy - ay) / 6:.1f} {cx - (dx - bx) / 6:.1f} {cy - (dy - by) / 6:.1f}"
            f" {cx:.1f} {cy:.1f}"
        )
    return "".join(parts)


def _normals(middle: Sequence[Seen]) -> Iterator[Seen]:
    """At each point of a line, across it, as long as 1."""
    row = [middle[0], *middle, middle[-1]]
    for (ax, ay), _, (bx, by) in zip(row, row[1:], row[2:], strict=False):
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1.0
        yield (ay - by) / length, (bx - ax) / length


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
