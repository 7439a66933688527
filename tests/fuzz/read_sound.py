"""What the sound server says, or whoever took its place."""

from collections.abc import Sequence

from tests.fuzz.target import Target
from tests.senses.test_microphone import ALL, recording
from unseat.core.words import Kind
from unseat.senses import tagstruct
from unseat.senses.microphone import MicrophoneSense
from unseat.senses.pulse import RECORDINGS, REPLY, SOURCES, Line, Packet, packets
from unseat.senses.tagstruct import Value

RECORDED = [*recording(1), *recording(4, about={b"application.id": b"org.PulseAudio.pavucontrol"})]


class Said:
    """A `Line` on which everything comes at once."""

    def __init__(self, data: bytes) -> None:
        self._heard = bytearray(data)

    def ask(self, *commands: int) -> None:
        """Whatever is asked, the same is said."""

    def packets(self, patience_s: float) -> list[Packet]:
        return list(packets(self._heard))

    def close(self) -> None:
        """There is nothing to close."""


def stream(data: bytes) -> None:
    """Bytes from the server's socket, as the sense takes them. It says never anything but what it may."""
    sense = MicrophoneSense({"PULSE_SERVER": "/nowhere"}, connect=lambda _: Said(data), patience_s=0)
    assert sense.look() in (None, frozenset(), frozenset({Kind.CALL}))


def lists(data: bytes) -> None:
    """The bytes as either of the lists that the sense asks for, or as both."""
    try:
        values = tagstruct.read(data)
    except ValueError:
        return
    for first, second in ((values, RECORDED), (ALL, values), (values, values)):
        told = Told([_packet(SOURCES, first), _packet(RECORDINGS, second)])
        sense = MicrophoneSense({"PULSE_SERVER": "/nowhere"}, connect=told.anew, patience_s=0)
        assert sense.look() in (None, frozenset(), frozenset({Kind.CALL}))


class Told(Said):
    def __init__(self, said: list[Packet]) -> None:
        super().__init__(b"")
        self._said = said

    def anew(self, _path: str) -> Line:
        return self

    def packets(self, patience_s: float) -> list[Packet]:
        said, self._said = self._said, []
        return said


def _packet(tag: int, values: list[Value]) -> Packet:
    return Packet(REPLY, tag, values)


# ---- seeds


def marshalled(values: Sequence[Value]) -> bytes:
    return b"".join(_one(value) for value in values)


def _one(value: Value) -> bytes:
    match value:
        case int():
            return tagstruct.u32(value)
        case bytes():
            return b"t" + value + b"\0"
        case dict():
            return tagstruct.properties({name.decode(): text.decode() for name, text in value.items()})
    return b"N"


def framed(tag: int, values: Sequence[Value]) -> bytes:
    body = marshalled([REPLY, tag, *values])
    return len(body).to_bytes(4, "big") + b"\xff\xff\xff\xff" + bytes(12) + body


def _streams() -> Sequence[bytes]:
    return (framed(SOURCES, ALL) + framed(RECORDINGS, RECORDED), framed(RECORDINGS, []))


def _lists() -> Sequence[bytes]:
    return (marshalled(ALL), marshalled(RECORDED))


TAGS = (
    b"L\xff\xff\xff\xff",
    b"P",
    b"PN",
    b"t\0",
    b"x\xff\xff\xff\xff",
    b"N",
    b"1",
    b"m\xff",
    b"v\xff",
    b"device.master_device",
)

TARGETS = (Target("sound-stream", stream, _streams, TAGS), Target("sound-lists", lists, _lists, TAGS))
