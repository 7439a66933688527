"""What our two pystray backends share: pystray's calls may come from any thread, all work is done in the loop's.

Import this only after `face.load_pystray`.
"""

from abc import abstractmethod
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from pystray._base import Icon

from unseat.desktop.base import Put
from unseat.desktop.tray.face import NAME, Face, menu_of
from unseat.desktop.tray.icon import draw
from unseat.desktop.tray.loop import Loop, Source

if TYPE_CHECKING:
    from PIL.Image import Image

LARGE = 64
"""The picture that pystray keeps, in pixels; the backends draw what a panel asks for at its own size."""


class Worn(Icon):  # type: ignore[misc]  # pystray has no types
    """A pystray backend that shows a `Face`. `run` returns after `stop`, when `keep` says no, or with OSError when
    the connection to the panel is gone. `docked` is true from the moment a panel has taken the icon.
    """

    route: str
    docked = False

    def __init__(self, loop: Loop, keep: Callable[[], bool], face: Face, put: Put) -> None:
        self.loop, self.face = loop, face
        self._keep, self._put = keep, put
        self._over = False
        super().__init__(NAME, draw(face.look, LARGE), face.title, menu_of(face.entries, put))

    def wear(self, face: Face) -> None:
        """Shows `face` in place of the last one; only what differs is told to the panel."""
        before, self.face = self.face, face
        if face.look != before.look:
            self.icon = draw(face.look, LARGE)
        self.title = face.title
        if face.entries != before.entries:
            self.menu = menu_of(face.entries, self._put)

    def picture(self, size: int) -> "Image":
        return draw(self.face.look, size)

    # What a backend does, always in the loop's thread.

    @abstractmethod
    def sources(self) -> tuple[Source, ...]: ...

    @abstractmethod
    def dock(self) -> None: ...

    def patience(self) -> float | None:
        """In how many seconds `tick` wants to be called; null: never."""
        return None

    def tick(self) -> None:
        """Called after every turn of the loop."""

    @abstractmethod
    def undock(self) -> None: ...

    @abstractmethod
    def tell_icon(self) -> None: ...

    @abstractmethod
    def tell_title(self) -> None: ...

    @abstractmethod
    def tell_menu(self) -> None: ...

    # What pystray asks of a backend, in whichever thread.

    def _show(self) -> None:
        self._later(self.dock)

    def _hide(self) -> None:
        self._later(self.undock)

    def _update_icon(self) -> None:
        self._icon_valid = True
        self._later(self.tell_icon)

    def _update_title(self) -> None:
        self._later(self.tell_title)

    def _update_menu(self) -> None:
        self._later(self.tell_menu)

    def _stop(self) -> None:
        self._over = True
        self.loop.wake()

    def _run(self) -> None:
        self._mark_ready()
        try:
            while not self._over and self._keep():
                self.loop.turn(self.sources(), self.patience())
                self.tick()
        finally:
            self._over = True
            with suppress(OSError):
                self.undock()

    def _later(self, do: Callable[[], None]) -> None:
        """In the loop; nothing any more once the icon is over."""
        self.loop.call(lambda: None if self._over else do())
