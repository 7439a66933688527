"""The tray by pystray's own backend: Windows and macOS."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from unseat.core.view import View
from unseat.desktop.base import Put
from unseat.desktop.tray.face import NAME, Face, face_of, first_face, menu_of
from unseat.desktop.tray.icon import draw
from unseat.texts import Texts

if TYPE_CHECKING:
    import pystray

LARGE = 64
"""Pixels; both systems scale it down themselves."""

Marshal = Callable[[Callable[[], None]], None]
"""Has something done in the thread that owns the icon."""


def own_tray(put: Put, texts: Texts, names: Mapping[str, str]) -> OwnTray:
    import pystray

    return OwnTray(pystray.Icon, _marshal(), put, texts, names)


def _marshal() -> Marshal:
    if sys.platform == "darwin":
        from PyObjCTools import AppHelper

        after: Marshal = AppHelper.callAfter
        return after
    return lambda do: do()


class OwnTray:
    """A `Tray`. AppKit may only be used from its main thread, so everything goes there by `marshal`; Windows' tray
    functions may be called from any.
    """

    def __init__(
        self, make: Callable[..., pystray.Icon], marshal: Marshal, put: Put, texts: Texts, names: Mapping[str, str]
    ) -> None:
        self._marshal, self._put, self._texts, self._names = marshal, put, texts, names
        self._face: Face = first_face(texts)
        self._icon: Any = make(NAME, draw(self._face.look, LARGE), self._face.title, menu_of(self._face.entries, put))
        self.name = f"pystray:{type(self._icon).__module__.rpartition('._')[2]}"

    @property
    def dock(self) -> str:
        return self.name if self._icon.visible else "none"

    def run(self) -> None:
        self._icon.run()

    def show(self, view: View, now: int) -> None:
        face = face_of(view, now, self._texts, self._names)
        if face != self._face:
            self._face = face
            self._marshal(lambda: self._wear(face))

    def stop(self) -> None:
        self._marshal(self._icon.stop)

    def _wear(self, face: Face) -> None:
        self._icon.icon = draw(face.look, LARGE)
        self._icon.title = face.title
        self._icon.menu = menu_of(face.entries, self._put)
