"""Calls, locks and sleep as the whole agent lives them: a real sound server, and a stand-in for the login manager."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.desktop.agent import Agent, agent_on
from tests.desktop.fake_service import Daemon, FakeLogind
from tests.desktop.test_holds import SoundServer
from tools.processes import wait_until
from tools.virtual import VirtualDesktop
from unseat.core import facts
from unseat.core.words import SECOND, Because, Deferral, State

pytestmark = pytest.mark.desktop

BREAK_S = 10


@dataclass
class Room:
    """A desktop with a sound server and a login manager, and the agent in it."""

    agent: Agent
    sound: SoundServer
    logind: FakeLogind


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    system = Daemon(tmp_path / "system")
    system.start()
    extra = {"DBUS_SYSTEM_BUS_ADDRESS": system.address, "XDG_SESSION_ID": "1"}
    sound_folder = tmp_path / "sound"
    sound_folder.mkdir()
    with FakeLogind(system, tmp_path) as logind, SoundServer(sound_folder) as sound:
        logind.answers("GetSession", ["1"], "o", FakeLogind.MINE)
        extra["PULSE_SERVER"] = sound.env["PULSE_SERVER"]
        with (
            VirtualDesktop(tmp_path / "desk", panel=None, notifier=None, extra=extra) as desk,
            agent_on(desk, every="15s") as agent,
        ):
            yield Room(agent, sound, logind)
    system.kill()


def test_a_call_holds_the_bout_and_the_prompt_and_lets_both_go(room: Room) -> None:
    agent = room.agent
    agent.sits()
    with room.sound.recording("mic"):
        wait_until(lambda: agent.view.waiting_for is Deferral.CALL, "the prompt to be kept back", 25)
        assert agent.view.state is State.SITTING
        assert agent.all(facts.Bout) == []
    bout = agent.waits_for(facts.Bout, seconds=BREAK_S + 8)
    assert bout.because is Because.NO_INPUT
    assert bout.held_ms >= BREAK_S * SECOND
    assert agent.all(facts.PromptDeferred)[0].because is Deferral.CALL


def test_a_lock_ends_the_bout_at_its_last_input(room: Room) -> None:
    agent = room.agent
    agent.sits()
    agent.types_until(lambda: agent.view.bout_start, "a bout", 5)
    room.logind.hints(locked=True)
    bout = agent.waits_for(facts.Bout, seconds=5)
    assert bout.because is Because.LOCKED
    room.logind.hints(locked=False)
    agent.sits()
    assert not agent.waits_for(facts.Break, seconds=10).unknown


def test_before_sleep_the_open_bout_is_on_disk(room: Room) -> None:
    agent = room.agent
    agent.sits()
    agent.types_until(lambda: agent.view.bout_start, "a bout", 5)
    began = agent.view.bout_start
    room.logind.prepares(sleep=True)
    bout = agent.waits_for(facts.Bout, seconds=5)
    assert (bout.start, bout.because) == (began, Because.ASLEEP)
