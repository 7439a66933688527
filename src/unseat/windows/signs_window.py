"""The weekly self-check in a window. No score, and nothing depends on how high a value is."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from unseat.core import facts
from unseat.core.facts import Any as AnyFact
from unseat.report.signs_words import asked, no_conclusion, sign_words
from unseat.self_checks import self_checks, this_week
from unseat.windows.look import DARK, LIGHT
from unseat.windows.pen import now
from unseat.windows.signs_parts import SignRow
from unseat.windows.speech import announce
from unseat.windows.widgets import button, column, label, scrolling

if TYPE_CHECKING:
    from unseat.windows.program import Here


class SignsWindow(QMainWindow):
    """What was noted this week already is shown, to be replaced; else every sign begins as passed over. Closing it
    writes nothing."""

    def __init__(self, here: "Here") -> None:
        super().__init__()
        self._here = here
        self._check = self_checks(here.me, here.journal, this_week(here.me, now()))[-1]
        texts, scheme = here.me.texts, DARK if here.dark else LIGHT
        self.setWindowTitle(texts.say("unseat: five signs"))
        self._rows = {
            sign: SignRow(words.question, texts, scheme, self._check.ratings.get(sign))
            for sign, words in sign_words(texts).items()
        }
        self._trouble = label("", "warm")
        self._trouble.hide()
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        for widget in self._head():
            layout.addWidget(widget)
        layout.addWidget(scrolling(column(*self._rows.values(), spacing=14)), 1)
        layout.addWidget(label(here.advice.footer.of(texts.language), "dim"))
        layout.addWidget(self._trouble)
        layout.addLayout(self._buttons())
        self.setCentralWidget(inside)
        self.resize(620, 640)

    def _head(self) -> list[QWidget]:
        texts = self._here.me.texts
        passed = texts.say("A sign is passed over until you choose a number.")
        shown = [label(asked(texts), "name", size=1.4), label(f"{passed} {no_conclusion(texts)}", "dim")]
        if self._check.made:
            shown.append(label(texts.say("You have noted these this week. Noting again puts others in their place.")))
        return [*shown]

    def _buttons(self) -> QHBoxLayout:
        say, row = self._here.me.texts.say, QHBoxLayout()
        row.addWidget(button(say("When to get help"), self._here.show_about_signs, "link"))
        row.addStretch()
        if self._check.made:
            row.addWidget(button(say("Cancel"), self.close))
        else:
            row.addWidget(button(say("Not this week"), self._skip))
        row.addWidget(button(say("Note it"), self._note, "main"))
        return row

    def _note(self) -> None:
        rated = {sign: row.rating for sign, row in self._rows.items()}
        ratings = {sign: value for sign, value in rated.items() if value is not None}
        if ratings:
            self._write(facts.SignsRated(at=now(), ratings=ratings))
        else:
            self._say(self._here.me.texts.say("All five are passed over, so there is nothing to note."))

    def _skip(self) -> None:
        if self._check.settled:
            self.close()
        else:
            self._write(facts.SignsSkipped(at=now()))

    def _write(self, fact: AnyFact) -> None:
        """Closes the window, or says why it could not be written."""
        trouble = self._here.pen.try_to_write(fact)
        if trouble:
            self._say(trouble)
        else:
            self.close()

    def _say(self, text: str) -> None:
        self._trouble.setText(text)
        self._trouble.show()
        announce(self, text, at_once=True)
