"""A window of Qt's to try the instruments on: `toy_window.py [quiet]`, or `toy_window.py screens` for what Qt sees.

A quiet one comes up without taking the focus.
"""

import json
import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QSlider, QVBoxLayout


class Toy(QDialog):
    """Counts how often its button is pressed, and says so, at the third time insistently."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Toy")
        self.count = 0
        self.label = QLabel("Not pressed")
        self.label.setAccessibleDescription("How often")
        self.button = QPushButton("&Count")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.counted)
        self.field = QLineEdit("old")
        self.field.setAccessibleName("Words")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName("How much")
        self.absent = QPushButton("Absent")
        layout = QVBoxLayout(self)
        for widget in (self.label, self.button, self.field, self.slider, self.absent):
            layout.addWidget(widget)
        self.absent.hide()

    def counted(self) -> None:
        self.count += 1
        self.label.setText(f"Pressed {self.count}")
        event = QAccessibleAnnouncementEvent(self.label, f"That was {self.count}.")
        if self.count == 3:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            self.absent.show()
        QAccessible.updateAccessibility(event)


def box(screen: QScreen) -> tuple[int, int, int, int]:
    area = screen.geometry()
    return area.x(), area.y(), area.width(), area.height()


def main(how: str = "") -> None:
    if how == "screens":
        app = QGuiApplication(["toy"])
        json.dump([[screen.name(), *box(screen), screen.devicePixelRatio()] for screen in app.screens()], sys.stdout)
        return
    application = QApplication(["toy"])
    toy = Toy()
    if how == "quiet":
        toy.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        toy.setWindowFlags(Qt.WindowType.Tool | Qt.WindowType.WindowDoesNotAcceptFocus)
    toy.show()
    application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
