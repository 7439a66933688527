"""The rule in force: every number that decides what is a bout and when a prompt is due."""

from datetime import time

import msgspec

from unseat.core.words import MINUTE, SECOND, Millis

EVERY_DAY = tuple(range(7))


class Quiet(msgspec.Struct, frozen=True):
    """Local hours on some weekdays (Monday is 0); `end` at or before `start` means the next day."""

    start: time
    end: time
    weekdays: tuple[int, ...] = EVERY_DAY


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """Lengths in milliseconds; ranges and defaults are those of DESIGN 4.6.

    Where there is a `break_after_most`, what is a break follows the person's rhythm (see `rhythm`), from `break_after`
    to that. No prompts in `quiet` hours, nor outside of the `working` hours where there are any.
    """

    idle_after: Millis = Millis(60 * SECOND)
    break_after: Millis = Millis(120 * SECOND)
    break_after_most: Millis | None = None
    unknown_up_to: Millis = Millis(30 * MINUTE)
    day_starts: time = time(4, 0)
    every: Millis = Millis(30 * MINUTE)
    pause_wanted: Millis = Millis(5 * SECOND)
    patience: Millis = Millis(3 * MINUTE)
    missed_after: Millis = Millis(2 * MINUTE)
    snooze: Millis = Millis(5 * MINUTE)
    max_snoozes: int = 2
    back_off_after: int = 3
    quiet: tuple[Quiet, ...] = ()
    working: tuple[Quiet, ...] = ()
    week_starts: str = "monday"
