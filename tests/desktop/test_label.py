"""What the icon says in words, and what its menu offers."""

import msgspec
import pytest

from tests.desktop.test_icon import NINE, sitting
from unseat.core.view import Aside, OpenPrompt, QuietGap, View
from unseat.core.words import MINUTE, SECOND, Deferral, Instant, State
from unseat.desktop.base import Command
from unseat.desktop.tray.label import SEPARATOR, Entry, entries, line
from unseat.texts import Texts

ENGLISH = Texts.english()
NAMES = {"couch": "Couch stretch"}
SHOWN = OpenPrompt(NINE, "couch", NINE)
RUNNING = msgspec.structs.replace(SHOWN, started=NINE)


def said(view: View, minutes: float = 0) -> str:
    return line(view, int(NINE + minutes * MINUTE), ENGLISH, NAMES)


def offered(view: View) -> dict[str, Entry]:
    return {entry.label: entry for entry in entries(view, NINE, ENGLISH, NAMES)}


AWAY = sitting(state=State.AWAY, bout_start=None, counted_from=None, next_due=None)
STANDING = sitting(state=State.STANDING, bout_start=None, counted_from=None, next_due=None)
UNWATCHED = sitting(state=State.UNWATCHED, bout_start=None, counted_from=None, next_due=None)

LINES = [
    (sitting(), 22, "sitting 22 min, next in 8 min (estimated)"),
    (sitting(), 0, "sitting 1 min, next in 30 min (estimated)"),
    (sitting(), 29.9, "sitting 29 min, next in 1 min (estimated)"),
    (sitting(next_due=NINE + 90 * MINUTE), 61, "sitting 1 h 01 min, next in 29 min (estimated)"),
    (sitting(), 31, "sitting 31 min, exercise as soon as you pause (estimated)"),
    (sitting(waiting_for=Deferral.TYPING), 30, "sitting 30 min, exercise as soon as you pause (estimated)"),
    (sitting(waiting_for=Deferral.CALL), 40, "sitting 40 min, exercise after your call (estimated)"),
    (sitting(waiting_for=Deferral.PRESENTATION), 40, "sitting 40 min, exercise after your presentation (estimated)"),
    (sitting(waiting_for=Deferral.QUIET_HOURS), 40, "sitting 40 min, exercise after the quiet hours (estimated)"),
    (sitting(next_due=None), 5, "sitting 5 min (estimated)"),
    (sitting(paused=True), 5, "sitting 5 min, paused (estimated)"),
    (sitting(paused=True, paused_until=NINE + 60 * MINUTE), 5, "sitting 5 min, paused for 55 min (estimated)"),
    (sitting(state=State.PAUSED, paused_until=NINE + 9 * MINUTE), 5, "sitting 5 min, paused for 4 min (estimated)"),
    (AWAY, 12, "away 12 min"),
    (STANDING, 7, "standing 7 min"),
    (UNWATCHED, 7, "not watching: no input to be seen"),
    (msgspec.structs.replace(AWAY, jiggler=True), 3, "away 3 min, only a mouse that moves by itself"),
    (sitting(prompt=SHOWN), 31, "time for: Couch stretch"),
    (sitting(prompt=RUNNING), 31, "now: Couch stretch"),
    (sitting(prompt=msgspec.structs.replace(SHOWN, exercise="new", failed=True)), 31, "time for: new"),
]


@pytest.mark.parametrize(("view", "minutes", "expected"), LINES)
def test_the_line(view: View, minutes: float, expected: str) -> None:
    assert said(view, minutes) == expected


def test_the_line_changes_once_a_minute() -> None:
    views = [said(sitting(), seconds / 60) for seconds in range(10 * 60, 15 * 60, 5)]
    assert len(set(views)) == 5


def test_a_short_rhythm_is_told_in_seconds() -> None:
    view = sitting(every=20 * SECOND, next_due=NINE + 20 * SECOND)
    assert said(view, 8 / 60) == "sitting 5 s, next in 15 s (estimated)"


def test_no_panel_is_told_twice_what_has_not_changed() -> None:
    assert entries(sitting(), NINE + 10_000, ENGLISH, NAMES) == entries(sitting(), NINE + 20_000, ENGLISH, NAMES)


def test_the_menu_of_someone_sitting() -> None:
    menu = entries(sitting(), NINE, ENGLISH, NAMES)
    assert [entry.label for entry in menu] == [
        "sitting 1 min, next in 30 min (estimated)",
        "",
        "Start an exercise now",
        "",
        "Pause",
        "I'm standing",
        "This week",
        "My profile",
        "Settings",
        "",
        "Quit",
    ]
    assert menu[0].command is None
    assert menu[1] == SEPARATOR
    assert [entry.label for entry in menu if entry.usual] == ["This week"]


COMMANDS = [
    (sitting(), "Start an exercise now", Command("break")),
    (sitting(prompt=SHOWN), "Start this exercise", Command("break")),
    (sitting(prompt=SHOWN), "Later", Command("snooze")),
    (sitting(prompt=SHOWN), "Done", Command("answer", "done")),
    (sitting(prompt=SHOWN), "Skip", Command("answer", "skipped")),
    (sitting(prompt=RUNNING), "Done", Command("answer", "done")),
    (sitting(prompt=RUNNING), "Skip", Command("answer", "skipped")),
    (sitting(paused=True), "Resume", Command("resume")),
    (sitting(), "I'm standing", Command("stand")),
    (STANDING, "I'm standing", Command("sit")),
    (sitting(), "This week", Command("week")),
    (sitting(), "My profile", Command("profile")),
    (sitting(), "Settings", Command("settings")),
    (sitting(), "Quit", Command("quit")),
]


@pytest.mark.parametrize(("view", "label", "command"), COMMANDS)
def test_what_an_entry_does(view: View, label: str, command: Command) -> None:
    assert offered(view)[label].command == command


def test_a_pause_has_three_lengths_and_a_reason() -> None:
    pause = offered(sitting())["Pause"]
    assert [(entry.label, entry.command) for entry in pause.entries] == [
        ("30 min", Command("pause", "30m")),
        ("1 h", Command("pause", "1h")),
        ("until tomorrow", Command("pause", "tomorrow")),
        ("for a meeting (1 h)", Command("pause", "meeting")),
    ]


def test_answers_are_offered_only_when_there_is_something_to_answer() -> None:
    assert not {"Later", "Done", "Skip"} & offered(sitting()).keys()
    assert "Later" not in offered(sitting(prompt=RUNNING))
    assert "Pause" not in offered(sitting(paused=True))


def test_standing_is_a_toggle() -> None:
    assert offered(sitting())["I'm standing"].checked is False
    assert offered(STANDING)["I'm standing"].checked is True


# ---- what the person may be asked, if they look


GAP = QuietGap(Instant(NINE + 5 * MINUTE), Instant(NINE + 17 * MINUTE), offset_s=3600)


def test_without_a_question_there_is_none() -> None:
    assert not any(label.startswith("You were quiet") for label in offered(sitting()))
    assert "My five signs this week" not in offered(sitting())


def test_the_last_time_that_nobody_knows_of_is_a_submenu_by_the_clock_of_then() -> None:
    asked = offered(sitting(aside=Aside(gap=GAP)))["You were quiet 09:05 - 09:17:"]
    assert [(entry.label, entry.command) for entry in asked.entries] == [
        ("I was sitting", Command("correct", "sitting")),
        ("I was standing", Command("correct", "standing")),
        ("I was away", Command("correct", "away")),
        ("I don't know", Command("correct", "unknown")),
    ]


def test_the_weekly_check_is_an_entry_while_it_is_due() -> None:
    assert offered(sitting(aside=Aside(check=True)))["My five signs this week"].command == Command("signs")


def test_a_meeting_can_last_longer_or_be_over() -> None:
    view = sitting(meeting_until=Instant(NINE + 20 * MINUTE), waiting_for=Deferral.CALL)
    assert said(view, 5) == "sitting 5 min, in a meeting for 15 min (estimated)"
    assert [(entry.label, entry.command) for entry in offered(view)["Meeting:"].entries] == [
        ("30 min more", Command("pause", "meeting 30m")),
        ("it is over", Command("resume")),
    ]
