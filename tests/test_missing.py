"""What the agent says in its log of parts of the desktop that go and come back."""

from pathlib import Path

import pytest

from tests.desk import FakeDesk
from unseat import catalogue
from unseat.core.view import Parts
from unseat.desktop.base import Outcome
from unseat.inbox import Stop
from unseat.missing import Missing
from unseat.paths import config_root
from unseat.settings import load

CARDS = catalogue.load([config_root() / "exercises"]).exercises
SETTINGS = load(config_root() / "unseat.toml", None)
WHOLE = Parts("x11", "xembed", "freedesktop")


def test_each_part_is_missed_once_and_welcomed_once(caplog: pytest.LogCaptureFixture) -> None:
    missing = Missing()
    for parts in (WHOLE, *[Parts("x11", None, None)] * 3, *[WHOLE] * 3):
        missing.look(parts, watched=True)
    assert [line.partition(" any more")[0] for line in caplog.messages[:1]] == ["No panel shows the icon"]
    assert len(caplog.messages) == 4
    assert caplog.messages[2:] == ["The icon is back.", "Notices are shown again."]


def test_what_is_back_at_the_next_look_is_not_missed(caplog: pytest.LogCaptureFixture) -> None:
    missing = Missing()
    for parts in (WHOLE, Parts(), WHOLE, Parts(), WHOLE):
        missing.look(parts, watched=True)
    assert not caplog.messages


def test_an_agent_that_ends_misses_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    desk = FakeDesk(tmp_path, SETTINGS, CARDS)
    desk.tick()
    desk.tell(Outcome("week", "failed", error="nobody shows notices"))
    desk.tell(Stop("SIGTERM"))
    desk.tick()
    assert not caplog.messages


def test_what_was_never_there_is_not_missed(caplog: pytest.LogCaptureFixture) -> None:
    missing = Missing()
    missing.look(Parts(), watched=False)
    missing.look(Parts(), watched=False)
    assert not caplog.messages


def test_the_agent_says_once_that_it_is_blind_and_once_that_a_notice_failed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    desk = FakeDesk(tmp_path, SETTINGS, CARDS)
    desk.advance(minutes=1, typing=True)
    desk.sense.broken = True
    desk.advance(minutes=10)
    assert [line.partition(",")[0] for line in caplog.messages] == ["Input cannot be seen any more"]
    desk.sense.broken = False
    for _ in range(3):
        desk.tell(Outcome("week", "failed", error="nobody shows notices"))
    assert caplog.messages[1] == "Input is seen again."
    assert [line.partition(";")[0] for line in caplog.messages[2:]] == ["A notice could not be shown"]
    desk.tell(Outcome("week", "shown"))
    assert caplog.messages[3:] == ["Notices are shown again."]
