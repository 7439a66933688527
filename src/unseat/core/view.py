"""The frozen value that tray and `unseat status` show. Its instants are absolute: it is not rewritten to age."""

import msgspec

from unseat.core.words import Deferral, Instant, Millis, State


class OpenPrompt(msgspec.Struct, frozen=True):
    """The prompt in front of the person. `started` is set while its exercise runs."""

    prompt: Instant | None
    exercise: str
    shown: Instant
    started: Instant | None = None
    failed: bool = False


class QuietGap(msgspec.Struct, frozen=True):
    """The last time that nobody knows of, and the UTC offset in seconds then in force."""

    start: Instant
    end: Instant
    offset_s: int = 0


class Aside(msgspec.Struct, frozen=True):
    """What the person may be asked, if they look: never a reason to disturb. `check`: this week's self-check."""

    gap: QuietGap | None = None
    check: bool = False


class View(msgspec.Struct, frozen=True, kw_only=True):
    """`since`: the instant the state began. `bout_start`: the open sitting bout's, else null. `next_due`: the
    instant from which the next input brings a prompt, null when none is coming. `every`: the rhythm in force, so the
    ring is `(now - counted_from) / every` full. `break_after`: where what is a break follows the person's rhythm, the
    limit now, to half a minute, else null. `paused_until` is null when not paused or paused without end."""

    state: State
    since: Instant
    bout_start: Instant | None = None
    counted_from: Instant | None = None
    next_due: Instant | None = None
    every: Millis
    break_after: Millis | None = None
    waiting_for: Deferral | None = None
    prompt: OpenPrompt | None = None
    paused: bool = False
    paused_until: Instant | None = None
    meeting_until: Instant | None = None
    jiggler: bool = False
    aside: Aside = Aside()


class Parts(msgspec.Struct, frozen=True):
    """Which of the interchangeable parts the agent found; null where it found none."""

    sense: str | None = None
    tray: str | None = None
    notifier: str | None = None


class Published(msgspec.Struct, frozen=True):
    """What the agent leaves in the journal for `unseat status`: the view, its parts, and when it was written."""

    at: Instant
    view: View
    parts: Parts
