import csv
from io import StringIO

from tests.report.golden_pages import WEEK
from tests.report.html_pages import weeks
from unseat.core.dayrecord import BoutLine
from unseat.core.metrics import Metrics, PromptCounts
from unseat.report.as_csv import Of, as_csv

DAYS = weeks("2026-W47", WEEK, 1)[0].days


def rows(of: Of) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(as_csv(DAYS, of)), strict=True))


def test_a_line_a_day_with_every_metric_and_the_rule() -> None:
    own = rows("days")
    assert [row["date"] for row in own] == [f"2026-11-{day}" for day in range(16, 23)]
    metrics = set(Metrics.__struct_fields__) - {"prompts", "sides"}
    prompts = {f"prompts_{name}" for name in PromptCounts.__struct_fields__}
    rule = {"idle_after_s", "break_after_s", "unknown_up_to_s", "day_starts"}
    assert set(own[0]) == {"date", "zone", "left_s", "right_s", "sitting_lower_s"} | metrics | prompts | rule
    assert float(own[0]["sitting_lower_s"]) == DAYS[0].sitting_lower_s < DAYS[0].sitting_s
    assert float(own[0]["sitting_s"]) == DAYS[0].sitting_s
    assert int(own[0]["prompts_done"]) == DAYS[0].prompts.done
    assert (own[0]["break_after_s"], own[0]["day_starts"], own[0]["zone"]) == ("120", "04:00", "Europe/Amsterdam")


def test_what_cannot_be_said_is_empty_and_not_zero() -> None:
    saturday = rows("days")[5]
    assert (saturday["sitting_s"], saturday["longest_s"], saturday["share_30min"]) == ("0", "", "")


def test_a_line_a_bout() -> None:
    own = rows("bouts")
    assert len(own) == sum(len(day.record.bouts) for day in DAYS)
    assert set(own[0]) == {"date", *BoutLine.__struct_fields__}
    first = own[0]
    assert (first["date"], first["posture"]) == ("2026-11-16", "sitting")
    assert (first["start"], first["end"]) == ("2026-11-16T08:52:00+01:00", "2026-11-16T09:41:00+01:00")
    assert (first["began_before"], first["goes_on"]) == ("False", "False")
    assert (first["input_s"], first["quiet_s"], first["held_s"]) == ("2820", "120", "0")


def test_a_line_a_prompt() -> None:
    own = rows("prompts")
    assert len(own) == sum(day.prompts.due for day in DAYS)
    kept = [row for row in own if row["deferred"] == "call"]
    assert {row["verified"] for row in own} == {"True", "False", ""}
    assert kept
    partial = next(row for row in own if row["answer"] == "partial")
    assert (partial["left_s"], partial["right_s"]) == ("30", "0")


def test_no_days_give_a_heading_only() -> None:
    assert as_csv([], "bouts").count("\n") == 1
