"""The first start, and the profile: three screens, once, without the focus; what is chosen there is in force."""

import signal
from collections.abc import Iterator

import pytest

from tests.desktop.agent import Agent, agent_on
from tools.accessible import Accessibility
from tools.sink import sink
from tools.virtual import VirtualDesktop, wait_until
from unseat.core import facts

pytestmark = pytest.mark.desktop

WELCOME, PROFILE = "Welcome to unseat", "unseat: my profile"


@pytest.fixture
def newcomer(desk: VirtualDesktop) -> Iterator[Agent]:
    """An agent of somebody without settings, not yet started."""
    agent = Agent(desk)
    agent.places.config_file.unlink()
    yield agent
    agent.close()


def test_it_comes_once_and_says_when_to_get_help(desk: VirtualDesktop, newcomer: Agent, a11y: Accessibility) -> None:
    with sink(desk) as editor:
        newcomer.start()
        welcome = a11y.window(WELCOME)
        assert editor.focus_lost == 0
    welcome.find("label", "It estimates from the use of keyboard and mouse how long you have been sitting.")
    welcome.find("radio button", "6 minutes every hour").do("Toggle")
    welcome.find("check box", "Start unseat when I log in").press()
    welcome.find("push button", "Next").press()
    welcome.find("check box", "On the floor").press()
    welcome.find("push button", "Next").press()
    welcome.find("label", "Call 112, or go to hospital now")
    welcome.find("label", "General information, not medical advice; not a medical device; does not diagnose or treat.")
    welcome.find("push button", "Finish").press()
    newcomer.waits_for(facts.Welcomed, 4)
    newcomer.no_window()
    chosen = newcomer.places.config_file.read_text()
    assert 'every = "60m"' in chosen
    assert "on: " in newcomer.unseat("autostart", "status")
    assert 'places = ["chair", "standing", "floor"]' in chosen
    assert newcomer.signal(signal.SIGTERM) == 0
    newcomer.start()
    assert not newcomer.windows()


def test_it_can_be_skipped_and_is_not_seen_again(newcomer: Agent, a11y: Accessibility) -> None:
    newcomer.start()
    a11y.window(WELCOME).find("push button", "Skip").press()
    newcomer.waits_for(facts.Welcomed, 4)
    newcomer.no_window()
    assert not newcomer.places.config_file.exists()
    assert newcomer.signal(signal.SIGTERM) == 0
    newcomer.start()
    assert not newcomer.windows()


def test_the_profile_is_in_force_at_once_and_keeps_what_was_written_by_hand(
    desk: VirtualDesktop, a11y: Accessibility
) -> None:
    with agent_on(desk, every="30m") as agent:
        agent.write(agent.places.config_file.read_text() + "\n# written by hand\n")
        desk.spawn("unseat", "profile")
        profile = a11y.window(PROFILE)
        profile.find("check box", "Unsteady or dizzy").press()
        profile.find("radio button", "As usual").do("Toggle")
        profile.find("push button", "Save").press()
        agent.no_window()
        text = agent.places.config_file.read_text()
        assert "# written by hand" in text
        assert 'flags = ["B"]' in text
        assert "level = 2" in text
        wait_until(lambda: "exercises.flags          B" in agent.unseat("config"), "the flag to be in force", 5)


def test_cancel_changes_nothing(desk: VirtualDesktop, a11y: Accessibility) -> None:
    with agent_on(desk, every="30m") as agent:
        before = agent.places.config_file.read_text()
        desk.spawn("unseat", "profile")
        profile = a11y.window(PROFILE)
        profile.find("check box", "On the floor").press()
        profile.find("push button", "Cancel").press()
        agent.no_window()
        assert agent.places.config_file.read_text() == before
