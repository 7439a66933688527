"""Small pieces that several windows are made of."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QCursor, QGuiApplication, QScreen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

MARGIN = 16
"""Pixels, at 96 dots per inch, between the card and the edges of the screen's free part."""


def label(text: str, role: str = "", *, size: float = 1.0, wrap: bool = True) -> QLabel:
    """`size` is relative to the desktop's own letters."""
    made = QLabel(text)
    made.setWordWrap(wrap)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if size != 1.0:
        font = made.font()
        font.setPointSizeF(font.pointSizeF() * size)
        made.setFont(font)
    return made


def button(text: str, clicked: Callable[[], object], role: str = "", *, tip: str = "") -> QPushButton:
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAutoDefault(True)
    made.setToolTip(tip)
    made.clicked.connect(lambda _checked: clicked())
    return made


def bullet(text: str) -> QWidget:
    """A text behind its mark, with lines that begin below each other, on whatever ground there is."""
    made = QWidget()
    made.setProperty("role", "clear")
    row = QHBoxLayout(made)
    row.setContentsMargins(4, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(label("•", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text), 1)
    return made


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Sets a property that the style sheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def scrolling(inside: QWidget, *, gap: int = 8) -> QScrollArea:
    """What does not fit on a small screen or in large letters can be scrolled to. `gap`: free beside the scroll bar."""
    inside.setContentsMargins(0, 0, gap, 0)
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def column(*widgets: QWidget, spacing: int = 8) -> QWidget:
    made = QWidget()
    fill(made, *widgets, spacing=spacing)
    return made


def fill(whole: QWidget, *widgets: QWidget, spacing: int) -> QVBoxLayout:
    """Lays them out in `whole`, one below the other, without a margin."""
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


def screen_in_use() -> QScreen:
    """The one with the pointer on it, else the first."""
    return QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()


def middle(screen: QScreen, size: QSize) -> QRect:
    """In the middle of the free part of the screen, and never larger."""
    free = screen.availableGeometry()
    place = QRect(QPoint(0, 0), size.boundedTo(free.size() * 0.94))
    place.moveCenter(free.center())
    return place


def corner(screen: QScreen, size: QSize) -> QRect:
    """Beside the tray: the right end of the free part of the screen, at the edge where the panel is, else below."""
    whole, free = screen.geometry(), screen.availableGeometry()
    above, below = free.top() - whole.top(), whole.bottom() - free.bottom()
    x = free.right() - size.width() - MARGIN
    y = free.top() + MARGIN if above > below else free.bottom() - size.height() - MARGIN
    return QRect(max(x, free.left()), max(y, free.top()), size.width(), size.height())
