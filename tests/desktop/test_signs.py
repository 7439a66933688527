"""The weekly self-check on a desktop, by keyboard and by ear; and its pictures on the page, in a real browser."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from tests.desktop.agent import Agent, agent_on
from tests.desktop.test_page import OVERLAPS
from tests.report.golden_pages import spoken
from tests.report.test_signs import CHECKED, page
from tools.accessible import Accessibility, Accessible
from tools.browser import browser
from tools.page_pictures import WIDTHS
from tools.virtual import VirtualDesktop, wait_until
from unseat.core import facts
from unseat.core.languages import LANGUAGES

pytestmark = pytest.mark.desktop

WINDOW = "unseat: five signs"
CROOKED, BACK = "Hips or a pelvis that feel crooked", "Back pain after standing or sitting for long"


@pytest.fixture
def person(desk: VirtualDesktop) -> Iterator[Agent]:
    """Somebody whose agent runs, and asks nothing meanwhile."""
    with agent_on(desk, every="30m") as agent:
        yield agent


def opened(desk: VirtualDesktop, a11y: Accessibility) -> Accessible:
    desk.spawn("unseat", "signs", "check", "--window")
    window = a11y.window(WINDOW)
    wait_until(lambda: "active" in window.states, "the window to be active")
    return window


def keys(desk: VirtualDesktop, *names: str) -> None:
    desk.run("xdotool", "key", "--delay", "30", *names)


def has_focus(a11y: Accessibility, name: str) -> None:
    wait_until(lambda: (on := a11y.focused()) and on.name == name, f"{name} to have the focus")


def checked(window: Accessible, question: str) -> list[str]:
    return [step.name for step in window.all("radio button", state="checked") if step.description == question]


def test_by_keyboard_it_is_noted_and_read_back(desk: VirtualDesktop, person: Agent, a11y: Accessibility) -> None:
    window = opened(desk, a11y)
    assert checked(window, CROOKED) == checked(window, BACK) == ["pass over"]
    window.find("radio button", "pass over").grab_focus()
    wait_until(lambda: (on := a11y.focused()) and on.description == CROOKED, "the first sign to have the focus")
    keys(desk, "Right", "Right", "Right")
    wait_until(lambda: checked(window, CROOKED) == ["2"], "the 2 to be chosen")
    keys(desk, "Tab", "Tab", "Tab", *["Right"] * 11)
    wait_until(lambda: checked(window, BACK) == ["10, very much"], "the 10 to be chosen")
    keys(desk, "Tab")
    for name in ("When to get help", "Not this week", "Note it"):
        keys(desk, "Tab")
        has_focus(a11y, name)
    keys(desk, "space")
    person.no_window()
    assert person.one(facts.SignsRated).ratings == {"crooked": 2, "back": 10}
    listed = person.unseat("signs")
    assert [line.split()[1:] for line in listed.splitlines() if line.startswith("20")] == [["2", "-", "-", "10", "-"]]
    assert "This week's check has been made." in listed


def test_what_was_noted_is_shown_and_can_be_replaced(desk: VirtualDesktop, person: Agent, a11y: Accessibility) -> None:
    person.unseat("signs", "check", "--crooked", "0", "--back", "7")
    window = opened(desk, a11y)
    window.find("label", "You have noted these this week. Noting again puts others in their place.")
    assert checked(window, CROOKED) == ["0, not at all"]
    assert checked(window, BACK) == ["7"]
    (other,) = (step for step in window.all("radio button", "6") if step.description == BACK)
    other.do("Toggle")
    window.find("push button", "Note it").press()
    person.no_window()
    assert person.all(facts.SignsRated)[-1].ratings == {"crooked": 0, "back": 6}


def test_an_empty_check_is_heard_to_be_none_and_closing_notes_nothing(
    desk: VirtualDesktop, person: Agent, a11y: Accessibility
) -> None:
    window = opened(desk, a11y)
    window.find("push button", "Note it").press()
    a11y.hears("All five are passed over, so there is nothing to note.")
    window.find("push button", "When to get help").press()
    a11y.window("unseat: when to get help").find("push button", "Close").press()
    wait_until(lambda: "active" in window.states, "the window to be active again")
    keys(desk, "alt+F4")
    person.no_window()
    assert not person.all(facts.SignsRated)
    assert not person.all(facts.SignsSkipped)


def test_not_this_week(desk: VirtualDesktop, person: Agent, a11y: Accessibility) -> None:
    opened(desk, a11y).find("push button", "Not this week").press()
    person.no_window()
    assert person.one(facts.SignsSkipped)
    assert "You wanted no check this week." in person.unseat("signs")


def test_the_section_can_be_read_at_every_width_in_every_language(tmp_path: Path) -> None:
    files = {language: tmp_path / f"{language}.html" for language in LANGUAGES}
    for language, file in files.items():
        file.write_text(page(CHECKED, spoken(language, tmp_path / "locales")), encoding="utf-8")
    with browser(tmp_path) as shown:
        for file, width in product(files.values(), WIDTHS):
            shown.show(file, width)
            assert shown.value("document.documentElement.scrollWidth") <= width, file.stem
            assert shown.value(OVERLAPS) == [], file.stem
