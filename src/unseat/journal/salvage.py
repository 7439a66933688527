"""What can still be read of a journal's file, in whatever state it is."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from unseat.journal.pages import PAGE, Value, rows
from unseat.journal.reading import UNREADABLE
from unseat.journal.schema import migrate
from unseat.journal.sums import holds

_MAGIC = b"SQLite format 3\0"
_IDS = range(1, 2**40)
_OFFSETS = range(-86_400 + 1, 86_400)

Row = tuple[int, int, int, str, str, str, int | None]
"""id, at, utc_offset_s, device, kind, body, crc"""


def prepare(scratch: Path) -> None:
    """Makes of a copy a file that SQLite can open, with what its log holds.

    Where the first page is bad not even the log can be used: then it gets the one that every journal begins with.
    """
    with scratch.open("rb") as file:
        readable = file.read(len(_MAGIC)) == _MAGIC
    if not readable or not _take_in_log(scratch):
        _graft(scratch)
        _take_in_log(scratch)


def facts(file: Path) -> Iterator[Row]:
    """Every row of the pages that says the same twice, in its columns and in its body, and whose sum is right."""
    for ident, columns in rows(file.read_bytes()):
        if len(columns) in (6, 7) and ident in _IDS and (row := _fact(ident, columns)):
            yield row


def one(file: Path, statement: str) -> list[str]:
    """The texts that a query gives, none where it cannot be answered."""
    with _lenient(file) as damaged:
        try:
            return [str(text, "utf-8") for (text,) in damaged.execute(statement).fetchall()]
        except (sqlite3.DatabaseError, UnicodeDecodeError, TypeError):
            return []


def highest(file: Path) -> int:
    """The highest id that was ever given; 0 where that cannot be read."""
    given = one(file, "SELECT cast(seq AS TEXT) FROM sqlite_sequence WHERE name = 'fact'")
    return next((int(text) for text in given if text.isdecimal() and int(text) in _IDS), 0)


def _fact(ident: int, columns: list[Value]) -> Row | None:
    match [*columns, None][:7]:
        case [None, int(at), int(offset_s), bytes(device), bytes(kind), bytes(body), (None | int()) as kept] if (
            offset_s in _OFFSETS and holds((at, offset_s, device, kind, body), kept) and _plausible(at, kind, body)
        ):
            return ident, at, offset_s, str(device, "utf-8", "replace"), str(kind, "utf-8"), str(body, "utf-8"), kept
    return None


def _plausible(at: int, kind: bytes, body: bytes) -> bool:
    try:
        fact = msgspec.json.decode(body, type=dict[str, object])
    except UNREADABLE:
        return False
    return fact.get("at") == at and str(fact.get("kind")).encode() == kind


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
        except (sqlite3.DatabaseError, UnicodeDecodeError):
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
