"""Sets a table as strips of paper: numbers below each other, its heads once more on every page."""

import re
from collections.abc import Iterator, Sequence

from unseat.report.blocks import Colours, Grid
from unseat.windows.lettering import POINT, Bar, Laid, Style
from unseat.windows.strips import LOOSELY, TIGHTLY, Mark, Strip

GAP, PAD, UNDER = 16 * POINT, 1.4 * POINT, 12 * POINT
"""Between columns; above and below a text; how far a row stands in that is under another."""
_NUMBER = re.compile(r"-?|[\d.,:]+( .*)?")


class Gridded:
    """Tables as wide as the page, all in one style."""

    def __init__(self, colours: Colours, width: float) -> None:
        self._width = width
        self._line = colours.line
        self._cell, self._under = Style(9, colours.ink), Style(9, colours.soft)
        self._head = Style(9, colours.ink, bold=True)

    def strips(self, grid: Grid) -> Iterator[Strip]:
        """The first two rows stay with the heads, the last with the one above it, and the first under a row with it."""
        widths = self._widths(grid)
        rights = [column > 0 and _numbers(grid.rows, column) for column in range(len(grid.heads))]
        caption = Laid(grid.caption, self._under, self._width)
        heads = self._row(grid.heads, widths, rights, [self._head] * len(widths))
        yield Strip(marks=(Mark(0, 0, caption),), height=caption.height + 2 * POINT)
        yield heads
        for index, row in enumerate(grid.rows):
            first = self._under if _is_under(row) else self._cell
            strip = self._row(row, widths, rights, [first, *[self._cell] * (len(widths) - 1)])
            tight = index < 2 or index == len(grid.rows) - 1 or (_is_under(row) and not _is_under(grid.rows[index - 1]))
            yield Strip(marks=strip.marks, height=strip.height, bound=TIGHTLY if tight else LOOSELY, again=(heads,))

    def _row(
        self, cells: Sequence[str], widths: Sequence[float], rights: Sequence[bool], styles: Sequence[Style]
    ) -> Strip:
        """With a thin line below."""
        marks, x = [], 0.0
        for cell, wide, right, style in zip(cells, widths, rights, styles, strict=True):
            left = UNDER if cell.startswith(" ") else 0
            marks.append(Mark(x + left, PAD, Laid(cell.strip(), style, wide - left, right=right)))
            x += wide + GAP
        under = max(mark.what.height for mark in marks) + 2 * PAD
        line = Bar(self._width, 0.6 * POINT, self._line)
        return Strip(marks=(*marks, Mark(0, under, line)), height=under + line.height)

    def _widths(self, grid: Grid) -> list[float]:
        """As wide as the longest cell. What is left over goes to the first; what is too much, off the widest."""
        widths = [self._longest(column) for column in zip(grid.heads, *grid.rows, strict=True)]
        whole = self._width - GAP * (len(widths) - 1)
        most = _most(sorted(widths), whole)
        widths = [min(wide, most) for wide in widths]
        return [widths[0] + whole - sum(widths), *widths[1:]]

    def _longest(self, column: Sequence[str]) -> float:
        head, *cells = column
        return max(
            self._head.width(head), *(self._cell.width(cell.strip()) + UNDER * (cell[:1] == " ") for cell in cells)
        )


def _numbers(rows: Sequence[Sequence[str]], column: int) -> bool:
    return all(_NUMBER.fullmatch(row[column]) for row in rows)


def _most(widths: Sequence[float], whole: float) -> float:
    """How wide a column may be so that all fit into `whole`. `widths`: the narrowest first."""
    for nth, wide in enumerate(widths):
        share = whole / (len(widths) - nth)
        if wide > share:
            return share
        whole -= wide
    return widths[-1]


def _is_under(row: Sequence[str]) -> bool:
    return row[0].startswith(" ")
