"""The weekly self-checks, week by week. No score, and nothing is concluded."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, tzinfo

import msgspec

from unseat.core.days import Week, day_of
from unseat.core.fact import Dated, Fact
from unseat.core.rule import Rule
from unseat.core.signs import KINDS, ratings, settled
from unseat.core.wall import fixed, offset_s


class Check(msgspec.Struct, frozen=True):
    """What is known of one week's. `ratings` by sign, 0 to 10; those passed over are absent. `settled`: it was made, or
    the person wanted none."""

    week: Week
    ratings: dict[str, int]
    settled: bool

    @property
    def made(self) -> bool:
        return bool(self.ratings)


def checks(facts: Iterable[Dated], last: Week, zone: tzinfo, rule: Rule, *, weeks: int = 1) -> list[Check]:
    """Those of so many weeks up to `last`, oldest first. `facts` in the order of the journal; others do no harm."""
    said: dict[date, list[Fact]] = defaultdict(list)
    for fact, offset in facts:
        if isinstance(fact, KINDS):
            there = zone if offset_s(fact.at, zone) == offset else fixed(offset)
            said[day_of(fact.at, there, rule.day_starts)].append(fact)
    wanted = [last]
    while len(wanted) < weeks:
        wanted.insert(0, wanted[0].previous)
    own = [(week, [fact for day in week.days for fact in said.get(day, ())]) for week in wanted]
    return [Check(week, ratings(these), settled(these)) for week, these in own]
