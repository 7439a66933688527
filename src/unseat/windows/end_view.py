"""The end of a session: what each side got, what is known of it, and what to do when it hurt."""

from collections.abc import Callable, Iterator

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from unseat.core.exercise import Exercise
from unseat.core.guide import Result
from unseat.core.words import SECOND
from unseat.texts import Texts
from unseat.windows import wording
from unseat.windows.widgets import button, label

GOES_AFTER = 60 * SECOND
AGAIN_AFTER = 5 * SECOND
WIDEST = 460


class Ending(msgspec.Struct, frozen=True):
    """`blind`: nothing here could tell whether hands were off; `hurt`: it was stopped because it hurts."""

    result: Result
    verified: bool
    blind: bool
    hurt: bool


class EndView(QWidget):
    """`said` is the whole in one breath, for those who hear it."""

    def __init__(
        self, ending: Ending, card: Exercise, texts: Texts, close: Callable[[], object], help_: Callable[[], None]
    ) -> None:
        super().__init__()
        self._texts, self._close, self._stays = texts, close, ending.hurt
        headline, lines = wording.ended(ending.result, texts), list(_lines(ending, card, texts))
        self.said = ". ".join((headline, wording.given(ending.result, texts), *lines))
        self._kept = label("", "dim")
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(label(card.name[texts.language], "dim"))
        column.addWidget(label(headline, "name", size=2.2))
        column.addLayout(_bars(ending.result, card, texts))
        for line in lines:
            column.addWidget(label(line))
        column.addWidget(self._kept)
        column.addStretch(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        middle = QHBoxLayout()
        middle.addWidget(inside)
        layout.addLayout(middle, 1)
        layout.addLayout(self._row(help_))

    def kept(self, trouble: str, again: Callable[[], str]) -> None:
        """Says whether it was written down (no `trouble`), or why not yet: then it is tried again until it works."""
        if trouble:
            self._kept.setText(self._texts.say("Not written down yet: {why}", why=trouble))
            QTimer.singleShot(AGAIN_AFTER, self, lambda: self.kept(again(), again))
            return
        self._kept.setText(self._texts.say("Written down."))
        if not self._stays:
            QTimer.singleShot(GOES_AFTER, self, self._close)

    def _row(self, help_: Callable[[], None]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(button(self._texts.say("When to get help"), help_, "link"))
        row.addStretch()
        closing = button(self._texts.say("Close"), self._close, "main")
        row.addWidget(closing)
        QTimer.singleShot(0, closing, closing.setFocus)
        return row


def _bars(result: Result, card: Exercise, texts: Texts) -> QGridLayout:
    """What was given of the dose, side by side."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    for row, (name, seconds, whole) in enumerate(_given(result, card, texts)):
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, whole)
        bar.setValue(min(round(seconds), whole))
        figure = texts.say("{seconds} of {all} s", seconds=texts.number(seconds), all=whole)
        bar.setAccessibleName(f"{name}{texts.colon}{figure}")
        grid.addWidget(label(name, wrap=False), row, 0)
        grid.addWidget(bar, row, 1)
        grid.addWidget(label(figure, "dim", wrap=False), row, 2)
    grid.setColumnStretch(1, 1)
    return grid


def _given(result: Result, card: Exercise, texts: Texts) -> Iterator[tuple[str, float, int]]:
    if result.sides is None:
        yield texts.say("In all"), result.given / SECOND, card.seconds
        return
    yield texts.say("Left"), result.sides.left_s, card.seconds_per_side
    yield texts.say("Right"), result.sides.right_s, card.seconds_per_side


def _lines(ending: Ending, card: Exercise, texts: Texts) -> Iterator[str]:
    answer = ending.result.answer
    if proof := wording.proof(verified=ending.verified, blind=ending.blind, answer=answer, texts=texts):
        yield proof
    if ending.hurt:
        said = "It is not offered again until you say so, in your profile or with: unseat exercises allow {id}"
        yield texts.say(said, id=card.id)
