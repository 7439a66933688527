"""The moving figure in a window: the same drawing as everywhere, told to a screen reader in words."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QSizePolicy

from unseat.core.exercise import Exercise
from unseat.core.figure import Figure
from unseat.report.figure_canvas import HIGH, WIDE, Side
from unseat.report.figure_svg import Scene, svg
from unseat.report.figure_words import told
from unseat.texts import Texts


class FigureView(QLabel):
    """A picture to Qt, so an image to a screen reader. A frame costs some milliseconds, and nothing where nothing
    changed."""

    def __init__(self, card: Exercise, figure: Figure, texts: Texts, *, dark: bool) -> None:
        super().__init__()
        self._card, self._figure, self._texts, self._dark = card, figure, texts, dark
        self._shown: tuple[float, Side | None] | None = None
        self._renderer = QSvgRenderer(self)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(card.name[texts.language])

    def show_moment(self, moment: float, side: Side | None) -> None:
        """`moment` is 0 to 1; `side` null where both go at once."""
        wanted = (round(moment, 3), side)
        if wanted == self._shown:
            return
        self._shown = wanted
        drawing = svg(Scene(self._card, self._figure, moment, side), size=WIDE, dark=self._dark, texts=self._texts)
        self._renderer.load(QByteArray(drawing.encode()))
        self._draw()

    def tell(self, step: str, side: Side | None) -> None:
        """What the picture shows, for those who hear it."""
        self.setAccessibleDescription(told(self._figure, side, step, self._texts))

    def _draw(self) -> None:
        """As large as there is room, sharp at every scale."""
        scale = min(self.width() / WIDE, self.height() / HIGH)
        wide, high, sharp = WIDE * scale, HIGH * scale, self.devicePixelRatioF()
        picture = QPixmap(max(1, round(wide * sharp)), max(1, round(high * sharp)))
        picture.setDevicePixelRatio(sharp)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._renderer.render(painter, QRectF(0, 0, wide, high))
        painter.end()
        self.setPixmap(picture)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        super().resizeEvent(event)
        if self._shown is not None:
            self._draw()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(WIDE, HIGH)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Its pixels must not keep it from shrinking."""
        return QSize(1, 1)


def side_of(name: str | None) -> Side | None:
    """The side to draw: null for both, and where none is named."""
    return "left" if name == "left" else "right" if name == "right" else None
