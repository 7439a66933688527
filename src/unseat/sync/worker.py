"""The agent's part in the exchange: once a minute, by a thread of its own, so that no folder can hold the agent up."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from unseat.core.words import MINUTE, SECOND, Instant
from unseat.desktop.instance import AlreadyRunning
from unseat.journal import Journal, JournalError
from unseat.journal.writing import UtcOffset
from unseat.sync.exchanging import Exchanged, exchange
from unseat.sync.folder import Stamp, listed

log = logging.getLogger(__name__)
EVERY = 1 * MINUTE
SETTLE = 5 * SECOND
"""An agent that starts has other things to do first."""
SLOW = 5 * MINUTE
"""A folder that has not answered for so long is told of."""


class Worker:
    """Lives in the agent's thread; each meeting with the folder has one of its own. `folder` is asked for anew each
    time, empty where there is none; `now` is the present."""

    def __init__(
        self,
        journal: Path,
        utc_offset_s: UtcOffset,
        folder: Callable[[], str],
        now: Instant,
        meet: Callable[[Journal, Path], Exchanged] = exchange,
    ) -> None:
        self._journal, self._utc_offset_s, self._folder, self._exchange = journal, utc_offset_s, folder, meet
        self._next = Instant(now + SETTLE)
        self._working: threading.Thread | None = None
        self._since = now
        self._seen: tuple[str, int, dict[str, Stamp]] | None = None
        self._problem = self._told = ""

    def look(self, now: Instant, newest: Callable[[], int]) -> None:
        """Begins a meeting when it is time for one. `newest`: the id of the journal's last fact."""
        if self._working:
            self._settle(now)
        elif (folder := self._folder()) and not 0 < self._next - now <= EVERY:  # passed, or the clock was set back
            self._next, self._since = Instant(now + EVERY), now
            try:
                self._begin(folder, newest())
            except JournalError:
                log.debug("The journal cannot be read now, so nothing is exchanged")

    def _begin(self, folder: str, newest: int) -> None:
        self._working = threading.Thread(target=self._meet, args=(folder, newest), name="sync", daemon=True)
        self._working.start()

    def _meet(self, folder: str, newest: int) -> None:
        """Where nothing has changed here or there, not even the journal is opened."""
        try:
            seen = folder, newest, listed(Path(folder))
            if seen != self._seen:
                with Journal.open(self._journal, utc_offset_s=self._utc_offset_s) as journal:
                    self._exchange(journal, Path(folder))
                self._seen = seen
            self._problem = ""
        except AlreadyRunning:
            self._seen = None
        except OSError as error:
            self._problem = f"{folder}: {error.strerror}"
        except Exception as error:  # noqa: BLE001  the agent lives on without
            self._problem = str(error) or repr(error)

    def _settle(self, now: Instant) -> None:
        """What became of it is told by the agent's thread."""
        if self._working and self._working.is_alive():
            if now - self._since >= SLOW:
                self._tell(f"{self._folder()} does not answer")
            return
        self._working = None
        self._tell(self._problem)

    def _tell(self, problem: str) -> None:
        if bool(problem) == bool(self._told):
            return
        self._told = problem
        if problem:
            log.error("Nothing can be exchanged with other machines, it is tried again every minute: %s", problem)
        else:
            log.warning("The exchange with other machines works again.")
