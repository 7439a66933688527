"""Each program's files, by name and bytes, to the facts that they hold."""

from collections.abc import Callable, Sequence
from pathlib import PurePath

import msgspec

from unseat.core.activity import ActivityError, Record, parse
from unseat.core.facts import Carried
from unseat.core.moments import Interval
from unseat.core.replay import replay
from unseat.core.rule import Rule
from unseat.core.taken_in import DayTotal
from unseat.core.turns import Turns
from unseat.core.words import Instant
from unseat.exchange import workrave
from unseat.exchange.activitywatch import SOURCE as ACTIVITYWATCH
from unseat.exchange.activitywatch import read_activitywatch
from unseat.exchange.exported import read_export
from unseat.exchange.found import Found, LeftOut, UnusableError
from unseat.exchange.idlelog import read_idlelog
from unseat.exchange.living import closed, from_input, marked
from unseat.exchange.workrave import Where, read_stats

ACTIVITY = "activity"


class File(msgspec.Struct, frozen=True):
    """A file's name, as the person knows it, and all of its bytes."""

    name: str
    data: bytes

    @property
    def base(self) -> str:
        """The name without its folders."""
        return PurePath(self.name).name

    @property
    def text(self) -> str:
        """Raises UnusableError with the line that is no UTF-8."""
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.data[: error.start].count(b"\n") + 1
            raise UnusableError(self.name, f"line {line}: not UTF-8") from None


def is_stats(file: File) -> bool:
    """Whether it is one of Workrave's texts, whatever its name; its other records are binary."""
    return file.data.startswith(workrave.HEADER.encode()) or "stats" in file.base


def from_workrave(files: Sequence[File], where: Where, rule: Rule) -> Found:
    """Totals of days from the statistics, bouts from the idlelogs: those of several machines are united."""
    totals: dict[object, DayTotal] = {}
    left_out: list[LeftOut] = []
    intervals: list[Interval] = []
    for file in files:
        if is_stats(file):
            one_day = "todaystats" in file.base
            days, more = read_stats(file.name, file.text, where, one_day=one_day)
            totals |= {total.day: total for total in days}
        else:
            active, more = read_idlelog(file.name, file.data, where.now)
            intervals += (stretch.interval for stretch in active)
        left_out += more
    facts = (*(Carried(total) for total in totals.values()), *from_input(intervals, rule, workrave.SOURCE))
    return Found(facts, tuple(left_out))


def from_activitywatch(file: File, now: Instant, rule: Rule) -> Found:
    intervals, left_out = read_activitywatch(file.name, file.text, now)
    return Found(from_input(intervals, rule, ACTIVITYWATCH), tuple(left_out))


def from_unseat(file: File) -> Found:
    return read_export(file.name, file.text)


def from_activity(file: File, rule: Rule, turn: Turns, quiet: Callable[[Record], Sequence[Interval]]) -> Found:
    """Bouts, breaks and prompts as the rule would have given them. `quiet` tells the quiet hours that a record meets.
    Raises UnusableError for a bad line."""
    try:
        record = parse(file.text.split("\n"))
    except ActivityError as error:
        raise UnusableError(file.name, str(error)) from None
    replayed = replay(closed(record), rule, turn, quiet(record))
    ignored = (LeftOut(file.name, f"line {own.line}", "no prompt was shown then to answer") for own in replayed.ignored)
    return Found(marked(replayed.facts, ACTIVITY), tuple(ignored))
