"""A compositor that is made up, down to the bytes of the wire: it tells idle events when it is told to.

Rests on wayland.xml (wl_display, wl_registry, wl_callback) and ext-idle-notify-v1.xml. Objects are numbers; a message
is the object, then size << 16 | opcode, then the arguments, all in 32-bit words of the machine's byte order.
"""

import socket
import struct
import threading
from contextlib import suppress
from pathlib import Path
from typing import Self

DISPLAY = 1
NOTIFIER, SEAT = 1, 2
GET_IDLE, GET_INPUT_IDLE = 1, 2
IDLED, RESUMED = 0, 1


class FakeCompositor:
    """Offers ext-idle-notify of a `version` and a seat, to one client. `asked` is the opcode of the notification."""

    def __init__(self, path: Path, version: int) -> None:
        self.path = path
        self.asked: int | None = None
        self.timeout: int | None = None
        self._version = version
        self._kinds = {DISPLAY: "display"}
        self._notification = 0
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(path))
        self._listening.listen()
        self._client: socket.socket | None = None
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for open_one in (self._listening, self._client):
            with suppress(OSError):  # the client may have gone
                if open_one:
                    open_one.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listening.close()

    def tell(self, event: int) -> None:
        self._send(self._notification, event)

    def _serve(self) -> None:
        try:
            self._client, _ = self._listening.accept()
        except OSError:
            return
        with self._client as client:
            while header := client.recv(8, socket.MSG_WAITALL):
                target, word = struct.unpack("=II", header)
                left = (word >> 16) - 8
                self._obey(target, word & 0xFFFF, client.recv(left, socket.MSG_WAITALL) if left else b"")

    def _obey(self, target: int, opcode: int, body: bytes) -> None:
        words = struct.unpack(f"={len(body) // 4}I", body)
        match self._kinds.get(target), opcode:
            case "display", 0:
                self._send(words[0], 0, struct.pack("=I", 0))
            case "display", 1:
                self._kinds[words[0]] = "registry"
                self._offer(words[0], NOTIFIER, "ext_idle_notifier_v1", self._version)
                self._offer(words[0], SEAT, "wl_seat", 7)
            case "registry", 0 if words[0] == NOTIFIER:
                self._kinds[words[-1]] = "notifier"
            case "notifier", _:
                self._notification, self.timeout, self.asked = words[0], words[1], opcode

    def _offer(self, registry: int, number: int, interface: str, version: int) -> None:
        text = interface.encode() + b"\0"
        padded = text.ljust(-(-len(text) // 4) * 4, b"\0")
        self._send(registry, 0, struct.pack("=II", number, len(text)) + padded + struct.pack("=I", version))

    def _send(self, target: int, opcode: int, body: bytes = b"") -> None:
        assert self._client is not None
        self._client.sendall(struct.pack("=II", target, (8 + len(body)) << 16 | opcode) + body)
