"""Asks macOS by ctypes. NOT RUN HERE: there was no Mac to run it on.

Sources, each a page of Apple's: CGEventSourceSecondsSinceLastEventType, CGPreflightListenEventAccess (macOS 10.15 and
later), CGSessionCopyCurrentDictionary, CGWindowListCopyWindowInfo, CGGetActiveDisplayList, CGDisplayBounds,
CGRectMakeWithDictionaryRepresentation, IOPMCopyAssertionsStatus, AudioObjectGetPropertyDataSize and
AudioObjectGetPropertyData, and their like in Core Media I/O (CMIOHardwareObject.h, which has one parameter more: how
much was used). What fails in whatever way is told as null.
"""

import ctypes
from typing import Any

from unseat.senses.macos.calls import Box, Session
from unseat.senses.macos.core_foundation import Library, Load, Values
from unseat.senses.or_null import or_null

COMBINED_SESSION = 0
MOST_SCREENS = 16
ON_SCREEN, NO_DESKTOP = 1, 16
NORMAL_LAYER = 0
WHOLE = "glob"
"""kAudioObjectPropertyScopeGlobal, kCMIOObjectPropertyScopeGlobal."""
MOST_BYTES = 1 << 16


class Address(ctypes.Structure):
    """AudioObjectPropertyAddress and CMIOObjectPropertyAddress."""

    _fields_ = (("selector", ctypes.c_uint32), ("scope", ctypes.c_uint32), ("element", ctypes.c_uint32))


class Rect(ctypes.Structure):
    """CGRect."""

    _fields_ = tuple((name, ctypes.c_double) for name in ("x", "y", "width", "height"))

    def box(self) -> Box:
        return Box(self.x, self.y, self.width, self.height)


def letters(selector: str) -> int:
    """The number that four letters stand for."""
    return int.from_bytes(selector.encode("ascii"), "big")


class Frameworks:
    """The `Calls` of macOS itself. `load` gives a library by its path; each is loaded when it is first asked."""

    def __init__(self, load: Load = ctypes.CDLL) -> None:
        self._load = load
        self._loaded: dict[str, Library] = {}
        self._read: Values | None = None

    def idle_s(self, event: int) -> float | None:
        name, kinds = "CGEventSourceSecondsSinceLastEventType", (ctypes.c_int32, ctypes.c_uint32)
        given = tuple(zip(kinds, (COMBINED_SESSION, event), strict=True))
        return or_null(lambda: float(self._graphics.call(name, ctypes.c_double, *given)))

    def may_listen(self) -> bool | None:
        return or_null(lambda: bool(self._graphics.call("CGPreflightListenEventAccess", ctypes.c_bool)))

    def session(self) -> Session | None:
        return or_null(self._session)

    def assertions(self, name: str) -> int | None:
        return or_null(lambda: self._assertions(name))

    def audio(self, thing: int, selector: str) -> tuple[int, ...] | None:
        return or_null(lambda: _property(self._library("CoreAudio"), "Audio", thing, selector))

    def video(self, thing: int, selector: str) -> tuple[int, ...] | None:
        return or_null(lambda: _property(self._library("CoreMediaIO"), "CMIO", thing, selector))

    def screens(self) -> tuple[Box, ...] | None:
        return or_null(self._screens)

    def windows(self) -> tuple[Box, ...] | None:
        return or_null(self._windows)

    def _session(self) -> Session:
        values = self._values
        with values.owned(self._graphics.call("CGSessionCopyCurrentDictionary", ctypes.c_void_p)) as session:
            locked = values.number(values.item(session, "CGSSessionScreenIsLocked"))
            shown = values.number(values.item(session, "kCGSSessionOnConsoleKey"))
            return Session(locked=bool(locked), shown=shown is None or bool(shown))

    def _assertions(self, name: str) -> int | None:
        status = ctypes.c_void_p()
        place = (ctypes.c_void_p, ctypes.addressof(status))
        if self._library("IOKit").call("IOPMCopyAssertionsStatus", ctypes.c_int32, place) != 0:
            return None
        with self._values.owned(status.value) as all_of_them:
            return int(self._values.number(self._values.item(all_of_them, name)) or 0)

    def _screens(self) -> tuple[Box, ...] | None:
        screens, count = (ctypes.c_uint32 * MOST_SCREENS)(), ctypes.c_uint32()
        given = ((ctypes.c_uint32, MOST_SCREENS), _place(screens), _place(count))
        if self._graphics.call("CGGetActiveDisplayList", ctypes.c_int32, *given) != 0:
            return None
        bounds = (
            self._graphics.call("CGDisplayBounds", Rect, (ctypes.c_uint32, one)) for one in screens[: count.value]
        )
        return tuple(rect.box() for rect in bounds)

    def _windows(self) -> tuple[Box, ...]:
        given = ((ctypes.c_uint32, ON_SCREEN | NO_DESKTOP), (ctypes.c_uint32, 0))
        copied = self._graphics.call("CGWindowListCopyWindowInfo", ctypes.c_void_p, *given)
        with self._values.owned(copied) as windows:
            boxes = [self._box(window) for window in self._values.items(windows)]
        return tuple(box for box in boxes if box is not None)

    def _box(self, window: int) -> Box | None:
        values, rect = self._values, Rect()
        if values.number(values.item(window, "kCGWindowLayer")) != NORMAL_LAYER:
            return None
        bounds = values.item(window, "kCGWindowBounds")
        if bounds is None:
            return None
        given = ((ctypes.c_void_p, bounds), _place(rect))
        made = self._graphics.call("CGRectMakeWithDictionaryRepresentation", ctypes.c_bool, *given)
        return rect.box() if made else None

    @property
    def _graphics(self) -> Library:
        return self._library("ApplicationServices")

    @property
    def _values(self) -> Values:
        self._read = self._read or Values(self._load)
        return self._read

    def _library(self, name: str) -> Library:
        if name not in self._loaded:
            self._loaded[name] = Library(name, self._load)
        return self._loaded[name]


def _place(thing: Any) -> tuple[Any, int]:
    return ctypes.c_void_p, ctypes.addressof(thing)


def _property(library: Library, family: str, thing: int, selector: str) -> tuple[int, ...] | None:
    """The numbers of a property. Core Media I/O puts the size before what was used, Core Audio has one for both."""
    address = Address(letters(selector), letters(WHOLE), 0)
    size, used = ctypes.c_uint32(), ctypes.c_uint32()
    asked = ((ctypes.c_uint32, thing), _place(address), (ctypes.c_uint32, 0), (ctypes.c_void_p, None))
    if library.call(f"{family}ObjectGetPropertyDataSize", ctypes.c_int32, *asked, _place(size)) != 0:
        return None
    count = min(size.value, MOST_BYTES) // ctypes.sizeof(ctypes.c_uint32)
    numbers, used.value = (ctypes.c_uint32 * max(count, 1))(), count * ctypes.sizeof(ctypes.c_uint32)
    room = ((ctypes.c_uint32, used.value), _place(used)) if family == "CMIO" else (_place(used),)
    if library.call(f"{family}ObjectGetPropertyData", ctypes.c_int32, *asked, *room, _place(numbers)) != 0:
        return None
    return tuple(numbers[: used.value // ctypes.sizeof(ctypes.c_uint32)])
