"""The journal's file, held open by one connection: opened or mended, followed where another takes its place, written
in transactions."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from unseat.core.words import Instant
from unseat.journal.errors import JournalDamagedError, explained
from unseat.journal.moved import check_filled, identity, reopened
from unseat.journal.rescue import Mended, finish, mend
from unseat.journal.schema import connect


class File:
    """For the thread that opened it. `connection` is another one after each following, and `mended` tells what was done
    to open it (null: nothing had to be)."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, mended: Mended | None = None, *, sole: bool = False
    ) -> None:
        """`sole`: for the one agent, which carries what it wrote into a file that took the place of this one."""
        self.path, self.connection, self.mended = path, connection, mended
        self._sole = sole
        self._identity = identity(path)
        self._seen_version = self._data_version()

    @classmethod
    def open(cls, path: Path, mend_at: Instant | None) -> Self:
        """See `Journal.open`."""
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
                return cls(path, connection, mended, sole=mend_at is not None)
        except BaseException:
            connection.close()
            raise

    def mend(self, now: Instant) -> Mended:
        """See `Journal.mend`."""
        with suppress(sqlite3.Error):
            self.connection.execute("BEGIN IMMEDIATE")  # nobody else writes meanwhile
        mended = mend(self.path, now)
        with explained(self.path):
            self._follow()
        return mended

    def changed(self) -> bool:
        """See `Journal.changed`."""
        with explained(self.path):
            self._follow()
            present = self._data_version()
        changed, self._seen_version = present != self._seen_version, present
        return changed

    @contextmanager
    def transaction(self, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
        """All inside is written, or nothing is. A plain BEGIN, for reading, goes on with the file that is open."""
        with explained(self.path):
            if begin != "BEGIN":
                self._follow()
            self.connection.execute(begin)
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:  # a full disk ends it by itself
                    self.connection.execute("ROLLBACK")
                raise

    def first(self, statement: str) -> bytes | None:
        """The first column of the first row; null where there is none."""
        with explained(self.path):
            row = self.connection.execute(statement).fetchone()
        return row[0] if row else None

    def _follow(self) -> None:
        """Goes to the file of this name, where it is no longer the one that was opened."""
        if identity(self.path) == self._identity:
            check_filled(self.path)
            return
        self.connection = reopened(self.path, self.connection, carry=self._sole)
        self._identity, self._seen_version = identity(self.path), -1

    def _data_version(self) -> int:
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])
