"""`unseat doctor --repair`: to the fact what was kept, what came back and what is missing; nothing is made up."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, timedelta
from pathlib import Path

import pytest

from tests.journal.disks import FULL, small_disk
from tests.journal.making import (
    NOW,
    PAGE,
    bout,
    flip,
    note,
    numbers,
    on_page,
    open_bout,
    opened,
    overwrite,
    page_of,
    write,
)
from unseat.cli.kept import journal_findings
from unseat.cli.repaired import as_lines
from unseat.core.finding import Finding
from unseat.desktop.instance import only_one
from unseat.journal import Gap, JournalError, Mended, Was, backup
from unseat.journal.repair import repair
from unseat.journal.schema import STEPS, family
from unseat.paths import make_folders, places
from unseat.texts import Texts

TODAY = date(2026, 11, 23)


def make(path: Path, ahead: int = 0) -> Path:
    return backup.make(path, TODAY + timedelta(days=ahead), lambda: None)


def spoil(path: Path, number: int) -> list[int]:
    """Overwrites the page that holds this note; the notes that were on it."""
    page = page_of(path, number)
    lost = on_page(path, page)
    overwrite(path, page * PAGE, b"garbage!" * (PAGE // 8))
    return lost


def repaired(path: Path) -> Mended:
    mended = repair(path, NOW)
    assert mended is not None
    return mended


def said(path: Path, mended: Mended | None) -> list[str]:
    return list(as_lines(path, mended, UTC, Texts.english()))


def files(path: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in path.parent.rglob("*") if file.is_file()}


def test_a_journal_that_is_whole_is_not_changed(path: Path) -> None:
    write(path, 1, 400)
    make(path)
    write(path, 401, 500)
    before = files(path)
    mended = repaired(path)
    assert mended == Mended(Was.WHOLE, None, 500)
    assert files(path) == before
    assert said(path, mended) == ["The journal is whole: 500 facts.", "Nothing was changed."]


def test_without_a_journal_and_without_a_backup_there_is_nothing_to_repair(path: Path) -> None:
    path.parent.mkdir()
    assert repair(path, NOW) is None
    assert said(path, None) == ["There is no journal yet, and no backup of one: nothing to repair."]
    assert not path.exists()


def test_what_the_file_lost_and_the_backup_has_comes_back_and_the_rest_is_named(path: Path) -> None:
    write(path, 1, 300)
    copy = make(path)
    write(path, 301, 600)
    back = spoil(path, 100)
    gone = spoil(path, 500)
    assert max(back) <= 300 < min(gone)
    damaged = path.read_bytes()
    mended = repaired(path)
    assert mended.aside is not None
    assert mended.aside.read_bytes() == damaged
    assert mended == Mended(
        Was.DAMAGED,
        mended.aside,
        600 - len(back) - len(gone),
        ((copy, len(back)),),
        (Gap(gone[0], gone[-1], note(gone[0] - 1).at, note(gone[-1] + 1).at),),
    )
    assert numbers(path) == [number for number in range(1, 601) if number not in gone]
    assert said(path, mended) == [
        f"The journal was damaged. {mended.kept} facts could be read and were kept.",
        f"The damaged file was kept as well: {mended.aside}",
        f"{len(back)} facts came back from the backup of 2026-11-23.",
        f"{len(gone)} numbers are missing in the sequence of facts; what you had erased leaves such gaps too:",
        f"  {gone[0]}-{gone[-1]}: between 1970-01-01 00:00 and 1970-01-01 00:00",
    ]


def test_ids_stay_what_they_were(path: Path) -> None:
    write(path, 1, 300)
    make(path)
    spoil(path, 100)
    repaired(path)
    with opened(path) as journal:
        assert [(entry.id, entry.at) for entry in journal.after(0)] == [(number, number) for number in range(1, 301)]
        assert journal.append(note(301)) == (301,)


def test_the_newest_facts_that_are_lost_are_missed_too(path: Path) -> None:
    """The sequence's own count tells how far it went."""
    write(path, 1, 300)
    gone = spoil(path, 300)
    mended = repaired(path)
    assert mended.missing == (Gap(gone[0], 300, note(gone[0] - 1).at, None),)
    assert said(path, mended)[-1] == f"  {gone[0]}-300: after 1970-01-01 00:00"
    with opened(path) as journal:
        assert journal.append(note(301))[0] > 300


def test_a_fact_that_one_bit_changed_is_found_and_comes_back(path: Path) -> None:
    write(path, 1, 50)
    copy = make(path)
    flip(path, 8 * path.read_bytes().index(b"number 20 x") + 8 * 8)
    assert 20 not in numbers(path)
    with opened(path, mend_at=NOW) as journal:
        assert journal.mended is None  # the pages are in order: only the sum tells
        assert len(list(journal.facts())) == 49
        assert journal.damaged == {20}
    mended = repaired(path)
    assert (mended.was, mended.kept, mended.back, mended.missing) == (Was.DAMAGED, 49, ((copy, 1),), ())
    assert numbers(path) == list(range(1, 51))


def test_a_damaged_backup_gives_what_it_still_has_and_an_older_one_the_rest(path: Path) -> None:
    write(path, 1, 300)
    old = make(path)
    write(path, 301, 310)
    new = make(path, 1)
    back = spoil(path, 100)
    half = spoil(new, 100)
    assert half == back
    mended = repaired(path)
    assert mended.back == ((old, len(back)),)
    assert numbers(path) == list(range(1, 311))


def test_a_journal_that_is_gone_is_made_of_its_backups(path: Path) -> None:
    with opened(path) as journal:
        journal.append(*map(note, range(1, 101)), open_bout=open_bout(1, 2))
        device = journal.device
        copy = make(path)
        journal.append(note(101))
    for file in family(path):
        file.unlink(missing_ok=True)
    mended = repaired(path)
    assert mended == Mended(Was.GONE, None, 0, ((copy, 100),))
    assert numbers(path) == list(range(1, 101))
    with opened(path) as journal:
        assert (journal.device, journal.open_bout()) == (device, open_bout(1, 2))
    assert said(path, mended) == [
        f"The journal {path} was gone; a new one was made of its backups.",
        "What was written after the newest backup, that of 2026-11-23, is lost.",
        "100 facts came back from the backup of 2026-11-23.",
        "No number is missing in the sequence of facts.",
    ]


def test_where_only_the_log_is_left_what_it_holds_comes_back_too(path: Path) -> None:
    write(path, 1, 100)
    make(path)
    with opened(path) as journal:
        journal.append(*map(note, range(101, 141)))
        log = family(path)[1].read_bytes()
    for file in family(path):
        file.unlink(missing_ok=True)
    family(path)[1].write_bytes(log)
    mended = repaired(path)
    assert mended.was is Was.DAMAGED
    assert numbers(path) == list(range(1, 141))


def test_after_a_journal_was_begun_anew_the_facts_of_the_old_one_come_back_once(path: Path) -> None:
    """As the agent does when somebody deleted it: the ids meet, and the facts are all there."""
    write(path, 1, 100)
    make(path)
    path.unlink()
    write(path, 201, 210)
    mended = repaired(path)
    assert (mended.was, mended.kept, mended.back[0][1]) == (Was.WHOLE, 10, 100)
    assert numbers(path) == [*range(1, 101), *range(201, 211)]
    assert said(path, mended) == [
        "The journal is whole: 10 facts.",
        "100 facts came back from the backup of 2026-11-23.",
    ]
    assert repaired(path) == Mended(Was.WHOLE, None, 110)


def test_what_is_missing_is_told_again_when_it_is_asked_again(path: Path) -> None:
    """Also after an agent mended it by itself, with nobody there to read what it said."""
    write(path, 1, 300)
    gone = spoil(path, 300)
    with opened(path, mend_at=NOW):
        pass
    mended = repaired(path)
    assert (mended.was, mended.missing) == (Was.WHOLE, (Gap(gone[0], 300, note(gone[0] - 1).at, None),))
    assert said(path, mended)[-1] == f"  {gone[0]}-300: after 1970-01-01 00:00"


def test_an_open_bout_of_the_backup_is_not_taken_for_one_that_goes_on(path: Path) -> None:
    """It is over by now, and its fact is in the journal."""
    with opened(path) as journal:
        journal.append(*map(note, range(300)), open_bout=open_bout(1000, 2000))
        make(path)
        journal.append(bout(1000, 3000), open_bout=None)
    overwrite(path, 0, b"garbage!" * 8)
    assert repaired(path).kept == 301
    with opened(path) as journal:
        assert journal.open_bout() is None


def test_what_was_forgotten_does_not_come_back(path: Path) -> None:
    write(path, 1, 300)
    make(path)
    with opened(path) as journal:
        journal.forget(note(50).at, note(100).at)
    spoil(path, 200)
    assert repaired(path).missing == (Gap(50, 99, note(49).at, note(100).at),)
    assert numbers(path) == [*range(1, 50), *range(100, 301)]


def test_a_repair_that_was_cut_short_before_its_last_step_is_ended_by_the_next_start(path: Path) -> None:
    """The damaged file is aside, the new one has not got its name yet."""
    write(path, 1, 300)
    make(path)
    spoil(path, 100)
    repaired(path)
    path.rename(path.with_name(f"{path.name}.fresh"))
    family(path)[1].write_bytes(b"of the damaged file")
    with opened(path, mend_at=NOW) as journal:
        assert journal.mended is None
    assert numbers(path) == list(range(1, 301))


def test_the_agent_mends_from_the_backups_too(path: Path) -> None:
    write(path, 1, 300)
    copy = make(path)
    back = spoil(path, 100)
    with opened(path, mend_at=NOW) as journal:
        assert journal.mended is not None
        assert journal.mended.back == ((copy, len(back)),)
        assert str(journal.mended).endswith(f"; {len(back)} came back from {copy}")
    assert numbers(path) == list(range(1, 301))


def test_on_a_full_disk_the_damaged_journal_stays_as_it_is(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small") as disk:
        path = disk.folder / "journal.sqlite3"
        write(path, 1, 200)
        spoil(path, 100)
        before = path.read_bytes()
        disk.fill()
        with pytest.raises(JournalError, match=FULL):
            repair(path, NOW)
        assert path.read_bytes() == before
        assert list(disk.folder.glob("*.sqlite3.*")) == []
        disk.free()
        assert repaired(path).was is Was.DAMAGED


def newer(path: Path) -> None:
    with opened(path) as journal:
        journal._connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")


def of_others(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE theirs (id INTEGER)")


@pytest.mark.parametrize(("change", "match"), [(newer, "update unseat"), (of_others, "belongs to another program")])
def test_what_is_not_ours_to_repair_is_left_alone(path: Path, change: Callable[[Path], None], match: str) -> None:
    write(path, 1, 10)
    make(path)
    change(path)
    before = path.read_bytes()
    with pytest.raises(JournalError, match=match):
        repair(path, NOW)
    assert path.read_bytes() == before


def test_many_gaps_are_counted_and_not_all_named(path: Path) -> None:
    gaps = tuple(Gap(number, number, None, None) for number in range(30))
    lines = said(path, Mended(Was.DAMAGED, path, 1, (), gaps))
    assert len(lines) == 2 + 1 + 20 + 1
    assert lines[-1] == "  and 10 more gaps"
    assert lines[3] == "  0-0: nothing is known of when"


# ---- the verb

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    own = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    made = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8", "TZ": "UTC", **own}
    make_folders(places(made))
    return made


@pytest.fixture
def run(env: dict[str, str]) -> Run:
    def call(*args: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "unseat", *args], env=env, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout, done.stderr

    return call


def test_the_verb_repairs_and_says_so_and_refuses_beside_an_agent(run: Run, env: dict[str, str]) -> None:
    path = places(env).journal_file
    write(path, 1, 300)
    make(path)
    spoil(path, 100)
    with only_one(places(env).lock_file):
        code, _, err = run("doctor", "--repair")
        assert (code, err) == (
            1,
            "unseat: The agent is running and has the journal open. End it first: unseat quit\n",
        )
    out = run("doctor")[1]
    assert f"journal: does not work\n    {path}: the journal is damaged" in out
    assert "    → unseat doctor --repair\n" in out
    assert "backups: works\n    the newest is of 2026-11-23" in out
    code, out, err = run("doctor", "--repair")
    assert (code, err) == (0, "")
    assert out.startswith("The journal was damaged. ")
    assert numbers(path) == list(range(1, 301))


def finding(path: Path, part: str) -> Finding:
    (found,) = [one for one in journal_findings(path, Texts.english()) if one.part == part]
    return found


def test_the_doctor_tells_of_the_newest_backup_and_whether_it_opens(path: Path) -> None:
    assert finding(path, "backups") == Finding("backups", works=True, found="none yet, the agent makes one a day")
    write(path, 1, 30)
    copy = make(path)
    found = f"the newest is of 2026-11-23, it opens and holds 30 facts: {copy}"
    assert finding(path, "backups") == Finding("backups", works=True, found=found)
    spoil(copy, 20)
    assert not finding(path, "backups").works
    assert finding(path, "backups").found.startswith(f"{copy}: the copy is damaged (")


def test_the_doctor_tells_what_hinders_the_next_backup(path: Path) -> None:
    write(path, 1, 30)
    make(path)
    backup.note(path, "the disk is full; free some space")
    told = finding(path, "backups")
    assert (told.works, told.remedy) == (False, "the disk is full; free some space")
    backup.note(path, None)
    assert finding(path, "backups").works


def test_the_doctor_sees_by_itself_that_there_is_no_room_for_another_backup(path: Path) -> None:
    write(path, 1, 30)
    (_, told) = journal_findings(path, Texts.english(), free=lambda _: path.stat().st_size - 1)
    assert (told.works, told.found) == (False, "the disk has no room for one more; free some space")
    (_, told) = journal_findings(path, Texts.english(), free=lambda _: path.stat().st_size)
    assert told.works


def test_the_doctor_tells_of_a_journal_that_is_gone(path: Path) -> None:
    assert finding(path, "journal") == Finding("journal", works=True, found="none yet")
    write(path, 1, 30)
    make(path)
    path.unlink()
    gone = Finding("journal", works=False, found="gone, but there are backups of it", remedy="unseat doctor --repair")
    assert finding(path, "journal") == gone


def test_the_doctor_looks_at_a_journal_without_changing_it(path: Path) -> None:
    write(path, 1, 30)
    before = path.read_bytes()
    assert finding(path, "journal") == Finding("journal", works=True, found=str(path))
    overwrite(path, 0, b"garbage!" * 8)
    assert finding(path, "journal").found.startswith(f"{path}: the journal is damaged")
    overwrite(path, 0, before[:64])
    assert path.read_bytes() == before


def test_the_doctor_looks_at_a_journal_that_the_agent_writes(path: Path) -> None:
    with opened(path) as journal:
        journal.append(note(1))
        assert finding(path, "journal").works
        journal.append(note(2))
    assert numbers(path) == [1, 2]
