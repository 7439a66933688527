"""A connection to the sound server of this session: PulseAudio, or PipeWire's pipewire-pulse, which speaks the same.

Source: PulseAudio 16.1, src/pulsecore/{native-common.h,pstream.c,protocol-native.c} and PROTOCOL. The server knows
this process by the credentials of the local socket, so the cookie that a connection may show is left empty. Nothing
waits here but `packets`, and that no longer than it is told; sound is neither asked for nor shared.
"""

import os
import select
import socket
import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

from unseat.senses import tagstruct
from unseat.senses.tagstruct import Value

VERSION = 19
"""The oldest that tells of paused recordings (PulseAudio 0.9.22); newer ones say more than is needed."""
ERROR, REPLY, AUTH, SET_CLIENT_NAME, SUBSCRIBE, EVENT = 0, 2, 8, 9, 35, 66
SOURCES, RECORDINGS = 24, 32
NO_INDEX = 0xFFFFFFFF
MOST_BYTES = 1 << 20
_SOURCES_AND_RECORDINGS = 0x02 | 0x08
_HEADER = struct.Struct(">5I")


class Packet(NamedTuple):
    """What the server said: the command, the tag of the question that it answers, and the values."""

    command: int
    tag: int
    values: list[Value]


class Line(Protocol):
    """A connection that was introduced and hears of every change; see `SocketLine`."""

    def ask(self, *commands: int) -> None: ...

    def packets(self, patience_s: float) -> list[Packet]: ...

    def close(self) -> None: ...


def address(env: Mapping[str, str]) -> str | None:
    """The path of the server's socket on this computer, null when `env` names none.

    As PulseAudio's documentation says of PULSE_SERVER ("Server String Format"), but for servers over the network: those
    are passed over.
    """
    if env.get("PULSE_SERVER"):
        wanted = (server.rpartition("}")[2].removeprefix("unix:") for server in env["PULSE_SERVER"].split())
        return next((path for path in wanted if path.startswith("/")), None)
    if env.get("PULSE_RUNTIME_PATH"):
        return f"{env['PULSE_RUNTIME_PATH']}/native"
    return f"{env['XDG_RUNTIME_DIR']}/pulse/native" if env.get("XDG_RUNTIME_DIR") else None


class SocketLine:
    """Used by one thread. Every method raises OSError when the server is gone, full, or says something unheard of."""

    def __init__(self, path: str) -> None:
        """Connects and introduces itself, without waiting for an answer: a refusal comes with the packets."""
        self._socket = _connected(path)
        self._heard = bytearray()
        try:
            self._send(AUTH, tagstruct.u32(VERSION) + tagstruct.arbitrary(bytes(256)))
            self._send(SET_CLIENT_NAME, tagstruct.properties({"application.name": "unseat"}))
            self._send(SUBSCRIBE, tagstruct.u32(_SOURCES_AND_RECORDINGS))
        except OSError:
            self.close()
            raise

    def ask(self, *commands: int) -> None:
        """Asks for lists; the tag of each answer is the command."""
        for command in commands:
            self._send(command)

    def packets(self, patience_s: float) -> list[Packet]:
        """What has come since the last call, waiting for something to come for `patience_s` at most."""
        if select.select([self._socket], [], [], max(0.0, patience_s))[0]:
            self._heard += self._received()
        return list(packets(self._heard))

    def close(self) -> None:
        self._socket.close()

    def _send(self, command: int, arguments: bytes = b"") -> None:
        body = tagstruct.u32(command) + tagstruct.u32(command) + arguments
        packet = _HEADER.pack(len(body), NO_INDEX, 0, 0, 0) + body
        if self._socket.sendmsg([packet], _credentials() if command == AUTH else []) < len(packet):
            raise BlockingIOError("the sound server reads nothing")

    def _received(self) -> bytes:
        data = self._socket.recv(MOST_BYTES)
        if not data:
            raise ConnectionResetError("the sound server closed the connection")
        return data


def _connected(path: str) -> socket.socket:
    if not hasattr(socket, "AF_UNIX"):
        raise ConnectionRefusedError("this system has no local sockets")
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.setblocking(False)
    try:
        made.connect(path)
    except OSError:
        made.close()
        raise
    return made


def _credentials() -> list[tuple[int, int, bytes]]:
    """Who this process is, as Linux lets a sender say. Left to the receiver to ask, it races with `accept`."""
    if not hasattr(socket, "SCM_CREDENTIALS"):
        return []
    return [(socket.SOL_SOCKET, socket.SCM_CREDENTIALS, struct.pack("3i", os.getpid(), os.getuid(), os.getgid()))]


def packets(heard: bytearray) -> Iterator[Packet]:
    """Takes those that are whole from the front of `heard`. Raises OSError for what is none."""
    while len(heard) >= _HEADER.size:
        size = _HEADER.unpack_from(heard)[0]
        if size > MOST_BYTES:
            raise ConnectionAbortedError("the sound server says more than is believable")
        end = _HEADER.size + size
        if len(heard) < end:
            return
        body = bytes(heard[_HEADER.size : end])
        del heard[:end]
        yield _packet(body)


def _packet(body: bytes) -> Packet:
    try:
        command, tag, *values = tagstruct.read(body)
    except ValueError as error:
        raise ConnectionAbortedError(f"the sound server says something unheard of: {error}") from None
    if not isinstance(command, int) or not isinstance(tag, int) or command == ERROR:
        raise ConnectionAbortedError(f"the sound server refuses request {tag!r}")
    return Packet(command, tag, values)
