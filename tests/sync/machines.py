"""Machines of one person: journals, and the folders that are carried between them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date
from pathlib import Path

from unseat.core.activity import Record, Saying
from unseat.core.days import week_of
from unseat.core.facts import Any as AnyFact
from unseat.core.moments import Interval, Said
from unseat.core.replay import replay
from unseat.core.rule import Rule
from unseat.core.summary import WeekSummary
from unseat.core.turns import Turns
from unseat.core.watched import Bout, Break
from unseat.core.words import Because, Instant, Kind, Millis, Posture
from unseat.exchange.living import closed
from unseat.journal import Journal
from unseat.looking_back import read_week
from unseat.sync.exchanging import Exchanged, exchange

RULE = Rule()
MONDAY = date(2026, 11, 23)
NINE = 1_795_424_400_000
"""2026-11-23T09:00:00Z"""


class Machine:
    """A journal and its folder. `lives` and `tells` write facts as an agent there would."""

    def __init__(self, home: Path, folder: Path | None = None) -> None:
        self.home = home
        self.folder = folder or home / "shared"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.journal = Journal.open(home / "journal.sqlite3", utc_offset_s=lambda _: 0)

    def lives(self, intervals: Iterable[Interval], said: Iterable[tuple[Instant, Said]] = ()) -> list[AnyFact]:
        """By the core itself; at the end nobody watches any more."""
        record = Record(tuple(intervals), tuple(Saying(at, 0, one) for at, one in said))
        facts = replay(closed(record), RULE, Turns((), (), ())).facts
        self.tells(*facts)
        return list(facts)

    def tells(self, *facts: AnyFact) -> None:
        self.journal.append(*facts)

    def meets(self) -> Exchanged:
        return exchange(self.journal, self.folder)

    def week(self, day: date = MONDAY) -> WeekSummary:
        return read_week(self.journal, week_of(day), UTC, RULE)

    @property
    def files(self) -> list[Path]:
        return sorted(self.folder.glob("unseat-*.jsonl"))


def carry(one: Machine, *others: Machine) -> None:
    """What a carrier does, when all goes well: every file of one folder is in the others."""
    for file in one.files:
        for other in others:
            (other.folder / file.name).write_bytes(file.read_bytes())


def typing(*spans: tuple[float, float]) -> list[Interval]:
    """Input between these minutes from 09:00."""
    return [Interval(minute(start), minute(end), Kind.INPUT) for start, end in spans]


def minute(minutes: float) -> Instant:
    return Instant(NINE + round(minutes * 60_000))


def bout(start: float, end: float, because: Because = Because.NO_INPUT) -> Bout:
    first, last = minute(start), minute(end)
    return Bout(at=last, start=first, posture=Posture.SITTING, input_ms=Millis(last - first), because=because)


def spans(week: WeekSummary) -> list[tuple[float, float]]:
    """Bouts in minutes from 09:00 on Monday."""
    return [
        ((one.start.timestamp() * 1000 - NINE) / 60_000, (one.end.timestamp() * 1000 - NINE) / 60_000)
        for day in week.days
        for one in day.record.bouts
    ]


def presence(facts: Sequence[AnyFact]) -> list[AnyFact]:
    return [fact for fact in facts if isinstance(fact, Bout | Break)]
