"""Every key and click that comes to our own windows is known as such: it leads on, or somebody types."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from unseat.windows.hands import Hands

KEYS = frozenset(
    (
        *(Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_H, Qt.Key.Key_F4),
        *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
        *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta),
    )
)
"""They lead through the session, or to and from its window. No other key is looked at any closer."""
KINDS = frozenset(
    (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseMove)
)


class Ours(QObject):
    """Listens from its making until `stop`."""

    def __init__(self, hands: Hands, steady: Callable[[], int]) -> None:
        super().__init__()
        self._hands, self._steady = hands, steady
        self._application = QGuiApplication.instance()
        if self._application:
            self._application.installEventFilter(self)

    def stop(self) -> None:
        if self._application:
            self._application.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Takes nothing away from whom it is for."""
        if event.type() in KINDS:
            types = isinstance(event, QKeyEvent) and event.key() not in KEYS
            self._hands.own(self._steady(), types=types)
        return False
