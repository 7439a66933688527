"""The rule in force, as every rendering prints it beside its figures."""

from unseat.core.hours import hours_text
from unseat.core.metrics import seconds
from unseat.core.rule import Rule


def rule_json(rule: Rule) -> dict[str, object]:
    """Lengths in seconds under names that end in `_s`; times of day as HH:MM."""
    return {
        "idle_after_s": seconds(rule.idle_after),
        "break_after_s": seconds(rule.break_after),
        "break_after_most_s": None if rule.break_after_most is None else seconds(rule.break_after_most),
        "unknown_up_to_s": seconds(rule.unknown_up_to),
        "every_s": seconds(rule.every),
        "pause_wanted_s": seconds(rule.pause_wanted),
        "patience_s": seconds(rule.patience),
        "missed_after_s": seconds(rule.missed_after),
        "snooze_s": seconds(rule.snooze),
        "max_snoozes": rule.max_snoozes,
        "back_off_after": rule.back_off_after,
        "quiet": [hours_text(one) for one in rule.quiet],
        "working": [hours_text(one) for one in rule.working],
        "day_starts": f"{rule.day_starts:%H:%M}",
        "week_starts": rule.week_starts,
    }
