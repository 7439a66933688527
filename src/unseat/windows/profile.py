"""The profile, and the welcome of three screens that holds it: seen once, skippable, never again."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from unseat.core import facts
from unseat.core.durations import format_duration
from unseat.paths import config_root
from unseat.settings import SettingsError, set_values, show
from unseat.settings.trial import problems
from unseat.windows.advice_window import sections_of
from unseat.windows.hurting import Hurting
from unseat.windows.pen import now
from unseat.windows.profile_parts import Body
from unseat.windows.settings_limit import Follows
from unseat.windows.settings_rhythm import KEY, Rhythm
from unseat.windows.settings_start import Starts
from unseat.windows.speech import announce
from unseat.windows.widgets import bullet, button, column, label, scrolling

if TYPE_CHECKING:
    from unseat.windows.program import Here


def open_profile(here: "Here", *, first: bool) -> None:
    """`first`: the welcome, which does not take the focus, as nobody asked for it."""
    here.open(Welcome(here) if first else Profile(here), quietly=first)


class Saving:
    """Writes settings that differ from those in force; `trouble` says in one line why one could not be."""

    def __init__(self, here: "Here") -> None:
        self._shipped, self._own = config_root() / "unseat.toml", here.me.places.config_file
        self.trouble = ""

    def save(self, wanted: dict[str, str]) -> bool:
        try:
            present = {shown.key: shown.value for shown in show(self._shipped, self._own)}
            changed = {key: value for key, value in wanted.items() if value != present[key]}
            if changed:
                set_values(self._shipped, self._own, changed)
        except SettingsError as error:
            self.trouble = str(error)
            return False
        return True

    def problems(self, wanted: dict[str, str]) -> dict[str, str]:
        """What would be wrong, by key."""
        return problems(self._shipped, self._own, wanted)


class Profile(QMainWindow):
    """One screen, with the exercises that hurt."""

    def __init__(self, here: "Here") -> None:
        super().__init__()
        texts = here.me.texts
        self._saving = Saving(here)
        self.setWindowTitle(texts.say("unseat: my profile"))
        self._body = Body(here.me.settings, texts)
        self._hurting = Hurting(here)
        self._trouble = label("", "warm")
        row = QHBoxLayout()
        row.addWidget(self._trouble, 1)
        row.addWidget(button(texts.say("Cancel"), self.close))
        row.addWidget(button(texts.say("Save"), self._save, "main"))
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.addWidget(label(texts.say("My profile"), "name", size=1.5))
        layout.addSpacing(6)
        layout.addWidget(scrolling(column(self._body, self._hurting, spacing=16)), 1)
        layout.addLayout(row)
        self.setCentralWidget(inside)
        self.resize(520, 620)

    def _save(self) -> None:
        if self._saving.save(self._body.values()) and self._hurting.save():
            self.close()
            return
        self._trouble.setText(self._saving.trouble or self._hurting.trouble)
        announce(self, self._trouble.text(), at_once=True)


class Welcome(QMainWindow):
    """What it does and never does; the profile; when to get help. However it ends, it has been seen."""

    def __init__(self, here: "Here") -> None:
        super().__init__()
        self._here, self._texts = here, here.me.texts
        say = self._texts.say
        self._saving, self._seen = Saving(here), False
        self.setWindowTitle(say("Welcome to unseat"))
        self._every = format_duration(here.me.settings.prompts.every)
        self._rhythm = Rhythm(self._texts, self._every)
        self._follows = Follows(here.me.settings.presence.break_after, self._texts)
        self._starts = Starts(here.autostart, self._texts)
        self._body = Body(here.me.settings, self._texts)
        self._pages = QStackedWidget()
        for page in (self._first(), self._second(), self._third()):
            self._pages.addWidget(page)
        self._trouble = label("", "warm")
        self._place = QLabel()
        self._back = button(say("Back"), lambda: self._turn(-1))
        self._next = button("", lambda: self._turn(1), "main")
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._trouble)
        layout.addLayout(self._row(say("Skip")))
        self._show(0)
        self.setCentralWidget(inside)
        self.resize(600, 600)

    def _row(self, skip: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(button(skip, self.close, "link"))
        row.addStretch()
        row.addWidget(self._place)
        row.addWidget(self._back)
        row.addWidget(self._next)
        return row

    def _first(self) -> QWidget:
        say = self._texts.say
        said = (
            say("It estimates from the use of keyboard and mouse how long you have been sitting."),
            say("At your rhythm it offers one short exercise, in a pause of your work. You can always say no."),
            say("It writes down when you were at the desk, what was offered and what you did."),
            say("It never sees which key you press, what is on the screen, or a window's title, and uses no network."),
        )
        head = label(say("Welcome to unseat"), "name", size=1.8)
        lines = [bullet(line) for line in said]
        return _page(column(head, *lines, self._rhythm, self._follows, self._starts, spacing=12))

    def _second(self) -> QWidget:
        return _page(column(label(self._texts.say("What suits you"), "name", size=1.5), self._body, spacing=12))

    def _third(self) -> QWidget:
        advice, texts = self._here.advice, self._texts
        shown = [*sections_of(list(advice.red_flags), advice, texts), label(advice.footer.of(texts.language), "name")]
        return _page(column(label(texts.say("When to get help"), "name", size=1.5), *shown, spacing=6))

    def _turn(self, by: int) -> None:
        if self._pages.currentIndex() == 0 and self._rhythm_is_wrong():
            return
        page = self._pages.currentIndex() + by
        if page < self._pages.count():
            self._show(page)
            return
        if self._saving.save(self._wanted()) and self._starts.save():
            self.close()
            return
        self._trouble.setText(self._saving.trouble or self._starts.trouble)
        announce(self, self._trouble.text(), at_once=True)

    def _rhythm_is_wrong(self) -> bool:
        """Says beside it what is; a rhythm that is not changed is never wrong."""
        found = self._saving.problems({KEY: self._rhythm.value}).get(KEY, "")
        self._rhythm.complain(found)
        if found:
            self._rhythm.control.setFocus()
            announce(self, found, at_once=True)
        return bool(found)

    def _wanted(self) -> dict[str, str]:
        """A rhythm that is set stays as it is written, unless another is chosen."""
        every = self._rhythm.value
        return {**({} if every == self._every else {KEY: every}), **self._follows.wanted, **self._body.values()}

    def _show(self, page: int) -> None:
        say, count = self._texts.say, self._pages.count()
        self._pages.setCurrentIndex(page)
        self._back.setEnabled(page > 0)
        self._place.setText(say("{n} of {all}", n=page + 1, all=count))
        self._next.setText(say("Finish") if page + 1 == count else say("Next"))
        announce(self, self._place.text())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        if not self._seen:
            self._seen = True
            self._here.pen.write(facts.Welcomed(at=now()))
        super().closeEvent(event)


def _page(inside: QWidget) -> QWidget:
    layout = inside.layout()
    if isinstance(layout, QVBoxLayout):
        layout.addStretch()
    return scrolling(inside)
