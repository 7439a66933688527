"""A journal whose file was deleted or replaced while it is open.

SQLite goes on reading and writing the file that it opened, which nobody can find any more; so before each writing
the journal looks whether that is still the file of its name.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from unseat.journal.errors import JournalDamagedError
from unseat.journal.rescue import take_in
from unseat.journal.salvage import Row
from unseat.journal.schema import connect, family, unguarded
from unseat.journal.sums import holds

_COLUMNS = "id, at, utc_offset_s, device, kind, body, crc"
_SINGLE = {"open_bout": "body", "view": "body", "device": "uuid"}
_FEW = 1000

Identity = tuple[int, int] | None


def identity(path: Path) -> Identity:
    """What tells one file from another of the same name; null where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def check_filled(path: Path) -> None:
    """SQLite goes on for a while with what it remembers of a file. Raises `JournalDamagedError` for an emptied one."""
    if not path.stat().st_size:
        raise JournalDamagedError(path, "the file is empty")


def reopened(path: Path, old: sqlite3.Connection, *, carry: bool) -> sqlite3.Connection:
    """A connection to the file that is there now, made where there is none; the old one is closed.

    `carry`: with all that the old connection still holds, its facts under their own ids. What others wrote into a file
    that they made meanwhile comes after those. Raises `JournalError`; then the old connection is as it was.
    """
    if not path.exists() or not path.stat().st_size:
        for file in family(path):  # a log that was left would be taken for that of the new file
            file.unlink(missing_ok=True)
    new = connect(path)
    try:
        if carry:
            _carry(old, new)
    except BaseException:
        new.close()
        raise
    old.close()
    return new


def _carry(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    new.execute("BEGIN IMMEDIATE")
    try:
        theirs = _set_apart(old, new)
        for row in (*_facts(old), *theirs):
            take_in(row, new)
        for table, column in _SINGLE.items():
            for (text,) in _read(old, f"SELECT {column} FROM {table}"):  # noqa: S608  from literals
                new.execute(f"INSERT OR REPLACE INTO {table} VALUES (1, ?)", (_text(text),))  # noqa: S608
        new.execute("COMMIT")
    except BaseException:
        if new.in_transaction:
            new.execute("ROLLBACK")
        raise


def _set_apart(old: sqlite3.Connection, new: sqlite3.Connection) -> list[Row]:
    """Takes out the few facts of a journal that was only just made, so that ours can have their ids."""
    device = "SELECT uuid FROM device"
    few = new.execute("SELECT count(*) FROM fact").fetchone()[0] <= _FEW
    if not few or list(_read(old, device)) == new.execute(device).fetchall():
        return []
    theirs = [(-1, *row[1:]) for row in _facts(new)]
    with unguarded(new):
        new.execute("DELETE FROM fact")
    return theirs


def _facts(connection: sqlite3.Connection) -> Iterator[Row]:
    for ident, at, offset_s, device, kind, body, crc in _read(connection, f"SELECT {_COLUMNS} FROM fact ORDER BY id"):  # noqa: S608
        if holds((at, offset_s, device, kind, body), crc):
            yield ident, at, offset_s, _text(device), _text(kind), _text(body), crc


def _read(connection: sqlite3.Connection, statement: str) -> Iterator[tuple]:  # type: ignore[type-arg]
    """As far as the rows can be read."""
    try:
        yield from connection.execute(statement)
    except sqlite3.DatabaseError:
        return


def _text(raw: bytes) -> str:
    return str(raw, "utf-8", "replace")
