"""The card on a real desktop: beside the tray, without the focus; every way out of it leaves the right fact."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.agent import Agent, agent_on
from tests.desktop.test_notify_desktop import windows as notifications
from tools.accessible import Accessibility, Accessible, accessibility
from tools.sink import sink
from tools.virtual import VirtualDesktop, wait_until
from unseat.core import facts
from unseat.core.words import Answer

pytestmark = pytest.mark.desktop

NAME = "unseat: Chair-edge hip-flexor stretch"
LONG = "60s"
SOON = 4


@pytest.fixture
def agent(desk: VirtualDesktop) -> Iterator[Agent]:
    with agent_on(desk, show="card", missed_after=LONG) as running:
        yield running


def prompted(agent: Agent) -> facts.PromptShown:
    """Types until a prompt is shown."""
    agent.types_until(lambda: agent.view.prompt, "a prompt", 20)
    return agent.all(facts.PromptShown)[-1]


def card_on(a11y: Accessibility) -> Accessible:
    return a11y.window(NAME)


def answered(agent: Agent) -> facts.PromptAnswered:
    return agent.waits_for(facts.PromptAnswered, SOON)


def test_it_takes_neither_the_focus_nor_a_key(desk: VirtualDesktop, agent: Agent) -> None:
    with sink(desk) as editor:
        prompted(agent)
        wait_until(lambda: [one for one in desk.windows() if one.title == NAME], "the card", 5)
        before = len(editor.typed)
        for _ in range(5):
            agent.press()
        wait_until(lambda: len(editor.typed) == before + 5, "every key to arrive", 3)
        assert set(editor.typed) == {"a"}
        assert editor.focus_lost == 0


def test_it_stands_beside_the_tray_and_goes_with_later(desk: VirtualDesktop, agent: Agent, a11y: Accessibility) -> None:
    shown = prompted(agent)
    left, top, width, height = card_on(a11y).area
    assert 1280 - 32 <= left + width <= 1280
    assert 766 - 32 <= top + height <= 766  # above the panel
    x, y, w, h = card_on(a11y).find("push button", "Later").area
    desk.run("xdotool", "mousemove", str(x + w // 2), str(y + h // 2), "click", "1")
    assert agent.waits_for(facts.PromptSnoozed, SOON).prompt == shown.prompt
    agent.no_window()
    assert not notifications(desk)


def test_a_skip_may_have_a_reason(desk: VirtualDesktop, agent: Agent, a11y: Accessibility) -> None:
    shown = prompted(agent)
    skip = card_on(a11y).find("button menu", "Skip")
    x, y, w, h = skip.area
    desk.run("xdotool", "mousemove", str(x + w - 8), str(y + h // 2), "click", "1")
    card_on(a11y).find("menu item", "Not here").press()
    said = answered(agent)
    assert (said.prompt, said.answer, said.reason) == (shown.prompt, Answer.SKIPPED, "not here")
    agent.no_window()


def test_what_hurts_shows_the_stop_advice_and_is_not_offered_again(
    desk: VirtualDesktop, agent: Agent, a11y: Accessibility
) -> None:
    prompted(agent)
    x, y, w, h = card_on(a11y).find("button menu", "Skip").area
    desk.run("xdotool", "mousemove", str(x + w - 8), str(y + h // 2), "click", "1")
    card_on(a11y).find("menu item", "It hurts").press()
    advice = a11y.window("unseat: when to get help")
    advice.find("label", "When an exercise hurts")
    assert answered(agent).reason == "hurts"
    assert agent.one(facts.ExerciseHurt).exercise == "a3"
    advice.find("push button", "Close").press()
    agent.no_window()
    assert "! a3" in agent.unseat("exercises", "list")
    agent.types_until(lambda: len(agent.all(facts.PromptShown)) == 2, "the next prompt", 25)
    assert agent.all(facts.PromptShown)[-1].exercise != "a3"


def test_closed_by_the_window_manager_it_was_skipped(desk: VirtualDesktop, agent: Agent, a11y: Accessibility) -> None:
    prompted(agent)
    left, top, _, _ = card_on(a11y).area
    desk.run("xdotool", "mousemove", str(left + 20), str(top + 20), "click", "1")
    wait_until(lambda: (has := desk.focused()) and has.title == NAME, "the card to have the focus", 3)
    desk.run("xdotool", "key", "alt+F4")
    said = answered(agent)
    assert (said.answer, said.reason) == (Answer.SKIPPED, "closed")
    agent.no_window()


def test_leaving_the_desk_takes_it_away(desk: VirtualDesktop, agent: Agent, a11y: Accessibility) -> None:
    prompted(agent)
    card_on(a11y)
    said = agent.waits_for(facts.PromptAnswered, 15)
    assert said.answer is Answer.NATURAL
    agent.no_window()


def test_answered_from_the_terminal_it_goes(agent: Agent, a11y: Accessibility) -> None:
    prompted(agent)
    card_on(a11y)
    agent.unseat("answer", "skipped")
    agent.no_window()
    assert answered(agent).answer is Answer.SKIPPED


def test_a_card_that_is_killed_comes_back_as_a_notification(
    desk: VirtualDesktop, agent: Agent, a11y: Accessibility
) -> None:
    shown = prompted(agent)
    card_on(a11y)
    os.kill(agent.window(), signal.SIGKILL)
    wait_until(lambda: notifications(desk), "the notification", SOON)
    assert agent.prompts().prompt == shown.prompt
    agent.unseat("answer", "later")
    assert agent.waits_for(facts.PromptSnoozed, SOON).prompt == shown.prompt


def test_an_agent_that_is_killed_is_told_later(desk: VirtualDesktop, agent: Agent, a11y: Accessibility) -> None:
    """The card stays answerable, and the next agent hears of it."""
    shown = prompted(agent)
    x, y, _, h = card_on(a11y).find("button menu", "Skip").area
    agent.process.kill()
    agent.process.wait()
    desk.run("xdotool", "mousemove", str(x + 10), str(y + h // 2), "click", "1")
    agent.no_window()
    agent.start()
    said = answered(agent)
    assert (said.prompt, said.answer) == (shown.prompt, Answer.SKIPPED)


def test_it_ends_with_the_agent_and_comes_back_with_it(desk: VirtualDesktop, agent: Agent, a11y: Accessibility) -> None:
    shown = prompted(agent)
    card_on(a11y)
    assert agent.signal(signal.SIGTERM) == 0
    agent.no_window()
    agent.start()
    assert agent.prompts().prompt == shown.prompt
    assert not a11y.windows(NAME)
    agent.types_until(lambda: a11y.windows(NAME), "the card to come back", 20)
    card_on(a11y).find("label", "Whenever it suits you")


def test_two_misses_may_fill_the_screen(desk: VirtualDesktop) -> None:
    with agent_on(desk, show="full screen", missed_after="2s", back_off_after=100) as agent:
        for misses in (1, 2):
            wait = f"miss {misses}"
            agent.types_until(lambda misses=misses: len(agent.all(facts.PromptAnswered)) == misses, wait, 30)  # type: ignore[misc]
        agent.types_until(lambda: len(agent.all(facts.PromptShown)) == 3, "the third prompt", 30)
        whole = (0, 0, 1280, 800)
        wait_until(lambda: _place(desk) == whole, "the card to fill the screen", 3)
        desk.run("xdotool", "key", "Escape")


def _place(desk: VirtualDesktop) -> tuple[int, int, int, int] | None:
    cards = [one for one in desk.windows() if one.title == NAME or one.title.startswith("unseat: ")]
    return (cards[-1].left, cards[-1].top, cards[-1].width, cards[-1].height) if cards else None


def test_it_comes_where_the_person_is(two_screens: VirtualDesktop) -> None:
    with accessibility(two_screens) as a11y, agent_on(two_screens, show="card") as agent:
        two_screens.run("xdotool", "mousemove", "1900", "300")
        prompted(agent)
        left, _, width, _ = card_on(a11y).area
        assert (left >= 1280, left + width <= 2560) == (True, True)


def test_the_keyboard_alone_reaches_it(desk: VirtualDesktop, agent: Agent, a11y: Accessibility) -> None:
    with sink(desk):
        prompted(agent)
        card_on(a11y)
        desk.run("xdotool", "key", "alt+Tab")
        wait_until(lambda: (has := desk.focused()) and has.title == NAME, "the card to have the focus", 3)
        desk.run("xdotool", "key", "Tab", "Return")  # from Start to Later
        agent.waits_for(facts.PromptSnoozed, SOON)
        agent.no_window()


def test_the_agent_itself_never_loads_qt(agent: Agent, a11y: Accessibility) -> None:
    prompted(agent)
    card_on(a11y)
    assert "Qt" not in Path(f"/proc/{agent.process.pid}/maps").read_text()
