"""Twelve weeks of sitting, exercises and the five signs: small pictures below each other, on one axis of weeks.

A week without a check is a gap, never a zero: points are joined between weeks that follow each other, and no others.
Heights are pixels from the top.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from math import ceil

import msgspec

from unseat.core.signs import MOST
from unseat.report.page.parts import Chart

TITLE, PLOT, GAP = 28, 38, 10
PITCH = TITLE + PLOT + GAP
LEFT = 40
Row = dict[str, object]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One thing through the weeks, null where it is not known, and where its scale ends. `upper`: the end of its range;
    `mark`: "bars", "counts" or "points"; `unit` stands behind the figure at the end of the scale."""

    title: str
    values: tuple[float | None, ...]
    upper: tuple[float | None, ...] = ()
    most: float = MOST
    unit: str = ""
    mark: str = "points"


def even(values: Iterable[float | None], least: int) -> int:
    """An even end of the scale that holds them all."""
    return max(least, ceil(max((value for value in values if value is not None), default=0) / 2) * 2)


def chart(weeks: Sequence[str], lines: Sequence[Line], says: str) -> Chart:
    """`weeks`: their names, oldest first."""
    drawn: dict[str, list[Row]] = {name: [] for name in ("bars", "counts", "points", "uppers", "lines", "titles")}
    for number, line in enumerate(lines):
        top = PITCH * number
        drawn["titles"].append({"y": top + 9, "label": line.title})
        drawn["lines"] += [
            {"y": _y(line, top, value), "label": f"{value:g}{line.unit}"} for value in (0, line.most / 2, line.most)
        ]
        drawn["uppers"] += _rows(weeks, line, top, line.upper, line.values)
        drawn[line.mark] += _rows(weeks, line, top, line.values)
    height = PITCH * len(lines) - GAP + 6
    values = {"weeks": list(weeks), "height": height, "left": LEFT, "outermost": -LEFT, **drawn}
    return Chart(name="signs", says=says, values=values)


def _rows(
    weeks: Sequence[str],
    line: Line,
    top: int,
    values: Sequence[float | None],
    grounds: Sequence[float | None] = (),
) -> Iterator[Row]:
    """`run`: the same for weeks that follow each other; `y2`: what a bar stands on."""
    run = 0
    for week, value, ground in zip_longest(weeks, values, grounds):
        if value is None:
            run += 1
        else:
            at = {"y": _y(line, top, value), "y2": _y(line, top, ground or 0)}
            yield {"week": week, "place": weeks.index(week), "run": f"{top} {run}", **at}


def _y(line: Line, top: int, value: float) -> float:
    return round(top + TITLE + PLOT * (1 - value / line.most), 2)
