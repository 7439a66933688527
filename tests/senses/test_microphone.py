"""The rule for a microphone in use, and the talk with a sound server, with one that says what it is told to."""

import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.leaving import nothing_left
from unseat.core.words import Kind
from unseat.senses import tagstruct
from unseat.senses.microphone import HUNG_S, MicrophoneSense, finding
from unseat.senses.pulse import ERROR, EVENT, NO_INDEX, RECORDINGS, REPLY, SOURCES, Packet, SocketLine, address
from unseat.senses.recordings import Recording, Source, in_use, recordings, sources
from unseat.senses.tagstruct import Properties, Value
from unseat.texts import Texts

CALL = frozenset({Kind.CALL})
NOTHING: frozenset[Kind] = frozenset()
ENV = {"PULSE_SERVER": "/nowhere"}


def source(number: int, name: bytes, monitor_of: int = NO_INDEX, state: int = 0, master: bytes = b"") -> list[Value]:
    about: Properties = {b"device.master_device": master} if master else {}
    start: list[Value] = [number, name, b"Words", None, None, 5, None, 0, monitor_of, None, None, b"driver", 0]
    return [*start, about, None, None, state, 65537, NO_INDEX, 2, b"port", b"Port", 1, b"other", b"Other", 0, b"port"]


def recording(
    of: int, client: int = 1, method: bytes | None = None, corked: int = 0, about: Properties | None = None
) -> list[Value]:
    return [7, b"Words", 5, client, of, None, None, None, None, method, b"driver", about or {}, corked]


MIC = source(1, b"mic")
MONITOR = source(2, b"speaker.monitor", monitor_of=0)
REPLAY = source(3, b"replay", master=b"speaker.monitor")
HEADSET = source(4, b"headset", master=b"mic")
ASLEEP = source(5, b"asleep", state=2)
CIRCLE = source(6, b"circle", master=b"circle")
ALL = [*MIC, *MONITOR, *REPLAY, *HEADSET, *ASLEEP, *CIRCLE]


def used(*one: Value) -> bool:
    return in_use(sources(ALL), recordings(list(one)))


@pytest.mark.parametrize("of", [1, 4, 6])
def test_a_program_that_records_from_a_microphone_uses_it(of: int) -> None:
    assert used(*recording(2), *recording(of))


@pytest.mark.parametrize("of", [2, 3, 5, NO_INDEX, 99])
def test_what_is_played_what_sleeps_and_what_is_unknown_are_no_microphones(of: int) -> None:
    assert not used(*recording(of))


@pytest.mark.parametrize(
    "one",
    [
        recording(1, client=NO_INDEX),
        recording(1, corked=1),
        recording(1, method=b"peaks"),
        recording(1, about={b"stream.monitor": b"true"}),
        recording(1, about={b"node.virtual": b"true"}),
        recording(1, about={b"application.id": b"org.PulseAudio.pavucontrol"}),
        recording(1, about={b"application.id": b"org.gnome.VolumeControl"}),
    ],
)
def test_filters_meters_and_pauses_do_not_count(one: list[Value]) -> None:
    assert not used(*one)


def test_lists_are_read_to_their_ends_and_others_are_refused() -> None:
    assert sources([]) == []
    assert sources([*MIC, *MONITOR]) == [
        Source(1, b"mic", False, False, None),
        Source(2, b"speaker.monitor", True, False, None),
    ]
    assert recordings(recording(4)) == [Recording(4, True, False, False)]
    for read in (sources, recordings):
        with pytest.raises(ValueError, match="of another form"):
            read([1, 2, 3])


@pytest.mark.parametrize(
    ("env", "path"),
    [
        ({}, None),
        ({"XDG_RUNTIME_DIR": "/run/user/1"}, "/run/user/1/pulse/native"),
        ({"XDG_RUNTIME_DIR": "/run/user/1", "PULSE_RUNTIME_PATH": "/p"}, "/p/native"),
        ({"PULSE_SERVER": "/x", "XDG_RUNTIME_DIR": "/run/user/1"}, "/x"),
        ({"PULSE_SERVER": "{0f3a}unix:/x/native"}, "/x/native"),
        ({"PULSE_SERVER": "tcp:host:4713 host unix:/x"}, "/x"),
        ({"PULSE_SERVER": "tcp:host:4713", "XDG_RUNTIME_DIR": "/run/user/1"}, None),
    ],
)
def test_the_server_is_sought_on_this_computer_alone(env: dict[str, str], path: str | None) -> None:
    assert address(env) == path


class Room:
    """A sound server and a clock. `using` is what it knows, `silent` whether it answers; `says` waits to be heard."""

    def __init__(self) -> None:
        self.now = 0.0
        self.there = True
        self.silent = False
        self.using: list[Value] = []
        self.says: list[Packet] = []
        self.asked = 0
        self.connected = 0
        self.sense = MicrophoneSense(ENV, clock=lambda: self.now, connect=self.connect)

    def connect(self, path: str) -> "Room":
        if not self.there:
            raise ConnectionRefusedError(path)
        self.connected += 1
        return self

    def ask(self, *commands: int) -> None:
        self.asked += 1
        if not self.silent:
            known = {SOURCES: ALL, RECORDINGS: self.using}
            self.says += [Packet(REPLY, command, known[command]) for command in commands]

    def packets(self, patience_s: float) -> list[Packet]:
        if not self.there:
            raise ConnectionResetError
        said, self.says = self.says, []
        self.now += 0 if said else patience_s
        return said

    def close(self) -> None:
        self.says = []

    def change(self, *using: Value) -> None:
        self.using = list(using)
        self.says.append(Packet(EVENT, NO_INDEX, [3, 7]))

    def look(self, after_s: float = 5.0) -> frozenset[Kind] | None:
        self.now += after_s
        return self.sense.look()


@pytest.fixture
def room() -> Room:
    return Room()


def test_it_asks_once_and_then_only_after_a_change(room: Room) -> None:
    assert [room.look() for _ in range(10)] == [NOTHING] * 10
    assert room.asked == 1
    room.change(*recording(1))
    assert room.look() == CALL
    assert room.asked == 2


def test_a_call_is_asked_after_at_each_look_and_ends_when_told(room: Room) -> None:
    room.using = recording(1)
    assert [room.look() for _ in range(3)] == [CALL] * 3
    assert room.asked == 3
    room.change()
    assert room.look() == NOTHING


def test_a_change_while_an_answer_is_under_way_is_asked_after_too(room: Room) -> None:
    room.look()
    room.silent = True
    room.change()
    assert room.look() == NOTHING
    room.silent = False
    room.says += [Packet(REPLY, SOURCES, ALL), Packet(REPLY, RECORDINGS, [])]
    room.change(*recording(1))
    assert room.look(0.1) == CALL


def test_a_server_that_hangs_in_a_call_is_null_three_seconds_after_it_was_asked(room: Room) -> None:
    room.using = recording(1)
    room.look()
    room.silent = True
    assert room.look() == CALL
    assert room.look(HUNG_S - 1) == CALL
    assert room.look(1) is None
    room.silent = False
    assert room.look() == CALL


def test_a_server_that_never_answers_is_null_from_the_start(room: Room) -> None:
    room.silent = True
    assert room.look() is None
    assert room.look() is None


def test_it_tries_again_after_pauses_that_grow_to_a_minute(room: Room) -> None:
    room.there = False
    tried = 0
    pauses = []

    def refuse(path: str) -> Room:
        nonlocal tried
        tried += 1
        raise ConnectionRefusedError(path)

    sense = MicrophoneSense(ENV, clock=lambda: room.now, connect=refuse)
    for turn in range(1, 10):
        before = room.now
        while tried < turn:
            assert sense.look() is None
            room.now += 0.5
        pauses.append(room.now - before)
    assert pauses == [0.5, 1, 2, 4, 8, 16, 32, 60, 60]


def test_a_server_that_comes_back_is_heard_again_and_the_pause_is_short_again(room: Room) -> None:
    for _ in range(3):
        assert room.look(2) == NOTHING
        room.there = False
        assert room.look(2) is None
        room.there = True
        assert room.look(0.5) is None
    assert room.connected == 3


def test_what_is_unheard_of_is_null(room: Room) -> None:
    room.using = [1, 2, 3]
    assert room.look() is None
    room.using = []
    assert room.look() == NOTHING


def test_without_an_address_nothing_is_tried(room: Room) -> None:
    sense = MicrophoneSense({}, connect=room.connect)
    assert sense.look() is None
    assert not room.connected
    sense.close()


def test_doctor_tells_what_is_missing() -> None:
    texts = Texts.english()
    for env in ({}, {"PULSE_SERVER": "/nowhere/native"}):
        found = finding(env, texts)
        assert not found.works
        assert found.found
        assert "PipeWire" in found.remedy


@pytest.fixture
def server(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(str(tmp_path / "native"))
        listening.listen()
        yield listening


def frame(*values: bytes) -> bytes:
    body = b"".join(values)
    return struct.pack(">5I", len(body), NO_INDEX, 0, 0, 0) + body


def said(server: socket.socket, data: bytes) -> list[Packet]:
    """What a line hears of `data`, with a patience that no test needs."""
    line = SocketLine(server.getsockname())
    try:
        with server.accept()[0] as connection:
            connection.sendall(data)
            return line.packets(10)
    finally:
        line.close()


def test_packets_are_cut_where_they_end(server: socket.socket) -> None:
    two = frame(tagstruct.u32(EVENT), tagstruct.u32(NO_INDEX), tagstruct.u32(3)) + frame(b"L\0\0\0\2", b"L\0\0\0\x18")
    assert said(server, two + b"\0\0") == [Packet(EVENT, NO_INDEX, [3]), Packet(REPLY, SOURCES, [])]


@pytest.mark.parametrize(
    "data",
    [
        frame(tagstruct.u32(ERROR), tagstruct.u32(8), tagstruct.u32(1)),
        frame(b"?"),
        frame(),
        frame(b"N", b"N"),
        struct.pack(">5I", 1 << 30, NO_INDEX, 0, 0, 0),
    ],
)
def test_a_refusal_and_what_is_unheard_of_end_the_line(server: socket.socket, data: bytes) -> None:
    with pytest.raises(OSError):  # noqa: PT011 - which of them does not matter
        said(server, data)


def test_a_server_that_hangs_up_ends_the_line(server: socket.socket) -> None:
    line = SocketLine(server.getsockname())
    server.accept()[0].close()
    with pytest.raises(OSError):  # noqa: PT011 - which of them does not matter
        line.packets(10)
    line.close()


def test_a_look_leaves_no_thread(server: socket.socket) -> None:
    sense = MicrophoneSense({"PULSE_SERVER": server.getsockname()})
    assert sense.look() is None
    with nothing_left():
        for _ in range(10):
            assert sense.look() is None
    sense.close()
