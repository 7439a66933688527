"""From intervals to bouts: what another program saw goes through the very core that a day of ours goes through."""

from collections.abc import Iterable

import msgspec

from unseat.core.activity import Record
from unseat.core.facts import Any as AnyFact
from unseat.core.facts import Carried
from unseat.core.moments import Interval
from unseat.core.replay import replay
from unseat.core.rule import Rule
from unseat.core.turns import Turns
from unseat.core.watched import Bout, Break
from unseat.core.words import Kind


def closed(record: Record) -> Record:
    """The record with nobody watching from its last instant on, so that its last bout ends there."""
    if record.end is None:
        return record
    return Record((*record.intervals, Interval(record.end, record.end, Kind.UNWATCHED)), record.sayings)


def from_input(intervals: Iterable[Interval], rule: Rule, source: str) -> tuple[Carried, ...]:
    """Bouts and breaks of intervals of input, which may come in any order and overlap. Nobody was prompted in them."""
    record = closed(Record(tuple(intervals), ()))
    replayed = replay(record, rule, Turns((), (), ()))
    return marked((fact for fact in replayed.facts if isinstance(fact, Bout | Break)), source)


def marked(facts: Iterable[AnyFact], source: str) -> tuple[Carried, ...]:
    return tuple(Carried(msgspec.structs.replace(fact, source=source)) for fact in facts)
