"""The way to the desktop's notification server, opened when it is first needed and opened again when it was lost.

After the Desktop Notifications Specification 1.3 (https://specifications.freedesktop.org/notification/latest/).
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from unseat.dbus.bus import Bus
from unseat.dbus.wake import Wake
from unseat.dbus.words import DBUS, Address, Body, BusError, Call, Signal, session_address
from unseat.desktop.base import Notice
from unseat.desktop.notify.wording import APP, Server, notify_body

NAME = "org.freedesktop.Notifications"
NOTIFICATIONS = Address(NAME, "/org/freedesktop/Notifications", NAME)
RULES = (
    f"type='signal',sender='{NAME}',interface='{NAME}'",
    f"type='signal',sender='{DBUS}',interface='{DBUS}',member='NameOwnerChanged',arg0='{NAME}'",
)


def ask_server(bus: Bus, deadline: float) -> Server:
    """Who shows the notices, and what it can do. Where nobody does, the bus starts a server if it knows one.

    Raises BusError, also for answers of another form than the specification's.
    """
    capabilities = bus.call(Call(NOTIFICATIONS, "GetCapabilities"), deadline)
    information = bus.call(Call(NOTIFICATIONS, "GetServerInformation"), deadline)
    match (*capabilities, *information):
        case [list(known), str(name), str(vendor), str(version), _] if all(isinstance(one, str) for one in known):
            return Server(name, vendor, version, frozenset(known))
    raise BusError("the notification server answers in another form than its specification says")


def has_icon(env: Mapping[str, str]) -> bool:
    """Whether our icon is where the Icon Theme Specification looks; for a missing one some servers draw a warning."""
    home = env.get("XDG_DATA_HOME") or f"{env.get('HOME', '')}/.local/share"
    folders = (home, *(env.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":"))
    return any(any(Path(folder, "icons/hicolor").glob(f"*/apps/{APP}.*")) for folder in folders)


class Link:
    """Used by one thread; `wake` ends its waits."""

    def __init__(self, env: Mapping[str, str], wake: Wake) -> None:
        self._env = env
        self._wake = wake
        self._icon = APP if has_icon(env) else ""
        self._bus: Bus | None = None
        self._server: Server | None = None

    def notify(self, notice: Notice, replaces: int, how_to_answer: str, deadline: float) -> int:
        """The server's number for the notice. Raises BusError.

        A server that answers after the deadline is told to close the notice again: it counts as failed by then.
        """
        bus = self._bus = self._bus or self._connected(deadline)
        server = self._server = self._server or ask_server(bus, deadline)
        body = notify_body(notice, server, replaces, how_to_answer, self._icon)
        (number,) = bus.call(Call(NOTIFICATIONS, "Notify", "susssasa{sv}i", body), deadline, late=self._withdraw)
        return int(number)

    def withdraw(self, number: int) -> None:
        self._withdraw((number,))

    def signals(self, *, wait: bool) -> list[Signal]:
        """What the server and the bus told. `wait`: sleep until there is something, or a wake. Raises BusError."""
        if self._bus:
            return self._bus.signals(None if wait else 0)
        if wait:
            self._wake.wait()
        return []

    def forget_server(self) -> None:
        """Another one may answer next time, with other capabilities."""
        self._server = None

    def close(self) -> None:
        if self._bus:
            self._bus.close()
        self._bus = None

    def _connected(self, deadline: float) -> Bus:
        bus = Bus(session_address(self._env), self._wake, deadline)
        for rule in RULES:
            bus.subscribe(rule)
        return bus

    def _withdraw(self, body: Body) -> None:
        with suppress(BusError):  # a bus that left is noticed at the next wait, and its notices are gone anyway
            if self._bus:
                self._bus.post(Call(NOTIFICATIONS, "CloseNotification", "u", body))
