"""The bytes below a bus: opening, reading and unpacking, on jeepney, which is imported where it is used.

It is installed on Linux only.
"""

import socket
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from unseat.dbus.words import Body, BusError, BusGoneError, Signal

SEND_S = 1.0
"""A bus that no longer reads would block a send for ever once the socket's buffer is full."""
READ_BYTES = 1 << 16
MOST_BYTES = 1 << 24
"""The specification allows eight times as much in a message; nothing that is asked or heard here comes near."""


def connected(address: str, deadline: float, which: str, *, fds: bool) -> socket.socket:
    """An authenticated connection. Raises BusGoneError, at the latest at `deadline` (`time.monotonic()`)."""
    from jeepney.bus import get_bus
    from jeepney.io.blocking import prep_socket

    left = max(0.001, deadline - time.monotonic())
    try:
        connection: socket.socket = prep_socket(get_bus(address), enable_fds=fds, timeout=left)
    except (OSError, RuntimeError, ValueError, KeyError) as error:
        raise BusGoneError(f"no {which} bus at {address}: {error}") from error
    connection.settimeout(SEND_S)
    return connection


def read(connection: socket.socket, parser: Any, *, fds: bool) -> list[Any] | None:
    """The messages that one read completes; null at the connection's end. Raises OSError, also for what is none.

    With file descriptors at most one message is read at a time, so that each gets its own.
    """
    if fds:
        from jeepney.fds import FileDescriptor, fds_buf_size

        wanted = min(parser.bytes_desired(), READ_BYTES)
        data, ancillary, _flags, _from = connection.recvmsg(wanted, fds_buf_size())
        parser.add_data(data, FileDescriptor.from_ancdata(ancillary))
    else:
        data = connection.recv(READ_BYTES)
        parser.add_data(data)
    return list(iter(lambda: whole(parser), None)) if data else None


def whole(parser: Any) -> Any | None:
    """The next message of a jeepney parser that has come as a whole, null where none has.

    Raises OSError for bytes that are none, and for the announcement of one that is longer than is believable.
    """
    try:
        message = parser.get_next_message()
    except Exception as error:  # noqa: BLE001  jeepney raises whatever the bytes happen to lead to
        raise ConnectionAbortedError(f"what came is no message ({type(error).__name__})") from None
    if message is None and (parser.next_msg_size or 0) > MOST_BYTES:
        raise ConnectionAbortedError(f"a message longer than {MOST_BYTES} bytes was announced")
    return message


def answered(message: Any) -> int:
    """The number of the call that the message answers; 0 where it answers none."""
    from jeepney import HeaderFields

    return int(message.header.fields.get(HeaderFields.reply_serial, 0))


def signal_of(message: Any) -> Signal | None:
    """What the message tells all, null where it is none of those."""
    from jeepney import HeaderFields, MessageType

    fields = message.header.fields
    if message.header.message_type is not MessageType.signal:
        return None
    member, path, interface, sender = (
        fields.get(field, "")
        for field in (HeaderFields.member, HeaderFields.path, HeaderFields.interface, HeaderFields.sender)
    )
    return Signal(member, message.body, sender, path, interface)


def unwrapped(message: Any) -> Body:
    """The body of a reply. Raises BusError for one that says no."""
    from jeepney import HeaderFields, MessageType

    body: Body = message.body
    if message.header.message_type is MessageType.error:
        name = message.header.fields.get(HeaderFields.error_name, "an error without a name")
        raise BusError(f"{name}: {body[0]}" if body else name)
    return body


def let_go(parts: Iterable[Any]) -> None:
    """Close the file descriptors among them, as of a reply that nobody waits for any more."""
    for part in parts:
        if callable(close := getattr(part, "close", None)):
            with suppress(OSError):
                close()
