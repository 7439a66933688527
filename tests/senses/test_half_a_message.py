"""A bus from which a message with a file descriptor has come in part, when nobody wants to hear the rest."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import DBusAddress, Parser, new_method_return, new_signal

from unseat.dbus.bus import Bus
from unseat.dbus.wake import Wake

HEADER = 16
"""Bytes; with file descriptors they are read first, and those come with them."""
GREETED = {b"AUTH": b"OK 0123456789abcdef0123456789abcdef\r\n", b"NEGOTIATE_UNIX_FD": b"AGREE_UNIX_FD\r\n"}


class Daemon:
    """Lets one client in, and then sends what a test says."""

    def __init__(self, path: Path) -> None:
        self.address = f"unix:path={path}"
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen()
        self._thread = threading.Thread(target=self._let_in)
        self._thread.start()

    def sends(self, data: bytes, descriptor: int) -> None:
        self._thread.join()
        socket.send_fds(self._client, [data], [descriptor])

    def close(self) -> None:
        self._thread.join()
        self._client.close()
        self._listener.close()

    def _let_in(self) -> None:
        self._client, _ = self._listener.accept()
        with self._client.makefile("rb", buffering=0) as lines:
            while (line := lines.readline()) != b"BEGIN\r\n":
                self._client.sendall(next((said for word, said in GREETED.items() if word in line), b""))
            parser = Parser()
            while (hello := parser.get_next_message()) is None:
                parser.add_data(lines.read(1))
        self._client.sendall(new_method_return(hello, "s", (":1.1",)).serialise(1))


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Daemon]:
    daemon = Daemon(tmp_path / "bus")
    yield daemon
    daemon.close()


def test_what_came_with_it_is_closed_with_the_bus(daemon: Daemon) -> None:
    message = new_signal(DBusAddress("/", interface="a.b"), "Given", "s", ("and more",)).serialise(2)
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    with Wake() as wake:
        bus = Bus(daemon.address, wake, time.monotonic() + 10, which="system", fds=True)
        daemon.sends(message[:HEADER], theirs)
        os.close(theirs)
        assert bus.signals(10) == []
        with pytest.raises(BlockingIOError):  # still open at the other side
            os.read(ours, 1)
        bus.close()
        assert os.read(ours, 1) == b""
    os.close(ours)
