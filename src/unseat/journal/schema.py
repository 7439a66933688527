"""The journal's tables, the steps that lead to them, and how a connection is opened."""

import sqlite3
import stat
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from unseat import private
from unseat.journal import others
from unseat.journal.errors import JournalDamagedError, JournalError, explained, legible
from unseat.journal.pages import PAGE

APPLICATION_ID = 0x756E7365  # "unse"
BUSY_S = 1.0

_PRAGMAS = (
    f"page_size = {PAGE}",
    "synchronous = FULL",
    "recursive_triggers = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
)

TRIGGERS = (
    """CREATE TRIGGER fact_never_changes BEFORE UPDATE ON fact
       BEGIN SELECT RAISE(ABORT, 'a fact is never changed: append a new one'); END""",
    """CREATE TRIGGER fact_never_goes BEFORE DELETE ON fact
       BEGIN SELECT RAISE(ABORT, 'a fact is never deleted: see forget'); END""",
)
"""`forget` alone drops these, for the length of its transaction."""

_FIRST = (
    # AUTOINCREMENT: an id is never used twice, also after `forget`, so `after(id)` never misses a fact.
    """CREATE TABLE fact (
         id INTEGER PRIMARY KEY AUTOINCREMENT,
         at INTEGER NOT NULL,           -- milliseconds since 1970, UTC
         utc_offset_s INTEGER NOT NULL, -- then in force, seconds east
         device TEXT NOT NULL,
         kind TEXT NOT NULL,
         body TEXT NOT NULL             -- the whole fact as JSON
       ) STRICT""",
    "CREATE TABLE open_bout (id INTEGER PRIMARY KEY CHECK (id = 1), body TEXT NOT NULL) STRICT",
    "CREATE TABLE view (id INTEGER PRIMARY KEY CHECK (id = 1), body TEXT NOT NULL) STRICT",
    "CREATE TABLE device (id INTEGER PRIMARY KEY CHECK (id = 1), uuid TEXT NOT NULL) STRICT",
    "CREATE INDEX fact_by_kind ON fact (kind, at)",
    "CREATE INDEX fact_by_time ON fact (at)",
    *TRIGGERS,
)

_SUMS = ("ALTER TABLE fact ADD COLUMN crc INTEGER",)
"""Of the fact, see `sums.crc`; null in what was written before."""

STEPS: tuple[Sequence[str], ...] = (_FIRST, _SUMS, others.TABLES)
"""Step n leads from version n to n + 1. A step that was released is never edited: add one."""


def connect(path: Path, *, thorough: bool = False) -> sqlite3.Connection:
    """Opens the journal's file, made where there is none, at the newest version.

    `thorough` reads it through for damage. Raises `JournalError`, `JournalDamagedError`.
    """
    with explained(path), legible(path):
        _make_private(path)
        connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
        try:
            _patiently(lambda: _prepare(connection, path))
            if thorough:
                _check_pages(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def migrate(connection: sqlite3.Connection, steps: Sequence[Sequence[str]] = STEPS) -> None:
    """Takes each step still to take in a transaction of its own. Another process may be doing the same."""
    while version(connection) < len(steps):
        connection.execute("BEGIN IMMEDIATE")
        try:
            present = version(connection)
            if present < len(steps):
                for statement in steps[present]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {present + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


@contextmanager
def unguarded(connection: sqlite3.Connection) -> Iterator[None]:
    """Facts may go inside the block, which lies in a transaction: no other connection ever sees the table open."""
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {str(name, 'utf-8')}")
    yield
    for trigger in TRIGGERS:
        connection.execute(trigger)


def version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def family(path: Path) -> tuple[Path, Path, Path]:
    """The file and those that SQLite keeps beside it."""
    return path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def _make_private(path: Path) -> None:
    """An empty file of mode 0600, whatever the umask. SQLite gives -wal and -shm the mode that the file has."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        private.make(path)
    # In this order: another process may make the journal meanwhile, and fills the file before its log.
    logged, filled = (_size(file) for file in reversed(family(path)[:2]))
    if logged and not filled:
        raise JournalDamagedError(path, "the file is empty, its log is not")
    # A file that exists is never opened here: closing it would drop the locks of this process's other connections.
    for file in family(path):
        with suppress(FileNotFoundError):  # the last one to close the journal takes its log away
            if stat.S_IMODE(file.stat().st_mode) & 0o077:
                file.chmod(0o600)


def _size(file: Path) -> int:
    """Bytes; 0 where there is no file."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _patiently(prepare: Callable[[], None]) -> None:
    """SQLite does not wait for whoever changes the journal mode at the same moment, as two do that make the file."""
    deadline = time.monotonic() + BUSY_S
    while True:
        try:
            return prepare()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(0.02)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.text_factory = bytes  # damaged text must not stop the reading of the rest
    _check_ours(connection, path)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != b"wal":
        raise JournalError(path, "this disk cannot share a journal between processes", "keep it on a local disk")
    if not version(connection):
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(connection)
    if not connection.execute("SELECT count(*) FROM device").fetchone()[0]:
        connection.execute("INSERT OR IGNORE INTO device VALUES (1, ?)", (str(uuid.uuid4()),))


def _check_ours(connection: sqlite3.Connection, path: Path) -> None:
    """Refuses to touch what another program or a newer version wrote."""
    connection.execute("BEGIN")
    present = version(connection)
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    connection.execute("COMMIT")
    if tables and owner != APPLICATION_ID:
        raise JournalError(path, "the file belongs to another program", "move it elsewhere")
    if present > len(STEPS):
        found = f"the journal was written by a newer unseat (version {present}, this one knows {len(STEPS)})"
        raise JournalError(path, found, "update unseat")


def _check_pages(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != b"ok":
        raise JournalDamagedError(path, str(found, "utf-8", "replace"))
