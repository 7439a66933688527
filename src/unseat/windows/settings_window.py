"""The settings in a window: in force within seconds of "Save", and what was written by hand stays as it is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from unseat.paths import config_root
from unseat.settings import SettingsError, set_values, show
from unseat.settings.trial import problems
from unseat.windows import settings_pages as pages
from unseat.windows.settings_fields import Field
from unseat.windows.settings_pages import Block, Page
from unseat.windows.settings_start import Starts
from unseat.windows.speech import announce
from unseat.windows.widgets import button, column, label, scrolling

if TYPE_CHECKING:
    from unseat.windows.program import Here

NAV = 168
"""Pixels that the names of the pages take beside them."""


class SettingsWindow(QMainWindow):
    """Writes what was changed here and nothing else, all of it or none. Closing it writes nothing."""

    def __init__(self, here: "Here") -> None:
        """Raises SettingsError for a file of the person's that has an error."""
        super().__init__()
        say = here.me.texts.say
        self._texts = here.me.texts
        self._shipped, self._own = config_root() / "unseat.toml", here.me.places.config_file
        self._starts = Starts(here.autostart, here.me.texts)
        self._pages = self._made(here)
        self._before = {field.key: field.value for field in self.fields}
        self._trouble = label("", "warm")
        self._trouble.hide()
        self.setWindowTitle(say("unseat: settings"))
        self._stack = QStackedWidget()
        for page in self._pages:
            self._stack.addWidget(_drawn(page))
        self._nav = self._names()
        self.setCentralWidget(self._whole())
        for field in self.fields:
            field.edited.connect(self._check)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._save)
        self._nav.setFocus()
        self.resize(760, 640)

    @property
    def fields(self) -> list[Field]:
        return [field for page in self._pages for field in page.fields]

    @property
    def changed(self) -> dict[str, str]:
        """What would be written, by key."""
        return {field.key: field.value for field in self.fields if field.value != self._before[field.key]}

    def _made(self, here: "Here") -> list[Page]:
        now = {shown.key: shown.value for shown in show(self._shipped, self._own)}
        texts, journal, own = here.me.texts, str(here.me.places.journal_file), str(self._own)
        return [
            pages.rhythm(texts, now),
            pages.breaks(texts, now),
            pages.exercises(texts, here.me.settings),
            pages.week(texts, now),
            pages.privacy(texts, journal, own),
            pages.computer(texts, now, self._starts, own),
        ]

    def _names(self) -> QListWidget:
        nav = QListWidget()
        nav.setProperty("role", "nav")
        nav.ensurePolished()  # items measured before that would overlap
        nav.addItems([page.name for page in self._pages])
        nav.setFixedWidth(NAV)
        nav.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        nav.setAccessibleName(self._texts.say("Settings"))
        nav.currentRowChanged.connect(self._stack.setCurrentIndex)
        nav.setCurrentRow(0)
        return nav

    def _whole(self) -> QWidget:
        say, inside, body, row = self._texts.say, QWidget(), QHBoxLayout(), QHBoxLayout()
        body.setSpacing(18)
        body.addWidget(self._nav)
        body.addWidget(self._stack, 1)
        row.addWidget(label(say("In force within seconds. What you wrote by hand stays as it is."), "dim"), 1)
        row.addWidget(button(say("Cancel"), self.close))
        row.addWidget(button(say("Save"), self._save, "main"))
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addLayout(body, 1)
        layout.addWidget(self._trouble)
        layout.addLayout(row)
        return inside

    def _check(self) -> dict[str, str]:
        """Says beside each field what is wrong with it; answers it by key."""
        found = problems(self._shipped, self._own, self.changed)
        for field in self.fields:
            field.complain(found.get(field.key, ""))
        known = {field.key for field in self.fields}
        self._say("; ".join(f"{key}: {said}" if key else said for key, said in found.items() if key not in known))
        return found

    def _save(self) -> None:
        if found := self._check():
            self._show_first(found)
            return
        try:
            if wanted := self.changed:
                set_values(self._shipped, self._own, wanted)
        except SettingsError as error:
            self._complain(str(error))
            return
        self._before |= wanted
        if self._starts.save():
            self.close()
        else:
            self._complain(self._starts.trouble)

    def _show_first(self, found: dict[str, str]) -> None:
        """Brings the first field that is wrong into sight, with the focus on it."""
        for nth, page in enumerate(self._pages):
            if wrong := next((field for field in page.fields if field.key in found), None):
                self._nav.setCurrentRow(nth)
                wrong.control.setFocus()
                announce(wrong.control, found[wrong.key], at_once=True)
                return
        announce(self, self._trouble.text(), at_once=True)

    def _complain(self, text: str) -> None:
        self._say(text)
        announce(self, text, at_once=True)

    def _say(self, text: str) -> None:
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))


def _drawn(page: Page) -> QWidget:
    shown: list[QWidget] = [label(page.name, "name", size=1.5)]
    for block in page.blocks:
        shown += _block(block)
    inside = column(*shown, spacing=8)
    layout = inside.layout()
    assert isinstance(layout, QVBoxLayout)  # noqa: S101  as `column` makes it
    layout.addStretch()
    area = scrolling(inside)
    area.setAccessibleName(page.name)  # what holds nothing to come to by keyboard is scrolled itself
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus if page.fields else Qt.FocusPolicy.StrongFocus)
    return area


def _block(block: Block) -> list[QWidget]:
    panel = QFrame()
    panel.setProperty("role", "panel")
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(14, 12, 14, 12)
    layout.setSpacing(9)
    for nth, field in enumerate(block.fields):
        if nth and isinstance(field, Field):
            layout.addWidget(_rule())
        layout.addWidget(field)
    if block.note:
        layout.addWidget(label(block.note, "dim", size=0.9))
    heading = label(block.title, "name")
    heading.setContentsMargins(0, 6, 0, 0)
    return [heading, panel] if block.title else [panel]


def _rule() -> QFrame:
    made = QFrame()
    made.setProperty("role", "rule")
    made.setFixedHeight(1)
    return made
