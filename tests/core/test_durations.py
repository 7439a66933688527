"""Times as people type them: what is read, what is refused, and what the clocks' own jumps do to them."""

from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unseat.core.durations import LONGEST, TextError, format_duration, parse_clock, parse_duration, parse_until
from unseat.core.words import HOUR, MINUTE, SECOND, Millis

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FOUR = time(4, 0)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("90s", 90 * SECOND),
        ("30m", 30 * MINUTE),
        ("2h", 2 * HOUR),
        ("1h30", 90 * MINUTE),
        ("1h05", 65 * MINUTE),
        ("1h30m", 90 * MINUTE),
        ("1h 30m", 90 * MINUTE),
        (" 1H30 ", 90 * MINUTE),
        ("1h2m3s", HOUR + 2 * MINUTE + 3 * SECOND),
        ("1.5h", 90 * MINUTE),
        ("0.25s", 250),
        ("8784h", LONGEST),
    ],
)
def test_a_duration_is_read(text: str, length: int) -> None:
    assert parse_duration(text) == length


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "0",
        "0s",
        "0m",
        "-5m",
        "5",
        "1,5h",
        "1h75",
        "m",
        "5 minutes",
        "0.0001s",
        "1m1h",
        "9999h",
        "٣m",
        "5m\n5",
        "1" * 5000 + "s",
    ],
)
def test_anything_else_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(TextError) as refused:
        parse_duration(text)
    assert "allowed is a duration" in str(refused.value)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 200


def test_a_number_without_a_unit_is_told_the_units() -> None:
    with pytest.raises(TextError, match='found "45", allowed is a duration with its unit, such as "45m" or "45s"'):
        parse_duration("45")


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (0, "0s"),
        (90 * SECOND, "90s"),
        (MINUTE, "1m"),
        (42 * MINUTE, "42m"),
        (90 * MINUTE, "1h30"),
        (65 * MINUTE, "1h05"),
        (2 * HOUR, "2h"),
        (125 * SECOND, "2m5s"),
        (HOUR + 5 * SECOND, "1h5s"),
        (1500, "1.5s"),
    ],
)
def test_a_duration_is_written_short(length: int, text: str) -> None:
    assert format_duration(Millis(length)) == text


def test_a_negative_length_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="never negative"):
        format_duration(Millis(-1))


@given(st.integers(1, LONGEST))
def test_what_is_written_is_read_back(length: int) -> None:
    assert parse_duration(format_duration(Millis(length))) == length


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert 0 < parse_duration(text) <= LONGEST
    except TextError as refused:
        assert str(refused).isprintable()  # noqa: PT017  either outcome is right


@pytest.mark.parametrize(
    ("text", "clock"), [("04:00", time(4)), ("4:00", time(4)), (" 23:59 ", time(23, 59)), ("0:00", time(0))]
)
def test_a_clock_time_is_read(text: str, clock: time) -> None:
    assert parse_clock(text) == clock


@pytest.mark.parametrize("text", ["", "24:00", "4", "4:0", "04:60", "4.00", "four", "-1:00", "04:00:00"])
def test_no_other_clock_time_is(text: str) -> None:
    with pytest.raises(TextError, match="allowed is a local time"):
        parse_clock(text)


def noon(zone: ZoneInfo = AMSTERDAM) -> datetime:
    return datetime(2026, 11, 23, 12, 0, tzinfo=zone)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("14:00", "2026-11-23T14:00:00+01:00"),
        ("until 14:00", "2026-11-23T14:00:00+01:00"),
        ("Until  14:00", "2026-11-23T14:00:00+01:00"),
        ("tot 14:00", "2026-11-23T14:00:00+01:00"),
        ("9:30", "2026-11-24T09:30:00+01:00"),
        ("12:00", "2026-11-24T12:00:00+01:00"),
        ("tomorrow", "2026-11-24T04:00:00+01:00"),
        ("until tomorrow", "2026-11-24T04:00:00+01:00"),
        ("tot morgen", "2026-11-24T04:00:00+01:00"),
        ("bis 14:00", "2026-11-23T14:00:00+01:00"),
        ("bis morgen", "2026-11-24T04:00:00+01:00"),
        ("jusqu'à 14:00", "2026-11-23T14:00:00+01:00"),
        ("Jusqu’à demain", "2026-11-24T04:00:00+01:00"),  # noqa: RUF001 French
        ("10m", "2026-11-23T12:10:00+01:00"),
        ("1h30", "2026-11-23T13:30:00+01:00"),
    ],
)
def test_an_end_is_read(text: str, until: str) -> None:
    assert parse_until(text, noon(), FOUR).isoformat() == until


def test_after_midnight_tomorrow_is_the_day_that_starts_at_four() -> None:
    late = datetime(2026, 11, 24, 1, 0, tzinfo=AMSTERDAM)
    assert parse_until("tomorrow", late, FOUR) == datetime(2026, 11, 24, 4, 0, tzinfo=AMSTERDAM)


@pytest.mark.parametrize("text", ["", "until", "until 10m", "25:00", "until noon", "yesterday", "45", "0m"])
def test_no_other_end_is(text: str) -> None:
    with pytest.raises(TextError) as refused:
        parse_until(text, noon(), FOUR)
    assert '"until 14:00"' in str(refused.value)
    assert "tomorrow" in str(refused.value)


def test_the_present_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        parse_until("10m", datetime(2026, 11, 23, 12, 0), FOUR)  # noqa: DTZ001  the very mistake


def test_a_skipped_time_is_read_with_the_offset_from_before() -> None:
    """On 29 March 2026 the clocks go from 02:00 to 03:00."""
    evening = datetime(2026, 3, 28, 23, 0, tzinfo=AMSTERDAM)
    assert parse_until("02:30", evening, FOUR).isoformat() == "2026-03-29T03:30:00+02:00"


def test_a_skipped_time_is_not_gone_back_to() -> None:
    just_after = datetime(2026, 3, 29, 3, 40, tzinfo=AMSTERDAM)
    assert parse_until("02:30", just_after, FOUR).isoformat() == "2026-03-30T02:30:00+02:00"


def test_of_a_time_that_comes_twice_the_next_is_meant() -> None:
    """On 25 October 2026 the clocks go from 03:00 back to 02:00."""
    evening = datetime(2026, 10, 24, 23, 0, tzinfo=AMSTERDAM)
    first = parse_until("02:30", evening, FOUR)
    second = parse_until("02:30", first, FOUR)
    third = parse_until("02:30", second, FOUR)
    assert [first.isoformat(), second.isoformat(), third.isoformat()] == [
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00",
        "2026-10-26T02:30:00+01:00",
    ]


def test_a_duration_is_real_time_across_a_change_of_the_clocks() -> None:
    evening = datetime(2026, 10, 25, 1, 0, tzinfo=AMSTERDAM)
    assert parse_until("4h", evening, FOUR).isoformat() == "2026-10-25T04:00:00+01:00"


def test_a_day_that_a_country_skipped() -> None:
    """Samoa had no 30 December 2011."""
    before = datetime(2011, 12, 29, 20, 0, tzinfo=ZoneInfo("Pacific/Apia"))
    assert parse_until("08:00", before, FOUR).isoformat() == "2011-12-31T08:00:00+14:00"


@given(
    st.integers(1_577_836_800, 1_893_456_000),
    st.sampled_from(
        ["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca"]
    ),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_a_clock_time_lies_ahead_within_about_a_day(seconds: int, zone: str, wanted: time) -> None:
    now = datetime.fromtimestamp(seconds, ZoneInfo(zone))
    until = parse_until(f"{wanted:%H:%M}", now, FOUR)
    ahead = until.astimezone(UTC) - now.astimezone(UTC)
    assert timedelta(0) < ahead <= timedelta(hours=26)
    shown = until.time()
    assert shown == wanted or until.utcoffset() != (until - timedelta(hours=2)).utcoffset()


def test_a_fixed_offset_is_a_zone_too() -> None:
    now = datetime(2026, 11, 23, 12, 0, tzinfo=timezone(timedelta(hours=1)))
    assert parse_until("14:00", now, FOUR).isoformat() == "2026-11-23T14:00:00+01:00"
