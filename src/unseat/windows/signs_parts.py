"""A sign with its eleven steps, and the choice to pass it over, which is where it begins."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QSizePolicy, QWidget

from unseat.core.signs import MOST
from unseat.report.signs_words import ends
from unseat.texts import Texts
from unseat.windows.look import Scheme
from unseat.windows.widgets import fill, label

HIGH, NARROWEST = 12, 34
"""Pixels around a step's text above and below together; the least that a step is wide."""


class Step(QRadioButton):
    """One choice of a row, drawn as a key; all of it can be clicked. `quiet`: chosen, it does not stand out."""

    def __init__(self, text: str, scheme: Scheme, *, quiet: bool = False) -> None:
        super().__init__(text)
        self._scheme, self._quiet = scheme, quiet
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        metrics = QFontMetrics(self._bold())
        return QSize(max(NARROWEST, metrics.horizontalAdvance(self.text()) + 22), metrics.height() + HIGH)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return self.sizeHint()

    def hitButton(self, point: QPoint) -> bool:  # noqa: N802  Qt's name
        return self.rect().contains(point)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        ground, ink, edge = self._colours()
        wide = 2 if self.hasFocus() else 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(edge), wide))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2), 5, 5)
        painter.setFont(self._bold() if self.isChecked() else self.font())
        painter.setPen(QColor(ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def _bold(self) -> QFont:
        font = self.font()
        font.setBold(True)
        return font

    def _colours(self) -> tuple[str, str, str]:
        """Of the ground, the text and the edge."""
        own = self._scheme
        if self.isChecked() and not self._quiet:
            return own.accent, own.on_accent, own.text if self.hasFocus() else own.accent
        lit = self.isChecked() or self.underMouse()
        return own.lit if lit else own.panel, own.text, own.accent if lit or self.hasFocus() else own.edge


class SignRow(QWidget):
    """`rating` null, or from 0 to 10: what is chosen at first."""

    def __init__(self, question: str, texts: Texts, scheme: Scheme, rating: int | None) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._pass = Step(texts.say("pass over"), scheme, quiet=True)
        self._steps = [Step(str(value), scheme) for value in range(MOST + 1)]
        for value, step in enumerate([self._pass, *self._steps], start=-1):
            self._group.addButton(step)
            step.setAccessibleDescription(question)
            step.setChecked(value == (-1 if rating is None else rating))
        self._speak(*ends(texts))
        self.setAccessibleName(question)
        fill(self, label(question, "name"), self._row(*ends(texts)), spacing=5)

    @property
    def rating(self) -> int | None:
        """Null where it is passed over."""
        return next((value for value, step in enumerate(self._steps) if step.isChecked()), None)

    def _speak(self, least: str, most: str) -> None:
        for step, end in ((self._steps[0], least), (self._steps[-1], most)):
            step.setAccessibleName(f"{step.text()}, {end}")

    def _row(self, least: str, most: str) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._pass, 0, 0)
        grid.setColumnMinimumWidth(1, 10)
        for column_, step in enumerate(self._steps, start=2):
            grid.addWidget(step, 0, column_)
            grid.setColumnStretch(column_, 1)
        right = Qt.AlignmentFlag.AlignRight
        grid.addWidget(_end(least), 1, 2, 1, 5)
        grid.addWidget(_end(most), 1, 8, 1, 5, right)
        return made


def _end(text: str) -> QLabel:
    return label(text, "dim", size=0.85, wrap=False)
