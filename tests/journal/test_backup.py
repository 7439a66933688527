"""A copy a day beside the journal: whole, checked, private, seven of them; and what is forgotten is in none."""

import logging
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, time, timedelta
from pathlib import Path

import pytest

from tests.desk import NINE, FakeDesk
from tests.journal.disks import FULL, read_only, small_disk
from tests.journal.making import PAGE, cut, note, numbers, open_bout, opened, overwrite, page_of, write
from unseat import catalogue
from unseat.core.words import DAY, MINUTE, SECOND, Instant
from unseat.journal import JournalDamagedError, JournalError, backup
from unseat.nightly import Nightly
from unseat.paths import config_root
from unseat.settings import load

TODAY = date(2026, 11, 23)
FOUR = time(4)


def at_once() -> None:
    """No pause between the steps."""


def make(path: Path, day: date = TODAY) -> Path:
    return backup.make(path, day, at_once)


def facts_in(copy: Path) -> list[int]:
    with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return [at for (at,) in connection.execute("SELECT at FROM fact ORDER BY at")]


def names(path: Path) -> set[str]:
    return {file.name for file in backup.folder(path).iterdir()}


def test_a_backup_holds_what_the_journal_held_is_a_file_by_itself_and_private(path: Path) -> None:
    with opened(path) as journal:
        journal.append(*map(note, range(1000)), open_bout=open_bout(1, 2))
        made = make(path)
        journal.append(note(1000))
        assert made == path.parent / "backups" / "journal-2026-11-23.sqlite3"
        assert backup.check(made).facts == 1000
        assert facts_in(made) == list(range(1000))
        assert names(path) == {made.name}
        assert made.read_bytes()[18:20] == b"\1\1"  # no log: https://sqlite.org/fileformat2.html#the_database_header
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700


def test_what_others_write_meanwhile_waits_for_nothing_and_is_not_half_in_it(path: Path) -> None:
    write(path, 0, 2000)
    written: list[int] = []

    def another() -> None:
        with opened(path) as sibling:
            written.extend(sibling.append(note(5000 + len(written)), note(5001 + len(written))))

    made = backup.make(path, TODAY, another)
    assert len(written) >= 6
    assert facts_in(made) == list(range(2001))
    assert len(numbers(path)) == 2001 + len(written)


def test_the_newest_seven_are_kept(path: Path) -> None:
    write(path, 1, 3)
    made = [make(path, TODAY + timedelta(days=number)) for number in range(9)]
    assert backup.backups(path) == made[:1:-1]


def test_a_second_one_on_a_day_takes_the_place_of_the_first(path: Path) -> None:
    write(path, 1, 3)
    make(path)
    write(path, 4, 4)
    assert facts_in(make(path)) == [1, 2, 3, 4]
    assert names(path) == {"journal-2026-11-23.sqlite3"}


def test_a_damaged_journal_pushes_no_backup_out(path: Path) -> None:
    write(path, 1, 400)
    made = [make(path, TODAY + timedelta(days=number)) for number in range(7)]
    overwrite(path, page_of(path, 200) * PAGE, b"garbage!" * 512)
    with pytest.raises(JournalDamagedError, match="the journal is damaged") as said:
        make(path, TODAY + timedelta(days=8))
    assert str(path) in str(said.value)
    assert backup.backups(path) == made[::-1]
    assert len(names(path)) == 7


def test_a_fact_that_is_not_as_it_was_written_makes_no_backup(path: Path) -> None:
    write(path, 1, 40)
    overwrite(path, path.read_bytes().index(b"number 20 x"), b"number 21 x")
    with pytest.raises(JournalDamagedError, match="not as they were written: 1 facts"):
        make(path)
    assert backup.backups(path) == []


def test_the_backups_of_a_journal_that_was_lost_are_not_pushed_out_by_a_new_one(path: Path) -> None:
    write(path, 1, 3)
    old = make(path, TODAY)
    path.unlink()
    write(path, 4, 5)
    made = [make(path, TODAY + timedelta(days=number)) for number in range(1, 10)]
    assert backup.backups(path) == [*made[:1:-1], old]


def test_a_copy_that_was_cut_short_is_no_backup_and_goes_with_the_next(path: Path) -> None:
    write(path, 1, 3)
    make(path)
    part = backup.folder(path) / ".journal-2026-11-22.sqlite3.part"
    part.write_bytes(b"half a copy")
    assert len(backup.backups(path)) == 1
    make(path)
    assert not part.exists()


def test_one_that_is_stopped_leaves_nothing(path: Path) -> None:
    write(path, 1, 2000)

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup.make(path, TODAY, stop)
    assert names(path) == set()


def test_no_backup_makes_a_journal_where_there_is_none(path: Path) -> None:
    path.parent.mkdir()
    with pytest.raises(JournalError):
        make(path)
    assert not path.exists()


def test_on_a_full_disk_the_backups_before_stay(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small") as disk:
        path = disk.folder / "journal.sqlite3"
        write(path, 1, 100)
        before = make(path)
        write(path, 101, 150)
        disk.fill()
        with pytest.raises(JournalError, match=FULL) as said:
            make(path, TODAY + timedelta(days=1))
        assert str(path.parent) in str(said.value)
        assert names(path) == {before.name}
        assert backup.check(before).facts == 100
        disk.free()
        assert backup.check(make(path, TODAY + timedelta(days=1))).facts == 150


def test_in_a_folder_that_cannot_be_written_it_is_said(path: Path) -> None:
    write(path, 1, 3)
    with opened(path), read_only(path.parent), pytest.raises(JournalError, match="check that the file and its folder"):
        make(path)
    make(path)


# ---- forgetting

MARK = b"number 77 x"


def on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.rglob("*") if file.is_file())


def test_what_is_forgotten_is_in_no_backup_and_the_rest_is(path: Path) -> None:
    write(path, 1, 100)
    make(path, TODAY)
    write(path, 101, 200)
    newest = make(path, TODAY + timedelta(days=1))
    (backup.folder(path) / ".journal-2026-11-25.sqlite3.part").write_bytes(MARK)
    assert on_disk(path).count(MARK) == 4
    with opened(path) as journal:
        assert journal.forget(Instant(50), Instant(80)) == 30
    assert MARK not in on_disk(path)
    kept = [*range(1, 50), *range(80, 101)]
    assert [facts_in(copy) for copy in backup.backups(path)] == [[*kept, *range(101, 201)], kept]
    assert backup.check(newest).facts == 170
    with closing(sqlite3.connect(newest)) as copy, pytest.raises(sqlite3.IntegrityError, match="a fact is never"):
        copy.execute("DELETE FROM fact")


@pytest.mark.parametrize("spoil", [lambda file: cut(file, 20_000), lambda file: overwrite(file, 60, b"\0\0\0\xff")])
def test_a_backup_that_cannot_be_changed_is_removed_when_something_is_forgotten(
    path: Path, spoil: Callable[[Path], None]
) -> None:
    """Cut short; or of a newer version."""
    write(path, 1, 100)
    spoil(make(path))
    make(path, TODAY + timedelta(days=1))
    with opened(path) as journal:
        journal.forget(Instant(50), Instant(80))
    assert MARK not in on_disk(path)
    assert [backup.day_of(copy) for copy in backup.backups(path)] == [TODAY + timedelta(days=1)]


def test_backups_are_forgotten_also_where_the_journal_is_gone(path: Path) -> None:
    write(path, 1, 100)
    make(path)
    path.unlink()
    with opened(path) as journal:
        journal.forget()
    assert MARK not in on_disk(path)


def test_where_a_backup_cannot_be_forgotten_the_journal_is_not_either(path: Path) -> None:
    write(path, 1, 100)
    make(path)
    with opened(path) as journal, read_only(backup.folder(path)):
        with pytest.raises(JournalError, match="backups"):
            journal.forget()
        assert len(journal.after(0)) == 100
    with opened(path) as journal:
        assert journal.forget() == 100
    assert MARK not in on_disk(path)


# ---- when


class Night:
    """Looks every five seconds, on a clock of its own."""

    def __init__(self, path: Path, now: int = NINE) -> None:
        self.now = now
        self.path = path
        self.nightly = Nightly(path, Instant(now), lambda: UTC)

    def look(self, *, seconds: int = 5, quiet: bool = False) -> list[str]:
        """The backups after so long."""
        self.now += seconds * SECOND
        for _ in range(2):  # one begins a copy, the next takes up how it went
            self.nightly.look(Instant(self.now), FOUR, quiet=quiet)
            if self.nightly._working:
                self.nightly._working.join()
        return sorted(copy.stem[-10:] for copy in backup.backups(self.path))


@pytest.fixture
def night(path: Path) -> Iterator[Night]:
    """NINE is 09:00 UTC on the day that `first` says."""
    write(path, 1, 10)
    night = Night(path)
    yield night
    night.nightly.close()


def day(night: Night, ahead: int = 0) -> str:
    return (date(1970, 1, 1) + timedelta(milliseconds=night.now) + timedelta(days=ahead)).isoformat()


def test_the_first_comes_soon_after_the_start_and_waits_for_no_quiet_moment(night: Night) -> None:
    assert night.look(seconds=55) == []
    assert night.look() == [day(night)]


def test_the_next_comes_in_the_first_quiet_moment_after_the_day_has_started(night: Night) -> None:
    first = night.look(seconds=60)
    night.look(seconds=18 * 3600 + 3480, quiet=True)  # 03:59
    assert night.look(quiet=True) == first
    assert night.look(seconds=120) == first
    assert night.look(quiet=True) == [*first, day(night)]
    assert night.look(quiet=True) == [*first, day(night)]


def test_one_that_is_overdue_waits_no_longer(night: Night) -> None:
    (first,) = night.look(seconds=60)
    assert night.look(seconds=86_400) == [first]
    assert night.look(seconds=86_400) == [first, day(night)]


def test_an_agent_that_starts_again_on_that_day_makes_no_second_one(night: Night) -> None:
    night.look(seconds=60)
    made = backup.backups(night.path)[0].stat().st_mtime_ns
    again = Night(night.path, night.now)
    again.look(seconds=60, quiet=True)
    assert backup.backups(night.path)[0].stat().st_mtime_ns == made


def test_a_clock_that_was_set_back_keeps_no_backup_waiting(night: Night) -> None:
    night.now -= 2 * DAY
    assert night.look(quiet=True) == [day(night)]


def test_a_failure_is_told_once_tried_again_after_an_hour_and_noted_for_the_doctor(
    night: Night, caplog: pytest.LogCaptureFixture
) -> None:
    backup.folder(night.path).write_text("a file in the folder's place")
    for _ in range(5):
        night.look(seconds=600, quiet=True)
    (told,) = caplog.records
    assert "No backup of the journal can be made; it is tried again every hour" in told.message
    assert told.levelno == logging.ERROR
    night.look(seconds=3600, quiet=True)
    assert len(caplog.records) == 1
    backup.folder(night.path).unlink()
    assert night.look(seconds=600, quiet=True) == []
    assert night.look(seconds=3600, quiet=True) == [day(night)]
    assert [record.message for record in caplog.records[1:]] == ["Backups of the journal are made again."]


def test_what_hinders_it_is_noted_until_it_works_again(night: Night) -> None:
    night.path.rename(night.path.with_name("away"))
    night.look(seconds=600)
    assert "cannot be opened" in (backup.noted(night.path) or "")
    night.path.with_name("away").rename(night.path)
    night.look(seconds=3600)
    assert backup.noted(night.path) is None


def test_the_agent_never_waits_for_one(path: Path) -> None:
    """While a copy is held up, looks return, and facts are written."""
    write(path, 1, 2000)
    night, held = Night(path), threading.Event()
    night.nightly._pause = lambda: held.wait(10)  # type: ignore[method-assign, assignment]
    try:
        night.nightly.look(Instant(night.now + MINUTE), FOUR, quiet=True)
        for _ in range(3):
            night.nightly.look(Instant(night.now + MINUTE), FOUR, quiet=True)
        with opened(path) as journal:
            journal.append(note(3000))
        assert night.nightly._working
        assert night.nightly._working.is_alive()
        assert backup.backups(path) == []
    finally:
        held.set()
    assert len(night.look(seconds=60)) == 1


def test_an_agent_that_ends_leaves_its_copy(path: Path) -> None:
    write(path, 1, 2000)
    night = Night(path)
    night.nightly.close()
    assert night.look(seconds=60) == []
    assert names(path) <= {"failed.txt"}


class Desk(FakeDesk):
    """With backups."""

    def nightly(self) -> Nightly:
        return Nightly(self.path, self.clocks.read().wall, lambda: self.zone)


def test_a_running_agent_makes_its_backups(tmp_path: Path) -> None:
    cards = catalogue.load([config_root() / "exercises"]).exercises
    desk = Desk(tmp_path, load(config_root() / "unseat.toml", None), cards)
    desk.advance(minutes=2, typing=True)
    nightly = desk.agent.ports.nightly
    if nightly._working:
        nightly._working.join()
    (made,) = backup.backups(desk.path)
    assert backup.check(made).facts >= 1
    desk.kill()
