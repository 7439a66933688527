"""The journal as the agent and its siblings use it."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date
from heapq import merge
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from unseat.core.facts import Any as AnyFact
from unseat.core.facts import Carried, Fact, Forgotten, OpenBout
from unseat.core.wall import fixed, local
from unseat.core.words import Instant
from unseat.journal.erase import erase
from unseat.journal.errors import JournalDamagedError, explained
from unseat.journal.moved import check_filled, identity, reopened
from unseat.journal.others import Others
from unseat.journal.reading import UNREADABLE, Reader, Stored, tag
from unseat.journal.rescue import Mended, finish, mend
from unseat.journal.schema import connect
from unseat.journal.sums import crc

UtcOffset = Callable[[Instant], int]
"""Seconds east of UTC that the local clocks show at an instant."""

_OPEN_BOUT = msgspec.json.Decoder(OpenBout)


class Journal:
    """One connection to the journal, for the thread that opened it. Every call may block for about a second, on disk or
    on another process that writes, and raises `JournalError` where the file fails it. Close it, or use it in `with`.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        utc_offset_s: UtcOffset,
        mended: Mended | None,
        *,
        sole: bool = False,
    ) -> None:
        self.path = path
        self.mended = mended
        self._sole = sole
        self._file = identity(path)
        self.device = str(connection.execute("SELECT uuid FROM device WHERE id = 1").fetchone()[0], "utf-8")
        self._connection = connection
        self._reader = Reader(connection)
        self.others = Others(path, lambda: self._connection, self._transaction)
        self._utc_offset_s = utc_offset_s
        self._seen_version = self._data_version()

    @classmethod
    def open(cls, path: Path, *, utc_offset_s: UtcOffset, mend_at: Instant | None = None) -> Self:
        """Opens the journal, made where there is none.

        The one agent passes the present as `mend_at`: the file is then read through, and a damaged one is moved aside
        and what can be read of it kept (see `mended`). All others get `JournalDamagedError`, as two that mend at once
        would undo each other's work. Raises `JournalError` also for a file of another program, of a newer version, or
        that cannot be written.
        """
        mended = None
        if mend_at is not None:
            finish(path)
        try:
            connection = connect(path, thorough=mend_at is not None)
        except JournalDamagedError:
            if mend_at is None:
                raise
            mended = mend(path, mend_at)
            connection = connect(path)
        try:
            with explained(path):
                return cls(path, connection, utc_offset_s, mended, sole=mend_at is not None)
        except BaseException:
            connection.close()
            raise

    def append(self, *new: AnyFact, open_bout: OpenBout | msgspec.UnsetType | None = msgspec.UNSET) -> tuple[int, ...]:
        """Writes facts, and the open bout where one (or none) is given, all in one transaction; on disk on return."""
        rows = [self._row(fact) for fact in new]
        with self._transaction():
            ids = tuple(self._insert(row) for row in rows)
            if open_bout is None:
                self._connection.execute("DELETE FROM open_bout WHERE id = 1")
            elif open_bout is not msgspec.UNSET:
                body = msgspec.json.encode(open_bout).decode()
                self._connection.execute("INSERT OR REPLACE INTO open_bout VALUES (1, ?)", (body,))
        return ids

    def take_in(self, choose: Callable[[], Sequence[Carried]]) -> int:
        """Writes what `choose` picks after a look at the journal, all in one transaction into which no other process
        can write; tells how many facts it was. What `choose` raises comes through, and nothing is written."""
        with self._transaction():
            chosen = choose()
            for carried in chosen:
                self._insert(self._row(carried.fact, carried.offset_s, carried.device))
        return len(chosen)

    def facts(
        self, *, since: Instant | None = None, until: Instant | None = None, kinds: tuple[type[Fact], ...] = ()
    ) -> Iterator[Stored]:
        """The facts with `since <= at < until`, by `at`, then id; of all kinds where none is named.

        One consistent view of the journal as long as it is read; write nothing by this connection meanwhile.
        """
        with explained(self.path), closing(self._reader.between(since, until, kinds)) as found:
            yield from found

    def after(self, id: int) -> list[Stored]:  # noqa: A002  the word of the table
        """All facts written after this one, by id. Own facts are among them: to miss nobody's, go on from the last id
        that was read here and not from one that `append` gave."""
        with explained(self.path):
            return list(self._reader.read("WHERE id > ? ORDER BY id", [id]))

    def last(self, kind: type[Fact]) -> Stored | None:
        """The latest fact of a kind."""
        latest = self._reader.read("WHERE kind = ? ORDER BY at DESC, id DESC", [tag(kind)])
        with explained(self.path), closing(latest):
            return next(latest, None)

    @property
    def newest(self) -> int:
        """The id of the fact written last; 0 where there is none."""
        with explained(self.path):
            return int(self._connection.execute("SELECT coalesce(max(id), 0) FROM fact").fetchone()[0])

    def changed(self) -> bool:
        """Whether another connection wrote since the last call (or since the opening). Reads no table."""
        with explained(self.path):
            self._follow()
            present = self._data_version()
        changed, self._seen_version = present != self._seen_version, present
        return changed

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All reading inside is of one instant: a bout is seen either open or as a fact. Write nothing inside."""
        with self._transaction("BEGIN"):
            yield

    @property
    def newer(self) -> frozenset[int]:
        """Ids met so far, by any reading call, of facts left out as only a newer version knows their kind."""
        return frozenset(self._reader.newer)

    @property
    def damaged(self) -> frozenset[int]:
        """Ids met so far, by any reading call, of facts left out as they cannot be read."""
        return frozenset(self._reader.damaged)

    def open_bout(self) -> OpenBout | None:
        """The bout still open; null also where what was written cannot be read."""
        body = self._first("SELECT body FROM open_bout WHERE id = 1")
        try:
            return _OPEN_BOUT.decode(body) if body else None
        except UNREADABLE:
            return None

    def save_open_bout(self, bout: OpenBout | None) -> None:
        """Puts it in the place of the one before."""
        self.append(open_bout=bout)

    def view(self) -> bytes | None:
        """What `save_view` wrote last."""
        return self._first("SELECT body FROM view WHERE id = 1")

    def save_view(self, body: bytes | str) -> None:
        """Puts the agent's view, as JSON, in the place of the one before."""
        text = body if isinstance(body, str) else body.decode()
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO view VALUES (1, ?)", (text,))

    def everywhere(
        self, *, since: Instant | None = None, until: Instant | None = None, kinds: tuple[type[Fact], ...] = ()
    ) -> Iterator[Stored]:
        """As `facts`, with what the person's other machines told."""
        own, theirs = (part.facts(since=since, until=until, kinds=kinds) for part in (self, self.others))
        return merge(own, theirs, key=lambda entry: entry.at)

    def forget(self, since: Instant | None = None, until: Instant | None = None, *, at: Instant | None = None) -> int:
        """Really erases every fact about the time from `since` to before `until` and tells how many they were.

        A bout or break that only touches that time goes too, as does the open bout, the view, and every damaged file
        that was moved aside; so does an appointment for a day from that of `since` to before that of `until`. On
        return the bytes are gone from the file, its log and the backups. Raises `JournalError`; one that says so
        means: erased, but bytes remain until it is asked again. For one process alone, with no agent beside it.

        `at`: when the person asked for it, by which it goes out to their other machines.
        """
        if at is not None and self.others.used:
            self.append(Forgotten(at=at, since=since, until=until))
        with explained(self.path):
            return erase(self.path, self._connection, since, until, self._day)

    def close(self) -> None:
        """May be called more than once."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def mend(self, now: Instant) -> Mended:
        """For the one agent, where the file turned out to be damaged while it ran: as `open` does with `mend_at`."""
        with suppress(sqlite3.Error):
            self._connection.execute("BEGIN IMMEDIATE")  # nobody else writes meanwhile
        mended = mend(self.path, now)
        with explained(self.path):
            self._follow()
        return mended

    def _follow(self) -> None:
        """Goes to the file of this name, where it is no longer the one that was opened."""
        if identity(self.path) == self._file:
            check_filled(self.path)
            return
        self._connection = reopened(self.path, self._connection, carry=self._sole)
        self._reader.connection = self._connection
        self._file, self._seen_version = identity(self.path), -1

    @contextmanager
    def _transaction(self, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
        with explained(self.path):
            if begin != "BEGIN":
                self._follow()
            self._connection.execute(begin)
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk ends it by itself
                    self._connection.execute("ROLLBACK")
                raise

    def _day(self, at: Instant) -> date:
        return local(at, fixed(self._utc_offset_s(at))).date()

    def _row(self, fact: AnyFact, offset_s: int | None = None, device: str | None = None) -> tuple[object, ...]:
        body = msgspec.json.encode(fact).decode()
        offset = self._utc_offset_s(fact.at) if offset_s is None else offset_s
        device, kind = device or self.device, tag(type(fact))
        return fact.at, offset, device, kind, body, crc(fact.at, offset, device.encode(), kind.encode(), body.encode())

    def _insert(self, row: tuple[object, ...]) -> int:
        columns = "at, utc_offset_s, device, kind, body, crc"
        statement = f"INSERT INTO fact ({columns}) VALUES (?, ?, ?, ?, ?, ?) RETURNING id"  # noqa: S608  from literals
        return int(self._connection.execute(statement, row).fetchone()[0])

    def _first(self, statement: str) -> bytes | None:
        with explained(self.path):
            row = self._connection.execute(statement).fetchone()
        return row[0] if row else None

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
