"""A window's process: what it works with, and which window it shows."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QCursor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from unseat.boundary import WrongError, fate
from unseat.desktop.child import CARD, PROFILE, SESSION, SETTINGS, SIGNS, TRY
from unseat.desktop.instance import AlreadyRunning, only_one
from unseat.journal import Journal
from unseat.paths import config_root
from unseat.person import Person
from unseat.senses.table import counting
from unseat.texts import Texts
from unseat.windows.asked import ADVICE, Asked
from unseat.windows.hands import Hands
from unseat.windows.look import dress, is_dark
from unseat.windows.motion import wants_less
from unseat.windows.pen import Pen
from unseat.windows.sound import Sound
from unseat.windows.widgets import middle, screen_in_use

if TYPE_CHECKING:
    from unseat.advice import Advice
    from unseat.autostart import Autostart

STOP = "hurts"
"""The section of the advice on what to do when an exercise hurts."""
NOTICED = "signs"
"""That on the five signs."""


class Here:
    """The person's unseat, seen from a window. Everything lives in Qt's thread."""

    def __init__(self, app: QApplication, me: Person, journal: Journal) -> None:
        self.me = me
        self.journal = journal
        self.pen = Pen(journal)
        self.sound = Sound(me.env, on=me.settings.windows.sound)
        self.dark = is_dark(me.settings.windows.look)
        dress(app, dark=self.dark)
        self.windows: list[QWidget] = []

    @cached_property
    def moves(self) -> bool:
        """Whether anything may move: the person and the desktop both agree. Asks the desktop once."""
        return self.me.settings.windows.motion and not wants_less()

    @cached_property
    def advice(self) -> "Advice":
        from unseat import advice

        return advice.load(config_root())

    def autostart(self) -> "Autostart":
        """How the agent starts with the session. Raises OSError."""
        from unseat.autostart import choose

        return choose(self.me.env)

    def lead(self) -> AbstractContextManager[None]:
        """Entered by the one window that leads through an exercise. Raises WrongError where another does."""
        return leading(self.me.places.session_lock, self.me.texts)

    def hands(self) -> Hands:
        point = QCursor.pos
        return Hands(counting(self.me.env), lambda: (point().x(), point().y()))

    def open(self, window: QWidget, *, quietly: bool = False) -> None:
        """In the middle of the screen in use, and in front; `quietly`: without taking the focus.

        It is kept as long as the process lives: Python lets go of a window that nobody holds.
        """
        self.windows.append(window)
        window.setGeometry(middle(screen_in_use(), window.size()))
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, quietly)
        window.show()
        if not quietly:
            window.raise_()
            window.activateWindow()

    def show_help(self) -> None:
        self._show_advice("")

    def show_stop(self) -> None:
        self._show_advice(STOP)

    def show_about_signs(self) -> None:
        self._show_advice(NOTICED)

    def _show_advice(self, first: str) -> None:
        from unseat.windows.advice_window import AdviceWindow

        self.open(AdviceWindow(self.advice, self.me.texts, first))


@contextmanager
def leading(lock: Path, texts: Texts) -> Iterator[None]:
    with ExitStack() as stack:
        try:
            stack.enter_context(only_one(lock))
        except AlreadyRunning:
            said = texts.say("An exercise is already running: finish it, or close its window, and try again.")
            raise WrongError(said) from None
        yield


def run(wanted: Asked, env: Mapping[str, str]) -> int:
    """Shows the window until the last one is closed. Raises what `boundary.fate` knows."""
    me = Person(env)
    app = application()
    if wanted.window == TRY:
        sys.stdout.write(f"Qt {qVersion()}, {app.platformName()}\n")
        return 0
    if wanted.window == SETTINGS:
        from unseat.windows.settings_trouble import usable

        me = usable(me)
    with ExitStack() as stack:
        journal = stack.enter_context(me.journal())
        here = Here(app, me, journal)
        stack.callback(here.sound.close)
        failed = watched(app)
        _show(wanted, here)
        code = app.exec()
        trouble = here.pen.write()
        if trouble:
            sys.stderr.write(f"unseat: {trouble}\n")
        return failed[0] if failed else (1 if trouble else code)


def application() -> QApplication:
    """Qt, made for us."""
    app = QApplication.instance() or QApplication(["unseat"])
    assert isinstance(app, QApplication)  # noqa: S101  it is never a bare QCoreApplication here
    app.setApplicationName("unseat")
    app.setDesktopFileName("unseat")
    app.setWindowIcon(_icon())
    return app


def watched(app: QApplication) -> list[int]:
    """An error in something that Qt calls ends the process; its exit code comes into this list."""
    failed: list[int] = []

    def hook(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        failed.append(fate(error) if isinstance(error, Exception) else 3)
        app.exit(failed[0])

    sys.excepthook = hook
    return failed


def _icon() -> QIcon:
    """The same as in the panel."""
    pixmap = QPixmap()
    pixmap.loadFromData((config_root() / "icons" / "unseat.svg").read_bytes(), "SVG")
    return QIcon(pixmap)


def _show(wanted: Asked, here: Here) -> None:
    from unseat.windows.offering import offer
    from unseat.windows.profile import open_profile
    from unseat.windows.settings_trouble import open_settings

    if wanted.window in {CARD, SESSION}:
        offer(wanted, here)
    elif wanted.window == ADVICE:
        here.show_help()
    elif wanted.window == SIGNS:
        from unseat.windows.signs_window import SignsWindow

        here.open(SignsWindow(here))
    elif wanted.window == SETTINGS:
        open_settings(here)
    else:
        open_profile(here, first=wanted.window != PROFILE)
