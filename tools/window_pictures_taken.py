"""The windows in one look, drawn into memory: `python -m tools.window_pictures_taken FOLDER NAME`. See the caller."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from tools.window_pictures import EXERCISE
from unseat.core.said import SignsRated
from unseat.desktop.child import CARD, SESSION
from unseat.person import Person
from unseat.settings import SettingsError
from unseat.windows.asked import Asked
from unseat.windows.offering import Offering
from unseat.windows.pen import now
from unseat.windows.profile import Profile, Welcome
from unseat.windows.program import Here, application
from unseat.windows.session import SessionWindow
from unseat.windows.settings_trouble import SettingsTrouble
from unseat.windows.settings_window import SettingsWindow
from unseat.windows.signs_window import SignsWindow

Scene = tuple[str, QWidget]


def scenes(here: Here) -> Iterator[Scene]:
    """Each window at a moment worth seeing; one is closed before the next is asked for."""
    yield from _cards(here)
    yield from _session(here)
    here.show_stop()
    yield "advice", here.windows[-1]
    yield "profile", Profile(here)
    welcome = Welcome(here)
    for page in range(3):
        welcome._show(page)
        yield f"welcome-{page + 1}", welcome
    yield from _signs(here)
    yield from _settings(here)


def _cards(here: Here) -> Iterator[Scene]:
    for name, again in (("card", False), ("card-again", True)):
        asked = Asked(CARD, EXERCISE, prompt=1, starts="left", sitting=38 * 60_000, again=again)
        offering = Offering(asked, here)
        offering.show_card()
        assert offering._window
        offering._window._figure.show_moment(1.0, "left")
        yield name, offering._window
        offering._withdraw()


def _session(here: Here) -> Iterator[Scene]:
    Offering(Asked(SESSION, EXERCISE, starts="left"), here).start()
    window = here.windows[-1]
    assert isinstance(window, SessionWindow)
    window._timer.stop()
    for name, ms in (("session-ready", 2_000), ("session-work", 9_000), ("session-change", 60_000)):
        window.guide.go(ms)
        window._teller.show()
        yield name, window
    window.guide.held = True
    window._teller.show()
    yield "session-held", window
    window.hurts()
    yield "session-hurts", window
    Offering(Asked(SESSION, EXERCISE, starts="right"), here).start()
    window = here.windows[-1]
    assert isinstance(window, SessionWindow)
    window.guide.go(1_000_000)
    window.tick()
    yield "session-end", window


def _signs(here: Here) -> Iterator[Scene]:
    window = SignsWindow(here)
    window._note()
    yield "signs", window
    here.pen.write(SignsRated(at=now(), ratings={"crooked": 2, "leg": 0, "back": 10}))
    yield "signs-again", SignsWindow(here)


def _settings(here: Here) -> Iterator[Scene]:
    window = SettingsWindow(here)
    for row, name in enumerate(("rhythm", "breaks", "exercises", "week", "privacy", "computer")):
        window._nav.setCurrentRow(row)
        yield f"settings-{name}", window
    wrong = SettingsWindow(here)
    for field in wrong.fields:
        if field.key in {"prompts.snooze", "prompts.max_snoozes", "prompts.quiet"}:
            field.findChildren(QLineEdit)[0].setText("30")
    wrong._check()
    yield "settings-wrong", wrong
    error = SettingsError(
        here.me.places.config_file, "exercises.flags", 'found ["Q"], allowed is one of those there are'
    )
    yield "settings-trouble", SettingsTrouble(here, error)


def clipped(window: QWidget) -> Iterator[str]:
    """Every text that has less room than it needs."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel) and widget.wordWrap() and widget.heightForWidth(widget.width()) > widget.height():
            yield f"cut: {widget.text()}"
        wanted = widget.minimumSizeHint()
        if isinstance(widget, QAbstractButton | QLabel) and wanted.width() > widget.width():
            yield f"too narrow: {widget.text()}"


def main(arguments: list[str]) -> int:
    out, name = Path(arguments[0]), arguments[1]
    app, me = application(), Person(os.environ)
    with me.journal() as journal:
        here = Here(app, me, journal)
        for scene, window in scenes(here):
            window.show()
            app.processEvents()
            app.processEvents()
            window.grab().save(str(out / f"{scene}-{name}.png"))
            for line in clipped(window):
                print(f"{scene}: {line}")
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
