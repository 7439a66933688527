"""What nobody knew of is asked about in the tray, said there, and counts: on a real desktop, with every part real."""

import json
from collections.abc import Iterator

import pytest

from tests.desktop.agent import Agent, agent_on
from tools.virtual import VirtualDesktop, wait_until
from unseat.core import facts
from unseat.core.words import SECOND, Meant, State

pytestmark = pytest.mark.desktop

BREAK = 10 * SECOND


@pytest.fixture
def agent(desk: VirtualDesktop) -> Iterator[Agent]:
    """Prompts are far away: they must not come between."""
    with agent_on(desk, every="30m") as own:
        yield own


def away_and_back(agent: Agent) -> None:
    agent.sits()
    agent.types_until(lambda: agent.view.bout_start, "a bout", 5)
    agent.becomes(State.AWAY, seconds=15)
    agent.sits()
    agent.types_until(lambda: agent.view.aside.gap, "the question", 5)


def test_a_quiet_time_is_said_and_the_bout_goes_on_through_it(agent: Agent) -> None:
    first = agent.sits().bout_start
    away_and_back(agent)
    gap = agent.view.aside.gap
    assert gap
    assert gap.end - gap.start >= BREAK
    assert agent.view.bout_start == gap.end
    assert "Noted: " in agent.unseat("correct", "last", "sitting")
    wait_until(lambda: agent.view.aside.gap is None and agent.view.bout_start == first, "it to be heard", 5)
    agent.becomes(State.AWAY, seconds=15)
    day = json.loads(agent.unseat("day", "--json"))
    assert (day["bouts"], day["breaks"], day["sitting_upper_s"]) == (1, 1, day["sitting_s"])
    assert day["record"]["bouts"][0]["corrected"]
    assert agent.one(facts.Corrected).meant is Meant.SITTING


def test_taken_back_the_bout_counts_from_the_return_again(agent: Agent) -> None:
    away_and_back(agent)
    back = agent.view.bout_start
    agent.unseat("correct", "last", "sitting")
    wait_until(lambda: agent.view.bout_start != back, "it to be heard", 5)
    assert "Taken back: " in agent.unseat("correct", "--undo")
    wait_until(lambda: agent.view.bout_start == back, "it to be heard", 5)
    agent.becomes(State.AWAY, seconds=15)
    assert json.loads(agent.unseat("day", "--json"))["bouts"] == 2
