"""The settings one by one: what each is called, its control, and what is wrong with it, said beside it."""

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QGridLayout, QWidget

from unseat.windows.settings_controls import beside, chooser, indented, line
from unseat.windows.widgets import fill, label, restyle


class Field(QWidget):
    """One setting. `value` is as `settings.set_values` takes it; `edited` comes whenever it may have changed."""

    edited = Signal()

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.wrong = label("", "warm", size=0.9)
        self.wrong.hide()

    @property
    def value(self) -> str:
        raise NotImplementedError

    @property
    def control(self) -> QWidget:
        """What has the focus when something is wrong."""
        raise NotImplementedError

    def complain(self, problem: str) -> None:
        """Says what is wrong beside the control, and to a screen reader with it; nothing where `problem` is empty."""
        if self.wrong.text() == problem:
            return
        self.wrong.setText(problem)
        self.wrong.setVisible(bool(problem))
        restyle(self.control, "wrong", "true" if problem else "false")
        self.control.setAccessibleDescription(problem or self.note)

    @property
    def note(self) -> str:
        """What a screen reader says of the control while nothing is wrong."""
        return ""


class Said(msgspec.Struct, frozen=True):
    """What a setting is called, a note below that, and what to type for example."""

    key: str
    title: str
    note: str = ""
    hint: str = ""


class Row(Field):
    """A title with a note on the left, the control on the right; `wide`: the control below, as wide as they are."""

    def __init__(self, said: Said, control: QWidget, *, wide: bool = False) -> None:
        super().__init__(said.key)
        self._note = said.note
        named = label(said.title)
        named.setBuddy(control)
        control.setAccessibleName(said.title)
        control.setAccessibleDescription(said.note)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        grid.addWidget(named, 0, 0)
        if said.note:
            grid.addWidget(label(said.note, "dim", size=0.9), 1, 0, 1, 2)
        if wide:
            grid.addWidget(self._held(control), 2, 0, 1, 2)
        else:
            grid.addWidget(self._held(control), 0, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.wrong, 3, 0, 1, 2)

    @property
    def note(self) -> str:
        return self._note

    def _held(self, control: QWidget) -> QWidget:
        return control


class Line(Row):
    """A value that is typed."""

    def __init__(self, said: Said, value: str, *, wide: bool = False) -> None:
        self._line = line(value, said.hint, wide=wide)
        super().__init__(said, self._line, wide=wide)
        self._line.editingFinished.connect(self.edited)

    @property
    def control(self) -> QWidget:
        return self._line

    @property
    def value(self) -> str:
        return self._line.text().strip()


class Choice(Row):
    """One of several, each as it is said and as it is written."""

    def __init__(self, said: Said, choices: Sequence[tuple[str, str]], value: str) -> None:
        self._box = chooser(choices, value)
        super().__init__(said, self._box)
        self._box.currentIndexChanged.connect(lambda _: self.edited.emit())

    @property
    def control(self) -> QWidget:
        return self._box

    @property
    def value(self) -> str:
        return str(self._box.currentData())


class Picked(Row):
    """A choice, and something typed beside it, but for the choice that stands `alone`. `join` makes one value of both;
    `now` is what is chosen and typed at first."""

    def __init__(
        self,
        said: Said,
        picks: Sequence[tuple[str, str]],
        now: tuple[str, str],
        join: Callable[[str, str], str],
        alone: str,
    ) -> None:
        self._join, self._alone = join, alone
        self._box, self._line = chooser(picks, now[0]), line(now[1], said.hint)
        self._line.setAccessibleName(f"{said.title}, {said.hint}")
        super().__init__(said, self._box)
        self._box.currentIndexChanged.connect(lambda _: self._picked())
        self._line.editingFinished.connect(self.edited)
        self._show()

    @property
    def control(self) -> QWidget:
        return self._line if self._line.isVisibleTo(self) else self._box

    @property
    def value(self) -> str:
        return self._join(str(self._box.currentData()), self._line.text().strip())

    def _held(self, control: QWidget) -> QWidget:
        return beside(control, self._line)

    def _picked(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        self._line.setVisible(self._box.currentData() != self._alone)


class Tick(Field):
    """On or off."""

    def __init__(self, key: str, title: str, value: str, *, note: str = "") -> None:
        super().__init__(key)
        self._box, self._note = QCheckBox(title), note
        self._box.setChecked(value == "true")
        self._box.setAccessibleDescription(note)
        self._box.toggled.connect(lambda _: self.edited.emit())
        notes = [indented(label(note, "dim", size=0.9))] if note else []
        fill(self, self._box, *notes, self.wrong, spacing=2)

    @property
    def note(self) -> str:
        return self._note

    @property
    def control(self) -> QWidget:
        return self._box

    @property
    def value(self) -> str:
        return "true" if self._box.isChecked() else "false"


class Group(Field):
    """Boxes or radios that stand below each other; `read` tells the value."""

    def __init__(self, key: str, inside: QWidget, read: Callable[[], str]) -> None:
        super().__init__(key)
        self._read = read
        self._buttons = inside.findChildren(QAbstractButton)
        for button in self._buttons:
            button.toggled.connect(lambda _: self.edited.emit())
        fill(self, inside, self.wrong, spacing=5)

    @property
    def control(self) -> QWidget:
        return next((one for one in self._buttons if one.isChecked()), self._buttons[0])

    @property
    def value(self) -> str:
        return self._read()

    def complain(self, problem: str) -> None:
        """The buttons are described by their title, which stays so."""
        self.wrong.setText(problem)
        self.wrong.setVisible(bool(problem))
