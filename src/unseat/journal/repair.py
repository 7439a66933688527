"""`unseat doctor --repair`: a damaged or lost journal made whole, as far as its own file and the backups reach."""

import sqlite3
from contextlib import closing
from pathlib import Path

from unseat.core.words import Instant
from unseat.journal import backup
from unseat.journal.errors import JournalDamagedError, explained
from unseat.journal.gaps import gaps, given
from unseat.journal.rescue import Mended, Was, bring_back, finish, mend
from unseat.journal.schema import connect, family
from unseat.journal.wholeness import flaw


def repair(path: Path, now: Instant) -> Mended | None:
    """Mends the journal, makes it of the backups where it is gone, and takes back what only they hold.

    Null where there is neither a journal nor a backup. For one process alone, with no agent beside it. A journal that
    is whole, and that no backup has more of, stays as it is. Raises `JournalError`, then too.
    """
    finish(path)
    if not path.exists() and not family(path)[1].exists():
        return mend(path, now) if backup.backups(path) else None
    return _whole(path) or mend(path, now)


def _whole(path: Path) -> Mended | None:
    """What there was to do for one that is whole; null for a damaged one."""
    try:
        with closing(connect(path, thorough=True)) as connection, explained(path):
            return None if flaw(connection) else _compared(path, connection)
    except JournalDamagedError:
        return None


def _compared(path: Path, connection: sqlite3.Connection) -> Mended:
    kept = int(connection.execute("SELECT count(*) FROM fact").fetchone()[0])
    back = bring_back(connection, backup.backups(path))
    return Mended(Was.WHOLE, None, kept, back, gaps(connection, given(connection)))
