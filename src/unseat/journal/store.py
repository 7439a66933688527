"""The journal as the agent and its siblings use it."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from heapq import merge
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from unseat.core.fact import Fact
from unseat.core.facts import Any as AnyFact
from unseat.core.facts import Carried
from unseat.core.said import Forgotten
from unseat.core.wall import fixed, local
from unseat.core.watched import OpenBout
from unseat.core.words import Instant
from unseat.journal.errors import explained
from unseat.journal.file import File
from unseat.journal.others import Others
from unseat.journal.reading import UNREADABLE, Reader, Stored, tag
from unseat.journal.rescue import Mended
from unseat.journal.writing import UtcOffset, Writer

_OPEN_BOUT = msgspec.json.Decoder(OpenBout)


class Journal:
    """One connection to the journal, for the thread that opened it. Every call may block for about a second, on disk or
    on another process that writes, and raises `JournalError` where the file fails it. Close it, or use it in `with`.
    """

    def __init__(self, file: File, utc_offset_s: UtcOffset) -> None:
        self.path, self.mended = file.path, file.mended
        self._file, self._utc_offset_s = file, utc_offset_s
        self.device = str(self._connection.execute("SELECT uuid FROM device WHERE id = 1").fetchone()[0], "utf-8")
        self._reader = Reader(lambda: file.connection)
        self._writer = Writer(lambda: file.connection, self.device, utc_offset_s)
        self.others = Others(self.path, lambda: file.connection, file.transaction)

    @classmethod
    def open(cls, path: Path, *, utc_offset_s: UtcOffset, mend_at: Instant | None = None) -> Self:
        """Opens the journal, made where there is none.

        The one agent passes the present as `mend_at`: the file is then read through, and a damaged one is moved aside
        and what can be read of it kept (see `mended`). All others get `JournalDamagedError`, as two that mend at once
        would undo each other's work. Raises `JournalError` also for a file of another program, of a newer version, or
        that cannot be written.
        """
        file = File.open(path, mend_at)
        try:
            with explained(path):
                return cls(file, utc_offset_s)
        except BaseException:
            file.connection.close()
            raise

    def append(self, *new: AnyFact, open_bout: OpenBout | msgspec.UnsetType | None = msgspec.UNSET) -> tuple[int, ...]:
        """Writes facts, and the open bout where one (or none) is given, all in one transaction; on disk on return."""
        rows = [self._writer.row(fact) for fact in new]
        with self._file.transaction():
            ids = tuple(map(self._writer.insert, rows))
            if open_bout is None:
                self._connection.execute("DELETE FROM open_bout WHERE id = 1")
            elif open_bout is not msgspec.UNSET:
                body = msgspec.json.encode(open_bout).decode()
                self._connection.execute("INSERT OR REPLACE INTO open_bout VALUES (1, ?)", (body,))
        return ids

    def take_in(self, choose: Callable[[], Sequence[Carried]]) -> int:
        """Writes what `choose` picks after a look at the journal, all in one transaction into which no other process
        can write; tells how many facts it was. What `choose` raises comes through, and nothing is written."""
        with self._file.transaction():
            chosen = choose()
            for carried in chosen:
                self._writer.insert(self._writer.row(carried.fact, carried.offset_s, carried.device))
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
        return self._file.changed()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All reading inside is of one instant: a bout is seen either open or as a fact. Write nothing inside."""
        with self._file.transaction("BEGIN"):
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
        body = self._file.first("SELECT body FROM open_bout WHERE id = 1")
        try:
            return _OPEN_BOUT.decode(body) if body else None
        except UNREADABLE:
            return None

    def save_open_bout(self, bout: OpenBout | None) -> None:
        """Puts it in the place of the one before."""
        self.append(open_bout=bout)

    def view(self) -> bytes | None:
        """What `save_view` wrote last."""
        return self._file.first("SELECT body FROM view WHERE id = 1")

    def save_view(self, body: bytes | str) -> None:
        """Puts the agent's view, as JSON, in the place of the one before."""
        text = body if isinstance(body, str) else body.decode()
        with self._file.transaction():
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
        from unseat.journal.erase import erase

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
        return self._file.mend(now)

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._file.connection

    def _day(self, at: Instant) -> date:
        return local(at, fixed(self._utc_offset_s(at))).date()
