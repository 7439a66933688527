"""The window that proves that no key is lost, itself."""

from pathlib import Path

import pytest

from tools.processes import wait_until
from tools.sink import sink
from tools.virtual import VirtualDesktop

pytestmark = pytest.mark.desktop

TOY = str(Path(__file__).with_name("toy_window.py"))


def titles(desk: VirtualDesktop) -> set[str]:
    return {window.title for window in desk.windows()}


def test_it_writes_down_what_is_typed(desk: VirtualDesktop) -> None:
    with sink(desk) as editor:
        desk.run("xdotool", "type", "Hello, 3x!")
        editor.gets("Hello, 3x!")
        assert editor.focus_lost == 0
    wait_until(lambda: "sink" not in titles(desk), "the sink to be gone")


def test_a_window_that_takes_the_focus_takes_the_keys(desk: VirtualDesktop) -> None:
    with sink(desk) as editor:
        toy = desk.spawn("python", TOY)
        wait_until(lambda: (has := desk.focused()) and has.title == "Toy", "the other to have the focus")
        desk.run("xdotool", "type", "lost")
        wait_until(lambda: editor.focus_lost == 1, "the loss to be seen")
        assert editor.typed == ""
        toy.kill()
        wait_until(lambda: "Toy" not in titles(desk), "the other to be gone")


def test_a_window_that_keeps_quiet_takes_nothing(desk: VirtualDesktop) -> None:
    typed = []

    def types() -> bool:
        desk.run("xdotool", "type", "k")
        typed.append("k")
        return "Toy" in titles(desk)

    with sink(desk) as editor:
        toy = desk.spawn("python", TOY, "quiet")
        wait_until(types, "the other to be seen")
        desk.run("xdotool", "type", "ept")
        editor.gets("".join(typed) + "ept")
        assert editor.focus_lost == 0
        toy.kill()


def test_what_was_not_typed_is_named(desk: VirtualDesktop) -> None:
    with sink(desk, "other") as editor:
        desk.run("xdotool", "type", "b")
        editor.gets("b")
        with pytest.raises(TimeoutError) as caught:
            editor.gets("a", seconds=0.1)
    assert caught.value.__notes__ == ["Typed was: 'b'"]
