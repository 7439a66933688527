"""Erasing on request: the one way by which facts go."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from unseat.core.words import Instant
from unseat.journal import backup, others
from unseat.journal.errors import JournalError, explained
from unseat.journal.rescue import leftovers
from unseat.journal.schema import BUSY_S, migrate, unguarded

_EVER = (-(2**63), 2**63 - 1)
_TOUCHING = f"DELETE FROM fact WHERE kind <> 'forgotten' AND {others.ABOUT}"  # noqa: S608  from literals
"""What is to be forgotten elsewhere too stays: it tells no more than that."""
_CORRECTIONS = """DELETE FROM fact WHERE kind IN ('corrected', 'exercise_corrected') AND at IN (
    SELECT body ->> 'corrected' FROM fact
    WHERE kind = 'correction_undone' AND json_valid(body) AND at >= ? AND at < ?)"""
"""Those taken back in the time forgotten: else they would count again."""
_APPOINTMENTS = """DELETE FROM fact WHERE kind = 'appointment_noted' AND json_valid(body) AND (
    (body ->> 'day' >= ? AND body ->> 'day' < ?) OR at IN (
        SELECT body ->> 'noted' FROM fact
        WHERE kind = 'appointment_removed' AND json_valid(body) AND at >= ? AND at < ?))"""
"""Those for the days forgotten, and those taken back then: else they would stand again."""
_OPEN_TOUCHING = (
    """DELETE FROM open_bout WHERE NOT json_valid(body) OR (body ->> 'seen' >= ? AND body ->> 'start' < ?)"""
)


Local = Callable[[Instant], date]
"""The calendar day of an instant here."""


def erase(
    path: Path, connection: sqlite3.Connection, since: Instant | None, until: Instant | None, local: Local
) -> int:
    """See `Journal.forget`. The backups come first: from them a fact that is gone from the journal could come back."""
    span = (_EVER[0] if since is None else since), (_EVER[1] if until is None else until)
    days = (local(since) if since is not None else date.min), (local(until) if until is not None else date.max)
    with explained(backup.folder(path)):
        backup.clear(path)
    for copy in backup.backups(path):
        with explained(copy):
            _erase_in(copy, span, days)
    erased = _erase(connection, span, days)
    _wipe(path, connection)
    return erased


def _erase_in(copy: Path, span: tuple[int, int], days: tuple[date, date]) -> None:
    """A backup that cannot be changed, as it is damaged or of a newer version, is removed as a whole."""
    try:
        backup.check(copy)
        with closing(sqlite3.connect(copy, timeout=BUSY_S, isolation_level=None)) as connection:
            connection.text_factory = bytes
            for pragma in ("secure_delete = ON", "temp_store = MEMORY"):
                connection.execute(f"PRAGMA {pragma}")
            migrate(connection)
            _erase(connection, span, days)
            connection.execute("VACUUM")
    except (JournalError, sqlite3.Error):
        copy.unlink(missing_ok=True)
        copy.with_name(f"{copy.name}-journal").unlink(missing_ok=True)


def _erase(connection: sqlite3.Connection, span: tuple[int, int], days: tuple[date, date]) -> int:
    connection.execute("BEGIN IMMEDIATE")
    try:
        erased = _delete(connection, span, days)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return erased


def _delete(connection: sqlite3.Connection, span: tuple[int, int], days: tuple[date, date]) -> int:
    named = [day.isoformat() for day in days]
    with unguarded(connection):
        erased = others.erase(connection, span, (named[0], named[1]))
        erased += connection.execute(_APPOINTMENTS, (*named, *span)).rowcount
        erased += connection.execute(_CORRECTIONS, span).rowcount
        erased += connection.execute(_TOUCHING, span).rowcount
    connection.execute(_OPEN_TOUCHING, span)
    connection.execute("DELETE FROM view")
    return erased


def _wipe(path: Path, connection: sqlite3.Connection) -> None:
    """The file is written anew without the erased rows, the log emptied, and older copies are removed."""
    try:
        connection.execute("VACUUM")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        for file in leftovers(path):
            file.unlink(missing_ok=True)
    except (sqlite3.OperationalError, OSError) as error:
        raise _unfinished(path, str(error)) from error
    if busy:
        raise _unfinished(path, "another process is reading")


def _unfinished(path: Path, why: str) -> JournalError:
    return JournalError(
        path, f"the facts are erased, but their bytes are still on disk ({why})", "ask again in a moment"
    )
