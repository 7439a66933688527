"""What the person's other machines told, beside the journal's own facts and never among them (decision 14).

It is kept in a table of its own: what reads the journal's facts sees those of here alone. `exchanged` holds what the
exchange remembers of the files that it read.
"""

import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from pathlib import Path

import msgspec

from unseat.core.fact import Fact
from unseat.core.words import Instant
from unseat.journal.errors import explained
from unseat.journal.reading import Reader, Stored, tag
from unseat.journal.sums import crc, holds

TABLES = (
    """CREATE TABLE elsewhere (
         id INTEGER PRIMARY KEY AUTOINCREMENT, -- in the order of arrival
         device TEXT NOT NULL,
         number INTEGER NOT NULL,              -- its id there
         at INTEGER NOT NULL,
         utc_offset_s INTEGER NOT NULL,
         kind TEXT NOT NULL,
         body TEXT NOT NULL,
         crc INTEGER NOT NULL,
         UNIQUE (device, number, at)           -- a machine set back from a backup uses a number again
       ) STRICT""",
    "CREATE INDEX elsewhere_by_kind ON elsewhere (kind, at)",
    "CREATE INDEX elsewhere_by_time ON elsewhere (at)",
    "CREATE TABLE exchanged (name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT",
)
ABOUT = """CASE WHEN json_valid(body) THEN coalesce(body ->> 'end', body ->> 'exercised', at) ELSE at END >= ? AND
    CASE WHEN json_valid(body) THEN coalesce(body ->> 'start', body ->> 'exercised', at) ELSE at END < ?"""
"""A correction goes with the time that it is about, whenever it was said."""
_BOTH = "(SELECT at, kind, body FROM fact UNION ALL SELECT at, kind, body FROM elsewhere)"
_TAKEN_BACK = """DELETE FROM {table} WHERE kind IN ('corrected', 'exercise_corrected') AND at IN (
    SELECT body ->> 'corrected' FROM {both}
    WHERE kind = 'correction_undone' AND json_valid(body) AND at >= ? AND at < ?)"""
_APPOINTMENTS = """DELETE FROM {table} WHERE kind = 'appointment_noted' AND json_valid(body) AND (
    (body ->> 'day' >= ? AND body ->> 'day' < ?) OR at IN (
        SELECT body ->> 'noted' FROM {both}
        WHERE kind = 'appointment_removed' AND json_valid(body) AND at >= ? AND at < ?))"""
_SAID = "('corrected', 'exercise_corrected', 'correction_undone', 'appointment_noted', 'appointment_removed')"
_COMING_BACK = f"""DELETE FROM elsewhere WHERE id > ? AND kind <> 'forgotten' AND {ABOUT} AND
    (at < ? OR kind NOT IN {_SAID})"""  # noqa: S608  from literals
_END = 2**63 - 1


class Told(msgspec.Struct, frozen=True):
    """A fact as another machine told it; `number` is its id there, `kind` and `body` are as they are written."""

    device: str
    number: int
    at: int
    offset_s: int
    kind: str
    body: bytes


class Heard(msgspec.Struct, frozen=True):
    """How far a machine has been heard: the instant of its newest fact, and how many there are."""

    device: str
    newest: Instant
    facts: int


class Others:
    """A part of a `Journal`, for the same thread and with the same errors."""

    def __init__(
        self,
        path: Path,
        connection: Callable[[], sqlite3.Connection],
        transaction: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._path, self._connection, self._transaction = path, connection, transaction
        self._reader = Reader(connection, table="elsewhere")

    def facts(
        self, *, since: Instant | None = None, until: Instant | None = None, kinds: tuple[type[Fact], ...] = ()
    ) -> Iterator[Stored]:
        """As `Journal.facts`. An id is that of the arrival here."""
        with explained(self._path), closing(self._reader.between(since, until, kinds)) as found:
            yield from found

    def after(self, id: int, since: Instant) -> list[Stored]:  # noqa: A002  the word of the table
        """What arrived after this one, as far as it is of the time from `since` on."""
        with explained(self._path):
            return list(self._reader.read("WHERE id > ? AND at >= ? ORDER BY id", [id, since]))

    @property
    def newest(self) -> int:
        """The id of what arrived last; 0 where nothing ever did."""
        return next((number for (number,) in self._rows("SELECT coalesce(max(id), 0) FROM elsewhere")), 0)

    def heard(self) -> list[Heard]:
        rows = self._rows("SELECT device, max(at), count(*) FROM elsewhere GROUP BY device ORDER BY device")
        return [Heard(str(device, "utf-8", "replace"), Instant(at), count) for device, at, count in rows]

    def take(self, told: Iterable[Told], name: str, body: bytes) -> int:
        """Writes what is new and not forgotten, and remembers `body` under `name`, all at once; tells how many are
        new."""
        with self._transaction():
            before = self._newest()
            connection = self._connection()
            for one in told:
                if not self._holds(one.at, one.kind, one.body):
                    connection.execute(
                        """INSERT OR IGNORE INTO elsewhere (device, number, at, utc_offset_s, kind, body, crc)
                           VALUES (?, ?, ?, ?, ?, ?, ?)""",
                        (one.device, one.number, one.at, one.offset_s, one.kind, one.body.decode(), _sum(one)),
                    )
            for since, until, said in self._forgotten():
                connection.execute(_COMING_BACK, (before, since, min(until, said), said))
            self._remember(name, body)
            count = "SELECT count(*) FROM elsewhere WHERE id > ?"
            return int(connection.execute(count, (before,)).fetchone()[0])

    def holds(self, at: int, kind: str, body: bytes) -> bool:
        """Whether the journal, or another machine, says just that."""
        with explained(self._path):
            return self._holds(at, kind, body)

    def own(self, at: int, kind: str, body: bytes) -> int | None:
        """The id of the journal's own fact that says just that; null where there is none."""
        with explained(self._path):
            return self._in("fact", at, kind, body)

    def own_after(self, id: int, kinds: Sequence[type[Fact]]) -> Iterator[Told]:  # noqa: A002  the word of the table
        """The journal's own facts of these kinds that were written after this one, as they are written."""
        marks = ", ".join("?" * len(kinds))
        statement = f"""SELECT id, at, utc_offset_s, device, kind, body, crc FROM fact
            WHERE id > ? AND +kind IN ({marks}) ORDER BY id"""  # noqa: S608  from literals; +: by id, whatever the kind
        for ident, at, offset_s, device, kind, body, kept in self._rows(statement, [id, *map(tag, kinds)]):
            if holds((at, offset_s, device, kind, body), kept):
                yield Told(str(device, "utf-8", "replace"), ident, at, offset_s, str(kind, "utf-8"), body)

    # ---- what the exchange remembers

    @property
    def used(self) -> bool:
        """Whether anything was ever exchanged."""
        return any(self._rows("SELECT 1 FROM exchanged LIMIT 1"))

    def remembered(self) -> dict[str, bytes]:
        """By name."""
        return {str(name, "utf-8"): body for name, body in self._rows("SELECT name, body FROM exchanged")}

    def remember(self, bodies: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
        """Puts each in the place of the one before; those that are `gone` are remembered no more."""
        with self._transaction():
            for name in gone:
                self._connection().execute("DELETE FROM exchanged WHERE name = ?", (name,))
            for name, body in bodies.items():
                self._remember(name, body)

    # ---- inside

    def _remember(self, name: str, body: bytes) -> None:
        self._connection().execute("INSERT OR REPLACE INTO exchanged VALUES (?, ?)", (name, body.decode()))

    def _forgotten(self) -> list[tuple[int, int, int]]:
        """From when, to when, and when that was said."""
        statement = f"""SELECT body ->> 'since', body ->> 'until', at FROM {_BOTH}
            WHERE kind = 'forgotten' AND json_valid(body)"""  # noqa: S608  from literals
        rows = self._connection().execute(statement).fetchall()
        return [(-_END if since is None else since, _END if until is None else until, at) for since, until, at in rows]

    def _newest(self) -> int:
        return int(self._connection().execute("SELECT coalesce(max(id), 0) FROM elsewhere").fetchone()[0])

    def _holds(self, at: int, kind: str, body: bytes) -> bool:
        return any(self._in(table, at, kind, body) is not None for table in ("fact", "elsewhere"))

    def _in(self, table: str, at: int, kind: str, body: bytes) -> int | None:
        statement = f"SELECT id FROM {table} WHERE at = ? AND kind = ? AND body = ?"  # noqa: S608  from literals
        row = self._connection().execute(statement, (at, kind, body.decode())).fetchone()
        return int(row[0]) if row else None

    def _rows(self, statement: str, values: Sequence[object] = ()) -> Generator[tuple, None, None]:  # type: ignore[type-arg]
        with explained(self._path), closing(self._connection().execute(statement, values)) as rows:
            yield from rows


def erase(connection: sqlite3.Connection, span: tuple[int, int], days: tuple[str, str]) -> int:
    """For `Journal.forget`, in its transaction: what other machines told of the time, and what either side took back in
    it. A copy of an older journal has no such table."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'elsewhere'").fetchone():
        return 0
    erased = 0
    for table in ("fact", "elsewhere"):
        names = {"table": table, "both": _BOTH}
        erased += connection.execute(_APPOINTMENTS.format(**names), (*days, *span)).rowcount
        erased += connection.execute(_TAKEN_BACK.format(**names), span).rowcount
    statement = f"DELETE FROM elsewhere WHERE kind <> 'forgotten' AND {ABOUT}"  # noqa: S608  from literals
    return erased + connection.execute(statement, span).rowcount


def _sum(one: Told) -> int:
    return crc(one.at, one.offset_s, one.device.encode(), one.kind.encode(), one.body)
