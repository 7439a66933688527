"""The journal's own file, damaged or written over: what is sound is read, the rest is left out, and nothing breaks."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from functools import cache

import msgspec

from tests.exchange.files import bout
from tests.exchange.test_idlelog import NOON, NOW
from tests.fuzz.target import Target, one_line, scratch
from unseat.core import facts
from unseat.core.fact import Sides
from unseat.core.view import Parts, Published, View
from unseat.core.watched import OpenBout
from unseat.core.words import SECOND, Answer, Instant, Millis, Posture, State
from unseat.journal import Journal, JournalError
from unseat.journal.file import File
from unseat.journal.pages import rows
from unseat.journal.schema import family, migrate
from unseat.keeper import published

START = Instant((NOON - 7200) * SECOND)
SOME: tuple[facts.Any, ...] = (
    bout(),
    facts.PromptAnswered(at=Instant(START + 9), prompt=START, answer=Answer.DONE, sides=Sides(30, 30)),
    facts.Paused(at=START, until=None),
    facts.AppointmentNoted(at=START, day=date(2026, 12, 1), whom="physiotherapist", note="n" * 9000),
)
OPEN = OpenBout(
    start=START,
    posture=Posture.SITTING,
    last=START,
    last_input=None,
    input_ms=Millis(0),
    quiet_ms=Millis(0),
    held_ms=Millis(0),
    seen=START,
    steady_ms=5,
    boot="b",
)
VIEW = Published(NOW, View(state=State.SITTING, since=START, every=Millis(1_800_000)), Parts())


# ---- what is written in a row

ROW = """INSERT OR REPLACE INTO fact (id, at, utc_offset_s, device, kind, body)
    VALUES (?, 1, 3600, CAST(? AS TEXT), ?, CAST(? AS TEXT))"""


@cache
def _connection() -> sqlite3.Connection:
    """In memory, and with rows that may be replaced, as no journal's may."""
    made = sqlite3.connect(":memory:", isolation_level=None)
    made.text_factory = bytes
    migrate(made)
    made.execute("INSERT INTO device VALUES (1, 'fuzzed')")
    return made


def bodies(data: bytes) -> None:
    """As the body of a fact of every kind that `data` may be of, of the open bout, and of the view."""
    connection = _connection()
    for number, kind in enumerate(("bout", "prompt_answered", "paused", "appointment_noted"), start=1):
        connection.execute(ROW, (number, b"\xff", kind, data))
    for table in ("open_bout", "view"):
        connection.execute(f"INSERT OR REPLACE INTO {table} VALUES (1, CAST(? AS TEXT))", (data,))  # noqa: S608  ours
    _read(Journal(File(scratch() / "none", connection), lambda _: 0))


def _read(journal: Journal) -> int:
    found = list(journal.facts())
    assert all(msgspec.json.encode(entry) for entry in found)
    journal.open_bout()
    published(journal)
    return len(found)


def _bodies_seeds() -> Sequence[bytes]:
    return [msgspec.json.encode(one) for one in (*SOME, OPEN, VIEW)]


# ---- the file as a whole


def file(data: bytes) -> None:
    """A journal that was written over: opened as the agent opens it, which mends it, and then as its siblings do."""
    path = scratch() / "journal" / "journal.sqlite3"
    path.parent.mkdir(exist_ok=True)
    for old in path.parent.iterdir():
        old.unlink()
    path.write_bytes(data)
    try:
        with Journal.open(path, utc_offset_s=lambda _: 0, mend_at=NOW) as journal:
            count = _read(journal)
        with Journal.open(path, utc_offset_s=lambda _: 0) as journal:
            assert _read(journal) == count
            journal.append(bout())
    except JournalError as error:
        one_line(error)


def pages(data: bytes) -> None:
    for ident, columns in rows(data):
        assert -(2**63) <= ident < 2**64
        assert sum(len(value) for value in columns if isinstance(value, bytes)) <= len(data)


@cache
def whole() -> bytes:
    """A journal of two hundred facts, some of them longer than a page."""
    path = scratch() / "seed" / "journal.sqlite3"
    with Journal.open(path, utc_offset_s=lambda _: 3600) as journal:
        journal.append(*SOME * 50, open_bout=OPEN)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")
    data = path.read_bytes()
    for left in family(path):
        left.unlink(missing_ok=True)
    return data


def _small() -> Sequence[bytes]:
    data = whole()
    return (data[: 12 * 4096], data[4096 : 4 * 4096], data[-2 * 4096 :])


NUMBERS = (
    b"\xff" * 8,
    b"\x7f" + b"\xff" * 7,
    b"\x81" * 8 + b"\x01",
    b"\x0d",
    b"\0\0\0\1",
    b"\0\0\0\2",
    b"SQLite format 3\0",
)
JSON = (b'"kind":', b'"at":', b"[" * 2000, b"{" * 3, b"null", b"1e999", b"9" * 500, b'"\\ud800"', b"\xff", b"\0")

TARGETS = (
    Target("journal-rows", bodies, _bodies_seeds, JSON),
    Target("journal-file", file, lambda: (whole(), *_small()), NUMBERS, examples=8),
    Target("journal-pages", pages, _small, NUMBERS),
)
