"""A document as plain blocks, for whoever draws it on paper. Every text is in the person's language by now.

An SVG here has colours of its own (no CSS), and its size is in CSS pixels, 96 to the inch.
"""

from typing import Literal

import msgspec


class Block(msgspec.Struct, frozen=True, tag=True):
    """Something that stands below what came before it."""


class Heading(Block, frozen=True):
    """`level`: 1 is the document's title, 2 that of a part."""

    text: str
    level: Literal[1, 2] = 2


class Paragraph(Block, frozen=True):
    """`lead`: what is read first; `soft`: what is said by the way."""

    text: str
    look: Literal["plain", "lead", "soft"] = "plain"


class Bullets(Block, frozen=True):
    lines: tuple[str, ...]


class Drawing(Block, frozen=True):
    svg: str


class Entry(msgspec.Struct, frozen=True):
    """One of a legend. `svg` is null where nothing is shown before the text."""

    svg: str | None
    text: str


class Legend(Block, frozen=True):
    entries: tuple[Entry, ...]


class Grid(Block, frozen=True):
    """A table. The first cell of a row names it; one that begins with a space stands under the row before it."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Card(msgspec.Struct, frozen=True):
    """A picture with its name and what is said of it, a line for each."""

    svg: str
    name: str
    lines: tuple[str, ...]


class Cards(Block, frozen=True):
    """Side by side, as many as fit."""

    cards: tuple[Card, ...]


Column = tuple[Heading | Paragraph | Bullets | Drawing | Legend | Grid | Cards, ...]


class Pair(Block, frozen=True):
    """Two beside each other, each half as wide as the page; their drawings begin at one height."""

    left: Column
    right: Column


Part = tuple[Heading | Paragraph | Bullets | Drawing | Legend | Grid | Cards | Pair, ...]
"""Blocks that belong together: on one page where that is possible."""


class Colours(msgspec.Struct, frozen=True):
    """Each as #rrggbb. `accent` is for the bar beside the lead."""

    paper: str
    ink: str
    soft: str
    line: str
    accent: str


class Sheet(msgspec.Struct, frozen=True):
    """`foot` stands below every page, `page` beside it where there are pages: "{n}" and "{all}" are filled in there."""

    title: str
    foot: str
    page: str
    colours: Colours
    parts: tuple[Part, ...]
