from datetime import date

import pytest

from tests.report.weeks import AMSTERDAM, NEW_YORK, RULE, at
from unseat.core.checks import checks
from unseat.core.days import parse_week
from unseat.core.fact import Dated
from unseat.core.said import Paused, SignsRated, SignsSkipped
from unseat.core.wall import offset_s

TODAY = date(2026, 11, 24)
W48 = parse_week("2026-W48", TODAY)


def rated(day: date, clock: str = "16:00", **ratings: int) -> Dated:
    moment = at(day, clock, AMSTERDAM)
    return SignsRated(at=moment, ratings=ratings), offset_s(moment, AMSTERDAM)


def skipped(day: date) -> Dated:
    moment = at(day, "16:00", AMSTERDAM)
    return SignsSkipped(at=moment), offset_s(moment, AMSTERDAM)


def test_every_week_wanted_is_there_and_the_last_one_asked_for_is_the_last() -> None:
    facts = [rated(date(2026, 11, 6), back=4), skipped(date(2026, 11, 18)), rated(TODAY, leg=0)]
    found = checks(facts, W48, AMSTERDAM, RULE, weeks=4)
    assert [(one.week.name, one.ratings, one.made, one.settled) for one in found] == [
        ("2026-W45", {"back": 4}, True, True),
        ("2026-W46", {}, False, False),
        ("2026-W47", {}, False, True),
        ("2026-W48", {"leg": 0}, True, True),
    ]


def test_the_later_of_two_stands_and_others_do_no_harm() -> None:
    paused = Paused(at=at(TODAY, "09:00", AMSTERDAM), until=None)
    (found,) = checks(
        [rated(TODAY, "10:00", back=4, leg=1), (paused, 3600), rated(TODAY, back=2)], W48, AMSTERDAM, RULE
    )
    assert found.ratings == {"back": 2}
    assert not checks([(paused, 3600)], W48, AMSTERDAM, RULE)[0].settled


@pytest.mark.parametrize(("clock", "week"), [("03:59", "2026-W47"), ("04:00", "2026-W48")])
def test_the_week_ends_at_the_start_of_a_day(clock: str, week: str) -> None:
    found = checks([rated(date(2026, 11, 23), clock, back=4)], W48, AMSTERDAM, RULE, weeks=2)
    assert [one.week.name for one in found if one.made] == [week]


def test_a_check_stays_in_the_week_it_was_made_in_wherever_the_person_is_now() -> None:
    """Monday 05:00 in Amsterdam is still Sunday in New York."""
    found = checks([rated(date(2026, 11, 23), "05:00", back=4)], W48, NEW_YORK, RULE, weeks=2)
    assert [one.week.name for one in found if one.made] == ["2026-W48"]


def test_a_week_may_start_on_sunday() -> None:
    sunday = parse_week("2026-W48", TODAY, "sunday")
    found = checks([rated(date(2026, 11, 22), back=4)], sunday, AMSTERDAM, RULE, weeks=2)
    assert [one.week.name for one in found if one.made] == ["2026-W48"]
