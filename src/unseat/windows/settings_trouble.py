"""Instead of the settings, while the person's file has an error: which line it is, and nothing that could harm it."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from unseat.paths import config_root
from unseat.person import Person
from unseat.settings import Settings, SettingsError, load
from unseat.settings.load import read_own
from unseat.settings.trial import line_at_fault
from unseat.windows.settings_window import SettingsWindow
from unseat.windows.speech import announce
from unseat.windows.widgets import button, label

if TYPE_CHECKING:
    from unseat.windows.program import Here


class AsShipped(Person):
    """Somebody whose own file cannot be used: what they see is in the shipped settings."""

    @cached_property
    def settings(self) -> Settings:
        return load(config_root() / "unseat.toml", None)


def usable(me: Person) -> Person:
    """The same person, or `AsShipped` where their file has an error."""
    try:
        _ = me.settings
    except SettingsError:
        return AsShipped(me.env)
    return me


def open_settings(here: "Here") -> None:
    """The settings, or what is wrong with the file."""
    me = Person(here.me.env)
    try:
        _ = me.settings
        here.me = me
        here.open(SettingsWindow(here))
    except SettingsError as error:
        here.open(SettingsTrouble(here, error))


class SettingsTrouble(QMainWindow):
    """`edit` opens a file in the program that the desktop has for it."""

    def __init__(
        self, here: "Here", error: SettingsError, edit: Callable[[QUrl], bool] = QDesktopServices.openUrl
    ) -> None:
        super().__init__()
        self._here, self._own, self._edit = here, here.me.places.config_file, edit
        say = here.me.texts.say
        self.setWindowTitle(say("unseat: settings"))
        self._where, self._line, self._what = label("", "name"), label(""), label("", "warm")
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(label(say("Your settings file has an error"), "name", size=1.5))
        layout.addWidget(label(say("Mend it first: as long as it is there, nothing is changed or written here.")))
        layout.addWidget(self._panel())
        layout.addWidget(
            label(say("Until then a running agent goes on with the last settings that were right."), "dim")
        )
        layout.addStretch()
        layout.addLayout(self._buttons())
        self.setCentralWidget(inside)
        self.resize(600, 300)
        self.tell(error)

    def tell(self, error: SettingsError) -> None:
        say, number = self._here.me.texts.say, None
        try:
            text = read_own(self._own)
            number = line_at_fault(text, error)
        except SettingsError:
            text = ""
        where = str(self._own)
        self._where.setText(say("{file}, line {n}", file=where, n=number) if number else where)
        self._line.setText(text.splitlines()[number - 1].strip() if number else "")
        self._line.setVisible(bool(self._line.text()))
        self._what.setText(f"{error.key}: {error.problem}" if error.key else error.problem)
        announce(self, f"{self._where.text()}. {self._what.text()}", at_once=True)

    def _panel(self) -> QFrame:
        panel = QFrame()
        panel.setProperty("role", "panel")
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(14, 12, 14, 12)
        for shown in (self._where, self._line, self._what):
            layout.addWidget(shown)
        return panel

    def _buttons(self) -> QHBoxLayout:
        say, row = self._here.me.texts.say, QHBoxLayout()
        row.addWidget(button(say("Open the file"), lambda: self._edit(QUrl.fromLocalFile(str(self._own)))))
        row.addStretch()
        row.addWidget(button(say("Close"), self.close))
        row.addWidget(button(say("Try again"), self._again, "main"))
        return row

    def _again(self) -> None:
        try:
            _ = Person(self._here.me.env).settings
        except SettingsError as error:
            self.tell(error)
            return
        open_settings(self._here)
        self.close()
