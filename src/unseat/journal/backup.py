"""Copies of the journal in a folder beside it, one a day: the newest seven are kept.

A copy gets its name only when it is whole, checked and on the disk; only then older ones go. What a *newer* journal
writes never pushes out the backups of another one (one that was deleted, say): they go by the device they belong to.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path

import msgspec

from unseat import private
from unseat.journal import salvage
from unseat.journal.errors import JournalDamagedError, JournalError, explained, legible
from unseat.journal.schema import APPLICATION_ID, BUSY_S, STEPS, version
from unseat.journal.wholeness import flaw
from unseat.on_disk import sync_file, sync_folder

KEPT = 7
PAGES = 64
PAUSE_S = 0.01
"""So many pages at a time, and so long between them: others have the disk and the processor too."""
_SMALL_CACHE = "PRAGMA cache_size = 32"
_DEVICE = "SELECT uuid FROM device WHERE id = 1"


class Checked(msgspec.Struct, frozen=True):
    """A backup that opens and is whole."""

    facts: int


def folder(path: Path) -> Path:
    return path.with_name("backups")


def backups(path: Path) -> list[Path]:
    """The newest first."""
    return sorted((file for file in folder(path).glob(f"{path.stem}-*{path.suffix}") if day_of(file)), reverse=True)


def lost(path: Path) -> bool:
    """Whether there is no journal, but a backup of one."""
    return not path.exists() and bool(backups(path))


def day_of(backup: Path) -> date | None:
    """The day that a backup is named by; null for a file that is none."""
    try:
        return date.fromisoformat(backup.stem[-len("2026-11-27") :])
    except ValueError:
        return None


def rest() -> None:
    time.sleep(PAUSE_S)


def make(path: Path, day: date, pause: Callable[[], object] = rest) -> Path:
    """Keeps a copy of the journal as it is now, in the place of an earlier one of that day.

    Safe while others write; blocks, in short steps with a `pause` between them, until all is on disk: about two seconds
    for ten years. Raises `JournalError`, and whatever `pause` raises; then what was there before is as it was.
    """
    home = folder(path)
    with explained(home):
        home.mkdir(mode=0o700, exist_ok=True)
        home.chmod(0o700)
        clear(path)
        part = home / f".{path.stem}-{day.isoformat()}{path.suffix}.part"
        try:
            _copy(path, part, pause)
            sync_file(part)
            pause()
            made = part.replace(home / part.name[1:].removesuffix(".part"))
            sync_folder(home)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _prune(path)
    return made


def check(backup: Path) -> Checked:
    """Reads a backup through. Raises `JournalError` for one that is not whole; never writes."""
    with _reading(backup) as connection:
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        if owner != APPLICATION_ID or not 0 < version(connection) <= len(STEPS):
            raise _unfit(backup, "it is no journal that this version knows")
        if found := flaw(connection):
            raise _unfit(backup, found)
        return Checked(connection.execute("SELECT count(*) FROM fact").fetchone()[0])


def clear(path: Path) -> None:
    """Removes copies that were never finished. Raises `OSError`."""
    for part in folder(path).glob(f".{path.stem}-*.part*"):
        part.unlink(missing_ok=True)


def note(path: Path, problem: str | None) -> None:
    """Leaves a word for `unseat doctor` of why no backup can be made (null: they can); silent where even that fails."""
    with suppress(OSError):
        if problem is None:
            _note(path).unlink(missing_ok=True)
        else:
            private.make(_note(path))
            _note(path).write_text(f"{problem}\n", encoding="utf-8")


def noted(path: Path) -> str | None:
    """What `note` left."""
    try:
        return _note(path).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def _note(path: Path) -> Path:
    return folder(path) / "failed.txt"


def _copy(path: Path, part: Path, pause: Callable[[], object]) -> None:
    part.touch(mode=0o600)
    with (
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_S)) as source,
        closing(sqlite3.connect(part, isolation_level=None)) as target,
    ):
        for connection in (source, target):
            connection.execute(_SMALL_CACHE)
        target.execute("PRAGMA synchronous = OFF")  # it is synced as a whole before it gets its name
        source.isolation_level = None
        source.execute("BEGIN")  # one instant of the journal, however often others write meanwhile
        facts = source.execute("SELECT count(*) FROM fact").fetchone()[0]
        source.backup(target, pages=PAGES, progress=lambda *_: pause())
        target.execute("PRAGMA journal_mode = DELETE")  # a file by itself, without a log
    try:
        copied = check(part).facts
    except JournalError as error:
        raise JournalDamagedError(path, error.problem) from error
    if copied != facts:
        raise _unfit(part, f"{copied} facts of {facts}")


def _prune(path: Path) -> None:
    """Those of another journal stay, as nothing says that what they hold is anywhere else."""
    kept = backups(path)
    own = salvage.one(kept[0], _DEVICE)
    for old in [file for file in kept if salvage.one(file, _DEVICE) in (own, [])][KEPT:]:
        old.unlink(missing_ok=True)


@contextmanager
def _reading(backup: Path) -> Iterator[sqlite3.Connection]:
    """Without locks, and without a file beside it: nobody writes to a backup."""
    address = f"{backup.absolute().as_uri()}?mode=ro&immutable=1"
    with (
        explained(backup),
        legible(backup),
        closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection,
    ):
        connection.text_factory = bytes
        connection.execute(_SMALL_CACHE)
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
                raise _unfit(backup, str(error)) from error
            raise


def _unfit(backup: Path, found: str) -> JournalError:
    return JournalError(backup, f"the copy is damaged ({' '.join(found.split())})", "unseat doctor --repair")
