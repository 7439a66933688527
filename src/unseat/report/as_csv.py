"""Summaries as CSV for a spreadsheet: one line a day, a bout or a prompt.

The names are those of DESIGN 4.5, lengths are in seconds, times ISO 8601 in local time; what is null is empty. Every
line of a day carries the rule that its figures rest on.
"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any, Literal

import msgspec

from unseat.core.dayrecord import BoutLine
from unseat.core.metrics import Metrics, PromptCounts, whole
from unseat.core.summary import DaySummary
from unseat.report.rule import rule_json

Of = Literal["days", "bouts", "prompts"]

_RULE = ("idle_after_s", "break_after_s", "unknown_up_to_s", "day_starts")
_PLAIN = tuple(name for name in Metrics.__struct_fields__ if name not in ("prompts", "sides"))
_DAY = (
    *("date", "zone", *_PLAIN),
    *(f"prompts_{name}" for name in PromptCounts.__struct_fields__),
    *("left_s", "right_s", *_RULE, "sitting_lower_s"),
)
_BOUT = ("date", *BoutLine.__struct_fields__)
_PROMPT = ("date", "due", "shown", "deferred", "snoozes", "answered", "answer", "exercise", "verified")


def as_csv(days: Sequence[DaySummary], of: Of) -> str:
    """With a heading; lines end in a newline (RFC 4180 asks for two characters there, no program does)."""
    heads, rows = {
        "days": (_DAY, _days),
        "bouts": (_BOUT, _bouts),
        "prompts": ((*_PROMPT, "left_s", "right_s"), _prompts),
    }[of]
    paper = StringIO()
    table = csv.DictWriter(paper, heads, lineterminator="\n")
    table.writeheader()
    table.writerows(rows(days))
    return paper.getvalue()


def _days(days: Iterable[DaySummary]) -> Iterable[dict[str, Any]]:
    for day in days:
        own = msgspec.to_builtins(day)
        rule = rule_json(day.rule)
        yield {
            **{name: own[name] for name in ("date", "zone", *_PLAIN)},
            **{f"prompts_{name}": count for name, count in own["prompts"].items()},
            **own["sides"],
            **{name: rule[name] for name in _RULE},
            "sitting_lower_s": own["sitting_lower_s"],
        }


def _bouts(days: Iterable[DaySummary]) -> Iterable[dict[str, Any]]:
    for day in days:
        for bout in msgspec.to_builtins(day.record.bouts):
            yield {"date": day.date, **bout}


def _prompts(days: Iterable[DaySummary]) -> Iterable[dict[str, Any]]:
    for day in days:
        for prompt in msgspec.to_builtins(day.record.prompts):
            kept = " ".join(one["because"].replace(" ", "_") for one in prompt["deferred"])
            own = {name: prompt[name] for name in _PROMPT[1:]}
            sides = {side: whole(given) for side, given in (prompt["sides"] or {}).items()}
            yield {"date": day.date, **own, "deferred": kept, **sides}
