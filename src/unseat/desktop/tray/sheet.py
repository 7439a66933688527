"""The picture of a popup menu, and where its rows are. Pure but for Pillow; knows no window system."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont
    from pystray import Menu

Colour = tuple[int, int, int]


class Scheme(msgspec.Struct, frozen=True):
    """Text has a contrast of at least 4.5 to 1 on its ground (WCAG 2.2, 1.4.3), the lines only to read included."""

    ground: Colour
    edge: Colour
    text: Colour
    dim: Colour
    active: Colour = (0x1F, 0x7A, 0x74)
    active_text: Colour = (0xFF, 0xFF, 0xFF)


LIGHT = Scheme(ground=(0xFB, 0xFB, 0xFA), edge=(0xC4, 0xC7, 0xCA), text=(0x24, 0x29, 0x2C), dim=(0x5C, 0x64, 0x6A))
DARK = Scheme(ground=(0x2C, 0x2E, 0x31), edge=(0x4B, 0x4F, 0x54), text=(0xEC, 0xEC, 0xEC), dim=(0xAE, 0xB3, 0xB8))


class Row(msgspec.Struct, frozen=True):
    """`item` is the pystray item to call, null where there is nothing to choose. No text: a separator."""

    text: str
    item: Any = None
    checked: bool | None = None


def rows_of(menu: Menu, above: str = "") -> Iterator[Row]:
    """The rows of `menu`; a submenu's entries stand in its place, each after its name: "Pause 30 min"."""
    for item in menu:
        if item is menu.SEPARATOR:
            yield Row("")
        elif item.submenu:
            yield from rows_of(item.submenu, f"{above}{item.text} ")
        else:
            yield Row(above + item.text, item if item.enabled else None, item.checked)


class Sheet:
    """`scale` is 1 at 96 dots per inch. Rows are told by their place in `rows`."""

    def __init__(self, rows: Sequence[Row], scheme: Scheme, scale: float, font: FreeTypeFont) -> None:
        self.rows = rows
        self._scheme, self._font, self._scale = scheme, font, scale
        self._pad = round(12 * scale)
        self._mark = round(20 * scale) if any(row.checked is not None for row in rows) else 0
        ascent, descent = font.getmetrics()
        self._line = ascent + descent
        high, gap = self._line + round(10 * scale), round(9 * scale)
        self._edges = [round(5 * scale)]
        for row in rows:
            self._edges.append(self._edges[-1] + (high if row.text else gap))
        widest = max((font.getlength(row.text) for row in rows), default=0)
        self.size = (round(widest) + 2 * self._pad + self._mark, self._edges[-1] + self._edges[0])

    def row_at(self, x: int, y: int) -> int | None:
        """The row that can be chosen at a point of the picture."""
        if not 0 <= x < self.size[0]:
            return None
        for place, row in enumerate(self.rows):
            if self._edges[place] <= y < self._edges[place + 1]:
                return place if row.item is not None else None
        return None

    def next_row(self, place: int | None, step: int) -> int | None:
        """The next row that can be chosen, `step` 1 down or -1 up, round the end."""
        choices = [at for at, row in enumerate(self.rows) if row.item is not None]
        if not choices:
            return None
        if place not in choices:
            return choices[0] if step > 0 else choices[-1]
        return choices[(choices.index(place) + step) % len(choices)]

    def middle_of(self, place: int) -> tuple[int, int]:
        return self.size[0] // 2, (self._edges[place] + self._edges[place + 1]) // 2

    def picture(self, active: int | None) -> Image:
        from PIL import Image, ImageDraw

        picture = Image.new("RGB", self.size, self._scheme.ground)
        draw = ImageDraw.Draw(picture)
        draw.rectangle((0, 0, self.size[0] - 1, self.size[1] - 1), outline=self._scheme.edge)
        for place in range(len(self.rows)):
            self._draw_row(draw, place, active=place == active)
        return picture

    def _draw_row(self, draw: ImageDraw, place: int, *, active: bool) -> None:
        row, top, bottom = self.rows[place], self._edges[place], self._edges[place + 1]
        if not row.text:
            middle = (top + bottom) // 2
            draw.line((self._pad, middle, self.size[0] - self._pad, middle), fill=self._scheme.edge)
            return
        if active:
            draw.rectangle((1, top, self.size[0] - 2, bottom - 1), fill=self._scheme.active)
        plain = self._scheme.text if row.item is not None else self._scheme.dim
        ink = self._scheme.active_text if active else plain
        draw.text((self._pad + self._mark, (top + bottom - self._line) // 2), row.text, font=self._font, fill=ink)
        if row.checked:
            self._draw_mark(draw, (top + bottom) / 2, ink)

    def _draw_mark(self, draw: ImageDraw, middle: float, ink: Colour) -> None:
        unit, left = self._scale, float(self._pad)
        points = [(left, middle), (left + 4 * unit, middle + 4 * unit), (left + 11 * unit, middle - 4 * unit)]
        draw.line(points, fill=ink, width=round(2 * unit), joint="curve")
