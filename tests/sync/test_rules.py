"""What goes wrong between machines, and the rule for it (docs/sync.md)."""

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from tests.sync.machines import MONDAY, NINE, Machine, bout, carry, minute, spans
from unseat.core.offered import PromptAnswered, PromptDue, PromptShown
from unseat.core.running import AgentStopped
from unseat.core.said import AppointmentNoted, Corrected, CorrectionUndone, Forgotten, Paused, QuitWished
from unseat.core.watched import Bout
from unseat.core.words import DAY, Answer, Instant, Meant, Millis
from unseat.desktop.instance import AlreadyRunning, only_one
from unseat.sync.exchanging import Exchanged, exchange
from unseat.sync.lines import LONGEST
from unseat.sync.memory import marks_of, memory_of
from unseat.sync.overview import ahead, overview, trouble

Make = Callable[[str], Machine]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    made: dict[str, Machine] = {}

    def call(name: str) -> Machine:
        made[name] = Machine(tmp_path / name)
        return made[name]

    yield call
    for machine in made.values():
        machine.journal.close()


@pytest.fixture
def one(make: Make) -> Machine:
    return make("one")


@pytest.fixture
def other(make: Make) -> Machine:
    return make("other")


def told(one: Machine, *others: Machine) -> None:
    """One tells what it knows, and the others hear of it."""
    one.meets()
    carry(one, *others)
    for other in others:
        other.meets()


def lines(machine: Machine) -> list[bytes]:
    return [line for file in machine.files for line in file.read_bytes().splitlines()]


# ---- once is once


def test_what_was_told_is_told_once(one: Machine, other: Machine) -> None:
    one.tells(bout(0, 30))
    assert one.meets().sent == 1
    assert one.meets().sent == 0
    one.tells(bout(40, 50))
    assert one.meets().sent == 1
    carry(one, other)
    assert other.meets().taken == 2
    assert other.meets().taken == 0
    assert spans(other.week()) == [(0, 30), (40, 50)]
    assert other.meets().sent == 0, "what others told is theirs to tell"


def test_what_is_the_same_in_two_files_is_taken_once(one: Machine, other: Machine) -> None:
    """Copies that carriers make of two versions of a file, under the names that they give them."""
    one.tells(bout(0, 30))
    one.meets()
    (file,) = one.files
    stem = file.stem
    for name in (
        f"{stem}.sync-conflict-20261127-101010-ABCDEFG.jsonl",
        f"{stem} (conflicted copy 2026-11-27 101010).jsonl",
        f"{stem} (Laptop's conflicted copy 2026-11-27).jsonl",
        f"{stem}-LAPTOP.jsonl",
    ):
        (other.folder / name).write_bytes(file.read_bytes())
    assert other.meets().taken == 1
    carry(one, other)
    assert other.meets().taken == 0


def test_what_says_the_very_same_is_the_same(one: Machine, other: Machine) -> None:
    """A machine that was set back twice, say, and tells what it had told under another name."""
    one.tells(bout(0, 30))
    told(one, other)
    (file,) = one.files
    again = {**msgspec.json.decode(file.read_bytes()), "device": str(uuid.uuid4()), "id": 77}
    (other.folder / "unseat-again.jsonl").write_bytes(msgspec.json.encode(again) + b"\n")
    assert other.meets().taken == 0


def test_each_of_two_versions_gives_what_only_it_has(one: Machine, other: Machine) -> None:
    one.tells(bout(0, 30), bout(40, 50))
    one.meets()
    (file,) = one.files
    first, second = file.read_bytes().splitlines(keepends=True)
    (other.folder / file.name).write_bytes(first)
    (other.folder / f"{file.stem}.sync-conflict-20261127-101010-ABCDEFG.jsonl").write_bytes(second)
    other.meets()
    assert spans(other.week()) == [(0, 30), (40, 50)]


def test_files_of_the_carrier_and_of_others_are_left_alone(one: Machine) -> None:
    one.tells(bout(0, 30))
    names = [".syncthing.unseat-x.jsonl.tmp", "~syncthing~unseat-x.jsonl.tmp", "notes.jsonl", "unseat-x.txt"]
    for name in names:
        (one.folder / name).write_text("not ours\n")
    (one.folder / "unseat-folder.jsonl").mkdir()
    one.meets()
    assert set(marks_of(one.journal)) == {file.name for file in one.files if file.is_file()}
    assert all((one.folder / name).read_text() == "not ours\n" for name in names)


# ---- half-written files


def test_a_line_that_is_half_there_is_read_when_the_rest_has_come(one: Machine, other: Machine) -> None:
    one.tells(bout(0, 30))
    one.meets()
    (file,) = one.files
    data, target = file.read_bytes(), other.folder / file.name
    target.write_bytes(data[:40])
    assert other.meets().taken == 0
    found = overview(other.journal)
    assert (found.half, found.refused) == ((file.name,), {})
    target.write_bytes(data)
    assert other.meets().taken == 1
    assert overview(other.journal).half == ()


def test_an_own_line_that_was_cut_short_is_written_anew(one: Machine, other: Machine) -> None:
    """The machine went down while it wrote: the file has a part, and the journal does not know of it."""
    one.tells(bout(0, 30))
    one.meets()
    (file,) = one.files
    with file.open("ab") as out:
        out.write(b'{"id": 2, "at"')
    one.tells(bout(40, 50))
    assert one.meets().sent == 1
    assert file.read_bytes().count(b"\n") == len(lines(one)) == 2
    carry(one, other)
    other.meets()
    assert (spans(other.week()), overview(other.journal).refused) == ([(0, 30), (40, 50)], {})


def test_a_kill_between_the_file_and_the_journal_tells_nothing_twice(one: Machine, other: Machine) -> None:
    one.tells(bout(0, 30))
    before = one.journal.others.remembered()
    one.meets()
    one.journal.others.remember(before, gone=one.journal.others.remembered())
    assert one.meets().sent == 0
    assert memory_of(one.journal) is not None
    told(one, other)
    assert other.journal.others.newest == 1


def test_what_is_no_line_is_refused_and_the_rest_taken(one: Machine, other: Machine) -> None:
    one.tells(bout(0, 30))
    one.meets()
    (file,) = one.files
    good = file.read_bytes()
    line = msgspec.json.decode(good)
    bad = [
        b"not json",
        b"{}",
        b"\xff\xfe",
        b"[" * 5000,
        b'"' + b"x" * LONGEST + b'"',
        msgspec.json.encode({**line, "at": line["at"] + 1}),
        msgspec.json.encode({**line, "device": "../somebody"}),
        msgspec.json.encode({**line, "id": -1}),
        msgspec.json.encode({**line, "fact": {**line["fact"], "input_ms": 10**12}}),
        msgspec.json.encode({**line, "fact": {**line["fact"], "start": line["at"] + 1}}),
    ]
    (other.folder / file.name).write_bytes(b"\n".join([*bad[:5], good.strip(), *bad[5:], b""]))
    assert other.meets().taken == 1
    assert overview(other.journal).refused == {file.name: len(bad)}
    assert other.meets().taken == 0
    assert overview(other.journal).refused == {file.name: len(bad)}


def test_a_wish_never_comes_in(one: Machine, other: Machine) -> None:
    """Nor does what only the agent there has to do with."""
    at = minute(0)
    one.tells(Paused(at=at, until=None), QuitWished(at=at), AgentStopped(at=at, why=""), bout(0, 30))
    assert one.meets().sent == 1
    (file,) = one.files
    line = msgspec.json.decode(file.read_bytes())
    with file.open("ab") as out:
        out.write(msgspec.json.encode({**line, "id": 9, "fact": {"kind": "quit_wished", "at": line["at"]}}) + b"\n")
    carry(one, other)
    assert other.meets().taken == 1
    assert [type(entry.fact) for entry in other.journal.others.facts()] == [Bout]


def test_what_only_a_newer_version_knows_waits_for_it(one: Machine, other: Machine) -> None:
    one.tells(bout(0, 30))
    one.meets()
    (file,) = one.files
    line = msgspec.json.decode(file.read_bytes())
    newer = {**line, "id": 9, "fact": {"kind": "moon_phase", "at": line["at"], "full": True}}
    (other.folder / file.name).write_bytes(msgspec.json.encode(newer) + b"\n")
    assert other.meets().taken == 1
    assert list(other.journal.others.facts()) == []
    assert overview(other.journal).refused == {}


# ---- clocks, absences


def test_a_clock_that_is_ahead_is_seen(one: Machine, other: Machine) -> None:
    one.tells(bout(0, 30))
    told(one, other)
    (heard,) = other.journal.others.heard()
    assert not ahead(heard, minute(29))
    assert ahead(heard, minute(20))


def test_instants_are_those_of_the_clock_that_saw_them(one: Machine, other: Machine) -> None:
    """Three minutes apart: what overlaps by the clocks counts once, whatever the difference."""
    one.tells(bout(0, 30))
    other.tells(bout(27, 50))
    told(one, other)
    assert spans(other.week()) == [(0, 50)]


def test_a_machine_that_was_gone_for_months_is_heard_when_it_comes(one: Machine, other: Machine) -> None:
    long_ago = 100 * 24 * 60
    one.tells(*(bout(start - long_ago, start - long_ago + 10) for start in range(0, 3000, 30)), bout(0, 30))
    other.tells(bout(20, 40))
    told(other, one)
    told(one, other)
    assert spans(other.week()) == spans(one.week()) == [(0, 40)]
    assert other.week(MONDAY.replace(month=8, day=15)).bouts > 0


# ---- set back, copied


def test_a_machine_set_back_from_a_backup_goes_by_a_new_name(make: Make, tmp_path: Path) -> None:
    """Nothing of what it told since is lost, on any machine, and what it tells from then on is new."""
    one, other = make("one"), make("other")
    one.tells(bout(0, 30))
    one.meets()
    one.journal.close()
    shutil.copy(one.home / "journal.sqlite3", tmp_path / "backup")
    one = make("one")
    one.tells(bout(40, 50), bout(60, 70))
    told(one, other)
    name = memory(one)
    one.journal.close()
    shutil.copy(tmp_path / "backup", one.home / "journal.sqlite3")
    one = make("one")
    one.tells(bout(80, 90))
    met = one.meets()
    assert (met.renamed, met.taken, met.sent) == (True, 2, 1)
    assert memory(one) != name
    told(one, other)
    everything = [(0, 30), (40, 50), (60, 70), (80, 90)]
    assert spans(one.week()) == spans(other.week()) == everything
    assert not one.meets().renamed


def memory(machine: Machine) -> str:
    found = memory_of(machine.journal)
    assert found
    return found.device


def test_two_that_are_copies_of_one_become_two(make: Make, tmp_path: Path) -> None:
    """A home that was copied to a new computer: both go on under one name, until one sees what the other told."""
    one, third = make("one"), make("third")
    one.tells(bout(0, 30))
    one.meets()
    one.journal.close()
    shutil.copytree(one.home, tmp_path / "copy")
    one, copy = make("one"), make("copy")
    one.tells(bout(40, 50))
    copy.tells(bout(60, 75))
    one.meets()
    copy.meets()
    (file,) = copy.files
    (one.folder / f"{file.stem}.sync-conflict-20261127-101010-ABCDEFG.jsonl").write_bytes(file.read_bytes())
    assert one.meets().renamed
    carry(one, copy, third)
    copy.meets()
    one.tells(bout(100, 110))
    one.meets()
    carry(one, copy, third)
    carry(copy, third)
    copy.meets()
    third.meets()
    everything = [(0, 30), (40, 50), (60, 75), (100, 110)]
    assert spans(copy.week()) == spans(one.week()) == spans(third.week()) == everything


def test_a_journal_made_anew_hears_all_again(make: Make) -> None:
    one, other = make("one"), make("other")
    one.tells(bout(0, 30))
    told(one, other)
    other.journal.close()
    (other.home / "journal.sqlite3").unlink()
    other = make("other")
    assert other.meets().taken == 1
    assert spans(other.week()) == [(0, 30)]


def test_another_folder_gets_everything(one: Machine, tmp_path: Path) -> None:
    one.tells(bout(0, 30))
    one.meets()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert exchange(one.journal, elsewhere).sent == 1
    assert one.meets().sent == 0, "what it finds there is its own"


@pytest.mark.parametrize("left", [None, 0, 1])
def test_what_was_torn_out_of_an_own_file_is_told_again(one: Machine, other: Machine, left: int | None) -> None:
    """Somebody deleted it, or a carrier brought back an older version of it."""
    one.tells(bout(0, 30), bout(40, 50))
    one.meets()
    (file,) = one.files
    if left is None:
        file.unlink()
    else:
        file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:left]))
    assert not one.meets().renamed
    assert len(lines(one)) == 2
    assert one.meets() == Exchanged()
    carry(one, other)
    assert other.meets().taken == 2


def test_what_was_torn_out_is_told_again_even_after_a_failure(one: Machine, other: Machine) -> None:
    """Nor is a link in the place of an own file followed."""
    one.tells(bout(0, 30), bout(40, 50))
    one.meets()
    (file,) = one.files
    elsewhere = one.home / "somebody's"
    elsewhere.write_text("theirs")
    file.unlink()
    file.symlink_to(elsewhere)
    with pytest.raises(OSError, match="symbolic links"):
        one.meets()
    assert elsewhere.read_text() == "theirs"
    file.unlink()
    one.meets()
    carry(one, other)
    assert other.meets().taken == 2


def test_a_mended_journal_whose_facts_have_other_ids_tells_what_is_new(make: Make) -> None:
    one, other = make("one"), make("other")
    one.tells(Paused(at=minute(0), until=None), Paused(at=minute(1), until=None), bout(0, 30))
    told(one, other)
    name = memory(one)
    one.journal.close()
    (one.home / "journal.sqlite3").unlink()
    one = make("one")
    one.journal._connection.execute("UPDATE device SET uuid = ?", (name,))
    one.journal.close()
    one = make("one")
    one.tells(bout(0, 30), bout(40, 50))
    met = one.meets()
    assert (met.renamed, met.sent) == (False, 1)
    carry(one, other)
    assert other.meets().taken == 1
    assert spans(other.week()) == [(0, 30), (40, 50)]


def test_of_two_copies_that_write_over_each_other_nothing_is_lost(make: Make, tmp_path: Path) -> None:
    """By a carrier that keeps no second version."""
    one = make("one")
    one.tells(bout(0, 30))
    one.meets()
    one.journal.close()
    shutil.copytree(one.home, tmp_path / "copy")
    one, copy = make("one"), make("copy")
    one.tells(bout(40, 50))
    copy.tells(bout(60, 75))
    one.meets()
    copy.meets()
    for _ in range(3):
        carry(one, copy)
        copy.meets()
        carry(copy, one)
        one.meets()
    assert spans(copy.week()) == spans(one.week()) == [(0, 30), (40, 50), (60, 75)]
    assert memory(one) != memory(copy)


# ---- what the person says


def test_a_correction_said_at_one_counts_at_both(one: Machine, other: Machine) -> None:
    one.tells(bout(0, 30))
    told(one, other)
    said = Corrected(at=minute(60), start=minute(10), end=minute(20), meant=Meant.AWAY)
    other.tells(said)
    told(other, one)
    assert spans(one.week()) == spans(other.week()) == [(0, 10), (20, 30)]
    one.tells(CorrectionUndone(at=minute(70), corrected=said.at))
    told(one, other)
    assert spans(one.week()) == spans(other.week()) == [(0, 30)]


def test_prompts_of_both_are_listed(one: Machine, other: Machine) -> None:
    for n, machine in enumerate((one, other)):
        due = minute(30 + n)
        machine.tells(
            PromptDue(at=due, every_ms=Millis(1_800_000)),
            PromptShown(at=minute(31 + n), prompt=due, exercise=f"a{n}"),
            PromptAnswered(at=minute(32 + n), prompt=due, answer=Answer.DONE, exercise=f"a{n}", verified=True),
        )
    told(one, other)
    told(other, one)
    for machine in (one, other):
        assert [prompt.exercise for day in machine.week().days for prompt in day.record.prompts] == ["a0", "a1"]


# ---- forgetting


def forget(machine: Machine, start: float, end: float, at: float) -> None:
    machine.journal.forget(minute(start), minute(end), at=minute(at))


def everything(*machines: Machine) -> bytes:
    """All bytes of all journals and folders."""
    files = [file for machine in machines for file in machine.home.rglob("*") if file.is_file()]
    return b"".join(file.read_bytes() for file in files)


def test_what_is_forgotten_at_one_is_forgotten_everywhere(one: Machine, other: Machine, make: Make) -> None:
    third = make("third")
    noted = AppointmentNoted(at=minute(5), day=MONDAY, whom="somebody at 9 o'clock")
    one.tells(bout(0, 10), noted, bout(30, 40))
    other.tells(bout(5, 15), bout(50, 60))
    told(one, other, third)
    told(other, one, third)
    forget(one, 0, 20, at=100)
    told(one, other, third)
    told(other, one, third)
    for machine in (one, other, third):
        assert spans(machine.week()) == [(30, 40), (50, 60)]
    for file in third.files:  # what a carrier leaves lying about of deleted files is its own
        assert b'"start":%d' % minute(0) not in file.read_bytes()
    assert everything(one, other).count(b'"start":%d' % minute(5)) == 0
    assert everything(one).count(b"somebody") == 0


def test_what_was_forgotten_never_comes_back(one: Machine, other: Machine) -> None:
    """Not from an old copy of a file, and not from a machine that comes late with what it had."""
    one.tells(bout(0, 10), bout(30, 40))
    told(one, other)
    (file,) = one.files
    old = file.read_bytes()
    forget(one, 0, 20, at=100)
    one.meets()
    copy = f"{file.stem}.sync-conflict-20261127-101010-ABCDEFG.jsonl"
    for machine in (one, other):
        (machine.folder / copy).write_bytes(old)
    carry(one, other)
    for machine in (one, other):
        met = machine.meets()
        assert (spans(machine.week()), met.renamed) == ([(30, 40)], False)


@pytest.mark.parametrize("until", [None, minute(500)])
def test_what_comes_after_a_forgetting_stays(one: Machine, other: Machine, until: Instant | None) -> None:
    """Everything, or all of the day, was forgotten elsewhere: what this machine lived since is its own."""
    other.tells(bout(0, 10))
    one.tells(bout(20, 30))
    told(one, other)
    one.journal.forget(until=until, at=minute(100))
    other.tells(bout(200, 230))
    told(one, other)
    assert other.meets().forgot == 0
    told(other, one)
    assert spans(other.week()) == spans(one.week()) == [(200, 230)]


def test_without_an_exchange_nothing_is_left_of_a_forgetting(one: Machine) -> None:
    one.tells(bout(0, 10))
    one.journal.forget(at=minute(100))
    assert list(one.journal.facts(kinds=(Forgotten,))) == []


def test_a_month_of_which_nothing_is_left_has_no_file(one: Machine, other: Machine) -> None:
    one.tells(bout(0, 10), Bout(**{**msgspec.structs.asdict(bout(0, 10)), **later(40)}))
    told(one, other)
    assert len(one.files) == 2
    one.journal.forget(Instant(NINE + 30 * DAY), Instant(NINE + 50 * DAY), at=minute(100))
    one.meets()
    assert [file.stem[-7:] for file in one.files] == ["2026-11"]


def later(days: int) -> dict[str, Instant]:
    return {"start": Instant(NINE + days * DAY), "at": Instant(NINE + days * DAY + 600_000)}


# ---- the folder


def test_a_folder_that_is_not_there_is_no_new_one(one: Machine) -> None:
    gone = one.home / "unmounted"
    with pytest.raises(FileNotFoundError):
        exchange(one.journal, gone)
    assert not gone.exists()
    assert trouble(gone) == "No such file or directory"
    assert trouble(one.folder) == ""


def test_a_link_is_not_followed(one: Machine, other: Machine) -> None:
    other.tells(bout(0, 30))
    other.meets()
    (file,) = other.files
    (one.folder / file.name).symlink_to(file)
    assert one.meets().taken == 0


def test_only_one_process_exchanges_at_a_time(one: Machine) -> None:
    with only_one(one.home / "sync.lock"), pytest.raises(AlreadyRunning):
        one.meets()


def test_files_are_for_their_owner_alone(one: Machine) -> None:
    before = os.umask(0)
    try:
        one.tells(bout(0, 30))
        one.meets()
    finally:
        os.umask(before)
    assert [file.stat().st_mode & 0o777 for file in one.files] == [0o600]
    assert one.files[0].name == f"unseat-{uuid.UUID(memory(one))}-2026-11.jsonl"


def test_where_nothing_changed_nothing_is_written(one: Machine, other: Machine) -> None:
    one.tells(bout(0, 30))
    told(one, other)
    before = other.journal._connection.total_changes
    assert other.meets() == Exchanged()
    assert other.journal._connection.total_changes == before
