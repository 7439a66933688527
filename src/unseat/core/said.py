"""Facts that the person states: what they do, want, and correct."""

from datetime import date

from unseat.core.fact import Fact, Sides
from unseat.core.words import Answer, Instant, Meant, Millis


class StandingDeclared(Fact, frozen=True, kw_only=True, tag="standing_declared"):
    """The person says: I stand. It holds until `SittingDeclared` or the next break."""


class SittingDeclared(Fact, frozen=True, kw_only=True, tag="sitting_declared"):
    """The person says: I sit again."""


class Paused(Fact, frozen=True, kw_only=True, tag="paused"):
    """No prompts until `until`; null: until the person resumes. Sitting is estimated all the same."""

    until: Instant | None


class MeetingSaid(Fact, frozen=True, kw_only=True, tag="meeting_said"):
    """The person is in a meeting at their desk until `until`: it holds like a call. A later one takes its place, and
    `Resumed` ends it."""

    until: Instant


class Resumed(Fact, frozen=True, kw_only=True, tag="resumed"):
    """The pause or meeting is over, because the person said so."""


class AnswerWished(Fact, frozen=True, kw_only=True, tag="answer_wished"):
    """Another process (CLI, card) says what the person answered; the agent decides which prompt it answers.

    With `prompt` it answers that one alone, even if no agent ran when it was said.
    """

    answer: Answer
    prompt: Instant | None = None
    sides: Sides | None = None
    verified: bool = False
    reason: str | None = None
    snooze_ms: Millis | None = None


class ExerciseWished(Fact, frozen=True, kw_only=True, tag="exercise_wished"):
    """Another process asks the agent to start an exercise now; null: the one whose turn it is."""

    exercise: str | None = None


class ExerciseHurt(Fact, frozen=True, kw_only=True, tag="exercise_hurt"):
    """The person says that the exercise hurts: it is not offered again until `ExerciseAllowed`."""

    exercise: str


class ExerciseAllowed(Fact, frozen=True, kw_only=True, tag="exercise_allowed"):
    """The person says that an exercise that hurt may be offered again."""

    exercise: str


class AppointmentNoted(Fact, frozen=True, kw_only=True, tag="appointment_noted"):
    """The person sees, or saw, a therapist or doctor on `day`; `whom` and `note` are their own words."""

    day: date
    whom: str
    note: str = ""


class AppointmentRemoved(Fact, frozen=True, kw_only=True, tag="appointment_removed"):
    """The person takes back the appointment that was noted at `noted`, the instant that names it."""

    noted: Instant


class Corrected(Fact, frozen=True, kw_only=True, tag="corrected"):
    """The person says what they did from `start` to `end`, which is past at `at`. `at` names the correction.

    It counts in the place of what was watched then, until `CorrectionUndone`; of two that overlap the later one counts.
    `gap`: it answers for a time that nobody knew of, and so teaches (see `learning`).
    """

    start: Instant
    end: Instant
    meant: Meant
    gap: bool = False


class ExerciseCorrected(Fact, frozen=True, kw_only=True, tag="exercise_corrected"):
    """The person says whether they did an exercise: that of the prompt `exercised`, or the own session begun then."""

    exercised: Instant
    done: bool


class CorrectionUndone(Fact, frozen=True, kw_only=True, tag="correction_undone"):
    """The person takes back the correction that was said at `corrected`, the instant that names it."""

    corrected: Instant


class SignsRated(Fact, frozen=True, kw_only=True, tag="signs_rated"):
    """The week's self-check: how much of each sign the person noticed, 0 (not at all) to 10; those passed over are
    absent. The last one of a week counts."""

    ratings: dict[str, int]

    def __hash__(self) -> int:
        return hash((self.at, self.source, *sorted(self.ratings.items())))


class SignsSkipped(Fact, frozen=True, kw_only=True, tag="signs_skipped"):
    """The person wants no self-check this week."""


class Forgotten(Fact, frozen=True, kw_only=True, tag="forgotten"):
    """The person had the time from `since` to before `until` erased (null: from the first, to the last), on every
    machine of theirs: what was told of it before `at` is to be told nowhere."""

    since: Instant | None
    until: Instant | None


class Welcomed(Fact, frozen=True, kw_only=True, tag="welcomed"):
    """The person has seen the first-run dialogue, to its end or not: it never comes again."""


class QuitWished(Fact, frozen=True, kw_only=True, tag="quit_wished"):
    """Another process asks the agent to end."""
