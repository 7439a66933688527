"""The journal: what is written stays, costs as much to find in year ten, and goes only when it is asked to."""

import os
import re
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.journal.disks import FULL, small_disk
from unseat.core import facts
from unseat.core.fact import Fact
from unseat.core.facts import Carried
from unseat.core.offered import PromptDue
from unseat.core.running import NoticeFailed
from unseat.core.said import AppointmentNoted, Paused, Resumed
from unseat.core.wall import fixed, instant
from unseat.core.watched import Bout, OpenBout
from unseat.core.words import Because, Instant, Millis, Posture
from unseat.journal import Journal, JournalDamagedError, JournalError
from unseat.journal.pages import rows
from unseat.journal.schema import STEPS, connect, family, migrate, version

NOW = Instant(1_795_442_400_000)  # 2026-11-23T14:00:00Z
AMSTERDAM = 3600


def offset(at: Instant) -> int:
    return AMSTERDAM


def opened(path: Path, mend_at: Instant | None = None) -> Journal:
    return Journal.open(path, utc_offset_s=offset, mend_at=mend_at)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.sqlite3"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with opened(path) as journal:
        yield journal


def due(at: int) -> PromptDue:
    return PromptDue(at=Instant(at), every_ms=Millis(1_800_000))


def failed(at: int, error: str) -> NoticeFailed:
    return NoticeFailed(at=Instant(at), prompt=None, error=error)


def bout(start: int, end: int) -> Bout:
    length = Millis(end - start)
    return Bout(at=Instant(end), start=Instant(start), posture=Posture.SITTING, input_ms=length, because=Because.LOCKED)


def open_bout(start: int, seen: int) -> OpenBout:
    return OpenBout(
        start=Instant(start),
        posture=Posture.SITTING,
        last=Instant(seen),
        last_input=Instant(seen),
        input_ms=Millis(seen - start),
        quiet_ms=Millis(0),
        held_ms=Millis(0),
        seen=Instant(seen),
        steady_ms=5,
        boot="b",
    )


# What is written is read back

INSTANTS = st.integers(-(2**53), 2**53)


def field(hint: object) -> st.SearchStrategy[object]:
    if hint in (Instant, Millis, int):
        return INSTANTS
    if hint is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    if get_args(hint):
        return composed(hint)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return struct(hint)
    return st.from_type(hint)  # type: ignore[arg-type]


def composed(hint: object) -> st.SearchStrategy[object]:
    parts = [field(part) for part in get_args(hint) if part is not Ellipsis]
    if get_origin(hint) is dict:
        return st.dictionaries(*parts)
    return st.lists(parts[0]).map(tuple) if get_origin(hint) is tuple else st.one_of(parts)


def struct(kind: type[msgspec.Struct]) -> st.SearchStrategy[msgspec.Struct]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{name: field(hints[name]) for name in kind.__struct_fields__})


@pytest.mark.parametrize("kind", get_args(facts.Any))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_fact_of_any_kind_is_read_back_as_it_was(journal: Journal, kind: type[Fact], data: st.DataObject) -> None:
    fact = data.draw(struct(kind))
    (ident,) = journal.append(fact)  # type: ignore[arg-type]
    (found,) = journal.after(ident - 1)
    assert (found.id, found.fact, found.at, found.offset_s) == (ident, fact, found.fact.at, AMSTERDAM)
    assert found.device == journal.device


def test_the_offset_is_that_of_the_facts_own_instant(path: Path) -> None:
    with Journal.open(path, utc_offset_s=lambda at: 7200 if at < NOW else 3600) as journal:
        journal.append(due(NOW - 1), due(NOW))
        assert [found.offset_s for found in journal.after(0)] == [7200, 3600]


def test_facts_come_by_instant_and_then_by_id(journal: Journal) -> None:
    ids = journal.append(due(30), due(10), failed(20, "x"), due(10))
    assert [found.id for found in journal.facts()] == [ids[1], ids[3], ids[2], ids[0]]
    assert [found.at for found in journal.facts(since=Instant(10), until=Instant(30))] == [10, 10, 20]
    assert [found.at for found in journal.facts(kinds=(PromptDue,), since=Instant(11))] == [30]
    assert [found.at for found in journal.facts(kinds=(PromptDue, NoticeFailed))] == [10, 10, 20, 30]
    assert list(journal.facts(kinds=(Paused,))) == []


def test_the_facts_after_an_id_and_the_last_of_a_kind(journal: Journal) -> None:
    ids = journal.append(due(30), due(10), failed(20, "x"))
    assert [found.id for found in journal.after(ids[0])] == list(ids[1:])
    assert journal.after(ids[2]) == []
    last = journal.last(PromptDue)
    assert last is not None
    assert last.at == 30
    assert journal.last(Paused) is None


def test_the_device_is_made_once_and_differs_between_journals(path: Path, tmp_path: Path) -> None:
    with opened(path) as one, opened(path) as same, opened(tmp_path / "other.sqlite3") as other:
        assert one.device == same.device != other.device


def test_the_open_bout_and_the_fact_that_ends_it_go_together(journal: Journal) -> None:
    assert journal.open_bout() is None
    journal.save_open_bout(open_bout(1, 2))
    journal.save_open_bout(open_bout(1, 3))
    assert journal.open_bout() == open_bout(1, 3)
    journal.append(due(2))
    assert journal.open_bout() == open_bout(1, 3)
    journal.append(bout(1, 3), open_bout=open_bout(5, 6))
    assert journal.open_bout() == open_bout(5, 6)
    journal.append(bout(5, 6), open_bout=None)
    assert journal.open_bout() is None


def test_the_view_is_one_row(journal: Journal, path: Path) -> None:
    assert journal.view() is None
    journal.save_view(b'{"state": "away"}')
    journal.save_view('{"state": "sitting"}')
    assert journal.view() == b'{"state": "sitting"}'


def test_a_write_by_another_connection_is_noticed_once_and_an_own_one_never(journal: Journal, path: Path) -> None:
    assert not journal.changed()
    journal.append(due(1))
    assert not journal.changed()
    with opened(path) as sibling:
        assert not sibling.changed()
        sibling.append(due(2))
    assert journal.changed()
    assert not journal.changed()


def test_reading_sees_one_instant(journal: Journal, path: Path) -> None:
    journal.save_open_bout(open_bout(1, 3))
    with opened(path) as sibling:
        with journal.reading():
            before = journal.open_bout()
            sibling.append(bout(1, 3), open_bout=None)
            assert before is not None
            assert journal.after(0) == []
        assert [found.at for found in journal.after(0)] == [3]


# Facts stay


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE fact SET body = '{}'",
        "UPDATE OR REPLACE fact SET id = 2 WHERE id = 1",
        "DELETE FROM fact WHERE id = 1",
        "REPLACE INTO fact VALUES (1, 1, 0, 'd', 'k', '{}', 1)",
        "INSERT OR REPLACE INTO fact VALUES (1, 1, 0, 'd', 'k', '{}', 1)",
        "INSERT INTO fact VALUES (1, 1, 0, 'd', 'k', '{}', 1) ON CONFLICT (id) DO UPDATE SET body = '{}'",
    ],
)
def test_a_fact_is_never_changed_nor_deleted(journal: Journal, statement: str) -> None:
    journal.append(due(1), due(2))
    before = journal.after(0)
    with pytest.raises(sqlite3.IntegrityError, match="a fact is never"):
        journal._connection.execute(statement)
    assert journal.after(0) == before


def test_every_connection_is_as_safe_as_the_contract_says(journal: Journal) -> None:
    pragmas = {
        "journal_mode": b"wal",
        "synchronous": 2,
        "recursive_triggers": 1,
        "secure_delete": 1,
        "busy_timeout": 1000,
    }
    assert {name: journal._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas} == pragmas


def test_nothing_of_a_failed_append_is_written(journal: Journal) -> None:
    journal.save_open_bout(open_bout(1, 2))
    with pytest.raises(OverflowError):
        journal.append(due(1), due(2**70), open_bout=None)
    assert journal.after(0) == []
    assert journal.open_bout() == open_bout(1, 2)
    journal.append(due(1))


def test_a_newer_kind_is_left_out_and_kept(journal: Journal, path: Path) -> None:
    journal.append(due(1))
    insert = "INSERT INTO fact (at, utc_offset_s, device, kind, body) VALUES (?, 0, 'd', ?, ?)"
    journal._connection.execute(insert, (2, "levitated", '{"kind": "levitated", "at": 2}'))
    journal._connection.execute(insert, (3, "prompt_due", '{"kind": "prompt_due", "at"'))
    journal._connection.execute(insert, (4, "prompt_due", '{"kind": "paused", "at": 4}'))
    journal._connection.execute(
        insert, (5, "prompt_due", "\udcff".encode("utf-8", "surrogateescape").decode("latin-1"))
    )
    for _ in range(2):
        assert [found.at for found in journal.facts()] == [1]
    assert journal.newer == {2}
    assert journal.damaged == {3, 4, 5}
    last = journal.last(PromptDue)
    assert last is not None
    assert last.at == 1
    assert journal._connection.execute("SELECT count(*) FROM fact").fetchone()[0] == 5


@pytest.mark.parametrize("body", [b"\xff\x00", b'{"kind":"notice_failed","at":2,"prompt":null,"error":"\xff"}'])
def test_text_that_is_not_utf_8_is_damaged_and_not_fatal(journal: Journal, body: bytes) -> None:
    journal.append(due(1), due(3))
    insert = (
        "INSERT INTO fact (at, utc_offset_s, device, kind, body) VALUES (2, 0, 'd', 'notice_failed', CAST(? AS TEXT))"
    )
    journal._connection.execute(insert, (body,))
    assert [found.at for found in journal.facts()] == [1, 3]
    assert journal.damaged == {3}


def test_an_open_bout_that_cannot_be_read_is_none(journal: Journal) -> None:
    journal._connection.execute("INSERT INTO open_bout VALUES (1, '{')")
    assert journal.open_bout() is None


# The file


def test_file_and_folder_are_closed_to_others_whatever_the_umask(path: Path) -> None:
    before = os.umask(0)
    try:
        with opened(path) as journal:
            journal.append(due(1))
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert modes == {file.name: 0o600 for file in family(path)}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_file_that_was_open_to_others_is_closed(path: Path) -> None:
    with opened(path) as journal:
        journal.append(due(1))
        for file in family(path):
            file.chmod(0o644)
        with opened(path):
            assert {stat.S_IMODE(file.stat().st_mode) for file in family(path)} == {0o600}


def test_migration_from_version_1_keeps_every_row(path: Path) -> None:
    with opened(path) as journal:
        journal.append(due(1), due(2))
    extra = ("ALTER TABLE fact ADD COLUMN note TEXT", "CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT")
    connection = connect(path)
    migrate(connection, [*STEPS, extra])
    assert version(connection) == len(STEPS) + 1
    assert connection.execute("SELECT at, note FROM fact ORDER BY id").fetchall() == [(1, None), (2, None)]
    migrate(connection, [*STEPS, extra])
    connection.close()


def test_a_step_that_fails_leaves_the_version_before(path: Path) -> None:
    connection = connect(path)
    broken = ("CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT", "CREATE TABLE fact (id INTEGER)")
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        migrate(connection, [*STEPS, broken])
    assert version(connection) == len(STEPS)
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'extra'").fetchone()[0] == 0
    connection.close()


def test_a_newer_journal_is_not_touched(path: Path) -> None:
    with opened(path) as journal:
        journal._connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    before = path.read_bytes()
    with pytest.raises(
        JournalError, match=rf"\(version {len(STEPS) + 1}, this one knows {len(STEPS)}\); update unseat"
    ):
        opened(path, mend_at=NOW)
    assert path.read_bytes() == before


def test_a_file_of_another_program_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (id INTEGER)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(JournalError, match="belongs to another program; move it elsewhere"):
        opened(path, mend_at=NOW)
    assert path.read_bytes() == before


def test_a_folder_in_the_files_place_is_said(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(JournalError, match="cannot be opened; check that the file and its folder are yours"):
        opened(path, mend_at=NOW)


# Other processes

CHILD = """
import sys
from pathlib import Path
from unseat.core.running import NoticeFailed
from unseat.journal import Journal, JournalError
path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
fact = lambda n: NoticeFailed(at=n, prompt=None, error=f"{name} {n} " + "x" * 500)
opened = False
while not opened:
    try:
        journal = Journal.open(path, utc_offset_s=lambda at: 0)
        opened = True
    except JournalError as error:
        print("retry", error, file=sys.stderr)
n = 0
while n < count:
    try:
        journal.append(fact(n), fact(n + 1))
    except JournalError as error:
        print("retry", error, file=sys.stderr)
        continue
    n += 2
    print(n, flush=True)
journal.close()
"""


def child(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), name, str(count)], stdout=subprocess.PIPE, text=True
    )


def test_a_kill_in_mid_write_loses_nothing_that_was_committed(path: Path) -> None:
    with child(path, "killed", 10**9) as process:
        assert process.stdout is not None
        for _ in range(50):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        said = [line for line in process.stdout.read().split("\n") if line]
    with opened(path, mend_at=NOW) as journal:
        found = [stored.at for stored in journal.after(0)]
        assert journal.mended is None
    assert found == list(range(len(found)))
    assert len(found) >= int(said[-1] if said else 100)
    assert len(found) % 2 == 0


def test_two_processes_open_and_write_at_once(path: Path) -> None:
    with child(path, "one", 100) as one, child(path, "two", 100) as two:
        for process in (one, two):
            process.communicate(timeout=60)
            assert process.returncode == 0
    with opened(path) as journal:
        found = [stored.fact for stored in journal.after(0)]
    for name in ("one", "two"):
        assert [fact.at for fact in found if isinstance(fact, NoticeFailed) and fact.error.startswith(name)] == list(
            range(100)
        )
    assert len(found) == 200


def test_a_journal_that_another_process_holds_is_said_and_can_be_written_later(journal: Journal, path: Path) -> None:
    with opened(path) as sibling:
        sibling._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalError, match="another process is writing to it; try again in a moment"):
            journal.append(due(1))
        sibling._connection.execute("ROLLBACK")
    journal.append(due(1))
    assert len(journal.after(0)) == 1


# A disk that fails


def fill(journal: Journal) -> list[int]:
    """Appends until the disk is full; the numbers of those that were written."""
    for number in range(0, 10_000, 2):
        try:
            journal.append(failed(number, "x" * 900), failed(number + 1, "x" * 900), open_bout=open_bout(0, number))
        except JournalError as error:
            assert re.search(FULL, str(error))  # noqa: PT017  the first number to fail is wanted
            return list(range(number))
    pytest.fail("the disk never filled")


def test_on_a_full_disk_nothing_is_half_written_and_later_all_goes_on(journal: Journal) -> None:
    journal._connection.execute("PRAGMA max_page_count = 40")
    written = fill(journal)
    assert [found.at for found in journal.after(0)] == written
    assert journal.open_bout() == open_bout(0, written[-1] - 1)
    journal._connection.execute("PRAGMA max_page_count = 4000")
    journal.append(due(10_000))
    assert [found.at for found in journal.after(0)] == [*written, 10_000]


def test_on_a_disk_that_is_really_full(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small") as disk:
        with opened(disk.folder / "journal.sqlite3") as journal:
            written = fill(journal)
            assert [found.at for found in journal.after(0)] == written
            disk.free()
            journal.append(due(10_000))
        with opened(disk.folder / "journal.sqlite3", mend_at=NOW) as journal:
            assert journal.mended is None
            assert [found.at for found in journal.after(0)] == [*written, 10_000]


READ_ONLY = """
import os, sys
from pathlib import Path
from unseat.core.said import Resumed
from unseat.journal import Journal, JournalError
if os.getuid() == 0:
    os.setuid(65534)
try:
    with Journal.open(Path(sys.argv[1]), utc_offset_s=lambda at: 0) as journal:
        journal.append(Resumed(at=1))
except JournalError as error:
    print(error)
"""


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o444), (0o500, 0o400)])
def test_a_journal_that_may_not_be_written_is_said(folder_mode: int, file_mode: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "journal.sqlite3"
        with opened(path) as journal:
            journal.append(due(1))
        path.chmod(file_mode)
        folder.chmod(folder_mode)
        said = subprocess.run([sys.executable, "-c", READ_ONLY, str(path)], capture_output=True, text=True, check=True)
        folder.chmod(0o700)
    assert said.stdout.startswith(f"{path}: the journal ")
    assert "check that the file and its folder are yours and that the disk can be written" in said.stdout
    assert said.stdout.count("\n") == 1


# A damaged file is moved aside, and what can be read is kept

LONG = "x" * 300


def fill_pages(path: Path, count: int = 400) -> bytes:
    with opened(path) as journal:
        journal.append(*(failed(number, LONG) for number in range(count)), open_bout=open_bout(1, 2))
        device = journal.device
    assert not family(path)[1].exists()
    return device.encode()


def overwrite(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def garbage_header(path: Path) -> None:
    overwrite(path, 0, b"garbage!" * 12)


def garbage_first_page(path: Path) -> None:
    overwrite(path, 0, b"garbage!" * 512)


def garbage_start(path: Path) -> None:
    """The first pages, and with them the roots of all trees."""
    overwrite(path, 0, bytes(4096 * 9))


def garbage_page(path: Path) -> None:
    """One page in the middle that holds facts."""
    page = path.read_bytes().index(b'"at":200,') // 4096
    overwrite(path, page * 4096, b"garbage!" * 512)


def zeroed_pages(path: Path) -> None:
    page = path.read_bytes().index(b'"at":100,') // 4096
    overwrite(path, page * 4096, bytes(4096 * 5))


@pytest.mark.parametrize(
    ("damage", "at_least"),
    [(cut_short, 150), (garbage_header, 400), (garbage_first_page, 400), (garbage_page, 380), (zeroed_pages, 320)],
)
def test_a_damaged_journal_is_mended(path: Path, damage: Callable[[Path], None], at_least: int) -> None:
    device = fill_pages(path)
    damage(path)
    found = path.read_bytes()
    with opened(path, mend_at=NOW) as journal:
        assert journal.mended is not None
        kept = [stored.at for stored in journal.after(0)]
        assert journal.mended.kept == len(kept) >= at_least
        assert kept == sorted(set(kept))
        assert all(stored.fact == failed(stored.at, LONG) for stored in journal.after(0))
        assert journal.device.encode() == device
        assert journal.open_bout() == open_bout(1, 2)
        assert journal.append(due(1000))[0] > kept[-1]
        aside = journal.mended.aside
        assert aside is not None
        said = f"The journal was damaged: {len(kept)} facts were kept, and the damaged file is now {aside}"
        lost = 400 - len(kept)
        assert str(journal.mended) == (f"{said}; {lost} are missing from the sequence" if lost else said)
    assert aside.name == "journal.sqlite3.damaged-20261123-140000"
    assert aside.read_bytes() == found
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    assert {file.name for file in path.parent.iterdir()} == {path.name, aside.name}
    with opened(path, mend_at=NOW) as journal:
        assert journal.mended is None


def test_where_all_trees_lost_their_roots_the_facts_are_read_from_the_pages(path: Path) -> None:
    fill_pages(path)
    garbage_start(path)
    with opened(path, mend_at=NOW) as journal:
        kept = [stored.at for stored in journal.after(0)]
        assert len(kept) >= 350
        assert all(stored.fact == failed(stored.at, LONG) for stored in journal.after(0))
        assert journal.open_bout() is None


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.tuples(INSTANTS, st.one_of(st.text(max_size=20), st.integers(0, 20_000).map(lambda size: "é" * size))))
)
def test_rows_read_from_the_pages_are_those_that_sqlite_reads(tmp_path: Path, written: list[tuple[int, str]]) -> None:
    path = tmp_path / "pages.sqlite3"
    path.unlink(missing_ok=True)
    with opened(path) as journal:
        ids = journal.append(*(failed(at, error) for at, error in written))
        journal._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        by_sqlite = journal._connection.execute("SELECT * FROM fact").fetchall()
    by_page = {ident: columns[1:] for ident, columns in rows(path.read_bytes()) if len(columns) == 7}
    assert [(ident, *by_page[ident]) for ident in ids] == by_sqlite


def test_garbage_from_start_to_end_gives_an_empty_journal(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(os.urandom(50_000))
    with opened(path, mend_at=NOW) as journal:
        assert journal.mended is not None
        assert journal.mended.kept == 0
        journal.append(due(1))
    path.write_bytes(b"this is a text file\n")
    with opened(path, mend_at=NOW) as journal:
        assert journal.mended is not None
        assert journal.mended.aside is not None
        assert journal.mended.aside.name.endswith("-140000-2")


def test_what_is_only_in_the_log_is_kept_too(path: Path) -> None:
    """A file that a crash left with its log, and whose first page was then lost."""
    with child(path, "killed", 10**9) as process:
        assert process.stdout is not None
        for _ in range(20):
            process.stdout.readline()
        process.kill()
        process.stdout.read()
    assert family(path)[1].stat().st_size
    os.truncate(path, 0)
    with pytest.raises(JournalDamagedError, match="the file is empty, its log is not"):
        opened(path)
    with opened(path, mend_at=NOW) as journal:
        assert journal.mended is not None
        assert journal.mended.kept >= 40


@pytest.mark.parametrize("damage", [garbage_header, garbage_first_page, cut_short])
def test_only_the_agent_mends(path: Path, damage: Callable[[Path], None]) -> None:
    fill_pages(path)
    damage(path)
    before = path.read_bytes()
    with pytest.raises(
        JournalDamagedError, match=r"the journal is damaged .*; start the agent with `unseat run`: it moves"
    ):
        opened(path)
    assert path.read_bytes() == before


def test_damage_met_later_is_said(path: Path) -> None:
    fill_pages(path)
    garbage_page(path)
    with opened(path) as journal, pytest.raises(JournalDamagedError):
        journal.after(0)
    with opened(path) as journal, pytest.raises(JournalDamagedError):
        list(journal.facts())


# Forgetting

MARK = "a-word-that-is-found-nowhere-else"


def bytes_on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_what_is_forgotten_is_gone_from_every_byte_on_disk(journal: Journal, path: Path) -> None:
    journal.append(*(failed(number, f"{MARK} {number}") for number in range(500)))
    journal.append(*(failed(number, "to keep") for number in range(500, 600)), open_bout=None)
    journal.save_view(f'"{MARK}"')
    assert MARK.encode() in bytes_on_disk(path)
    assert journal.forget(until=Instant(500)) == 500
    assert MARK.encode() not in bytes_on_disk(path)
    assert [found.at for found in journal.facts()] == list(range(500, 600))
    assert journal.view() is None
    with pytest.raises(sqlite3.IntegrityError, match="a fact is never"):
        journal._connection.execute("DELETE FROM fact")


@pytest.mark.parametrize(
    ("since", "until", "left"),
    [
        (None, None, []),
        (20, 30, [10, 19, 30, 100]),
        (None, 20, [20, 25, 30, 100]),
        (25, None, [10, 19, 20]),
        (26, 29, [10, 19, 20, 25, 30, 100]),
    ],
)
def test_forgetting_from_an_instant_to_before_another(
    journal: Journal, since: int | None, until: int | None, left: list[int]
) -> None:
    journal.append(*(due(at) for at in (10, 19, 20, 25, 30, 100)))
    forgotten = journal.forget(None if since is None else Instant(since), None if until is None else Instant(until))
    assert forgotten == 6 - len(left)
    assert [found.at for found in journal.facts()] == left


@pytest.mark.parametrize(("since", "until", "left"), [(15, 16, 0), (5, 10, 1), (5, 11, 0), (20, 25, 0), (21, 25, 1)])
def test_a_bout_goes_when_it_touches_the_time_forgotten(journal: Journal, since: int, until: int, left: int) -> None:
    journal.append(bout(10, 20), open_bout=open_bout(10, 20))
    journal.forget(Instant(since), Instant(until))
    assert len(journal.after(0)) == left
    assert (journal.open_bout() is not None) == bool(left)


@pytest.mark.parametrize(
    ("since", "until", "left"),
    [
        ("2026-11-25", "2026-11-26", [24, 26]),
        ("2026-11-25", None, [24]),
        (None, "2026-11-25", [25, 26]),
        ("2026-11-27", "2026-11-30", [24, 25, 26]),
    ],
)
def test_an_appointment_goes_with_the_day_it_is_for(
    journal: Journal, since: str | None, until: str | None, left: list[int]
) -> None:
    """Days begin at 04:00 in Amsterdam; all were noted years before."""
    noted = (AppointmentNoted(at=Instant(day), day=date(2026, 11, day), whom="physio") for day in (24, 25, 26))
    journal.append(*noted, due(10**15))
    starts, ends = (day and instant(date.fromisoformat(day), time(4), fixed(AMSTERDAM)) for day in (since, until))
    journal.forget(starts or Instant(1000), ends or Instant(10**14))
    assert [entry.fact.day.day for entry in journal.facts() if isinstance(entry.fact, AppointmentNoted)] == left


def test_ids_are_not_used_again_after_forgetting(journal: Journal) -> None:
    (last,) = journal.append(due(1))
    journal.forget()
    assert journal.append(due(2))[0] > last


def test_copies_of_a_damaged_journal_are_forgotten_too(path: Path) -> None:
    fill_pages(path)
    garbage_header(path)
    with opened(path, mend_at=NOW) as journal:
        journal.forget()
        assert LONG.encode() not in bytes_on_disk(path)


def test_bytes_that_a_reader_holds_back_are_reported_and_go_when_asked_again(journal: Journal, path: Path) -> None:
    journal.append(failed(1, MARK))
    with opened(path) as sibling, sibling.reading():
        sibling.after(0)
        with pytest.raises(JournalError, match="the facts are erased, but their bytes are still on disk"):
            journal.forget()
        assert journal.after(0) == []
    assert journal.forget() == 0
    assert MARK.encode() not in bytes_on_disk(path)


def test_a_journal_being_written_is_not_half_forgotten(journal: Journal, path: Path) -> None:
    journal.append(due(1))
    with opened(path) as sibling:
        sibling._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalError, match="another process is writing"):
            journal.forget()
        sibling._connection.execute("ROLLBACK")
    assert len(journal.after(0)) == 1


# The same cost on day 1 and in year 10

TICK: dict[str, Callable[[Journal], object]] = {
    "changed": lambda journal: journal.changed(),
    "after": lambda journal: journal.after(journal.append(due(10**6))[0] - 1),
    "last": lambda journal: journal.last(PromptDue),
    "last of a kind there is none of": lambda journal: journal.last(Resumed),
    "append": lambda journal: journal.append(due(10**6)),
    "open bout": lambda journal: journal.save_open_bout(open_bout(1, 2)),
    "view": lambda journal: journal.save_view("{}"),
    "read back": lambda journal: (journal.open_bout(), journal.view()),
    "a day": lambda journal: list(journal.facts(since=Instant(50), until=Instant(60))),
    "prompts of a day": lambda journal: list(
        journal.facts(since=Instant(50), until=Instant(60), kinds=(PromptDue, Bout))
    ),
}


@pytest.fixture(scope="module")
def journals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Journal]]:
    """A journal of a hundred facts, and one of a hundred thousand."""
    folder = tmp_path_factory.mktemp("cost")
    made: dict[int, Journal] = {}
    for count in (100, 100_000):
        journal = opened(folder / f"{count}.sqlite3")
        journal.append(*(due(at) if at % 2 else failed(at, "x") for at in range(count)))
        made[count] = journal
    yield made
    for journal in made.values():
        journal.close()


def steps(journal: Journal, work: Callable[[Journal], object]) -> int:
    """The instructions of SQLite's machine that the work takes: a measure without a clock."""
    count = 0

    def step() -> None:
        nonlocal count
        count += 1

    journal._connection.set_progress_handler(step, 1)
    work(journal)
    journal._connection.set_progress_handler(None, 1)
    return count


@pytest.mark.parametrize("name", TICK)
def test_nothing_the_agent_does_on_its_tick_costs_more_with_age(journals: dict[int, Journal], name: str) -> None:
    young, old = (steps(journal, TICK[name]) for journal in journals.values())
    assert old <= young + 20


@pytest.mark.parametrize("name", TICK)
def test_no_table_is_scanned(journals: dict[int, Journal], name: str) -> None:
    journal = journals[100_000]
    statements: list[str] = []
    journal._connection.set_trace_callback(statements.append)
    TICK[name](journal)
    journal._connection.set_trace_callback(None)
    plans = [
        str(row[3], "utf-8")
        for statement in statements
        if statement.split()[0] in {"SELECT", "INSERT", "DELETE"}
        for row in journal._connection.execute(f"EXPLAIN QUERY PLAN {statement}")
    ]
    assert [plan for plan in plans if plan.startswith("SCAN")] == []
    assert plans or name in {"changed", "append", "open bout", "view"}


# What is taken in from elsewhere


def test_what_is_taken_in_keeps_its_device_and_offset(journal: Journal) -> None:
    assert journal.take_in(lambda: [Carried(due(1), 7200, "another"), Carried(due(2))]) == 2
    other, own = journal.facts()
    assert (other.offset_s, other.device, other.fact) == (7200, "another", due(1))
    assert (own.offset_s, own.device) == (AMSTERDAM, journal.device)


def test_the_choice_is_made_while_nobody_else_can_write(journal: Journal, path: Path) -> None:
    def choose() -> list[Carried]:
        with opened(path) as other, pytest.raises(JournalError, match="another process"):
            other.append(due(5))
        return [Carried(due(entry.at + 1)) for entry in journal.facts()]

    journal.append(due(1))
    assert journal.take_in(choose) == 1
    assert [entry.at for entry in journal.facts()] == [1, 2]


def test_a_choice_that_fails_writes_nothing_and_the_next_may(journal: Journal) -> None:
    def broken() -> list[Carried]:
        raise KeyError("x")

    with pytest.raises(KeyError):
        journal.take_in(broken)
    assert journal.take_in(lambda: [Carried(due(1))]) == 1
    assert len(list(journal.facts())) == 1
