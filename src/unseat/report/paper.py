"""Rich output as a string: the width and the colour are given, the terminal is never asked."""

from io import StringIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table


def printed(parts: list[RenderableType], width: int, *, colour: bool) -> str:
    """The parts below each other; no line ends in blanks. Colours are the 16 that a person's theme sets."""
    paper = StringIO()
    console = Console(
        file=paper,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
        _environ={},
    )
    for part in parts:
        console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in paper.getvalue().rstrip().splitlines())


def heading(left: str, right: str) -> Table:
    table = Table.grid(expand=True)
    table.add_column(style="bold", ratio=1)
    table.add_column(style="dim", justify="right")
    table.add_row(left, right)
    return table


def indented(part: RenderableType, by: int) -> Padding:
    return Padding(part, (0, 0, 0, by))
