"""Erasing on request: the one way by which facts go."""

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

from unseat.core.words import Instant
from unseat.journal.errors import JournalError
from unseat.journal.rescue import leftovers
from unseat.journal.schema import TRIGGERS

_EVER = (-(2**63), 2**63 - 1)
_TOUCHING = """DELETE FROM fact WHERE
    CASE WHEN json_valid(body) THEN coalesce(body ->> 'end', body ->> 'exercised', at) ELSE at END >= ? AND
    CASE WHEN json_valid(body) THEN coalesce(body ->> 'start', body ->> 'exercised', at) ELSE at END < ?"""
"""A correction goes with the time that it is about, whenever it was said."""
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
    """See `Journal.forget`."""
    span = (_EVER[0] if since is None else since), (_EVER[1] if until is None else until)
    days = (local(since) if since is not None else date.min), (local(until) if until is not None else date.max)
    connection.execute("BEGIN IMMEDIATE")
    try:
        erased = _delete(connection, span, days)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    _wipe(path, connection)
    return erased


def _delete(connection: sqlite3.Connection, span: tuple[int, int], days: tuple[date, date]) -> int:
    """The triggers are dropped and made again inside the transaction: no other connection ever sees the table open."""
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {str(name, 'utf-8')}")
    named = [day.isoformat() for day in days]
    erased = connection.execute(_APPOINTMENTS, (*named, *span)).rowcount
    erased += connection.execute(_CORRECTIONS, span).rowcount
    erased += connection.execute(_TOUCHING, span).rowcount
    for trigger in TRIGGERS:
        connection.execute(trigger)
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
