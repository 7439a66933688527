"""A working day on a real desktop: from a key press to what `unseat day` says, with every part real."""

import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.desktop.agent import POLL, SEEN, Agent, Panel, agent_on
from tests.desktop.test_notify_desktop import windows
from tests.desktop.tray_harness import panel as panel_on
from tools.virtual import VirtualDesktop, wait_until
from unseat.core import facts
from unseat.core.fact import Sides
from unseat.core.words import MINUTE, SECOND, Answer, Because, Deferral, Instant, Posture, State
from unseat.desktop.tray.icon import Shape

pytestmark = pytest.mark.desktop

STATUS = (
    "agent",
    "state",
    "since",
    "sitting_s",
    "next_prompt_in_s",
    "waiting_for",
    "prompt",
    "sense",
    "tray",
    "notifier",
)
START, LATER, SKIP = 0, 1, 2
EVERY, PATIENCE, DOSE = 10 * SECOND, 3 * SECOND, 30 * SECOND
LED = 40 * SECOND
"""The dose with the time to get ready and to change sides: a window leads through it."""
PANELS = [
    pytest.param("desk", "status notifier", ("Down", "Down", "Right", "Return"), id="xfce4-panel"),
    pytest.param("plain_desk", "xembed", ("Down", "Down", "Return"), id="trayer"),
]


@pytest.fixture(scope="module")
def bare_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualDesktop]:
    with VirtualDesktop(tmp_path_factory.mktemp("bare"), panel=None, notifier=None) as desktop:
        yield desktop


@pytest.fixture(scope="module")
def long_sitting(bare_desk: VirtualDesktop) -> Iterator[Agent]:
    """Somebody who types all the while, a key a second, on a desktop with neither panel nor notifications."""
    with agent_on(bare_desk) as agent:
        bare_desk.spawn("sh", "-c", "while xdotool key a; do sleep 1; done")
        yield agent


def test_without_panel_and_notifications_it_lives_and_can_be_answered(
    long_sitting: Agent, bare_desk: VirtualDesktop, tmp_path: Path
) -> None:
    """It is known as failed, can be put off and answered by its siblings, and seen as soon as there is a panel."""
    agent, shown = long_sitting, Panel(bare_desk, tmp_path)
    agent.becomes(State.SITTING)
    assert agent.status()["tray"] is None
    failed = agent.waits_for(facts.NoticeFailed, 15)
    due = agent.one(facts.PromptDue)
    assert failed.prompt == due.at
    wait_until(lambda: agent.prompts().failed, "the agent to show it as failed", SEEN)
    assert "The notification could not be shown, so it is in the tray." in agent.unseat("why")
    with panel_on(bare_desk, "trayer"):
        shown.waits_for(Shape.PROMPT)
        wait_until(lambda: agent.status()["tray"] == "xembed", "the agent to know its panel", SEEN)
        agent.unseat("snooze", "1s")
        assert agent.waits_for(facts.PromptSnoozed).prompt == due.at
        shown.waits_to_be_rid_of(Shape.PROMPT)
    wait_until(lambda: agent.status()["tray"] is None, "the agent to know that the panel is gone", SEEN)
    agent.waits_for(facts.PromptShown, 5, count=2)
    agent.unseat("answer", "done")
    answered = agent.waits_for(facts.PromptAnswered)
    assert (answered.prompt, answered.answer, answered.verified) == (due.at, Answer.DONE, False)
    with panel_on(bare_desk, "trayer"):
        shown.waits_for(Shape.SITTING)
    assert not agent.all(facts.Bout)


@pytest.mark.parametrize(("where", "route", "pause"), PANELS)
def test_the_icon_tells_and_its_menu_acts(
    where: str, route: str, pause: tuple[str, ...], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    desk: VirtualDesktop = request.getfixturevalue(where)
    panel = Panel(desk, tmp_path)
    with agent_on(desk, every="30m") as agent:
        panel.waits_for(Shape.AWAY)
        agent.sits()
        icon = panel.waits_for(Shape.SITTING)
        assert panel.icon(Shape.AWAY) is None
        assert agent.status()["tray"] == route
        panel.opens_menu(icon)
        desk.run("xdotool", "key", *pause)
        paused = agent.waits_for(facts.Paused)
        assert paused.until is not None
        assert abs(paused.until - paused.at - 30 * MINUTE) <= SECOND
        panel.waits_for(Shape.PAUSED)
        panel.opens_menu(icon)
        assert agent.ends(lambda: desk.run("xdotool", "key", "Up", "Return")) == 0
        assert agent.one(facts.AgentStopped).why == "the person quit"
        panel.waits_to_be_rid_of(Shape.PAUSED)


@dataclass
class Day:
    """Its stages, one after the other. Each begins where the one before ended, and checks what it has come to."""

    agent: Agent
    panel: Panel
    folder: Path

    def begins(self) -> None:
        status = self.agent.status()
        assert tuple(status) == STATUS
        assert (status["agent"], status["state"], status["sitting_s"]) == ("running", "away", 0)
        assert (status["sense"], status["tray"], status["notifier"]) == ("x11", "status notifier", "freedesktop")
        assert "No prompt: you have been away since" in self.agent.unseat("why")

    def sits(self) -> Instant:
        start = self.agent.sits().bout_start
        assert start is not None
        status = self.agent.status()
        assert (status["state"], status["waiting_for"], status["prompt"]) == ("sitting", None, None)
        assert EVERY // SECOND - 1 <= status["sitting_s"] + status["next_prompt_in_s"] <= EVERY // SECOND
        assert "No prompt yet: you have been sitting since" in self.agent.unseat("why")
        return start

    def falls_due(self, start: Instant) -> Instant:
        """After so much sitting, and not earlier; then typing keeps it back until the patience is over."""
        agent = self.agent
        agent.types_until(lambda: agent.view.waiting_for, "a prompt to be due", 12)
        assert not windows(agent.desk)
        due = agent.one(facts.PromptDue).at
        assert EVERY <= due - start <= EVERY + POLL
        assert "It waits for a pause of 1 s in your typing, but at most 3 s." in agent.unseat("why")
        agent.types_until(lambda: windows(agent.desk), "the prompt", 5)
        assert agent.one(facts.PromptShown).at - due == PATIENCE
        assert agent.one(facts.PromptDeferred).because is Deferral.TYPING
        status = agent.status()
        assert status["prompt"]["exercise"] == "a3"
        assert status["next_prompt_in_s"] is None
        assert "It has been shown since" in agent.unseat("why")
        self.panel.waits_for(Shape.PROMPT)
        return due

    def put_off(self, due: Instant) -> None:
        """It comes back as the same prompt, at the first pause."""
        agent = self.agent
        agent.clicks(LATER, 3, self.folder)
        assert agent.waits_for(facts.PromptSnoozed).prompt == due
        wait_until(lambda: not windows(agent.desk), "the prompt to go")
        assert "You put the prompt" in agent.unseat("why")
        agent.types_until(lambda: agent.view.waiting_for, "the prompt to be due again", 5)
        paused = time.monotonic()
        wait_until(lambda: windows(agent.desk), "the prompt to come back", 3)
        assert time.monotonic() - paused > 0.5
        assert agent.one(facts.PromptDue).at == due

    def exercised(self, start: Instant, due: Instant) -> None:
        """With hands off: done, verified, and the bout ended where it began."""
        agent = self.agent
        agent.clicks(START, 3, self.folder)
        session = agent.waits_for(facts.SessionStarted)
        assert (session.prompt, session.exercise, session.dose_ms) == (due, "a3", DOSE)
        self.panel.waits_for(Shape.EXERCISE)
        assert "An exercise is running since" in agent.unseat("status")
        answered = agent.waits_for(facts.PromptAnswered, 45)
        assert (answered.answer, answered.verified, answered.sides) == (Answer.DONE, True, Sides(15, 15))
        assert LED <= answered.at - session.at <= LED + 2 * SECOND
        bout = agent.one(facts.Bout)
        assert (bout.start, bout.at, bout.because) == (start, session.at, Because.SESSION)
        wait_until(lambda: not windows(agent.desk), "the exercise to go")
        self.panel.waits_for(Shape.AWAY)

    def outlives_the_agent(self, start: Instant) -> None:
        """A prompt that was shown when it ended is shown again by the next, as soon as that knows what is on."""
        agent = self.agent
        agent.types_until(lambda: agent.view.waiting_for, "the second prompt to be due", 12)
        wait_until(lambda: windows(agent.desk), "the second prompt")
        assert agent.signal(signal.SIGTERM) == 0
        assert not windows(agent.desk)
        stopped = agent.status()
        assert tuple(stopped) == STATUS
        assert (stopped["agent"], stopped["state"], stopped["sense"]) == ("stopped", "unwatched", None)
        assert "The agent does not run, so no prompt comes." in agent.unseat("why")
        agent.start()
        assert agent.view.bout_start == start
        assert not windows(agent.desk)
        agent.types_until(lambda: windows(agent.desk), "it to be in front again", 20)

    def skipped(self, start: Instant) -> None:
        self.agent.clicks(SKIP, 3, self.folder)
        answered = self.agent.waits_for(facts.PromptAnswered, count=2)
        assert (answered.answer, answered.verified) == (Answer.SKIPPED, None)
        assert answered.prompt - start >= EVERY

    def is_told(self) -> None:
        day = self.agent.unseat("day")
        for told in ("Chair-edge hip-flexor stretch; put off once; done,", "; skipped", "break", "exercise"):
            assert told in day


def test_a_prompt_comes_in_time_and_its_buttons_are_the_answer(desk: VirtualDesktop, tmp_path: Path) -> None:
    with agent_on(desk, missed_after="1m") as agent:
        day = Day(agent, Panel(desk, tmp_path), tmp_path)
        day.begins()
        start = day.sits()
        due = day.falls_due(start)
        day.put_off(due)
        day.exercised(start, due)
        start = day.sits()
        day.outlives_the_agent(start)
        day.skipped(start)
        day.is_told()


def test_what_its_siblings_say_is_heard_within_two_looks(desk: VirtualDesktop) -> None:
    with agent_on(desk, every="30m") as agent:
        agent.sits()
        agent.unseat("stand")
        since = agent.becomes(State.STANDING).since
        bout = agent.waits_for(facts.Bout)
        assert (bout.at, bout.because, bout.posture) == (since, Because.STANDING, Posture.SITTING)
        agent.unseat("sit")
        agent.waits_for(facts.SittingDeclared)
        agent.sits()
        assert agent.waits_for(facts.Bout, count=2).posture is Posture.STANDING

        agent.unseat("pause", "10m")
        view = agent.becomes(State.PAUSED)
        assert view.paused_until == agent.one(facts.Paused).until
        agent.unseat("resume")
        assert not agent.becomes(State.SITTING).paused

        agent.unseat("break", "a3")
        began = agent.waits_for(facts.SessionStarted)
        assert (began.prompt, began.exercise) == (None, "a3")
        wait_until(lambda: "You started an exercise yourself" in agent.unseat("why"), "the agent to know", SEEN)
        agent.unseat("answer", "done")
        ended = agent.waits_for(facts.SessionEnded)
        agent.no_window()
        assert len(agent.all(facts.SessionEnded)) == 1
        assert (ended.started, ended.answer, ended.verified) == (began.at, Answer.DONE, False)
        assert (
            agent.refused("snooze")
            == "unseat: No prompt is shown now, so there is nothing to answer. See: unseat why\n"
        )


def test_a_pointer_that_trembles_is_nobody(desk: VirtualDesktop) -> None:
    """By a pixel, there and back, for longer than a listening to it lasts: at most one lone input, which is no bout."""
    with agent_on(desk) as agent:
        desk.run("xdotool", "mousemove", "300", "300")
        for _ in range(18):
            desk.run("xdotool", "mousemove_relative", "--", "1", "0", "sleep", "0.15")
            desk.run("xdotool", "mousemove_relative", "--", "-1", "0", "sleep", "0.15")
            assert agent.view.state is State.AWAY
        assert agent.status()["sitting_s"] == 0
        assert not agent.all(facts.Bout)


def test_a_kill_loses_a_minute_at_most(long_sitting: Agent) -> None:
    """The bout was last written longer ago than a break lasts: it cannot go on, but is recovered as far as known."""
    agent = long_sitting
    wait_until(lambda: (left := agent.journal.open_bout()) and left.last - left.start >= 50 * SECOND, "a minute", 80)
    left = agent.journal.open_bout()
    assert left is not None
    wait_until(lambda: time.time() * 1000 - left.seen > 10 * SECOND + POLL, "more than a break", 15)
    assert agent.signal(signal.SIGKILL) == -signal.SIGKILL
    killed = time.time() * 1000
    assert agent.status()["agent"] == "stopped"
    agent.start()
    bout = agent.waits_for(facts.Bout)
    assert (bout.start, bout.at, bout.recovered, bout.because) == (left.start, left.last, True, Because.UNWATCHED)
    assert killed - bout.at <= MINUTE + POLL
    view = agent.becomes(State.SITTING, 5)
    assert view.bout_start is not None
    assert view.bout_start > killed
    assert agent.one(facts.Break).because is Because.UNWATCHED
