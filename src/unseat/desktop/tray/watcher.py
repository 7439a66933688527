"""Whether a panel takes StatusNotifierItems: there is a watcher on the bus, and a host is registered with it.

Rests on the StatusNotifierItem specification (freedesktop.org), in the org.kde names that all panels use.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from jeepney import DBusAddress, HeaderFields, MessageFlag, MessageType, new_method_call

from unseat.desktop.tray.bus import Bus

if TYPE_CHECKING:
    from jeepney import Message

NAME = "org.kde.StatusNotifierWatcher"
PATH = "/StatusNotifierWatcher"

_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_HOSTED = "IsStatusNotifierHostRegistered"
_NO_ONE = ("org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner")


PATIENCE = 1.0
"""Seconds that a watcher has to answer before the next route is tried; it may still answer later."""


class Watcher:
    """Follows the watcher over `bus`. `hosted` says whether an icon would be shown; null: it was asked."""

    def __init__(self, bus: Bus, clock: Callable[[], float] = monotonic) -> None:
        self._bus, self._clock = bus, clock
        bus.on_signal.append(self._signal)
        for rule in (
            f"type='signal',sender='{_BUS.bus_name}',interface='{_BUS.interface}',member='NameOwnerChanged',arg0='{NAME}'",
            f"type='signal',sender='{NAME}',interface='{NAME}',member='StatusNotifierHostRegistered'",
            f"type='signal',sender='{NAME}',interface='{NAME}',member='StatusNotifierHostUnregistered'",
        ):
            bus.call(new_method_call(_BUS, "AddMatch", "s", (rule,)))
        self.hosted: bool | None = None
        self._asked = clock()
        self._ask()

    def patience(self) -> float:
        """Seconds to go on waiting for a first answer; 0 when there is one, or when it is late."""
        return max(0.0, self._asked + PATIENCE - self._clock()) if self.hosted is None else 0.0

    def refused(self) -> None:
        """The watcher would not have our icon; it is not asked again until it changes."""
        self.hosted = False

    def _ask(self) -> None:
        properties = DBusAddress(PATH, NAME, "org.freedesktop.DBus.Properties")
        question = new_method_call(properties, "Get", "ss", (NAME, _HOSTED))
        question.header.flags |= MessageFlag.no_auto_start
        self._bus.call(question, self._answered)

    def _answered(self, reply: Message) -> None:
        if reply.header.message_type is MessageType.error:
            # A watcher that has no such property has no way to say that nobody looks.
            self.hosted = reply.header.fields[HeaderFields.error_name] not in _NO_ONE
        else:
            self.hosted = bool(reply.body[0][1])

    def _signal(self, signal: Message) -> None:
        member = signal.header.fields.get(HeaderFields.member)
        if member == "NameOwnerChanged" and signal.body[0] == NAME:
            # The old one's items are forgotten, so the icon has to be registered anew even if another follows at once.
            self.hosted = None if signal.body[2] else False
            if signal.body[2]:
                self._asked = self._clock()
                self._ask()
        elif member in ("StatusNotifierHostRegistered", "StatusNotifierHostUnregistered"):
            self._ask()
