"""Sets the blocks of a document as strips of paper. Lengths are in tenths of a point."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from msgspec.structs import replace

from unseat.report.blocks import (
    Bullets,
    Card,
    Cards,
    Colours,
    Column,
    Drawing,
    Grid,
    Heading,
    Legend,
    Pair,
    Paragraph,
    Part,
    Sheet,
)
from unseat.windows.gridded import Gridded
from unseat.windows.lettering import POINT, Bar, Laid, Picture, Style
from unseat.windows.strips import LOOSE, LOOSELY, TIGHTLY, Mark, Strip

BETWEEN = 18 * POINT
"""Above the heading of a part."""
AS_ONE = 6
"""Lines up to which a paragraph stays on one page."""
CARDS, GAP = 4, 14 * POINT
"""Cards beside each other, and what is between any two."""
APART = 20 * POINT
"""Between the two of a pair."""
ABOVE: dict[type, int] = {Heading: 0, Paragraph: 3, Bullets: 4, Drawing: 8, Legend: 6, Grid: 6, Cards: 6, Pair: 0}
"""Points between a block and the one above it."""


def strips(sheet: Sheet, width: float) -> list[Strip]:
    """The whole document, `width` wide. Raises ValueError for a picture that is no SVG."""
    setter = _Setter(sheet.colours, width)
    return [strip for part in sheet.parts for strip in setter.part(part)]


class _Setter:
    def __init__(self, colours: Colours, width: float) -> None:
        self._colours = colours
        self._width = width
        self._accent = colours.accent
        self._heading = {1: Style(22, colours.ink, bold=True), 2: Style(13, colours.ink, bold=True)}
        self._plain, self._lead = Style(10, colours.ink), Style(11.5, colours.ink)
        self._soft, self._name = Style(9, colours.soft), Style(9.5, colours.ink, bold=True)
        self._gridded = Gridded(colours, width)

    def part(self, part: Part) -> Iterator[Strip]:
        yield from _placed(self.block(part[0]), BETWEEN, LOOSE)
        for before, block in pairwise(part):
            tight = isinstance(before, Heading) or isinstance(block, (Drawing, Legend))
            yield from _placed(self.block(block), _away(before, block), TIGHTLY if tight else LOOSELY)

    def block(self, block: object) -> Iterator[Strip]:  # noqa: C901  one case for each block
        match block:
            case Heading(text, level):
                yield from _lines(Laid(text, self._heading[level], self._width))
            case Paragraph(text, "lead"):
                yield from self._led(text)
            case Paragraph(text, look):
                yield from _lines(Laid(text, self._soft if look == "soft" else self._plain, self._width))
            case Bullets(lines):
                for line in lines:
                    yield from _placed(self._bullet(line), 0, LOOSELY)
            case Drawing(svg):
                picture = Picture(svg, self._width)
                yield Strip(marks=(Mark(0, 0, picture),), height=picture.height)
            case Legend():
                yield from self._legend(block)
            case Grid():
                yield from self._gridded.strips(block)
            case Pair():
                yield from self._pair(block)
            case Cards(cards):
                for since in range(0, len(cards), CARDS):
                    yield self._cards(cards[since : since + CARDS])

    def _pair(self, pair: Pair) -> Iterator[Strip]:
        """What belongs beside each other becomes one strip."""
        wide = (self._width - APART) / 2
        half = _Setter(self._colours, wide)
        for pieces in zip_longest(_to_drawings(pair.left), _to_drawings(pair.right), fillvalue=()):
            found = [(x, _one(half.part(own))) for x, own in zip((0, wide + APART), pieces, strict=True) if own]
            marks = tuple(Mark(x + mark.x, mark.y, mark.what) for x, strip in found for mark in strip.marks)
            yield Strip(marks=marks, height=max(strip.height for _, strip in found), above=ABOVE[Drawing] * POINT)

    def _led(self, text: str) -> Iterator[Strip]:
        """Beside a bar, which runs on through all that is read first."""
        left, away = 14 * POINT, 3 * POINT
        laid = Laid(text, self._lead, self._width - left)
        for line in laid.lines:
            over, under = away * (line.nth == 0), away * (line is laid.lines[-1])
            high = self._lead.line + over + under
            bar = Bar(3 * POINT, high + 1, self._accent)
            yield Strip(marks=(Mark(0, 0, bar), Mark(left, over, line)), height=high)

    def _bullet(self, text: str) -> Iterator[Strip]:
        left = 12 * POINT
        dot = Mark(2 * POINT, 0, Laid("•", self._plain, left))
        for strip in _lines(Laid(text, self._plain, self._width - left)):
            yield replace(strip, marks=(dot, *(Mark(left, mark.y, mark.what) for mark in strip.marks)))
            dot = Mark(0, 0, Laid("", self._plain, left))

    def _legend(self, legend: Legend) -> Iterator[Strip]:
        """Entries beside each other, in as many rows as they need."""
        row: list[Mark] = []
        x = 0.0
        for entry in legend.entries:
            own = self._entry(entry.svg, entry.text)
            wide = max(mark.x for mark in own) + self._soft.width(entry.text)
            if row and x + wide > self._width:
                yield self._row(row)
                row, x = [], 0.0
            row += [Mark(x + mark.x, mark.y, mark.what) for mark in own]
            x += wide + GAP
        if row:
            yield self._row(row)

    def _entry(self, svg: str | None, text: str) -> list[Mark]:
        picture = Picture(svg) if svg else None
        left = picture.width + 5 * POINT if picture else 0
        laid = Mark(left, 0, Laid(text, self._soft, self._width - left))
        return [Mark(0, (self._soft.line - picture.height) / 2, picture), laid] if picture else [laid]

    def _row(self, marks: Sequence[Mark]) -> Strip:
        high = max(mark.what.height for mark in marks)
        return Strip(marks=tuple(marks), height=high + 2 * POINT)

    def _cards(self, cards: Sequence[Card]) -> Strip:
        wide = (self._width - (CARDS - 1) * GAP) / CARDS
        columns = [list(self._card(card, index * (wide + GAP), wide)) for index, card in enumerate(cards)]
        high = max(mark.y + mark.what.height for column in columns for mark in column)
        marks = tuple(Mark(*mark) for column in columns for mark in column)
        return Strip(marks=marks, height=high + 10 * POINT, bound=LOOSELY)

    def _card(self, card: Card, x: float, wide: float) -> Iterator[Mark]:
        picture = Picture(card.svg, wide)
        yield Mark(x, 0, picture)
        y = picture.height + 3 * POINT
        for text, style in ((card.name, self._name), *((line, self._soft) for line in card.lines)):
            laid = Laid(text, style, wide)
            yield Mark(x, y, laid)
            y += laid.height


def _lines(laid: Laid) -> Iterator[Strip]:
    for line in laid.lines:
        tight = len(laid.lines) <= AS_ONE or line.nth == 1 or line is laid.lines[-1]
        yield Strip(marks=(Mark(0, 0, line),), height=laid.style.line, bound=TIGHTLY if tight else LOOSELY)


def _to_drawings(column: Column) -> Iterator[Column]:
    """The column in pieces, of which all but the first begin with a drawing."""
    cuts = [0, *(nth for nth, block in enumerate(column) if nth and isinstance(block, Drawing)), len(column)]
    return (column[since:until] for since, until in pairwise(cuts))


def _one(strips: Iterator[Strip]) -> Strip:
    """Those strips as one."""
    marks: list[Mark] = []
    y = 0.0
    for strip in strips:
        y += strip.above if marks else 0
        marks += (Mark(mark.x, y + mark.y, mark.what) for mark in strip.marks)
        y += strip.height
    return Strip(marks=tuple(marks), height=y)


def _placed(strips: Iterator[Strip], above: float, bound: int) -> Iterator[Strip]:
    """With so much free above the first, and the first bound so."""
    for first in strips:
        yield replace(first, above=above, bound=bound)
        yield from strips


def _away(before: object, block: object) -> float:
    """What is left free between two blocks."""
    if isinstance(block, Paragraph) and block.look == "lead":
        return 0 if isinstance(before, Paragraph) and before.look == "lead" else 14 * POINT
    return ABOVE[type(block)] * POINT
