"""Facts: frozen, dated statements. The journal appends them and never changes one; all state is a fold over them.

This is the one place that knows all their kinds. Every fact has `at`, the instant it is about; other instants and
lengths are in milliseconds (see `words`).
"""

from typing import TypeAlias

import msgspec

from unseat.core.offered import (
    PromptAnswered,
    PromptDeferred,
    PromptDue,
    PromptShown,
    PromptSnoozed,
    SessionEnded,
    SessionStarted,
)
from unseat.core.running import (
    AgentStarted,
    AgentStopped,
    ClockStepped,
    JigglerSeen,
    NoticeFailed,
    RuleHeld,
    WeekNoticed,
)
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
from unseat.core.taken_in import DayTotal, Imported
from unseat.core.watched import Bout, Break

__all__ = [
    "AgentStarted",
    "AgentStopped",
    "AnswerWished",
    "Any",
    "AppointmentNoted",
    "AppointmentRemoved",
    "Bout",
    "Break",
    "Carried",
    "ClockStepped",
    "Corrected",
    "CorrectionUndone",
    "DayTotal",
    "ExerciseAllowed",
    "ExerciseCorrected",
    "ExerciseHurt",
    "ExerciseWished",
    "Forgotten",
    "Imported",
    "JigglerSeen",
    "MeetingSaid",
    "NoticeFailed",
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
    "SignsRated",
    "SignsSkipped",
    "SittingDeclared",
    "StandingDeclared",
    "WeekNoticed",
    "Welcomed",
]

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
