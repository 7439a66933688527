"""What the fuzzers found, and the bombs that they were given: each once broke a promise, or would have."""

import json
import struct
from datetime import date
from socket import socket
from typing import cast

import pytest
from jeepney import Parser

from tests.exchange.files import bout, lines
from tests.fuzz.limits import at_most, within
from tests.fuzz.read_bus import Given
from tests.fuzz.read_journal import whole
from tests.fuzz.read_sound import marshalled
from tests.fuzz.targets import TARGETS
from tests.senses.test_microphone import recording, source
from unseat.core.fact import Sides
from unseat.core.offered import PromptAnswered
from unseat.core.said import AppointmentNoted
from unseat.core.words import Answer, Instant
from unseat.dbus.wire import read
from unseat.exchange.sources import File, from_unseat
from unseat.senses.mutter import idle_time
from unseat.senses.recordings import Recording, Source, in_use

LONG_S, MUCH_MB = 4.0, 64.0
DEEP = b"[" * 100_000
AT = Instant(1_795_425_960_000)
HUGE = b"9" * 5000


def answer(**more: object) -> bytes:
    """An hour of input, and an answer while a prompt is shown."""
    said = {"start": 1_795_425_960, "what": "answer", "answer": "done", **more}
    return b'{"start": 1795423950, "end": 1795427550, "what": "input"}\n' + json.dumps(said).encode()


def input_until(year: int) -> bytes:
    return f'{{"start": 0, "end": "{year}-01-01T00:00:00Z", "what": "input"}}'.encode()


def noted(whom: str, note: str) -> bytes:
    return lines(AppointmentNoted(at=AT, day=date(2026, 12, 1), whom=whom, note=note))


# ---- a chain of pages in a journal that bites its own tail, with a row that says it is 2^63 bytes long


def circle() -> bytes:
    size = bytes([0xC0, *[0x80] * 7, 0x00])
    cell = size + b"\1" + bytes(4000)
    page = bytearray(4096)
    page[0], page[3:5], page[8:10] = 0x0D, (1).to_bytes(2, "big"), (40).to_bytes(2, "big")
    page[40:4096] = cell[:4056]
    local = 489 + ((1 << 63) - 489) % 4092
    local = local if local <= 4061 else 489
    page[40 + 10 + local : 40 + 14 + local] = (2).to_bytes(4, "big")
    return bytes(page[:4096]) + (2).to_bytes(4, "big") + bytes(4092)


def sql_error() -> bytes:
    """A file of a format that SQLite does not know (byte 44 to 47 of its header)."""
    data = bytearray(whole())
    data[47] = 9
    return bytes(data)


def call(endian: bytes = b"l", length: int = 0) -> bytes:
    return endian + b"\1\0\1" + struct.pack("<III", length, 1, 0)


def nested_variants(depth: int) -> bytes:
    body = b"\1v\0" * depth + b"\1y\0\1"
    fields = b"\1\1o\0\1\0\0\0/\0\0\0\0\0\0\0" + b"\3\1s\0\1\0\0\0x\0\0\0\0\0\0\0" + b"\2\1s\0\1\0\0\0x\0\0\0\0\0\0\0"
    fields += b"\x08\1g\0\1v\0"
    head = b"l\4\0\1" + struct.pack("<III", len(body), 1, len(fields)) + fields
    return head + bytes(-len(head) % 8) + body


BROKEN = [
    ("activity", b'{"start": "\\u001b[2J\\n"}'),
    ("activity", b'{"start": 5, "end": "1970-01-01T00:00:00Z", "what": "\\n"}'),
    ("activity", b'{"start": 5, "end": 1, "what": "input", "\\u001b": 1}'),
    ("activity", b'{"start": "2026-11-23T09:\x00\x1b'),
    ("activity", b'{"start": "2026-11-23T09:00:00Z", "end": "2026-11-22T09:00:00\\u001bZ", "what": "input"}'),
    ("activity", answer(sides={"left_s": 10**400})),
    ("activity", answer(sides={"left_s": 1e308})),
    ("activity", answer(reason="\ud800")),
    ("activity", answer(reason="\x1b[2J")),
    ("activity", input_until(2999)),
    ("activity", b'{"start": ' + HUGE + b"}"),
    ("activity", DEEP),
    ("workrave-today", b"WorkRaveStats 4\x1b[2J\n"),
    ("workrave-stats", b"WorkRaveStats " + HUGE),
    ("workrave-idlelog", struct.pack(">HBIIIH", 15, 3, 1, 946_684_801, 1_795_435_200, 9)),
    ("activitywatch", DEEP),
    ("activitywatch", b'{"buckets": {"a": {"type": "afkstatus", "events": [{"duration": ' + HUGE + b"}]}}}"),
    ("export", DEEP),
    ("export", lines(PromptAnswered(at=AT, prompt=AT, answer=Answer.DONE, sides=Sides(1e308, 1e308))) * 2),
    ("machine", DEEP),
    ("export", noted("\x1b]0;owned\x07", "x\ny")),
    ("settings", b"[prompts]\nquiet = " + DEEP),
    ("settings", b"[prompts]\nevery = " + HUGE),
    ("settings", b"a." * 2_000 + b"b = 1"),
    ("card", b"id = " + DEEP),
    ("card", b"seconds = " + HUGE),
    ("card", b"seconds = 1979-05-27T24:00:00Z"),
    ("card", b'"\\u001b[2J" = 1\nid = 1'),
    ("card", b"a." * 2_000 + b"b = 1"),
    ("figure", b"view = " + DEEP),
    ("figure", b"view = " + HUGE),
    ("journal-rows", b'{"kind":"bout","x":' + DEEP),
    ("journal-rows", b'{"state":"\x8d"}'),
    ("journal-rows", b"\x8d\x8d"),
    ("journal-pages", circle()),
    ("journal-file", sql_error()),
    ("journal-file", whole()[:4096] + circle() + whole()[3 * 4096 :]),
    ("bus-wire", call(b"\0")),
    ("bus-wire", call(length=0xFFFFFFFF)),
    ("bus-wire", nested_variants(20_000)),
    ("bus-told", nested_variants(500)),
    ("bus-tray", call()),
    ("sound-stream", b"\xff\xff\xff\xff" + bytes(16)),
    ("sound-lists", marshalled([1, {b"c": b"d"}, *source(1, b"mic")[2:]])),
    ("sound-lists", marshalled([{b"c": b"d"}, *source(1, b"mic")[1:]])),
    ("sound-lists", marshalled([7, b"Words", 5, 1, {}, *recording(1)[5:]])),
    ("sound-lists", b"P" + b"tname\0L\xff\xff\xff\xffx\xff\xff\xff\xff"),
]


@pytest.mark.parametrize(("name", "data"), BROKEN, ids=lambda value: value if isinstance(value, str) else "")
def test_it_breaks_nothing_any_more(name: str, data: bytes) -> None:
    TARGETS[name].reads(data[:1])  # what is loaded once is not to be counted
    with at_most(MUCH_MB), within(LONG_S):
        TARGETS[name].reads(data)


def test_a_message_that_announces_gigabytes_is_not_waited_for() -> None:
    with pytest.raises(OSError, match="longer than"):
        read(cast("socket", Given(call(length=0xFFFFFFF0))), Parser(), fds=False)


def test_a_circle_of_thousands_of_sound_sources_is_not_gone_around_for_each() -> None:
    names = [b"s%d" % number for number in range(20_000)]
    chain = [Source(n, name, False, False, names[n - 1]) for n, name in enumerate(names)]
    with within(LONG_S):
        assert in_use(chain, [Recording(1, True, False, False)])


@pytest.mark.parametrize("body", [("x",), ([],), (-1,), (2**64 - 1,), (True,), (None,), ((1, 2),)])
def test_an_idle_time_that_cannot_be_is_unknown(body: tuple[object, ...]) -> None:
    assert idle_time(lambda _call, _wait: body) is None
    assert idle_time(lambda _call, _wait: (1234,)) == 1234


def test_a_text_that_orders_a_terminal_about_is_left_out() -> None:
    data = lines(bout()) + noted("\x1b]0;owned\x07", "")
    found = from_unseat(File("all.jsonl", data))
    assert len(found.facts) == 1
    assert [str(left) for left in found.left_out] == ["all.jsonl: line 2: a text that cannot be shown on one line"]
