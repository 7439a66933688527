"""The errors side by side: per person, of all of them together, and of persons drawn at random."""

from collections.abc import Iterable, Iterator
from statistics import fmean

from tests.labelled.made import Made
from tests.labelled.persons import PERSONS, Person, day_of, drawn
from tests.labelled.rules import AUTO, FIXED, PEERS, error, ours, span_of, total
from unseat.core.rule import Rule

OURS, OURS_FIXED, OVERALL, DRAWN = "unseat, auto", "unseat, 2 min", "overall", "anybody, drawn"
RULES = {OURS: ours, OURS_FIXED: lambda made: ours(made, FIXED), **PEERS}
Rows = dict[str, list[float]]
FRESH = 1_000
"""Days from this seed on: the rule was chosen on others."""


def measured(days: int) -> tuple[list[str], Rows]:
    """The names of the rules, and the mean error of each on so many days of each person."""
    rows = {person.name: _errors(days_of(person, days)) for person in PERSONS}
    rows[OVERALL] = [fmean(errors) for errors in zip(*rows.values(), strict=True)]
    return list(RULES), rows


def of_anybody(persons: int) -> list[float]:
    """The mean errors on one day of each of so many persons that are drawn."""
    return _errors(day_of(drawn(seed), seed) for seed in range(persons))


def in_range(days: int, rule: Rule = AUTO) -> dict[str, int]:
    """On how many of the days of each person the truth lies within the range."""
    return {person.name: sum(holds(day, rule) for day in days_of(person, days)) for person in PERSONS}


def days_of(person: Person, days: int) -> Iterator[Made]:
    return (day_of(person, seed) for seed in range(FRESH, FRESH + days))


def holds(made: Made, rule: Rule = AUTO) -> bool:
    least, most = span_of(made, rule)
    return least <= total(made.sat) <= most


def _errors(days: Iterable[Made]) -> list[float]:
    made = [day for day in days if day.sat]
    return [fmean(error(rule(day), day.sat) for day in made) for rule in RULES.values()]
