"""Controls that settings are typed or chosen in."""

from collections.abc import Sequence

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

NARROW = 104
"""Pixels that a control takes where its text is short."""


def line(value: str, hint: str, *, wide: bool = False) -> QLineEdit:
    made = QLineEdit(value)
    made.setPlaceholderText(hint)
    if not wide:
        made.setFixedWidth(NARROW)
    return made


class Chooser(QComboBox):
    """Leaves the wheel to the page, which would else change a setting that it scrolls past."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        event.ignore()


def chooser(choices: Sequence[tuple[str, str]], value: str) -> QComboBox:
    made = Chooser()
    for said, written in choices:
        made.addItem(said, written)
    made.setCurrentIndex(max(0, made.findData(value)))
    made.setMinimumWidth(NARROW)
    return made


def beside(*widgets: QWidget) -> QWidget:
    """On one line, on whatever ground there is."""
    held = QWidget()
    held.setProperty("role", "clear")
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return held


def indented(text: QLabel) -> QLabel:
    """Below a box or a radio, where its own text begins."""
    text.setContentsMargins(28, 0, 0, 0)
    return text
