"""What other programs wrote down stands under the figures, and a total of theirs is in none of them."""

from datetime import date

import msgspec

from tests.report.golden_pages import TODAY, WEEK
from tests.report.weeks import AMSTERDAM, RULE, at
from unseat.core.days import parse_week
from unseat.core.fact import Dated
from unseat.core.metrics import Metrics
from unseat.core.taken_in import BreakTally, DayTotal
from unseat.core.watched import Bout
from unseat.core.week import summarise_day, summarise_week
from unseat.core.words import Because, Instant, Millis, Posture
from unseat.report.as_json import day_json
from unseat.report.day_terminal import day_text
from unseat.report.week_terminal import week_text
from unseat.texts import Texts

TUESDAY, SATURDAY = date(2026, 11, 17), date(2026, 11, 21)


def total(day: date, active_s: int) -> Dated:
    tally = BreakTally(prompted=6, taken=4, natural=1, skipped=1, postponed=0)
    stop, start = at(day, "17:42", AMSTERDAM), at(day, "09:15", AMSTERDAM)
    return DayTotal(at=stop, start=start, source="workrave", day=day, active_s=active_s, rest=tally), 3600


def imported_bout(day: date) -> Dated:
    start, end = at(day, "18:00", AMSTERDAM), at(day, "18:40", AMSTERDAM)
    return (
        Bout(
            at=end,
            start=start,
            source="activitywatch",
            posture=Posture.SITTING,
            input_ms=Millis(end - start),
            because=Because.NO_INPUT,
        ),
        3600,
    )


def figures(summary: Metrics) -> dict[str, object]:
    return {name: getattr(summary, name) for name in Metrics.__struct_fields__}


def test_a_total_is_in_no_figure_and_the_last_one_of_a_source_counts() -> None:
    plain = summarise_day(WEEK, TUESDAY, AMSTERDAM, RULE)
    summary = summarise_day([*WEEK, total(TUESDAY, 60), total(TUESDAY, 18_000)], TUESDAY, AMSTERDAM, RULE)
    assert figures(summary) == figures(plain)
    assert list(day_json(summary)["imported"]) == [
        {
            "source": "workrave",
            "sitting_s": None,
            "precision_s": None,
            "active_s": 18_000,
            "micro": None,
            "rest": {"prompted": 6, "taken": 4, "natural": 1, "skipped": 1, "postponed": 0},
            "limit": None,
        }
    ]
    assert not day_json(plain)["imported"]


def test_imported_bouts_count_and_are_named_with_their_precision() -> None:
    plain = summarise_day(WEEK, TUESDAY, AMSTERDAM, RULE)
    summary = summarise_day([*WEEK, imported_bout(TUESDAY)], TUESDAY, AMSTERDAM, RULE)
    assert summary.sitting_s == plain.sitting_s + 2400
    (line,) = summary.imported
    assert (line.source, line.sitting_s, line.precision_s, line.active_s) == ("activitywatch", 2400, 180, None)


def test_a_week_with_totals_says_what_they_are() -> None:
    week = parse_week("2026-W47", TODAY)
    facts = [*WEEK, total(TUESDAY, 18_000), imported_bout(TUESDAY), total(SATURDAY, 3600)]
    text = week_text(summarise_week(facts, week, AMSTERDAM, RULE), Texts.english())
    assert text.split("From other programs:\n")[1].splitlines() == [
        "  Tue 17 Nov: ActivityWatch: 40 min of sitting, counted above (pauses under 3",
        "min are not seen)",
        "  Tue 17 Nov: Workrave: 5 h 00 min of activity, a total only: not counted above;",
        "6 rest breaks offered, 4 taken",
        "  Sat 21 Nov: Workrave: 1 h 00 min of activity, a total only: not counted above;",
        "6 rest breaks offered, 4 taken",
    ]


def test_a_day_of_which_only_a_total_is_known() -> None:
    summary = summarise_day([total(SATURDAY, 3600)], SATURDAY, AMSTERDAM, RULE)
    text = day_text(summary, Texts.english())
    assert "Nothing is known of this day" in text
    assert "Workrave: 1 h 00 min of activity" in text


def test_totals_of_the_week_before_make_no_week_before() -> None:
    week = parse_week("2026-W48", TODAY)
    assert summarise_week([total(TUESDAY, 60)], week, AMSTERDAM, RULE).previous is None
    assert summarise_week([imported_bout(TUESDAY)], week, AMSTERDAM, RULE).previous is not None


def test_a_fact_of_before_imports_still_reads() -> None:
    fact, _ = imported_bout(TUESDAY)
    body = msgspec.json.decode(msgspec.json.encode(fact))
    del body["source"]
    old = msgspec.json.decode(msgspec.json.encode(body), type=Bout)
    assert old.source is None
    assert old.start == Instant(fact.at - 2_400_000)
