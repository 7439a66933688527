"""How things stand now, for a person and for programs (`unseat status`)."""

from collections.abc import Iterator
from datetime import tzinfo
from typing import Any

from unseat.core.view import Parts, Published, View
from unseat.core.wall import local
from unseat.core.words import SECOND, Deferral, Instant, Millis, State
from unseat.report import words
from unseat.report.replayed import iso
from unseat.texts import Texts

STATUS = (
    "agent",
    "state",
    "since",
    "sitting_s",
    "next_prompt_in_s",
    "waiting_for",
    "prompt",
    "sense",
    "tray",
    "notifier",
)


def sitting_ms(view: View, now: Instant) -> Millis:
    """How long the sitting bout that goes on has lasted; 0 where none does."""
    return Millis(0 if view.bout_start is None else max(0, now - view.bout_start))


def status_json(published: Published | None, *, running: bool, now: Instant) -> dict[str, Any]:
    """What `unseat status --json` says; times are UTC. Without a running agent nobody watches."""
    if published is None or not running:
        agent = "running" if running else "stopped"
        return dict.fromkeys(STATUS) | {"agent": agent, "state": State.UNWATCHED.value, "sitting_s": 0}
    view, parts = published.view, published.parts
    found = (
        "running",
        view.state.value,
        iso(view.since),
        sitting_ms(view, now) // SECOND,
        None if view.next_due is None else max(0, view.next_due - now) // SECOND,
        view.waiting_for and view.waiting_for.value,
        view.prompt and {"exercise": view.prompt.exercise, "shown": iso(view.prompt.shown)},
        parts.sense,
        parts.tray,
        parts.notifier,
    )
    return dict(zip(STATUS, found, strict=True))


def status_text(published: Published | None, *, running: bool, now: Instant, zone: tzinfo, texts: Texts) -> str:
    """What `unseat status` says, a few lines long."""
    if not running:
        return texts.say("The agent does not run: nothing is watched and no prompt comes. Start it: unseat run")
    if published is None:
        return texts.say("The agent runs, and has not looked yet. Ask again in a moment.")
    view = published.view
    lines = [_state(view, now, zone, texts), *_prompts(view, now, zone, texts), *_missing(published.parts, texts)]
    return "\n".join(lines)


def when(at: Instant, now: Instant, zone: tzinfo, texts: Texts) -> str:
    """The time of day, with its date where that is not today's."""
    shown, today = local(at, zone), local(now, zone).date()
    clock = texts.clock(shown)
    return clock if shown.date() == today else f"{texts.day(shown)} {clock}"


def _state(view: View, now: Instant, zone: tzinfo, texts: Texts) -> str:
    since, length = when(view.since, now, zone, texts), texts.length(max(0, now - view.since))
    match view.state:
        case State.SITTING:
            return texts.say("Sitting since {since}: {length}, estimated.", since=since, length=length)
        case State.STANDING:
            return texts.say("Standing since {since}: {length}, as you said.", since=since, length=length)
        case State.AWAY:
            return texts.say("Away since {since}: {length}.", since=since, length=length)
        case State.PAUSED:
            return _paused(view, now, zone, texts)
    return texts.say("Nothing is watched since {since}: see unseat doctor.", since=since)


def _paused(view: View, now: Instant, zone: tzinfo, texts: Texts) -> str:
    sitting = sitting_ms(view, now)
    until = (
        texts.say("Prompts are paused until you say: unseat resume.")
        if view.paused_until is None
        else texts.say("Prompts are paused until {time}.", time=when(view.paused_until, now, zone, texts))
    )
    if not sitting:
        return until
    return until + " " + texts.say("You have been sitting for {length}, estimated.", length=texts.length(sitting))


def _prompts(view: View, now: Instant, zone: tzinfo, texts: Texts) -> Iterator[str]:
    if view.meeting_until is not None:
        until = when(view.meeting_until, now, zone, texts)
        yield texts.say(
            "In a meeting until {time}, which holds like a call. It is over sooner: unseat resume", time=until
        )
    if view.prompt:
        since = when(view.prompt.shown, now, zone, texts)
        yield (
            texts.say("An exercise is running since {since}.", since=since)
            if view.prompt.started is not None
            else texts.say("A prompt waits for your answer since {since}.", since=since)
        )
    elif view.waiting_for:
        yield waits_for(view.waiting_for, texts)
    elif view.next_due is not None and view.state is State.SITTING:
        if view.next_due > now:
            yield texts.say("The next prompt comes in {length}.", length=texts.length(view.next_due - now))
        else:
            yield texts.say("The next prompt comes when you touch keyboard or mouse.")


def waits_for(because: Deferral, texts: Texts) -> str:
    return texts.say("A prompt is due, and kept back by: {why}.", why=words.kept_back(texts, because))


def _missing(parts: Parts, texts: Texts) -> Iterator[str]:
    """Parts that the agent did not find, for they explain what a person misses."""
    if parts.sense is None:
        yield texts.say("Keyboard and mouse can't be seen here: see unseat doctor.")
    if parts.tray is None:
        yield texts.say("No panel shows the icon: see unseat doctor.")
    if parts.notifier is None:
        yield texts.say("No notifications can be shown: see unseat doctor.")
