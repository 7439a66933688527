"""The values that frameworks of macOS hand out: strings, numbers, dictionaries, lists. NOT RUN HERE, as `frameworks`.

Source: Apple, Core Foundation: CFString, CFDictionary, CFArray, CFNumber, CFBoolean, and "Ownership Policy": what a
function with Create or Copy in its name gives is released by whoever called it.
"""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

PLACE = "/System/Library/Frameworks/{0}.framework/{0}"
UTF8 = 0x08000100
DOUBLE = 13
"""kCFNumberDoubleType."""

Load = Callable[[str], Any]


class Library:
    """A framework, of which each function is told what it takes and gives: on 64 bits a guess would cut pointers."""

    def __init__(self, name: str, load: Load) -> None:
        """Raises OSError where there is none."""
        self._library = load(PLACE.format(name))

    def call(self, name: str, result: Any, *arguments: tuple[Any, Any]) -> Any:
        """Calls it with (type, value) pairs. Raises AttributeError where it does not exist."""
        function = getattr(self._library, name)
        function.restype, function.argtypes = result, tuple(kind for kind, _ in arguments)
        return function(*(value for _, value in arguments))


class Values:
    """Reads them. All addresses are numbers that are not 0, and stay their owners'."""

    def __init__(self, load: Load) -> None:
        self._library = Library("CoreFoundation", load)

    @contextmanager
    def owned(self, address: int | None) -> Iterator[int]:
        """What was copied for us, until the end of the block. Raises LookupError for nothing."""
        if not address:
            raise LookupError
        try:
            yield address
        finally:
            self._library.call("CFRelease", None, (ctypes.c_void_p, address))

    def item(self, dictionary: int, key: str) -> int | None:
        """What stands in the dictionary at this key; null for nothing."""
        encoded = (ctypes.c_char_p, key.encode())
        made = self._library.call(
            "CFStringCreateWithCString", ctypes.c_void_p, (ctypes.c_void_p, None), encoded, (ctypes.c_uint32, UTF8)
        )
        with self.owned(made) as name:
            found = self._library.call(
                "CFDictionaryGetValue", ctypes.c_void_p, (ctypes.c_void_p, dictionary), (ctypes.c_void_p, name)
            )
            return int(found) if found else None

    def items(self, array: int) -> Iterator[int]:
        count = self._library.call("CFArrayGetCount", ctypes.c_long, (ctypes.c_void_p, array))
        for index in range(count):
            place = (ctypes.c_long, index)
            yield self._library.call("CFArrayGetValueAtIndex", ctypes.c_void_p, (ctypes.c_void_p, array), place)

    def number(self, address: int | None) -> float | None:
        """A CFNumber or a CFBoolean; null for nothing and for what is neither."""
        if not address:
            return None
        kind = self._kind(address)
        if kind == self._library.call("CFBooleanGetTypeID", ctypes.c_ulong):
            return float(self._library.call("CFBooleanGetValue", ctypes.c_bool, (ctypes.c_void_p, address)))
        if kind != self._library.call("CFNumberGetTypeID", ctypes.c_ulong):
            return None
        number = ctypes.c_double()
        self._library.call(
            "CFNumberGetValue",
            ctypes.c_bool,
            (ctypes.c_void_p, address),
            (ctypes.c_long, DOUBLE),
            (ctypes.c_void_p, ctypes.addressof(number)),
        )
        return number.value

    def _kind(self, address: int) -> int:
        return int(self._library.call("CFGetTypeID", ctypes.c_ulong, (ctypes.c_void_p, address)))
