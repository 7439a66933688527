"""Whether a journal, or a copy of one, is whole."""

import sqlite3

from unseat.journal.schema import version
from unseat.journal.sums import holds


def flaw(connection: sqlite3.Connection) -> str | None:
    """What is wrong with its pages, its indexes or its facts, null where it is whole. Reads all of it, three times as
    long as the check at the agent's start, which leaves the indexes out. The connection gives text as bytes."""
    found = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0], "utf-8", "replace")
    if found != "ok":
        return found
    wrong = _wrong_sums(connection)
    return f"not as they were written: {wrong} facts" if wrong else None


def _wrong_sums(connection: sqlite3.Connection) -> int:
    columns = f"at, utc_offset_s, device, kind, body, {'crc' if version(connection) > 1 else 'NULL'}"
    rows = connection.execute(f"SELECT {columns} FROM fact")  # noqa: S608  from literals
    return sum(not holds((at, offset_s, device, kind, body), kept) for at, offset_s, device, kind, body, kept in rows)
