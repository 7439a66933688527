"""Hours of the week: read, written, and when they keep prompts back."""

from datetime import UTC, datetime, time

import pytest

from unseat.core.days import kept_free
from unseat.core.hours import hours_text, parse_hours
from unseat.core.rule import EVERY_DAY, Quiet, Rule
from unseat.core.words import HOUR, Instant

MONDAY = Instant(round(datetime(2026, 11, 23, tzinfo=UTC).timestamp() * 1000))
WEEK = (MONDAY, Instant(MONDAY + 7 * 24 * HOUR))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22:00-07:00", Quiet(time(22), time(7))),
        ("fri 12:00-13:00", Quiet(time(12), time(13), (4,))),
        ("mon-fri 08:30-17:30", Quiet(time(8, 30), time(17, 30), (0, 1, 2, 3, 4))),
        ("Sat-Sun", Quiet(time(), time(), (5, 6))),
        ("sat", Quiet(time(), time(), (5,))),
        ("fri-mon 20:00-22:00", Quiet(time(20), time(22), (0, 4, 5, 6))),
    ],
)
def test_they_are_read(text: str, expected: Quiet) -> None:
    assert parse_hours(text) == expected


@pytest.mark.parametrize(
    "text", ["", "someday", "mon-", "fri 12:00", "fri 12:00-12:00", "12:00-12:00", "fri,sat 1:00-2:00"]
)
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the reader of settings says what is allowed
        parse_hours(text)


@pytest.mark.parametrize("text", ["22:00-07:00", "fri 12:00-13:00", "mon-fri 08:30-17:30", "sat-sun", "sat", "mon-sun"])
def test_they_are_written_as_they_were_read(text: str) -> None:
    assert hours_text(parse_hours(text)) == text
    assert parse_hours("mon-sun").weekdays == EVERY_DAY


def spans(rule: Rule) -> list[tuple[float, float]]:
    """Hours from Monday 0:00."""
    return [((one - MONDAY) / HOUR, (other - MONDAY) / HOUR) for one, other in kept_free(rule, UTC, *WEEK)]


def test_quiet_hours_of_a_weekday_belong_to_the_day_on_which_they_begin() -> None:
    assert spans(Rule(quiet=(parse_hours("fri 22:00-07:00"),))) == [(4 * 24 + 22, 5 * 24 + 7)]
    assert spans(Rule(quiet=(parse_hours("sat-sun"),))) == [(5 * 24, 7 * 24)]


def test_outside_of_working_hours_there_are_no_prompts() -> None:
    assert spans(Rule(working=(parse_hours("mon-tue 09:00-17:00"),))) == [(0, 9), (17, 33), (41, 168)]


def test_quiet_hours_within_working_hours_count_too() -> None:
    rule = Rule(working=(parse_hours("mon 09:00-17:00"),), quiet=(parse_hours("12:00-13:00"),))
    assert spans(rule)[:3] == [(0, 9), (12, 13), (17, 168)]


def test_without_any_there_are_always_prompts() -> None:
    assert spans(Rule()) == []
