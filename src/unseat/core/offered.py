"""Facts of what was offered and what became of it: prompts, their answers, and the exercises that ran.

A prompt is named by the instant it first fell due, an own session (started without a prompt) by the instant it began.
"""

from unseat.core.fact import Fact, Sides
from unseat.core.words import Answer, Deferral, Instant, Millis


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
