"""The virtual desktop is what the other desktop tests stand on, so it is tested first."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from Xlib.display import Display
from Xlib.ext import screensaver

from tools.processes import living_with
from tools.virtual import DesktopError, VirtualDesktop, wait_until
from tools.virtual_parts import tray_is_there

pytestmark = pytest.mark.desktop

TOY = str(Path(__file__).with_name("toy_window.py"))
QUESTION = (
    "--dest=org.freedesktop.Notifications",
    "/org/freedesktop/Notifications",
    "org.freedesktop.Notifications.GetCapabilities",
)


def idle_ms(desk: VirtualDesktop) -> int:
    """What the X server's own counter says."""
    display = Display(desk.env["DISPLAY"])
    try:
        return int(screensaver.query_info(display.screen().root).idle)
    finally:
        display.close()


def colours(picture: Path) -> int:
    with Image.open(picture) as image:
        return len(image.convert("RGB").getcolors(maxcolors=2**24) or [])


def screens(desk: VirtualDesktop) -> Any:
    """What Qt sees of each: name, left, top, width, height, scale."""
    return json.loads(desk.run("python", TOY, "screens"))


def test_a_screenshot_shows_background_and_panel(desk: VirtualDesktop, tmp_path: Path) -> None:
    wait_until(lambda: desk.run("xdotool", "search", "--onlyvisible", "--class", "xfce4-panel"), "the panel's window")
    picture = tmp_path / "new" / "screen.png"
    wait_until(lambda: colours(desk.screenshot(picture)) > 1, "the panel to be drawn")
    with Image.open(picture) as image:
        assert image.size == (1280, 800)
        assert image.convert("RGB").getpixel((20, 20)) == (0x51, 0x63, 0x6D)


def test_typing_and_moving_reset_the_idle_counter(desk: VirtualDesktop) -> None:
    for gesture in (("key", "a"), ("mousemove", "300", "200"), ("click", "4")):
        wait_until(lambda: idle_ms(desk) >= 300, "300 ms without input")
        desk.run("xdotool", *gesture)
        assert idle_ms(desk) < 300


def test_both_kinds_of_tray_and_the_notifier_serve(desk: VirtualDesktop, plain_desk: VirtualDesktop) -> None:
    assert desk.owned("org.kde.StatusNotifierWatcher")
    assert not plain_desk.owned("org.kde.StatusNotifierWatcher")
    assert desk.owned("org.freedesktop.Notifications")
    assert plain_desk.owned("org.freedesktop.Notifications")
    assert desk.env["DISPLAY"] != plain_desk.env["DISPLAY"]


def test_a_panel_can_be_lost_and_come_back(plain_desk: VirtualDesktop) -> None:
    plain_desk.kill("panel")
    assert not tray_is_there(plain_desk.env["DISPLAY"])
    plain_desk.start("panel")
    assert tray_is_there(plain_desk.env["DISPLAY"])


def test_a_notifier_can_be_lost_and_come_back(plain_desk: VirtualDesktop) -> None:
    plain_desk.kill("notifier")
    assert not plain_desk.owned("org.freedesktop.Notifications")
    plain_desk.start("notifier")
    assert plain_desk.owned("org.freedesktop.Notifications")


def test_two_screens_are_two_to_qt_and_one_panel_wide_to_the_panel(two_screens: VirtualDesktop, tmp_path: Path) -> None:
    assert screens(two_screens) == [["screen-1", 0, 0, 1280, 800, 1.0], ["screen-2", 1280, 0, 1280, 800, 1.0]]
    panel = wait_until(lambda: [seen for seen in two_screens.windows() if seen.title == "xfce4-panel"], "the panel")[0]
    assert (panel.left, panel.width) == (0, 1280)
    with Image.open(two_screens.screenshot(tmp_path / "both.png")) as image:
        assert image.size == (2560, 800)


def test_a_desktop_may_have_fine_dots_and_screens_of_different_sizes(tmp_path: Path) -> None:
    with VirtualDesktop(tmp_path, panel=None, notifier=None, size="1280x800+1920x1080") as desk:
        desk.set_dpi(192)
        assert screens(desk) == [["screen-1", 0, 0, 640, 400, 2.0], ["screen-2", 1280, 0, 960, 540, 2.0]]


def test_windows_are_told_from_the_lowest_to_the_topmost_and_which_has_the_focus(tmp_path: Path) -> None:
    with VirtualDesktop(tmp_path, panel=None, notifier=None) as desk:
        assert (desk.windows(), desk.focused()) == ([], None)
        for count in (1, 2):
            desk.spawn("python", TOY)
            wait_until(lambda count=count: len(desk.windows()) == count, f"window {count}")  # type: ignore[misc]
        below, above = desk.windows()
        wait_until(lambda: desk.focused() == above, "the later one to have the focus")
        desk.run("xdotool", "windowactivate", "--sync", str(below.id))
        wait_until(lambda: desk.windows()[-1].id == below.id, "the first to be above")
        assert (has := desk.focused())
        assert (has.id, has.title) == (below.id, "Toy")


def test_nothing_starts_a_notifier_unasked(tmp_path: Path) -> None:
    with VirtualDesktop(tmp_path, panel=None, notifier=None) as bare:
        with pytest.raises(DesktopError, match="ServiceUnknown"):
            bare.run("dbus-send", "--print-reply", *QUESTION)
        assert not bare.owned("org.freedesktop.Notifications")


def test_a_program_sees_only_the_desktops_own_folders(tmp_path: Path) -> None:
    with VirtualDesktop(tmp_path, panel=None, notifier=None, extra={"LANG": "nl_NL.UTF-8"}) as bare:
        seen = dict(line.split("=", 1) for line in bare.run("env").splitlines())
    folders = {value for name, value in seen.items() if name == "HOME" or name.startswith("XDG_")}
    assert all(Path(folder).is_relative_to(tmp_path) and Path(folder).is_dir() for folder in folders)
    assert seen["LANG"] == "nl_NL.UTF-8"
    assert Path(seen["XDG_RUNTIME_DIR"]).stat().st_mode & 0o777 == 0o700


def test_exit_leaves_no_process_even_of_those_that_left_their_parent(tmp_path: Path) -> None:
    mine = f"HOME={tmp_path / 'home'}"
    with VirtualDesktop(tmp_path) as desk:
        spawned = desk.spawn("sleep", "1000")
        desk.run("sh", "-c", "setsid sleep 1000 >/dev/null 2>&1 &")
        assert len(living_with(mine)) >= 8
    assert spawned.returncode is not None
    assert living_with(mine) == []


def test_a_part_that_cannot_start_is_an_error_that_shows_its_log_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(DesktopError, match="Xvfb did not start"), VirtualDesktop(tmp_path, size="no-size"):
        pass
    assert living_with(f"HOME={tmp_path / 'home'}") == []
