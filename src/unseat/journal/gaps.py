"""What is missing from the sequence of facts: ids are given one after the other, and none is used twice."""

import sqlite3

import msgspec

from unseat.core.words import Instant

_RUNS = """WITH known AS (SELECT id, at FROM fact UNION ALL SELECT ?1 + 1, NULL)
    SELECT before + 1, id - 1, since, at FROM (
        SELECT id, at, lag(id, 1, 0) OVER (ORDER BY id) AS before, lag(at) OVER (ORDER BY id) AS since FROM known)
    WHERE id > before + 1 ORDER BY before"""

_AT_MOST = 1_000_000


class Gap(msgspec.Struct, frozen=True):
    """A run of ids that no fact has, from `first` to `last`, both included.

    `since` and `until` are the instants of the facts before and after it: between them time may be without its facts.
    Null where there is no such fact.
    """

    first: int
    last: int
    since: Instant | None
    until: Instant | None

    def __len__(self) -> int:
        return self.last - self.first + 1


def gaps(connection: sqlite3.Connection, highest: int) -> tuple[Gap, ...]:
    """The runs of ids missing up to `highest`, in order. What was forgotten on purpose leaves such a run as well.

    A `highest` far above all ids is taken for damaged.
    """
    return tuple(Gap(*row) for row in connection.execute(_RUNS, (_up_to(connection, highest),)))


def given(connection: sqlite3.Connection) -> int:
    """The highest id that was ever given; 0 where none was."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'fact'").fetchone()
    return int(found[0]) if found else 0


def go_on_after(connection: sqlite3.Connection, highest: int) -> None:
    """No id up to `highest` is given again, though its fact is lost."""
    connection.execute("DELETE FROM sqlite_sequence WHERE name = 'fact'")
    connection.execute("INSERT INTO sqlite_sequence VALUES ('fact', ?)", (_up_to(connection, highest),))


def _up_to(connection: sqlite3.Connection, highest: int) -> int:
    top = int(connection.execute("SELECT coalesce(max(id), 0) FROM fact").fetchone()[0])
    return max(top, highest if highest < top + _AT_MOST else 0)
