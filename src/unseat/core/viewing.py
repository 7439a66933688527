"""What the desk looks like to the person: the frozen View of it."""

from unseat.core.desk import Desk
from unseat.core.presence import Presence
from unseat.core.prompt import Stage
from unseat.core.view import OpenPrompt, View
from unseat.core.words import SECOND, Instant, Kind, Millis, Posture, State

ROUGHLY = 30 * SECOND


def view_of(
    desk: Desk,
    *,
    began: Instant,
    paused: tuple[Instant, Instant | None] | None = None,
    failed: bool = False,
    jiggler: bool = False,
) -> View:
    """`began`: when the agent began to watch. `paused`: since when and until when. `failed`: the prompt could not be
    shown by a notification."""
    presence, prompts = desk.presence, desk.prompts
    state, since = _state(desk, began, paused)
    sitting = presence.sitting
    start = sitting.sat_from if sitting and sitting.real else None
    return View(
        state=state,
        since=since,
        bout_start=start,
        counted_from=None if start is None else max(start, prompts.counted_from or start),
        next_due=prompts.next_due(presence),
        every=Millis(prompts.every),
        break_after=_limit(presence),
        waiting_for=prompts.waiting_for,
        prompt=open_prompt(desk, failed=failed),
        paused=paused is not None,
        paused_until=paused[1] if paused else None,
        jiggler=jiggler,
    )


def _limit(presence: Presence) -> Millis | None:
    """Rounded, so that not every input makes another view."""
    if presence.rule.break_after_most is None or presence.sitting is None:
        return None
    return Millis(round(presence.limit / ROUGHLY) * ROUGHLY)


def _state(desk: Desk, began: Instant, paused: tuple[Instant, Instant | None] | None) -> tuple[State, Instant]:
    presence = desk.presence
    if Kind.UNWATCHED in presence.on:
        return State.UNWATCHED, presence.away.start if presence.away else began
    if paused:
        return State.PAUSED, paused[0]
    bout = presence.bout
    if bout and bout.posture is Posture.STANDING:
        return State.STANDING, bout.start
    if bout and bout.real:
        return State.SITTING, bout.sat_from
    return State.AWAY, presence.away.start if presence.away else began


def open_prompt(desk: Desk, *, failed: bool = False) -> OpenPrompt | None:
    """The prompt that is shown, or the exercise that runs."""
    running, prompt = desk.running, desk.prompts.prompt
    if running:
        return OpenPrompt(running.prompt, running.exercise, running.started, running.started, failed=failed)
    if prompt and prompt.stage is Stage.SHOWN:
        return OpenPrompt(prompt.due, prompt.exercise or "", prompt.since, failed=failed)
    return None
