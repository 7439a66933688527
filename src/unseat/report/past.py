"""A week among the weeks before it."""

from collections.abc import Sequence

import msgspec

from unseat.core.held import basis
from unseat.core.metrics import Seconds
from unseat.core.rule import Rule
from unseat.core.summary import WeekSummary

LOOK_BACK = 4
"""Weeks that a week is compared with."""


class Daily(msgspec.Struct, frozen=True):
    """The average of the days on which anybody was at the desk; lengths in seconds."""

    days: int
    lower_s: Seconds
    sitting_s: Seconds
    upper_s: Seconds


def daily(weeks: Sequence[WeekSummary]) -> Daily | None:
    """Null where no day has a record of bouts. A week that is under way can so be compared with whole ones."""
    days = [day for week in weeks for day in week.days if day.record.bouts]
    if not days:
        return None
    return Daily(
        len(days),
        sum(day.sitting_lower_s for day in days) / len(days),
        sum(day.sitting_s for day in days) / len(days),
        sum(day.sitting_upper_s for day in days) / len(days),
    )


def comparable(week: WeekSummary, earlier: Sequence[WeekSummary]) -> list[WeekSummary]:
    """Those of the earlier weeks whose figures rest on the same rule: figures of another rule say something else."""
    return [other for other in earlier if _basis(other.rule) == _basis(week.rule)]


def _basis(rule: Rule) -> tuple[object, ...]:
    return *basis(rule), rule.day_starts, rule.week_starts
