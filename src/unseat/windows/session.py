"""The guided session: leads through an exercise, side by side, and writes down what was really done of it."""

from collections.abc import Callable
from contextlib import ExitStack

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from unseat.core.guide import Guide, script
from unseat.core.hurts import REASON as HURTS
from unseat.core.words import SECOND
from unseat.windows.about import About, Means
from unseat.windows.card import CLOSED
from unseat.windows.end_view import Ending, EndView
from unseat.windows.figure_view import FigureView
from unseat.windows.ours import Ours
from unseat.windows.record import Record
from unseat.windows.session_view import Controls, Script, SessionView
from unseat.windows.speech import announce, somebody_listens
from unseat.windows.teller import Teller

LIVELY_MS, STILL_MS = 50, 200
LOOK_EVERY = 250
"""Milliseconds between two looks at whether hands are on the keyboard."""
LONGEST_TICK = 1 * SECOND
"""A tick that comes later than this (a hang, a suspend) has led nobody through the time before it."""
HEARD_FROM = 600
"""Milliseconds after which a screen reader knows a new window, and Qt the screen reader."""
GAVE_UP = "left"


class SessionWindow(QMainWindow):
    """`begin` writes that it started. It ends once, however that comes about, and then writes what was done.

    With a screen reader at work it waits, once all has been said, until the person begins.
    """

    def __init__(self, about: About, means: Means) -> None:
        super().__init__()
        self.means = means
        self.guide = Guide(script(about.card, about.starts))
        self.record = Record(about, means.pen)
        self._about = about
        self._welcomed = self._left = False
        self._leading = ExitStack()
        self._looked = self._ticked = means.steady()
        self.setWindowTitle(means.texts.say("unseat: {name}", name=about.card.name[means.texts.language]))
        self._view = self._made_view()
        self._teller = Teller(self.guide, self._view, about, means)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._view)
        self.setCentralWidget(self._pages)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self._ours = Ours(means.hands, means.steady)
        for key, act in (("Left", self.back), ("Right", self.next_side), ("H", self.hurts), ("Esc", self.finish)):
            QShortcut(QKeySequence(key), self).activated.connect(lambda act=act: self._by_key(act))

    def begin(self) -> None:
        """Writes that it began, and leads on. Raises WrongError where another window does."""
        self._leading.enter_context(self.means.lead())
        self._looked = self._ticked = self.means.steady()
        self.record.begin(self.means.now())
        self._view.show_paused(self.means.texts.say("Pause"))
        self._view.pause.setFocus()
        self._teller.show()
        self._timer.start(LIVELY_MS if self.means.moves else STILL_MS)

    # ---- what the person does

    def pause(self) -> None:
        say, self.guide.paused = self.means.texts.say, not self.guide.paused
        self._view.show_paused(say("Go on") if self.guide.paused else say("Pause"))
        announce(self, say("Paused") if self.guide.paused else say("It goes on"))
        self._teller.show()

    def back(self) -> None:
        self.guide.back()
        self._moved()

    def next_side(self) -> None:
        self.guide.next_side()
        self._moved()

    def finish(self) -> None:
        self.guide.finish()
        self._end("")

    def hurts(self) -> None:
        """Stops at once, and does not offer this one again until the person says so."""
        self.guide.finish()
        self._end(HURTS)
        self.means.hurt()

    def _moved(self) -> None:
        if self.guide.over:
            self._end("")
            return
        self._teller.entered(self.guide.part)
        self._teller.show()

    def _by_key(self, act: Callable[[], None]) -> None:
        if self.record.ended:
            self.close()
        else:
            act()

    # ---- what time does

    def tick(self) -> None:
        if not self._welcomed and self.guide.spent >= HEARD_FROM:
            self._welcome()
        steady = self.means.steady()
        ms, self._ticked = min(steady - self._ticked, LONGEST_TICK), steady
        if self._look(steady) and self.record.ended_elsewhere:
            self._leave()
            return
        for part in self.guide.go(ms):
            self._teller.entered(part)
        if self.guide.over:
            self._end(GAVE_UP if self.guide.given_up else "")
        else:
            self._teller.show()

    def _welcome(self) -> None:
        """What is announced before a window has come up is heard by nobody, and who listens is not known."""
        self._welcomed = True
        self._teller.opens()
        if somebody_listens():
            self.guide.paused = True
            self._view.show_paused(self.means.texts.say("Begin"))

    def _look(self, steady: int) -> bool:
        """Answers whether it was time to."""
        due = steady - self._looked >= LOOK_EVERY
        if due:
            self._looked = steady
            if self.means.hands.look(steady):
                self.guide.touched()
        self.guide.held = self.means.hands.busy(steady)
        return due

    # ---- the end

    def _end(self, reason: str) -> None:
        if self.record.ended:
            return
        self._stop()
        ending = self.record.end(self.guide, self.means.now(), reason, blind=self.means.hands.blind)
        self._leading.close()
        self._show_end(ending)

    def _leave(self) -> None:
        """It has been answered elsewhere: nothing more is to be said."""
        self._left = True
        self._stop()
        self._leading.close()
        self.close()

    def _stop(self) -> None:
        self._timer.stop()
        self._ours.stop()

    def _show_end(self, ending: Ending) -> None:
        view = EndView(ending, self._about.card, self.means.texts, self.close, self.means.help)
        self._pages.addWidget(view)
        self._pages.setCurrentWidget(view)
        announce(self, view.said)
        view.kept(self.record.trouble, again=self.means.pen.write)

    # ---- how it is made, and what Qt calls

    def _made_view(self) -> SessionView:
        means, card = self.means, self._about.card
        figure = FigureView(card, self._about.figure, means.texts, dark=means.dark)
        controls = Controls(
            pause=self.pause,
            back=self.back,
            next_side=self.next_side,
            finish=self.finish,
            hurts=self.hurts,
            help=means.help,
            sound=means.sound.switch,
        )
        view = SessionView(Script(card, self._about.mind, means.sound.on), figure, means.texts, controls)
        view.next_side.setVisible(len(self.guide.sides) > 1)
        return view

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Closing in the middle ends it with what was done so far."""
        if not self.record.ended and not self._left:
            self.guide.finish()
            self._end(CLOSED)
        super().closeEvent(event)
