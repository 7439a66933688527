"""The tray on Windows and macOS, with a stand-in for pystray's own icon there."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.desktop.test_icon import NINE, sitting
from unseat.core.words import MINUTE
from unseat.desktop.base import Command
from unseat.desktop.tray.face import load_pystray
from unseat.desktop.tray.icon import Look, Shape, draw
from unseat.desktop.tray.own import LARGE, OwnTray
from unseat.texts import Texts


class Icon:
    """Keeps what it was given, as pystray's icons do, and counts how often."""

    def __init__(self, name: str, icon: Any, title: str, menu: Any) -> None:
        self.values = {"name": name, "icon": icon, "title": title, "menu": menu}
        self.changes = 0
        self.visible = False

    def __getattr__(self, name: str) -> Any:
        return self.values[name]

    def __setattr__(self, name: str, value: Any) -> None:
        if name in ("icon", "title", "menu"):
            self.values[name] = value
            self.changes += 1
        else:
            super().__setattr__(name, value)

    def run(self) -> None:
        self.visible = True

    def stop(self) -> None:
        self.visible = False


class Desk:
    """A tray, the calls it wants to have made in the main thread, and what was chosen in it."""

    def __init__(self) -> None:
        load_pystray()
        self.calls: list[Callable[[], None]] = []
        self.put: list[Any] = []
        self.made: list[Icon] = []
        self.tray = OwnTray(self._make, self.calls.append, self.put.append, Texts.english(), {})

    def _make(self, *given: Any) -> Icon:
        self.made.append(Icon(*given))
        return self.made[-1]

    def run_calls(self) -> None:
        while self.calls:
            self.calls.pop(0)()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_what_is_shown_is_put_on_in_the_main_thread(desk: Desk) -> None:
    icon = desk.made[0]
    desk.tray.show(sitting(), NINE + 15 * MINUTE)
    assert icon.changes == 0
    desk.run_calls()
    assert icon.icon is draw(Look(Shape.SITTING, 12), LARGE)
    assert icon.title == "sitting 15 min, next in 15 min (estimated)"
    assert [item.text for item in icon.menu][-1] == "Quit"


def test_what_has_not_changed_is_not_put_on_again(desk: Desk) -> None:
    for second in range(50):
        desk.tray.show(sitting(), NINE + 15 * MINUTE + second * 1000)
    assert len(desk.calls) == 1


def test_choosing_puts_the_command(desk: Desk) -> None:
    desk.tray.show(sitting(), NINE)
    desk.run_calls()
    for item in desk.made[0].menu:
        if item.text in ("This week", "I'm standing"):
            item(None)
    assert desk.put == [Command("stand"), Command("week")]


def test_it_is_docked_from_run_to_stop(desk: Desk) -> None:
    assert desk.tray.dock == "none"
    desk.tray.run()
    assert desk.tray.dock == desk.tray.name
    desk.tray.stop()
    desk.run_calls()
    assert desk.tray.dock == "none"
