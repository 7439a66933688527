"""What is said on a bus, what may go wrong, and where the two buses listen.

After the D-Bus Specification (https://dbus.freedesktop.org/doc/dbus-specification.html).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

DBUS = "org.freedesktop.DBus"
SYSTEM_BUS = "/run/dbus/system_bus_socket"
Body = tuple[Any, ...]


class BusError(Exception):
    """The bus or the called program is missing, went away or refused."""


class BusGoneError(BusError):
    """There is no connection (any more): close this one and open another when it is next needed."""


class NoAnswerError(BusError):
    """The called program did not answer before the deadline; it may still do what it was asked."""


class GivenUpError(BusError):
    """The owner wants to end; the call was given up."""


class Address(msgspec.Struct, frozen=True):
    """Whom to call: bus name, object path and interface."""

    name: str
    path: str
    interface: str


THE_BUS = Address(DBUS, "/org/freedesktop/DBus", DBUS)


class Call(msgspec.Struct, frozen=True):
    """A method to be called, with arguments of the D-Bus types that `signature` names."""

    whom: Address
    method: str
    signature: str = ""
    body: Body = ()


class Signal(msgspec.Struct, frozen=True):
    """What a program told all that subscribed. `sender` is its unique name on the bus."""

    member: str
    body: Body
    sender: str = ""
    path: str = ""
    interface: str = ""


def session_address(env: Mapping[str, str]) -> str:
    """Where the session bus listens: what the environment says, else the place systemd gives it.

    Raises BusGoneError where there is none.
    """
    if address := env.get("DBUS_SESSION_BUS_ADDRESS"):
        return address
    path = Path(env.get("XDG_RUNTIME_DIR") or "/nonexistent", "bus")
    if path.is_socket():
        return f"unix:path={path}"
    raise BusGoneError("no session bus: DBUS_SESSION_BUS_ADDRESS is not set")


def system_address(env: Mapping[str, str]) -> str:
    """Where the system bus listens: what the environment says, else the place that the specification gives it."""
    return env.get("DBUS_SYSTEM_BUS_ADDRESS") or f"unix:path={SYSTEM_BUS}"
