import json
from datetime import date

from tests.report.golden_pages import TODAY, WEEK
from tests.report.weeks import AMSTERDAM, RULE
from unseat.core.days import parse_week
from unseat.core.metrics import Metrics
from unseat.core.summary import Summary
from unseat.core.week import summarise_day, summarise_week
from unseat.report.as_json import day_json, week_json

SUMMARY = summarise_week(WEEK, parse_week("2026-W47", TODAY), AMSTERDAM, RULE)


def test_a_week_has_the_names_of_the_contract() -> None:
    own = json.loads(json.dumps(week_json(SUMMARY)))
    assert set(own) == {
        *Metrics.__struct_fields__,
        *(
            "week",
            "from",
            "to",
            "zone",
            "rule",
            "days",
            "previous",
            "signs",
            "appointments",
            "rules",
            "rule_assumed",
            "learned",
            "sitting_lower_s",
        ),
    }
    assert (own["week"], own["from"], own["to"], own["zone"]) == (
        "2026-W47",
        "2026-11-16T04:00:00+01:00",
        "2026-11-23T04:00:00+01:00",
        "Europe/Amsterdam",
    )
    assert set(own["previous"]) == {*Metrics.__struct_fields__, "sitting_lower_s"}
    assert own["rule"]["break_after_s"] == 120
    assert own["sitting_s"] == SUMMARY.sitting_s
    assert own["prompts"]["due"] == SUMMARY.prompts.due
    assert own["signs"] == {}


def test_the_days_of_a_week_carry_their_metrics_and_what_happened() -> None:
    days = week_json(SUMMARY)["days"]
    assert [day["date"] for day in days] == [f"2026-11-{16 + n}" for n in range(7)]
    names = {*Summary.__struct_fields__, "date", "from", "to", "record", "imported", "appointments", "learned"}
    assert all(set(day) == names for day in days)
    assert sum(day["sitting_s"] for day in days) == SUMMARY.sitting_s


def test_a_day_in_local_time() -> None:
    own = json.loads(json.dumps(day_json(summarise_day(WEEK, date(2026, 11, 17), AMSTERDAM, RULE))))
    assert own["rule"]["day_starts"] == "04:00"
    assert own["zone"] == "Europe/Amsterdam"
    record = own["record"]
    assert record["bouts"][1] == {
        "start": "2026-11-17T09:29:00+01:00",
        "end": "2026-11-17T11:20:00+01:00",
        "posture": "sitting",
        "began_before": False,
        "goes_on": False,
        "input_s": 5340,
        "quiet_s": 120,
        "held_s": 1200,
        "source": None,
        "corrected": False,
        "said_s": 0,
    }
    assert record["prompts"][0]["deferred"] == [{"because": "call", "until": "2026-11-17T10:07:00+01:00"}]
    assert record["unknown"][0] == {"start": "2026-11-17T09:22:00+01:00", "end": "2026-11-17T09:29:00+01:00"}
    assert record["breaks"][-1] == {
        "start": "2026-11-17T17:30:00+01:00",
        "end": "2026-11-18T08:40:00+01:00",
        "because": "locked",
        "unknown": False,
    }


def test_a_week_without_a_week_before() -> None:
    assert week_json(summarise_week([], parse_week("2026-W20", TODAY), AMSTERDAM, RULE))["previous"] is None
