"""An exercise that runs: begun by the person, done and verified by itself when nobody touches the desk meanwhile."""

from dataclasses import dataclass

from unseat.core.words import MINUTE, SECOND, Instant, Millis

LETTING_GO = 5 * SECOND
"""The click that starts the exercise, and the hand that leaves the mouse after it, are not the exercise."""
GETTING_DOWN = 10 * SECOND
"""The same where a window leads: it gives up to this long to get into the position."""
LED_AT_MOST = 30 * MINUTE
"""A window that has not said by then how the exercise ended never will (`guide.IDLE_AT_MOST` ends one before)."""


@dataclass(slots=True)
class Running:
    """`dose` null: only an answer ends it. `led`: by a window, which says when it ends and calls it by `name`, the
    instant at which it says it began (a clock that is set moves `started`).

    `touched_at`: the first input since the start but for letting go; null while there was none.
    """

    started: Instant
    exercise: str
    prompt: Instant | None
    dose: Millis | None
    missed_after: Millis
    led: bool = False
    name: Instant | None = None
    touched_at: Instant | None = None

    def touched(self, at: Instant) -> None:
        if self.clean and at > self.started + (GETTING_DOWN if self.led else LETTING_GO):
            self.touched_at = at

    @property
    def clean(self) -> bool:
        return self.touched_at is None

    def clean_until(self, end: Instant) -> bool:
        """Whether no input came before `end`."""
        return self.touched_at is None or self.touched_at >= end

    @property
    def full(self) -> Instant | None:
        """When the dose has been given; null where only others know."""
        return None if self.dose is None or self.led else Instant(self.started + self.dose)

    def asks(self, now: Instant) -> bool:
        """The dose is over, and only the person knows whether it was done."""
        full = self.full
        return full is not None and not self.clean and now >= full

    def deadline(self) -> Instant | None:
        """Done if clean; else the person has `missed_after` to say what was done."""
        if self.led:
            return Instant(self.started + LED_AT_MOST)
        full = self.full
        return full if full is None or self.clean else Instant(full + self.missed_after)
