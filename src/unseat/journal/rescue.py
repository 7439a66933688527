"""A damaged journal is moved aside, never overwritten; every fact that it or a backup still holds is kept."""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path

import msgspec

from unseat.core.words import Instant
from unseat.journal import backup, salvage
from unseat.journal.errors import explained
from unseat.journal.gaps import Gap, gaps, go_on_after
from unseat.journal.schema import connect, family
from unseat.on_disk import sync_folder

_OPEN = ("SELECT body FROM open_bout WHERE id = 1", "INSERT OR REPLACE INTO open_bout VALUES (1, ?)")
_DEVICE = ("SELECT uuid FROM device WHERE id = 1", "INSERT OR REPLACE INTO device VALUES (1, ?)")


Back = tuple[tuple[Path, int], ...]
"""How many facts came back from each backup, newest first."""


class Was(Enum):
    """How the journal was found."""

    WHOLE = auto()
    DAMAGED = auto()
    GONE = auto()


class Mended(msgspec.Struct, frozen=True):
    """What became of a journal: how it was found, where the damaged file lies now (null: there is none), how many of
    its facts were kept, how many came back from each backup, newest first, and which ids no fact has any more."""

    was: Was
    aside: Path | None
    kept: int
    back: Back = ()
    missing: tuple[Gap, ...] = ()

    def __str__(self) -> str:
        said = f"The journal was damaged: {self.kept} facts were kept, and the damaged file is now {self.aside}"
        said += "".join(f"; {count} came back from {file}" for file, count in self.back)
        lost = sum(map(len, self.missing))
        return f"{said}; {lost} are missing from the sequence" if lost else said


def mend(path: Path, now: Instant) -> Mended:
    """Puts a new journal with every fact that can be read, there or in a backup, in the place of a damaged one (or of
    none), which is moved aside as NAME.damaged-YYYYMMDD-HHMMSS (UTC).

    Until the new one is whole nothing is moved. All of it is for one process alone. Raises `JournalError`.
    """
    fresh, scratch = path.with_name(f"{path.name}.fresh"), path.with_name(f"{path.name}.scratch")
    files = backup.backups(path)
    with explained(path):
        _remove(fresh, scratch)
        try:
            found = _copy(path, scratch)  # reading may write: the damaged file itself stays as it was found
            kept, back, missing = _made_anew(fresh, scratch if found else None, files)
        except BaseException:
            _remove(fresh, scratch)
            raise
        aside = _move_aside(path, now) if found else None
        fresh.rename(path)
        sync_folder(path.parent)
        _remove(scratch)
    return Mended(Was.DAMAGED if found else Was.GONE, aside, kept, back, missing)


def _made_anew(fresh: Path, scratch: Path | None, files: Sequence[Path]) -> tuple[int, Back, tuple[Gap, ...]]:
    """Writes what the damaged file and the backups hold; how many were kept, what came back, and what is missing."""
    newest = files[:1]
    with closing(connect(fresh)) as connection:
        _single(_DEVICE, newest, connection)
        kept, highest = _salvage(scratch, connection) if scratch else (0, 0)
        if not kept:  # else it would be long over
            _single(_OPEN, newest, connection)
        back = bring_back(connection, files)
        missing = gaps(connection, highest)
        go_on_after(connection, highest)
    return kept, back, missing


def finish(path: Path) -> None:
    """Ends a mending that was cut short between its two last steps. For one process alone. Raises `JournalError`."""
    fresh = path.with_name(f"{path.name}.fresh")
    with explained(path):
        if not path.exists() and fresh.exists():
            _remove(*family(path)[1:])  # of the damaged file: what they held has been taken in
            fresh.rename(path)


def leftovers(path: Path) -> list[Path]:
    """All other files that may hold facts: damaged ones moved aside, and those of a mending that was cut short."""
    return sorted(
        file for kind in ("damaged-", "fresh", "scratch") for file in path.parent.glob(f"{path.name}.{kind}*")
    )


def bring_back(connection: sqlite3.Connection, files: Sequence[Path]) -> Back:
    """Takes in what the backups hold and the journal doesn't, all in one transaction; tells how many from each.

    A fact keeps its id where that is free.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        counts = [(file, sum(take_in(row, connection) for row in salvage.facts(file))) for file in files]
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return tuple((file, count) for file, count in counts if count)


def take_in(row: salvage.Row, connection: sqlite3.Connection) -> int:
    """Writes a fact that is not there, under its id where that is free and above zero; 1 where it was written. Two are
    the same whatever their ids."""
    ident, at, offset_s, device, kind, body, _ = row
    same = "SELECT 1 FROM fact WHERE kind = ? AND at = ? AND utc_offset_s = ? AND device = ? AND body = ?"
    if connection.execute(same, (kind, at, offset_s, device, body)).fetchone():
        return 0
    if ident < 1 or not _keep(row, connection):
        connection.execute("INSERT INTO fact VALUES (NULL, ?, ?, ?, ?, ?, ?)", row[1:])
    return 1


def _remove(*paths: Path) -> None:
    for path in paths:
        for file in family(path):
            file.unlink(missing_ok=True)


def _copy(path: Path, target: Path) -> bool:
    """False where there is neither a file nor a log."""
    there = [pair for pair in zip(family(path)[:2], family(target)[:2], strict=True) if pair[0].exists()]
    for source, copy in there:
        copy.touch(mode=0o600)
        shutil.copyfile(source, copy)
    if there:
        target.touch(mode=0o600)  # a log can be read without its file
    return bool(there)


def _move_aside(path: Path, now: Instant) -> Path:
    stamp = datetime.fromtimestamp(now / 1000, UTC).strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    count = 1
    while aside.exists():
        count += 1
        aside = path.with_name(f"{path.name}.damaged-{stamp}-{count}")
    for source, target in zip(family(path), family(aside), strict=True):
        with suppress(FileNotFoundError):
            source.rename(target)
    return aside


def _salvage(scratch: Path, connection: sqlite3.Connection) -> tuple[int, int]:
    """How many facts were kept, and the highest id that the journal ever gave."""
    salvage.prepare(scratch)
    highest = salvage.highest(scratch)
    connection.execute("BEGIN IMMEDIATE")
    kept = sum(_keep(row, connection, highest) for row in salvage.facts(scratch))
    _single(_OPEN, [scratch], connection)
    _single(_DEVICE, [scratch], connection)
    connection.execute("COMMIT")
    return kept, highest


def _single(table: tuple[str, str], files: Sequence[Path], connection: sqlite3.Connection) -> None:
    """The one row of a table, from the last file that has it."""
    read, write = table
    for text in (text for file in files for text in salvage.one(file, read)):
        connection.execute(write, (text,))


def _keep(row: salvage.Row, connection: sqlite3.Connection, highest: int = 0) -> int:
    """An id that was never given is not one: it was damaged, though the fact was not."""
    if highest and row[0] > highest:
        return connection.execute("INSERT INTO fact VALUES (NULL, ?, ?, ?, ?, ?, ?)", row[1:]).rowcount
    return connection.execute("INSERT OR IGNORE INTO fact VALUES (?, ?, ?, ?, ?, ?, ?)", row).rowcount
