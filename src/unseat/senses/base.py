"""What every sense offers. Backends are small modules behind these Protocols; one literal table picks among them."""

from typing import Protocol

import msgspec

from unseat.core.finding import Finding as Finding  # noqa: PLC0414 - senses make them too
from unseat.core.words import Instant, Kind, Millis


class Clocks(msgspec.Struct, frozen=True):
    """One reading of the machine's clocks, taken together, in milliseconds.

    `steady` counts suspend too and cannot step (CLOCK_BOOTTIME where there is one); `awake` stands still during
    suspend (CLOCK_MONOTONIC); `wall` is UTC and may step.
    """

    wall: Instant
    steady: int
    awake: int


class Reading(msgspec.Struct, frozen=True):
    """What one look at the input devices told.

    `idle_ms` is the time since the last input *of a person* (jitter left out), null when the sense cannot tell.
    `kind` is what the last listening burst made of the input: "real", "jitter", "jiggler", "held" (a key that is held
    down) or "unknown".
    """

    idle_ms: Millis | None
    kind: str = "unknown"


class InputSense(Protocol):
    """Tells when a person last touched keyboard or mouse. All calls come from the agent thread.

    `look` may block for at most 100 ms, never raises, and answers an `idle_ms` of null while the sense is broken; it
    mends itself (reconnects) at a later look. `close` may be called more than once.
    """

    name: str

    def look(self, steady_ms: int) -> Reading:
        """`steady_ms` is the present instant of the clock that cannot step."""

    def close(self) -> None: ...


class HoldSense(Protocol):
    """Tells which holds and locks are on at this moment. Same rules as `InputSense`."""

    name: str

    def look(self) -> frozenset[Kind] | None: ...

    def close(self) -> None: ...
