"""The sum that is kept with each fact, so that a bit that turned over on the disk is found and never read as truth."""

import zlib


def crc(at: int, offset_s: int, device: bytes, kind: bytes, body: bytes) -> int:
    """CRC-32 of what a row says; its id is left out, as a fact taken in from a backup may get another."""
    return zlib.crc32(b"%d %d %b %b %b" % (at, offset_s, device, kind, body))


def holds(row: tuple[int, int, bytes, bytes, bytes], kept: int | None) -> bool:
    """Whether the row is as it was written. One that was written without a sum is taken at its word."""
    return kept is None or crc(*row) == kept
