"""Which rule held when: figures rest on the rule of their own time, not on today's."""

from collections.abc import Iterable, Sequence

import msgspec

from unseat.core.fact import Fact
from unseat.core.rule import Rule
from unseat.core.running import RuleHeld
from unseat.core.words import Instant

BASIS = ("idle_after", "break_after", "break_after_most", "unknown_up_to")
"""What of a rule decides how long somebody sat."""


class Held(msgspec.Struct, frozen=True):
    """The rule of a stretch of time: the one in force at its end. `assumed`: no record says so.

    `changes` are those within it that changed what counts as sitting, oldest first, the first one with the rule before.
    """

    rule: Rule
    assumed: bool = False
    changes: tuple[RuleHeld, ...] = ()


def held(facts: Iterable[Fact], start: Instant, end: Instant, today: Rule) -> Held:
    """`facts` hold every `RuleHeld`, once or more and in any order; others do no harm. When days and weeks start is
    `today`'s choice, as that only groups what was found."""
    own = {fact.at: fact for fact in facts if isinstance(fact, RuleHeld) and fact.source is None and fact.at < end}
    if not own:
        return Held(today, assumed=True)
    told = [own[at] for at in sorted(own)]
    rule = msgspec.structs.replace(told[-1].rule, day_starts=today.day_starts, week_starts=today.week_starts)
    return Held(rule, assumed=False, changes=_changes(told, start))


def _changes(told: Sequence[RuleHeld], start: Instant) -> tuple[RuleHeld, ...]:
    before = [fact for fact in told if fact.at <= start][-1:]
    within = [*before, *(fact for fact in told if fact.at > start)]
    kept = [fact for n, fact in enumerate(within) if n == 0 or basis(fact.rule) != basis(within[n - 1].rule)]
    return tuple(kept) if len(kept) > 1 else ()


def basis(rule: Rule) -> tuple[object, ...]:
    return tuple(getattr(rule, name) for name in BASIS)
