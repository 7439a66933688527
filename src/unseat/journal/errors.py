"""What can go wrong with the journal's file, in one clear line that ends with the remedy."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class JournalError(Exception):
    """The journal could not do what was asked; nothing was half written, and the same call may be made again later."""

    def __init__(self, path: Path, problem: str, remedy: str) -> None:
        super().__init__(f"{path}: {problem}; {remedy}")
        self.path, self.problem, self.remedy = path, problem, remedy


class JournalDamagedError(JournalError):
    """The file is not a journal, or no longer a whole one. `Journal.open(..., mend_at=...)` saves what can be read."""

    def __init__(self, path: Path, found: str) -> None:
        remedy = (
            "start the agent with `unseat run`: it moves the file aside and keeps every fact that can be read;"
            " `unseat doctor --repair` does the same and says to the fact what was lost"
        )
        super().__init__(path, f"the journal is damaged ({' '.join(found.split())})", remedy)


_WRITE = "check that the file and its folder are yours and that the disk can be written"
_EXPLAINED = {
    "SQLITE_FULL": ("the disk is full", "free some space, nothing else is needed"),
    "SQLITE_BUSY": ("another process is writing to it", "try again in a moment"),
    "SQLITE_LOCKED": ("another process is writing to it", "try again in a moment"),
    "SQLITE_PROTOCOL": ("another process is writing to it", "try again in a moment"),
    "SQLITE_READONLY": ("the journal is read-only", _WRITE),
    "SQLITE_CANTOPEN": ("the journal cannot be opened", _WRITE),
    "SQLITE_PERM": ("the journal cannot be opened", _WRITE),
    "SQLITE_IOERR": ("the disk gave an error", "check the disk and the space left on it"),
}
_OTHER_TABLES = ("unsupported file format", "malformed database schema", "no such table", "no such column")
"""How SQLite begins where a file that is ours by its number does not hold what each of ours does."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what SQLite and the system say of the file into a `JournalError`; a mistake of ours passes as it is."""
    try:
        yield
    except sqlite3.Error as error:
        explanation = explain(path, error)
        if explanation is None:
            raise
        raise explanation from error
    except OSError as error:
        raise _refused(path, error) from error


@contextmanager
def legible(path: Path) -> Iterator[None]:
    """For the first reading of a file: SQLite's words of what is wrong may hold bytes of it, of which Python can't make
    an error. Raises `JournalDamagedError` then."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise JournalDamagedError(path, "its tables cannot be told") from error


def explain(path: Path, error: sqlite3.Error) -> JournalError | None:
    """The result codes are those of https://sqlite.org/rescode.html; an extended one begins with its primary one."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")) or str(error).startswith(_OTHER_TABLES):
        return JournalDamagedError(path, str(error))
    for primary, (problem, remedy) in _EXPLAINED.items():
        if name.startswith(primary):
            return JournalError(path, problem, remedy)
    return None


def _refused(path: Path, error: OSError) -> JournalError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return JournalError(path, *_EXPLAINED["SQLITE_FULL"])
    return JournalError(path, f"the journal cannot be opened ({error.strerror})", _WRITE)
