"""AT-SPI as it is on the wire: starting its bus, calling the objects on it, collecting the events they send."""

from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, HeaderFields, MatchRule, Message, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

from tools.processes import wait_until
from tools.virtual import DesktopError, VirtualDesktop

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
PREFIX = "org.a11y.atspi."
DBUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
BUS = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
STATUS = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Status")
REGISTRY = "org.a11y.atspi.Registry"
LISTENED_TO = ("object:announcement", "object:property-change:accessible-name")
ASSERTIVE = 2
"""AtspiLive in at-spi2-core's constants; 1 is polite."""
STATES = """invalid active armed busy checked collapsed defunct editable enabled expandable expanded focusable focused
has-tooltip horizontal iconified modal multi-line multiselectable opaque pressed resizable selectable selected sensitive
showing single-line stale transient vertical visible manages-descendants indeterminate required truncated animated
invalid-entry supports-autocompletion selectable-text is-default visited checkable has-popup read-only"""
"""In the order of their bits, AtspiStateType in the same place."""


@dataclass(frozen=True)
class Target:
    """An object on the bus: whose it is, and its path."""

    owner: str
    path: str


@dataclass(frozen=True)
class Event:
    """What an object has announced (`kind` is "Announcement"), or its new name ("accessible-name")."""

    kind: str
    text: str
    source: Target
    assertive: bool


class GoneError(Exception):
    """The object, or its program, is there no more; or it does not do what it was asked."""


def start(desk: VirtualDesktop) -> str:
    """Starts the accessibility bus, if it is not there, and tells programs of a screen reader; returns its address."""
    if not Path(LAUNCHER).exists():
        raise DesktopError(f"{LAUNCHER} is not installed; tools/debian-packages.txt names all packages")
    if not desk.owned("org.a11y.Bus"):
        desk.spawn(LAUNCHER, "--launch-immediately")
    wait_until(lambda: desk.owned("org.a11y.Bus"), "the accessibility bus")
    with open_dbus_connection(desk.env["DBUS_SESSION_BUS_ADDRESS"]) as session:
        for wish in ("IsEnabled", "ScreenReaderEnabled"):
            session.send_and_get_reply(Properties(STATUS).set(wish, "b", True), timeout=5)
        return str(session.send_and_get_reply(new_method_call(BUS, "GetAddress"), timeout=5).body[0])


class AccessibleBus:
    """One connection to it, that listens from the start. Not for use by several threads at once."""

    def __init__(self, address: str) -> None:
        self._connection: DBusConnection = open_dbus_connection(address)
        self._signals: deque[Message] = deque()
        rule = MatchRule(type="signal", interface=f"{PREFIX}Event.Object")
        self._connection.filter(rule, queue=self._signals)
        self._ask(new_method_call(DBUS, "AddMatch", "s", (rule.serialise(),)))
        registry = DBusAddress("/org/a11y/atspi/registry", REGISTRY, REGISTRY)
        for event in LISTENED_TO:
            self._ask(new_method_call(registry, "RegisterEvent", "s", (event,)))
        self._events: list[Event] = []

    def close(self) -> None:
        self._connection.close()

    def call(self, target: Target, member: str, signature: str | None = None, *arguments: object) -> Any:
        """`member` is "Interface.Method"; GoneError when it could not be done."""
        return self._ask(_message(target, member, signature, arguments))[0]

    def read(self, target: Target, member: str) -> Any:
        """The value of the property "Interface.Name"."""
        interface, _, name = member.rpartition(".")
        return self._ask(Properties(_address(target, interface)).get(name))[0][1]

    def write(self, target: Target, member: str, signature: str, value: object) -> None:
        interface, _, name = member.rpartition(".")
        self._ask(Properties(_address(target, interface)).set(name, signature, value))

    def events(self) -> list[Event]:
        """All since the start, in their order."""
        try:
            while True:
                self._connection.recv_messages(timeout=0)
        except TimeoutError:
            pass
        while self._signals:
            if event := _event(self._signals.popleft()):
                self._events.append(event)
        return list(self._events)

    def _ask(self, message: Message) -> Any:
        try:
            return unwrap_msg(self._connection.send_and_get_reply(message, timeout=5))
        except (DBusErrorResponse, TimeoutError) as error:
            raise GoneError(str(error)) from None


def states(low: int, high: int) -> frozenset[str]:
    """The names of the bits that are set."""
    return frozenset(name for bit, name in enumerate(STATES.split()) if (high << 32 | low) >> bit & 1)


def _address(target: Target, interface: str) -> DBusAddress:
    return DBusAddress(target.path, target.owner, PREFIX + interface)


def _message(target: Target, member: str, signature: str | None, arguments: tuple[object, ...]) -> Message:
    interface, _, name = member.rpartition(".")
    return new_method_call(_address(target, interface), name, signature, arguments)


def _event(message: Message) -> Event | None:
    """Of an event's five arguments the first is a detail, the second a number, and the fourth what it is about."""
    fields = message.header.fields
    member, source = fields[HeaderFields.member], Target(fields[HeaderFields.sender], fields[HeaderFields.path])
    detail, number, _, (_, about), *_ = message.body
    match member, detail:
        case "Announcement", _:
            return Event(member, str(about), source, assertive=number == ASSERTIVE)
        case "PropertyChange", "accessible-name":
            return Event(detail, str(about), source, assertive=False)
    return None
