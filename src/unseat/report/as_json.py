"""Summaries as JSON objects: the names are those of DESIGN 4.5, lengths in seconds, times ISO 8601 in local time."""

from typing import Any

import msgspec

from unseat.core.rule import Rule
from unseat.core.view import Published, View
from unseat.core.wall import EPOCH, MILLISECOND
from unseat.core.week import DaySummary, WeekSummary
from unseat.core.words import Instant, State

Json = dict[str, Any]


def week(summary: WeekSummary) -> Json:
    answer: Json = msgspec.to_builtins(summary)
    for own in answer["days"]:
        del own["zone"], own["rule"]
    return answer | {"rule": rule(summary.rule)}


def day(summary: DaySummary) -> Json:
    answer: Json = msgspec.to_builtins(summary)
    return answer | {"rule": rule(summary.rule)}


def rule(own: Rule) -> Json:
    """Lengths get `_s` to their names, for they are in seconds here."""
    lengths = (
        "idle_after",
        "break_after",
        "unknown_up_to",
        "every",
        "pause_wanted",
        "patience",
        "missed_after",
        "snooze",
    )
    return {
        **{f"{name}_s": seconds(getattr(own, name)) for name in lengths},
        "max_snoozes": own.max_snoozes,
        "back_off_after": own.back_off_after,
        "quiet": [f"{one.start:%H:%M}-{one.end:%H:%M}" for one in own.quiet],
        "day_starts": f"{own.day_starts:%H:%M}",
        "week_starts": own.week_starts,
    }


def status(published: Published | None, now: Instant, *, running: bool) -> Json:
    """What `unseat status --json` says; times are UTC. Without a running agent nobody watches."""
    if published is None or not running:
        return _STOPPED
    view, parts = published.view, published.parts
    return {
        "agent": "running",
        "state": view.state,
        "since": iso(view.since),
        "sitting_s": sitting_s(view, now),
        "next_prompt_in_s": None if view.next_due is None else max(0, (view.next_due - now) // 1000),
        "waiting_for": view.waiting_for,
        "prompt": view.prompt and {"exercise": view.prompt.exercise, "shown": iso(view.prompt.shown)},
        "sense": parts.sense,
        "tray": parts.tray,
        "notifier": parts.notifier,
    }
