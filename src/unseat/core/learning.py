"""What a person's own answers teach: how often a quiet time that nobody knew of was sitting.

Each answer for such a time is a lesson, by its length and the part of the day. With enough of them the unknown time of
a day or week can be estimated, beside the range, which stays. The shares are pulled towards that of all lessons, so
that few lessons of one kind say little (the mean of a Beta distribution with a prior of two lessons). Lessons are
corrections in the journal: what is forgotten teaches no more.
"""

from collections.abc import Iterable
from datetime import tzinfo

import msgspec

from unseat.core.corrections import in_force
from unseat.core.days import Span
from unseat.core.fact import Fact
from unseat.core.metrics import Seconds, seconds
from unseat.core.said import Corrected
from unseat.core.wall import local
from unseat.core.words import MINUTE, Instant, Meant

ENOUGH = 10
"""Answers from which on anything is said to be learned. A choice."""
LENGTHS = (5 * MINUTE, 10 * MINUTE, 20 * MINUTE)
NOON = (12, 14)
PULL = 2.0


class Learned(msgspec.Struct, frozen=True):
    """`answers` that were given so far for quiet times, `sat` of them sitting; `sitting_s` is the sitting with the
    unknown time at its learned share."""

    answers: int
    sat: int
    sitting_s: Seconds


class Lessons:
    """What was said of quiet times, in force, by whomever on this computer."""

    def __init__(self, facts: Iterable[Fact], zone: tzinfo) -> None:
        said = [one for one in in_force(facts) if isinstance(one, Corrected) and one.gap and one.source is None]
        self._zone = zone
        self._told = [(self._kind((one.start, one.end)), one.meant is Meant.SITTING) for one in said]

    def of(self, sitting_s: Seconds, unknown: Iterable[Span]) -> Learned | None:
        """Null where too little was said to learn from."""
        if len(self._told) < ENOUGH:
            return None
        expected = sum(self._share(span) * (span[1] - span[0]) for span in unknown)
        sat = sum(was for _, was in self._told)
        return Learned(len(self._told), sat, round(sitting_s + seconds(expected)))

    def _share(self, span: Span) -> float:
        of_all = sum(was for _, was in self._told) / len(self._told)
        alike = [was for kind, was in self._told if kind == self._kind(span)]
        return (sum(alike) + PULL * of_all) / (len(alike) + PULL)

    def _kind(self, span: Span) -> tuple[int, int]:
        hour = local(Instant(span[0]), self._zone).hour
        length = span[1] - span[0]
        return sum(length >= least for least in LENGTHS), sum(hour >= edge for edge in NOON)
