"""Strips of paper, each as wide as the page, and which of them come to lie on which page."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

EMPTY = 0.3
"""A page of which more than this share is free takes the beginning of what does not fit, where that may be parted."""
LOOSE, LOOSELY, TIGHTLY = 0, 1, 2
"""How a strip is bound to the one before it: not at all; parted only where a page is too short or would stay rather
empty; parted only where what is bound is higher than a page."""


class Drawn(Protocol):
    """Something that can be drawn at a place: its upper left."""

    @property
    def height(self) -> float: ...

    def draw(self, painter: "QPainter", x: float, y: float) -> None: ...


class Mark(NamedTuple):
    """`x` and `y` count from the upper left of the strip."""

    x: float
    y: float
    what: Drawn


class Strip(msgspec.Struct, frozen=True, kw_only=True):
    """`above` is left free over it, but not at a page's top.

    `again`: what stands above it once more where a page begins with it.
    """

    marks: tuple[Mark, ...]
    height: float
    above: float = 0.0
    bound: int = TIGHTLY
    again: "tuple[Strip, ...]" = ()

    def draw(self, painter: "QPainter", y: float) -> None:
        for mark in self.marks:
            mark.what.draw(painter, mark.x, y + mark.y)


class Placed(NamedTuple):
    """`y` counts from the upper edge of what is filled of the page."""

    y: float
    strip: Strip


def pages(strips: Sequence[Strip], full: float) -> list[list[Placed]]:
    """`full` is the height of a page."""
    filled = _Pages(full)
    for part in _cut(strips, LOOSELY):
        filled.put(part, LOOSELY)
    return filled.pages


def height(page: Sequence[Placed]) -> float:
    """How much of the page is filled."""
    return page[-1].y + page[-1].strip.height if page else 0.0


class _Pages:
    def __init__(self, full: float) -> None:
        self.pages: list[list[Placed]] = [[]]
        self._full = full

    def put(self, strips: Sequence[Strip], bound: int) -> None:
        """`bound`: how tightly the strips are bound at least."""
        if (
            bound < TIGHTLY
            and not self._fits(strips)
            and (_high(strips) > self._full or self._free > EMPTY * self._full)
        ):
            for piece in _cut(strips, bound + 1):
                self.put(piece, bound + 1)
            return
        if not self._fits(strips):
            self._turn(strips[0])
        for strip in strips:
            if not self._fits([strip]):
                self._turn(strip)
            self._add(strip)

    @property
    def _free(self) -> float:
        return self._full - height(self.pages[-1])

    def _fits(self, strips: Sequence[Strip]) -> bool:
        """A hair's breadth is forgiven: sums of fractions are never exact."""
        page = self.pages[-1]
        return _high(strips) + (strips[0].above if page else 0) <= self._free + 0.001

    def _turn(self, first: Strip) -> None:
        """Begins a page, unless this one is still empty."""
        if self.pages[-1]:
            self.pages.append([])
            for strip in first.again:
                self._add(strip)

    def _add(self, strip: Strip) -> None:
        page = self.pages[-1]
        page.append(Placed(height(page) + strip.above if page else 0.0, strip))


def _high(strips: Sequence[Strip]) -> float:
    """Without what is left free above the first."""
    return sum(strip.above + strip.height for strip in strips) - strips[0].above


def _cut(strips: Sequence[Strip], bound: int) -> Iterator[Sequence[Strip]]:
    """Cuts before every strip that is bound less tightly."""
    since = 0
    for index in range(1, len(strips)):
        if strips[index].bound < bound:
            yield strips[since:index]
            since = index
    if strips:
        yield strips[since:]
