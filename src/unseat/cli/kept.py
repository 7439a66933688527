"""What `unseat doctor` says of the journal and of its backups. Reads both; writes nothing."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from unseat.core.finding import Finding
from unseat.journal import JournalDamagedError, JournalError, backup
from unseat.journal.errors import explained, legible
from unseat.journal.wholeness import flaw
from unseat.texts import Texts

REPAIR = "unseat doctor --repair"


def free_space(folder: Path) -> int:
    """In bytes. Raises `OSError`."""
    return shutil.disk_usage(folder).free


def journal_findings(path: Path, texts: Texts, free: Callable[[Path], int] = free_space) -> Iterator[Finding]:
    copies = backup.backups(path)
    yield _journal(path, copies, texts)
    yield _backups(copies, backup.noted(path) or _no_room(path, free, texts), texts)


def _journal(path: Path, copies: list[Path], texts: Texts) -> Finding:
    name = texts.say("journal")
    if not path.exists():
        if copies:
            return Finding(name, works=False, found=texts.say("gone, but there are backups of it"), remedy=REPAIR)
        return Finding(name, works=True, found=texts.say("none yet"))
    try:
        _read(path)
    except JournalError as error:
        return Finding(name, works=False, found=f"{path}: {error.problem}", remedy=REPAIR)
    return Finding(name, works=True, found=str(path))


def _read(path: Path) -> None:
    """Raises `JournalError` for one that is damaged or cannot be read."""
    with (
        explained(path),
        legible(path),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection,
    ):
        connection.text_factory = bytes
        if found := flaw(connection):
            raise JournalDamagedError(path, found)


def _backups(copies: list[Path], problem: str | None, texts: Texts) -> Finding:
    name = texts.say("backups")
    if not copies:
        found = texts.say("none yet, the agent makes one a day")
        return Finding(name, works=not problem, found=problem or found)
    newest, day = copies[0], backup.day_of(copies[0])
    try:
        count = backup.check(newest).facts
    except JournalError as error:
        return Finding(name, works=False, found=str(error), remedy=texts.say("the agent makes a new one tomorrow"))
    found = texts.plural(
        "the newest is of {day}, it opens and holds {n} fact: {file}",
        "the newest is of {day}, it opens and holds {n} facts: {file}",
        count,
        day=day,
        file=newest,
    )
    return Finding(name, works=not problem, found=found, remedy=problem or "")


def _no_room(path: Path, free: Callable[[Path], int], texts: Texts) -> str | None:
    with suppress(OSError):
        if free(path.parent) < path.stat().st_size:
            return texts.say("the disk has no room for one more; free some space")
    return None
