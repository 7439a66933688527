"""The menu of our own when the pointer is in other hands, and an X display's events as a source of the loop."""

import logging
import select
import socket
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from Xlib import X
from Xlib.display import Display

from tools.virtual import VirtualDesktop, wait_until
from unseat.desktop.tray import x11
from unseat.desktop.tray.popup import Popup
from unseat.desktop.tray.sheet import LIGHT, Row


@pytest.fixture(scope="module")
def display_name(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with VirtualDesktop(tmp_path_factory.mktemp("popup"), panel=None, notifier=None) as desktop:
        yield desktop.env["DISPLAY"]


@pytest.fixture
def ours(display_name: str) -> Iterator[Display]:
    with closing(x11.open_display(display_name)) as display:
        yield display


@pytest.fixture
def theirs(display_name: str) -> Iterator[Display]:
    """Another program, that holds the pointer."""
    with closing(x11.open_display(display_name)) as display:
        root, how = display.screen().root, (X.GrabModeAsync, X.GrabModeAsync)
        assert root.grab_pointer(False, 0, *how, X.NONE, X.NONE, X.CurrentTime) == X.GrabSuccess
        yield display


def popup(display: Display) -> Popup:
    return Popup(display, (Row("Pause"),), LIGHT, (100, 100), 50.0, lambda _item: None)


@pytest.mark.desktop
def test_a_menu_waits_for_a_pointer_that_another_program_lets_go(ours: Display, theirs: Display) -> None:
    menu = popup(ours)
    assert (menu.closed, menu.patience()) == (False, 0.05)
    theirs.ungrab_pointer(X.CurrentTime)
    theirs.sync()
    menu.tick(50.05)
    assert (menu.closed, menu.patience()) == (False, None)
    root, how = theirs.screen().root, (X.GrabModeAsync, X.GrabModeAsync)
    assert root.grab_pointer(False, 0, *how, X.NONE, X.NONE, X.CurrentTime) == X.AlreadyGrabbed
    menu.close()


@pytest.mark.desktop
def test_a_menu_that_cannot_be_closed_goes_and_says_why(
    ours: Display, theirs: Display, caplog: pytest.LogCaptureFixture
) -> None:
    menu = popup(ours)
    menu.tick(50.95)
    assert not menu.closed
    with caplog.at_level(logging.WARNING):
        menu.tick(51.0)
    assert (menu.closed, menu.patience()) == (True, None)
    assert caplog.messages == ["no menu: another program holds the pointer"]
    theirs.ungrab_pointer(X.CurrentTime)


class LateEvent:
    """Reads as python-xlib does, in `flush` too; an event comes just after the last look for one."""

    def __init__(self) -> None:
        self._socket, self.server = socket.socketpair()
        self._queue: deque[bytes] = deque()

    def fileno(self) -> int:
        return self._socket.fileno()

    def _read(self) -> None:
        while select.select([self._socket], [], [], 0)[0]:
            self._queue.append(self._socket.recv(1))

    def pending_events(self) -> int:
        self._read()
        found = len(self._queue)
        if not found:
            self.server.send(b"!")
        return found

    def flush(self) -> None:
        self._read()

    def next_event(self) -> bytes:
        return self._queue.popleft()

    def close(self) -> None:
        self._socket.close()
        self.server.close()


def test_an_event_that_comes_late_wakes_the_loop() -> None:
    with closing(LateEvent()) as display:
        faked: Any = display
        events = x11.Events(faked, lambda _event: None)
        assert not events.drain()
        assert select.select([events], [], [], 0)[0], "nothing tells of the event any more"
        wait_until(events.drain, "the event to be handled")
