"""The instrument with which tests read and press what a screen reader would, tried on a window that is known."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.accessible import Accessibility, Accessible, GoneError, accessibility
from tools.processes import end
from tools.virtual import VirtualDesktop, wait_until

pytestmark = pytest.mark.desktop

TOY = str(Path(__file__).with_name("toy_window.py"))


@pytest.fixture
def toy(desk: VirtualDesktop, a11y: Accessibility) -> Iterator[subprocess.Popen[bytes]]:
    process = desk.spawn("python", TOY)
    yield process
    end(process)


@pytest.fixture
def window(a11y: Accessibility, toy: subprocess.Popen[bytes]) -> Accessible:
    return a11y.window("Toy")


def test_a_button_pressed_does_what_it_does_and_is_heard(a11y: Accessibility, window: Accessible) -> None:
    window.find("push button", "Count").press()
    window.find("label", "Pressed 1")
    a11y.hears("That was 1.")
    assert a11y.heard() == ["That was 1."]
    assert a11y.renamed() == ["Pressed 1"]


def test_what_insists_can_be_told_from_what_waits_its_turn(a11y: Accessibility, window: Accessible) -> None:
    for count in (1, 2, 3):
        window.find("push button", "Count").press()
        a11y.hears(f"That was {count}.")
    insists = [event.assertive for event in a11y.events() if event.kind == "Announcement"]
    assert insists == [False, False, True]


def test_what_is_hidden_is_found_when_it_shows(a11y: Accessibility, window: Accessible) -> None:
    assert [button.name for button in window.all("push button")] == ["Count"]
    for count in (1, 2, 3):
        window.find("push button", "Count").press()
        a11y.hears(f"That was {count}.")
    assert window.find("push button", "Absent").is_a()


def test_a_field_a_slider_and_the_focus_can_be_read_and_set(a11y: Accessibility, window: Accessible) -> None:
    field = window.find("text", "Words")
    assert field.text == "old"
    field.write("new")
    assert field.text == "new"
    slider = window.find("slider")
    slider.set_value(40)
    slider.do("Increase")
    assert slider.value == 41
    assert slider.text is None
    field.grab_focus()
    wait_until(lambda: a11y.focused() == field, "the field to have the focus")


def test_a_place_on_the_screen_is_where_it_can_be_clicked(
    desk: VirtualDesktop, a11y: Accessibility, window: Accessible
) -> None:
    wait_until(lambda: "active" in window.states, "the window to be active")
    left, top, width, height = window.find("push button").area
    desk.run("xdotool", "mousemove", str(left + width // 2), str(top + height // 2), "click", "1")
    a11y.hears("That was 1.")


def test_a_tree_is_json_and_leaves_out_what_is_empty(a11y: Accessibility, window: Accessible) -> None:
    tree = a11y.tree(window)
    assert json.loads(json.dumps(tree)) == tree
    assert (tree["role"], tree["name"]) == ("dialog", "Toy")
    label, button, field, *_ = tree["children"]
    assert {name: value for name, value in label.items() if name != "states"} == {
        "role": "label",
        "name": "Not pressed",
        "description": "How often",
    }
    assert "Press" in button["actions"]
    assert field["text"] == "old"
    assert {"editable", "focusable", "visible"} <= set(field["states"])


def test_a_program_is_found_by_its_own_name_too(a11y: Accessibility, window: Accessible) -> None:
    assert [program.name for program in a11y.programs()] == ["toy"]
    assert a11y.windows("toy") == a11y.windows("Toy") == [window]
    assert a11y.windows("to") == []


def test_what_is_gone_is_an_error_and_is_not_found(
    a11y: Accessibility, window: Accessible, toy: subprocess.Popen[bytes]
) -> None:
    button = window.find("push button", "Count")
    end(toy)
    with pytest.raises(GoneError):
        button.press()
    assert a11y.windows("Toy") == []
    assert not button.is_a()
    assert window.all() == []


def test_a_search_in_vain_says_what_there_is_instead(a11y: Accessibility, window: Accessible) -> None:
    with pytest.raises(TimeoutError, match="push button Missing") as caught:
        window.find("push button", "Missing", seconds=0.1)
    assert "('push button', 'Count')" in caught.value.__notes__[0]
    with pytest.raises(TimeoutError):
        a11y.hears("Silence", seconds=0.1)


def test_a_screen_reader_may_come_when_the_program_already_runs(tmp_path: Path) -> None:
    with VirtualDesktop(tmp_path, panel=None, notifier=None) as desk:
        desk.spawn("python", TOY)
        wait_until(desk.focused, "the window")
        with accessibility(desk) as a11y:
            a11y.window("Toy").find("push button", "Count").press()
            a11y.hears("That was 1.")
