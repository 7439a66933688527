"""The weekly self-checks that a person's journal holds: read by verbs and windows alike."""

from unseat.core.checks import Check, checks
from unseat.core.days import Week, week_at
from unseat.core.signs import KINDS
from unseat.core.words import Instant
from unseat.journal import Journal
from unseat.person import Person


def this_week(me: Person, now: Instant) -> Week:
    """By the clock and the settings of now. Raises SettingsError."""
    return week_at(now, me.zone.zone(), me.settings.rule())


def self_checks(me: Person, journal: Journal, last: Week, *, weeks: int = 1) -> list[Check]:
    """Those of so many weeks up to `last`, oldest first. Raises JournalError and SettingsError. Blocks on the disk."""
    said = [(entry.fact, entry.offset_s) for entry in journal.everywhere(kinds=KINDS)]
    return checks(said, last, me.zone.zone(), me.settings.rule(), weeks=weeks)
