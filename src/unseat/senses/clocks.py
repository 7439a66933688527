"""The machine's clocks: one reading of them, and what two readings on end tell: sleep, a hang, a clock that was set.

Two clocks count the same seconds, and only one of them counts those asleep; their difference is sleep. Sources:
clock_gettime(2) (BOOTTIME, MONOTONIC), Apple's clock_gettime(3) (MONOTONIC_RAW is mach_continuous_time and goes on in
sleep, UPTIME_RAW is mach_absolute_time and does not), Microsoft's QueryInterruptTime (sleep counted) and
QueryUnbiasedInterruptTime (sleep left out). Only those of Linux were ever read here.
"""

import sys
import time
from pathlib import Path

import msgspec

from unseat.core.words import SECOND, Instant, Millis
from unseat.senses.base import Clocks

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
NANOSECONDS = 1_000_000
SLEPT = 1 * SECOND
STEPPED = 2 * SECOND
DRIFT = 10_000
"""A crystal gains or loses at most one part in this many."""


class Slept(msgspec.Struct, frozen=True):
    """The machine was suspended for `asleep` somewhere between `start` and `end` (clock `steady`, milliseconds)."""

    start: int
    end: int
    asleep: Millis


class Late(msgspec.Struct, frozen=True):
    """Nobody looked from `start` to `end` (clock `steady`, milliseconds), though the machine was awake."""

    start: int
    end: int


class Stepped(msgspec.Struct, frozen=True):
    """The wall clock was set by `by` (forward is positive) somewhere between `start` and `end` (clock `steady`)."""

    start: int
    end: int
    by: Millis


Happening = Slept | Late | Stepped


def read_clocks() -> Clocks:
    """The clocks now. Does not block; any thread may call it."""
    return Clocks(
        wall=Instant(time.time_ns() // NANOSECONDS),
        steady=_steady_ns() // NANOSECONDS,
        awake=_awake_ns() // NANOSECONDS,
    )


def boot_id(path: Path = BOOT_ID) -> str:
    """Names the present boot of the machine; empty where no name can be had (not Linux)."""
    try:
        return path.read_text().strip()
    except OSError:
        return ""


def compare(
    before: Clocks, after: Clocks, poll_ms: int = 5 * SECOND, late_after_ms: int = 30 * SECOND
) -> tuple[Happening, ...]:
    """What happened between two looks that should lie `poll_ms` apart, in the order sleep, hang, step.

    - Sleep: `steady` gained more than a second on `awake`. (Suspending takes longer than that.)
    - Hang: `awake` went on for more than `poll_ms` + `late_after_ms`. Without a clock that stops in sleep, this is
      what sleep looks like too.
    - Step: `wall` gained or lost more than 2 s on `steady`. Each look is compared with the one before it only, so
      slow drift (the clocks of one machine differ by up to 100 in a million) never adds up to a step; and where the
      looks lie far apart, that much drift is allowed for.

    A `steady` clock that did not go forward proves nothing: no happenings.
    """
    steady = after.steady - before.steady
    if steady <= 0:
        return ()
    awake = after.awake - before.awake
    stepped = (after.wall - before.wall) - steady
    span = (before.steady, after.steady)
    happenings: list[Happening] = []
    if steady - awake > SLEPT:
        happenings.append(Slept(*span, Millis(steady - max(awake, 0))))
    if awake > poll_ms + late_after_ms:
        happenings.append(Late(*span))
    if abs(stepped) > STEPPED + steady // DRIFT:
        happenings.append(Stepped(*span, Millis(stepped)))
    return tuple(happenings)


class Watch:
    """Compares each reading with the one before it. Pure: the readings are given to it."""

    def __init__(self, first: Clocks, late_after_ms: int = 30 * SECOND) -> None:
        self._last = first
        self._late_after = late_after_ms

    def look(self, clocks: Clocks, poll_ms: int = 5 * SECOND) -> tuple[Happening, ...]:
        """What happened since the last look, which was meant to be `poll_ms` ago."""
        happenings = compare(self._last, clocks, poll_ms, self._late_after)
        self._last = clocks
        return happenings


if sys.platform == "win32":
    from unseat.senses.windows_os.dlls import InterruptTime

    _interrupt_time = InterruptTime()
    _steady_ns = _interrupt_time.steady_ns
    _awake_ns = _interrupt_time.awake_ns

elif sys.platform == "darwin":

    def _steady_ns() -> int:
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW)

    def _awake_ns() -> int:
        return time.clock_gettime_ns(time.CLOCK_UPTIME_RAW)

else:

    def _steady_ns() -> int:
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)

    def _awake_ns() -> int:
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC)
