"""What programs on a message bus say: whatever comes, in whatever form, is understood, unknown or refused."""

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, cast

from jeepney import DBusAddress, HeaderFields, Message, MessageType, Parser, new_method_call, new_signal

from tests.fuzz.target import Target
from unseat.core.words import Instant
from unseat.dbus.bus import Bus
from unseat.dbus.wire import answered, read, signal_of, unwrapped
from unseat.dbus.words import THE_BUS, Body, BusError, Call, Signal
from unseat.desktop.base import Notice
from unseat.desktop.notify.link import ask_server
from unseat.desktop.notify.wording import notify_body
from unseat.desktop.tray import dbusmenu
from unseat.desktop.tray.served import Interface, Served, answer
from unseat.senses import disturb, inhibitors, locks
from unseat.senses.base import Clocks
from unseat.senses.line import Line
from unseat.senses.logind import MANAGER
from unseat.senses.mutter import QUESTION, MutterSense
from unseat.senses.session_bus import BusLink
from unseat.senses.source import Source

OWNER = ":1.7"


def messages(data: bytes) -> list[Message]:
    """Those that are whole, as far as the bytes make sense; no other error than the documented one."""
    try:
        return read(cast("socket.socket", Given(data)), Parser(), fds=False) or []
    except OSError:
        return []


class Given:
    """A socket that holds these bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def recv(self, count: int) -> bytes:
        return self._data[:count]


# ---- the bytes themselves


def wire(data: bytes) -> None:
    for message in messages(data):
        answered(message)
        signal_of(message)
        with suppress(BusError):
            unwrapped(message)


# ---- what the senses are told


class Said:
    """A `Bus` on which every question gets the same body as its answer, when it is asked for."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._waiting: list[Callable[[Body | BusError], None]] = []

    def ask(self, _call: Call, then: Callable[[Body | BusError], None]) -> int:
        self._waiting.append(then)
        return len(self._waiting)

    def forget(self, serial: int) -> None:
        """It is answered all the same."""

    def call(self, call: Call, deadline: float, late: object = None) -> Body:
        return self._body

    def answers(self) -> None:
        for body in ((OWNER,), self._body, self._body, self._body):
            if self._waiting:
                self._waiting.pop()(body)


def _sources() -> tuple[Source, ...]:
    return (*locks.sources({}, lambda: None), *inhibitors.SOURCES, *disturb.SOURCES)


def told(data: bytes) -> None:
    """As an answer to every question of every source, and as a signal of the service that it belongs to."""
    for message in messages(data):
        for source in _sources():
            _tell(source, message)


def _tell(source: Source, message: Message) -> None:
    said: list[bool | None] = []
    bus = Said(message.body)
    line = Line(source, cast("Bus", bus), said.append)
    line.begin()
    bus.answers()
    heard = signal_of(message)
    if heard:
        line.hear(Signal(heard.member, heard.body, OWNER, heard.path, heard.interface))
        line.hear(Signal(heard.member, (source.service, "", OWNER), THE_BUS.name, heard.path, heard.interface))
        bus.answers()
    line.close()
    assert all(one is None or isinstance(one, bool) for one in said)


def mutter(data: bytes) -> None:
    for message in messages(data):

        class Link:
            def ask(self, call: Call, wait_s: float, body: Body = message.body) -> Body | None:
                assert call is QUESTION
                return body or None

            def close(self) -> None:
                """There is nothing to close."""

        sense = MutterSense(cast("BusLink", Link()), lambda: Clocks(wall=Instant(9), steady=9, awake=9))
        idle = sense.look(10**9).idle_ms
        assert idle is None or 0 <= idle <= 2**53


# ---- notifications

NOTICE = Notice(slot="prompt", title="Stand up", text="a & b", buttons=(), lasts_ms=1000)


def notify(data: bytes) -> None:
    """As all that a notification server says of itself."""
    for message in messages(data):
        try:
            server = ask_server(cast("Bus", Said(message.body)), 0)
        except BusError:
            continue
        notify_body(NOTICE, server, 0, "how", "icon")


# ---- calls on the tray's objects

PLAIN = Interface("org.kde.StatusNotifierItem", {"Title": "s"}, {"Activate": ("ii", "")}, {})


def tray(data: bytes) -> None:
    """As calls on the objects that the tray serves: each gets an answer that can be sent."""
    menu = dbusmenu.MenuOnBus(lambda _: None)
    item = Served(PLAIN, {"Title": lambda: "unseat"}, {"Activate": lambda _x, _y: ()})
    objects = {"/StatusNotifierItem": item, dbusmenu.PATH: menu.served()}
    for message in messages(data):
        if message.header.message_type is MessageType.method_call:
            answer(objects, message).serialise(serial=1)


# ---- seeds


def _call(path: str, member: str, signature: str = "", *body: Any, interface: str = dbusmenu.INTERFACE.name) -> bytes:
    return cast(
        "bytes", new_method_call(DBusAddress(path, "x.y", interface), member, signature or None, body).serialise(1)
    )


def _signal(path: str, interface: str, member: str, signature: str, *body: Any) -> bytes:
    message = new_signal(DBusAddress(path, interface=interface), member, signature or None, body)
    message.header.fields[HeaderFields.sender] = OWNER
    return cast("bytes", message.serialise(2))


def _calls() -> Iterator[bytes]:
    yield _call(dbusmenu.PATH, "GetLayout", "iias", 0, -1, [])
    yield _call(dbusmenu.PATH, "Event", "isvu", 0, "clicked", ("s", ""), 0)
    yield _call(
        dbusmenu.PATH, "EventGroup", "a(isvu)", [(0, "clicked", ("v", ("i", 3)), 0), (9, "x", ("as", ["a"]), 0)]
    )
    yield _call(dbusmenu.PATH, "GetGroupProperties", "aias", [0, 1], ["label"])
    yield _call(dbusmenu.PATH, "GetProperty", "is", 0, "label")
    yield _call(dbusmenu.PATH, "AboutToShowGroup", "ai", [0, 7])
    properties = "org.freedesktop.DBus.Properties"
    yield _call("/StatusNotifierItem", "GetAll", "s", PLAIN.name, interface=properties)
    yield _call("/StatusNotifierItem", "Set", "ssv", PLAIN.name, "Title", ("s", "x"), interface=properties)
    yield _call("/", "Introspect", interface="org.freedesktop.DBus.Introspectable")


def _signals() -> Iterator[bytes]:
    changed = "org.freedesktop.DBus.Properties"
    for source in _sources():
        path = getattr(getattr(getattr(source, "question", None), "whom", None), "path", "/org/freedesktop/login1/s")
        for member in (*getattr(source, "signals", ()), "Lock", "PrepareForSleep"):
            yield _signal(path, source.service, member, "b", True)
        yield _signal(path, changed, "PropertiesChanged", "sa{sv}as", source.service, {"LockedHint": ("b", True)}, [])
    yield _signal(MANAGER.path, MANAGER.interface, "PrepareForSleep", "b", False)
    lid = {"LidClosed": ("b", True)}
    yield _signal(MANAGER.path, changed, "PropertiesChanged", "sa{sv}as", MANAGER.interface, lid, [])
    yield _signal("/org/xfce/Xfconf", "org.xfce.Xfconf", "PropertyChanged", "ssv", *disturb.XFCE_SETTING, ("b", True))
    yield _signal("/", "a.b", "Answer", "t", 1234)
    yield _signal("/", "a.b", "Answer", "ssss", "dunst", "knopwob", "1.9", "1.2")
    yield _signal("/", "a.b", "Answer", "as", ["actions", "body-markup"])
    yield _signal("/", "a.b", "Answer", "(so)", ("1", "/org/freedesktop/login1/s"))


def _some() -> Sequence[bytes]:
    return [*_signals(), b"".join(_calls())]


WORDS = (
    b"\xff\xff\xff\xff",
    b"\0\0\0\0",
    b"l\4\1\1",
    b"B\1\0\1",
    b"\1v\0" * 200,
    b"a" * 200,
    b"(",
    b")",
    b"{sv}",
    b"\1g\0\1s\0",
)

TARGETS = (
    Target("bus-wire", wire, _some, WORDS),
    Target("bus-told", told, lambda: [*_signals()], WORDS),
    Target("bus-mutter", mutter, lambda: [*_signals()], WORDS),
    Target("bus-notify", notify, lambda: [*_signals()], WORDS),
    Target("bus-tray", tray, lambda: [*_calls()], WORDS),
)
