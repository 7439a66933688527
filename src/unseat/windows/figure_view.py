"""The moving figure in a window: the same drawing as everywhere, told to a screen reader in words."""

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtSvgWidgets import QSvgWidget
from PySide6.QtWidgets import QSizePolicy, QWidget

from unseat.core.exercise import Exercise
from unseat.core.figure import Figure
from unseat.report.figure_canvas import HIGH, WIDE, Side
from unseat.report.figure_svg import Scene, svg
from unseat.report.figure_words import told
from unseat.texts import Texts


class FigureView(QSvgWidget):
    """Keeps the drawing's proportions. `show_moment` costs some milliseconds, and nothing where nothing changed."""

    def __init__(self, card: Exercise, figure: Figure, texts: Texts, *, dark: bool, parent: QWidget | None = None):
        super().__init__(parent)
        self._card, self._figure, self._texts, self._dark = card, figure, texts, dark
        self._shown: tuple[float, str | None] | None = None
        self.renderer().setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(card.name[texts.language])

    def show_moment(self, moment: float, side: Side | None) -> None:
        """`moment` is 0 to 1; `side` null where both go at once."""
        wanted = (round(moment, 3), side)
        if wanted == self._shown:
            return
        self._shown = wanted
        drawing = svg(Scene(self._card, self._figure, moment, side), size=WIDE, dark=self._dark, texts=self._texts)
        self.load(QByteArray(drawing.encode()))
        self.renderer().setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)

    def tell(self, step: str, side: Side | None) -> None:
        """What the picture shows, for those who hear it."""
        self.setAccessibleDescription(told(self._figure, side, step, self._texts))

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(WIDE, HIGH)
