"""Facts of presence, as it was watched: the bouts and the breaks in sitting, and the bout that is still open."""

from typing import ClassVar

import msgspec

from unseat.core.fact import Fact
from unseat.core.words import Because, Instant, Millis, Posture


class Bout(Fact, frozen=True, kw_only=True, tag="bout"):
    """Desk time in one posture from `start` to `at`; the three lengths add up to the whole."""

    start: Instant
    posture: Posture
    input_ms: Millis
    quiet_ms: Millis = Millis(0)
    held_ms: Millis = Millis(0)
    because: Because
    recovered: bool = False

    @property
    def length(self) -> Millis:
        return Millis(self.at - self.start)


class Break(Fact, frozen=True, kw_only=True, tag="break"):
    """A break in sitting that has ended: from `start`, the end of a sitting bout, to `at`, the next one's start."""

    start: Instant
    because: Because
    unknown: bool = False


class OpenBout(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The bout still open, as far as it is known at `seen`; rewritten at most once a minute.

    `last` is its last input or hold. `steady_ms` is the clock that cannot step at `seen` and `boot` names the boot
    it belongs to, so a restart can tell how long nobody watched even if the wall clock was set meanwhile. `limit_ms`:
    from how long on a gap was a break at `seen`, where that follows the person's rhythm.
    """

    start: Instant
    posture: Posture
    last: Instant
    last_input: Instant | None
    input_ms: Millis
    quiet_ms: Millis
    held_ms: Millis
    seen: Instant
    steady_ms: int
    boot: str
    limit_ms: Millis | None = None

    KIND: ClassVar[str] = "open_bout"
