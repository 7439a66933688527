"""A minute that a day's list shows means the instant behind it."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from unseat.core.durations import TextError
from unseat.core.recalled import parse_clock, parse_span, span_on
from unseat.core.rule import Rule
from unseat.core.summary import DaySummary
from unseat.core.wall import local, offset_s
from unseat.core.watched import Bout
from unseat.core.week import summarise_day
from unseat.core.words import Because, Instant, Millis, Posture

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FOUR = time(4)
DAY = date(2026, 11, 23)


def ms(*parts: int, zone: ZoneInfo | None = None) -> Instant:
    return Instant(round(datetime(*parts, tzinfo=zone or UTC).timestamp() * 1000))  # type: ignore[misc, arg-type]


def day_with(*bouts: tuple[Instant, Instant], zone: ZoneInfo | None = None, day: date = DAY) -> DaySummary:
    facts = [
        Bout(at=to, start=since, posture=Posture.SITTING, input_ms=Millis(to - since), because=Because.NO_INPUT)
        for since, to in bouts
    ]
    there = zone or UTC
    return summarise_day([(fact, offset_s(fact.at, there)) for fact in facts], day, there, Rule())


@pytest.mark.parametrize("text", ["14:05-14:17", "14.05 - 14.17", "14:05\u201314:17", " 14:05-14:17 "])
def test_two_times_are_read(text: str) -> None:
    assert parse_span(text) == (time(14, 5), time(14, 17))


@pytest.mark.parametrize(
    "text", ["", "14:05", "14:05-", "24:00-25:00", "14:5-14:17", "noon-14:00", "14:05-14:17-15:00"]
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(TextError, match="14:00-14:30"):
        parse_span(text)


def test_one_time_is_read() -> None:
    assert parse_clock("9:05") == time(9, 5)
    with pytest.raises(TextError, match="14:05"):
        parse_clock("9:05-9:10")


def test_minutes_that_the_list_shows_mean_the_instants_behind_them() -> None:
    end, start = ms(2026, 11, 23, 14, 5, 13), ms(2026, 11, 23, 14, 17, 40)
    record = day_with((ms(2026, 11, 23, 13), end), (start, ms(2026, 11, 23, 15))).record
    assert span_on(DAY, (time(14, 5), time(14, 17)), record, UTC, FOUR) == (end, start)


def test_other_minutes_mean_their_first_instant() -> None:
    record = day_with((ms(2026, 11, 23, 13), ms(2026, 11, 23, 14, 5, 13))).record
    typed = (time(14, 0), time(14, 30))
    assert span_on(DAY, typed, record, UTC, FOUR) == (ms(2026, 11, 23, 14), ms(2026, 11, 23, 14, 30))


def test_times_before_the_day_starts_are_those_of_the_night_after() -> None:
    record = day_with().record
    night = span_on(DAY, (time(23, 30), time(0, 30)), record, UTC, FOUR)
    assert night == (ms(2026, 11, 23, 23, 30), ms(2026, 11, 24, 0, 30))
    late = span_on(DAY, (time(1, 0), time(2, 0)), record, UTC, FOUR)
    assert late == (ms(2026, 11, 24, 1), ms(2026, 11, 24, 2))


def test_an_end_that_is_not_after_the_start_is_on_the_next_day() -> None:
    start, end = span_on(DAY, (time(5), time(5)), day_with().record, UTC, FOUR)
    assert end - start == 24 * 3_600_000


def test_of_a_time_that_the_clock_shows_twice_the_list_tells_which() -> None:
    """02:30 comes twice in that night; the bout began at the second."""
    night = date(2026, 10, 24)
    second = Instant(ms(2026, 10, 25, 0, 30) + 3_600_000)
    record = day_with((second, Instant(second + 3_600_000)), zone=AMSTERDAM, day=night).record
    assert f"{local(second, AMSTERDAM):%H:%M}" == "02:30"
    assert span_on(night, (time(2, 30), time(3, 30)), record, AMSTERDAM, FOUR)[0] == second


def test_a_day_abroad_goes_by_the_clock_that_its_list_shows() -> None:
    new_york = ZoneInfo("America/New_York")
    end = ms(2026, 11, 23, 14, 5, 13, zone=new_york)
    fact = Bout(
        at=end,
        start=Instant(end - 3_600_000),
        posture=Posture.SITTING,
        input_ms=Millis(3_600_000),
        because=Because.NO_INPUT,
    )
    own = summarise_day([(fact, offset_s(end, new_york))], DAY, AMSTERDAM, Rule())
    there = own.record.bouts[0].start.tzinfo
    assert there
    assert span_on(DAY, (time(14, 5), time(14, 17)), own.record, there, FOUR) == (
        end,
        ms(2026, 11, 23, 14, 17, zone=new_york),
    )
