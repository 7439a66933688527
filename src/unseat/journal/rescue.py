"""A damaged journal is moved aside, never overwritten, and every fact that can still be read is kept."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from unseat.core.words import Instant
from unseat.journal.errors import explained
from unseat.journal.pages import PAGE, rows
from unseat.journal.schema import connect, family, migrate

_MAGIC = b"SQLite format 3\0"
_IDS = range(1, 2**40)
_OFFSETS = range(-86_400 + 1, 86_400)
_ONE_ROW = (
    ("SELECT body FROM open_bout WHERE id = 1", "INSERT OR REPLACE INTO open_bout VALUES (1, ?)"),
    ("SELECT uuid FROM device WHERE id = 1", "INSERT OR REPLACE INTO device VALUES (1, ?)"),
)
_Row = tuple[int, int, int, str, str, str]


class Mended(msgspec.Struct, frozen=True):
    """What became of a damaged journal: where the damaged file lies, and how many of its facts were kept."""

    aside: Path
    kept: int

    def __str__(self) -> str:
        return f"The journal was damaged: {self.kept} facts were kept, and the damaged file is now {self.aside}"


def mend(path: Path, now: Instant) -> Mended:
    """Puts a new journal with every fact that can be read in the place of a damaged one, which is moved aside as
    NAME.damaged-YYYYMMDD-HHMMSS (UTC).

    Until the new one is whole nothing is moved. All of it is for one process alone. Raises `JournalError`.
    """
    fresh, scratch = path.with_name(f"{path.name}.fresh"), path.with_name(f"{path.name}.scratch")
    with explained(path):
        _remove(fresh, scratch)
        _copy(path, scratch)  # reading may write: the damaged file itself stays as it was found
        with closing(connect(fresh)) as connection:
            kept = _salvage(scratch, connection)
        aside = _move_aside(path, now)
        fresh.rename(path)
        _remove(scratch)
    return Mended(aside, kept)


def leftovers(path: Path) -> list[Path]:
    """All other files that may hold facts: damaged ones moved aside, and those of a mending that was cut short."""
    return sorted(
        file for kind in ("damaged-", "fresh", "scratch") for file in path.parent.glob(f"{path.name}.{kind}*")
    )


def _remove(*paths: Path) -> None:
    for path in paths:
        for file in family(path):
            file.unlink(missing_ok=True)


def _copy(path: Path, target: Path) -> None:
    for source, copy in zip(family(path)[:2], family(target)[:2], strict=True):
        if source.exists():
            copy.touch(mode=0o600)
            shutil.copyfile(source, copy)


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


def _salvage(scratch: Path, connection: sqlite3.Connection) -> int:
    """Where the first page is bad not even the log can be used: then it gets the one that every journal begins with."""
    with scratch.open("rb") as file:
        readable = file.read(len(_MAGIC)) == _MAGIC
    if not readable or not _take_in_log(scratch):
        _graft(scratch)
        _take_in_log(scratch)
    connection.execute("BEGIN IMMEDIATE")
    kept = sum(_keep(row, connection) for row in _facts(scratch))
    with _lenient(scratch) as damaged:
        for read, write in _ONE_ROW:
            for text in _one(damaged, read):
                connection.execute(write, (text,))
    connection.execute("COMMIT")
    return kept


@contextmanager
def _lenient(scratch: Path) -> Iterator[sqlite3.Connection]:
    """A connection that takes a file as it is, also one that was cut short, and text that is none."""
    with closing(sqlite3.connect(scratch, isolation_level=None)) as damaged:
        damaged.text_factory = bytes
        damaged.execute("PRAGMA writable_schema = ON")
        yield damaged


def _take_in_log(scratch: Path) -> bool:
    """Writes what is only in the log into the file itself. False: SQLite cannot make sense of the file."""
    with _lenient(scratch) as damaged:
        try:
            damaged.execute("SELECT count(*) FROM sqlite_master").fetchone()
            damaged.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.DatabaseError:
            return False
    return True


def _graft(scratch: Path) -> None:
    """Tables lie at the same pages in all journals of this version: page 1, which says where, is always the same."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as template:
        template.execute(f"PRAGMA page_size = {PAGE}")
        migrate(template)
        page = bytearray(template.serialize()[:PAGE])
    pages = max(1, -(-scratch.stat().st_size // PAGE))
    page[18:20] = b"\2\2"  # the log is in use: https://sqlite.org/fileformat2.html#the_database_header
    page[28:32] = pages.to_bytes(4, "big")
    with scratch.open("r+b") as file:
        file.write(page)


def _facts(scratch: Path) -> Iterator[_Row]:
    """Every row that says the same twice: in its columns and in its body."""
    for ident, columns in rows(scratch.read_bytes()):
        match columns:
            case [None, int(at), int(offset_s), bytes(device), bytes(kind), bytes(body)] if (
                ident in _IDS and offset_s in _OFFSETS and _plausible(at, kind, body)
            ):
                yield ident, at, offset_s, str(device, "utf-8", "replace"), str(kind, "utf-8"), str(body, "utf-8")


def _plausible(at: int, kind: bytes, body: bytes) -> bool:
    try:
        fact = msgspec.json.decode(body, type=dict[str, object])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return fact.get("at") == at and str(fact.get("kind")).encode() == kind


def _keep(row: _Row, connection: sqlite3.Connection) -> int:
    return connection.execute("INSERT OR IGNORE INTO fact VALUES (?, ?, ?, ?, ?, ?)", row).rowcount


def _one(damaged: sqlite3.Connection, statement: str) -> list[str]:
    try:
        return [str(text, "utf-8") for (text,) in damaged.execute(statement).fetchall()]
    except (sqlite3.DatabaseError, UnicodeDecodeError, TypeError):
        return []
