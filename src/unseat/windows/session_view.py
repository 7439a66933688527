"""What the guided session shows while it leads: figure, steps, what to do now, and for how long."""

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from unseat.core.exercise import Exercise
from unseat.texts import Texts
from unseat.windows.figure_view import FigureView
from unseat.windows.widgets import button, column, label, restyle, scrolling

FOOTER = "General information, not medical advice; not a medical device; does not diagnose or treat."


class Controls(msgspec.Struct, frozen=True):
    """What the buttons call."""

    pause: Callable[[], None]
    back: Callable[[], None]
    next_side: Callable[[], None]
    finish: Callable[[], None]
    hurts: Callable[[], None]
    help: Callable[[], None]
    sound: Callable[[bool], None]


class Script(msgspec.Struct, frozen=True):
    """What is read throughout. `mind`: lines for the person's flags; `sound`: whether it is on."""

    card: Exercise
    mind: Sequence[str]
    sound: bool


class Now(msgspec.Struct, frozen=True):
    """What is to be read at this instant, in the person's language. `part`: how far the side has come, 0 to 1."""

    phase: str
    seconds: str
    side: str
    part: float
    step: int | None
    hint: str = ""


class SessionView(QWidget):
    """Shows a `Now`; writes nothing anew that did not change."""

    def __init__(self, script: Script, figure: FigureView, texts: Texts, controls: Controls) -> None:
        super().__init__()
        card = script.card
        self.figure = figure
        self._texts = texts
        self._now: Now | None = None
        language = texts.language
        self._side = label("", "side", size=1.2, wrap=False)
        self._phase = label("", "name", size=1.8)
        self._seconds = label("", "name", size=4.0, wrap=False)
        self._hint = label("", "dim")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 1000)
        self._progress.setAccessibleName(texts.say("How far this side has come"))
        self._steps = [label(f"{nth}. {step}", "step", size=1.25) for nth, step in enumerate(card.steps[language], 1)]
        self.pause = button(texts.say("Pause"), controls.pause, "main", tip=texts.say("Space"))
        self.next_side = button(texts.say("Next side"), controls.next_side, tip="→")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 14, 18, 12)
        whole.setSpacing(10)
        whole.addLayout(self._head(card, texts))
        whole.addLayout(self._middle(script, texts), 1)
        whole.addLayout(self._row(controls, texts))
        whole.addLayout(self._foot(controls, texts, sound=script.sound))

    def show_now(self, now: Now) -> None:
        if now == self._now:
            return
        self._now = now
        for place, text in ((self._side, now.side), (self._phase, now.phase), (self._seconds, now.seconds)):
            place.setText(text)
        self._side.setVisible(bool(now.side))
        self._hint.setText(now.hint)
        self._progress.setValue(round(1000 * now.part))
        for nth, step in enumerate(self._steps):
            restyle(step, "meant", "true" if nth == now.step else "false")

    def show_paused(self, said: str) -> None:
        """The label of the button that pauses, goes on, or begins."""
        self.pause.setText(said)

    # ---- how it is laid out

    def _head(self, card: Exercise, texts: Texts) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(label(card.name[texts.language], "name", size=1.7), 1)
        head.addWidget(self._side, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _middle(self, script: Script, texts: Texts) -> QGridLayout:
        card = script.card
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        self.figure.setMinimumSize(210, 175)
        grid.addWidget(self.figure, 0, 0)
        grid.addLayout(self._clock(), 1, 0)
        dose = label(card.dose[texts.language], size=1.25)
        notes = [label(line, "warm", size=1.1) for line in (*script.mind, card.caution[texts.language])]
        reading = column(dose, *self._steps, *notes)
        layout = reading.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addStretch()
        area = scrolling(reading, gap=0)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        grid.addWidget(area, 0, 1, 2, 1)
        grid.setColumnStretch(0, 11)
        grid.setColumnStretch(1, 10)
        grid.setRowStretch(0, 1)
        return grid

    def _clock(self) -> QGridLayout:
        clock = QGridLayout()
        clock.setVerticalSpacing(4)
        clock.addWidget(self._phase, 0, 0)
        clock.addWidget(self._hint, 1, 0)
        clock.addWidget(self._seconds, 0, 1, 2, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        clock.addWidget(self._progress, 2, 0, 1, 2)
        clock.setColumnStretch(0, 1)
        self._hint.setMinimumHeight(self._hint.fontMetrics().height())
        return clock

    def _row(self, controls: Controls, texts: Texts) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for made in (
            self.pause,
            button(texts.say("Back"), controls.back, tip="←"),
            self.next_side,
            button(texts.say("Finish"), controls.finish, tip="Esc"),
        ):
            row.addWidget(made)
        row.addStretch()
        row.addWidget(button(texts.say("This hurts"), controls.hurts, "stops", tip="H"))
        return row

    def _foot(self, controls: Controls, texts: Texts, *, sound: bool) -> QHBoxLayout:
        foot = QHBoxLayout()
        switch = QCheckBox(texts.say("Sound"))
        switch.setChecked(sound)
        switch.toggled.connect(controls.sound)
        foot.addWidget(switch)
        foot.addWidget(button(texts.say("When to get help"), controls.help, "link"))
        foot.addWidget(label(texts.say(FOOTER), "dim", size=0.8), 1)
        return foot
