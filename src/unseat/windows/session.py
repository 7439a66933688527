"""The guided session: leads through an exercise, side by side, and writes down what was really done of it."""

import time
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from unseat.core import facts
from unseat.core.exercise import Exercise
from unseat.core.figure import Figure
from unseat.core.guide import BOTH, Guide, Part, Stage, script
from unseat.core.pacing import breath, moment, step, telling
from unseat.core.words import SECOND, Answer, Instant, Millis
from unseat.report.figure_canvas import Side
from unseat.texts import Texts
from unseat.windows import wording
from unseat.windows.card import CLOSED, HURTS
from unseat.windows.end_view import Ending, EndView
from unseat.windows.figure_view import FigureView
from unseat.windows.hands import Hands
from unseat.windows.pen import Pen, now
from unseat.windows.session_view import Controls, Now, Script, SessionView
from unseat.windows.sound import Sound
from unseat.windows.speech import announce, somebody_listens

LIVELY_MS, STILL_MS = 50, 200
LOOK_EVERY = 250
"""Milliseconds between two looks at whether hands are on the keyboard."""
LONGEST_TICK = 1 * SECOND
"""A tick that comes later than this (a hang, a suspend) has led nobody through the time before it."""
GAVE_UP = "left"


class About(msgspec.Struct, frozen=True):
    """The exercise, and what it is for. `mind`: lines for the person's flags, said before the rest."""

    card: Exercise
    figure: Figure
    starts: str | None
    prompt: Instant | None
    mind: tuple[str, ...] = ()


class Means(msgspec.Struct, frozen=True):
    """What a session works with. `help` shows when to get help; `hurt` shows the stop advice."""

    pen: Pen
    hands: Hands
    sound: Sound
    texts: Texts
    help: Callable[[], None]
    hurt: Callable[[], None]
    dark: bool
    moves: bool


class SessionWindow(QWidget):
    """`begin` writes that it started. It ends once, however that comes about, and then writes what was done."""

    def __init__(self, about: About, means: Means) -> None:
        super().__init__()
        self._about, self._means = about, means
        self._guide = Guide(script(about.card, about.starts))
        self._started: Instant | None = None
        self._ended = False
        self._looked = self._ticked = _steady()
        self._told: int | None = None
        card, texts = about.card, means.texts
        self.setWindowTitle(texts.say("unseat: {name}", name=card.name[texts.language]))
        figure = FigureView(card, about.figure, texts, dark=means.dark)
        controls = Controls(
            self.pause, self.back, self.next_side, self.finish, self.hurts, means.help, self._switch_sound
        )
        self._view = SessionView(Script(card, about.mind, means.sound.on), figure, texts, controls)
        self._view.next_side.setVisible(len(self._guide.sides) > 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        for key, act in (("Left", self.back), ("Right", self.next_side), ("H", self.hurts), ("Esc", self.finish)):
            QShortcut(QKeySequence(key), self).activated.connect(lambda act=act: self._by_key(act))

    def begin(self) -> None:
        """Writes that it began, and leads on. With a screen reader it waits until the person says so."""
        card = self._about.card
        self._started = now()
        self._means.pen.write(
            facts.SessionStarted(
                at=self._started,
                prompt=self._about.prompt,
                exercise=card.id,
                dose_ms=Millis(card.seconds * SECOND),
                starts=self._about.starts,
                led=True,
            )
        )
        self._guide.paused = somebody_listens()
        self._view.show_paused(self._means.texts.say("Begin" if self._guide.paused else "Pause"))
        self._view.pause.setFocus()
        self._entered(self._guide.part)
        self._show()
        self._timer.start(LIVELY_MS if self._means.moves else STILL_MS)

    # ---- what the person does

    def pause(self) -> None:
        self._guide.paused = not self._guide.paused
        said = self._means.texts.say("Go on" if self._guide.paused else "Pause")
        self._view.show_paused(said)
        announce(self, self._means.texts.say("Paused" if self._guide.paused else "It goes on"))
        self._show()

    def back(self) -> None:
        self._guide.back()
        self._moved()

    def next_side(self) -> None:
        self._guide.next_side()
        self._moved()

    def finish(self) -> None:
        self._guide.finish()
        self._end("")

    def hurts(self) -> None:
        """Stops at once, and does not offer this one again until the person says so."""
        self._guide.finish()
        self._end(HURTS)
        self._means.hurt()

    def _by_key(self, act: Callable[[], None]) -> None:
        if self._ended:
            self.close()
        else:
            act()

    def _switch_sound(self, on: bool) -> None:  # noqa: FBT001  Qt's signal
        self._means.sound.on = on

    def _moved(self) -> None:
        if self._guide.over:
            self._end("")
            return
        self._entered(self._guide.part)
        self._show()

    # ---- what time does

    def _tick(self) -> None:
        steady = _steady()
        ms, self._ticked = min(steady - self._ticked, LONGEST_TICK), steady
        self._look(steady)
        for part in self._guide.go(ms):
            self._entered(part)
        if self._guide.over:
            self._end(GAVE_UP if self._guide.given_up else "")
        else:
            self._show()

    def _look(self, steady: int) -> None:
        if steady - self._looked >= LOOK_EVERY:
            self._looked = steady
            if self._means.hands.look(steady):
                self._guide.touched()
        self._guide.held = self._means.hands.busy(steady)

    def _entered(self, part: Part) -> None:
        """A part begins: it can be heard, in words and in a sound, as well as seen."""
        texts, card = self._means.texts, self._about.card
        if part.stage in {Stage.CHANGE, Stage.OVER}:
            self._means.sound.play("side" if part.stage is Stage.CHANGE else "end")
        elif part.stage is Stage.WORK:
            self._means.sound.play("begin")
        self._told = None
        self._tell()
        if said := wording.heard(self._guide, card.plan.times, card.steps[texts.language][0], texts):
            announce(self, said)

    def _tell(self) -> None:
        """The step that is meant now, once."""
        guide, card, texts = self._guide, self._about.card, self._means.texts
        meant = self._step()
        if meant is None or meant == self._told:
            return
        self._told = meant
        words = card.steps[texts.language][meant]
        self._view.figure.tell(words, self._side())
        if guide.part.stage is Stage.WORK:
            announce(self, words)

    def _step(self) -> int | None:
        guide, card = self._guide, self._about.card
        steps = len(card.steps[self._means.texts.language])
        return step(steps, self._about.figure.rhythm, card.plan, guide.part, guide.spent)

    def _side(self) -> Side | None:
        side = self._guide.part.side
        return None if side == BOTH else "left" if side == "left" else "right"

    def _show(self) -> None:
        guide, card, figure = self._guide, self._about.card, self._about.figure
        at = moment(figure.rhythm, card.plan, guide.part, guide.spent) if self._means.moves else telling(figure)
        self._view.figure.show_moment(at, self._side())
        self._tell()
        self._view.show_now(self._now())

    def _now(self) -> Now:
        guide, card, texts = self._guide, self._about.card, self._means.texts
        counted = guide.left if guide.part.stage in {Stage.READY, Stage.CHANGE} else guide.side_left
        dose = guide.dose(guide.part.side)
        return Now(
            phase=wording.phase(guide.part, card.plan.times, texts, breath(card.plan, guide.part, guide.spent)),
            seconds=texts.say("{seconds} s", seconds=wording.round_up(counted) // SECOND),
            side=wording.side_of(guide, texts),
            part=1 - guide.side_left / dose if dose else 0.0,
            step=self._step(),
            hint=wording.hint(guide, texts),
        )

    # ---- the end

    def _end(self, reason: str) -> None:
        if self._ended or self._started is None:
            return
        self._ended = True
        self._timer.stop()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        result, hurt = self._guide.result(), reason == HURTS
        verified = result.answer is Answer.DONE and self._guide.clean and not self._means.hands.blind
        ended = facts.SessionEnded(
            at=now(),
            started=self._started,
            exercise=self._about.card.id,
            answer=result.answer,
            verified=verified if result.answer is Answer.DONE else None,
            sides=result.sides,
            prompt=self._about.prompt,
            reason=reason or None,
        )
        hurting = [facts.ExerciseHurt(at=ended.at, exercise=ended.exercise)] if hurt else []
        ending = Ending(result, ended.verified is True, self._means.hands.blind, hurt)
        trouble = self._means.pen.write(ended, *hurting)
        self._show_end(ending, trouble)

    def _show_end(self, ending: Ending, trouble: str) -> None:
        view = EndView(ending, self._about.card, self._means.texts, self.close, self._means.help)
        self._pages.addWidget(view)
        self._pages.setCurrentWidget(view)
        announce(self, view.said)
        view.kept(trouble, again=self._means.pen.write)

    # ---- what Qt calls

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Every key and click in our own windows is known as such."""
        kinds = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel}
        if event.type() in kinds:
            self._means.hands.own(_steady())
        return False

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Closing in the middle ends it with what was done so far."""
        if not self._ended:
            self._guide.finish()
            self._end(CLOSED)
        super().closeEvent(event)


def _steady() -> int:
    return time.monotonic_ns() // 1_000_000
