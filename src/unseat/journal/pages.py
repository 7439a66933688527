"""Rows read straight from the pages of a file whose tree can no longer be walked.

The format is that of https://sqlite.org/fileformat2.html, sections 1.5 (pages), 1.6 (overflow) and 2.1 (records). A
page that is no leaf of a table, and a cell that makes no sense, is passed over: what comes out is to be checked.
"""

from collections.abc import Iterator

PAGE = 4096
_TABLE_LEAF = 0x0D
_WHOLE_SIZES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_MOST_LOCAL = PAGE - 35
_LEAST_LOCAL = (PAGE - 12) * 32 // 255 - 23
FOLLOWED = 8
"""How often a page may be followed at most, on average: once in a sound file, without an end in one made up."""

Value = int | bytes | None


def rows(data: bytes) -> Iterator[tuple[int, list[Value]]]:
    """Every row of every table, as its id and its columns: whole numbers, text as bytes, or null."""
    steps = iter(range(FOLLOWED * (len(data) // PAGE)))
    for start in range(0, len(data), PAGE):
        page = data[start : start + PAGE]
        for at in _cells(page):
            try:
                yield _row(data, page, at, steps)
            except (IndexError, ValueError):
                continue


def _cells(page: bytes) -> Iterator[int]:
    if page[0] != _TABLE_LEAF:
        return
    pointers = page[8 : 8 + 2 * int.from_bytes(page[3:5], "big")]
    for at in range(0, len(pointers), 2):
        yield int.from_bytes(pointers[at : at + 2], "big")


def _row(data: bytes, page: bytes, at: int, steps: Iterator[int]) -> tuple[int, list[Value]]:
    size, at = _varint(page, at)
    ident, at = _varint(page, at)
    return ident, _columns(_payload(data, page[at:], size, steps))


def _payload(data: bytes, rest: bytes, size: int, steps: Iterator[int]) -> bytes:
    """The first part lies in the cell, the others in a chain of pages."""
    if size <= _MOST_LOCAL:
        return rest[:size]
    if size > len(data):
        raise ValueError("the row would be longer than the file")
    local = _LEAST_LOCAL + (size - _LEAST_LOCAL) % (PAGE - 4)
    local = local if local <= _MOST_LOCAL else _LEAST_LOCAL
    payload, following = bytearray(rest[:local]), int.from_bytes(rest[local : local + 4], "big")
    while len(payload) < size and 0 < following <= len(data) // PAGE:
        if next(steps, None) is None:
            raise ValueError("the chains of pages run in circles")
        page = data[(following - 1) * PAGE : following * PAGE]
        payload += page[4:]
        following = int.from_bytes(page[:4], "big")
    return bytes(payload[:size])


def _columns(payload: bytes) -> list[Value]:
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    columns: list[Value] = []
    for kind in kinds:
        size = _WHOLE_SIZES.get(kind, (kind - 12) // 2 if kind >= 12 else 0)
        part = payload[at : at + size]
        if len(part) < size:
            raise ValueError("the record is cut short")
        columns.append(_value(kind, part))
        at += size
    return columns


def _value(kind: int, part: bytes) -> Value:
    if kind >= 12:
        return part
    if kind in _WHOLE_SIZES:
        return int.from_bytes(part, "big", signed=True)
    return {8: 0, 9: 1}.get(kind)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """At most nine bytes: seven bits of each, all eight of the ninth. Ids of ours are never negative."""
    value = 0
    for count in range(9):
        byte = data[at + count]
        if count == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + count + 1
    raise AssertionError("the ninth byte is always the last")
