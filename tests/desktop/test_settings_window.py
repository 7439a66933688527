"""The settings on a desktop, by keyboard and by ear; the agent that runs takes them up by itself."""

from collections.abc import Iterator

import pytest

from tests.desktop.agent import Agent, agent_on
from tools.accessible import Accessibility, Accessible
from tools.virtual import VirtualDesktop, wait_until
from unseat.core.words import MINUTE

pytestmark = pytest.mark.desktop

WINDOW = "unseat: settings"
OWN, SNOOZE = "My own rhythm: every", "“Later” puts it off by"


@pytest.fixture
def person(desk: VirtualDesktop) -> Iterator[Agent]:
    """Somebody whose agent runs, and asks nothing meanwhile."""
    with agent_on(desk, every="30m") as agent:
        yield agent


def opened(desk: VirtualDesktop, a11y: Accessibility) -> Accessible:
    desk.spawn("unseat", "settings")
    window = a11y.window(WINDOW)
    wait_until(lambda: "active" in window.states, "the window to be active")
    return window


def keys(desk: VirtualDesktop, *names: str) -> None:
    desk.run("xdotool", "key", "--delay", "30", *names)


def focused(a11y: Accessibility) -> list[Accessible]:
    """Qt tells of the current item of every list that it has the focus, also where the list has not."""
    found = (one for program in a11y.programs() for one in program.all(state="focused"))
    return [one for one in found if one.role != "list item"]


def has_focus(a11y: Accessibility, name: str) -> Accessible:
    (found,) = wait_until(lambda: [one for one in focused(a11y) if one.name == name], f"{name} to have the focus")
    return found


def test_by_keyboard_what_is_wrong_is_heard_and_what_is_right_is_in_force(
    desk: VirtualDesktop, person: Agent, a11y: Accessibility
) -> None:
    person.write(person.places.config_file.read_text() + "\n# written by hand\n")
    opened(desk, a11y)
    has_focus(a11y, "Settings")
    keys(desk, "Tab")
    assert has_focus(a11y, "5 minutes every 30 minutes").description.endswith("MSS.0000000000003109).")
    keys(desk, "Down", "Down")
    has_focus(a11y, OWN)
    keys(desk, "Tab", "ctrl+a", "5", "s", "ctrl+s")
    wrong = 'found "5s", allowed is a duration of at least 10s and at most 24h such as "30m"'
    a11y.hears(wrong)
    assert has_focus(a11y, OWN).description == wrong
    assert 'every = "30m"' in person.places.config_file.read_text()
    keys(desk, "ctrl+a", "4", "7", "m", "ctrl+s")
    person.no_window()
    wait_until(lambda: person.view.every == 47 * MINUTE, "the agent to take it up", 5)
    text = person.places.config_file.read_text()
    assert "# written by hand" in text
    assert text.count("47m") == 1


def test_a_screen_reader_finds_every_field_and_a_file_with_an_error_is_left_alone(
    desk: VirtualDesktop, person: Agent, a11y: Accessibility
) -> None:
    window = opened(desk, a11y)
    field = window.find("text", SNOOZE)
    assert field.text == "1s"
    field.write("8m")
    window.find("push button", "Cancel").press()
    person.no_window()
    person.write("[prompts]\n\nevery =\n")
    trouble = opened(desk, a11y)
    trouble.find("label", f"{person.places.config_file}, line 3")
    trouble.find("push button", "Try again").press()
    trouble.find("push button", "Close").press()
    person.no_window()
    assert person.places.config_file.read_text() == "[prompts]\n\nevery =\n"
    assert person.process.poll() is None
