"""How PulseAudio's native protocol writes values: each has a letter for its type before it, all numbers big-endian.

Source: PulseAudio 16.1, src/pulsecore/tagstruct.h; PipeWire's pipewire-pulse writes the same. Only what the lists of
sources and recordings hold in version 19 of the protocol can be read, and only what asking for them takes, written.
"""

import struct
from collections.abc import Callable, Mapping
from typing import TypeAlias

Properties: TypeAlias = dict[bytes, bytes]
Value: TypeAlias = int | bytes | Properties | None

_U32 = struct.Struct(">I")


def u32(number: int) -> bytes:
    return b"L" + _U32.pack(number)


def arbitrary(data: bytes) -> bytes:
    return b"x" + _U32.pack(len(data)) + data


def properties(texts: Mapping[str, str]) -> bytes:
    return b"P" + b"".join(_property(name, text) for name, text in texts.items()) + b"N"


def _property(name: str, text: str) -> bytes:
    data = text.encode() + b"\0"
    return b"t" + name.encode() + b"\0" + u32(len(data)) + arbitrary(data)


def read(body: bytes) -> list[Value]:
    """All values of a packet, in order; booleans are 0 and 1, and what nobody here needs is null.

    Raises ValueError for what is cut off or of another type.
    """
    values, at = [], 0
    try:
        while at < len(body):
            value, at = _READERS[body[at]](body, at + 1)
            values.append(value)
    except (KeyError, IndexError, struct.error) as error:
        raise ValueError(f"no such value: {error}") from None
    if at > len(body):
        raise ValueError("the last value is cut off")
    return values


def _read_u32(body: bytes, at: int) -> tuple[int, int]:
    return int(_U32.unpack_from(body, at)[0]), at + 4


def _read_text(body: bytes, at: int) -> tuple[bytes, int]:
    end = body.index(0, at)
    return body[at:end], end + 1


def _read_properties(body: bytes, at: int) -> tuple[Properties, int]:
    found: Properties = {}
    while body[at] == ord("t"):
        name, at = _read_text(body, at + 1)
        size, start = _read_u32(body, at + 6)  # the length comes twice: as a value, and within the data after it
        at = start + size
        found[name] = body[start:at].rstrip(b"\0")
    return found, at + 1


def _skip(size: int) -> Callable[[bytes, int], tuple[None, int]]:
    return lambda _, at: (None, at + size)


_READERS: Mapping[int, Callable[[bytes, int], tuple[Value, int]]] = {
    ord("L"): _read_u32,
    ord("B"): lambda body, at: (body[at], at + 1),
    ord("t"): _read_text,
    ord("N"): _skip(0),
    ord("1"): lambda _, at: (1, at),
    ord("0"): lambda _, at: (0, at),
    ord("U"): _skip(8),  # a time in microseconds
    ord("a"): _skip(6),  # a sample format
    ord("m"): lambda body, at: (None, at + 1 + body[at]),  # the places of the channels
    ord("v"): lambda body, at: (None, at + 1 + 4 * body[at]),  # a volume for each channel
    ord("V"): _skip(4),  # one volume
    ord("P"): _read_properties,
}
