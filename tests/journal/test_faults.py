"""Faults of disks and files: nothing acknowledged is lost, nothing is made up, and it is said what to do.

docs/faults.md lists them all.
"""

import random
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.desk import FakeDesk
from tests.journal.disks import FULL, read_only, small_disk
from tests.journal.making import (
    NOW,
    PAGE,
    cut,
    flip,
    note,
    numbers,
    on_page,
    opened,
    overwrite,
    page_of,
    within,
    write,
)
from unseat import catalogue
from unseat.core import facts
from unseat.core.words import Instant
from unseat.journal import Journal, JournalDamagedError, JournalError, backup
from unseat.journal.repair import repair
from unseat.journal.schema import family
from unseat.paths import config_root
from unseat.settings import LastGood, Settings, SettingsFile, load

SHIPPED = config_root() / "unseat.toml"
SETTINGS = load(SHIPPED, None)
CARDS = catalogue.load([config_root() / "exercises"]).exercises
TODAY = date(2026, 11, 23)
MANY = 300
"""Notes on a dozen pages."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A journal of many notes."""
    path = tmp_path_factory.mktemp("whole") / "journal.sqlite3"
    write(path, 1, MANY)
    return path.read_bytes()


def mended(path: Path) -> list[int]:
    """What an agent's start finds: all of it as it was written. And it can go on."""
    with opened(path, mend_at=NOW) as journal:
        journal.append(note(1000))
    found = numbers(path)
    assert found[-1] == 1000
    return found[:-1]


# ---- the file is damaged


@pytest.mark.parametrize("part", range(24))
def test_a_journal_cut_short_at_any_length_keeps_the_facts_of_the_pages_left(
    path: Path, whole: bytes, part: int
) -> None:
    """From nothing at all up to a last page that is not whole; some lengths lie on the edge of a page."""
    length = 0 if not part else len(whole) * part // 24 // PAGE * PAGE + (part % 3) * 700
    path.parent.mkdir()
    path.write_bytes(whole[:length])
    safe = {number for page in range(length // PAGE) for number in within(whole, page)}
    found = mended(path)
    assert safe <= set(found) <= set(range(1, MANY + 1))
    assert len(found) == len(set(found))


@pytest.mark.parametrize("seed", range(24))
def test_whatever_bit_turns_over_no_fact_is_read_that_was_not_written(path: Path, whole: bytes, seed: int) -> None:
    """Of a table's page: those of the other pages are read. Of an index's: no more than those that there are. After a
    repair from a backup each is there, once."""
    path.parent.mkdir()
    path.write_bytes(whole)
    backup.make(path, TODAY, lambda: None)
    bit = random.Random(seed).randrange(8 * len(whole))  # noqa: S311  no secret
    flip(path, bit)
    page = bit // 8 // PAGE
    touched = set(within(whole, page)) or set(range(1, MANY + 1))
    try:
        found = set(numbers(path))
    except JournalDamagedError as error:
        assert str(path) in str(error)  # noqa: PT017  it may be found or not
        assert "unseat doctor --repair" in str(error)  # noqa: PT017
    else:
        assert set(range(1, MANY + 1)) - touched <= found <= set(range(1, MANY + 1))
    was = repair(path, NOW)
    assert was is not None
    assert was.missing == ()
    assert numbers(path) == list(range(1, MANY + 1))


@pytest.mark.parametrize("seed", range(16))
def test_whatever_is_written_over_the_file_nothing_is_made_up(path: Path, whole: bytes, seed: int) -> None:
    """Up to eight scars; what is named as missing is missing."""
    path.parent.mkdir()
    path.write_bytes(whole)
    chance = random.Random(seed)  # noqa: S311  no secret
    for _ in range(chance.randint(1, 8)):
        overwrite(path, chance.randrange(len(whole)), chance.randbytes(chance.randint(1, 64)))
    found = repair(path, NOW)
    assert found is not None
    kept = numbers(path)
    assert set(kept) <= set(range(1, MANY + 1))
    assert len(kept) == len(set(kept)) == found.kept
    named = {number for gap in found.missing for number in range(gap.first, gap.last + 1)}
    assert named == set(range(1, MANY + 1)) - set(kept)


@pytest.mark.parametrize("page", range(0, 14, 2))
def test_a_page_of_zeros_costs_what_lay_on_it_and_a_backup_gives_that_back(path: Path, whole: bytes, page: int) -> None:
    path.parent.mkdir()
    path.write_bytes(whole)
    overwrite(path, page * PAGE, bytes(PAGE))
    gone = set(within(whole, page))
    with opened(path, mend_at=NOW) as journal:
        assert journal.mended is not None
        assert journal.mended.kept == MANY - len(gone)
    assert set(range(1, MANY + 1)) - gone == set(numbers(path))
    path.write_bytes(whole)
    backup.make(path, TODAY, lambda: None)
    overwrite(path, page * PAGE, bytes(PAGE))
    assert mended(path) == list(range(1, MANY + 1))


# ---- while the agent runs


class Desk(FakeDesk):
    """Whose agent keeps its journal as the real one does."""

    def open_journal(self) -> Journal:
        return Journal.open(self.path, utc_offset_s=self.offset_s, mend_at=Instant(self.clocks.wall))


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    desk = Desk(path.parent, SETTINGS, CARDS)
    desk.advance(minutes=2, typing=True)
    yield desk
    desk.kill()


def starts(desk: Desk) -> int:
    return len(desk.all(facts.AgentStarted))


def test_a_journal_deleted_while_the_agent_runs_is_written_anew_with_all_that_it_held(desk: Desk) -> None:
    desk.advance(minutes=5)
    (sat,) = desk.all(facts.Bout)
    for file in family(desk.path):
        file.unlink()
    desk.advance(seconds=5, typing=True)
    desk.advance(minutes=5, typing=True)
    desk.advance(minutes=5)
    first, second = desk.all(facts.Bout)
    assert first == sat
    assert second.start > sat.at
    assert starts(desk) == 1
    assert desk.published().view == desk.views[-1]


def test_what_is_said_into_a_new_journal_after_the_deletion_is_heard(desk: Desk) -> None:
    """A verb finds no journal and makes one; the agent takes its place there and hears the wish."""
    for file in family(desk.path):
        file.unlink()
    with opened(desk.path) as verb:
        verb.append(facts.Paused(at=Instant(desk.clocks.wall), until=None))
    desk.advance(seconds=10, typing=True)
    assert desk.views[-1].paused
    assert starts(desk) == 1
    assert len(desk.all(facts.Paused)) == 1
    with opened(desk.path) as verb:
        verb.append(facts.Resumed(at=Instant(desk.clocks.wall)))
    desk.advance(seconds=10, typing=True)
    assert not desk.views[-1].paused


def test_a_window_that_had_the_deleted_journal_open_writes_into_the_new_one(path: Path) -> None:
    with opened(path, mend_at=NOW) as agent, opened(path) as window:
        agent.append(note(1))
        for file in family(path):
            file.unlink()
        window.append(note(2))
        agent.append(note(3))
        window.append(note(4))
    assert numbers(path) == [1, 2, 3, 4]


def test_a_window_does_not_bring_back_what_was_deleted_on_purpose(path: Path) -> None:
    with opened(path) as window:
        window.append(note(1))
        for file in family(path):
            file.unlink()
        window.append(note(2))
    assert numbers(path) == [2]


def test_only_the_file_deleted_and_its_log_left(desk: Desk) -> None:
    desk.path.unlink()
    desk.advance(minutes=3, typing=True)
    desk.advance(minutes=5)
    assert len(desk.all(facts.Bout)) == 1
    assert starts(desk) == 1


def test_the_folder_deleted(desk: Desk) -> None:
    shutil.rmtree(desk.path.parent)
    desk.advance(minutes=3, typing=True)
    desk.advance(minutes=5)
    assert starts(desk) == len(desk.all(facts.Bout)) == 1


def test_a_journal_damaged_while_the_agent_runs_is_mended_and_written_on(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.journal.append(*map(note, range(1, MANY)))
    desk.journal._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    desk.journal._connection.execute("PRAGMA shrink_memory")  # what it read before is read again
    page = page_of(desk.path, MANY - 1)
    lost = on_page(desk.path, page)
    overwrite(desk.path, page * PAGE, b"garbage!" * 512)
    desk.advance(minutes=5)
    (aside,) = asides(desk)
    assert len(desk.all(facts.Bout)) == 1
    held = {fact.at for fact in desk.all(facts.NoticeFailed)}
    assert set(range(1, MANY)) - set(lost) <= held <= set(range(1, MANY))
    told = [record.message for record in caplog.records if record.name == "unseat.keeper"]
    assert str(desk.path) in told[0]
    assert str(aside) in told[1]


def test_a_disk_that_damages_the_journal_again_costs_no_file_a_minute(desk: Desk) -> None:
    """It is mended at most once an hour; what happens meanwhile is kept in memory."""
    for _ in range(2):
        desk.journal.append(*map(note, range(1, MANY)))
        desk.journal._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        desk.journal._connection.execute("PRAGMA shrink_memory")
        overwrite(desk.path, page_of(desk.path, MANY - 1) * PAGE, b"garbage!" * 512)
        desk.advance(minutes=5)
        desk.advance(minutes=5, typing=True)
    assert len(asides(desk)) == 1
    assert "the journal is damaged" in (desk.troubles[0] or "")
    desk.advance(minutes=60)
    assert len(asides(desk)) == 2
    assert desk.troubles[1:] == [None]
    assert len(desk.all(facts.Bout)) == 3


def asides(desk: Desk) -> list[Path]:
    return [file for file in desk.path.parent.glob("*.damaged-*") if not file.name.endswith(("-wal", "-shm"))]


def test_a_journal_emptied_while_the_agent_runs_gets_back_what_log_and_backup_hold(desk: Desk) -> None:
    desk.journal.append(*map(note, range(1, 100)))
    backup.make(desk.path, TODAY, lambda: None)
    desk.journal._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    cut(desk.path, 0)
    desk.advance(minutes=3, typing=True)
    desk.advance(minutes=5)
    assert starts(desk) == len(desk.all(facts.Bout)) == 1
    assert len(desk.all(facts.NoticeFailed)) == 99


def test_another_process_that_holds_the_journal_costs_nothing_but_time(desk: Desk) -> None:
    with opened(desk.path) as other:
        other._connection.execute("BEGIN IMMEDIATE")
        desk.agent.ports.keeper.journal._connection.execute("PRAGMA busy_timeout = 1")
        desk.advance(minutes=4)
        assert desk.troubles == [f"{desk.path}: another process is writing to it; try again in a moment"]
        other._connection.execute("ROLLBACK")
    desk.advance(seconds=10)
    assert len(desk.all(facts.Bout)) == 1
    assert desk.troubles[1:] == [None]


# ---- the disk


def test_a_disk_that_fills_while_the_agent_runs_costs_nothing_once_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small") as disk:
        desk = Desk(disk.folder, SETTINGS, CARDS)
        desk.advance(minutes=5, typing=True)
        disk.fill()
        desk.advance(minutes=10)
        desk.advance(minutes=5, typing=True)
        desk.advance(minutes=10)
        assert re.search(FULL, desk.troubles[0] or "")
        assert str(desk.path) in (desk.troubles[0] or "")
        disk.free()
        desk.advance(minutes=1)
        assert desk.troubles[1:] == [None]
        assert len(desk.all(facts.Bout)) == 2
        assert starts(desk) == 1
        desk.kill()


def test_on_a_read_only_disk_it_is_said_and_nothing_is_changed(path: Path) -> None:
    write(path, 1, 20)
    before = path.read_bytes()
    with read_only(path.parent):
        with pytest.raises(JournalError, match="check that the file and its folder are yours") as said:
            opened(path, mend_at=NOW)
        assert str(path) in str(said.value)
    assert path.read_bytes() == before
    assert numbers(path) == list(range(1, 21))


def test_a_damaged_journal_on_a_read_only_disk_stays_where_it_is(path: Path) -> None:
    write(path, 1, MANY)
    overwrite(path, 0, b"garbage!" * 8)
    with read_only(path.parent), pytest.raises(JournalError, match="check that the file"):
        opened(path, mend_at=NOW)
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert mended(path) == list(range(1, MANY + 1))


# ---- the settings


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "unseat.toml"


HALF = '[prompts]\nevery = "45m"\nquiet = ["12:00-13:00"]\n\n[presence]\nidle_after = "50s"\n'


def kept(own: Path, spoil: Callable[[], object], caplog: pytest.LogCaptureFixture) -> Settings:
    """What is in force after the file was spoilt under a running agent; where it stays as it was that was said."""
    own.write_text(HALF)
    good = load(SHIPPED, own)
    settings = LastGood(SettingsFile(SHIPPED, own), good, lambda _: None)
    spoil()
    caplog.clear()
    changed = settings.changed()
    assert changed == (settings.now != good)
    if caplog.records:
        (record,) = caplog.records
        assert f"The settings stay as they were: {own}: " in record.getMessage()
        assert settings.now == good
    return settings.now


@pytest.mark.parametrize("length", range(1, len(HALF), 4))
def test_settings_half_written_are_those_before_or_what_stands_there(
    own: Path, length: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Never a value that is in neither."""
    found = kept(own, lambda: own.write_text(HALF[:length]), caplog)
    assert found.prompts.every in (45 * 60_000, SETTINGS.prompts.every)
    assert found.presence.idle_after in (50_000, SETTINGS.presence.idle_after)


@pytest.mark.parametrize("seed", range(20))
def test_settings_that_are_garbage_change_nothing_and_it_is_said_once(
    own: Path, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    garbage = random.Random(seed).randbytes(200) + b"\n=\0"  # noqa: S311  no secret
    kept(own, lambda: own.write_bytes(garbage), caplog)
    assert len(caplog.records) == 1
