"""A meeting at the desk: said, it holds like a call, until it is over."""

from pathlib import Path

import pytest

from tests.desk import NINE, FakeDesk
from unseat import catalogue
from unseat.core import facts
from unseat.core.words import HOUR, MINUTE, SECOND, Deferral, Instant, State
from unseat.desktop.base import Command
from unseat.journal import Journal
from unseat.paths import config_root
from unseat.settings import load

SETTINGS = load(config_root() / "unseat.toml", None)
CARDS = catalogue.load([config_root() / "exercises"]).exercises


@pytest.fixture
def desk(tmp_path: Path) -> FakeDesk:
    return FakeDesk(tmp_path, SETTINGS, CARDS)


def minutes(at: Instant | None) -> float:
    assert at is not None
    return (at - NINE) / MINUTE


def test_without_input_it_counts_as_sitting_and_keeps_prompts_back(desk: FakeDesk) -> None:
    desk.advance(minutes=10, typing=True)
    desk.tell(Command("pause", "meeting"))
    desk.advance(minutes=40)
    view = desk.views[-1]
    assert (view.state, view.waiting_for) == (State.SITTING, Deferral.CALL)
    assert minutes(view.meeting_until) == pytest.approx(70, abs=0.1)
    assert desk.all(facts.PromptShown) == []


def test_after_it_the_prompt_comes_and_the_bout_holds_it(desk: FakeDesk) -> None:
    desk.advance(minutes=10, typing=True)
    desk.tell(Command("pause", "meeting 25m"))
    desk.advance(minutes=25)
    desk.advance(minutes=1, typing=True)
    assert desk.views[-1].meeting_until is None
    desk.advance(minutes=5)
    bout = desk.one(facts.Bout)
    assert bout.held_ms == pytest.approx(25 * MINUTE, abs=10 * SECOND)
    assert len(desk.all(facts.PromptShown)) == 1


def test_said_again_it_lasts_longer(desk: FakeDesk) -> None:
    desk.advance(seconds=10, typing=True)
    desk.tell(Command("pause", "meeting 30m"))
    desk.tell(Command("pause", "meeting 30m"))
    first, second = desk.all(facts.MeetingSaid)
    assert second.until - first.until == 30 * MINUTE


def test_it_is_over_when_the_person_says_so(desk: FakeDesk) -> None:
    desk.advance(minutes=1, typing=True)
    desk.tell(Command("pause", "meeting"))
    desk.advance(minutes=5)
    desk.tell(Command("resume"))
    assert desk.views[-1].meeting_until is None
    desk.advance(minutes=5)
    assert desk.views[-1].state is State.AWAY


def test_a_restart_goes_on_with_it(desk: FakeDesk) -> None:
    desk.advance(minutes=1, typing=True)
    with Journal.open(desk.path, utc_offset_s=desk.offset_s) as journal:
        journal.append(facts.MeetingSaid(at=Instant(desk.clocks.wall), until=Instant(desk.clocks.wall + HOUR)))
    desk.advance(seconds=10)
    desk.kill()
    desk.start()
    desk.advance(minutes=10)
    assert desk.views[-1].meeting_until is not None
    assert desk.views[-1].state is State.SITTING
