"""The guided session on a real desktop: both sides, the timer that holds, every way out, and by ear alone."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.agent import Agent, agent_on
from tests.desktop.test_card import NAME, SOON, answered, card_on, prompted
from tests.desktop.test_notify_desktop import windows as notifications
from tools.accessible import Accessibility, Accessible
from tools.virtual import VirtualDesktop, wait_until
from unseat.core import facts
from unseat.core.fact import Sides
from unseat.core.words import SECOND, Answer, Because, Instant
from unseat.journal import Journal

pytestmark = pytest.mark.desktop

READY, SIDE, CHANGE = 5, 15, 5
WHOLE = READY + SIDE + CHANGE + SIDE
OFTEN, AT_ONCE = 100, 4
"""How many windows are opened, and how many at one time."""


@pytest.fixture
def agent(desk: VirtualDesktop) -> Iterator[Agent]:
    with agent_on(desk, show="card", missed_after="60s") as running:
        yield running


def started(agent: Agent, a11y: Accessibility) -> Accessible:
    """The session of a prompt, begun by its card."""
    prompted(agent)
    card_on(a11y).find("push button", "Start").press()
    return led(agent, a11y)


def led(agent: Agent, a11y: Accessibility) -> Accessible:
    """The session's window, once it leads. With a screen reader at work it waits for the person to begin."""
    agent.waits_for(facts.SessionStarted, SOON)
    window = wait_until(lambda: _with(a11y, "push button", "Begin"), "the session to wait for its reader", 5)
    window.find("push button", "Begin").press()
    window.find("push button", "Pause")
    return window


def _with(a11y: Accessibility, role: str, name: str) -> Accessible | None:
    return next((window for window in a11y.windows(NAME) if window.all(role, name)), None)


def ended(agent: Agent, seconds: float = SOON) -> facts.SessionEnded:
    return agent.waits_for(facts.SessionEnded, seconds)


def test_both_sides_by_ear_alone_done_and_verified(agent: Agent, a11y: Accessibility) -> None:
    """A person who sees nothing and has no mouse is told every step, and touches nothing until it is over."""
    window = started(agent, a11y)
    for heard in ("Begin: 15 s.", "Change sides", "Done"):
        wait_until(lambda heard=heard: any(heard in said for said in a11y.heard()), heard, SIDE + CHANGE + 5)  # type: ignore[misc]
    said = " ".join(a11y.heard())
    assert "Left side" in said
    assert "Right side" in said
    assert "Tuck your tailbone under and stay tall." in said
    done = ended(agent)
    assert (done.answer, done.verified, done.sides) == (Answer.DONE, True, Sides(15, 15))
    assert (done.at - done.started) // SECOND >= WHOLE
    answer = answered(agent)
    assert (answer.prompt, answer.answer, answer.verified) == (done.prompt, Answer.DONE, True)
    assert agent.waits_for(facts.Bout, SOON).because is Because.SESSION
    window.find("label", "Written down.")
    window.find("push button", "Close").press()
    agent.no_window()


def test_while_somebody_types_it_holds_and_what_was_done_counts(
    desk: VirtualDesktop, agent: Agent, a11y: Accessibility
) -> None:
    window = started(agent, a11y)
    wait_until(lambda: any("Begin: 15 s." in said for said in a11y.heard()), "the first side", 15)
    agent.types_until(lambda: _held(window), "the timer to hold", 5)
    wait_until(lambda: not _held(window), "it to go on", 5)
    wait_until(lambda: any("Change sides" in said for said in a11y.heard()), "the other side", SIDE + 10)
    window.find("push button", "Finish").press()
    part = ended(agent)
    assert part.sides is not None
    assert (part.answer, part.sides.left_s, part.sides.right_s < 10) == (Answer.PARTIAL, 15, True)
    assert answered(agent).answer is Answer.PARTIAL


def _held(window: Accessible) -> bool:
    return any(label.name.startswith("Held") for label in window.all("label"))


def test_the_keyboard_alone_leads_through_it(desk: VirtualDesktop, agent: Agent, a11y: Accessibility) -> None:
    prompted(agent)
    card_on(a11y)
    desk.run("xdotool", "key", "alt+Tab")
    wait_until(lambda: (has := desk.focused()) and has.title == NAME, "the card to have the focus", 3)
    desk.run("xdotool", "key", "Return")
    window = led(agent, a11y)
    desk.run("xdotool", "key", "space")
    window.find("push button", "Go on")
    desk.run("xdotool", "key", "space")
    desk.run("xdotool", "key", "Right")
    wait_until(lambda: any("Change sides" in said for said in a11y.heard()), "the other side", 3)
    desk.run("xdotool", "key", "Right")
    done = ended(agent)
    assert (done.answer, done.sides) == (Answer.SKIPPED, Sides(0, 0))
    desk.run("xdotool", "key", "Escape")
    agent.no_window()


def test_it_hurts(agent: Agent, a11y: Accessibility) -> None:
    window = started(agent, a11y)
    window.find("push button", "This hurts").press()
    a11y.window("unseat: when to get help").find("label", "When an exercise hurts")
    stopped = ended(agent)
    assert (stopped.answer, stopped.reason) == (Answer.SKIPPED, "hurts")
    assert agent.waits_for(facts.ExerciseHurt).exercise == "a3"
    assert answered(agent).reason == "hurts"


def test_closed_in_the_middle(desk: VirtualDesktop, agent: Agent, a11y: Accessibility) -> None:
    started(agent, a11y)
    desk.run("xdotool", "key", "alt+F4")
    closed = ended(agent)
    assert (closed.answer, closed.reason) == (Answer.SKIPPED, "closed")
    assert answered(agent).answer is Answer.SKIPPED
    agent.no_window()


def test_a_window_that_is_killed_is_asked_about(
    desk: VirtualDesktop, agent: Agent, a11y: Accessibility, tmp_path: Path
) -> None:
    started(agent, a11y)
    os.kill(agent.window(), signal.SIGKILL)
    wait_until(lambda: notifications(desk), "the question", SOON)
    agent.clicks(0, of=2, folder=tmp_path)
    said = answered(agent)
    assert (said.answer, said.verified) == (Answer.DONE, False)
    assert not agent.all(facts.SessionEnded)


def test_it_outlives_the_agent_and_the_next_one_hears_of_it(agent: Agent, a11y: Accessibility) -> None:
    window = started(agent, a11y)
    prompt = agent.one(facts.SessionStarted).prompt
    agent.process.kill()
    agent.process.wait()
    window.find("push button", "Finish").press()
    ended(agent)
    agent.start()
    said = answered(agent)
    assert (said.prompt, said.answer) == (prompt, Answer.SKIPPED)


def test_without_the_agent_it_is_written_down_all_the_same(
    desk: VirtualDesktop, agent: Agent, a11y: Accessibility
) -> None:
    assert agent.signal(signal.SIGTERM) == 0
    desk.spawn("unseat", "session", "a3")
    window = led(agent, a11y)
    assert "already running" in agent.refused("session", "a3")
    window.find("push button", "Finish").press()
    assert (own := ended(agent)).prompt is None
    assert own.exercise == "a3"


def test_the_tray_s_exercise_is_a_window_too_and_comes_at_once(agent: Agent, a11y: Accessibility) -> None:
    agent.unseat("break", "a3")
    window = led(agent, a11y)
    window.find("push button", "Finish").press()
    assert ended(agent).prompt is None


def test_a_hundred_windows_end_well_and_leave_nothing(desk: VirtualDesktop, agent: Agent) -> None:
    """Each is a card whose prompt has been answered while it came up, so it goes by itself."""
    agent.ends(lambda: agent.process.send_signal(signal.SIGTERM))
    before = set(_temporary(desk))
    codes = [code for batch in range(OFTEN // AT_ONCE) for code in _cards(desk, agent, batch)]
    assert codes == [0] * OFTEN
    agent.no_window()
    assert set(_temporary(desk)) == before


def test_the_agent_fetches_the_windows_that_it_opened(agent: Agent, a11y: Accessibility) -> None:
    window = started(agent, a11y)
    window.find("push button", "Finish").press()
    window.find("push button", "Close").press()
    agent.no_window()
    wait_until(lambda: not _children(agent.process.pid), "no child to be left, not even a dead one", 3)


def _cards(desk: VirtualDesktop, agent: Agent, batch: int) -> list[int]:
    names = [Instant(1_000_000 + batch * AT_ONCE + one) for one in range(AT_ONCE)]
    argv = ("python", "-m", "unseat.windows", "card", "--exercise", "a3", "--prompt")
    cards = [subprocess.Popen((*argv, str(name)), env=desk.env) for name in names]
    wait_until(lambda: len(_shown(desk)) == AT_ONCE, "the cards", 20)
    with Journal.open(agent.places.journal_file, utc_offset_s=lambda _: 0) as journal:
        journal.append(*(facts.PromptAnswered(at=name, prompt=name, answer=Answer.NATURAL) for name in names))
    return [card.wait(10) for card in cards]


def _shown(desk: VirtualDesktop) -> list[int]:
    return [window.id for window in desk.windows() if window.title == NAME]


def _temporary(desk: VirtualDesktop) -> Iterator[Path]:
    return (path for path in Path("/tmp").iterdir() if "unseat" in path.name)  # noqa: S108


def _children(parent: int) -> list[int]:
    return [int(pid) for path in Path(f"/proc/{parent}/task").glob("*/children") for pid in path.read_text().split()]
