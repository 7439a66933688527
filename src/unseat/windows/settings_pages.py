"""What the settings window asks, grouped as people think of it. Every key is here, or is changed by hand only."""

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from unseat.core.hours import WEEKDAYS
from unseat.settings import Settings
from unseat.settings.model import CARD, FULL_SCREEN, NOTIFICATION
from unseat.settings.values import AUTO
from unseat.texts import Texts
from unseat.windows.profile_parts import flags_of, level_of, no_diagnosis, places_of, tongues
from unseat.windows.settings_fields import Choice, Field, Group, Line, Picked, Said, Tick
from unseat.windows.settings_rhythm import Rhythm
from unseat.windows.widgets import bullet, label

BY_HAND = ("presence.poll", "presence.idle_after", "prompts.pause_wanted", "prompts.patience")
"""How the machine is watched and how typing is waited for: for those who know why."""

BY_VERB = ("sync.folder",)
"""`unseat sync` sets it once a first exchange went well."""

Value = Mapping[str, str]
"""What is in force, by key, as it is typed."""


class Block(msgspec.Struct, frozen=True):
    """Fields that belong together, under a title (perhaps empty), with a note below them."""

    title: str
    fields: Sequence[QWidget]
    note: str = ""


class Page(msgspec.Struct, frozen=True):
    name: str
    blocks: tuple[Block, ...]

    @property
    def fields(self) -> list[Field]:
        return [field for block in self.blocks for field in block.fields if isinstance(field, Field)]


def rhythm(texts: Texts, now: Value) -> Page:
    say = texts.say
    note = say(
        "This is how often an exercise is offered. An exercise takes one or two minutes: walk on for the rest, if you "
        "like. The trials lasted hours, not years."
    )
    return Page(
        say("My rhythm"),
        (Block("", [Rhythm(texts, now["prompts.every"])], note), _offers(texts, now), _hours(texts, now)),
    )


def _offers(texts: Texts, now: Value) -> Block:
    say = texts.say
    manners = [
        (say("as a small window"), CARD),
        (say("as a notification"), NOTIFICATION),
        (say("full screen after two misses"), FULL_SCREEN),
    ]
    fields = (
        Choice(Said("prompts.show", say("An exercise is offered")), manners, now["prompts.show"]),
        _length("prompts.snooze", say("“Later” puts it off by"), now, "5m"),
        _number("prompts.max_snoozes", say("How often one offer can be put off"), now),
        _length("prompts.missed_after", say("Without an answer it counts as missed after"), now, "2m"),
        _number("prompts.back_off_after", say("Offers come less often after so many misses in a row"), now),
    )
    return Block(say("How it is offered"), fields)


def _hours(texts: Texts, now: Value) -> Block:
    say = texts.say
    note = say("Local times, weekdays or both, with commas between: 22:00-07:00, fri 12:30-13:30, sat-sun")
    quiet = Said("prompts.quiet", say("No offers at these hours"), note, "22:00-07:00")
    alike = say("Written alike, such as mon-thu 08:30-17:30; empty: at any hour.")
    working = Said("prompts.working", say("Offers only at these hours"), alike, "mon-fri 08:30-17:30")
    lines = [Line(said, _spaced(now[said.key]), wide=True) for said in (quiet, working)]
    return Block(say("When"), lines)


def breaks(texts: Texts, now: Value) -> Page:
    say, away = texts.say, now["presence.break_after"]
    own = away == AUTO
    note = say("Every figure names this rule beside it. Periods under different rules cannot be compared.")
    counts = Picked(
        Said("presence.break_after", say("A break begins when there was no input"), note, "120s"),
        [(say("for 2 to 5 minutes, by my rhythm"), AUTO), (say("for so long:"), "")],
        (AUTO if own else "", "120s" if own else away),
        lambda picked, typed: picked or typed,
        AUTO,
    )
    unknown = _length("presence.unknown_up_to", say("A quiet time may have been sitting up to"), now, "30m")
    held = (
        _length("presence.call_up_to", say("A call without input counts as sitting for at most"), now, "3h"),
        _length("presence.video_up_to", say("A presentation or a video, for at most"), now, "45m"),
    )
    return Page(
        say("My breaks"),
        (Block(say("What counts as a break"), (counts, unknown)), Block(say("Calls and presentations"), held)),
    )


def exercises(texts: Texts, settings: Settings) -> Page:
    chosen = settings.exercises
    places, level = places_of(texts, chosen.places), level_of(texts, chosen.level)
    flags = flags_of(texts, chosen.flags)
    fit = (
        Group("exercises.places", places, lambda: ",".join(places.chosen)),
        Group("exercises.level", level, lambda: level.chosen or str(chosen.level)),
    )
    careful = Group("exercises.flags", flags, lambda: ",".join(flags.chosen))
    return Page(texts.say("My exercises"), (Block("", fit), Block("", [careful], no_diagnosis(texts))))


def week(texts: Texts, now: Value) -> Page:
    say, names = texts.say, weekdays(texts)
    day, _, at = now["week.notice"].partition(" ")
    first = [(names["mon"], "monday"), (names["sun"], "sunday")]
    told = Picked(
        Said("week.notice", say("My week is announced"), hint="16:00"),
        [(say("never"), ""), *((said, day) for day, said in names.items())],
        (day, at or "16:00"),
        lambda picked, typed: f"{picked} {typed}" if picked else "",
        "",
    )
    starts = Line(Said("presence.day_starts", say("A new day starts at"), hint="04:00"), now["presence.day_starts"])
    begins = Choice(Said("week.starts", say("A week starts on")), first, now["week.starts"])
    signs = Tick(
        "week.signs",
        say("Once a week, offer the check of the five signs"),
        now["week.signs"],
        note=say("In the tray's menu alone. Nothing is concluded from it."),
    )
    return Page(say("My week"), (Block("", (told, begins, starts)), Block("", [signs])))


def privacy(texts: Texts, journal: str, own: str) -> Page:
    say = texts.say
    recorded = (
        say("When you were at the desk, and how it knows: input, none for a while, or a call."),
        say("Each offer with its answer, and what you told it."),
    )
    never = (
        say("Which key you press, what is on the screen, a window's title, or where the pointer is."),
        say("Sound or pictures: it only asks whether a microphone or camera is in use."),
        say("It opens no network connection."),
    )
    where = (
        say("Your journal: {file}", file=journal),
        say("Your settings: {file}", file=own),
        say("Your own computers share it only by a folder that you name: unseat sync"),
        say("In a terminal, “unseat export” hands everything out, and “unseat forget” erases it for good."),
    )
    lists = (
        (say("What it writes down"), recorded),
        (say("What it never records"), never),
        (say("Where it lies"), where),
    )
    told = [Block(title, [bullet(line) for line in lines]) for title, lines in lists]
    return Page(say("My privacy"), tuple(told))


def computer(texts: Texts, now: Value, starts: QWidget, own: str) -> Page:
    say = texts.say
    looks = [(say("those of the desktop"), ""), (say("light"), "light"), (say("dark"), "dark")]
    shown = (
        Choice(Said("exercises.language", say("Language")), tongues(texts), now["exercises.language"]),
        Choice(Said("windows.look", say("Colours")), looks, now["windows.look"]),
    )
    motion = say("It stays still as well where your desktop asks for less motion.")
    moves = (
        Tick("windows.motion", say("The figure moves"), now["windows.motion"], note=motion),
        Tick("windows.sound", say("A soft sound at each change of side"), now["windows.sound"]),
    )
    rest = say("In {file}: {keys}", file=own, keys=", ".join(BY_HAND))
    by_hand = Block(say("What is set only by hand"), [label(rest)])
    return Page(say("This computer"), (Block("", [starts]), Block("", shown), Block("", moves), by_hand))


def weekdays(texts: Texts) -> dict[str, str]:
    """What the settings call each day, and what it is called in the person's language."""
    locale = QLocale(texts.language)
    return {day: locale.standaloneDayName(nth) for nth, day in enumerate(WEEKDAYS, start=1)}


def _length(key: str, title: str, now: Value, hint: str) -> Line:
    return Line(Said(key, title, hint=hint), now[key])


def _number(key: str, title: str, now: Value) -> Line:
    return Line(Said(key, title), now[key])


def _spaced(several: str) -> str:
    return several.replace(",", ", ")
