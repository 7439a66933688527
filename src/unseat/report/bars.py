"""Bars and timelines of characters: honest without colour, for every mark has its own shape."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo

import msgspec

from unseat.core.dayrecord import DayRecord
from unseat.core.words import Answer, Posture
from unseat.report import words
from unseat.texts import Texts

SITTING, UNKNOWN, STANDING, NOTHING = "█", "░", "┃", "·"
EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
QUARTERS = ("▂", "▂", "▄", "▆", "█")
MARKS: dict[Answer | None, str] = {
    Answer.DONE: "✓",
    Answer.PARTIAL: "½",
    Answer.SKIPPED: "x",
    Answer.MISSED: "?",
    Answer.NATURAL: "~",
    None: "…",
}
HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)
LEAST = 8 * HOUR

Stretch = tuple[datetime, datetime]


class Bar(msgspec.Struct, frozen=True):
    """The estimate, and behind it the part that adds up to the upper end."""

    sure: str
    range: str

    def __str__(self) -> str:
        return self.sure + self.range


def bar(least: float, most: float, full: float, width: int) -> Bar:
    """`full` fills all of `width`. What is not nothing can be seen."""
    eighths = max(round(8 * width * least / full), 1 if least else 0)
    sure = SITTING * (eighths // 8) + EIGHTHS[eighths % 8]
    end = max(round(width * most / full), len(sure) + 1 if most > least else 0)
    return Bar(sure, UNKNOWN * (min(end, width) - len(sure)))


class Timeline(msgspec.Struct, frozen=True):
    """Three lines of one length: hours, what the time was spent on, and prompts. A character is one `step`."""

    hours: str
    spent: str
    marks: str
    step: timedelta


def timeline(record: DayRecord, start: datetime, zone: tzinfo, width: int) -> Timeline:
    """The part of the day that began at `start` in which something happened, at least 8 hours of it."""
    first, last = _range(record, start)
    step = QUARTER if (last - first) / QUARTER <= width else 2 * QUARTER
    cells = [(first + n * step, first + (n + 1) * step) for n in range(int((last - first) / step))]
    sitting, standing = ([b for b in record.bouts if b.posture is posture] for posture in Posture)
    spent = (
        spent_on(
            _overlap(cell, ((bout.start, bout.end) for bout in sitting)) / step,
            _overlap(cell, ((bout.start, bout.end) for bout in standing)) / step,
            _overlap(cell, ((gap.start, gap.end) for gap in record.unknown)) / step,
        )
        for cell in cells
    )
    return Timeline(_hours(record, cells, zone), "".join(spent), _marks(record, cells), step)


def _range(record: DayRecord, start: datetime) -> Stretch:
    """Whole hours, counted from the start of the day."""
    moments = [moment for bout in record.bouts for moment in (bout.start, bout.end)]
    moments += [prompt.due for prompt in record.prompts] + [own.start for own in record.sessions]
    hours = [(moment - start) / HOUR for moment in moments] or [0.0]
    first = start + int(min(hours)) * HOUR
    last = start - int(-max(hours) // 1) * HOUR
    return first, max(last, first + LEAST)


def spent_on(sitting: float, standing: float, unknown: float) -> str:
    """What a stretch of time was spent on, by the shares of it."""
    most = max(sitting, standing, unknown)
    if most == 0:
        return NOTHING
    if most == sitting:
        return QUARTERS[round(4 * min(sitting, 1))]
    return STANDING if most == standing else UNKNOWN


def _overlap(cell: Stretch, stretches: Iterable[Stretch]) -> timedelta:
    shared = (min(cell[1], end) - max(cell[0], start) for start, end in stretches)
    return sum((length for length in shared if length > timedelta()), timedelta())


def _hours(record: DayRecord, cells: Sequence[Stretch], zone: tzinfo) -> str:
    """A label at every second hour, by the clock as it stood then (it is set, and people travel)."""
    line, starts = "", [bout.start for bout in record.bouts]
    for index, (start, end) in enumerate(cells):
        here = next((at for at in reversed(starts) if at < end), starts[0] if starts else start)
        shown = start.astimezone(clock_of(here, zone))
        if shown.minute == 0 and shown.hour % 2 == 0 and len(line) <= index:
            line = line.ljust(index) + f"{shown:%H}"
    return line.ljust(len(cells))[: len(cells)]


def clock_of(moment: datetime, zone: tzinfo) -> tzinfo:
    """The clock that the person went by: the zone's, or that of another place, which is only known as an offset."""
    abroad = moment.utcoffset() != moment.astimezone(zone).utcoffset()
    return (moment.tzinfo if abroad else None) or zone


def _marks(record: DayRecord, cells: Sequence[Stretch]) -> str:
    shown = [(prompt.shown or prompt.due, MARKS[prompt.answer]) for prompt in record.prompts if prompt.answer in MARKS]
    shown += [(own.start, MARKS[own.answer]) for own in record.sessions if own.answer in MARKS]
    return "".join(next((m for at, m in shown if start <= at < end), " ") for start, end in cells).rstrip()


def mark_keys(marks: str, texts: Texts) -> Iterator[str]:
    """What each mark that was drawn means."""
    for answer, mark in MARKS.items():
        if mark in marks:
            yield f"{mark} {texts.say('done') if answer is Answer.DONE else words.answer(texts, answer)}"


def legend(texts: Texts, minutes: int) -> str:
    """What the characters of a timeline mean; one is so many minutes."""
    return texts.say(
        "{sitting} sitting  {standing} standing  {unknown} unknown  {nothing} away; {minutes} min a character",
        sitting=SITTING,
        standing=STANDING,
        unknown=UNKNOWN,
        nothing=NOTHING,
        minutes=minutes,
    )
