"""The week by the clock in the terminal: a line a day with what the time was spent on, and one with its prompts."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from math import ceil, floor

from rich.console import RenderableType
from rich.text import Text

from unseat.core.dayrecord import DayRecord
from unseat.core.summary import DaySummary
from unseat.core.words import Posture
from unseat.report.bars import MARKS, legend, mark_keys, spent_on
from unseat.report.paper import indented
from unseat.texts import Texts

LEAST = 8
"""Hours that are shown at least."""
QUARTER, HALF = 0.25, 0.5
SAID = "_"
"""Under what the person corrected."""

Stretch = tuple[float, float]
"""In hours since the day's midnight, as the clock on the wall shows them: it may be set, and people travel."""


def clock_parts(days: Sequence[DaySummary], texts: Texts, width: int) -> list[RenderableType]:
    """Nothing where there is nothing to show."""
    moments = [hour for day in days for hour in _moments(day)]
    if not moments:
        return []
    label = max(len(texts.day(day.date)) for day in days) + 2
    first = floor(min(moments))
    last = max(ceil(max(moments)), first + LEAST)
    step = QUARTER if (last - first) / QUARTER <= width - label else HALF
    cells = [(first + n * step, first + (n + 1) * step) for n in range(round((last - first) / step))]
    lines: list[RenderableType] = [Text(" " * label + _hours(cells), style="dim")]
    for day in days:
        spent, marks = _spent(day, cells), _marks(day, cells)
        lines.append(Text.assemble((texts.day(day.date).ljust(label), ""), (spent, "cyan")))
        lines += [Text(" " * label + marks, style="bold")] if marks else []
    drawn = "".join(_marks(day, cells) for day in days)
    keys = [legend(texts, round(60 * step)), *_keys(drawn, texts)]
    return [*lines, *(indented(Text(key, style="dim"), label) for key in keys)]


def _keys(drawn: str, texts: Texts) -> list[str]:
    said = [f"{SAID} {texts.say('as you corrected it')}"] if SAID in drawn else []
    keys = [*mark_keys(drawn, texts), *said]
    return ["  ".join(keys)] if keys else []


def _moments(day: DaySummary) -> Iterable[float]:
    record = day.record
    spans = [(one.start, one.end) for one in record.bouts] + [(one.start, one.end) for one in record.unknown]
    yield from (_hour(moment, day.date) for span in spans for moment in span)
    yield from (_hour(one.shown or one.due, day.date) for one in record.prompts)
    yield from (_hour(own.start, day.date) for own in record.sessions)


def _hour(moment: datetime, day: date) -> float:
    return (moment.replace(tzinfo=None) - datetime.combine(day, time())).total_seconds() / 3600


def _hours(cells: Sequence[Stretch]) -> str:
    line = ""
    for index, (start, _) in enumerate(cells):
        if start % 2 == 0 and len(line) <= index:
            line = line.ljust(index) + f"{int(start) % 24:02}"
    return line


def _spent(day: DaySummary, cells: Sequence[Stretch]) -> str:
    bouts = [(_hour(one.start, day.date), _hour(one.end, day.date), one.posture) for one in day.record.bouts]
    sitting = [(start, end) for start, end, posture in bouts if posture is Posture.SITTING]
    standing = [(start, end) for start, end, posture in bouts if posture is Posture.STANDING]
    unknown = [(_hour(one.start, day.date), _hour(one.end, day.date)) for one in day.record.unknown]
    return "".join(spent_on(*(_share(cell, own) for own in (sitting, standing, unknown))) for cell in cells)


def _share(cell: Stretch, stretches: Iterable[Stretch]) -> float:
    shared = (min(cell[1], end) - max(cell[0], start) for start, end in stretches)
    return sum(length for length in shared if length > 0) / (cell[1] - cell[0])


def _marks(day: DaySummary, cells: Sequence[Stretch]) -> str:
    shown = list(_answers(day.record, day.date))
    said = [(_hour(one.start, day.date), _hour(one.end, day.date)) for one in day.record.corrections]
    line = ""
    for start, end in cells:
        mark = next((mark for at, mark in shown if start <= at < end), "")
        line += mark or (SAID if any(since < end and start < to for since, to in said) else " ")
    return line.rstrip()


def _answers(record: DayRecord, day: date) -> Iterable[tuple[float, str]]:
    for one in record.prompts:
        if one.answer in MARKS:
            yield _hour(one.shown or one.due, day), MARKS[one.answer]
    for own in record.sessions:
        if own.answer in MARKS:
            yield _hour(own.start, day), MARKS[own.answer]
