"""The card: one offer, in a small window that never takes the focus."""

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMainWindow, QMenu, QToolButton, QVBoxLayout, QWidget

from unseat.core.exercise import Exercise
from unseat.core.figure import Rhythm
from unseat.core.hurts import REASON as HURTS
from unseat.core.pacing import preview
from unseat.core.words import SECOND, Millis
from unseat.report.figure_canvas import Side
from unseat.texts import Texts
from unseat.windows.figure_view import FigureView
from unseat.windows.speech import announce
from unseat.windows.widgets import button, corner, label, screen_in_use

WIDE = 452
FRAME_MS = 66
SHOW_CYCLE = 5 * SECOND
"""Once through the movement, there and back."""
NOT_NOW, NOT_HERE, OTHER, CLOSED = "not now", "not here", "other", "closed"
"""Why it was skipped, as the journal has it."""


class Offer(msgspec.Struct, frozen=True):
    """What the card says. `lines` come before the buttons: what to mind with the person's flags."""

    card: Exercise
    side: Side | None
    sitting: Millis
    again: bool
    lines: tuple[str, ...] = ()


class Answers(msgspec.Struct, frozen=True):
    """What the card calls, once: `skip` with the reason, empty where none was given."""

    start: Callable[[], None]
    later: Callable[[], None]
    skip: Callable[[str], None]


class CardWindow(QMainWindow):
    """`show_quietly` brings it up beside the tray, or over the whole screen, without taking the focus."""

    def __init__(self, offer: Offer, figure: FigureView, texts: Texts, answers: Answers) -> None:
        super().__init__()
        self._offer, self._figure, self._texts, self._answers = offer, figure, texts, answers
        self._answered = False
        self._ms = 0
        self.setWindowTitle(texts.say("unseat: {name}", name=offer.card.name[texts.language]))
        self.setWindowFlags(
            Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAccessibleName(self.windowTitle())
        self.setAccessibleDescription(self._why())
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._move)

    def show_quietly(self, *, full: bool) -> None:
        screen = screen_in_use()
        self.setScreen(screen)
        if full:
            self.setGeometry(screen.geometry())
            self.showFullScreen()
            return
        self.setFixedWidth(max(WIDE, self.minimumSizeHint().width()))
        self.resize(self.width(), self._height_needed())
        self.setGeometry(corner(screen, self.size()))
        self.show()

    def _height_needed(self) -> int:
        """With every line of text, which a main window by itself does not leave the room for."""
        self.ensurePolished()
        self.adjustSize()
        return max(self.height(), self._card.heightForWidth(self.width()))

    def rhythm(self, rhythm: Rhythm, still: float, *, moves: bool) -> None:
        """`still`: the moment to show where nothing is to move."""
        self._rhythm = rhythm
        self._figure.show_moment(0.0 if moves else still, self._offer.side)
        if moves:
            self._timer.start(FRAME_MS)

    # ---- how it looks

    def _lay_out(self) -> None:
        card, say, language = self._offer.card, self._texts.say, self._texts.language
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(self._why(), "dim"))
        words.addWidget(label(card.name[language], "name", size=1.3))
        words.addWidget(label(self._dose()))
        for line in self._offer.lines:
            words.addWidget(label(line, "warm"))
        self._trouble = label("", "warm")
        self._trouble.setVisible(False)
        words.addWidget(self._trouble)
        words.addStretch()
        words.addLayout(self._buttons())
        words.addWidget(label(say("General information, not medical advice."), "dim", size=0.8))
        whole = QHBoxLayout()
        whole.setContentsMargins(10, 10, 14, 10)
        whole.setSpacing(10)
        self._figure.setFixedSize(180, 150)
        whole.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignVCenter)
        whole.addLayout(words, 1)
        self._fill(whole)

    def _fill(self, whole: QHBoxLayout) -> None:
        """In the middle where the card has more room than it needs."""
        self._card = QFrame()
        self._card.setProperty("role", "card")
        outer = QGridLayout(self._card)
        outer.setContentsMargins(0, 0, 0, 0)
        self.setCentralWidget(self._card)
        inside = QWidget()
        inside.setMaximumSize(WIDE * 2, WIDE)
        inside.setLayout(whole)
        outer.addWidget(inside, 0, 0)

    def _buttons(self) -> QHBoxLayout:
        say = self._texts.say
        row = QHBoxLayout()
        row.setSpacing(8)
        self._start = button(say("Start"), lambda: self._answer(self._answers.start), "main")
        self._start.setDefault(True)
        row.addWidget(self._start)
        row.addWidget(button(say("Later"), lambda: self._answer(self._answers.later)))
        row.addWidget(self._skip())
        row.addStretch()
        return row

    def _skip(self) -> QWidget:
        say = self._texts.say
        skip = QToolButton()
        skip.setText(say("Skip"))
        skip.setAccessibleDescription(say("The arrow opens a list of reasons."))
        skip.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        skip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        skip.clicked.connect(lambda: self._skipped(""))
        menu = QMenu(skip)
        for reason, text in (
            (NOT_NOW, say("Not now")),
            (NOT_HERE, say("Not here")),
            (HURTS, say("It hurts")),
            (OTHER, say("Another reason")),
        ):
            menu.addAction(text).triggered.connect(partial(self._chose, reason))
        skip.setMenu(menu)
        return skip

    def _why(self) -> str:
        if self._offer.again or not self._offer.sitting:
            return self._texts.say("Whenever it suits you")
        return self._texts.say("{length} sitting (estimated)", length=self._texts.length(self._offer.sitting))

    def _dose(self) -> str:
        """The length of it stays together on one line."""
        card = self._offer.card
        length = self._texts.exact(card.seconds * SECOND).replace(" ", "\u00a0")
        return f"{card.dose[self._texts.language]} ({length})"

    # ---- what it does

    def _move(self) -> None:
        self._ms = (self._ms + FRAME_MS) % SHOW_CYCLE
        self._figure.show_moment(preview(self._rhythm, self._ms / SHOW_CYCLE), self._offer.side)

    def _answer(self, answer: Callable[[], None]) -> None:
        if not self._answered:
            self._answered = True
            self._timer.stop()
            answer()

    def _skipped(self, reason: str) -> None:
        self._answer(lambda: self._answers.skip(reason))

    def _chose(self, reason: str, _checked: bool = False) -> None:  # noqa: FBT001  Qt's signal
        self._skipped(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self._skipped(CLOSED)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Closed by the window manager."""
        self._skipped(CLOSED)
        super().closeEvent(event)

    def ask_again(self, why: str) -> None:
        """The answer came to nothing; `why` is said in the card, which waits for another."""
        self._answered = False
        self._trouble.setText(why)
        self._trouble.setVisible(True)
        announce(self, why, at_once=True)

    def withdraw(self) -> None:
        """Goes without an answer: the prompt has been answered elsewhere, or by leaving the desk."""
        self._answered = True
        self._timer.stop()
        self.close()
