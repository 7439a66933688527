"""A laptop's lid in a day with the agent: where the bout ends, and where the next begins."""

from pathlib import Path

import pytest

from tests.desk import NINE, FakeDesk
from unseat import catalogue
from unseat.core import facts
from unseat.core.words import MINUTE, SECOND, Because, Kind
from unseat.inbox import Save
from unseat.paths import config_root
from unseat.settings import load

SETTINGS = load(config_root() / "unseat.toml", None)
CARDS = catalogue.load([config_root() / "exercises"]).exercises
TYPED = 10 * MINUTE


@pytest.fixture
def desk(tmp_path: Path) -> FakeDesk:
    """Ten minutes of typing at a laptop that is open."""
    made = FakeDesk(tmp_path, SETTINGS, CARDS)
    made.lid.seen(False)
    made.advance(minutes=10, typing=True)
    return made


def sleeps(desk: FakeDesk, *, hours: float = 1) -> None:
    """As the login manager tells it, and as the clocks do."""
    desk.lid.asleep = True
    desk.on.add(Kind.ASLEEP)
    desk.tell(Save(lambda: None))
    desk.clocks.sleep(round(hours * 60) * MINUTE)


def wakes(desk: FakeDesk) -> None:
    desk.on.remove(Kind.ASLEEP)
    desk.lid.asleep = False


def closes(desk: FakeDesk) -> None:
    """Half a second after the last look."""
    desk.clocks.pass_(SECOND // 2)
    desk.lid.seen(True, hand=True)


def ended_s(desk: FakeDesk) -> float:
    """Seconds after the last key."""
    return (desk.one(facts.Bout).at - NINE - TYPED) / SECOND


def test_who_reads_and_closes_the_lid_sat_until_then(desk: FakeDesk) -> None:
    desk.advance(seconds=97)
    closes(desk)
    sleeps(desk)
    bout = desk.one(facts.Bout)
    assert ended_s(desk) == 97.5
    assert bout.because is Because.ASLEEP
    assert bout.quiet_ms == 97_500


def test_the_same_without_a_lid_ends_at_the_last_key(desk: FakeDesk) -> None:
    desk.advance(seconds=97)
    sleeps(desk)
    assert ended_s(desk) == 0


def test_one_that_was_closed_all_along_says_nothing(desk: FakeDesk) -> None:
    desk.lid.seen(True)
    desk.advance(seconds=97)
    closes(desk)
    sleeps(desk)
    assert ended_s(desk) == 0


def test_a_person_who_had_left_is_not_brought_back(desk: FakeDesk) -> None:
    desk.advance(minutes=15)
    closes(desk)
    sleeps(desk)
    assert ended_s(desk) == 0
    assert desk.one(facts.Bout).because is Because.NO_INPUT


def test_opening_it_is_the_first_input_of_the_next_bout(desk: FakeDesk) -> None:
    closes(desk)
    sleeps(desk)
    woke = desk.clocks.wall
    wakes(desk)
    desk.lid.seen(False, hand=True)
    desk.advance(seconds=70)
    desk.advance(minutes=2, typing=True)
    closes(desk)
    sleeps(desk)
    assert 0 <= desk.all(facts.Bout)[1].start - woke <= SETTINGS.presence.poll + SECOND


def test_opened_and_left_it_is_no_bout(desk: FakeDesk) -> None:
    closes(desk)
    sleeps(desk)
    wakes(desk)
    desk.lid.seen(False, hand=True)
    desk.advance(minutes=10)
    assert len(desk.all(facts.Bout)) == 1
