"""What every fact is: a frozen, dated statement."""

import msgspec

from unseat.core.words import Instant


class Fact(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", forbid_unknown_fields=False):
    """What all facts share: `at`, the instant the statement is about.

    `source` is the program that an imported fact comes from; null: watched or said here, which alone the agent heeds.
    """

    at: Instant
    source: str | None = None


Dated = tuple[Fact, int]
"""A fact, and the UTC offset in seconds that was in force."""


class Sides(msgspec.Struct, frozen=True):
    """Seconds of exercise really given to each side."""

    left_s: float = 0
    right_s: float = 0
