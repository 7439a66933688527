"""The tray on Linux: one icon in whichever panel there is, by whichever route that panel takes."""

from __future__ import annotations

import gc
import logging
from collections.abc import Mapping
from time import monotonic
from typing import TYPE_CHECKING

from unseat.core.view import View
from unseat.desktop.base import Put
from unseat.desktop.tray.face import Face, face_of, first_face, load_pystray
from unseat.desktop.tray.loop import Loop
from unseat.desktop.tray.search import LATER, SOON, Search
from unseat.texts import Texts

if TYPE_CHECKING:
    from unseat.desktop.tray.worn import Worn

_log = logging.getLogger(__name__)


class PanelTray:
    """A `Tray`. While there is no panel `run` waits for one to announce itself; where it cannot (no session bus or no
    display) it looks twice a minute.
    """

    name = "panel"

    def __init__(self, env: Mapping[str, str], put: Put, texts: Texts, names: Mapping[str, str]) -> None:
        self._env, self._put, self._texts, self._names = env, put, texts, names
        self._face: Face = first_face(texts)
        self._loop: Loop | None = None
        self._icon: Worn | None = None
        self._stopped = False

    @property
    def dock(self) -> str:
        icon = self._icon
        return icon.route if icon is not None and icon.docked else "none"

    def show(self, view: View, now: int) -> None:
        face = face_of(view, now, self._texts, self._names)
        if face != self._face:
            self._face = face
            if self._loop:
                self._loop.call(self._wear)

    def stop(self) -> None:
        self._stopped = True
        if self._loop:
            self._loop.call(self._end)

    def run(self) -> None:
        load_pystray()
        loop = self._loop = Loop()
        search = Search(self._env)
        try:
            while not self._stopped:
                self._serve(loop, search)
        finally:
            search.close()
            loop.close()

    def _serve(self, loop: Loop, search: Search) -> None:
        """Shows the icon for as long as there is a panel; without one, waits until there may be one."""
        began = monotonic()
        try:
            icon = search.icon(loop, self._face, self._put)
            if icon:
                self._run_icon(icon)
                # A panel that turns the icon out again and again is not to keep us busy.
                self._rest(loop, began + SOON)
            else:
                loop.turn(search.sources(), search.patience)
        except OSError as error:
            _log.info("the way to the panel is gone: %s", error)
            search.drop()
            self._rest(loop, monotonic() + SOON)
            gc.collect()  # the connections to an X server that went are full of cycles
        except Exception:  # noqa: BLE001  # whatever a panel does, the agent lives on, and looks again later
            _log.exception("the tray icon failed")
            search.drop()
            self._rest(loop, monotonic() + LATER)

    def _rest(self, loop: Loop, until: float) -> None:
        while not self._stopped and (left := until - monotonic()) > 0:
            loop.turn((), left)

    def _run_icon(self, icon: Worn) -> None:
        self._icon = icon
        if self._stopped:
            icon.undock()
            return
        try:
            icon.run()
        finally:
            self._icon = None
            icon.stop()

    def _end(self) -> None:
        if self._icon:
            self._icon.stop()

    def _wear(self) -> None:
        if self._icon:
            self._icon.wear(self._face)
