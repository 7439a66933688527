"""What holds a bout together without input, for how long, and what keeps a prompt back."""

import threading
from pathlib import Path

import pytest

from tests.desk import NINE, FakeDesk
from unseat import catalogue
from unseat.before_sleep import BeforeSleep
from unseat.core import facts
from unseat.core.words import MINUTE, SECOND, Because, Deferral, Kind, State
from unseat.inbox import Inbox, Save
from unseat.paths import config_root
from unseat.settings import load

SETTINGS = load(config_root() / "unseat.toml", None)
CARDS = catalogue.load([config_root() / "exercises"]).exercises


@pytest.fixture
def desk(tmp_path: Path) -> FakeDesk:
    return FakeDesk(tmp_path, SETTINGS, CARDS)


def state(desk: FakeDesk) -> State:
    return desk.views[-1].state


def test_a_video_left_alone_holds_for_three_quarters_of_an_hour(desk: FakeDesk) -> None:
    desk.advance(minutes=10, typing=True)
    desk.on.add(Kind.PRESENTATION)
    desk.advance(minutes=40)
    assert state(desk) is State.SITTING
    desk.advance(minutes=10)
    assert state(desk) is State.AWAY
    bout = desk.one(facts.Bout)
    assert (bout.at - NINE) / MINUTE == pytest.approx(55, abs=0.2)
    assert bout.because is Because.NO_INPUT


def test_a_key_now_and_then_makes_it_hold_on(desk: FakeDesk) -> None:
    desk.advance(minutes=1, typing=True)
    desk.on.add(Kind.PRESENTATION)
    for _ in range(4):
        desk.advance(minutes=30)
        desk.advance(seconds=2, typing=True)
    assert desk.views[-1].state is State.SITTING
    assert desk.all(facts.Bout) == []


def test_a_call_holds_for_longer(desk: FakeDesk) -> None:
    desk.advance(minutes=1, typing=True)
    desk.on.add(Kind.CALL)
    desk.advance(minutes=120)
    assert desk.views[-1].state is State.SITTING


def test_do_not_disturb_keeps_a_prompt_back_and_says_so(desk: FakeDesk) -> None:
    desk.disturbed = True
    desk.advance(minutes=31, typing=True)
    assert desk.views[-1].waiting_for is Deferral.DO_NOT_DISTURB
    desk.advance(seconds=20)
    assert desk.all(facts.PromptShown) == []
    desk.disturbed = False
    desk.advance(seconds=10)
    assert len(desk.all(facts.PromptShown)) == 1
    assert desk.one(facts.PromptDeferred).because is Deferral.DO_NOT_DISTURB


def test_it_is_no_hold(desk: FakeDesk) -> None:
    desk.disturbed = True
    desk.advance(minutes=5, typing=True)
    desk.advance(minutes=5)
    assert desk.views[-1].state is State.AWAY


def test_before_sleep_the_open_bout_is_written_however_lately_it_was(desk: FakeDesk) -> None:
    desk.advance(minutes=5, seconds=10, typing=True)
    before = desk.journal.open_bout()
    done: list[bool] = []
    desk.advance(seconds=20, typing=True)
    desk.tell(Save(lambda: done.append(True)))
    after = desk.journal.open_bout()
    assert done == [True]
    assert before
    assert after
    assert desk.clocks.wall - after.last <= SECOND


def test_who_asks_waits_until_it_is_written_but_not_for_ever() -> None:
    inbox: Inbox = Inbox()
    asking = threading.Thread(target=BeforeSleep(inbox.put))
    asking.start()
    event = inbox.get(timeout=5)
    assert isinstance(event, Save)
    event.done()
    asking.join(timeout=0.5)
    assert not asking.is_alive()
    BeforeSleep(Inbox().put)()
