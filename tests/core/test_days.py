from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from unseat.core.days import (
    DateError,
    Week,
    day_of,
    day_of_offset,
    day_span,
    parse_day,
    parse_week,
    quiet_spans,
    split,
    week_of,
    week_span,
)
from unseat.core.rule import Quiet
from unseat.core.wall import fixed, instant, local, offset_s
from unseat.core.words import HOUR, MINUTE, Instant

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
APIA = ZoneInfo("Pacific/Apia")
CAIRO = ZoneInfo("Africa/Cairo")
ST_JOHNS = ZoneInfo("America/St_Johns")
ZONES = [AMSTERDAM, LORD_HOWE, APIA, CAIRO, ST_JOHNS, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kathmandu"), UTC]
FOUR = time(4)
TODAY = date(2026, 11, 23)


def at(text: str) -> Instant:
    moment = datetime.fromisoformat(text)
    assert moment.tzinfo is not None
    return Instant(round(moment.timestamp() * 1000))


zones = st.sampled_from(ZONES)
starts = st.times().map(lambda t: t.replace(microsecond=0))
instants = st.integers(0, 2_208_988_800_000).map(Instant)
dates = st.dates(date(1971, 1, 1), date(2037, 12, 31))


# ---- the clock on the wall


def test_local_keeps_the_offset_then_in_force() -> None:
    shown = local(at("2026-10-25T00:30:00Z"), AMSTERDAM)
    assert shown.isoformat() == "2026-10-25T02:30:00+02:00"
    assert local(at("2026-10-25T01:30:00Z"), AMSTERDAM) - shown == timedelta(hours=1)


@pytest.mark.parametrize(
    ("day", "clock", "fold", "expected"),
    [
        ("2026-11-23", "04:00", 0, "2026-11-23T04:00:00+01:00"),
        ("2026-10-25", "02:30", 0, "2026-10-25T02:30:00+02:00"),
        ("2026-10-25", "02:30", 1, "2026-10-25T02:30:00+01:00"),
        ("2026-03-29", "02:30", 0, "2026-03-29T03:00:00+02:00"),
        ("2026-03-29", "02:30", 1, "2026-03-29T03:00:00+02:00"),
        ("2026-03-29", "02:00", 0, "2026-03-29T03:00:00+02:00"),
        ("2026-03-29", "03:00", 0, "2026-03-29T03:00:00+02:00"),
    ],
)
def test_a_time_that_is_skipped_or_shown_twice(day: str, clock: str, fold: int, expected: str) -> None:
    found = instant(date.fromisoformat(day), time.fromisoformat(clock), AMSTERDAM, fold)
    assert found == at(expected)


@given(instants, zones)
def test_an_instant_is_found_again_by_what_the_clock_showed(moment: Instant, zone: ZoneInfo) -> None:
    shown = local(moment, zone)
    twice = {instant(shown.date(), shown.time(), zone, fold) for fold in (0, 1)}
    assert moment in twice
    assert offset_s(moment, zone) * 1000 == round(shown.replace(tzinfo=UTC).timestamp() * 1000) - moment


# ---- days


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23T03:59:59.999+01:00", "2026-11-22"),
        ("2026-11-23T04:00:00+01:00", "2026-11-23"),
        ("2026-11-24T03:59:59+01:00", "2026-11-23"),
        ("2026-10-25T02:30:00+01:00", "2026-10-24"),
    ],
)
def test_a_day_starts_at_four(moment: str, expected: str) -> None:
    assert day_of(at(moment), AMSTERDAM, FOUR) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("day", "zone", "starts", "hours"),
    [
        ("2026-11-23", AMSTERDAM, FOUR, 24),
        ("2026-10-24", AMSTERDAM, FOUR, 25),
        ("2026-03-28", AMSTERDAM, FOUR, 23),
        ("2026-10-25", AMSTERDAM, time(0), 25),
        ("2026-03-29", AMSTERDAM, time(2, 30), 23.5),
        ("2026-03-28", AMSTERDAM, time(2, 30), 23.5),
        ("2026-10-25", AMSTERDAM, time(2, 30), 25),
        ("2026-04-04", LORD_HOWE, FOUR, 24.5),
        ("2026-04-24", CAIRO, time(0), 23),
        ("2011-12-30", APIA, time(0), 0),
        ("2011-12-30", APIA, FOUR, 4),
        ("2011-12-29", APIA, FOUR, 20),
    ],
)
def test_days_are_as_long_as_the_clock_makes_them(day: str, zone: ZoneInfo, starts: time, hours: float) -> None:
    start, end = day_span(date.fromisoformat(day), zone, starts)
    assert end - start == hours * HOUR


@given(dates, zones, starts)
@example(date(2011, 12, 29), APIA, FOUR)
@example(date(2011, 12, 30), APIA, time(0))
@example(date(2026, 4, 24), CAIRO, time(0))
def test_days_tile_time(day: date, zone: ZoneInfo, starts: time) -> None:
    start, end = day_span(day, zone, starts)
    assert start <= end
    assert day_span(day + timedelta(days=1), zone, starts)[0] == end
    if start < end:
        assert day_of(start, zone, starts) == day_of(Instant(end - 1), zone, starts) == day
    assert day_of(Instant(start - 1), zone, starts) < day


@given(instants, zones, starts)
def test_every_instant_lies_in_its_day(moment: Instant, zone: ZoneInfo, starts: time) -> None:
    start, end = day_span(day_of(moment, zone, starts), zone, starts)
    assert start <= moment < end


@given(instants, st.integers(0, 20 * 24 * HOUR), zones, starts)
def test_the_pieces_make_up_the_whole(start: Instant, length: int, zone: ZoneInfo, starts: time) -> None:
    end = Instant(start + length)
    pieces = list(split((start, end), zone, starts))
    assert sum(to - since for _, (since, to) in pieces) == length
    assert all(since < to for _, (since, to) in pieces)
    assert [to for _, (_, to) in pieces][:-1] == [since for _, (since, _) in pieces][1:]
    for day, (since, to) in pieces:
        assert day_of(since, zone, starts) == day_of(Instant(to - 1), zone, starts) == day


def test_a_fact_keeps_its_day_when_the_person_travels() -> None:
    late = at("2026-11-23T23:30:00-05:00")
    assert day_of(late, AMSTERDAM, FOUR) == date(2026, 11, 24)
    assert day_of_offset(late, -5 * 3600, FOUR) == date(2026, 11, 23)
    assert local(late, fixed(-5 * 3600)).hour == 23


# ---- weeks


@pytest.mark.parametrize(
    ("day", "starts", "name", "first"),
    [
        ("2026-11-16", "monday", "2026-W47", "2026-11-16"),
        ("2026-11-22", "monday", "2026-W47", "2026-11-16"),
        ("2026-11-22", "sunday", "2026-W48", "2026-11-22"),
        ("2026-11-21", "sunday", "2026-W47", "2026-11-15"),
        ("2027-01-01", "monday", "2026-W53", "2026-12-28"),
        ("2024-12-30", "monday", "2025-W01", "2024-12-30"),
    ],
)
def test_the_week_of_a_day(day: str, starts: str, name: str, first: str) -> None:
    week = week_of(date.fromisoformat(day), starts)
    assert week == Week(name, date.fromisoformat(first))
    assert parse_week(name, TODAY, starts) == week


@given(dates, st.sampled_from(["monday", "sunday"]))
def test_a_day_lies_in_its_week(day: date, starts: str) -> None:
    week = week_of(day, starts)
    assert day in week.days
    assert {week_of(other, starts) for other in week.days} == {week}
    assert week.previous == week_of(day - timedelta(weeks=1), starts)
    assert week.number == int(week.name.split("W")[1])


@pytest.mark.parametrize(("name", "hours"), [("2026-W47", 168), ("2026-W13", 167), ("2026-W43", 169)])
def test_a_week_is_as_long_as_its_days(name: str, hours: int) -> None:
    start, end = week_span(parse_week(name, TODAY), AMSTERDAM, FOUR)
    assert end - start == hours * HOUR


@pytest.mark.parametrize("text", ["2026-W47", "2026w47", " 2026W47 "])
def test_weeks_as_people_write_them(text: str) -> None:
    assert parse_week(text, TODAY).name == "2026-W47"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("2025-W53", '"2025-W53" is not in the calendar: the weeks of 2025 are 2025-W01 to 2025-W52'),
        ("2026-W54", '"2026-W54" is not in the calendar: the weeks of 2026 are 2026-W01 to 2026-W53'),
        ("2026-W00", '"2026-W00" is not in the calendar: the weeks of 2026 are 2026-W01 to 2026-W53'),
        ("0001-W01", '"0001-W01" lies outside the years 1970 to 9998'),
        ("47", '"47" is no week: write it as 2026-W48'),
        ("2026-11-23", '"2026-11-23" is no week: write it as 2026-W48'),
        ("٢٠٢٦-W47", '"٢٠٢٦-W47" is no week: write it as 2026-W48'),
    ],
)
def test_a_week_that_cannot_be_is_refused_with_the_remedy(text: str, line: str) -> None:
    with pytest.raises(DateError) as refused:
        parse_week(text, TODAY)
    assert str(refused.value) == line


def test_days_as_people_write_them() -> None:
    assert parse_day("2026-11-20", TODAY) == date(2026, 11, 20)
    assert parse_day("today", TODAY) == TODAY
    assert parse_day(" Yesterday ", TODAY) == date(2026, 11, 22)
    assert parse_day("tomorrow", TODAY) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("tuesday", '"tuesday" is no day: write it as 2026-11-23, or today, yesterday or tomorrow'),
        ("20261123", '"20261123" is no day: write it as 2026-11-23, or today, yesterday or tomorrow'),
        ("2026-02-29", '"2026-02-29" is not in the calendar: write a day such as 2026-11-23'),
        ("1969-12-31", '"1969-12-31" lies outside the years 1970 to 9998'),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_the_remedy(text: str, line: str) -> None:
    with pytest.raises(DateError) as refused:
        parse_day(text, TODAY)
    assert str(refused.value) == line


@given(st.text())
def test_any_text_is_a_date_or_refused(text: str) -> None:
    for parse in (parse_day, parse_week):
        with suppress(DateError):
            assert isinstance(parse(text, TODAY), date | Week)


# ---- quiet hours


def spans(quiet: list[tuple[str, str]], start: str, end: str, zone: ZoneInfo = AMSTERDAM) -> list[tuple[str, str]]:
    hours = [Quiet(time.fromisoformat(one), time.fromisoformat(other)) for one, other in quiet]
    found = quiet_spans(hours, zone, at(start), at(end))
    return [(local(one, zone).isoformat(), local(other, zone).isoformat()) for one, other in found]


def test_quiet_hours_cross_midnight_and_end_with_the_range() -> None:
    assert spans([("22:00", "07:00")], "2026-11-23T00:00:00+01:00", "2026-11-24T23:00:00+01:00") == [
        ("2026-11-23T00:00:00+01:00", "2026-11-23T07:00:00+01:00"),
        ("2026-11-23T22:00:00+01:00", "2026-11-24T07:00:00+01:00"),
        ("2026-11-24T22:00:00+01:00", "2026-11-24T23:00:00+01:00"),
    ]


def test_overlapping_quiet_hours_are_one() -> None:
    quiet = [("12:30", "13:30"), ("12:00", "13:00"), ("13:30", "14:00")]
    assert spans(quiet, "2026-11-23T00:00:00+01:00", "2026-11-24T00:00:00+01:00") == [
        ("2026-11-23T12:00:00+01:00", "2026-11-23T14:00:00+01:00")
    ]


def test_equal_start_and_end_is_all_day() -> None:
    whole = ("2026-11-23T00:00:00+01:00", "2026-11-25T00:00:00+01:00")
    assert spans([("09:00", "09:00")], *whole) == [whole]


def test_quiet_hours_follow_the_clock_on_the_wall_when_it_is_set() -> None:
    night = [("01:30", "02:30")]
    assert spans(night, "2026-03-29T00:00:00+01:00", "2026-03-29T12:00:00+02:00") == [
        ("2026-03-29T01:30:00+01:00", "2026-03-29T03:00:00+02:00")
    ]
    assert spans(night, "2026-10-25T00:00:00+02:00", "2026-10-25T12:00:00+01:00") == [
        ("2026-10-25T01:30:00+02:00", "2026-10-25T02:30:00+01:00")
    ]
    skipped = [("02:10", "02:50")]
    assert spans(skipped, "2026-03-29T00:00:00+01:00", "2026-03-29T12:00:00+02:00") == []


def test_without_quiet_hours_nothing_is_quiet() -> None:
    assert spans([], "2026-11-23T00:00:00+01:00", "2036-11-23T00:00:00+01:00") == []
    assert spans([("09:00", "10:00")], "2026-11-23T09:30:00+01:00", "2026-11-23T09:30:00+01:00") == []


@given(
    st.lists(st.builds(Quiet, starts, starts), max_size=3),
    zones,
    instants,
    st.integers(0, 4 * 24 * HOUR),
    st.floats(0, 1),
)
def test_it_is_quiet_when_the_clock_says_so(
    quiet: list[Quiet], zone: ZoneInfo, start: Instant, length: int, share: float
) -> None:
    end = Instant(start + length)
    found = quiet_spans(quiet, zone, start, end)
    assert all(start <= one < other <= end for one, other in found)
    assert all(before[1] < after[0] for before, after in pairwise(found))
    moment = Instant(start + int(share * length))
    shown = local(moment, zone).time()
    offsets = {offset_s(Instant(moment + near * HOUR), zone) for near in (-26, -4, -1, 0, 1, 4, 26)}
    if moment < end and len(offsets) == 1:
        assert any(one <= moment < other for one, other in found) == any(_within(shown, one) for one in quiet)


def _within(shown: time, quiet: Quiet) -> bool:
    if quiet.start < quiet.end:
        return quiet.start <= shown < quiet.end
    return shown >= quiet.start or shown < quiet.end


def test_looking_at_one_instant_is_enough_to_know_whether_it_is_quiet() -> None:
    noon = at("2026-11-23T12:00:00+01:00")
    hours = [Quiet(time(12), time(13))]
    assert quiet_spans(hours, AMSTERDAM, noon, Instant(noon + 1)) == [(noon, noon + 1)]
    assert quiet_spans(hours, AMSTERDAM, Instant(noon - MINUTE), noon) == []
