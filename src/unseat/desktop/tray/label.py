"""What the icon says in words: its one line, and the entries of its menu. Pure; knows no tray and no clock."""

from collections.abc import Mapping

import msgspec

from unseat.core.view import OpenPrompt, QuietGap, View
from unseat.core.wall import fixed, local
from unseat.core.words import HOUR, MINUTE, SECOND, Deferral, Meant, State
from unseat.desktop.base import Command
from unseat.texts import Texts


class Entry(msgspec.Struct, frozen=True):
    """A line of the menu: something to choose (`command`), a submenu (`entries`), or only to read (neither).

    `checked` is null for an entry that is no toggle. `usual` marks what a click on the icon itself does where the
    panel opens no menu for it.
    """

    label: str
    command: Command | None = None
    entries: tuple["Entry", ...] = ()
    checked: bool | None = None
    usual: bool = False


SEPARATOR = Entry("")

_AFTER = {
    Deferral.TYPING: "exercise as soon as you pause",
    Deferral.CALL: "exercise after your call",
    Deferral.PRESENTATION: "exercise after your presentation",
    Deferral.QUIET_HOURS: "exercise after the quiet hours",
    Deferral.DO_NOT_DISTURB: "exercise when you may be disturbed again",
    Deferral.PAUSED: "exercise after the break from prompts",
}


def line(view: View, now: int, texts: Texts, names: Mapping[str, str]) -> str:
    """Tooltip and first line of the menu: "sitting 42 min, next in 8 min (estimated)".

    `names` gives the person's name for an exercise by its id. Lengths are in whole minutes, or in steps of five
    seconds where the rhythm is under five minutes, so that the line changes seldom.
    """
    if view.prompt:
        return _prompt(view.prompt, texts, names)
    parts = (_state(view, now, texts), _jiggler(view, texts), _coming(view, now, texts))
    said = ", ".join(part for part in parts if part)
    return said if view.bout_start is None else texts.say("{line} (estimated)", line=said)


def entries(view: View, now: int, texts: Texts, names: Mapping[str, str]) -> tuple[Entry, ...]:
    """The menu for `view` at `now`; every command in it is a CLI verb too."""
    say = texts.say
    standing = view.state is State.STANDING
    return (
        Entry(line(view, now, texts, names)),
        SEPARATOR,
        *_exercise(view.prompt, texts),
        SEPARATOR,
        _pause(view, texts),
        *_gap(view.aside.gap, texts),
        Entry(say("I'm standing"), Command("sit" if standing else "stand"), checked=standing),
        Entry(say("This week"), Command("week"), usual=True),
        *((Entry(say("My five signs this week"), Command("signs")),) if view.aside.check else ()),
        Entry(say("My profile"), Command("profile")),
        Entry(say("Settings"), Command("settings")),
        SEPARATOR,
        Entry(say("Quit"), Command("quit")),
    )


def _exercise(prompt: OpenPrompt | None, texts: Texts) -> tuple[Entry, ...]:
    say = texts.say
    answers = (Entry(say("Done"), Command("answer", "done")), Entry(say("Skip"), Command("answer", "skipped")))
    if prompt is None:
        return (Entry(say("Start an exercise now"), Command("break")),)
    if prompt.started is not None:
        return answers
    return (Entry(say("Start this exercise"), Command("break")), Entry(say("Later"), Command("snooze")), *answers)


def _pause(view: View, texts: Texts) -> Entry:
    if _paused(view):
        return Entry(texts.say("Resume"), Command("resume"))
    if view.meeting_until is not None:
        more = Entry(texts.say("{length} more", length=texts.exact(30 * MINUTE)), Command("pause", "meeting 30m"))
        over = Entry(texts.say("it is over"), Command("resume"))
        return Entry(texts.say("Meeting:"), entries=(more, over))
    choices = (
        Entry(texts.exact(30 * MINUTE), Command("pause", "30m")),
        Entry(texts.exact(HOUR), Command("pause", "1h")),
        Entry(texts.say("until tomorrow"), Command("pause", "tomorrow")),
        Entry(texts.say("for a meeting ({length})", length=texts.exact(HOUR)), Command("pause", "meeting")),
    )
    return Entry(texts.say("Pause"), entries=choices)


def _gap(gap: QuietGap | None, texts: Texts) -> tuple[Entry, ...]:
    """The question about the last time that nobody knows of: "You were quiet 14:05 - 14:17"."""
    if gap is None:
        return ()
    start, end = (texts.clock(local(at, fixed(gap.offset_s))) for at in (gap.start, gap.end))
    choices = (
        (texts.say("I was sitting"), Meant.SITTING),
        (texts.say("I was standing"), Meant.STANDING),
        (texts.say("I was away"), Meant.AWAY),
        (texts.say("I don't know"), "unknown"),
    )
    asked = texts.say("You were quiet {start} - {end}:", start=start, end=end)
    return (Entry(asked, entries=tuple(Entry(said, Command("correct", meant)) for said, meant in choices)),)


def _paused(view: View) -> bool:
    return view.paused or view.state is State.PAUSED


def _prompt(prompt: OpenPrompt, texts: Texts, names: Mapping[str, str]) -> str:
    exercise = names.get(prompt.exercise, prompt.exercise)
    if prompt.started is not None:
        return texts.say("now: {exercise}", exercise=exercise)
    return texts.say("time for: {exercise}", exercise=exercise)


def _state(view: View, now: int, texts: Texts) -> str:
    if view.state is State.UNWATCHED:
        return texts.say("not watching: no input to be seen")
    if view.bout_start is not None:
        return texts.say("sitting {length}", length=_length(now - view.bout_start, view, texts))
    if view.state is State.STANDING:
        return texts.say("standing {length}", length=_length(now - view.since, view, texts))
    return texts.say("away {length}", length=_length(now - view.since, view, texts)) if view.state is State.AWAY else ""


def _jiggler(view: View, texts: Texts) -> str:
    return texts.say("only a mouse that moves by itself") if view.jiggler else ""


def _coming(view: View, now: int, texts: Texts) -> str:
    if _paused(view):
        return _pause_left(view, now, texts)
    if view.meeting_until is not None:
        left = _length(view.meeting_until - now, view, texts, up=True)
        return texts.say("in a meeting for {length}", length=left)
    if view.waiting_for is not None:
        return texts.say(_AFTER[view.waiting_for])
    if view.next_due is None:
        return ""
    if now >= view.next_due:
        return texts.say(_AFTER[Deferral.TYPING])
    return texts.say("next in {length}", length=_length(view.next_due - now, view, texts, up=True))


def _pause_left(view: View, now: int, texts: Texts) -> str:
    if view.paused_until is None:
        return texts.say("paused")
    return texts.say("paused for {length}", length=_length(view.paused_until - now, view, texts, up=True))


def _length(ms: int, view: View, texts: Texts, *, up: bool = False) -> str:
    step = MINUTE if view.every >= 5 * MINUTE else 5 * SECOND
    steps = -(-ms // step) if up else ms // step
    return texts.length(max(steps, 1) * step)
