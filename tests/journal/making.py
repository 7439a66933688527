"""Journals for the tests, and ways to spoil them."""

import os
import re
from pathlib import Path

from unseat.core.running import NoticeFailed
from unseat.core.watched import Bout, OpenBout
from unseat.core.words import Because, Instant, Millis, Posture
from unseat.journal import Journal
from unseat.journal.schema import family

NOW = Instant(1_795_442_400_000)  # 2026-11-23T14:00:00Z
PAGE = 4096


def offset(at: Instant) -> int:
    return 3600


def opened(path: Path, mend_at: Instant | None = None) -> Journal:
    return Journal.open(path, utc_offset_s=offset, mend_at=mend_at)


def note(number: int) -> NoticeFailed:
    """A fact that says its number."""
    return NoticeFailed(at=Instant(number), prompt=None, error=f"number {number} " + "x" * 100)


def bout(start: int, end: int) -> Bout:
    length = Millis(end - start)
    return Bout(at=Instant(end), start=Instant(start), posture=Posture.SITTING, input_ms=length, because=Because.LOCKED)


def open_bout(start: int, seen: int) -> OpenBout:
    at, length = Instant(seen), Millis(seen - start)
    nothing = Millis(0)
    return OpenBout(
        start=Instant(start),
        posture=Posture.SITTING,
        last=at,
        last_input=at,
        input_ms=length,
        quiet_ms=nothing,
        held_ms=nothing,
        seen=at,
        steady_ms=5,
        boot="b",
    )


def write(path: Path, first: int, last: int) -> None:
    """Notes of these numbers, each at the instant of its number; the file is closed and has no log then."""
    with opened(path) as journal:
        journal.append(*map(note, range(first, last + 1)))
    assert not family(path)[1].exists()


def numbers(path: Path) -> list[int]:
    """Those of the notes that the journal holds, in the order of their instants; each is as it was written."""
    with opened(path) as journal:
        found = list(journal.facts())
    assert all(entry.fact == note(entry.at) for entry in found)
    return [entry.at for entry in found]


def overwrite(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def flip(path: Path, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    overwrite(path, 0, bytes(data))


def page_of(path: Path, number: int) -> int:
    """The index of the page that holds the note of this number."""
    return path.read_bytes().index(b"number %d xx" % number) // PAGE


def on_page(path: Path, page: int) -> list[int]:
    """The numbers of the notes that lie on one page."""
    return within(path.read_bytes(), page)


def within(data: bytes, page: int) -> list[int]:
    """The same, of a file's bytes."""
    return sorted(map(int, re.findall(rb"number (\d+) x", data[page * PAGE : (page + 1) * PAGE])))


def cut(path: Path, length: int) -> None:
    os.truncate(path, length)
