"""Facts: frozen, dated statements. The journal appends them and never changes one; all state is a fold over them.

Every fact has `at`, the instant it is about. Other instants and lengths are in milliseconds (see `words`). A prompt
is named by the instant it first fell due, an own session (started without a prompt) by the instant it began.
"""

from datetime import date
from typing import ClassVar, TypeAlias

import msgspec

from unseat.core.fact import Fact, Sides
from unseat.core.rule import Rule
from unseat.core.said import (
    AnswerWished,
    AppointmentNoted,
    AppointmentRemoved,
    Corrected,
    CorrectionUndone,
    ExerciseAllowed,
    ExerciseCorrected,
    ExerciseHurt,
    ExerciseWished,
    Forgotten,
    MeetingSaid,
    Paused,
    QuitWished,
    Resumed,
    SignsRated,
    SignsSkipped,
    SittingDeclared,
    StandingDeclared,
    Welcomed,
)
from unseat.core.words import Answer, Because, Deferral, Instant, Millis, Posture

__all__ = [
    "AgentStarted",
    "AgentStopped",
    "AnswerWished",
    "Any",
    "AppointmentNoted",
    "AppointmentRemoved",
    "Bout",
    "Break",
    "BreakTally",
    "Carried",
    "ClockStepped",
    "Corrected",
    "CorrectionUndone",
    "DayTotal",
    "ExerciseAllowed",
    "ExerciseCorrected",
    "ExerciseHurt",
    "ExerciseWished",
    "Fact",
    "Forgotten",
    "Imported",
    "JigglerSeen",
    "MeetingSaid",
    "NoticeFailed",
    "OpenBout",
    "Paused",
    "PromptAnswered",
    "PromptDeferred",
    "PromptDue",
    "PromptShown",
    "PromptSnoozed",
    "QuitWished",
    "Resumed",
    "RuleHeld",
    "SessionEnded",
    "SessionStarted",
    "Sides",
    "SignsRated",
    "SignsSkipped",
    "SittingDeclared",
    "StandingDeclared",
    "WeekNoticed",
    "Welcomed",
]


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


class PromptDue(Fact, frozen=True, kw_only=True, tag="prompt_due"):
    """`at` names the prompt. `every_ms` is the rhythm that made it due (longer after repeated misses)."""

    every_ms: Millis


class PromptDeferred(Fact, frozen=True, kw_only=True, tag="prompt_deferred"):
    """The prompt was kept back from `at` until `until`."""

    prompt: Instant
    because: Deferral
    until: Instant


class PromptShown(Fact, frozen=True, kw_only=True, tag="prompt_shown"):
    """`starts` is the side to begin with, null where both sides go at once."""

    prompt: Instant
    exercise: str
    starts: str | None = None


class PromptSnoozed(Fact, frozen=True, kw_only=True, tag="prompt_snoozed"):
    prompt: Instant
    until: Instant


class PromptAnswered(Fact, frozen=True, kw_only=True, tag="prompt_answered"):
    """The final answer. `exercise` is null for a prompt never shown, `verified` for anything but `done`."""

    prompt: Instant
    answer: Answer
    exercise: str | None = None
    verified: bool | None = None
    sides: Sides | None = None
    reason: str | None = None


class SessionStarted(Fact, frozen=True, kw_only=True, tag="session_started"):
    """An exercise began; `prompt` is null when the person began it unasked. `dose_ms` is how long it should last.

    Said by the agent where it leads through the exercise by a notice; `led`: by the window that does, which will say
    how it ended as well.
    """

    prompt: Instant | None
    exercise: str
    dose_ms: Millis
    starts: str | None = None
    led: bool = False


class SessionEnded(Fact, frozen=True, kw_only=True, tag="session_ended"):
    """The end of an exercise that began at `started`, and what was done of it.

    Where a window led through a prompted one, `prompt` names the prompt: the agent then answers that by
    `PromptAnswered`, which alone counts in the summaries. `verified`: no input was seen while it ran.
    """

    started: Instant
    exercise: str
    answer: Answer
    verified: bool | None = None
    sides: Sides | None = None
    prompt: Instant | None = None
    reason: str | None = None


class AgentStarted(Fact, frozen=True, kw_only=True, tag="agent_started"):
    version: str
    sense: str | None
    tray: str | None
    notifier: str | None


class AgentStopped(Fact, frozen=True, kw_only=True, tag="agent_stopped"):
    why: str


class ClockStepped(Fact, frozen=True, kw_only=True, tag="clock_stepped"):
    """The wall clock jumped by `by_ms` against the clock that cannot step."""

    by_ms: Millis


class JigglerSeen(Fact, frozen=True, kw_only=True, tag="jiggler_seen"):
    """Only pointer motion without meaning was seen for a while: it is not counted as a person."""

    since: Instant


class RuleHeld(Fact, frozen=True, kw_only=True, tag="rule_held"):
    """From `at` on this rule decided what is a bout and when a prompt is due."""

    rule: Rule


class WeekNoticed(Fact, frozen=True, kw_only=True, tag="week_noticed"):
    """The weekly notice was given; `due` is the moment it was for, so it is never given twice."""

    due: Instant


class NoticeFailed(Fact, frozen=True, kw_only=True, tag="notice_failed"):
    """A notification could not be shown; the tray shows the prompt instead."""

    prompt: Instant | None
    error: str


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


Any: TypeAlias = (
    Bout
    | Break
    | PromptDue
    | PromptDeferred
    | PromptShown
    | PromptSnoozed
    | PromptAnswered
    | SessionStarted
    | SessionEnded
    | StandingDeclared
    | SittingDeclared
    | Paused
    | Resumed
    | MeetingSaid
    | AnswerWished
    | ExerciseWished
    | ExerciseHurt
    | ExerciseAllowed
    | AppointmentNoted
    | AppointmentRemoved
    | Corrected
    | ExerciseCorrected
    | CorrectionUndone
    | SignsRated
    | SignsSkipped
    | Forgotten
    | RuleHeld
    | Welcomed
    | QuitWished
    | AgentStarted
    | AgentStopped
    | ClockStepped
    | JigglerSeen
    | WeekNoticed
    | NoticeFailed
    | DayTotal
    | Imported
)


class Carried(msgspec.Struct, frozen=True):
    """A fact on its way into the journal. The UTC offset in seconds and the device are given where it comes from
    another journal; null: those of here."""

    fact: Any
    offset_s: int | None = None
    device: str | None = None


class OpenBout(msgspec.Struct, frozen=True, kw_only=True):
    """The bout still open, as far as it is known at `seen`; rewritten at most once a minute.

    `last` is its last input or hold. `steady_ms` is the clock that cannot step at `seen` and `boot` names the boot
    it belongs to, so a restart can tell how long nobody watched even if the wall clock was set meanwhile.
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

    KIND: ClassVar[str] = "open_bout"
