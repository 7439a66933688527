"""What the person says of the past, where it was watched otherwise or not at all.

Corrections are facts like others: what was watched stays, and every figure is made of both.
"""

from collections.abc import Iterable

import msgspec

from unseat.core.fact import Fact
from unseat.core.said import Corrected, CorrectionUndone, ExerciseCorrected
from unseat.core.words import Instant

KINDS: tuple[type[Fact], ...] = (Corrected, ExerciseCorrected, CorrectionUndone)
Correction = Corrected | ExerciseCorrected


class Numbered(msgspec.Struct, frozen=True):
    """A correction with its number from 1, in the order of saying; `undone`: when it was taken back, or null."""

    number: int
    correction: Correction
    undone: Instant | None = None


def numbered(facts: Iterable[Fact]) -> list[Numbered]:
    """All that were ever said, those taken back too. `facts` in any order, each once or more; others do no harm."""
    own = [fact for fact in facts if isinstance(fact, KINDS)]
    undone = {fact.corrected: fact.at for fact in own if isinstance(fact, CorrectionUndone)}
    said = {fact.at: fact for fact in own if isinstance(fact, Corrected | ExerciseCorrected)}
    return [Numbered(number, said[at], undone.get(at)) for number, at in enumerate(sorted(said), start=1)]


def in_force(facts: Iterable[Fact]) -> list[Correction]:
    """Those not taken back, in the order of saying."""
    return [one.correction for one in numbered(facts) if one.undone is None]
