"""A person before a window, with clocks and a keyboard that the test moves, and a journal that is a real one.

room.session("a2")
room.wait(20)
room.press("Pause")
"""

import os
from contextlib import nullcontext
from typing import TypeVar

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMainWindow, QWidget

from unseat.core.fact import Fact
from unseat.core.guide import Stage
from unseat.core.languages import Language
from unseat.core.words import SECOND, Instant
from unseat.figures import figure_of
from unseat.journal import Journal
from unseat.paths import config_root
from unseat.person import Person
from unseat.texts import Texts
from unseat.windows.about import About, Means
from unseat.windows.hands import Hands, Point
from unseat.windows.pen import Pen
from unseat.windows.session import SessionWindow
from unseat.windows.sound import Sound

NINE = 1_795_424_400_000
START = 10_000_000
TICK = 250
BUILDING = 2 * TICK
"""Milliseconds that go by from a window's making to its beginning."""
Kindly = TypeVar("Kindly", bound=Fact)


class FakeHands:
    """Three clocks and hands: `type_` elsewhere on the machine, `blind` where nothing counts input."""

    def __init__(self) -> None:
        self.steady = START
        self.last = self.steady - 3600 * SECOND
        self.blind = False
        self.point: Point = (400, 300)

    def type_(self) -> None:
        self.last = self.steady

    def idle(self) -> int | None:
        return None if self.blind else self.steady - self.last


class Room:
    """`helped` and `hurt` count how often the advice was asked for."""

    def __init__(self, me: Person, journal: Journal) -> None:
        self.me, self.journal, self.pen = me, journal, Pen(journal)
        self.hands = FakeHands()
        self.sound = Sound({"PATH": os.devnull}, on=True)
        self.helped = self.hurt = 0
        self.window = QMainWindow()

    @property
    def now(self) -> Instant:
        return Instant(NINE + self.hands.steady - START)

    def session(
        self,
        exercise: str = "a2",
        *,
        starts: str | None = "left",
        prompt: Instant | None = None,
        mind: tuple[str, ...] = (),
        moves: bool = False,
        language: Language = "en",
    ) -> SessionWindow:
        """Begun, `BUILDING` after it was made. From then on time passes only by `wait`."""
        card, figure = self.me.cards.get(exercise), figure_of(exercise, [config_root() / "exercises"])
        assert card
        assert figure
        if exercise == "a2":  # a minute on each side, whatever the catalogue comes to
            card = msgspec.structs.replace(card, work=None, seconds=120, seconds_per_side=60)
        means = Means(
            lead=nullcontext,
            pen=self.pen,
            hands=Hands(self.hands.idle, lambda: self.hands.point),
            sound=self.sound,
            texts=Texts.for_language(language, config_root() / "locales"),
            help=self._help,
            hurt=self._hurt,
            dark=False,
            moves=moves,
            steady=lambda: self.hands.steady,
            now=lambda: self.now,
        )
        window = SessionWindow(About(card, figure, starts, prompt, mind), means)
        self.window = window
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        self.hands.steady += BUILDING
        window.begin()
        window._timer.stop()
        return window

    @property
    def led(self) -> SessionWindow:
        assert isinstance(self.window, SessionWindow)
        return self.window

    @property
    def stage(self) -> Stage:
        return self.led.guide.part.stage

    def wait(self, seconds: float, *, typing: bool = False) -> None:
        """Time passes, tick by tick, until the session is over."""
        for _ in range(round(seconds * SECOND / TICK)):
            self.hands.steady += TICK
            if typing:
                self.hands.type_()
            if self.led.record.ended is None:
                self.led.tick()

    def press(self, said: str) -> None:
        press(self.window, said)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.windowHandle(), key)

    def reads(self) -> str:
        return reads(self.window)

    def all(self, kind: type[Kindly]) -> list[Kindly]:
        return written(self.journal, kind)

    def one(self, kind: type[Kindly]) -> Kindly:
        (fact,) = self.all(kind)
        return fact

    def _help(self) -> None:
        self.helped += 1

    def _hurt(self) -> None:
        self.hurt += 1


def written(journal: Journal, kind: type[Kindly]) -> list[Kindly]:
    return [entry.fact for entry in journal.facts(kinds=(kind,)) if isinstance(entry.fact, kind)]


def find(window: QWidget, said: str) -> QAbstractButton:
    """The button with these words that can be seen."""
    found = [one for one in window.findChildren(QAbstractButton) if one.text() == said and one.isVisibleTo(window)]
    assert len(found) == 1, f"{said!r}: {len(found)} of them"
    return found[0]


def press(window: QWidget, said: str) -> None:
    find(window, said).click()


def reads(window: QWidget) -> str:
    """All that can be read in it, each text on a line of its own."""
    shown: list[QLabel | QAbstractButton] = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
    return "\n".join(one.text() for one in shown if one.isVisibleTo(window))


def clear() -> None:
    """No window outlives its test, nor the journal that it writes to."""
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
