"""What a few answers for quiet times teach: each person says of thirty, on five days, whether they sat in them."""

from collections.abc import Iterator
from datetime import UTC
from functools import cache
from statistics import fmean

from tests.labelled.made import Made
from tests.labelled.persons import PERSONS, Person, day_of
from tests.labelled.rules import FIXED, both, lived, ours, total
from tests.labelled.table import days_of
from unseat.core.days import Span
from unseat.core.learning import Lessons
from unseat.core.rule import Rule
from unseat.core.said import Corrected
from unseat.core.words import DAY, SECOND, Instant, Meant

ASKED = range(3_000, 3_005)
"""The days on which they answer: others than those that are measured."""
A_DAY = 6


@cache
def taught(rule: Rule = FIXED) -> dict[str, tuple[float, float]]:
    """By person: how far the day's sitting is from the truth, as a share of it, as estimated and as learned."""
    return {person.name: _off(person, rule) for person in PERSONS}


def _off(person: Person, rule: Rule) -> tuple[float, float]:
    lessons = Lessons(_answers(person, rule), UTC)
    estimated, learned = [], []
    for made in days_of(person):
        truth, estimate = total(made.sat), total(ours(made, rule))
        found = lessons.of(estimate, _quiet(made, rule))
        estimated.append(abs(estimate - truth) / truth)
        learned.append(abs((found.sitting_s if found else estimate) - truth) / truth)
    return fmean(estimated), fmean(learned)


def _answers(person: Person, rule: Rule) -> Iterator[Corrected]:
    for n, seed in enumerate(ASKED):
        made = day_of(person, seed)
        for gap in _quiet(made, rule)[:A_DAY]:
            length, sat = gap[1] - gap[0], total(both(made.sat, [(gap[0] // SECOND, gap[1] // SECOND)]))
            meant = Meant.SITTING if 2 * sat * SECOND >= length else Meant.AWAY
            start, end = (Instant(edge + n * DAY) for edge in gap)
            yield Corrected(at=end, start=start, end=end, meant=meant, gap=True)


def _quiet(made: Made, rule: Rule) -> list[Span]:
    return [(gap.start, gap.at) for gap in lived(made, rule).breaks if gap.unknown]
