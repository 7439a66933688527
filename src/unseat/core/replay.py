"""Replay: a recorded activity log through the very same core that a live day goes through (DESIGN 4.4)."""

from collections.abc import Callable, Iterable

import msgspec

from unseat.core.activity import Record, Saying
from unseat.core.desk import Desk, Dose, no_dose
from unseat.core.facts import Bout, Break, Fact
from unseat.core.moments import Interval
from unseat.core.rule import Rule
from unseat.core.words import Because, Deferral, Instant

Pick = Callable[[], str]
"""Names the exercise whose turn it is, and takes note that it was its turn."""


class OpenBreak(msgspec.Struct, frozen=True):
    """The break that goes on at the end of the record."""

    start: Instant
    because: Because


class Replayed(msgspec.Struct, frozen=True):
    """What the record says under the rule.

    `bouts` has the one still open at the end too; `breaks` those that are over. `waiting` is why a prompt is kept back
    at the end, if one is. `ignored` are answers that no prompt was there for.
    """

    facts: tuple[Fact, ...]
    bouts: tuple[Bout, ...]
    breaks: tuple[Break, ...]
    open_break: OpenBreak | None
    waiting: Deferral | None
    ignored: tuple[Saying, ...]


def replay(record: Record, rule: Rule, pick: Pick, dose: Dose = no_dose, quiet: Iterable[Interval] = ()) -> Replayed:
    """`quiet`: the quiet hours that the record spans, which depend on the zone."""
    facts: list[Fact] = []
    ignored: list[Saying] = []
    desk = Desk(rule, pick, dose)
    sayings = {id(saying.said): saying for saying in record.sayings}
    for moment in record.moments(quiet):
        ignored.extend(sayings[id(said)] for said in desk.step(moment) if id(said) in sayings)
        facts += desk.take()
    facts += _closed(desk, record.end)
    bouts = [fact for fact in facts if isinstance(fact, Bout)]
    if unfinished := desk.presence.unfinished():
        bouts.append(unfinished)
    away = desk.presence.away
    return Replayed(
        facts=tuple(facts),
        bouts=tuple(bouts),
        breaks=tuple(fact for fact in facts if isinstance(fact, Break)),
        open_break=OpenBreak(away.start, away.because) if away else None,
        waiting=desk.prompts.waiting_for,
        ignored=tuple(ignored),
    )


def _closed(desk: Desk, end: Instant | None) -> list[Fact]:
    if end is not None:
        desk.advance(end)
    return desk.take()
