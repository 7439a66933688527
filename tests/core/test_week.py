from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unseat.core.days import Week, parse_week, week_of
from unseat.core.fact import Dated, Fact, Sides
from unseat.core.metrics import Metrics
from unseat.core.offered import PromptAnswered, PromptDue, PromptShown, SessionEnded
from unseat.core.rule import Rule
from unseat.core.summary import WeekSummary, nothing
from unseat.core.wall import offset_s
from unseat.core.watched import Bout, Break, OpenBout
from unseat.core.week import facts_needed, summarise_day, summarise_week
from unseat.core.words import DAY, HOUR, MINUTE, Answer, Because, Instant, Millis, Posture

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NEW_YORK = ZoneInfo("America/New_York")
WEEK = parse_week("2026-W47", date(2026, 11, 16))
RULE = Rule()


def at(text: str) -> Instant:
    return Instant(round(datetime.fromisoformat(text).timestamp() * 1000))


def bout(start: str, end: str, **more: Any) -> Bout:
    return sat(at(start), at(end), **more)


def sat(start: Instant, end: Instant, posture: Posture = Posture.SITTING, because: Because = Because.NO_INPUT) -> Bout:
    return Bout(at=end, start=start, posture=posture, input_ms=Millis(end - start), because=because)


def dated(*own: Fact, zone: ZoneInfo = AMSTERDAM) -> list[Dated]:
    return [(fact, offset_s(fact.at, zone)) for fact in own]


def week(facts: list[Dated], own: Week = WEEK, open_bout: OpenBout | None = None) -> WeekSummary:
    return summarise_week(facts, own, AMSTERDAM, RULE, open_bout)


def test_an_empty_week_has_seven_days_and_no_week_before() -> None:
    own = week([])
    assert own.empty
    assert [day.date for day in own.days] == list(WEEK.days)
    assert own.previous is None
    assert own.sitting_s == 0
    assert own.start.isoformat() == "2026-11-16T04:00:00+01:00"
    assert own.end.isoformat() == "2026-11-23T04:00:00+01:00"


def test_a_week_beside_the_week_before() -> None:
    own = week(
        dated(
            bout("2026-11-10T09:00+01:00", "2026-11-10T09:30+01:00"),
            bout("2026-11-17T09:00+01:00", "2026-11-17T10:00+01:00"),
            bout("2026-11-24T09:00+01:00", "2026-11-24T19:00+01:00"),
        )
    )
    assert own.sitting_s == 3600
    assert own.previous is not None
    assert own.previous.sitting_s == 1800
    assert [day.sitting_s for day in own.days] == [0, 3600, 0, 0, 0, 0, 0]
    assert not own.empty


def test_a_night_is_cut_for_the_days_but_counts_as_one_bout_in_the_week() -> None:
    own = week(dated(bout("2026-11-17T23:00+01:00", "2026-11-18T05:00+01:00")))
    tuesday, wednesday = own.days[1], own.days[2]
    assert (own.bouts, own.breaks, own.longest_s) == (1, 1, 6 * 3600)
    assert (tuesday.sitting_s, tuesday.bouts, tuesday.breaks) == (5 * 3600, 1, 0)
    assert (wednesday.sitting_s, wednesday.bouts, wednesday.breaks) == (3600, 1, 1)
    cut = tuesday.record.bouts[0]
    assert (cut.goes_on, cut.began_before, cut.input_s) == (True, False, None)
    assert (wednesday.record.bouts[0].goes_on, wednesday.record.bouts[0].began_before) == (False, True)
    assert tuesday.record.breaks == ()
    assert len(wednesday.record.breaks) == 1


def test_a_bout_belongs_to_the_week_in_which_it_begins() -> None:
    facts = dated(bout("2026-11-15T23:00+01:00", "2026-11-16T05:00+01:00"))
    own = week(facts)
    assert own.sitting_s == 0
    assert own.days[0].sitting_s == 3600
    assert own.previous is not None
    assert own.previous.sitting_s == 6 * 3600
    assert week(facts, WEEK.previous).sitting_s == 6 * 3600


def test_the_bout_that_goes_on_counts_but_its_end_is_no_break() -> None:
    still = OpenBout(
        start=at("2026-11-18T09:00+01:00"),
        posture=Posture.SITTING,
        last=at("2026-11-18T09:40+01:00"),
        last_input=None,
        input_ms=Millis(40 * MINUTE),
        quiet_ms=Millis(0),
        held_ms=Millis(0),
        seen=at("2026-11-18T09:41+01:00"),
        steady_ms=0,
        boot="b",
    )
    own = week([], open_bout=still)
    assert (own.bouts, own.breaks, own.sitting_s) == (1, 0, 2400)
    assert own.days[2].record.bouts[0].goes_on
    assert own.days[2].record.breaks == ()
    assert week([], open_bout=msgspec.structs.replace(still, last=still.start)).empty


def test_unknown_time_widens_the_range_on_the_day_where_it_lies() -> None:
    gap = Break(
        start=at("2026-11-18T03:50+01:00"), at=at("2026-11-18T04:10+01:00"), because=Because.NO_INPUT, unknown=True
    )
    own = week(dated(bout("2026-11-18T03:00+01:00", "2026-11-18T03:50+01:00"), gap))
    assert own.sitting_upper_s - own.sitting_s == 20 * 60
    assert [day.sitting_upper_s - day.sitting_s for day in own.days] == [0, 600, 600, 0, 0, 0, 0]
    assert own.days[1].record.breaks[0].unknown
    assert [len(day.record.unknown) for day in own.days[1:3]] == [1, 1]


def test_a_break_that_is_not_over_has_no_end() -> None:
    own = week(dated(bout("2026-11-18T09:00+01:00", "2026-11-18T09:40+01:00", because=Because.LOCKED)))
    (gap,) = own.days[2].record.breaks
    assert (gap.end, gap.because, gap.unknown) == (None, Because.LOCKED, False)


def test_standing_makes_no_break_of_its_own() -> None:
    own = week(
        dated(
            bout("2026-11-18T09:00+01:00", "2026-11-18T09:40+01:00", because=Because.STANDING),
            bout("2026-11-18T09:40+01:00", "2026-11-18T10:00+01:00", posture=Posture.STANDING),
        )
    )
    assert (own.breaks, own.bouts, own.standing_s) == (1, 1, 1200)
    assert len(own.days[2].record.breaks) == 1


def test_a_prompt_and_a_session_belong_to_the_day_on_which_they_began() -> None:
    due = at("2026-11-18T03:59+01:00")
    later = at("2026-11-18T04:02+01:00")
    facts = dated(
        PromptDue(at=due, every_ms=Millis(30 * MINUTE)),
        PromptShown(at=later, prompt=due, exercise="brace"),
        PromptAnswered(at=later, prompt=due, answer=Answer.DONE, exercise="brace", verified=True, sides=Sides(40, 40)),
        SessionEnded(at=later, started=due, exercise="brace", answer=Answer.DONE, sides=Sides(1, 1)),
    )
    own = week(facts)
    assert [day.prompts.done for day in own.days] == [0, 1, 0, 0, 0, 0, 0]
    assert own.days[1].sides == Sides(left_s=41, right_s=41)
    assert own.days[1].record.prompts[0].shown == datetime.fromisoformat("2026-11-18T04:02+01:00")
    assert len(own.days[1].record.sessions) == 1
    assert nothing(own.days[2])


def test_in_another_zone_a_day_is_the_day_of_that_place() -> None:
    evening = sat(at("2026-11-17T20:00-05:00"), at("2026-11-18T01:00-05:00"))
    own = week(dated(evening, zone=NEW_YORK))
    assert [day.sitting_s for day in own.days] == [0, 5 * 3600, 0, 0, 0, 0, 0]
    assert own.days[1].record.bouts[0].start.isoformat() == "2026-11-17T20:00:00-05:00"
    at_home = summarise_day(dated(evening, zone=NEW_YORK), date(2026, 11, 17), NEW_YORK, RULE)
    assert at_home.sitting_s == 5 * 3600


@pytest.mark.parametrize(
    ("name", "start", "end", "saturday_s"),
    [
        ("2026-W13", "2026-03-28T22:00+01:00", "2026-03-29T05:00+02:00", 5 * 3600),
        ("2026-W43", "2026-10-24T22:00+02:00", "2026-10-25T05:00+01:00", 7 * 3600),
    ],
)
def test_the_night_in_which_the_clock_is_set(name: str, start: str, end: str, saturday_s: int) -> None:
    own = week(dated(bout(start, end)), parse_week(name, date(2026, 1, 1)))
    assert [day.sitting_s for day in own.days[5:]] == [saturday_s, 3600]
    assert own.sitting_s == saturday_s + 3600


def test_a_week_may_start_on_sunday() -> None:
    own = summarise_week(
        dated(bout("2026-11-15T09:00+01:00", "2026-11-15T10:00+01:00")),
        parse_week("2026-W47", date(2026, 1, 1), "sunday"),
        AMSTERDAM,
        Rule(week_starts="sunday"),
    )
    assert own.days[0].date == date(2026, 11, 15)
    assert own.days[0].sitting_s == 3600


def test_bouts_that_overlap_because_the_clock_was_set_back_count_in_full() -> None:
    own = week(
        dated(
            bout("2026-11-18T09:00+01:00", "2026-11-18T10:00+01:00"),
            bout("2026-11-18T09:30+01:00", "2026-11-18T10:30+01:00"),
        )
    )
    assert own.sitting_s == own.days[2].sitting_s == 7200


def test_the_facts_needed_reach_over_both_weeks_and_all_travel() -> None:
    start, end = facts_needed(WEEK, AMSTERDAM, RULE)
    assert start == at("2026-11-09T04:00+01:00") - 2 * DAY
    assert end == at("2026-11-23T04:00+01:00") + 2 * DAY


lengths = st.lists(st.tuples(st.integers(2 * MINUTE, 10 * HOUR), st.integers(1, 3 * HOUR)), max_size=30)
zones = st.sampled_from([AMSTERDAM, NEW_YORK, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Asia/Kathmandu")])
weeks = st.sampled_from(["2026-W13", "2026-W14", "2026-W43", "2026-W44", "2026-W47", "2026-W53"])


@given(lengths, zones, weeks, st.times())
def test_days_and_weeks_share_out_all_the_sitting(
    spans: list[tuple[int, int]], zone: ZoneInfo, name: str, day_starts: time
) -> None:
    own, rule = parse_week(name, date(2026, 1, 1)), Rule(day_starts=day_starts.replace(microsecond=0))
    moment = facts_needed(own, zone, rule)[0] + 5 * DAY
    facts: list[Fact] = []
    for gap, length in spans:
        start = Instant(moment + gap)
        moment = start + length
        facts.append(sat(start, Instant(moment)))
    total = sum(length for _, length in spans)
    pages = [own.previous, own, week_of(own.first + timedelta(weeks=1))]
    summaries = [summarise_week(dated(*facts, zone=zone), page, zone, rule) for page in pages]
    begun = sum(round(1000 * summary.sitting_s) for summary in summaries)
    lived = sum(round(1000 * day.sitting_s) for summary in summaries for day in summary.days)
    if moment < summaries[-1].end.timestamp() * 1000:
        assert begun == lived == total
    assert summaries[1].previous is None or _metrics(summaries[1].previous) == _metrics(summaries[0])


def _metrics(own: Metrics) -> dict[str, Any]:
    return {name: getattr(own, name) for name in Metrics.__struct_fields__}
