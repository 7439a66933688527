"""The settings in a window: every key is there, what is wrong is said beside it, only what was changed is written."""

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from tests.test_person import write_settings
from tests.windows.room import clear, find, press, reads
from unseat.core.languages import LANGUAGES
from unseat.paths import config_root
from unseat.person import Person
from unseat.settings import Settings, keys, load, show
from unseat.settings.values import SettingsError
from unseat.texts import Texts
from unseat.windows import settings_pages as pages
from unseat.windows.asked import Asked
from unseat.windows.profile_parts import tongues
from unseat.windows.program import Here, _show
from unseat.windows.settings_fields import Field
from unseat.windows.settings_rhythm import Rhythm, presets
from unseat.windows.settings_trouble import AsShipped, SettingsTrouble, open_settings, usable
from unseat.windows.settings_window import SettingsWindow

SHIPPED = config_root() / "unseat.toml"
BY_HAND = """\
# mine
[week]  # the week
notice = "mon 9:00"  # with coffee

[prompts]
every = "37m"  # as my doctor said
"""


def opened(here: Here) -> SettingsWindow:
    _show(Asked("settings"), here)
    QApplication.processEvents()
    window = here.windows[-1]
    assert isinstance(window, SettingsWindow)
    return window


def field(window: SettingsWindow, key: str) -> Field:
    (found,) = (one for one in window.fields if one.key == key)
    return found


def types(window: SettingsWindow, key: str, text: str) -> None:
    """In the line of a field, and leaves it."""
    (line,) = field(window, key).findChildren(QLineEdit)
    line.setText(text)
    line.editingFinished.emit()


def chooses(window: SettingsWindow, key: str, written: str) -> None:
    (box,) = field(window, key).findChildren(QComboBox)
    at = box.findData(written)
    assert at >= 0
    box.setCurrentIndex(at)


def text(here: Here) -> str:
    file = here.me.places.config_file
    return file.read_text() if file.exists() else ""


def saved(here: Here) -> Settings:
    return load(SHIPPED, here.me.places.config_file)


# ---- what is there


def test_every_setting_is_in_the_window_or_is_told_to_be_set_by_hand(here: Here) -> None:
    shown = [one.key for one in opened(here).fields]
    assert len(shown) == len(set(shown))
    elsewhere = {*pages.BY_HAND, *pages.BY_VERB}
    assert set(shown) | elsewhere == set(keys())
    assert not set(shown) & elsewhere
    window = opened(here)
    window._nav.setCurrentRow(5)
    assert all(key in reads(window) for key in pages.BY_HAND)


def test_the_pages_are_those_of_the_person(here: Here) -> None:
    window = opened(here)
    names = [window._nav.item(row).text() for row in range(window._nav.count())]
    assert names == ["My rhythm", "My breaks", "My exercises", "My week", "My privacy", "This computer"]
    for row, name in enumerate(names):
        window._nav.setCurrentRow(row)
        assert name in reads(window)


def test_what_is_in_force_is_what_is_shown(here: Here) -> None:
    window = opened(here)
    now = {shown.key: shown.value for shown in show(SHIPPED, here.me.places.config_file)}
    spaced = {"prompts.quiet", "prompts.working"}
    assert {one.key: one.value for one in window.fields if one.key not in spaced} == {
        key: value for key, value in now.items() if key not in {*pages.BY_HAND, *pages.BY_VERB, *spaced}
    }


def test_every_language_there_is_can_be_chosen() -> None:
    first, *others = (code for _, code in tongues(Texts.english()))
    assert first == ""
    assert sorted(others) == sorted(LANGUAGES)


def test_whatever_can_be_typed_or_chosen_has_a_name_for_a_screen_reader(here: Here) -> None:
    for one in opened(here).fields:
        controls: list[QLineEdit | QComboBox] = [*one.findChildren(QLineEdit), *one.findChildren(QComboBox)]
        assert all(control.accessibleName() for control in controls), one.key
        buddies = [label.buddy() for label in one.findChildren(QLabel) if label.buddy()]
        assert not controls or buddies or isinstance(one, Rhythm), one.key


def test_every_source_of_a_preset_is_one_that_the_evidence_names() -> None:
    evidence = (config_root().parent / "docs" / "evidence.md").read_text("utf-8")
    for preset in presets(Texts.english()):
        source = preset.why.rpartition(" (")[2].rstrip(").").rpartition(" ")[2]
        assert len(source) > 8
        assert source in evidence, preset.said
        assert "\n" not in preset.why


# ---- saving


def test_saving_without_a_change_writes_nothing(here: Here) -> None:
    window = opened(here)
    press(window, "Save")
    assert text(here) == ""
    assert not window.isVisible()


def test_what_was_changed_is_written_and_nothing_else(here: Here) -> None:
    window = opened(here)
    press(window, "6 minutes every hour")
    types(window, "prompts.snooze", "10m")
    types(window, "prompts.quiet", "22:00-07:00, sat-sun")
    chooses(window, "prompts.show", "notification")
    chooses(window, "exercises.language", "nl")
    window._nav.setCurrentRow(3)
    chooses(window, "week.notice", "mon")
    types(window, "week.notice", "9:00")
    press(window, "Once a week, offer the check of the five signs")
    press(window, "Save")
    assert text(here) == (
        '[prompts]\nevery = "60m"\nshow = "notification"\nsnooze = "10m"\nquiet = ["22:00-07:00", "sat-sun"]\n\n'
        '[week]\nnotice = "mon 9:00"\nsigns = false\n\n[exercises]\nlanguage = "nl"\n'
    )
    assert stat.S_IMODE(here.me.places.config_file.stat().st_mode) == 0o600
    assert not window.isVisible()


def test_what_was_written_by_hand_stays(here: Here) -> None:
    write_settings(here.me, BY_HAND)
    window = opened(here)
    types(window, "week.notice", "10:00")
    press(window, "Save")
    assert text(here) == BY_HAND.replace("mon 9:00", "mon 10:00")


def test_a_linked_file_stays_a_link(here: Here, tmp_path: Path) -> None:
    real, own = tmp_path / "dotfiles.toml", here.me.places.config_file
    real.write_text(BY_HAND)
    own.parent.mkdir(parents=True, exist_ok=True)
    own.symlink_to(real)
    window = opened(here)
    types(window, "prompts.snooze", "7m")
    press(window, "Save")
    assert own.is_symlink()
    assert 'snooze = "7m"' in real.read_text()


def test_what_another_wrote_meanwhile_stays(here: Here) -> None:
    window = opened(here)
    write_settings(here.me, '[exercises]\nlevel = 3\n[prompts]\nsnooze = "9m"\n')
    types(window, "prompts.missed_after", "4m")
    press(window, "Save")
    assert text(here) == '[exercises]\nlevel = 3\n[prompts]\nsnooze = "9m"\nmissed_after = "4m"\n'


def test_cancelling_and_closing_write_nothing(here: Here) -> None:
    for leave in (lambda one: press(one, "Cancel"), SettingsWindow.close):
        window = opened(here)
        types(window, "prompts.snooze", "7m")
        leave(window)
        assert text(here) == ""


def test_by_the_keyboard_alone(here: Here) -> None:
    window = opened(here)
    window.activateWindow()
    QApplication.processEvents()
    window._nav.setFocus()
    QTest.keyClick(window._nav, Qt.Key.Key_Down)
    assert window._stack.currentIndex() == 1
    reached = []
    for _ in range(12):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        reached.append(focused().accessibleName() or getattr(focused(), "text", str)())
    assert reached[:5] == [
        "A break begins when there was no input",
        "A break begins when there was no input, 120s",
        "A quiet time may have been sitting up to",
        "A call without input counts as sitting for at most",
        "A presentation or a video, for at most",
    ]
    assert reached[5:9] == ["Cancel", "Save", "Settings", reached[0]]
    field(window, "presence.call_up_to").control.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focused(), "2h")
    QTest.keyClick(focused(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert saved(here).presence.call_up_to == 2 * 3_600_000
    assert not window.isVisible()


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found
    return found


def test_the_wheel_scrolls_and_changes_nothing(here: Here) -> None:
    (box,) = field(opened(here), "prompts.show").findChildren(QComboBox)
    down, at = QPoint(0, -120), QPointF(5, 5)
    buttons, keys_ = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(at, at, down, down, buttons, keys_, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(box, event)
    assert box.currentIndex() == 0
    assert not event.isAccepted()


# ---- the rhythm


@pytest.mark.parametrize(
    ("now", "chosen"),
    [("30m", "5 minutes every 30 minutes"), ("1h", "6 minutes every hour"), ("45m", "My own rhythm: every")],
)
def test_the_rhythm_in_force_is_the_one_chosen_and_stays_as_it_is_written(here: Here, now: str, chosen: str) -> None:
    write_settings(here.me, f'[prompts]\nevery = "{now}"  # mine\n')
    window = opened(here)
    assert find(window, chosen).isChecked()
    assert window.changed == {}
    for said in ("6 minutes every hour", "5 minutes every 30 minutes", chosen):
        press(window, said)
    assert window.changed == {}


def test_a_rhythm_of_ones_own(here: Here) -> None:
    window = opened(here)
    (own,) = field(window, "prompts.every").findChildren(QLineEdit)
    assert not own.isEnabled()
    press(window, "My own rhythm: every")
    assert own.isEnabled()
    types(window, "prompts.every", "50m")
    press(window, "Save")
    assert text(here) == '[prompts]\nevery = "50m"\n'


# ---- a break


def test_a_break_may_follow_the_person_s_rhythm_and_back(here: Here) -> None:
    window = opened(here)
    chooses(window, "presence.break_after", "auto")
    assert not field(window, "presence.break_after").findChildren(QLineEdit)[0].isVisibleTo(window)
    press(window, "Save")
    assert saved(here).presence.break_after is None
    window = opened(here)
    chooses(window, "presence.break_after", "")
    types(window, "presence.break_after", "3m")
    press(window, "Save")
    assert saved(here).presence.break_after == 180_000


def test_a_week_may_go_unannounced(here: Here) -> None:
    window = opened(here)
    chooses(window, "week.notice", "")
    press(window, "Save")
    assert saved(here).week.notice is None


# ---- what is wrong


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_written(here: Here) -> None:
    window = opened(here)
    types(window, "prompts.snooze", "5")
    types(window, "prompts.max_snoozes", "21")
    types(window, "prompts.missed_after", "4m")
    snooze, count = field(window, "prompts.snooze"), field(window, "prompts.max_snoozes")
    assert snooze.wrong.text() == f'found "5", allowed is {keys()["prompts.snooze"].allowed}'
    assert count.wrong.text() == "found 21, allowed is a whole number from 0 to 20"
    assert snooze.control.accessibleDescription() == snooze.wrong.text()
    window._nav.setCurrentRow(4)
    press(window, "Save")
    assert window.isVisible()
    assert text(here) == ""
    assert window._stack.currentIndex() == 0
    types(window, "prompts.snooze", "6m")
    types(window, "prompts.max_snoozes", "3")
    assert not snooze.wrong.isVisibleTo(window)
    press(window, "Save")
    assert text(here) == '[prompts]\nsnooze = "6m"\nmax_snoozes = 3\nmissed_after = "4m"\n'


def test_a_break_shorter_than_idle_is_refused_beside_it(here: Here) -> None:
    window = opened(here)
    types(window, "presence.break_after", "30s")
    assert "above presence.idle_after" in field(window, "presence.break_after").wrong.text()
    press(window, "Save")
    assert text(here) == ""


def test_what_belongs_to_no_field_is_said_below(here: Here) -> None:
    write_settings(here.me, '[presence]\nidle_after = "90s"\nbreak_after = "100s"\n')
    window = opened(here)
    types(window, "presence.break_after", "80s")
    assert window._trouble.text().startswith('presence.idle_after: found "90s"')
    press(window, "Save")
    assert window.isVisible()
    assert '"100s"' in text(here)


def test_nowhere_to_exercise_is_refused(here: Here) -> None:
    window = opened(here)
    window._nav.setCurrentRow(2)
    press(window, "On the chair")
    press(window, "Standing")
    assert "found []" in field(window, "exercises.places").wrong.text()
    press(window, "Save")
    assert text(here) == ""


def test_a_file_that_breaks_meanwhile_is_left_alone(here: Here) -> None:
    window = opened(here)
    write_settings(here.me, "[prompts\n")
    types(window, "prompts.snooze", "7m")
    press(window, "Save")
    assert window.isVisible()
    assert "is not TOML" in window._trouble.text()
    assert text(here) == "[prompts\n"


# ---- a file with an error of the person's own


@pytest.mark.parametrize(
    ("written", "line", "shown"),
    [
        ('[prompts]\n# often\nevery = "5s"\n', 3, 'every = "5s"'),
        ('[week]\nnotice = ""\n[prompts]\nquiet = [\n  "x",\n]\n', 4, "quiet = ["),
        ("[prompts]\nevery =\n", 2, "every ="),
        ("# a\n\n[promts]\n", 3, "[promts]"),
        ("[week]\nprompts = 1\n", 2, "prompts = 1"),
    ],
)
def test_it_says_which_line_and_offers_nothing_that_could_harm(here: Here, written: str, line: int, shown: str) -> None:
    write_settings(here.me, written)
    window = trouble(here)
    own = here.me.places.config_file
    assert f"{own}, line {line}" in reads(window)
    assert shown in reads(window)
    said = [one.text() for one in window.findChildren(type(find(window, "Close")))]
    assert said == ["Open the file", "Close", "Try again"]
    press(window, "Try again")
    assert window.isVisible()
    press(window, "Close")
    assert own.read_text() == written


def test_once_mended_the_settings_come(here: Here) -> None:
    write_settings(here.me, '[prompts]\nevery = "5s"\n')
    window = trouble(here)
    write_settings(here.me, '[prompts]\nevery = "45m"\n')
    press(window, "Try again")
    assert not window.isVisible()
    settings = here.windows[-1]
    assert isinstance(settings, SettingsWindow)
    assert field(settings, "prompts.every").value == "45m"


def test_the_file_is_opened_by_what_the_desktop_has_for_it(here: Here) -> None:
    write_settings(here.me, "[prompts\n")
    asked: list[QUrl] = []

    def edit(url: QUrl) -> bool:
        asked.append(url)
        return True

    error = SettingsError(here.me.places.config_file, "", "is not TOML")
    window = SettingsTrouble(here, error, edit)
    press(window, "Open the file")
    assert [url.toLocalFile() for url in asked] == [str(here.me.places.config_file)]


def test_a_file_that_cannot_be_read_has_no_line(here: Here) -> None:
    here.me.places.config_file.mkdir(parents=True)
    assert "cannot be read" in reads(trouble(here))


def test_somebody_with_an_error_sees_the_shipped_settings(me: Person) -> None:
    write_settings(me, "[exercises]\nlevel = 9\n")
    found = usable(me)
    assert isinstance(found, AsShipped)
    assert found.settings == load(SHIPPED, None)
    write_settings(me, "[exercises]\nlevel = 2\n")
    again = Person(me.env)
    assert usable(again) is again


def trouble(here: Here) -> SettingsTrouble:
    open_settings(here)
    window = here.windows[-1]
    assert isinstance(window, SettingsTrouble)
    return window


# ---- starting with the session


def test_starting_with_the_session_is_off_until_it_is_ticked(here: Here) -> None:
    window = opened(here)
    window._nav.setCurrentRow(5)
    assert not find(window, "Start unseat when I log in").isChecked()
    press(window, "Start unseat when I log in")
    press(window, "Save")
    assert here.autostart().status().on
    assert text(here) == ""
    window = opened(here)
    window._nav.setCurrentRow(5)
    assert find(window, "Start unseat when I log in").isChecked()
    press(window, "Start unseat when I log in")
    press(window, "Save")
    assert not here.autostart().status().on


def test_that_it_could_not_be_set_is_said_and_the_window_stays(here: Here) -> None:
    here.me.places.config_file.parent.mkdir(parents=True, exist_ok=True)
    (here.me.places.config_file.parents[1] / "autostart").write_text("no folder")
    window = opened(here)
    window._nav.setCurrentRow(5)
    press(window, "Start unseat when I log in")
    press(window, "Save")
    assert window.isVisible()
    assert window._trouble.text().startswith("Starting with the session could not be set: ")


# ---- in the person's language


@pytest.mark.parametrize("look", ["light", "dark"])
def test_it_is_in_the_person_s_language_and_look(qapp: QApplication, me: Person, look: str) -> None:
    write_settings(me, f'[exercises]\nlanguage = "nl"\n[windows]\nlook = "{look}"\n')
    with me.journal() as journal:
        here = Here(qapp, me, journal)
        window = opened(here)
        assert "Mijn ritme" in reads(window)
        (day,) = field(window, "week.notice").findChildren(QComboBox)
        assert [day.itemText(at) for at in (0, 1, 5)] == ["nooit", "maandag", "vrijdag"]
        clear()
