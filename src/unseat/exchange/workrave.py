"""Workrave's todaystats and historystats, versions 3 and 4: totals of whole days, in local time.

    WorkRaveStats 4
    D 12 6 125 9 15 12 6 125 17 42      day, month from 0, year - 1900, hour, minute: start, then stop
    B 0 7 1 2 3 4 5 6 7                 break (0 micro, 1 rest, 2 daily limit), then so many counts
    m 6 100 200 300 400 500 600         so many values, the first of which is the seconds of activity
    G 100                               the same in version 3

Legacy M rows are known to be wrong and count as zero. A todaystats holds one day: a second one ends the reading.
"""

from collections.abc import Iterator, Sequence
from datetime import date, time, tzinfo

import msgspec

from unseat.core.days import day_of
from unseat.core.taken_in import BreakTally, DayTotal
from unseat.core.wall import instant
from unseat.core.words import HOUR, SECOND, Instant
from unseat.exchange.found import LeftOut, UnusableError, named

SOURCE = "workrave"
HEADER = "WorkRaveStats"
VERSIONS = ("3", "4")
BREAKS = ("micro", "rest", "limit")
LONGEST_S = 25 * HOUR // SECOND
EARLIEST = date(2000, 1, 1)


class Row(msgspec.Struct, frozen=True):
    """One line: its number, the letter that it begins with, and its whole numbers."""

    line: int
    letter: str
    values: tuple[int, ...]


class Where(msgspec.Struct, frozen=True):
    """What the local times in a file mean; no day may lie after `now`."""

    zone: tzinfo
    day_starts: time
    now: Instant


def read_stats(name: str, text: str, where: Where, *, one_day: bool) -> tuple[list[DayTotal], list[LeftOut]]:
    """The days, one total each (the last where a day is given twice). Raises UnusableError for another version."""
    _check_header(name, text)
    totals: dict[date, tuple[int, DayTotal]] = {}
    left_out: list[LeftOut] = []
    for number, lines in _days(text, one_day=one_day):
        try:
            total = _total([_row(at, line) for at, line in lines], where)
        except ValueError as error:
            left_out.append(LeftOut(name, f"line {number}", str(error)))
            continue
        if total.day in totals:
            earlier = totals[total.day][0]
            left_out.append(LeftOut(name, f"line {earlier}", f"{total.day} is given again in line {number}"))
        totals[total.day] = number, total
    return [total for _, total in totals.values()], left_out


def _check_header(name: str, text: str) -> None:
    first = text.split("\n", 1)[0].split()
    if len(first) != 2 or first[0] != HEADER:
        raise UnusableError(name, f'line 1: not a statistics file of Workrave; it would begin with "{HEADER} 4"')
    if first[1] not in VERSIONS:
        raise UnusableError(name, f"line 1: version {named(first[1])}; versions 3 and 4 are known")


def _days(text: str, *, one_day: bool) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """The lines of each day, beginning with its D row. What comes before the first D is a day that cannot be used."""
    day: list[tuple[int, str]] = []
    days = 0
    for number, line in enumerate(text.split("\n")[1:], start=2):
        if not line.strip():
            continue
        if line.startswith("D") and day:
            yield day[0][0], day
            day, days = [], days + 1
            if one_day and days:
                return
        day.append((number, line))
    if day:
        yield day[0][0], day


def _row(number: int, line: str) -> Row:
    letter, *words = line.split()
    if letter not in {"D", "B", "m", "M", "G"}:
        raise ValueError(f"line {number} is no row of Workrave's: {line.strip()[:40]!r}")
    if not all(word.isascii() and word.isdigit() and len(word) < 12 for word in words):
        raise ValueError(f"line {number} has something that is no whole number: {line.strip()[:40]!r}")
    return Row(number, letter, tuple(int(word) for word in words))


def _total(rows: Sequence[Row], where: Where) -> DayTotal:
    start, stop = _span(rows[0], where)
    total = DayTotal(
        at=stop, source=SOURCE, day=day_of(start, where.zone, where.day_starts), start=start, active_s=_active(rows)
    )
    tallies = {BREAKS[row.values[0]]: _tally(row) for row in rows[1:] if row.letter == "B" and _known(row)}
    return msgspec.structs.replace(total, **tallies)


def _span(row: Row, where: Where) -> tuple[Instant, Instant]:
    if row.letter != "D" or len(row.values) != 10:
        raise ValueError("a day begins with a D row of ten numbers")
    start, stop = _moment(row.values[:5], where.zone), _moment(row.values[5:], where.zone)
    if stop < start:
        raise ValueError("the day stops before it starts")
    if stop > where.now:
        raise ValueError("the day lies in the future")
    return start, stop


def _moment(values: Sequence[int], zone: tzinfo) -> Instant:
    mday, month, year, hour, minute = values
    try:
        day = date(year + 1900, month + 1, mday)
        moment = instant(day, time(hour, minute), zone)
    except (ValueError, OverflowError):
        raise ValueError(f"no such day or time: {' '.join(map(str, values))}") from None
    if day < EARLIEST:
        raise ValueError(f"{day} lies before the year 2000")
    return moment


def _active(rows: Sequence[Row]) -> int:
    """Raises ValueError where no row tells it, as in a file that is cut short."""
    for row in rows:
        if row.letter == "m":
            active = _counted(row, 0)[:1]
        elif row.letter == "G":
            active = row.values[:1]
        else:
            active = (0,) if row.letter == "M" else ()
        if active and active[0] > LONGEST_S:
            raise ValueError(f"line {row.line}: {active[0]} s of activity in one day")
        if active:
            return active[0]
    raise ValueError("the day is cut short: no row tells its time of activity")


def _known(row: Row) -> bool:
    return bool(row.values) and row.values[0] < len(BREAKS)


def _tally(row: Row) -> BreakTally:
    prompted, taken, natural, skipped, postponed = (*_counted(row, 1), 0, 0, 0, 0, 0)[:5]
    return BreakTally(prompted=prompted, taken=taken, natural=natural, skipped=skipped, postponed=postponed)


def _counted(row: Row, at: int) -> tuple[int, ...]:
    """The values after their number."""
    if len(row.values) <= at or len(row.values) - at - 1 != row.values[at]:
        raise ValueError(f"line {row.line} is cut short")
    return row.values[at + 1 :]
