"""Looks for a panel: first one that takes StatusNotifierItems, then one with an XEmbed tray."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from unseat.desktop.base import Put
from unseat.desktop.tray.bus import Bus, session_address
from unseat.desktop.tray.face import Face
from unseat.desktop.tray.loop import Loop, Source

if TYPE_CHECKING:
    from unseat.desktop.tray.watcher import Watcher
    from unseat.desktop.tray.worn import Worn
    from unseat.desktop.tray.x11 import TrayWatch

_log = logging.getLogger(__name__)

SOON = 1.0
LATER = 30.0
"""Seconds until the next look: while an answer is awaited or after an icon has gone; where a connection is missing."""


class Search:
    """Holds the connections on which a panel announces itself, and opens them again when they were lost."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env
        self._bus: Bus | None = None
        self._watcher: Watcher | None = None
        self._trays: TrayWatch | None = None
        self.patience: float | None = SOON

    def sources(self) -> tuple[Source, ...]:
        found: tuple[Source, ...] = (self._bus,) if self._bus else ()
        return (*found, self._trays.events) if self._trays else found

    def icon(self, loop: Loop, face: Face, put: Put) -> Worn | None:
        """An icon for the best panel there is now; null while there is none, or while the bus has not answered.

        `patience` then says for how many seconds the next look can wait if no source has anything; null: for ever.
        """
        self._open_bus()
        self.patience = SOON
        if self._bus and self._watcher and self._watcher.hosted:
            self._close_trays()
            return _status_notifier(self._bus, self._watcher, loop, face, put)
        if self._watcher and (wait := self._watcher.patience()):
            self.patience = wait
            return None
        self._open_trays()
        if self._trays and self._trays.there():
            self._close_trays()
            return _xembed(self._bus, self._watcher, loop, face, put)
        self.patience = None if self._bus and self._trays else LATER
        return None

    def drop(self) -> None:
        """Closes what there is, since something of it is broken."""
        self.patience = LATER
        self._close_trays()
        if self._bus:
            self._bus.close()
        self._bus = self._watcher = None

    close = drop

    def _open_bus(self) -> None:
        address = session_address(self._env)
        if self._bus or not address:
            return
        from unseat.desktop.tray.watcher import Watcher

        try:
            self._bus = Bus(address)
            self._watcher = Watcher(self._bus)
        except OSError as error:
            _log.info("%s", error)

    def _open_trays(self) -> None:
        display = self._env.get("DISPLAY")
        if self._trays or not display:
            return
        from unseat.desktop.tray.x11 import TrayWatch

        try:
            self._trays = TrayWatch(display)
        except OSError as error:
            _log.info("%s", error)

    def _close_trays(self) -> None:
        if self._trays:
            self._trays.close()
        self._trays = None


def _status_notifier(bus: Bus, watcher: Watcher, loop: Loop, face: Face, put: Put) -> Worn:
    from unseat.desktop.tray.sni import SniIcon

    return SniIcon(bus, watcher.refused, loop, lambda: bool(watcher.hosted), face, put)


def _xembed(bus: Bus | None, watcher: Watcher | None, loop: Loop, face: Face, put: Put) -> Worn:
    """It gives way as soon as a panel takes StatusNotifierItems, as happens when a desktop starts."""
    from unseat.desktop.tray.x11 import gone
    from unseat.desktop.tray.xembed import XembedIcon

    keep: Callable[[], bool] = lambda: not (watcher and watcher.hosted)  # noqa: E731
    with gone():
        return XembedIcon((bus,) if bus else (), loop, keep, face, put)
