"""Draws how much of each pixel is covered, for a picture of a given size, at `FINE` times that size."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

FINE = 8
WHOLE = 255
TRACK = 96
"""The part of a ring that is still to be filled, out of `WHOLE`."""


class Pen:
    """All lengths are in pixels of the finished picture, of which `ring`, `thin` and `edge` are usual widths."""

    def __init__(self, draw: ImageDraw, size: int) -> None:
        self._draw = draw
        self.size = size
        self.middle = size / 2
        self.ring = max(2, round(size / 8))
        self.thin = max(1.5, size / 14)
        self.edge = round(size / 32)

    def disc(self, x: float, y: float, radius: float, ink: int = WHOLE) -> None:
        self._draw.ellipse(self._box(x - radius, y - radius, x + radius, y + radius), fill=ink)

    def bar(self, left: float, top: float, right: float, bottom: float, ink: int = WHOLE) -> None:
        round_by = min(right - left, bottom - top) / 4
        self._draw.rounded_rectangle(self._box(left, top, right, bottom), radius=round_by * FINE, fill=ink)

    def polygon(self, *points: tuple[float, float], ink: int = WHOLE) -> None:
        self._draw.polygon([(x * FINE, y * FINE) for x, y in points], fill=ink)

    def ring_from_top(self, share: float) -> None:
        """A ring of which `share` (0 to 1, clockwise from the top) is whole and the rest is a faint track."""
        outer = self.middle - self.edge
        self.disc(self.middle, self.middle, outer, TRACK)
        box = self._box(self.edge, self.edge, self.size - self.edge, self.size - self.edge)
        if share > 0:
            self._draw.pieslice(box, -90, -90 + 360 * share, fill=WHOLE)
        self.disc(self.middle, self.middle, outer - self.ring, 0)

    def thin_ring(self) -> None:
        self.disc(self.middle, self.middle, self.middle - self.edge)
        self.disc(self.middle, self.middle, self.middle - self.edge - self.thin, 0)

    def line(self, width: float, *points: tuple[float, float]) -> None:
        """A bent line with round ends and corners."""
        fine = [(x * FINE, y * FINE) for x, y in points]
        self._draw.line(fine, fill=WHOLE, width=round(width * FINE))
        for x, y in points:
            self.disc(x, y, width / 2)

    def _box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        # Pillow counts the right and bottom edge in.
        return left * FINE, top * FINE, right * FINE - 1, bottom * FINE - 1
