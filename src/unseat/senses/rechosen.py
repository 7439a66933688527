"""The input sense, chosen again while nothing tells: a compositor may start later than the agent, or another may come.

A sense mends itself where its server comes back. Where it stays silent for a minute the desktop may be another one by
now (a new session, a remote desktop), so the table is asked again; and again each minute as long as nothing tells.
"""

import logging
from collections.abc import Callable

from unseat.core.words import MINUTE
from unseat.senses.base import InputSense, Reading

log = logging.getLogger(__name__)
SILENT = 1 * MINUTE


class Rechosen:
    """An InputSense. `choose` asks the table and may take a second; it is called at the start and while nothing tells.

    `name` is empty while there is no sense.
    """

    def __init__(self, choose: Callable[[], InputSense | None]) -> None:
        self._choose = choose
        self._sense = choose()
        self._silent_since: int | None = None
        self.name = _name(self._sense)

    def look(self, steady_ms: int) -> Reading:
        reading = self._sense.look(steady_ms) if self._sense else Reading(None)
        if reading.idle_ms is not None:
            self._silent_since = None
            return reading
        if self._silent_since is None:
            self._silent_since = steady_ms
        if steady_ms - self._silent_since >= SILENT:
            self._again(steady_ms)
        return reading

    def close(self) -> None:
        if self._sense:
            self._sense.close()

    def _again(self, steady_ms: int) -> None:
        self._silent_since = steady_ms
        before = self.name
        self.close()
        self._sense = self._choose()
        self.name = _name(self._sense)
        if self.name != before:
            log.info("Input is sensed by %s now, no longer by %s", self.name or "nothing", before or "nothing")


def _name(sense: InputSense | None) -> str:
    return sense.name if sense else ""
