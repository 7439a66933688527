from datetime import date

from tests.report.weeks import AMSTERDAM, RULE, at
from unseat.core.days import parse_week
from unseat.core.said import Paused, SignsRated, SignsSkipped
from unseat.core.signs import ratings, settled
from unseat.core.wall import offset_s
from unseat.core.week import summarise_week
from unseat.core.words import Instant

FIRST = SignsRated(at=Instant(1), ratings={"back": 4, "leg": 0})
LAST = SignsRated(at=Instant(2), ratings={"back": 5, "balance": 10})


def test_the_last_rating_counts() -> None:
    assert ratings([FIRST, LAST]) == {"back": 5, "balance": 10}
    assert ratings([LAST, SignsSkipped(at=Instant(3))]) == {"back": 5, "balance": 10}
    assert ratings([]) == {}


def test_what_no_version_of_ours_asked_is_left_out() -> None:
    strange = SignsRated(at=Instant(1), ratings={"back": 11, "leg": -1, "mood": 3, "crooked": 0})
    assert ratings([strange]) == {"crooked": 0}


def test_a_check_that_was_passed_over_is_settled_too() -> None:
    assert settled([FIRST])
    assert settled([SignsSkipped(at=Instant(1))])
    assert not settled([Paused(at=Instant(1), until=None)])


def test_a_check_belongs_to_the_week_in_which_it_was_made() -> None:
    """The week ends at 04:00 on Monday."""
    moments = [at(date(2026, 11, 23), clock, AMSTERDAM) for clock in ("03:59", "04:00")]
    dated = [(SignsRated(at=one, ratings={"back": n}), offset_s(one, AMSTERDAM)) for n, one in enumerate(moments)]
    signs = [
        summarise_week(dated, parse_week(name, date(2026, 11, 24)), AMSTERDAM, RULE).signs
        for name in ("2026-W47", "2026-W48")
    ]
    assert signs == [{"back": 0}, {"back": 1}]
