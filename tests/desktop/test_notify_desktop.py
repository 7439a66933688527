"""Notices on real servers: xfce4-notifyd, which draws buttons, and dunst, which does not."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from tests.desktop.test_notify import BUTTONS, ENGLISH, PROMPT, WEEK, Heard
from tools.processes import wait_until
from tools.virtual import VirtualDesktop
from unseat.desktop.base import Button, Notice, Notifier, Outcome
from unseat.desktop.notify import choose, finding

pytestmark = pytest.mark.desktop

OWNER = (
    *("dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"),
    *("org.freedesktop.DBus.GetConnectionUnixProcessID", "string:org.freedesktop.Notifications"),
)

AWKWARD = [
    Notice("week", '<b>Don\'t</b> & "do"', "a < b & c > d, <i>it's</i> fine"),
    Notice("week", "--help", "-t 9"),
    Notice("prompt", "t" * 10_000, "x" * 10_000, BUTTONS),
    Notice(
        "prompt",
        "Beweeg \N{PERSON IN LOTUS POSITION}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}",
        "één\ntwee\0\x1b\udc80",
        BUTTONS,
    ),
    Notice("week", "", ""),
]


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def notifier(desk: VirtualDesktop, heard: Heard) -> Iterator[Notifier]:
    with closing(choose(desk.env, ENGLISH, heard)) as made:
        yield made


@pytest.fixture
def plain_notifier(plain_desk: VirtualDesktop, heard: Heard) -> Iterator[Notifier]:
    with closing(choose(plain_desk.env, ENGLISH, heard)) as made:
        yield made


def server_process(desk: VirtualDesktop) -> int:
    return int(desk.run(*OWNER).split()[-1])


def windows(desk: VirtualDesktop) -> list[str]:
    """The notices on the screen of xfce4-notifyd."""
    found = desk.run("sh", "-c", "xdotool search --onlyvisible --class xfce4-notifyd || true")
    return found.split()


def displayed(desk: VirtualDesktop) -> int:
    """How many notices dunst shows."""
    return int(desk.run("dunstctl", "count", "displayed"))


def buttons(desk: VirtualDesktop, folder: Path) -> list[tuple[int, int]]:
    """The middle of each button of xfce4-notifyd's one notice: what is neither white nor narrow in its last row."""
    geometry = desk.run("xdotool", "getwindowgeometry", "--shell", windows(desk)[0])
    place = dict(line.split("=") for line in geometry.splitlines() if "=" in line)
    left, right, y = (
        int(place["X"]) + 4,
        int(place["X"]) + int(place["WIDTH"]) - 4,
        int(place["Y"]) + int(place["HEIGHT"]),
    )
    with Image.open(desk.screenshot(folder / "screen.png")) as image:
        row = [image.convert("RGB").getpixel((x, y - 22)) != (255, 255, 255) for x in range(left, right)]
    edges = [left + at for at in range(1, len(row)) if row[at] != row[at - 1]]
    runs = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False) if end - start > 30]
    return [((start + end) // 2, y - 31) for start, end in runs]


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: str(button.key))
def test_a_click_on_a_real_button_is_the_answer(
    desk: VirtualDesktop, notifier: Notifier, heard: Heard, tmp_path: Path, button: Button
) -> None:
    notifier.show(PROMPT)
    assert heard.wait_for() == Outcome("prompt", "shown")
    wait_until(lambda: len(windows(desk)) == 1 and len(buttons(desk, tmp_path)) == 3, "three buttons")
    which = BUTTONS.index(button)
    x, y = buttons(desk, tmp_path)[which]
    desk.run("xdotool", "mousemove", str(x), str(y), "click", "1")
    assert heard.wait_for(2) == Outcome("prompt", "button", key=BUTTONS[which].key)
    wait_until(lambda: not windows(desk), "the notice to be gone")


def test_closing_it_is_heard_and_withdrawing_is_not(desk: VirtualDesktop, notifier: Notifier, heard: Heard) -> None:
    notifier.show(PROMPT)
    heard.wait_for()
    wait_until(lambda: windows(desk), "the notice")
    notifier.withdraw("prompt")
    wait_until(lambda: not windows(desk), "the notice to be gone")
    notifier.show(Notice("prompt", "Short", "", BUTTONS, lasts_ms=300))
    assert [heard.wait_for(2).what, heard.wait_for(3).what] == ["shown", "closed"]


def test_a_slot_has_one_notice(desk: VirtualDesktop, notifier: Notifier, heard: Heard) -> None:
    for count in (1, 2, 3):
        notifier.show(PROMPT)
        heard.wait_for(count)
    wait_until(lambda: len(windows(desk)) == 1, "one notice")


def test_the_action_of_a_notice_on_dunst_means_the_first_button(
    plain_desk: VirtualDesktop, plain_notifier: Notifier, heard: Heard
) -> None:
    plain_notifier.show(PROMPT)
    heard.wait_for()
    wait_until(lambda: displayed(plain_desk) == 1, "the notice")
    plain_desk.run("dunstctl", "action", "0")
    assert heard.wait_for(2) == Outcome("prompt", "button", key="start")
    wait_until(lambda: displayed(plain_desk) == 0, "the notice to be gone")


@pytest.mark.parametrize("notice", AWKWARD, ids=["markup", "dashes", "long", "emoji", "empty"])
def test_any_text_is_shown(desk: VirtualDesktop, notifier: Notifier, heard: Heard, notice: Notice) -> None:
    notifier.show(notice)
    assert heard.wait_for() == Outcome(notice.slot, "shown")
    wait_until(lambda: windows(desk), "xfce4-notifyd to show it")
    notifier.withdraw(notice.slot)
    wait_until(lambda: not windows(desk), "the notice to be gone")


@pytest.mark.parametrize("notice", AWKWARD, ids=["markup", "dashes", "long", "emoji", "empty"])
def test_any_text_is_shown_on_dunst(
    plain_desk: VirtualDesktop, plain_notifier: Notifier, heard: Heard, notice: Notice
) -> None:
    plain_notifier.show(notice)
    assert heard.wait_for() == Outcome(notice.slot, "shown")
    wait_until(lambda: displayed(plain_desk), "dunst to show it")
    plain_notifier.withdraw(notice.slot)
    wait_until(lambda: not displayed(plain_desk), "the notice to be gone")


def test_a_hung_server_is_failed_within_five_seconds_and_then_used_again(
    desk: VirtualDesktop, notifier: Notifier, heard: Heard
) -> None:
    notifier.show(WEEK)
    heard.wait_for()
    process = server_process(desk)
    os.kill(process, signal.SIGSTOP)
    try:
        began = time.monotonic()
        notifier.show(PROMPT)
        assert heard.wait_for(2) == Outcome("prompt", "failed", error="no answer to Notify in time")
        assert 4.9 < time.monotonic() - began < 6
    finally:
        os.kill(process, signal.SIGCONT)
    notifier.withdraw("week")
    wait_until(lambda: not windows(desk), "the late prompt to be closed again")
    notifier.show(PROMPT)
    assert heard.wait_for(3) == Outcome("prompt", "shown")


def test_a_server_that_is_gone_and_comes_back(
    plain_desk: VirtualDesktop, plain_notifier: Notifier, heard: Heard
) -> None:
    plain_notifier.show(PROMPT)
    heard.wait_for()
    plain_desk.kill("notifier")
    assert heard.wait_for(2) == Outcome("prompt", "closed")
    plain_notifier.show(PROMPT)
    assert heard.wait_for(3).what == "failed"
    assert not finding(plain_desk.env, ENGLISH, "linux").works
    plain_desk.start("notifier")
    plain_notifier.show(PROMPT)
    assert heard.wait_for(4) == Outcome("prompt", "shown")


def test_the_doctor_knows_both(desk: VirtualDesktop, plain_desk: VirtualDesktop) -> None:
    xfce, dunst = finding(desk.env, ENGLISH, "linux"), finding(plain_desk.env, ENGLISH, "linux")
    assert xfce.works
    assert xfce.found.startswith("Xfce Notify Daemon")
    assert not xfce.remedy
    assert dunst.found.startswith("dunst 1.")
    assert "no buttons" in dunst.remedy
