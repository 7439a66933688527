"""The ctypes that ask macOS, on frameworks made up here in C's own terms: no Mac is needed, and none was there.

Each function has the signature of its page. Addresses of Core Foundation are keys of `Mac.values`, above 32 bits, so
that one which is cut shows; and what is copied has to be released.
"""

import ctypes
from types import SimpleNamespace
from typing import Any

import pytest

from unseat.senses import choose, macos
from unseat.senses.macos.calls import Box, Session
from unseat.senses.macos.core_foundation import PLACE
from unseat.senses.macos.frameworks import Address, Frameworks, Rect, letters
from unseat.senses.macos.last_input import ANY

INT, UINT, LONG, ULONG, BOOL = ctypes.c_int32, ctypes.c_uint32, ctypes.c_long, ctypes.c_ulong, ctypes.c_bool
POINTER, DOUBLE, TEXT = ctypes.c_void_p, ctypes.c_double, ctypes.c_char_p
SIZE, NUMBERS, ADDRESS = ctypes.POINTER(UINT), ctypes.POINTER(UINT), ctypes.POINTER(Address)
BOOLEANS, FLOATS, OTHERS = 21, 22, 23
Made = Any


def function(result: Any, *arguments: Any) -> Any:
    return ctypes.CFUNCTYPE(result, *arguments)


class Mac:
    """`values` are what Core Foundation holds: bool, float, str, dict of str, or list."""

    def __init__(self) -> None:
        self.values: dict[int, Made] = {}
        self.owned: list[int] = []
        self.session: Made = {"CGSSessionScreenIsLocked": True, "kCGSSessionOnConsoleKey": True}
        self.assertions: Made = {"PreventUserIdleDisplaySleep": 2.0}
        self.windows: Made = []
        self.status = 0
        self.properties: dict[tuple[str, int, str], tuple[int, ...]] = {}
        sounds, views = self.family("Audio"), self.family("CMIO")
        self.frameworks: dict[str, Any] = {
            "CoreFoundation": self.foundation(),
            "ApplicationServices": self.graphics(),
            "IOKit": SimpleNamespace(IOPMCopyAssertionsStatus=function(INT, ctypes.POINTER(POINTER))(self.power)),
            "CoreAudio": SimpleNamespace(**sounds),
            "CoreMediaIO": SimpleNamespace(**views),
        }
        self.calls = Frameworks(self.load)

    def load(self, path: str) -> Any:
        return {PLACE.format(name): framework for name, framework in self.frameworks.items()}[path]

    def hold(self, value: Made, *, copied: bool = False) -> int:
        address = (1 << 40) + 8 * len(self.values)
        self.values[address] = value
        if copied:
            self.owned.append(address)
        return address

    def item(self, dictionary: int, name: int) -> int:
        found = self.values[dictionary].get(self.values[name])
        return 0 if found is None else self.hold(found)

    def number(self, address: int, kind: int, place: int) -> bool:
        DOUBLE.from_address(place).value = self.values[address]
        return kind == 13

    def kind(self, address: int) -> int:
        value = self.values[address]
        return BOOLEANS if isinstance(value, bool) else FLOATS if isinstance(value, float) else OTHERS

    def foundation(self) -> SimpleNamespace:
        made = {
            "CFStringCreateWithCString": function(POINTER, POINTER, TEXT, UINT)(
                lambda _, text, coding: self.hold(text.decode(), copied=True) if coding == 0x08000100 else 0
            ),
            "CFRelease": function(None, POINTER)(self.owned.remove),
            "CFDictionaryGetValue": function(POINTER, POINTER, POINTER)(self.item),
            "CFArrayGetCount": function(LONG, POINTER)(lambda array: len(self.values[array])),
            "CFArrayGetValueAtIndex": function(POINTER, POINTER, LONG)(
                lambda array, index: self.hold(self.values[array][index])
            ),
            "CFGetTypeID": function(ULONG, POINTER)(self.kind),
            "CFBooleanGetTypeID": function(ULONG)(lambda: BOOLEANS),
            "CFNumberGetTypeID": function(ULONG)(lambda: FLOATS),
            "CFBooleanGetValue": function(BOOL, POINTER)(lambda address: self.values[address]),
            "CFNumberGetValue": function(BOOL, POINTER, LONG, POINTER)(self.number),
        }
        return SimpleNamespace(**made)

    def graphics(self) -> SimpleNamespace:
        made = {
            "CGEventSourceSecondsSinceLastEventType": function(DOUBLE, INT, UINT)(
                lambda state, event: 12.5 if (state, event) == (0, ANY) else -1.0
            ),
            "CGPreflightListenEventAccess": function(BOOL)(lambda: False),
            "CGSessionCopyCurrentDictionary": function(POINTER)(lambda: self.copy(self.session)),
            "CGWindowListCopyWindowInfo": function(POINTER, UINT, UINT)(
                lambda which, _: self.copy(self.windows) if which == 17 else 0
            ),
            "CGRectMakeWithDictionaryRepresentation": function(BOOL, POINTER, ctypes.POINTER(Rect))(self.rectangle),
            "CGGetActiveDisplayList": function(INT, UINT, NUMBERS, SIZE)(self.displays),
            "CGDisplayBounds": lambda display: Rect(0, 0, 100 * display, 80 * display),
        }
        return SimpleNamespace(**made)

    def copy(self, value: Made) -> int:
        return 0 if value is None else self.hold(value, copied=True)

    def rectangle(self, bounds: int, place: Any) -> bool:
        place[0] = Rect(*self.values[bounds].values())
        return True

    def displays(self, most: int, displays: Any, count: Any) -> int:
        assert most == 16
        displays[0], displays[1], count[0] = 3, 5, 2
        return self.status

    def power(self, place: Any) -> int:
        place[0] = self.copy(self.assertions)
        return self.status

    def family(self, name: str) -> dict[str, Any]:
        """Core Media I/O has one parameter more than Core Audio."""

        def size(thing: int, address: Any, size: int, qualifier: int | None, place: Any) -> int:
            found = self.found(name, thing, address[0])
            if found is None or (size, qualifier) != (0, None):
                return 560947818  # "!obj"
            place[0] = 4 * len(found)
            return 0

        def put(thing: int, address: Any, room: int, used: Any, numbers: Any) -> int:
            found = self.found(name, thing, address[0]) or ()
            assert room >= 4 * len(found)
            for index, number in enumerate(found):
                numbers[index] = number
            used[0] = 4 * len(found)
            return self.status

        start = (UINT, ADDRESS, UINT, POINTER)
        audio = function(INT, *start, SIZE, NUMBERS)(lambda t, a, _s, _q, used, out: put(t, a, used[0], used, out))
        video = function(INT, *start, UINT, SIZE, NUMBERS)(
            lambda t, a, _s, _q, room, used, out: put(t, a, room, used, out)
        )
        return {
            f"{name}ObjectGetPropertyDataSize": function(INT, *start, SIZE)(size),
            f"{name}ObjectGetPropertyData": audio if name == "Audio" else video,
        }

    def found(self, family: str, thing: int, address: Address) -> tuple[int, ...] | None:
        whole = (address.scope, address.element) == (letters("glob"), 0)
        name = address.selector.to_bytes(4, "big").decode()
        return self.properties.get((family, thing, name)) if whole else None


@pytest.fixture
def mac() -> Mac:
    return Mac()


def test_the_counts_of_input_are_those_of_the_session(mac: Mac) -> None:
    assert mac.calls.idle_s(ANY) == 12.5
    assert mac.calls.may_listen() is False


@pytest.mark.parametrize(
    ("session", "told"),
    [
        ({"CGSSessionScreenIsLocked": True, "kCGSSessionOnConsoleKey": True}, Session(locked=True, shown=True)),
        ({"CGSSessionScreenIsLocked": 1.0}, Session(locked=True, shown=True)),
        ({"kCGSSessionOnConsoleKey": True}, Session(locked=False, shown=True)),
        ({"kCGSSessionOnConsoleKey": False}, Session(locked=False, shown=False)),
        ({"CGSSessionScreenIsLocked": "what?"}, Session(locked=False, shown=True)),
        (None, None),
    ],
)
def test_a_session_is_read_and_released(mac: Mac, session: Made, told: Session | None) -> None:
    mac.session = session
    assert mac.calls.session() == told
    assert not mac.owned


def test_assertions_are_counted_and_released(mac: Mac) -> None:
    assert mac.calls.assertions("PreventUserIdleDisplaySleep") == 2
    assert mac.calls.assertions("NoDisplaySleepAssertion") == 0
    assert not mac.owned
    mac.assertions = None
    assert mac.calls.assertions("NoDisplaySleepAssertion") is None


def test_windows_of_the_ordinary_layer_are_read_and_released(mac: Mac) -> None:
    bounds = {"X": 1.0, "Y": 2.0, "Width": 30.0, "Height": 40.0}
    mac.windows = [
        {"kCGWindowLayer": 0.0, "kCGWindowBounds": bounds},
        {"kCGWindowLayer": 25.0, "kCGWindowBounds": bounds},
        {"kCGWindowLayer": 0.0},
        {},
    ]
    assert mac.calls.windows() == (Box(1, 2, 30, 40),)
    assert not mac.owned
    mac.windows = None
    assert mac.calls.windows() is None


def test_screens_are_measured(mac: Mac) -> None:
    assert mac.calls.screens() == (Box(0, 0, 300, 240), Box(0, 0, 500, 400))


def test_properties_are_read_from_both_families(mac: Mac) -> None:
    mac.properties = {("Audio", 1, "dIn "): (70,), ("CMIO", 1, "dev#"): (5, 6, 7), ("CMIO", 2, "dev#"): ()}
    assert mac.calls.audio(1, "dIn ") == (70,)
    assert mac.calls.video(1, "dev#") == (5, 6, 7)
    assert mac.calls.video(2, "dev#") == ()
    assert mac.calls.audio(1, "dev#") is None


def test_a_call_that_fails_tells_nothing(mac: Mac) -> None:
    mac.properties, mac.status = {("Audio", 1, "dIn "): (70,), ("CMIO", 1, "dev#"): (5,)}, -1
    assert [mac.calls.audio(1, "dIn "), mac.calls.video(1, "dev#"), mac.calls.screens()] == [None] * 3
    assert mac.calls.assertions("NoDisplaySleepAssertion") is None


def test_an_older_macos_lacks_what_came_later(mac: Mac) -> None:
    del mac.frameworks["ApplicationServices"].CGPreflightListenEventAccess
    assert mac.calls.may_listen() is None
    assert mac.calls.idle_s(ANY) == 12.5


def test_without_macos_there_is_an_answer_to_everything_and_it_is_null() -> None:
    calls = macos.macos()
    asked = (calls.idle_s(ANY), calls.may_listen(), calls.session(), calls.assertions("x"), calls.windows())
    assert [*asked, calls.screens(), calls.audio(1, "dIn "), calls.video(1, "dev#")] == [None] * 8
    assert choose({}, "macos") is None
