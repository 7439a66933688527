"""pystray's xorg backend for panels with an XEmbed tray, with what it lacks: clicks, a menu and a clear background.

Rests on the System Tray and XEMBED specifications (freedesktop.org). The icon lives as long as its place in one panel:
when that goes, `run` returns, and a new icon is made for the next panel. Import this only after `face.load_pystray`,
and only where there is a display: pystray opens one on import.
"""

from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

from pystray import _xorg
from Xlib import X, Xutil, error

from unseat.desktop.base import Put
from unseat.desktop.tray import x11
from unseat.desktop.tray.face import NAME, Face
from unseat.desktop.tray.hint import Hint
from unseat.desktop.tray.loop import Loop, Source
from unseat.desktop.tray.manager import is_dark, visual_with_alpha
from unseat.desktop.tray.popup import Popup
from unseat.desktop.tray.sheet import DARK, LIGHT, Scheme, rows_of
from unseat.desktop.tray.worn import Worn

if TYPE_CHECKING:
    from PIL.Image import Image

SMALLEST = 16
USUAL = 24
_ANSWER = 5.0
"""Seconds that a tray has to take the icon: one that is being set up may overlook it, and is then asked again."""
_MAPPED = 1
_EVENTS = X.ExposureMask | X.StructureNotifyMask | X.ButtonPressMask | X.EnterWindowMask | X.LeaveWindowMask
_GREY = (0x80, 0x80, 0x80)


class XembedIcon(Worn, _xorg.Icon):  # type: ignore[misc]  # pystray has no types
    """Has its own connection to the X server, closed by `undock`."""

    route = "xembed"

    def __init__(self, others: tuple[Source, ...], loop: Loop, keep: Callable[[], bool], face: Face, put: Put) -> None:
        self._others = others
        self._popup: Popup | None = None
        self._hint: Hint | None = None
        self._dock_by = monotonic() + _ANSWER
        self._ground: Image | None = None
        super().__init__(loop, keep, face, put)
        x11.quieten(self._display)
        self._manager_atom = self._display.intern_atom("MANAGER")
        self._display.screen().root.change_attributes(event_mask=X.StructureNotifyMask)
        self._events = x11.Events(self._display, self._handle)

    def __del__(self) -> None:
        """pystray's would use a connection that `undock` has closed."""

    def sources(self) -> tuple[Source, ...]:
        return (self._events, *self._others)

    def dock(self) -> None:
        self._dock_window()
        self._over = self._over or self._systray_manager is None

    def patience(self) -> float | None:
        if not self.docked:
            return max(0.0, self._dock_by - monotonic())
        if self._popup and (wait := self._popup.patience()) is not None:
            return wait
        return self._hint.patience(monotonic()) if self._hint else None

    def tick(self) -> None:
        if not self.docked and monotonic() >= self._dock_by:
            self._over = True
        if self._popup:
            self._popup.tick(monotonic())
        if self._hint:
            self._hint.tick(monotonic(), self.title, self._scheme())

    def undock(self) -> None:
        with suppress(error.ConnectionClosedError):
            self._close_hint()
            if self._popup:
                self._popup.close()
            self._window.destroy()
            self._display.close()
        self.docked = False
        self._over = True

    def tell_icon(self) -> None:
        self._paint()

    def tell_title(self) -> None:
        self._window.set_wm_name(self.title)
        name = self._display.intern_atom("_NET_WM_NAME")
        self._window.change_property(name, self._display.intern_atom("UTF8_STRING"), 8, self.title.encode())

    def tell_menu(self) -> None:
        """An open menu stays as it is: nothing may move under the pointer."""

    # What pystray's xorg backend does otherwise.

    def _run(self) -> None:
        with x11.gone():
            super()._run()

    def _rewrite_implementation(self, *_methods: Callable[[], None]) -> None:
        """Not needed: our `_show` and the others go through the loop."""

    def _create_window(self) -> Any:
        """Its own visual where the panel offers one with alpha, else the panel's background behind it."""
        screen = self._display.screen()
        visual = visual_with_alpha(self._display, self._get_systray_manager())
        look: dict[str, Any] = {"background_pixmap": X.ParentRelative}
        if visual is not None:
            colours = screen.root.create_colormap(visual, X.AllocNone)
            look = {"background_pixel": 0, "border_pixel": 0, "colormap": colours}
        self._alpha = visual is not None
        window = screen.root.create_window(
            -1,
            -1,
            *(USUAL, USUAL),
            0,
            32 if self._alpha else screen.root_depth,
            X.InputOutput,
            visual or X.CopyFromParent,
            event_mask=_EVENTS,
            **look,
        )
        window.set_wm_class(NAME, NAME)
        window.set_wm_normal_hints(flags=Xutil.PMinSize, min_width=USUAL, min_height=USUAL)
        window.change_property(self._xembed_info, self._xembed_info, 32, [self._XEMBED_VERSION, _MAPPED])
        return window

    # Events.

    def _handle(self, event: Any) -> None:
        if self._popup and self._popup.owns(event):
            self._popup.handle(event)
            return
        match event.type:
            case X.Expose | X.ConfigureNotify if event.window == self._window:
                self._paint()
            case X.ReparentNotify if event.window == self._window:
                self._reparented(event.parent)
            case X.EnterNotify if event.mode == X.NotifyNormal:
                self._close_hint()
                self._hint = Hint(self._display, (event.root_x, event.root_y), monotonic())
            case X.LeaveNotify:
                self._close_hint()
            case X.ButtonPress if event.window == self._window and event.detail in (1, 3):
                self._open_menu(event)
            case X.DestroyNotify if event.window in (self._window, self._systray_manager):
                self._over = True
            case X.ClientMessage if event.client_type == self._manager_atom:
                self._over = True

    def _reparented(self, parent: Any) -> None:
        """Into the panel when it takes the icon, back to the root when it goes."""
        was, self.docked = self.docked, parent != self._display.screen().root
        self._over = self._over or (was and not self.docked)

    def _open_menu(self, event: Any) -> None:
        self._close_hint()
        if self.menu and (self._popup is None or self._popup.closed):
            at = (event.root_x, event.root_y)
            self._popup = Popup(
                self._display, tuple(rows_of(self.menu)), self._scheme(), at, monotonic(), lambda item: item(self)
            )

    def _close_hint(self) -> None:
        if self._hint:
            self._hint.close()
        self._hint = None

    def _scheme(self) -> Scheme:
        dark = is_dark(self._display, self._systray_manager)
        if dark is None and self._ground is not None:
            dark = self._ground.convert("L").resize((1, 1)).tobytes()[0] < 0x70
        return DARK if dark else LIGHT

    def _paint(self) -> None:
        from PIL import Image

        try:
            shape = self._window.get_geometry()
        except error.XError:
            return
        size = (shape.width, shape.height)
        side = max(min(size), SMALLEST)
        picture = Image.new("RGBA", size)
        picture.paste(self.picture(side), ((size[0] - side) // 2, (size[1] - side) // 2))
        if self._alpha:
            x11.put(self._window, self._gc, picture.convert("RGBa"))
            return
        ground = self._ground_under(size)
        ground.paste(picture, mask=picture)
        x11.put(self._window, self._gc, ground)

    def _ground_under(self, size: tuple[int, int]) -> "Image":
        """The panel's background, painted by the server and read back, since it cannot blend for us."""
        from PIL import Image

        self._window.clear_area()
        found = x11.get(self._window, *size)
        self._ground = found
        return found.copy() if found else Image.new("RGB", size, _GREY)
