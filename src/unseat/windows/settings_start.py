"""Starting with the session, as a tick that is never set beforehand."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from unseat.autostart import Autostart
from unseat.texts import Texts
from unseat.windows.settings_controls import indented
from unseat.windows.widgets import fill, label


class Starts(QWidget):
    """Ticked only where it is on already. `trouble` says in one line why it could not be set."""

    def __init__(self, autostart: Callable[[], Autostart], texts: Texts) -> None:
        """`autostart` may raise OSError, as all of it does: then nothing can be ticked."""
        super().__init__()
        self._texts, self._autostart, self.trouble = texts, autostart, ""
        self.box = QCheckBox(texts.say("Start unseat when I log in"))
        note = texts.say("Off unless you tick it. In a terminal: unseat autostart on, off or status")
        self.box.setAccessibleDescription(note)
        self._was = self._is_on()
        self.box.setChecked(self._was)
        fill(self, self.box, indented(label(note, "dim", size=0.9)), spacing=2)

    def save(self) -> bool:
        wanted = self.box.isChecked()
        if wanted == self._was:
            return True
        try:
            found = self._autostart()
            found.on() if wanted else found.off()
        except OSError as error:
            self.trouble = self._texts.say("Starting with the session could not be set: {error}", error=error)
            return False
        self._was = wanted
        return True

    def _is_on(self) -> bool:
        try:
            return self._autostart().status().on
        except OSError:
            self.box.setEnabled(False)
            return False
