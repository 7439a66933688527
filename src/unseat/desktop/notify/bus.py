"""One connection to the session bus on which every wait has an end, for a thread that also waits for orders.

The D-Bus Specification (https://dbus.freedesktop.org/doc/dbus-specification.html) sets no limit to how long a called
program may take; a hung one never answers. So each call here has a deadline, an instant of `time.monotonic()`, and a
reply that comes after it is still told to whoever wants to undo what the call did. Marshalling is jeepney's, which is
imported where it is used: it is installed on Linux only.
"""

import selectors
import socket
import time
from collections import deque
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any, Self

import msgspec

from unseat.desktop.notify.wake import Wake

DBUS = "org.freedesktop.DBus"
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
    """What a program told all that subscribed."""

    member: str
    body: Body


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


class Bus:
    """A connection, used by one thread. Every method may raise BusError; after `BusGoneError`, close it."""

    def __init__(self, address: str, wake: Wake, deadline: float) -> None:
        from jeepney import Parser

        self._wake = wake
        self._parser = Parser()
        self._serials = count(1)
        self._late: dict[int, Callable[[Body], None]] = {}
        self._signals: deque[Signal] = deque()
        self._socket = _connected(address, deadline)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._socket, selectors.EVENT_READ)
        self._selector.register(wake.reader, selectors.EVENT_READ)
        try:
            self.call(Call(THE_BUS, "Hello"), deadline)
        except BusError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._selector.close()
        self._socket.close()

    def call(self, call: Call, deadline: float, late: Callable[[Body], None] | None = None) -> Body:
        """The reply's body. `late` is called from `signals`, with the body of a reply that missed the deadline."""
        serial = self._send(call)
        while (left := deadline - time.monotonic()) > 0:
            if self._wake.stopping:
                raise GivenUpError(f"gave up {call.method}: the program ends")
            replies = [message for message in self._receive(left) if not self._kept(message, serial)]
            if replies:
                return _unwrapped(replies[0])
        if late:
            self._late[serial] = late
        raise NoAnswerError(f"no answer to {call.method} in time")

    def post(self, call: Call) -> None:
        """Ask, and expect no reply."""
        self._send(call, reply=False)

    def subscribe(self, rule: str) -> None:
        """Let the bus send the signals that match; the rule's language is the specification's "Match Rules"."""
        self.post(Call(THE_BUS, "AddMatch", "s", (rule,)))

    def signals(self, timeout: float | None) -> list[Signal]:
        """The signals that came, else those that come within `timeout` seconds (null: sleep until one or a wake)."""
        for message in self._receive(0 if self._signals else timeout):
            self._kept(message)
        came = list(self._signals)
        self._signals.clear()
        return came

    def _send(self, call: Call, *, reply: bool = True) -> int:
        from jeepney import DBusAddress, MessageFlag, new_method_call

        target = DBusAddress(call.whom.path, bus_name=call.whom.name, interface=call.whom.interface)
        message = new_method_call(target, call.method, call.signature or None, call.body)
        if not reply:
            message.header.flags = MessageFlag.no_reply_expected
        serial = next(self._serials)
        try:
            self._socket.sendall(message.serialise(serial))
        except OSError as error:
            raise BusGoneError(f"the session bus went away: {error}") from error
        return serial

    def _receive(self, timeout: float | None) -> list[Any]:
        """The messages complete after one wait; none where the time passed or another thread woke us."""
        ready = {key.fileobj for key, _ in self._selector.select(timeout)}
        if self._wake.reader in ready:
            self._wake.clear()
        if self._socket not in ready:
            return []
        try:
            data = self._socket.recv(65536)
        except OSError as error:
            raise BusGoneError(f"the session bus went away: {error}") from error
        if not data:
            raise BusGoneError("the session bus went away")
        messages: list[Any] = self._parser.feed(data)
        return messages

    def _kept(self, message: Any, awaited: int = -1) -> bool:
        """File the message, unless it is the reply that somebody awaits."""
        from jeepney import HeaderFields, MessageType

        kind, fields = message.header.message_type, message.header.fields
        if _answers(message) == awaited:
            return False
        if kind is MessageType.signal:
            self._signals.append(Signal(fields[HeaderFields.member], message.body))
        elif (late := self._late.pop(_answers(message), None)) and kind is MessageType.method_return:
            late(message.body)
        return True


def _connected(address: str, deadline: float) -> socket.socket:
    from jeepney.bus import get_bus
    from jeepney.io.blocking import prep_socket

    try:
        connection: socket.socket = prep_socket(get_bus(address), timeout=max(0.001, deadline - time.monotonic()))
    except (OSError, RuntimeError, ValueError, KeyError) as error:
        raise BusGoneError(f"no session bus at {address}: {error}") from error
    # A bus that no longer reads would block a send for ever once the socket's buffer is full.
    connection.settimeout(1.0)
    return connection


def _answers(message: Any) -> int:
    from jeepney import HeaderFields

    return int(message.header.fields.get(HeaderFields.reply_serial, 0))


def _unwrapped(message: Any) -> Body:
    from jeepney import HeaderFields, MessageType

    body: Body = message.body
    if message.header.message_type is MessageType.error:
        name = message.header.fields[HeaderFields.error_name]
        raise BusError(f"{name}: {body[0]}" if body else name)
    return body
