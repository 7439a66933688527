"""What one listening has seen: instants only. Pure; it is fed by listening callbacks and read by the agent thread.

A callback must not raise, wait or log, so this is plain assignment: one thread writes, another reads, and no value
depends on two others being of the same moment. The position of the pointer is held while the listening lasts, to
know how far it strayed, and is never handed out.
"""

from collections import deque
from enum import StrEnum

import msgspec

STILL = 300
"""Motion after this many milliseconds of rest is a new stroke."""
GLANCE = 1_000
"""How far a stroke strays is measured afresh after so many milliseconds, so jitter that follows a hand is jitter."""
ENOUGH = 60
"""So many motions on end within the radius are jitter; no need to pay for more."""
STROKES = 1_024
FINGERS = 10
"""More presses than these with no release among them are the server's repeats of a key that is held down."""


class Manner(StrEnum):
    """How long to listen: until the first real input (BURST), until a person is certain (WATCH), always (KEEP)."""

    BURST = "burst"
    WATCH = "watch"
    KEEP = "keep"


class Seen(msgspec.Struct, frozen=True):
    """What a listening has seen so far; instants of the clock `steady`, null: never.

    `acted_at`: the latest button, wheel or key let go, or (WATCH) motion that only a hand makes; under KEEP also a key
    pressed. `moved_at`: the latest motion out of the radius. `jitter_at`: the latest motion within it. `held_at`: the
    latest repeat of a key that is held down. `strokes`: the starts of the latest motions after rest. `over`: the
    listening has ended.
    """

    over: bool
    acted_at: int | None = None
    moved_at: int | None = None
    jitter_at: int | None = None
    held_at: int | None = None
    strokes: tuple[int, ...] = ()


class Trace:
    """Takes the events of one listening. `act`, `release` and `move` answer whether the listening may end now.

    Which key it is is never told, nor needed. A key that is held down shows as presses without a release, 25 to 30 a
    second after the first half second; the releases in between that most programs are sent are made for them alone,
    and no listening hears them (X Keyboard Extension, RepeatKeys and DetectableAutoRepeat). A person lets each key go
    within a fraction of a second, and has no more fingers than `FINGERS`: so a release is an act, and a press is
    nothing yet. An error: repeats that a keyboard or a program makes by itself, as press and release, are typing.

    The radius is in pixels around the place where the present stroke, or its present second, began: the pointer's
    place before it, so a jump in one event is seen as far as it went, and one that creeps a pixel a second never
    strays. A stroke that strays for `hand_ms` is a hand on the mouse: programs move the pointer in a jump or a glide.
    """

    def __init__(self, manner: Manner, radius: int = 4, hand_ms: int = 1_500) -> None:
        self._manner = manner
        self._radius = radius
        self._hand_ms = hand_ms
        self._place: tuple[int, int] | None = None
        self._origin = (0, 0)
        self._began = 0
        self._anchored = 0
        self._latest: int | None = None
        self._events = 0
        self._strayed = False
        self._pressed = 0
        self._acted_at: int | None = None
        self._moved_at: int | None = None
        self._jitter_at: int | None = None
        self._held_at: int | None = None
        self._strokes: deque[int] = deque(maxlen=STROKES)

    def rest_at(self, x: int, y: int) -> None:
        """Where the pointer is before anything is seen."""
        self._place = (x, y)

    def act(self, now: int) -> bool:
        self._acted_at = now
        return self._manner is not Manner.KEEP

    def press(self, now: int) -> None:
        self._pressed += 1
        if self._pressed > FINGERS:
            self._held_at = now
        elif self._manner is Manner.KEEP:
            self.act(now)

    def release(self, now: int) -> bool:
        self._pressed = 0
        return self.act(now)

    def move(self, x: int, y: int, now: int) -> bool:
        if self._latest is None or now - self._latest > STILL:
            self._strokes.append(now)
            self._begin(now)
            self._anchor(self._place or (x, y), now)
        elif now - self._anchored > GLANCE:
            if not self._strayed:
                self._begin(now)
            self._anchor(self._place or (x, y), now)
        self._latest = now
        self._place = (x, y)
        self._strayed = self._strayed or max(abs(x - self._origin[0]), abs(y - self._origin[1])) > self._radius
        return self._strays(now) if self._strayed else self._jitters(now)

    def seen(self, *, over: bool) -> Seen:
        return Seen(over, self._acted_at, self._moved_at, self._jitter_at, self._held_at, tuple(self._strokes.copy()))

    def _begin(self, now: int) -> None:
        self._began = now
        self._events = 0

    def _anchor(self, place: tuple[int, int], now: int) -> None:
        self._origin = place
        self._anchored = now
        self._strayed = False

    def _strays(self, now: int) -> bool:
        self._moved_at = now
        self._events = 0
        if self._manner is Manner.WATCH and now - self._began >= self._hand_ms:
            return self.act(now)
        return self._manner is Manner.BURST

    def _jitters(self, now: int) -> bool:
        self._jitter_at = now
        self._events += 1
        return self._manner is not Manner.KEEP and self._events >= ENOUGH
