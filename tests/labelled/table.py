"""The errors side by side: per person, of all of them together, and of persons drawn at random."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from statistics import fmean

from tests.labelled.made import Made
from tests.labelled.persons import PERSONS, Person, day_of, drawn
from tests.labelled.rules import AUTO, FIXED, PEERS, error, ours, span_of, total
from unseat.core.rule import Rule

OURS, OURS_FIXED, OVERALL, DRAWN = "unseat, auto", "unseat, 2 min", "overall", "anybody, drawn"
RULES = {OURS: ours, OURS_FIXED: lambda made: ours(made, FIXED), **PEERS}
Errors = Mapping[str, float]
DAYS, ANYBODY = 20, 100
"""Days of each person, and persons drawn, of which docs/presence.md tells."""
FRESH = 1_000
"""Days from this seed on: the rule was chosen on others."""


@cache
def measured() -> Mapping[str, Errors]:
    """For each person, for all together and for those drawn: the mean error of each rule."""
    rows = {person.name: _errors(days_of(person)) for person in PERSONS}
    overall = {rule: fmean(row[rule] for row in rows.values()) for rule in RULES}
    return rows | {OVERALL: overall, DRAWN: _errors(day_of(drawn(seed), seed) for seed in range(ANYBODY))}


def in_range(rule: Rule = AUTO) -> dict[str, int]:
    """On how many of the days of each person the truth lies within the range."""
    return {person.name: sum(holds(day, rule) for day in days_of(person)) for person in PERSONS}


def days_of(person: Person) -> Iterator[Made]:
    return (day_of(person, seed) for seed in range(FRESH, FRESH + DAYS))


def holds(made: Made, rule: Rule = AUTO) -> bool:
    least, most = span_of(made, rule)
    return least <= total(made.sat) <= most


def _errors(days: Iterable[Made]) -> Errors:
    made = [day for day in days if day.sat]
    return {name: fmean(error(rule(day), day.sat) for day in made) for name, rule in RULES.items()}
