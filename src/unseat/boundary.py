"""The three fates of an error: the person's to mend (1), a wrong call (2, click's), a bug of ours (3, with a log)."""

import os
import sys
import traceback
from pathlib import Path

from unseat import private
from unseat.paths import places
from unseat.version import VERSION


class WrongError(Exception):
    """The person's input cannot be used; the text says why in one line, with the remedy."""


def fate(error: Exception) -> int:
    """Tells the person about the error, and answers the exit code. Call it where the error was caught."""
    if _mendable(error):
        sys.stderr.write(f"unseat: {error}\n")
        return 1
    log = _bug(traceback.format_exc())
    sys.stderr.write(f"unseat: this is a bug ({type(error).__name__}: {error}). Please paste {log} in a report.\n")
    return 3


def _mendable(error: Exception) -> bool:
    """Whether its text already names the file, key or line, and the remedy."""
    from unseat.advice import AdviceError
    from unseat.catalogue import CatalogueError
    from unseat.core.days import DateError
    from unseat.core.durations import TextError
    from unseat.desktop.instance import AlreadyRunning
    from unseat.exchange.found import UnusableError
    from unseat.journal import JournalError
    from unseat.private import LinkError
    from unseat.settings import SettingsError

    shipped = (AdviceError, CatalogueError)
    mine = (TextError, DateError, AlreadyRunning, JournalError, LinkError, SettingsError, UnusableError)
    return isinstance(error, (WrongError, *shipped, *mine))


def _bug(text: str) -> Path:
    log = places(os.environ).log_file.with_name("bug.log")
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        private.make(log)
        log.write_text(f"unseat {VERSION}, Python {sys.version}, {sys.platform}\n{text}", encoding="utf-8")
    except OSError:
        sys.stderr.write(text)
    return log
