"""Workrave's idlelog.*.log: when somebody was active, stretch by stretch.

Records of 17 bytes, big-endian: u16 length of the rest (15), u8 version (2 or 3), then in Unix seconds u32 start of
idleness (1 in the first record), u32 its end, u32 end of the activity that followed (0: none yet), and u16 seconds of
activity in it, which wraps at 65,536. A crash can leave a hole of zeros, a record that is torn, or both.
"""

from collections.abc import Iterator
from struct import Struct

import msgspec

from unseat.core.moments import Interval
from unseat.core.words import SECOND, Instant, Kind
from unseat.exchange.found import LeftOut

RECORD = Struct(">HBIIIH")
LENGTH = RECORD.size - 2
BEGINNING = LENGTH.to_bytes(2, "big")
VERSIONS = (2, 3)
WRAP = 65_536
FIRST = 1
EARLIEST = 946_684_800
"""The year 2000: what lies before was counted from the start of a machine, as newer Workraves do."""
LONGEST_S = 31 * 24 * 3600
"""Nobody is active for longer without a pause; prompts would be reckoned for each half hour of it."""
SLACK = 60
"""Seconds by which the activity may seem longer than the stretch it lies in: Workrave rounds, and clocks are set."""


class Active(msgspec.Struct, frozen=True):
    """Somebody was active from `start` to `end` (Unix seconds), for `active_s` of it."""

    start: int
    end: int
    active_s: int

    @property
    def interval(self) -> Interval:
        return Interval(Instant(self.start * SECOND), Instant(self.end * SECOND), Kind.INPUT)


def read_idlelog(name: str, data: bytes, now: Instant) -> tuple[list[Active], list[LeftOut]]:
    """The stretches of activity, and what was passed over on the way. `now`: nothing may lie after it."""
    stretches: list[Active] = []
    left_out: list[LeftOut] = []
    for at, end in _parts(data):
        where = f"byte {at}"
        if end - at != RECORD.size or not _begins_here(data, at):
            left_out.append(LeftOut(name, where, _strange(data[at:end])))
            continue
        try:
            stretches += _active(data, at, now // SECOND)
        except ValueError as error:
            left_out.append(LeftOut(name, where, str(error)))
    return stretches, left_out


def _parts(data: bytes) -> Iterator[tuple[int, int]]:
    """The file cut into records and, between them, stretches of bytes that are none."""
    at = 0
    while at < len(data):
        if _begins_here(data, at):
            yield at, at + RECORD.size
            at += RECORD.size
            continue
        following = _next(data, at + 1)
        yield at, following
        at = following


def _next(data: bytes, at: int) -> int:
    """Where the next record begins; the end of the file where none does."""
    while (at := data.find(BEGINNING, at)) >= 0:
        if _begins_here(data, at):
            return at
        at += 1
    return len(data)


def _begins_here(data: bytes, at: int) -> bool:
    """Whether a whole record begins here: its length and version are right, and so is the order of its times."""
    if at + RECORD.size > len(data):
        return False
    length, version, idle, idle_end, active_end, _ = RECORD.unpack_from(data, at)
    if length != LENGTH or version not in VERSIONS:
        return False
    ended: bool = active_end == 0 or active_end >= idle_end
    return bool(FIRST <= idle <= idle_end) and ended


def _active(data: bytes, at: int, now_s: int) -> Iterator[Active]:
    _, _, _, start, end, wrapped = RECORD.unpack_from(data, at)
    if end == 0:
        return  # still idle when it was written
    if start < EARLIEST:
        raise ValueError(f"{start} s is no time of day but one since the machine's start, as newer Workraves write it")
    if end > now_s:
        raise ValueError("it lies in the future")
    length = end - start
    if length > LONGEST_S:
        raise ValueError(f"{length} s of activity without a pause")
    if wrapped > length + SLACK:
        raise ValueError(f"{wrapped} s of activity do not fit in {length} s")
    wraps = max(0, length - wrapped) // WRAP
    yield Active(start, end, min(length, wrapped + wraps * WRAP))


def _strange(part: bytes) -> str:
    if not any(part):
        return f"a hole of {len(part)} zero bytes"
    if len(part) >= 3 and part[:2] == BEGINNING and part[2] not in VERSIONS:
        return f"{len(part)} bytes of version {part[2]}; versions 2 and 3 are known"
    return f"{len(part)} bytes that are no record"
