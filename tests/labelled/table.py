"""The errors side by side: per person, and of all of them together."""

from statistics import fmean

from tests.labelled.persons import PERSONS, day_of
from tests.labelled.rules import FIXED, PEERS, error, ours

OURS, OURS_FIXED, OVERALL = "unseat, auto", "unseat, 2 min", "overall"


def measured(days: int) -> tuple[list[str], dict[str, list[float]]]:
    """The names of the rules, and the mean error of each on so many days of each person."""
    rules = {OURS: ours, OURS_FIXED: lambda made: ours(made, FIXED), **PEERS}
    rows = {}
    for person in PERSONS:
        made = [day_of(person, seed) for seed in range(days)]
        rows[person.name] = [fmean(error(rule(day), day.sat) for day in made) for rule in rules.values()]
    rows[OVERALL] = [fmean(errors) for errors in zip(*rows.values(), strict=True)]
    return list(rules), rows
