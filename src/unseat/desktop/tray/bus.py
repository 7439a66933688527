"""A session bus connection as a source of the loop: nothing in it waits for an answer.

Rests on the D-Bus specification 0.42 and on jeepney for the wire. One thread uses it.
"""

from __future__ import annotations

import logging
import select
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from unseat.dbus.wire import whole

if TYPE_CHECKING:
    from jeepney import Message

Reply = Callable[["Message"], None]
"""Gets the answer to a call: a method return or an error."""


def session_address(env: Mapping[str, str]) -> str | None:
    """Where the session bus is: $DBUS_SESSION_BUS_ADDRESS, else the socket that systemd makes; null without either."""
    if address := env.get("DBUS_SESSION_BUS_ADDRESS"):
        return address
    folder = env.get("XDG_RUNTIME_DIR")
    return f"unix:path={folder}/bus" if folder else None


class Bus:
    """`on_signal` gets every signal, `answer` every call to us. All methods raise OSError once the bus is gone."""

    def __init__(self, address: str) -> None:
        """Raises OSError when there is no bus at `address`, after a second at most."""
        from jeepney.io.blocking import open_dbus_connection

        try:
            self._connection = open_dbus_connection(address)
        except (RuntimeError, ValueError) as error:
            raise OSError(f"no session bus at {address}: {error}") from error
        self.name: str = self._connection.unique_name
        self.on_signal: list[Callable[[Message], None]] = []
        self.answer: Callable[[Message], Message | None] | None = None
        self._replies: dict[int, Reply] = {}

    def fileno(self) -> int:
        return int(self._connection.sock.fileno())

    def send(self, message: Message) -> None:
        self._connection.send(message)

    def call(self, message: Message, reply: Reply | None = None) -> None:
        """Sends a method call; `reply` is called later, in `drain`."""
        serial = next(self._connection.outgoing_serial)
        if reply:
            self._replies[serial] = reply
        self._connection.send(message, serial=serial)

    def drain(self) -> bool:
        """Handles all messages that have come; whether there were any."""
        handled = False
        while (message := self._next()) is not None:
            handled = True
            self._handle(message)
        return handled

    def _next(self) -> Message | None:
        parser = self._connection.parser
        message = whole(parser)
        while message is None and select.select([self.fileno()], [], [], 0)[0]:
            data = self._connection.sock.recv(65536)
            if not data:
                raise ConnectionResetError("the session bus closed the connection")
            parser.add_data(data)
            message = whole(parser)
        return message

    def _handle(self, message: Message) -> None:
        from jeepney import HeaderFields, MessageType

        kind = message.header.message_type
        if kind is MessageType.signal:
            for listener in self.on_signal:
                listener(message)
        elif kind is MessageType.method_call:
            self._answer(message)
        elif reply := self._replies.pop(message.header.fields.get(HeaderFields.reply_serial, 0), None):
            reply(message)

    def _answer(self, call: Message) -> None:
        from jeepney import MessageFlag

        try:
            answer = self.answer(call) if self.answer else None
        except Exception:  # whatever a caller sends, it must not end the tray
            logging.getLogger(__name__).exception("a call on the session bus failed: %r", call)
            return
        if answer and not call.header.flags & MessageFlag.no_reply_expected:
            self.send(answer)

    def close(self) -> None:
        self._connection.close()
