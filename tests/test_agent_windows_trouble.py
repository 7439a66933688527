"""The agent when a window that leads through an exercise dies, is never heard of again, or outlives the agent."""

from pathlib import Path

import pytest

from tests.leading import BOTH, DIED, Make, begins, ends, led, maker
from tests.test_agent import CARDS
from unseat.core import facts
from unseat.core.activity import parse
from unseat.core.fact import Sides
from unseat.core.replay import replay
from unseat.core.session import LED_AT_MOST
from unseat.core.turns import Turns
from unseat.core.words import HOUR, MINUTE, SECOND, Answer
from unseat.desktop.base import WINDOW, Command, Outcome


@pytest.fixture
def make(tmp_path: Path) -> Make:
    return maker(tmp_path)


def test_a_window_that_dies_in_the_middle_is_asked_about_and_missed_without_an_answer(make: Make) -> None:
    desk = make()
    began = led(desk)
    desk.leading = False
    desk.tell(Outcome(WINDOW, "failed", key="session", error=DIED))
    assert "Did you do it?" in desk.notifier.open["prompt"].title
    desk.advance(minutes=3, typing=True)
    answered = desk.one(facts.PromptAnswered)
    assert (answered.prompt, answered.answer) == (began.prompt, Answer.MISSED)
    assert not desk.notifier.open


def test_a_window_that_dies_in_the_middle_may_have_been_done_all_the_same(make: Make) -> None:
    desk = make()
    led(desk)
    desk.leading = False
    desk.tell(Outcome(WINDOW, "failed", key="session", error=DIED))
    desk.click("done")
    answered = desk.one(facts.PromptAnswered)
    assert (answered.answer, answered.verified) == (Answer.DONE, False)


def test_a_window_of_one_s_own_that_dies_in_the_middle(make: Make) -> None:
    desk = make()
    desk.advance(minutes=5, typing=True)
    began = begins(desk)
    desk.advance(seconds=30)
    desk.leading = False
    desk.tell(Outcome(WINDOW, "failed", key="session", error=DIED))
    desk.advance(minutes=3, typing=True)
    ended = desk.one(facts.SessionEnded)
    assert (ended.started, ended.answer) == (began.at, Answer.MISSED)


def test_a_window_that_lets_go_without_a_word_is_seen_at_the_next_look(make: Make) -> None:
    """Whoever started it: also where no process of the agent's own ended."""
    desk = make()
    led(desk)
    desk.leading = False
    desk.tick()
    assert "Did you do it?" in desk.notifier.open["prompt"].title


def test_an_agent_that_comes_back_while_a_window_leads_keeps_quiet(make: Make) -> None:
    desk = make()
    began = led(desk)
    desk.kill()
    desk.clocks.pass_(20_000)
    desk.start()
    desk.tick()
    assert not desk.notifier.shown
    desk.advance(minutes=1)
    ends(desk, began)
    desk.tick()
    assert desk.one(facts.PromptAnswered).answer is Answer.DONE


def test_a_window_that_never_says_how_it_ended_is_missed(make: Make) -> None:
    desk = make()
    began = led(desk)
    desk.advance(minutes=29, typing=True)
    assert not desk.all(facts.PromptAnswered)
    desk.advance(minutes=1, typing=True)
    answered = desk.one(facts.PromptAnswered)
    assert (answered.answer, answered.at) == (Answer.MISSED, began.at + LED_AT_MOST)
    assert desk.desk.running is None


@pytest.mark.parametrize("by", [-3 * HOUR, -10 * MINUTE, 3 * HOUR])
def test_the_clock_is_set_while_a_window_leads(make: Make, by: int) -> None:
    """What the window writes is heard all the same, but nobody can verify it."""
    desk = make()
    began = led(desk)
    desk.advance(seconds=30)
    desk.clocks.set_wall(by)
    desk.advance(seconds=60)
    ends(desk, began)
    desk.advance(seconds=10)
    answered = desk.one(facts.PromptAnswered)
    assert (answered.prompt, answered.answer, answered.verified) == (began.prompt, Answer.DONE, False)


def test_an_agent_killed_meanwhile_hears_of_the_end_when_it_is_back(make: Make) -> None:
    desk = make()
    began = led(desk)
    desk.kill()
    desk.clocks.pass_(90 * SECOND)
    ended = ends(desk, began)
    desk.clocks.pass_(10 * SECOND)
    desk.start()
    desk.tick()
    answered = desk.one(facts.PromptAnswered)
    assert (answered.prompt, answered.at, answered.answer) == (began.prompt, ended.at, Answer.DONE)
    assert answered.sides == BOTH
    assert desk.desk.running is None


def test_an_agent_that_comes_back_while_the_window_leads_answers_when_it_ends(make: Make) -> None:
    desk = make()
    began = led(desk)
    desk.kill()
    desk.clocks.pass_(20 * SECOND)
    desk.start()
    desk.tick()
    desk.advance(seconds=60)
    assert not desk.all(facts.PromptAnswered)
    ended = ends(desk, began)
    desk.tick()
    answered = desk.one(facts.PromptAnswered)
    assert (answered.at, answered.answer, answered.sides) == (ended.at, Answer.DONE, BOTH)
    assert answered.verified is False


def test_a_window_that_fails_after_the_end_was_heard_of_begins_nothing(make: Make) -> None:
    desk = make()
    began = led(desk)
    desk.advance(minutes=2)
    ends(desk, began)
    desk.tick()
    desk.tell(Outcome(WINDOW, "failed", key="session", error="exit code -11"))
    assert desk.desk.running is None
    assert not desk.notifier.open


def test_a_welcome_that_fails_says_nothing_of_the_exercise_that_a_window_leads(make: Make) -> None:
    desk = make()
    began = led(desk)
    desk.tell(Outcome(WINDOW, "failed", key="welcome", error=DIED))
    assert not desk.notifier.open
    desk.advance(minutes=2)
    ends(desk, began)
    desk.tick()
    assert desk.one(facts.PromptAnswered).verified


def test_a_replay_of_a_led_day_gives_the_same_facts(make: Make) -> None:
    desk = make()
    began = led(desk)
    desk.advance(minutes=2)
    ends(desk, began)
    desk.advance(minutes=5)
    second = led(desk)
    desk.advance(minutes=1, typing=True)
    ends(desk, second, Answer.PARTIAL, Sides(45, 0))
    desk.advance(minutes=20, typing=True)
    desk.advance(minutes=5)
    desk.agent.inbox.put(Command("quit"))
    desk.agent.run()
    kinds = (facts.Bout, facts.Break, facts.PromptDue, facts.PromptShown, facts.PromptDeferred, facts.PromptAnswered)
    replayed = replay(parse(desk.lines()), desk.rule, Turns(CARDS, ("chair", "standing"), ()))
    again = sorted((fact for fact in replayed.facts if isinstance(fact, kinds)), key=lambda fact: fact.at)
    live = desk.told(*kinds)
    assert live == again
    assert [fact.verified for fact in live if isinstance(fact, facts.PromptAnswered)] == [True, None]
