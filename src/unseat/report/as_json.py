"""Summaries as JSON objects: the names are those of DESIGN 4.5, lengths in seconds, times ISO 8601 in local time."""

from typing import Any

import msgspec

from unseat.core.summary import DaySummary, WeekSummary
from unseat.report.rule import rule_json

Json = dict[str, Any]


def week_json(summary: WeekSummary) -> Json:
    answer: Json = msgspec.to_builtins(summary)
    for own in answer["days"]:
        del own["zone"], own["rule"], own["rule_assumed"]
    appointments = [one for own in answer["days"] for one in own["appointments"]]
    rules = [{"from": line.start.isoformat(), "rule": rule_json(line.rule)} for line in summary.rules]
    return answer | {"rule": rule_json(summary.rule), "rules": rules, "appointments": appointments}


def day_json(summary: DaySummary) -> Json:
    answer: Json = msgspec.to_builtins(summary)
    return answer | {"rule": rule_json(summary.rule)}
