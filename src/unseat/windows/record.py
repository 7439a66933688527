"""What a session writes down: that it began, and once how it ended."""

from unseat.core import facts
from unseat.core.guide import Guide
from unseat.core.hurts import REASON as HURTS
from unseat.core.words import SECOND, Answer, Instant, Millis
from unseat.windows.about import About
from unseat.windows.end_view import Ending
from unseat.windows.pen import Pen


class Record:
    """`ended` is null until then. `trouble` says why the end could not be written down yet; empty where it was."""

    def __init__(self, about: About, pen: Pen) -> None:
        self._about, self._pen = about, pen
        self._started = Instant(0)
        self.ended: Ending | None = None
        self.trouble = ""

    def begin(self, now: Instant) -> None:
        about, self._started = self._about, now
        began = facts.SessionStarted(
            at=now,
            prompt=about.prompt,
            exercise=about.card.id,
            dose_ms=Millis(about.card.seconds * SECOND),
            starts=about.starts,
            led=True,
        )
        self._pen.write(began)

    @property
    def ended_elsewhere(self) -> bool:
        """Whether somebody else has said meanwhile how it ended."""
        return self._pen.is_ended(self._about.prompt, self._started)

    def end(self, guide: Guide, now: Instant, reason: str, *, blind: bool) -> Ending:
        """`blind`: nothing could tell whether hands were off, so nothing is verified."""
        result, hurt = guide.result(), reason == HURTS
        done = result.answer is Answer.DONE
        verified = done and guide.clean and not blind
        ended = facts.SessionEnded(
            at=now,
            started=self._started,
            exercise=self._about.card.id,
            answer=result.answer,
            verified=verified if done else None,
            sides=result.sides,
            prompt=self._about.prompt,
            reason=reason or None,
        )
        hurting = [facts.ExerciseHurt(at=now, exercise=ended.exercise)] if hurt else []
        self.ended = Ending(result, verified, blind, hurt)
        self.trouble = self._pen.write(ended, *hurting)
        return self.ended
