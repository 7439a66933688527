"""From facts to rows, each with the UTC offset and the device that it is kept with, and its sum."""

import sqlite3
from collections.abc import Callable

import msgspec

from unseat.core.facts import Any as AnyFact
from unseat.core.words import Instant
from unseat.journal.reading import tag
from unseat.journal.sums import crc

UtcOffset = Callable[[Instant], int]
"""Seconds east of UTC that the local clocks show at an instant."""

Row = tuple[object, ...]


class Writer:
    """Writes facts by a connection, in the transaction of whoever calls it."""

    def __init__(self, connection: Callable[[], sqlite3.Connection], device: str, utc_offset_s: UtcOffset) -> None:
        self._connection, self._device, self._utc_offset_s = connection, device, utc_offset_s

    def row(self, fact: AnyFact, offset_s: int | None = None, device: str | None = None) -> Row:
        """The UTC offset and the device are those of here where none are given."""
        body = msgspec.json.encode(fact).decode()
        offset = self._utc_offset_s(fact.at) if offset_s is None else offset_s
        device, kind = device or self._device, tag(type(fact))
        return fact.at, offset, device, kind, body, crc(fact.at, offset, device.encode(), kind.encode(), body.encode())

    def insert(self, row: Row) -> int:
        """Gives its id."""
        columns = "at, utc_offset_s, device, kind, body, crc"
        statement = f"INSERT INTO fact ({columns}) VALUES (?, ?, ?, ?, ?, ?) RETURNING id"  # noqa: S608  from literals
        return int(self._connection().execute(statement, row).fetchone()[0])
