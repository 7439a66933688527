"""The sitting clock as a picture. Pure but for Pillow, which is imported at the first drawing.

Each look has a silhouette of its own, so that it can be told without colour. All colours have a contrast of at least
3 to 1 against both white and black (WCAG 2.2, 1.4.11), so one picture serves light and dark panels. Edges are placed on
whole pixels for every size, and smoothed by averaging a larger drawing.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from unseat.core.view import View
from unseat.core.words import State
from unseat.desktop.tray.pen import FINE, Pen

if TYPE_CHECKING:
    from PIL.Image import Image

STEPS = 24
"""The ring fills in this many steps, so it is drawn again only every `every / STEPS`."""


class Shape(StrEnum):
    """What the picture says; the order of `shape_of` decides when more than one holds."""

    SITTING = "sitting"
    STANDING = "standing"
    PAUSED = "paused"
    AWAY = "away"
    UNWATCHED = "unwatched"
    WAITING = "waiting"
    PROMPT = "prompt"
    EXERCISE = "exercise"


COLOURS: dict[Shape, tuple[int, int, int]] = {
    Shape.SITTING: (0x23, 0x96, 0x8E),
    Shape.STANDING: (0x3C, 0x7D, 0x3F),
    Shape.PAUSED: (0x6B, 0x76, 0xA8),
    Shape.AWAY: (0x8C, 0x92, 0x9A),
    Shape.UNWATCHED: (0x75, 0x6A, 0x66),
    Shape.WAITING: (0xC2, 0x7C, 0x1E),
    Shape.PROMPT: (0xC4, 0x54, 0x2B),
    Shape.EXERCISE: (0x2E, 0x6F, 0xB5),
}


class Look(msgspec.Struct, frozen=True):
    """All that decides the picture: equal looks are drawn alike. `step` is 0 to `STEPS`, and 0 without a ring."""

    shape: Shape
    step: int = 0


def look(view: View, now: int) -> Look:
    """The look of `view` at `now` (milliseconds, UTC)."""
    shape = shape_of(view, now)
    return Look(shape, _step(view, now) if shape is Shape.SITTING else 0)


def shape_of(view: View, now: int) -> Shape:
    if view.prompt:
        return Shape.EXERCISE if view.prompt.started is not None else Shape.PROMPT
    if view.state is State.UNWATCHED:
        return Shape.UNWATCHED
    if view.paused or view.state is State.PAUSED:
        return Shape.PAUSED
    if view.state is State.SITTING:
        due = view.waiting_for is not None or (view.next_due is not None and now >= view.next_due)
        return Shape.WAITING if due else Shape.SITTING
    return Shape.STANDING if view.state is State.STANDING else Shape.AWAY


def _step(view: View, now: int) -> int:
    if view.counted_from is None:
        return 0
    return min(max((now - view.counted_from) * STEPS // view.every, 0), STEPS)


@lru_cache(maxsize=8)
def draw(look: Look, size: int) -> Image:
    """A square RGBA picture of `size` pixels (16 or more). Never change it: equal looks share one picture."""
    from PIL import Image, ImageDraw

    fine = Image.new("L", (size * FINE, size * FINE))
    _paint(Pen(ImageDraw.Draw(fine), size), look)
    picture = Image.new("RGBA", (size, size), (*COLOURS[look.shape], 0))
    picture.putalpha(fine.reduce(FINE))
    return picture


def _paint(pen: Pen, look: Look) -> None:
    match look.shape:
        case Shape.SITTING:
            pen.ring_from_top(look.step / STEPS)
            _seated(pen)
        case Shape.STANDING:
            _upright(pen)
        case Shape.PAUSED:
            pen.ring_from_top(0)
            _two_bars(pen)
        case Shape.AWAY:
            pen.thin_ring()
        case Shape.UNWATCHED:
            pen.thin_ring()
            _stroke_through(pen)
        case Shape.WAITING:
            pen.ring_from_top(1)
            pen.disc(pen.middle, pen.middle, round(pen.size / 6.4))
        case Shape.PROMPT:
            pen.disc(pen.middle, pen.middle, pen.middle - pen.edge)
            _upward(pen)
        case Shape.EXERCISE:
            pen.disc(pen.middle, pen.middle, pen.middle - pen.edge)
            _onward(pen)


def _seated(pen: Pen) -> None:
    """In the ring: a head, and one bent line for back, thigh and shin."""
    line = max(2, round(pen.size / 10))
    left, knee = (round(pen.middle + pen.size * share) + line / 2 for share in (-0.19, 0.10))
    seat, foot = (round(pen.middle + pen.size * share) + line / 2 for share in (0.06, 0.20))
    head = line * 0.75
    top = round(pen.middle - pen.size * 0.29)
    neck = top + 2 * head + pen.size / 32 + line / 2
    pen.disc(left, top + head, head)
    pen.line(line, (left, neck), (left, seat), (knee, seat), (knee, foot))


def _upright(pen: Pen) -> None:
    """No ring, since no clock runs: a whole person, as tall as the picture."""
    leg = max(2, round(pen.size / 8))
    gap = max(1, round(pen.size / 32))
    head, wide = 1.1 * leg, leg + gap
    top, bottom = pen.edge, pen.size - pen.edge
    shoulders = round(top + 2 * head + pen.size / 24)
    hips = round(shoulders + (bottom - shoulders) * 0.55)
    pen.disc(pen.middle, top + head, head)
    pen.bar(pen.middle - wide, shoulders, pen.middle + wide, hips)
    for left in (pen.middle - wide, pen.middle + gap):
        pen.bar(left, hips - leg, left + leg, bottom)


def _two_bars(pen: Pen) -> None:
    bar, gap, high = max(2, round(pen.size / 8)), max(1, round(pen.size / 16)), round(pen.size * 0.21)
    for left in (pen.middle - gap - bar, pen.middle + gap):
        pen.bar(left, pen.middle - high, left + bar, pen.middle + high)


def _stroke_through(pen: Pen) -> None:
    near, far = pen.size * 0.23, pen.size * 0.77
    pen.line(max(2, pen.thin), (near, near), (far, far))


def _upward(pen: Pen) -> None:
    """Cut out of the disc: an arrow up."""
    m, wide, tall, thick = pen.middle, pen.size * 0.27, pen.size * 0.27, pen.size * 0.16
    top = m - pen.size * 0.22
    pen.polygon(
        (m, top),
        (m + wide, top + tall),
        (m + wide, top + tall + thick),
        (m, top + thick * 1.3),
        (m - wide, top + tall + thick),
        (m - wide, top + tall),
        ink=0,
    )


def _onward(pen: Pen) -> None:
    """Cut out of the disc: a triangle to the right."""
    m, back, front, high = pen.middle, pen.size * 0.14, pen.size * 0.24, pen.size * 0.23
    pen.polygon((m - back, m - high), (m + front, m), (m - back, m + high), ink=0)
