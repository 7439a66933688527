"""A copy of the journal once a day, in the first quiet moment after the day's start; overdue, it waits for none."""

import logging
import threading
from collections.abc import Callable
from datetime import date, time, timedelta, tzinfo
from pathlib import Path

from unseat.core.days import day_of
from unseat.core.words import HOUR, MINUTE, Instant
from unseat.journal import JournalError, backup

log = logging.getLogger(__name__)
SETTLE = 1 * MINUTE
"""An agent that starts has other things to do first, and one that soon ends again makes none."""
AGAIN = 1 * HOUR
"""After a failure."""
_OVERDUE = timedelta(days=2)


class _Stopped(Exception):  # noqa: N818 - a wish, not a fault
    """The agent ends, so the copy is left."""


class Nightly:
    """Lives in the agent's thread; each copy is made by a thread of its own, so the agent never waits for one.

    `journal` is the journal's file, `now` the present.
    """

    def __init__(self, journal: Path, now: Instant, zone: Callable[[], tzinfo]) -> None:
        self._journal, self._zone = journal, zone
        self._next = Instant(now + SETTLE)
        self._newest = next(map(backup.day_of, backup.backups(journal)), None)
        self._starting = True
        self._stop = threading.Event()
        self._working: threading.Thread | None = None
        self._outcome: date | str = ""
        self._told = False

    def look(self, now: Instant, day_starts: time, *, quiet: bool) -> None:
        """Begins a copy when it is time for one, and takes up how the last one went. `quiet`: whether nobody is at
        work just now; the first after the agent's start doesn't wait for that."""
        if self._working:
            self._settle(now)
        elif not 0 < self._next - now <= AGAIN:  # passed, or the clock was set back
            self._begin(day_of(now, self._zone(), day_starts), quiet=quiet or self._starting)
            self._starting = False

    def close(self) -> None:
        """Gives up one that is being made, and waits for nothing: what has no name yet gets none, and goes with the
        next."""
        self._stop.set()

    def _begin(self, today: date, *, quiet: bool) -> None:
        overdue = self._newest is None or today - self._newest >= _OVERDUE
        if self._newest == today or not (quiet or overdue):
            return
        self._working = threading.Thread(target=self._make, args=(today,), name="backup", daemon=True)
        self._working.start()

    def _make(self, today: date) -> None:
        try:
            backup.make(self._journal, today, self._pause)
            self._outcome = today
        except JournalError as error:
            self._outcome = str(error)
        except Exception as error:  # noqa: BLE001  the agent lives on without a copy
            self._outcome = repr(error)

    def _pause(self) -> None:
        if self._stop.wait(backup.PAUSE_S):
            raise _Stopped

    def _settle(self, now: Instant) -> None:
        """The thread's outcome is told by the agent's."""
        if self._working is None or self._working.is_alive():
            return
        self._working = None
        if isinstance(self._outcome, date):
            self._newest = self._outcome
            self._made()
        else:
            self._next = Instant(now + AGAIN)
            self._failed(self._outcome)

    def _made(self) -> None:
        if self._told:
            log.warning("Backups of the journal are made again.")
        self._told = False
        backup.note(self._journal, None)

    def _failed(self, problem: str) -> None:
        if not self._told:
            log.error("No backup of the journal can be made; it is tried again every hour: %s", problem)
        self._told = True
        backup.note(self._journal, problem)
