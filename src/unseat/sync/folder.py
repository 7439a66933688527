"""The files in the folder: which there are, what is new in them, and how the own ones are written.

A machine writes to its own files alone: `unseat-MACHINE-2026-11.jsonl`, one for each month of what it tells. It reads
every file whose name begins and ends like that, whatever stands between: copies that a carrier made of two versions
("... (conflicted copy ...)", "....sync-conflict-...") are files like any other, as each line names its machine itself.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

import msgspec

PREFIX, SUFFIX = "unseat-", ".jsonl"
CHUNK = 1_000_000
"""So much of a file is read at a time, in bytes: the journal is not kept from others for long."""
_BLOCK = 65_536


class Stamp(msgspec.Struct, frozen=True):
    """What tells, without opening it, that a file is as it was."""

    size: int
    mtime_ns: int


class Mark(msgspec.Struct, frozen=True):
    """How far a file was read: `crc` is the CRC-32 of all that lies before `read_to`, by which it is seen whether it
    only grew. `refused`: lines so far that cannot be."""

    stamp: Stamp
    read_to: int = 0
    crc: int = 0
    refused: int = 0


class Part(msgspec.Struct, frozen=True):
    """Whole lines of a file, and the mark behind them. `more`: there is more to read at once. `anew`: what had been
    read of it before no longer stands there."""

    lines: tuple[bytes, ...]
    mark: Mark
    more: bool
    anew: bool


def listed(folder: Path) -> dict[str, Stamp]:
    """The files there, by name. Raises OSError where the folder is not there."""
    found: dict[str, Stamp] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIX) and entry.name.isprintable():
                with suppress(FileNotFoundError):  # gone since
                    if entry.is_file(follow_symlinks=False):
                        found[entry.name] = _stamp(entry.stat(follow_symlinks=False))
    return dict(sorted(found.items()))


def own_file(device: str, month: str) -> str:
    """The name of a machine's file for what is of a month."""
    return f"{PREFIX}{device}-{month}{SUFFIX}"


def month_of(at: int) -> str:
    """In UTC."""
    return f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m}"


def month(name: str) -> str:
    """Of a file with a name like that."""
    return name.removesuffix(SUFFIX)[-len("2026-11") :]


def is_own(name: str, devices: Iterable[str]) -> bool:
    """Whether it is a file of one of these machines, or a copy of one that a carrier made."""
    return any(name.startswith(f"{PREFIX}{device}-") for device in devices)


def fresh(file: Path, mark: Mark | None) -> Part:
    """What was not read yet: the whole lines behind the mark, or all of them where the file is another by now.

    The rest of a line that is only half there is read when it has come. Raises OSError.
    """
    with file.open("rb") as stream:
        stamp = _stamp(os.fstat(stream.fileno()))
        anew = mark is not None and (stamp.size < mark.read_to or _sum(stream, mark.read_to) != mark.crc)
        mark = Mark(stamp) if mark is None or anew else mark
        stream.seek(mark.read_to)
        data, refused = stream.read(CHUNK), mark.refused
        end = data.rfind(b"\n") + 1
        if not end and len(data) == CHUNK:  # no line of ours: what follows of it is refused as well
            end, refused = len(data), refused + 1
            lines: list[bytes] = []
        else:
            lines = data[:end].split(b"\n")[:-1]
    behind = Mark(stamp, mark.read_to + end, crc32(data[:end], mark.crc), refused)
    return Part(tuple(lines), behind, more=len(data) == CHUNK, anew=anew)


def append(file: Path, lines: Iterable[bytes]) -> Mark:
    """Writes whole lines, and to the disk; what was left of one that was cut short goes. Raises OSError."""
    how = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(file, how, 0o600)
    with os.fdopen(handle, "r+b") as stream:
        stream.truncate(_end_of_lines(stream))
        stream.seek(0, os.SEEK_END)
        stream.write(b"".join(lines))
        stream.flush()
        os.fsync(stream.fileno())
        read_to = stream.tell()
        return Mark(_stamp(os.fstat(stream.fileno())), read_to, _sum(stream, read_to))


def rewrite(file: Path, lines: Iterable[bytes]) -> Mark | None:
    """Puts these lines in the place of all that were there, at once or not at all; without any, the file goes.

    Raises OSError.
    """
    kept = b"".join(lines)
    if not kept:
        file.unlink(missing_ok=True)
        return None
    beside = file.with_name(f".{file.name}.new")
    beside.unlink(missing_ok=True)
    mark = append(beside, [kept])
    beside.replace(file)
    return mark


def lines_of(file: Path) -> Iterator[bytes]:
    """The whole lines, with their ends. Raises OSError."""
    with file.open("rb") as stream:
        yield from (line for line in stream if line.endswith(b"\n"))


def _sum(stream: BinaryIO, length: int) -> int:
    """Of the first bytes."""
    found = stream.seek(0)
    while length > 0 and (block := stream.read(min(_BLOCK, length))):
        found, length = crc32(block, found), length - len(block)
    return found


def _end_of_lines(stream: BinaryIO) -> int:
    """Behind the last whole line."""
    end = stream.seek(0, os.SEEK_END)
    while end:
        start = stream.seek(max(0, end - 4096))
        found = stream.read(end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _stamp(found: os.stat_result) -> Stamp:
    return Stamp(found.st_size, found.st_mtime_ns)
