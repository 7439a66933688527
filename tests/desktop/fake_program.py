"""The process of a `FakeService`: owns the names that it is told, answers calls from a table and sends signals.

Both by orders from stdin; what it is asked it writes to a file. Both are JSON lines.
"""

import json
import os
import selectors
import sys
from pathlib import Path
from typing import IO, Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.desktop.fake_notifier import BUS

UNKNOWN = "org.freedesktop.DBus.Error.UnknownMethod"


class Program:
    """The service itself."""

    def __init__(self, log: IO[str], connection: DBusConnection) -> None:
        self._log = log
        self._connection = connection
        self._answers: list[tuple[str, list[Any], str, Any]] = []
        self._mute: list[str] = []
        self._selector = selectors.DefaultSelector()

    def serve(self) -> None:
        """Until the bus or the test ends."""
        self._selector.register(self._connection.sock, selectors.EVENT_READ, self._read)
        self._selector.register(sys.stdin, selectors.EVENT_READ, self._obey)
        try:
            while True:
                for key, _ in self._selector.select():
                    key.data()
        except (EOFError, ConnectionError):
            return

    def _read(self) -> None:
        try:
            while True:
                self._take(self._connection.receive(timeout=0))
        except TimeoutError:
            return

    def _take(self, message: Message) -> None:
        member = message.header.fields.get(HeaderFields.member, "")
        if message.header.message_type is MessageType.signal and not message.body[0].startswith(":"):
            self._note(member, list(message.body))
        elif message.header.message_type is MessageType.method_call:
            self._note(member, list(message.body))
            if member not in self._mute and not message.header.flags & MessageFlag.no_reply_expected:
                self._reply(message, member)

    def _reply(self, call: Message, member: str) -> None:
        for name, args, signature, body in reversed(self._answers):
            if name == member and list(call.body[: len(args)]) == args:
                if signature == "h":
                    self._give_pipe(call)
                elif body is not None:
                    self._connection.send(_answer(call, signature, body))
                return
        self._connection.send(new_error(call, UNKNOWN, "s", ("unknown here",)))

    def _give_pipe(self, call: Message) -> None:
        ours, theirs = os.pipe()
        self._selector.register(ours, selectors.EVENT_READ, lambda: self._released(ours))
        with os.fdopen(theirs, "wb") as pipe:
            self._connection.send(new_method_return(call, "h", (pipe,)))

    def _released(self, ours: int) -> None:
        self._selector.unregister(ours)
        os.close(ours)
        self._note("released", [])

    def _obey(self) -> None:
        data = os.read(0, 65536)
        if not data:
            raise EOFError
        for line in data.splitlines():
            self._do(json.loads(line))

    def _do(self, order: dict[str, Any]) -> None:
        match order:
            case {"own": name}:
                self._connection.send(new_method_call(BUS, "RequestName", "su", (name, 0)))
            case {"answers": [member, args, signature, body]}:
                self._answers.append((member, args, signature, body))
            case {"mutes": members}:
                self._mute = members
            case {"sends": [path, interface, member, signature, body]}:
                emitter = DBusAddress(path, interface=interface)
                self._connection.send(new_signal(emitter, member, signature or None, tuple(map(_plain, body))))

    def _note(self, member: str, body: list[Any]) -> None:
        self._log.write(json.dumps([member, body]) + "\n")
        self._log.flush()


def _answer(call: Message, signature: str, body: Any) -> Message:
    if isinstance(body, str):
        return new_error(call, body, "s", ("refused",))
    return new_method_return(call, signature or None, tuple(map(_plain, body)))


def _plain(value: Any) -> Any:
    """A variant travels as a pair, which JSON makes a list."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return tuple(map(_plain, value)) if len(value) == 2 else list(map(_plain, value))
    return value


def main(log: str) -> None:
    with Path(log).open("a", encoding="utf-8") as file, open_dbus_connection(enable_fds=True) as connection:
        Program(file, connection).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
