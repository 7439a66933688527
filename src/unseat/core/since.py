"""Since when the person sits, by what was watched and what they said of it."""

from collections.abc import Iterable, Sequence
from datetime import UTC

import msgspec

from unseat.core.as_said import Said, presence
from unseat.core.corrections import in_force
from unseat.core.counted import CountedBout, counted, still_open
from unseat.core.facts import Any as AnyFact
from unseat.core.offered import PromptAnswered, SessionEnded
from unseat.core.rule import Rule
from unseat.core.said import Corrected
from unseat.core.union import Record, united
from unseat.core.watched import Bout, Break, OpenBout
from unseat.core.words import Answer, Instant


class Sat(msgspec.Struct, frozen=True):
    """`answered`: when a prompt was last answered, or an exercise done unasked, in that time; null where none was."""

    since: Instant
    answered: Instant | None


def sat(facts: Sequence[AnyFact], open_bout: OpenBout, rule: Rule, elsewhere: Iterable[Sequence[AnyFact]] = ()) -> Sat:
    """`facts` of the last day. Where the person says that they were not there at all, they sit since the bout's last
    input. `elsewhere`: those of each other machine of theirs."""
    others = list(elsewhere)
    everyones = [*facts, *(fact for share in others for fact in share)]
    spans = tuple(one for one in in_force(everyones) if isinstance(one, Corrected))
    records = [_record(facts, still_open(open_bout, UTC)), *map(_record, others)]
    watched = united(records, rule)
    seen = presence(watched.bouts, watched.breaks, Said(spans), rule, UTC)
    since = next((bout.start for bout in seen.bouts if bout.still), open_bout.last)
    answers = [*map(_answered, facts), *(_answered_there(fact) for share in others for fact in share)]
    return Sat(since, max((at for at in answers if at is not None and at >= since), default=None))


def _record(facts: Sequence[AnyFact], *more: CountedBout) -> Record:
    bouts = [counted(fact, UTC) for fact in facts if isinstance(fact, Bout)]
    return Record([*bouts, *more], [(fact, UTC) for fact in facts if isinstance(fact, Break)])


def _answered(fact: AnyFact) -> Instant | None:
    """When the rhythm began anew (DESIGN 4.3)."""
    if isinstance(fact, PromptAnswered):
        return None if fact.answer is Answer.NATURAL else fact.at
    own = isinstance(fact, SessionEnded) and fact.prompt is None and fact.answer is not Answer.MISSED
    return fact.at if own else None


def _answered_there(fact: AnyFact) -> Instant | None:
    """At another machine only what the person did counts: one that nobody reacted to was shown to an empty chair."""
    missed = isinstance(fact, PromptAnswered) and fact.answer is Answer.MISSED
    return None if missed else _answered(fact)
