"""The icon on real panels: it appears, changes, opens its menu, acts, and outlives the panel. By what is on screen."""

import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from Xlib import Xatom

from tests.desktop.test_icon import NINE, sitting
from tests.desktop.tray_harness import Screen, Watcher, panel, tray_on
from tools.virtual import VirtualDesktop
from unseat.core.view import Aside, OpenPrompt, QuietGap
from unseat.core.words import MINUTE, Instant, State
from unseat.desktop.tray import x11
from unseat.desktop.tray.icon import Shape

STANDING = sitting(state=State.STANDING, bout_start=None, counted_from=None, next_due=None)
ASKED = msgspec.structs.replace(
    STANDING, aside=Aside(gap=QuietGap(Instant(NINE), Instant(NINE + 12 * MINUTE)), check=True)
)
PROMPTED = sitting(prompt=OpenPrompt(NINE, "couch", NINE))


ABOVE_THE_PANEL = (900, 400, 1280, 760)


@pytest.fixture
def screen(desk: VirtualDesktop, tmp_path: Path) -> Screen:
    return Screen(desk, tmp_path)


@pytest.fixture
def plain_screen(plain_desk: VirtualDesktop, tmp_path: Path) -> Screen:
    return Screen(plain_desk, tmp_path)


@pytest.fixture(scope="module")
def old_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualDesktop]:
    """xfce4-panel for XEmbed icons only: after a restart with a status notifier in it, its XEmbed half may be deaf."""
    with VirtualDesktop(tmp_path_factory.mktemp("old"), panel="xfce4-panel", notifier=None) as desktop:
        yield desktop


@pytest.fixture
def old_screen(old_desk: VirtualDesktop, tmp_path: Path) -> Screen:
    return Screen(old_desk, tmp_path)


@pytest.fixture(scope="module")
def bare_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualDesktop]:
    with VirtualDesktop(tmp_path_factory.mktemp("bare"), panel=None, notifier=None) as desktop:
        yield desktop


ROUTES = [
    pytest.param("screen", "status notifier", (), id="xfce4-panel, status notifier"),
    pytest.param("old_screen", "xembed", ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"), id="xfce4-panel, xembed"),
    pytest.param("plain_screen", "xembed", (), id="trayer, xembed"),
]

pytestmark = pytest.mark.desktop


@pytest.mark.parametrize(("where", "route", "without"), ROUTES)
class TestOnAPanel:
    @pytest.fixture
    def seen(self, where: str, request: pytest.FixtureRequest) -> Screen:
        found: Screen = request.getfixturevalue(where)
        return found

    def test_the_icon_appears_changes_and_goes(self, seen: Screen, route: str, without: tuple[str, ...]) -> None:
        with tray_on(seen.desk, route, *without) as tray:
            seen.waits_for(Shape.SITTING)
            tray.show(STANDING, 30)
            seen.waits_for(Shape.STANDING)
            assert seen.icon(Shape.SITTING) is None
            tray.show(PROMPTED, 31)
            seen.waits_for(Shape.PROMPT)
        seen.waits_to_be_rid_of(Shape.PROMPT)

    @pytest.mark.parametrize("button", [1, 3])
    def test_the_menu_opens_and_acts(self, seen: Screen, route: str, without: tuple[str, ...], button: int) -> None:
        with tray_on(seen.desk, route, *without) as tray:
            tray.show(PROMPTED, 31)
            icon = seen.waits_for(Shape.PROMPT)
            seen.changes_by(lambda: seen.click(icon, button), ABOVE_THE_PANEL)
            seen.desk.run("xdotool", "key", "Down", "Down", "Return")
            assert tray.hears() == ["put", "snooze", ""]
            seen.changes_by(lambda: seen.click(icon, button), ABOVE_THE_PANEL)
            seen.desk.run("xdotool", "key", "Up", "Return")
            assert tray.hears() == ["put", "quit", ""]

    def test_the_question_about_a_gap_is_answered_in_its_submenu(
        self, seen: Screen, route: str, without: tuple[str, ...]
    ) -> None:
        with tray_on(seen.desk, route, *without) as tray:
            tray.show(ASKED, 31)
            icon = seen.waits_for(Shape.STANDING)
            seen.changes_by(lambda: seen.click(icon, 3), ABOVE_THE_PANEL)
            if route == "status notifier":
                seen.types("Down", "Down", "Down")
                seen.changes_by(lambda: seen.types("Right"), ABOVE_THE_PANEL)
                seen.types("Down", "Return")
            else:  # our own menu has a submenu's entries in its place
                seen.types(*["Down"] * 7, "Return")
            assert tray.hears() == ["put", "correct", "standing"]

    def test_the_icon_comes_back_with_the_panel(self, seen: Screen, route: str, without: tuple[str, ...]) -> None:
        with tray_on(seen.desk, route, *without) as tray:
            seen.waits_for(Shape.SITTING)
            seen.desk.kill("panel")
            tray.docks("none")
            tray.show(STANDING, 30)
            seen.desk.start("panel")
            tray.docks(route)
            seen.waits_for(Shape.STANDING)

    def test_stop_and_a_signal_end_it_at_once(self, seen: Screen, route: str, without: tuple[str, ...]) -> None:
        with tray_on(seen.desk, route, *without) as tray:
            assert tray.ends(lambda: tray.tell("stop")) < 0.2
        with tray_on(seen.desk, route, *without) as tray:
            assert tray.ends(lambda: tray.process.send_signal(signal.SIGTERM)) < 0.2


def test_resting_on_the_icon_shows_what_it_says(plain_screen: Screen) -> None:
    with tray_on(plain_screen.desk, "xembed"):
        icon = plain_screen.waits_for(Shape.SITTING)
        plain_screen.changes_by(lambda: plain_screen.rest(icon), ABOVE_THE_PANEL)
        plain_screen.changes_by(lambda: plain_screen.rest((9, 9)), ABOVE_THE_PANEL)


def test_large_text_is_wanted_by_xft_dpi(bare_desk: VirtualDesktop) -> None:
    with closing(x11.open_display(bare_desk.env["DISPLAY"])) as display:
        for resources, expected in (("", 1.0), ("*x: 1\nXft.dpi:\t192\n", 2.0), ("Xft.dpi: much", 1.0)):
            display.screen().root.change_property(Xatom.RESOURCE_MANAGER, Xatom.STRING, 8, resources.encode())
            assert x11.scale(display) == expected


def test_our_own_menu_by_mouse(plain_screen: Screen) -> None:
    """A click beside it closes it; letting go of the button that opened it chooses nothing; a row can be clicked."""
    with tray_on(plain_screen.desk, "xembed") as tray:
        icon = plain_screen.waits_for(Shape.SITTING)
        for _ in range(2):
            plain_screen.changes_by(lambda: plain_screen.click(icon), ABOVE_THE_PANEL)
            plain_screen.changes_by(lambda: plain_screen.click((100, 100)), ABOVE_THE_PANEL)
        plain_screen.changes_by(lambda: plain_screen.click(icon), ABOVE_THE_PANEL)
        x, y = icon
        plain_screen.click((x - 60, y - 20))
        assert tray.hears() == ["put", "quit", ""]


def test_the_panel_can_read_it_all(desk: VirtualDesktop) -> None:
    """What screen readers, other panels and scripts see."""
    with tray_on(desk, "status notifier") as tray:
        name = f"org.kde.StatusNotifierItem-{tray.process.pid}-1"
        ask = ("dbus-send", "--session", "--print-reply", f"--dest={name}")
        everything = desk.run(
            *ask,
            "/StatusNotifierItem",
            "org.freedesktop.DBus.Properties.GetAll",
            "string:org.kde.StatusNotifierItem",
        )
        assert everything.count('string "sitting 22 min, next in 8 min (estimated)"') == 2
        assert everything.count("int32 22") == 2
        assert "GetLayout" in desk.run(*ask, "/MenuBar", "org.freedesktop.DBus.Introspectable.Introspect")
        desk.run(*ask, "/StatusNotifierItem", "org.kde.StatusNotifierItem.Activate", "int32:0", "int32:0")
        assert tray.hears() == ["put", "week", ""]


def test_without_any_panel_it_lives_and_waits_for_one(bare_desk: VirtualDesktop, tmp_path: Path) -> None:
    seen = Screen(bare_desk, tmp_path)
    with tray_on(bare_desk, "none") as tray:
        with panel(bare_desk, "trayer"):
            tray.docks("xembed")
            seen.waits_for(Shape.SITTING)
        tray.docks("none")
        assert tray.ends(lambda: tray.tell("stop")) < 0.2


def test_a_better_panel_is_moved_to_and_back(bare_desk: VirtualDesktop) -> None:
    """As when a desktop starts: first the XEmbed tray, then the one for status notifiers."""
    with panel(bare_desk, "trayer"), tray_on(bare_desk, "xembed") as tray:
        with closing(Watcher(bare_desk, hosted=True)):
            tray.docks("status notifier")
        tray.docks("xembed")


def test_a_watcher_without_a_panel_waits_for_one(bare_desk: VirtualDesktop) -> None:
    with closing(Watcher(bare_desk, hosted=False)) as there, tray_on(bare_desk, "none") as tray:
        there.gets_a_host()
        tray.docks("status notifier")


def test_a_watcher_that_cannot_say_is_trusted(bare_desk: VirtualDesktop) -> None:
    with closing(Watcher(bare_desk, hosted=None)), tray_on(bare_desk, "status notifier"):
        pass


def test_a_refusal_is_taken_and_the_next_route_tried(bare_desk: VirtualDesktop) -> None:
    there = Watcher(bare_desk, hosted=True, takes=False)
    with panel(bare_desk, "trayer"), closing(there), tray_on(bare_desk, "xembed"):
        assert there.asked == 1


def test_a_watcher_that_hangs_does_not_hold_up_the_end(bare_desk: VirtualDesktop) -> None:
    there = Watcher(bare_desk, hosted=True, answers=False)
    with closing(there), tray_on(bare_desk, "none") as tray:
        assert tray.ends(lambda: tray.tell("stop")) < 0.2


def test_a_watcher_that_hangs_does_not_hold_up_the_next_route(bare_desk: VirtualDesktop) -> None:
    there = Watcher(bare_desk, hosted=True, answers=False)
    with panel(bare_desk, "trayer"), closing(there), tray_on(bare_desk, "xembed"):
        pass


def test_the_bus_may_go(tmp_path: Path) -> None:
    """It is not missed where the panel needs none of it."""
    with VirtualDesktop(tmp_path, panel="trayer", notifier=None) as desk, tray_on(desk, "xembed") as tray:
        desk.kill("bus")
        tray.docks("none")
        tray.docks("xembed")


def test_neither_bus_nor_display(desk: VirtualDesktop) -> None:
    with tray_on(desk, "none", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "DISPLAY") as tray:
        assert tray.ends(lambda: tray.process.send_signal(signal.SIGTERM)) < 0.2
