"""Two machines whose folder is carried by two real Syncthings."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.desk import FakeDesk
from tests.sync.carriers import Syncthing
from tests.sync.machines import Machine, bout, minute, spans
from tests.sync.test_agent import CARDS, SETTINGS, exercise
from tools.virtual import wait_until
from unseat.core.said import Corrected
from unseat.core.words import Meant
from unseat.journal import Journal
from unseat.sync.exchanging import exchange

pytestmark = pytest.mark.desktop
Two = tuple[Syncthing, Syncthing]


@pytest.fixture(scope="module")
def carriers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    home = tmp_path_factory.mktemp("carriers")
    one, other = Syncthing(home / "one"), Syncthing(home / "other")
    one.acquaint(other)
    other.acquaint(one)
    try:
        one.start()
        other.start()
        wait_until(lambda: one.connected() and other.connected(), "their connection", 20)
        yield one, other
    finally:
        one.stop()
        other.stop()


@pytest.fixture
def two(carriers: Two, tmp_path: Path) -> Iterator[tuple[Machine, Machine]]:
    """New journals, and the folders as they are carried, with what earlier tests left."""
    machines = Machine(tmp_path / "a", carriers[0].folder), Machine(tmp_path / "b", carriers[1].folder)
    yield machines
    for machine in machines:
        machine.journal.close()


def settled(carriers: Two) -> None:
    """Both folders hold the same."""
    for one in carriers:
        one.scan()
    wait_until(lambda: contents(carriers[0]) == contents(carriers[1]), "the files to arrive", 20)


def contents(carrier: Syncthing) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in carrier.folder.glob("unseat-*.jsonl")}


def all_told(two: tuple[Machine, Machine], carriers: Two) -> None:
    for machine in two:
        machine.meets()
    settled(carriers)
    for machine in two:
        machine.meets()


def test_the_week_is_the_same_on_both_and_grows_on_both(two: tuple[Machine, Machine], carriers: Two) -> None:
    one, other = two
    one.tells(bout(0, 30), bout(60, 90))
    other.tells(bout(20, 45), bout(100, 110))
    all_told(two, carriers)
    assert spans(one.week()) == [(0, 45), (60, 90), (100, 110)]
    one.tells(Corrected(at=minute(200), start=minute(65), end=minute(70), meant=Meant.AWAY))
    other.tells(bout(120, 130))
    all_told(two, carriers)
    assert spans(one.week()) == [(0, 45), (60, 65), (70, 90), (100, 110), (120, 130)]
    assert msgspec.json.encode(one.week()) == msgspec.json.encode(other.week())
    assert {file.stat().st_mode & 0o777 for machine in two for file in machine.files} == {0o600}


def test_a_copied_machine_makes_conflict_copies_and_nothing_is_lost(
    carriers: Two, tmp_path: Path, two: tuple[Machine, Machine]
) -> None:
    """Both write to the same file while they are apart, as one journal is a copy of the other."""
    one, other = two
    one.tells(bout(300, 310))
    one.meets()
    settled(carriers)
    other.journal.close()
    one.journal._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(one.home / "journal.sqlite3", other.home / "journal.sqlite3")
    other = Machine(other.home, other.folder)
    carriers[0].pause()
    wait_until(lambda: not carriers[1].connected(), "them to be apart", 20)
    one.tells(bout(320, 330))
    other.tells(bout(340, 355))
    for machine, carrier in zip((one, other), carriers, strict=True):
        machine.meets()
        carrier.scan()
    carriers[0].resume()
    wait_until(lambda: any(map(conflicts, carriers)), "the conflict copy", 20)
    settled(carriers)
    for _ in range(2):
        all_told((one, other), carriers)
    assert {(300, 310), (320, 330), (340, 355)} <= set(spans(one.week()))
    assert spans(one.week()) == spans(other.week())
    other.journal.close()


def conflicts(carrier: Syncthing) -> bool:
    return any("sync-conflict" in file.name for file in carrier.folder.iterdir())


def test_an_exercise_done_at_one_silences_the_prompt_at_the_other(carriers: Two, tmp_path: Path) -> None:
    laptop = Machine(tmp_path / "laptop", carriers[1].folder)
    desk = FakeDesk(tmp_path, SETTINGS, CARDS)
    desk.advance(minutes=34, typing=True)
    assert "prompt" in desk.notifier.open
    laptop.tells(*exercise(31, 33))
    laptop.meets()
    settled(carriers)
    with Journal.open(desk.path, utc_offset_s=desk.offset_s) as journal:
        exchange(journal, carriers[0].folder)
    desk.tick()
    assert "prompt" not in desk.notifier.open
    laptop.journal.close()
    desk.kill()
