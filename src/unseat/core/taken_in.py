"""Facts of what other programs wrote down, as it was taken in: their totals of a day, and which files were read."""

from datetime import date

import msgspec

from unseat.core.fact import Fact
from unseat.core.words import Instant


class BreakTally(msgspec.Struct, frozen=True, kw_only=True):
    """How often another program offered breaks of one kind in a day, and what became of them."""

    prompted: int
    taken: int
    natural: int
    skipped: int
    postponed: int


class DayTotal(Fact, frozen=True, kw_only=True, tag="day_total"):
    """What another program counted on `day`, from `start` to `at`: totals only, so it never enters a figure of ours.

    A later one of the same day and source takes the place of an earlier one.
    """

    day: date
    start: Instant
    active_s: int
    micro: BreakTally | None = None
    rest: BreakTally | None = None
    limit: BreakTally | None = None


class Imported(Fact, frozen=True, kw_only=True, tag="imported"):
    """Facts of `source` were taken in at `at`, from files whose SHA-256 is `digest`; `left_out` of them were not."""

    digest: str
    taken: int
    left_out: int
