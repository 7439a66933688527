"""Which exercises hurt: they are not offered until the person allows them again."""

from collections.abc import Iterable

from unseat.core.fact import Fact
from unseat.core.said import ExerciseAllowed, ExerciseHurt

KINDS = (ExerciseHurt, ExerciseAllowed)
"""What tells of it. It holds until the person says otherwise, however long ago it was said."""
REASON = "hurts"
"""The reason for skipping an exercise by which a person says so."""


def hurting(facts: Iterable[Fact]) -> frozenset[str]:
    """The ids of the exercises that hurt and were not allowed since. `facts` come in the order of time, and those of
    other kinds do no harm."""
    hurt: set[str] = set()
    for fact in facts:
        if isinstance(fact, ExerciseHurt):
            hurt.add(fact.exercise)
        elif isinstance(fact, ExerciseAllowed):
            hurt.discard(fact.exercise)
    return frozenset(hurt)
