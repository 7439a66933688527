"""Clocks that are set by a year, and zones that change, while somebody sits (more of them: tests/test_agent.py)."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.desk import NINE, FakeClocks, FakeDesk
from tests.torture.writers import cards
from unseat.core import facts
from unseat.core.words import DAY, HOUR, MINUTE, SECOND, Because, State
from unseat.journal import Journal
from unseat.paths import config_root
from unseat.settings import load

Make = Callable[..., FakeDesk]
BRUSSELS = ZoneInfo("Europe/Brussels")
YEAR = 365 * DAY
AUTUMN = int(datetime(2026, 10, 25, 0, 40, tzinfo=UTC).timestamp() * 1000)
"""Twenty minutes before clocks in Brussels go back from 3:00 to 2:00."""
SPRING = int(datetime(2027, 3, 28, 0, 40, tzinfo=UTC).timestamp() * 1000)
"""The same before they go forward from 2:00 to 3:00."""


@pytest.fixture
def make(tmp_path: Path) -> Make:
    settings = load(config_root() / "unseat.toml", None)
    return lambda **more: FakeDesk(tmp_path, settings, cards(), **more)


def offsets(desk: FakeDesk) -> list[int]:
    """The hours east of UTC that the journal keeps with each bout, from the first."""
    with Journal.open(desk.path, utc_offset_s=desk.offset_s) as journal:
        return [entry.offset_s // 3600 for entry in journal.facts(kinds=(facts.Bout,))]


@pytest.mark.parametrize("by", [YEAR, -YEAR])
def test_a_year_forward_or_back_ends_the_bout_and_the_next_is_prompted_in_time(make: Make, by: int) -> None:
    desk = make()
    desk.advance(minutes=10, typing=True)
    desk.clocks.set_wall(by)
    desk.advance(minutes=20, typing=True)
    (bout,) = desk.all(facts.Bout)
    assert bout.because is Because.UNWATCHED
    assert 9 * MINUTE <= bout.length <= 10 * MINUTE
    assert abs(desk.one(facts.ClockStepped).by_ms - by) < SECOND
    assert desk.views[-1].state is State.SITTING
    assert "prompt" not in desk.notifier.open
    desk.advance(minutes=13.5, typing=True)
    assert "prompt" in desk.notifier.open
    desk.click("skip")
    desk.kill()
    desk.start()
    desk.advance(minutes=20, typing=True)
    assert "prompt" not in desk.notifier.open


@pytest.mark.parametrize("there_and_back", [YEAR, -YEAR, HOUR])
def test_a_clock_that_is_set_wrong_and_right_again_sits_no_time_twice(make: Make, there_and_back: int) -> None:
    desk = make()
    for by in (there_and_back, -there_and_back):
        desk.advance(minutes=10, typing=True)
        desk.clocks.set_wall(by)
    desk.advance(minutes=10, typing=True)
    desk.advance(minutes=5)
    bouts = desk.all(facts.Bout)
    assert len(bouts) == 3
    assert 27 * MINUTE <= sum(bout.length for bout in bouts) <= 30 * MINUTE
    assert len(desk.all(facts.ClockStepped)) == 2


@pytest.mark.parametrize(("night", "before", "after"), [(AUTUMN, 2, 1), (SPRING, 1, 2)])
def test_summer_time_in_mid_bout_neither_ends_nor_stretches_it(make: Make, night: int, before: int, after: int) -> None:
    desk = make(clocks=FakeClocks(night))
    desk.zone = BRUSSELS
    desk.advance(minutes=10, typing=True)
    desk.advance(minutes=5)
    desk.advance(minutes=29, typing=True)
    desk.advance(minutes=5)
    first, second = desk.all(facts.Bout)
    assert 28 * MINUTE <= second.length <= 29 * MINUTE
    assert second.because is Because.NO_INPUT
    assert first.at < night + 20 * MINUTE < second.at
    assert offsets(desk) == [before, after]
    assert not desk.all(facts.ClockStepped)


def test_a_journey_in_mid_bout_neither_ends_nor_stretches_it(make: Make) -> None:
    desk = make()
    desk.zone = BRUSSELS
    desk.advance(minutes=5, typing=True)
    desk.advance(minutes=5)
    desk.advance(minutes=10, typing=True)
    desk.zone = ZoneInfo("Asia/Tokyo")
    desk.advance(minutes=10, typing=True)
    desk.advance(minutes=5)
    _, bout = desk.all(facts.Bout)
    assert 19 * MINUTE <= bout.length <= 20 * MINUTE
    assert bout.start > NINE
    assert offsets(desk) == [1, 9]
    assert not desk.all(facts.ClockStepped)
