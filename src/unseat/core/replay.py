"""Replay: a recorded activity log through the very same core that a live day goes through (DESIGN 4.4)."""

from collections.abc import Iterable

import msgspec

from unseat.core.activity import Record, Saying
from unseat.core.desk import Desk
from unseat.core.facts import Any as AnyFact
from unseat.core.moments import Interval
from unseat.core.rule import Rule
from unseat.core.turns import Turn
from unseat.core.watched import Bout, Break
from unseat.core.words import Because, Deferral, Instant


class OpenBreak(msgspec.Struct, frozen=True):
    """The break that goes on at the end of the record."""

    start: Instant
    because: Because


class Replayed(msgspec.Struct, frozen=True):
    """What the record says under the rule.

    `bouts` has the one still open at the end too; `breaks` those that are over. `waiting` is why a prompt is kept back
    at the end, if one is. `ignored` are answers that no prompt was there for.
    """

    facts: tuple[AnyFact, ...]
    bouts: tuple[Bout, ...]
    breaks: tuple[Break, ...]
    open_break: OpenBreak | None
    waiting: Deferral | None
    ignored: tuple[Saying, ...]


def replay(record: Record, rule: Rule, turn: Turn, quiet: Iterable[Interval] = ()) -> Replayed:
    """`quiet`: the quiet hours that the record meets, which depend on the zone; they may reach beyond its end."""
    facts: list[AnyFact] = []
    ignored: list[Saying] = []
    desk = Desk(rule, turn)
    sayings = {id(saying.said): saying for saying in record.sayings}
    end = record.end
    for moment in record.moments(quiet):
        if end is not None and moment.at > end:
            break
        ignored.extend(sayings[id(said)] for said in desk.step(moment) if id(said) in sayings)
        facts += desk.take()
    facts += _closed(desk, end)
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


def _closed(desk: Desk, end: Instant | None) -> list[AnyFact]:
    if end is not None:
        desk.advance(end)
    return desk.take()
