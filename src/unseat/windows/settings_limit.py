"""Whether what is a break follows the person's own rhythm, as one box to tick."""

from PySide6.QtWidgets import QCheckBox, QWidget

from unseat.core.rhythm import LEAST, MOST
from unseat.core.rule import Rule
from unseat.core.words import Millis
from unseat.settings.values import AUTO
from unseat.texts import Texts
from unseat.windows.settings_controls import indented
from unseat.windows.widgets import fill, label

KEY = "presence.break_after"
FIXED = Rule().break_after


class Follows(QWidget):
    """`own`: the limit that is set, null where it follows the rhythm. Ticked unless the person set one of their own:
    it is what the days whose truth is known speak for (docs/presence.md)."""

    def __init__(self, own: Millis | None, texts: Texts) -> None:
        super().__init__()
        self._own = own
        least, most = texts.exact(LEAST), texts.exact(MOST)
        self.box = QCheckBox(texts.say("Let the way I work tell what counts as a break"))
        note = texts.say(
            "From {least} to {most} without input: longer for who reads than for who types. Unticked: always {fixed}.",
            least=least,
            most=most,
            fixed=texts.exact(FIXED if own is None else own),
        )
        self.box.setAccessibleDescription(note)
        self.box.setChecked(own is None or own == FIXED)
        fill(self, self.box, indented(label(note, "dim", size=0.9)), spacing=2)

    @property
    def wanted(self) -> dict[str, str]:
        """The setting as a person would write it; nothing where it stays as it is."""
        if self.box.isChecked():
            return {KEY: AUTO}
        return {KEY: f"{FIXED // 1000}s"} if self._own is None else {}
