"""What a section of the page is made of. Whatever the template shows is text by now."""

import msgspec


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The first cell of a row names it. `spread`: shown at once, else when asked for."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    spread: bool = False


class Key(msgspec.Struct, frozen=True):
    """One entry of a legend: `look` is the name of a swatch or of a mark."""

    look: str
    text: str


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """`name` is that of a specification; `says` is what those hear who cannot see it; `values` fill its holes."""

    name: str
    says: str
    values: dict[str, object]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """`said` carries the rule of the figures; `notes` stand below them, each a paragraph."""

    id: str
    title: str
    said: str
    chart: Chart
    table: Table
    keys: tuple[Key, ...] = ()
    notes: tuple[str, ...] = ()
