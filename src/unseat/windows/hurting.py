"""The exercises that hurt, each with a box to be offered it again."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from unseat.core import facts
from unseat.core.hurts import KINDS, hurting
from unseat.windows.pen import now
from unseat.windows.widgets import fill, label

if TYPE_CHECKING:
    from unseat.windows.program import Here


class Hurting(QWidget):
    """Empty where none hurts."""

    def __init__(self, here: "Here") -> None:
        super().__init__()
        self._pen = here.pen
        self.trouble = ""
        names, texts = here.me.names, here.me.texts
        known = hurting(entry.fact for entry in here.journal.everywhere(kinds=KINDS))
        said = [(exercise, texts.say("Offer “{name}” again", name=names.get(exercise, exercise))) for exercise in known]
        self._boxes = [(QCheckBox(text), exercise) for exercise, text in sorted(said)]
        if self._boxes:
            fill(
                self, label(texts.say("Left out because it hurt"), "name"), *(box for box, _ in self._boxes), spacing=5
            )

    def save(self) -> bool:
        """Writes down which may come again; `trouble` says why that failed."""
        again = [exercise for box, exercise in self._boxes if box.isChecked()]
        self.trouble = self._pen.write(*(facts.ExerciseAllowed(at=now(), exercise=exercise) for exercise in again))
        return not self.trouble
