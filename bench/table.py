"""Figures of one program, or of several beside each other with their ratio to the first."""

import msgspec


class Row(msgspec.Struct, frozen=True):
    """`value` is null where it was not measured. `most` is the budget, null where there is none."""

    name: str
    value: float | None
    unit: str
    most: float | None = None

    @property
    def over(self) -> bool:
        return self.value is not None and self.most is not None and self.value > self.most


def cells(columns: dict[str, list[Row]]) -> list[list[str]]:
    """The heads, then a line for each row; all programs have the same rows."""
    first, *others = columns.values()
    heads = ["", *columns, "at most"]
    return [heads, *(_line(row, [rows[number] for rows in others]) for number, row in enumerate(first))]


def markdown(columns: dict[str, list[Row]]) -> str:
    heads, *lines = [f"| {' | '.join(line)} |" for line in cells(columns)]
    return "\n".join([heads, "|---" * (len(columns) + 2) + "|", *lines])


def table(columns: dict[str, list[Row]]) -> str:
    """For the terminal: a row to a line."""
    lines = cells(columns)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(_aligned(line, widths) for line in lines)


def _line(row: Row, others: list[Row]) -> list[str]:
    most = "" if row.most is None else f"{row.most:g} {row.unit}" + ("  OVER" if row.over else "")
    return [row.name, _said(row), *(f"{_said(other)}{_ratio(other, row)}" for other in others), most]


def _said(row: Row) -> str:
    return "-" if row.value is None else f"{row.value:.3g} {row.unit}".rstrip()


def _ratio(row: Row, first: Row) -> str:
    return f" (x {row.value / first.value:.2g})" if row.value is not None and first.value else ""


def _aligned(line: list[str], widths: list[int]) -> str:
    name, *figures = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
    return "  ".join([name, *figures]).rstrip()
