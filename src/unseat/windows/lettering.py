"""Texts and pictures on paper. Lengths are in tenths of a point, so that whole numbers are fine enough for letters."""

import re
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtSvg import QSvgRenderer

POINT = 10.0
PIXEL = 7.5
"""A point, and a pixel of CSS."""
FAMILIES = ["Noto Sans", "Source Sans 3", "Open Sans", "Segoe UI", "Helvetica Neue", "Liberation Sans", "Arial",
  "DejaVu Sans"]  # fmt: skip
"""The first that there is. All have figures of one width, so that numbers stand below each other."""
LEADING = 1.38
_UNIT = re.compile(r"(?<=\d) (?=(?:%|[a-z]{1,3}\b))")


class Style(NamedTuple):
    """`size` in points; `colour` as #rrggbb."""

    size: float
    colour: str
    bold: bool = False

    def font(self) -> QFont:
        """Without ligatures: who copies "fi" out of a PDF wants two letters."""
        font = QFont(FAMILIES)
        font.setPixelSize(round(self.size * POINT))
        font.setWeight(QFont.Weight.DemiBold if self.bold else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setFeature(QFont.Tag("liga"), 0)
        return font

    def width(self, text: str) -> float:
        """On one line."""
        return QFontMetricsF(self.font()).horizontalAdvance(text) + 2

    @property
    def line(self) -> float:
        """From one line to the next."""
        return self.size * POINT * LEADING


class Line(NamedTuple):
    """One line of a text."""

    text: "Laid"
    nth: int

    @property
    def height(self) -> float:
        return self.text.style.line

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        painter.setPen(QColor(self.text.style.colour))
        self.text.layout.lineAt(self.nth).draw(painter, QPointF(x, y))


class Laid:
    """A text in lines of `width` at most, which may be drawn one by one. A number keeps its unit beside it."""

    def __init__(self, text: str, style: Style, width: float, *, right: bool = False) -> None:
        self.style = style
        self.layout = QTextLayout(_UNIT.sub("\u00a0", " ".join(text.splitlines())), style.font())
        option = QTextOption(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.layout.setTextOption(option)
        self.layout.beginLayout()
        while (line := self.layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, (style.line - line.height()) / 2))
        self.layout.endLayout()
        self.lines = [Line(self, nth) for nth in range(self.layout.lineCount())]
        self.height = len(self.lines) * style.line

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        for line in self.lines:
            line.draw(painter, x, y + line.nth * self.style.line)


class Bar(NamedTuple):
    """Filled; `colour` as #rrggbb."""

    width: float
    height: float
    colour: str

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        painter.fillRect(QRectF(x, y, self.width, self.height), QColor(self.colour))


class Picture:
    """An SVG, `width` wide and as high as that makes it; its texts in our letters. Raises ValueError for no SVG."""

    def __init__(self, svg: str, width: float | None = None) -> None:
        family = escape(QFontInfo(QFont(FAMILIES)).family())
        lettered = re.sub(r'font-family="[^"]*"', f'font-family="{family}"', svg)
        self._renderer = QSvgRenderer(QByteArray(lettered.encode()))
        size = self._renderer.defaultSize()
        if not self._renderer.isValid() or size.isEmpty():
            raise ValueError(f"no SVG: {svg[:80]}")
        self.width = width or size.width() * PIXEL
        self.height = self.width * size.height() / size.width()

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        self._renderer.render(painter, QRectF(x, y, self.width, self.height))
