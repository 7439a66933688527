"""The words of the design, as types. Every other module uses these names for these things."""

from enum import StrEnum
from typing import NewType

Instant = NewType("Instant", int)
"""Milliseconds since 1970-01-01T00:00:00 UTC."""

Millis = NewType("Millis", int)
"""A length of time in milliseconds, from a clock that does not step."""

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Posture(StrEnum):
    """How the person is at the desk: sitting is assumed, standing is declared or corrected."""

    SITTING = "sitting"
    STANDING = "standing"


class Meant(StrEnum):
    """What the person says they did at a time that was watched otherwise, or not at all."""

    SITTING = "sitting"
    STANDING = "standing"
    AWAY = "away"


class Because(StrEnum):
    """Why a sitting bout ended."""

    NO_INPUT = "no input"
    LOCKED = "locked"
    ASLEEP = "asleep"
    UNWATCHED = "unwatched"
    STANDING = "standing"
    SESSION = "session"
    CORRECTED = "corrected"


class Deferral(StrEnum):
    """Why a prompt that is due is not shown yet, in the order in which they are named."""

    CALL = "call"
    PRESENTATION = "presentation"
    QUIET_HOURS = "quiet hours"
    DO_NOT_DISTURB = "do not disturb"
    PAUSED = "paused"
    TYPING = "typing"


class Answer(StrEnum):
    """What became of a prompt. `SNOOZED` is never final: the prompt comes back."""

    DONE = "done"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    SNOOZED = "snoozed"
    MISSED = "missed"
    NATURAL = "natural"


class Kind(StrEnum):
    """What a record of presence can say of an interval."""

    INPUT = "input"
    CALL = "call"
    PRESENTATION = "presentation"
    LOCKED = "locked"
    ASLEEP = "asleep"
    UNWATCHED = "unwatched"
    STANDING = "standing"
    PAUSED = "paused"
    QUIET_HOURS = "quiet hours"
    DO_NOT_DISTURB = "do not disturb"


UNRECORDED = (Kind.QUIET_HOURS, Kind.DO_NOT_DISTURB)
"""What an activity log has no word for (DESIGN 4.4): it follows from the settings, or is the desktop's own."""
HOLDS = (Kind.CALL, Kind.PRESENTATION)
ENDERS = (Kind.LOCKED, Kind.ASLEEP, Kind.UNWATCHED)


class State(StrEnum):
    """What the agent believes of the person now; `UNWATCHED` when nobody looks."""

    SITTING = "sitting"
    STANDING = "standing"
    AWAY = "away"
    PAUSED = "paused"
    UNWATCHED = "unwatched"
