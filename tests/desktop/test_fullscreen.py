"""What fills the screen, with openbox, and with a window manager that does just what a test says."""

import os
import select
import signal
import time
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desktop.fake_manager import PROMISED, Manager, Shown, put
from tests.pace import at_most, took
from tools.processes import wait_until
from tools.virtual import VirtualDesktop
from unseat.core.words import Kind
from unseat.senses import fullscreen
from unseat.senses.filling import Screen
from unseat.senses.fullscreen import AT_LEAST_EVERY_S, PATIENCE_S, SETTLED_S, FullscreenSense
from unseat.senses.link import open_display
from unseat.texts import Texts

pytestmark = pytest.mark.desktop

PRESENTATION = frozenset({Kind.PRESENTATION})
NOTHING: frozenset[Kind] = frozenset()


class Eye:
    """The sense, on a clock that stands still unless it is told to go on.

    It waits for its answers longer than an agent could, so that each look tells what is true by then.
    """

    def __init__(self, display: str, patience_s: float = 2) -> None:
        self.now = 1000.0
        self.sense = FullscreenSense(display, lambda: self.now, patience_s)

    def look(self, after: float = 0) -> frozenset[Kind] | None:
        self.now += after
        return self.sense.look()

    def sees(self, wanted: frozenset[Kind] | None) -> None:
        wait_until(lambda: self.look() == wanted, f"the sense to tell {wanted}")

    def settles(self, wanted: frozenset[Kind] | None) -> None:
        """It tells `wanted`, has asked once more, and there is no news."""
        self.sees(wanted)
        wait_until(lambda: self._asks_nothing(SETTLED_S), "the sense to have no more questions")
        assert self.look() == wanted

    def asked(self) -> int:
        """How many requests it has sent to the server."""
        assert self.sense._link._display is not None
        return self.sense._link._display.display.request_serial

    def told(self) -> bool:
        """Whether the server has sent something that waits to be read."""
        assert self.sense._link._display is not None
        return bool(select.select([self.sense._link._display.fileno()], [], [], 0)[0])

    def _asks_nothing(self, after: float) -> bool:
        before = self.asked()
        self.look(after)
        return self.asked() == before


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualDesktop]:
    """An X server and openbox alone."""
    own = {"DISPLAY": f":{100 + os.getpid() % 50_000}"}  # no other desktop is to take its number when it is gone
    with VirtualDesktop(tmp_path_factory.mktemp("screen"), panel=None, notifier=None, extra=own) as desktop:
        yield desktop


@pytest.fixture
def eye(screen: VirtualDesktop) -> Iterator[Eye]:
    eye = Eye(screen.env["DISPLAY"])
    yield eye
    eye.sense.close()
    eye.sense.close()


@pytest.fixture
def quick(screen: VirtualDesktop) -> Iterator[Eye]:
    """An eye as patient as an agent's."""
    eye = Eye(screen.env["DISPLAY"], PATIENCE_S)
    yield eye
    eye.sense.close()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The display of an X server alone."""
    with VirtualDesktop(tmp_path_factory.mktemp("bare"), panel=None, notifier=None) as desktop:
        desktop.kill("wm")
        yield desktop.env["DISPLAY"]


@pytest.fixture
def manager(bare: str) -> Iterator[Manager]:
    manager = Manager(bare)
    manager.claim()
    manager.promise(*PROMISED)
    manager.activate(0)
    yield manager
    manager.close()


@pytest.fixture
def near(bare: str) -> Iterator[Eye]:
    """An eye on the bare server."""
    eye = Eye(bare)
    yield eye
    eye.sense.close()


# ---- with openbox


@contextmanager
def shown(screen: VirtualDesktop, *, full: bool = False) -> Iterator[Shown]:
    """A window that is the active one, and large or not, when the block begins."""
    with Shown(screen.env["DISPLAY"], full=full) as window:
        managed(window, full=full)
        yield window


def managed(window: Shown, *, full: bool) -> None:
    """The window manager has done all that it does for a window: what it does later may tell nothing."""
    wait_until(lambda: window.is_managed(full=full), "the window to be active")


def test_a_window_that_fills_the_screen_is_a_presentation_until_it_is_gone(screen: VirtualDesktop, eye: Eye) -> None:
    eye.settles(NOTHING)
    with shown(screen, full=True):
        eye.settles(PRESENTATION)
    eye.settles(NOTHING)


def test_one_behind_another_window_is_none(screen: VirtualDesktop, eye: Eye) -> None:
    with shown(screen, full=True):
        eye.settles(PRESENTATION)
        with shown(screen):
            eye.settles(NOTHING)
        eye.settles(PRESENTATION)
    eye.settles(NOTHING)


def test_it_is_seen_at_the_next_look_and_asked_once_more(screen: VirtualDesktop, eye: Eye) -> None:
    with shown(screen) as window:
        eye.settles(NOTHING)
        for full, wanted in ((True, PRESENTATION), (False, NOTHING)) * 3:
            window.ask_for(full=full)
            wait_until(lambda full=full: window.fills() == full and eye.told(), "the window manager")  # type: ignore[misc]
            assert eye.look() == wanted
            eye.settles(wanted)


def test_nothing_is_asked_while_nothing_changes_but_titles(screen: VirtualDesktop, eye: Eye) -> None:
    with shown(screen, full=True) as window:
        eye.settles(PRESENTATION)
        before = eye.asked()
        for number in range(50):
            window.entitle(f"spinner {number}")
            assert not eye.told()
            assert eye.look(after=0.5) == PRESENTATION
        assert eye.asked() == before
        assert eye.look(after=AT_LEAST_EVERY_S) == PRESENTATION
        assert eye.asked() > before


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_window_manager_that_is_gone_tells_nothing_and_the_next_one_does(
    screen: VirtualDesktop, eye: Eye, how: signal.Signals
) -> None:
    with shown(screen, full=True) as window:
        eye.settles(PRESENTATION)
        screen._parts["wm"].send_signal(how)
        screen.kill("wm")
        eye.settles(None)
        assert not fullscreen.finding(screen.env, Texts.english()).works
        screen.start("wm")
        managed(window, full=True)
        eye.settles(PRESENTATION)
    eye.settles(NOTHING)


def test_doctor_tells_whether_a_window_manager_tells(screen: VirtualDesktop) -> None:
    assert fullscreen.finding(screen.env, Texts.english()).works
    screen.kill("wm")
    found = fullscreen.finding(screen.env, Texts.english())
    screen.start("wm")
    assert not found.works
    assert found.remedy


@contextmanager
def frozen(screen: VirtualDesktop) -> Iterator[None]:
    """While the block lasts the X server does nothing."""
    screen._parts["x"].send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        screen._parts["x"].send_signal(signal.SIGCONT)


def test_a_frozen_x_server_is_null_within_a_minute_each_look_short_and_thaws(
    screen: VirtualDesktop, quick: Eye
) -> None:
    with shown(screen, full=True):
        quick.settles(PRESENTATION)
        told: list[frozenset[Kind] | None] = []
        with frozen(screen):
            seconds = sorted(took(lambda: told.append(quick.look(after=AT_LEAST_EVERY_S))) for _ in range(5))
        assert told == [None] * 5
        assert seconds[2] < 0.1
        quick.settles(PRESENTATION)


def test_a_frozen_x_server_is_not_asked_twice(screen: VirtualDesktop, quick: Eye) -> None:
    quick.settles(NOTHING)
    with frozen(screen):
        assert quick.look(after=AT_LEAST_EVERY_S) is None
        asked = quick.asked()
        assert quick.look() is None
        assert quick.asked() == asked
    quick.settles(NOTHING)


def test_a_dead_x_server_is_null_at_once_and_a_new_one_is_found(screen: VirtualDesktop, eye: Eye) -> None:
    eye.settles(NOTHING)
    assert eye.sense._link._display is not None
    lost = weakref.ref(eye.sense._link._display)
    for part in ("wm", "x"):
        screen.kill(part)
    assert eye.look() is None
    assert lost() is None
    assert eye.look() is None
    for part in ("x", "wm"):
        screen.start(part)
    eye.settles(NOTHING)
    with shown(screen, full=True):
        eye.settles(PRESENTATION)


def test_a_look_at_the_screen_takes_some_milliseconds(screen: VirtualDesktop, quick: Eye) -> None:
    quick.settles(NOTHING)
    each = sorted(took(lambda: quick.look(after=AT_LEAST_EVERY_S)) for _ in range(50))
    assert each[45] < 0.06


# ---- with a window manager that does what it is told


def test_a_state_that_is_set_after_the_size_is_seen_a_second_later(bare: str, manager: Manager, near: Eye) -> None:
    with Shown(bare) as window:
        manager.activate(window.window.id)
        near.settles(NOTHING)
        window.widen(900)
        wait_until(near.told, "the size to be told")
        assert near.look() == NOTHING
        window.state(full=True)
        assert near.look() == NOTHING
        assert near.look(after=SETTLED_S) == PRESENTATION


def test_a_state_that_nothing_tells_of_is_seen_within_a_minute(bare: str, manager: Manager, near: Eye) -> None:
    with Shown(bare) as window:
        manager.activate(window.window.id)
        for full, wanted, before in ((True, PRESENTATION, NOTHING), (False, NOTHING, PRESENTATION)):
            near.settles(before)
            window.state(full=full)
            assert near.look() == before
            assert near.look(after=AT_LEAST_EVERY_S) == wanted


def test_a_window_that_is_gone_before_it_is_asked_is_no_error(bare: str, manager: Manager, near: Eye) -> None:
    window = Shown(bare, full=True)
    gone = window.window.id
    manager.activate(gone)
    near.settles(PRESENTATION)
    window.close()
    near.settles(NOTHING)
    manager.activate(gone)
    near.settles(NOTHING)
    with Shown(bare, full=True) as other:
        manager.activate(other.window.id)
        near.settles(PRESENTATION)


def test_a_window_manager_that_gives_no_word_or_a_false_one_is_null(manager: Manager, near: Eye) -> None:
    near.settles(NOTHING)
    manager.claim(own=manager.own + 1)
    near.settles(None)
    manager.claim()
    near.settles(NOTHING)
    manager.promise("_NET_ACTIVE_WINDOW")
    near.settles(None)
    manager.promise(*PROMISED)
    near.settles(NOTHING)
    manager.withdraw()
    near.settles(None)


def test_news_that_comes_with_an_answer_is_kept_for_the_next_look(bare: str, manager: Manager) -> None:
    with closing(open_display(bare)) as display, Shown(bare) as window:
        screen, soon = Screen(display), time.monotonic() + 10
        assert screen.filled(soon) is False
        assert not screen.changed(soon)
        manager.activate(window.window.id)
        assert screen.filled(soon) is False
        assert screen.changed(soon)
        assert not screen.changed(soon)


def test_a_window_that_is_no_longer_active_is_no_longer_listened_to(bare: str, manager: Manager, near: Eye) -> None:
    with Shown(bare) as window:
        manager.activate(window.window.id)
        near.settles(NOTHING)
        manager.activate(0)
        near.settles(NOTHING)
        window.widen(900)
        assert not near.told()


def test_a_root_window_that_is_called_active_is_still_listened_to(bare: str, manager: Manager, near: Eye) -> None:
    with Shown(bare, full=True) as window:
        manager.activate(window.display.screen().root.id)
        near.settles(NOTHING)
        manager.activate(window.window.id)
        near.settles(PRESENTATION)


def test_a_flood_of_events_holds_no_look_up_and_is_left_behind(bare: str, manager: Manager) -> None:
    near = Eye(bare, PATIENCE_S)
    with closing(near.sense), Shown(bare, full=True) as window:
        manager.activate(window.window.id)
        near.settles(PRESENTATION)
        for number in range(20_000):
            put(window.display, window.display.screen().root.id, "_UNSEAT_TEST", [number])
            if number % 200 == 0:
                window.display.sync()
        wait_until(near.told, "the flood to come")
        with at_most(0.5):
            flooded = near.look()
        near.sees(PRESENTATION)
        assert flooded is None


DEEDS = st.tuples(st.sampled_from(["open", "close", "activate", "fill", "fill unheard", "entitle"]), st.integers(0, 3))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(deeds=st.lists(st.tuples(DEEDS, st.booleans()), max_size=8))
def test_whatever_windows_do_it_is_known_a_minute_later_and_sooner_when_it_is_told(
    bare: str, manager: Manager, near: Eye, deeds: list[tuple[tuple[str, int], bool]]
) -> None:
    with ExitStack() as undo:
        desk = Desk(bare, manager, undo)
        near.sees(NOTHING)
        for (deed, which), full in deeds:
            assert near.look(after=AT_LEAST_EVERY_S) == desk.truth()
            if desk.do(deed, which, full=full):
                near.sees(desk.truth())
            near.look(after=SETTLED_S)
        assert near.look(after=AT_LEAST_EVERY_S) == desk.truth()
    manager.activate(0)


class Desk:
    """Windows by number, and which of them is active and full by what was done."""

    def __init__(self, display: str, manager: Manager, undo: ExitStack) -> None:
        self._display, self._manager, self._undo = display, manager, undo
        self._windows: dict[int, Shown] = {}
        self._full: dict[int, bool] = {}
        self._active: int | None = None

    def truth(self) -> frozenset[Kind]:
        return PRESENTATION if self._active is not None and self._full[self._active] else NOTHING

    def do(self, deed: str, which: int, *, full: bool) -> bool:
        """Whether the server tells of it."""
        if deed == "open" and which not in self._windows:
            self._windows[which] = self._undo.enter_context(Shown(self._display, full=full))
            self._full[which] = full
        elif deed == "activate":
            self._activate(which if which in self._windows else None)
            return True
        elif which in self._windows:
            return self._change(deed, which, full=full)
        return False

    def _change(self, deed: str, which: int, *, full: bool) -> bool:
        window, active = self._windows[which], self._active == which
        if deed == "entitle":
            window.entitle("another")
            return False
        if deed == "close":
            self._active = None if active else self._active
            self._windows.pop(which).close()
            return active
        window.state(full=full)
        self._full[which] = full
        return active and deed == "fill" and window.widen(900 if full else 200)

    def _activate(self, which: int | None) -> None:
        self._active = which
        self._manager.activate(0 if which is None else self._windows[which].window.id)
