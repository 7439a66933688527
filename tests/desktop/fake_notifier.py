"""A notification server that does as a test says: a real D-Bus service in a process of its own, on a bus of its own.

As a program it serves org.freedesktop.Notifications on the session bus, obeys orders from stdin and writes each call
that it gets to a file, both as JSON lines. `FakeNotifier` is a test's hold on it.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, Self, cast

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    Parser,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.bus import get_bus
from jeepney.io.blocking import prep_socket

import tools
from tools.processes import end, wait_until

NAME = "org.freedesktop.Notifications"
SERVER = DBusAddress("/org/freedesktop/Notifications", NAME, NAME)
BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
FULL = ("actions", "body", "body-markup", "persistence")

NO_SERVICES = Path(tools.__file__).with_name("virtual_config") / "bus.conf"


@contextmanager
def private_bus(folder: Path) -> Iterator[dict[str, str]]:
    """A session bus that can start no service by itself; the environment to reach it."""
    address = f"unix:path={folder}/bus"
    argv = ("dbus-daemon", f"--config-file={NO_SERVICES}", f"--address={address}", "--nofork", "--print-address")
    with subprocess.Popen(argv, stdout=subprocess.PIPE) as daemon:
        try:
            cast("IO[bytes]", daemon.stdout).readline()  # it listens
            yield {"DBUS_SESSION_BUS_ADDRESS": address, "PATH": os.environ["PATH"], "HOME": str(folder)}
        finally:
            end(daemon)


class FakeNotifier:
    """`with FakeNotifier(env, folder) as server:` owns the name on the bus when the block begins."""

    def __init__(self, env: dict[str, str], folder: Path, *, name: str = "fake", capabilities: tuple[str, ...] = FULL):
        self._log = folder / f"calls-{time.monotonic_ns()}.jsonl"
        self._log.touch()
        argv = (sys.executable, "-m", "tests.desktop.fake_notifier", str(self._log), name, *capabilities)
        self._process = subprocess.Popen(argv, env={**os.environ, **env}, stdin=subprocess.PIPE)

    def __enter__(self) -> Self:
        with ExitStack() as undo:
            undo.push(self)
            wait_until(lambda: self.calls("started"), "the fake notification server")
            undo.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self.wake()
        end(self._process)
        cast("IO[bytes]", self._process.stdin).close()

    def calls(self, method: str) -> list[list[Any]]:
        """The arguments of each call of `method` so far."""
        calls = [
            json.loads(line)
            for line in self._log.read_text(encoding="utf-8").splitlines(keepends=True)
            if line[-1] == "\n"
        ]
        return [body for member, body in calls if member == method]

    def order(self, **order: object) -> None:
        """`click`: number, key. `close`: number, reason. `mute`: methods unanswered. `refuse`: methods refused once."""
        stdin = cast("IO[bytes]", self._process.stdin)
        stdin.write(json.dumps(order).encode() + b"\n")
        stdin.flush()

    def hang(self) -> None:
        os.kill(self._process.pid, signal.SIGSTOP)

    def wake(self) -> None:
        os.kill(self._process.pid, signal.SIGCONT)


class Service:
    """The server itself."""

    def __init__(self, log: IO[str], name: str, capabilities: list[str]) -> None:
        self._log = log
        self._name = name
        self._capabilities = capabilities
        self._numbers = 0
        self._serial = 0
        self._mute: list[str] = []
        self._refuse: list[str] = []
        self._parser = Parser()
        self._socket = prep_socket(get_bus(os.environ["DBUS_SESSION_BUS_ADDRESS"]))
        self._send(new_method_call(BUS, "Hello"))
        self._send(new_method_call(BUS, "RequestName", "su", (NAME, 0)))

    def serve(self) -> None:
        """Until the bus or the test ends."""
        with selectors.DefaultSelector() as selector, self._socket:
            selector.register(self._socket, selectors.EVENT_READ)
            selector.register(sys.stdin, selectors.EVENT_READ)
            while True:
                ready = {key.fileobj for key, _ in selector.select()}
                if sys.stdin in ready and not self._obey(os.read(0, 65536)):
                    return
                if self._socket in ready and not self._read(self._socket.recv(65536)):
                    return

    def _read(self, data: bytes) -> bool:
        for message in self._parser.feed(data):
            kind, fields = message.header.message_type, message.header.fields
            if kind is MessageType.method_call:
                self._answer(message, fields[HeaderFields.member])
            elif (
                kind is MessageType.signal and fields[HeaderFields.member] == "NameAcquired" and message.body[0] == NAME
            ):
                self._note("started", [])
        return bool(data)

    def _obey(self, data: bytes) -> bool:
        for line in data.splitlines():
            order = json.loads(line)
            self._mute = order.get("mute", self._mute)
            self._refuse = order.get("refuse", self._refuse)
            if "click" in order:
                self._send(new_signal(SERVER, "ActionInvoked", "us", tuple(order["click"])))
            if "close" in order:
                self._send(new_signal(SERVER, "NotificationClosed", "uu", tuple(order["close"])))
        return bool(data)

    def _answer(self, call: Message, method: str) -> None:
        reply = self._reply(call, method)
        self._note(method, list(call.body))
        if method not in self._mute and not call.header.flags & MessageFlag.no_reply_expected:
            self._send(reply)

    def _reply(self, call: Message, method: str) -> Message:
        if method in self._refuse:
            self._refuse.remove(method)
            return new_error(call, "org.freedesktop.DBus.Error.InvalidArgs", "s", ("not like this",))
        match method:
            case "GetCapabilities":
                return new_method_return(call, "as", (self._capabilities,))
            case "GetServerInformation":
                return new_method_return(call, "ssss", (self._name, "the tests", "1.0", "1.2"))
            case "Notify":
                self._numbers += 0 if call.body[1] else 1
                return new_method_return(call, "u", (call.body[1] or self._numbers,))
            case _:
                return new_method_return(call)

    def _note(self, method: str, body: list[Any]) -> None:
        self._log.write(json.dumps([method, body]) + "\n")
        self._log.flush()

    def _send(self, message: Message) -> None:
        self._serial += 1
        self._socket.sendall(message.serialise(self._serial))


def main(log: str, name: str, *capabilities: str) -> None:
    with Path(log).open("a", encoding="utf-8") as file:
        Service(file, name, list(capabilities)).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
