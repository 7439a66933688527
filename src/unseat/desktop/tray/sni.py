"""A pystray backend for panels that take StatusNotifierItems: KDE, Xfce, GNOME with its extension, the bars of sway.

The panel draws icon, tooltip and menu itself, from what we tell it over D-Bus. Rests on the StatusNotifierItem
specification (freedesktop.org) in the org.kde names that all panels use. Import this only after `face.load_pystray`.
"""

import os
from collections.abc import Callable
from functools import partial
from typing import Any

from jeepney import DBusAddress, Message, MessageType, new_method_call, new_signal

from unseat.desktop.base import Put
from unseat.desktop.tray import dbusmenu, watcher
from unseat.desktop.tray.bus import Bus
from unseat.desktop.tray.face import NAME, Face
from unseat.desktop.tray.loop import Loop, Source
from unseat.desktop.tray.served import Interface, Served, answer
from unseat.desktop.tray.worn import Worn

PATH = "/StatusNotifierItem"
SIZES = (16, 22, 24, 32, 48, 64)
_NO_REPLACING = 4

Pixmap = tuple[int, int, bytes]

_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_WATCHER = DBusAddress(watcher.PATH, watcher.NAME, watcher.NAME)

INTERFACE = Interface(
    "org.kde.StatusNotifierItem",
    properties={
        "Category": "s",
        "Id": "s",
        "Title": "s",
        "Status": "s",
        "WindowId": "i",
        "IconName": "s",
        "IconPixmap": "a(iiay)",
        "OverlayIconName": "s",
        "AttentionIconName": "s",
        "ToolTip": "(sa(iiay)ss)",
        "ItemIsMenu": "b",
        "Menu": "o",
    },
    methods={
        "Activate": ("ii", ""),
        "SecondaryActivate": ("ii", ""),
        "ContextMenu": ("ii", ""),
        "Scroll": ("is", ""),
        "ProvideXdgActivationToken": ("s", ""),
    },
    signals={"NewIcon": "", "NewTitle": "", "NewToolTip": "", "NewStatus": "s"},
)


class SniIcon(Worn):
    """`refused` is called when the panel will not have the icon."""

    route = "status notifier"

    def __init__(  # noqa: PLR0913, PLR0917
        self, bus: Bus, refused: Callable[[], None], loop: Loop, keep: Callable[[], bool], face: Face, put: Put
    ) -> None:
        self._bus, self._refused = bus, refused
        self._menu_on_bus = dbusmenu.MenuOnBus(lambda item: item(self))
        self._bus_name = f"{INTERFACE.name}-{os.getpid()}-1"
        self._objects = {PATH: self._served(), dbusmenu.PATH: self._menu_on_bus.served()}
        super().__init__(loop, keep, face, put)

    def sources(self) -> tuple[Source, ...]:
        return (self._bus,)

    def dock(self) -> None:
        self._bus.answer = partial(answer, self._objects)
        self._bus.call(new_method_call(_BUS, "RequestName", "su", (self._bus_name, _NO_REPLACING)))
        register = new_method_call(_WATCHER, "RegisterStatusNotifierItem", "s", (self._bus_name,))
        self._bus.call(register, self._registered)

    def undock(self) -> None:
        # The panel drops the icon when the name goes.
        self._bus.call(new_method_call(_BUS, "ReleaseName", "s", (self._bus_name,)))
        self._bus.answer = None
        self.docked = False

    def tell_icon(self) -> None:
        self._signal(PATH, INTERFACE, "NewIcon")

    def tell_title(self) -> None:
        self._signal(PATH, INTERFACE, "NewTitle")
        self._signal(PATH, INTERFACE, "NewToolTip")

    def tell_menu(self) -> None:
        for member, body in self._menu_on_bus.update(self.menu):
            self._signal(dbusmenu.PATH, dbusmenu.INTERFACE, member, body)

    def _registered(self, reply: Message) -> None:
        self.docked = reply.header.message_type is not MessageType.error
        if not self.docked:
            self._refused()

    def _signal(self, path: str, interface: Interface, member: str, body: tuple[Any, ...] = ()) -> None:
        emitter = DBusAddress(path, interface=interface.name)
        self._bus.send(new_signal(emitter, member, interface.signals[member] or None, body))

    def _served(self) -> Served:
        return Served(
            INTERFACE,
            properties={
                "Category": lambda: "ApplicationStatus",
                "Id": lambda: NAME,
                "Title": lambda: self.title,
                "Status": lambda: "Active",
                "WindowId": lambda: 0,
                "IconName": str,
                "IconPixmap": self._pixmaps,
                "OverlayIconName": str,
                "AttentionIconName": str,
                "ToolTip": lambda: ("", [], self.title, ""),
                # A left click opens the menu too; panels that don't know this call Activate.
                "ItemIsMenu": lambda: True,
                "Menu": lambda: dbusmenu.PATH,
            },
            methods={
                "Activate": self._activate,
                "SecondaryActivate": lambda _x, _y: (),
                "ContextMenu": lambda _x, _y: (),
                "Scroll": lambda _delta, _orientation: (),
                "ProvideXdgActivationToken": lambda _token: (),
            },
        )

    def _activate(self, _x: int, _y: int) -> tuple[()]:
        self()
        return ()

    def _pixmaps(self) -> list[Pixmap]:
        return [pixmap(self.picture(size).tobytes(), size) for size in SIZES]


def pixmap(rgba: bytes, size: int) -> Pixmap:
    """A square picture as the specification wants it: ARGB, 32 bits, in network byte order."""
    argb = bytearray(len(rgba))
    for channel in range(4):
        argb[(channel + 1) % 4 :: 4] = rgba[channel::4]
    return size, size, bytes(argb)
