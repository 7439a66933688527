"""From rows to facts: what this version does not know and what is damaged is left out, counted, and stays on disk."""

import sqlite3
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from typing import get_args

import msgspec

from unseat.core.fact import Fact
from unseat.core.facts import Any as AnyFact
from unseat.core.words import Instant
from unseat.journal.sums import holds


class Stored(msgspec.Struct, frozen=True):
    """A fact as it lies in the journal. Ids grow in the order of writing and are never used twice."""

    id: int
    at: Instant
    offset_s: int
    device: str
    fact: AnyFact


def tag(kind: type[Fact]) -> str:
    """The name of a kind of fact, as it is written."""
    return str(kind.__struct_config__.tag)


UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What comes of a body that is damaged, or made up."""
_KINDS = frozenset(tag(kind) for kind in get_args(AnyFact))
_FACT = msgspec.json.Decoder(AnyFact)
_Row = tuple[int, int, int, bytes, bytes, bytes, int | None]


class Reader:
    """Reads facts by a connection. `newer` and `damaged` are the ids left out so far."""

    def __init__(self, connection: Callable[[], sqlite3.Connection], table: str = "fact") -> None:
        self._connection, self._table = connection, table
        self.newer: set[int] = set()
        self.damaged: set[int] = set()

    def read(self, condition: str, values: Sequence[object]) -> Generator[Stored, None, None]:
        """The facts that a condition of ours (WHERE, ORDER BY) names."""
        columns = "id, at, utc_offset_s, device, kind, body, crc"
        statement = f"SELECT {columns} FROM {self._table} {condition}"  # noqa: S608  from literals
        with closing(self._connection().execute(statement, values)) as rows:
            for row in rows:
                if stored := self._decode(row):
                    yield stored

    def between(
        self, since: Instant | None, until: Instant | None, kinds: Sequence[type[Fact]]
    ) -> Generator[Stored, None, None]:
        """See `Journal.facts`."""
        tests: dict[str, Sequence[object]] = {}
        if since is not None:
            tests["at >= ?"] = [since]
        if until is not None:
            tests["at < ?"] = [until]
        if kinds:
            tests[f"kind IN ({', '.join('?' * len(kinds))})"] = [tag(kind) for kind in kinds]
        where = f"WHERE {' AND '.join(tests)} " if tests else ""
        return self.read(f"{where}ORDER BY at, id", [value for values in tests.values() for value in values])

    def _decode(self, row: _Row) -> Stored | None:
        ident, at, offset_s, device, kind, body, kept = row
        if not holds((at, offset_s, device, kind, body), kept):
            self.damaged.add(ident)
            return None
        if str(kind, "utf-8", "replace") not in _KINDS:
            self.newer.add(ident)
            return None
        try:
            return Stored(ident, Instant(at), offset_s, str(device, "utf-8", "replace"), _FACT.decode(body))
        except UNREADABLE:
            self.damaged.add(ident)
            return None
