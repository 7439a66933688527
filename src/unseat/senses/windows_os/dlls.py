"""Asks Windows by ctypes and the registry. NOT RUN HERE: there was no Windows to run it on.

Sources, each a page of Microsoft's: GetLastInputInfo, GetTickCount, WTSQuerySessionInformationW (WTSInfoEx is 25),
WTSINFOEXW, WTSFreeMemory, SHQueryUserNotificationState, CallNtPowerInformation (SystemExecutionState is 16),
QueryInterruptTime, QueryUnbiasedInterruptTime; and Python's `winreg`. The layouts are those that
a C compiler for Windows (mingw-w64) gives the structures of the pages. What fails in whatever way is told as null.
"""

import ctypes
import sys
import time
from collections.abc import Callable
from typing import Any

from unseat.senses.or_null import or_null
from unseat.senses.windows_os.calls import Session

Load = Callable[[str], Any]

THIS_SESSION = 0xFFFFFFFF
SESSION_INFO_EX = 25
SYSTEM_EXECUTION_STATE = 16


class LastInputInfo(ctypes.Structure):
    """LASTINPUTINFO."""

    _fields_ = (("size", ctypes.c_uint32), ("tick", ctypes.c_uint32))


class SessionInfo(ctypes.Structure):
    """The beginning of WTSINFOEXW. Its union holds 64-bit numbers, so it begins at 8; what comes after is not read."""

    _fields_ = (
        ("level", ctypes.c_uint32),
        ("_gap", ctypes.c_uint32),
        ("id", ctypes.c_uint32),
        ("state", ctypes.c_int32),
        ("flags", ctypes.c_uint32),
    )


def load(name: str) -> Any:
    """A library of Windows, with signatures of its own. Raises OSError where there is none."""
    if sys.platform == "win32":
        return ctypes.WinDLL(name)
    raise OSError(f"{name}: this is not Windows")


class Dlls:
    """The `Calls` of Windows itself. `load` gives a library by its name; each is loaded when it is first asked."""

    def __init__(self, load: Load = load) -> None:
        self._load = load
        self._loaded: dict[str, Any] = {}

    def last_input_tick(self) -> int | None:
        return or_null(self._last_input_tick)

    def tick(self) -> int | None:
        return or_null(lambda: int(self._function("kernel32", "GetTickCount", ctypes.c_uint32)()))

    def session(self) -> Session | None:
        return or_null(self._session)

    def notification_state(self) -> int | None:
        return or_null(self._notification_state)

    def execution_state(self) -> int | None:
        return or_null(self._execution_state)

    def children(self, key: str) -> tuple[str, ...] | None:
        return or_null(lambda: _children(key))

    def number(self, key: str, value: str) -> int | None:
        return or_null(lambda: _number(key, value))

    def _last_input_tick(self) -> int | None:
        info = LastInputInfo(ctypes.sizeof(LastInputInfo), 0)
        ask = self._function("user32", "GetLastInputInfo", ctypes.c_int, ctypes.POINTER(LastInputInfo))
        return int(info.tick) if ask(ctypes.byref(info)) else None

    def _session(self) -> Session | None:
        page, size = ctypes.c_void_p(), ctypes.c_uint32()
        parameters = (ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, *(ctypes.c_void_p,) * 2)
        ask = self._function("wtsapi32", "WTSQuerySessionInformationW", ctypes.c_int, *parameters)
        if not ask(None, THIS_SESSION, SESSION_INFO_EX, ctypes.byref(page), ctypes.byref(size)) or not page.value:
            return None
        try:
            return _of(page.value, size.value)
        finally:
            self._function("wtsapi32", "WTSFreeMemory", None, ctypes.c_void_p)(page)

    def _notification_state(self) -> int | None:
        state = ctypes.c_int()
        ask = self._function("shell32", "SHQueryUserNotificationState", ctypes.c_int32, ctypes.c_void_p)
        return state.value if ask(ctypes.byref(state)) == 0 else None

    def _execution_state(self) -> int | None:
        state = ctypes.c_uint32()
        parameters = (ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p, ctypes.c_uint32)
        ask = self._function("powrprof", "CallNtPowerInformation", ctypes.c_int32, *parameters)
        return state.value if ask(SYSTEM_EXECUTION_STATE, None, 0, ctypes.byref(state), 4) == 0 else None

    def _function(self, library: str, name: str, result: Any, *parameters: Any) -> Any:
        if library not in self._loaded:
            self._loaded[library] = self._load(library)
        function = getattr(self._loaded[library], name)
        function.restype, function.argtypes = result, parameters
        return function


def _of(address: int, size: int) -> Session | None:
    if size < ctypes.sizeof(SessionInfo):
        return None
    info = SessionInfo.from_address(address)
    return Session(info.state, info.flags) if info.level == 1 else None


def _children(key: str) -> tuple[str, ...]:
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
            return tuple(winreg.EnumKey(opened, index) for index in range(winreg.QueryInfoKey(opened)[0]))
    raise OSError("this is not Windows")


def _number(key: str, value: str) -> int | None:
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
            found, _ = winreg.QueryValueEx(opened, value)
            return found if isinstance(found, int) else None
    raise OSError("this is not Windows")


class InterruptTime:
    """The clocks of Windows, in nanoseconds since its start. What it does not have (before Windows 10) is Python's."""

    def __init__(self, load: Load = load) -> None:
        self._steady = or_null(lambda: load("kernelbase").QueryInterruptTime)
        self._awake = or_null(lambda: load("kernel32").QueryUnbiasedInterruptTime)

    def steady_ns(self) -> int:
        """Counts sleep and hibernation too."""
        return _hundreds(self._steady)

    def awake_ns(self) -> int:
        """Stands still in both."""
        return _hundreds(self._awake)


def _hundreds(ask: Any) -> int:
    count = ctypes.c_uint64()
    if ask is None or or_null(lambda: (ask(ctypes.byref(count)), True)) is None:
        return time.monotonic_ns()
    return count.value * 100
