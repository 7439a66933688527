"""An exercise that runs: begun by the person, done and verified by itself when nobody touches the desk meanwhile."""

from dataclasses import dataclass

from unseat.core.words import SECOND, Instant, Millis

LETTING_GO = 5 * SECOND
"""The click that starts the exercise, and the hand that leaves the mouse after it, are not the exercise."""


@dataclass(slots=True)
class Running:
    """`dose` null: only an answer ends it. `clean`: no input since the start but for letting go."""

    started: Instant
    exercise: str
    prompt: Instant | None
    dose: Millis | None
    missed_after: Millis
    clean: bool = True

    def touched(self, at: Instant) -> None:
        if at > self.started + LETTING_GO:
            self.clean = False

    @property
    def full(self) -> Instant | None:
        """When the dose has been given."""
        return None if self.dose is None else Instant(self.started + self.dose)

    def asks(self, now: Instant) -> bool:
        """The dose is over, and only the person knows whether it was done."""
        full = self.full
        return full is not None and not self.clean and now >= full

    def deadline(self) -> Instant | None:
        """Done if clean; else the person has `missed_after` to say what was done."""
        full = self.full
        return full if full is None or self.clean else Instant(full + self.missed_after)
