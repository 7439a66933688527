"""The ctypes that ask Windows, on libraries made up here in C's own terms: no Windows is needed, and none was there.

Each function has the signature of its page, so a wrong type, order or layout shows as a wrong answer.
"""

import ctypes
import time
from types import SimpleNamespace
from typing import Any

import pytest

from unseat.senses import choose, windows_os
from unseat.senses.windows_os.calls import Session
from unseat.senses.windows_os.dlls import Dlls, InterruptTime, SessionInfo, load

INT, DWORD, POINTER = ctypes.c_int32, ctypes.c_uint32, ctypes.c_void_p
GET_LAST_INPUT_INFO = ctypes.CFUNCTYPE(INT, POINTER)
GET_TICK_COUNT = ctypes.CFUNCTYPE(DWORD)
QUERY_SESSION = ctypes.CFUNCTYPE(INT, POINTER, DWORD, INT, ctypes.POINTER(POINTER), ctypes.POINTER(DWORD))
FREE_MEMORY = ctypes.CFUNCTYPE(None, POINTER)
QUERY_NOTIFICATION_STATE = ctypes.CFUNCTYPE(INT, ctypes.POINTER(INT))
POWER_INFORMATION = ctypes.CFUNCTYPE(INT, INT, POINTER, DWORD, ctypes.POINTER(DWORD), DWORD)
QUERY_TIME = ctypes.CFUNCTYPE(INT, ctypes.POINTER(ctypes.c_uint64))
HIGH = 0x8000_0000


class Level1(ctypes.Structure):
    """WTSINFOEX_LEVEL1_W as wtsapi32.h has it, but for what comes after the first of its times."""

    _fields_ = (
        ("id", DWORD),
        ("state", INT),
        ("flags", INT),
        ("names", ctypes.c_uint16 * (33 + 21 + 18)),
        ("logon", ctypes.c_int64),
    )


class Page(ctypes.Structure):
    """WTSINFOEXW."""

    _fields_ = (("level", DWORD), ("data", Level1))


class Machine:
    """A Windows that answers as it is set to; `broken` makes every call fail as its page says it fails."""

    def __init__(self) -> None:
        self.broken = False
        self.page = Page(1, Level1(7, 4, 1))
        self.page_size = ctypes.sizeof(Page)
        self.freed: list[int] = []
        self.libraries = {
            "user32": SimpleNamespace(GetLastInputInfo=GET_LAST_INPUT_INFO(self.last_input)),
            "kernel32": SimpleNamespace(
                GetTickCount=GET_TICK_COUNT(lambda: HIGH + 5), QueryUnbiasedInterruptTime=QUERY_TIME(self.unbiased)
            ),
            "kernelbase": SimpleNamespace(QueryInterruptTime=QUERY_TIME(self.biased)),
            "wtsapi32": SimpleNamespace(
                WTSQuerySessionInformationW=QUERY_SESSION(self.query), WTSFreeMemory=FREE_MEMORY(self.freed.append)
            ),
            "shell32": SimpleNamespace(SHQueryUserNotificationState=QUERY_NOTIFICATION_STATE(self.notices)),
            "powrprof": SimpleNamespace(CallNtPowerInformation=POWER_INFORMATION(self.power)),
        }

    def load(self, name: str) -> Any:
        return self.libraries[name]

    def last_input(self, place: int) -> int:
        size, tick = (DWORD.from_address(place + offset) for offset in (0, 4))
        tick.value = HIGH + 3
        return int(size.value == 8 and not self.broken)

    def query(self, server: int | None, session: int, kind: int, page: Any, size: Any) -> int:
        if self.broken or (server, session, kind) != (None, 0xFFFFFFFF, 25):
            return 0
        page[0], size[0] = ctypes.addressof(self.page), self.page_size
        return 1

    def notices(self, state: Any) -> int:
        state[0] = 4
        return -1 if self.broken else 0

    def power(self, level: int, given: int | None, given_size: int, state: Any, size: int) -> int:
        state[0] = HIGH + 2
        return 0 if (level, given, given_size, size, self.broken) == (16, None, 0, 4, False) else -1

    def biased(self, place: Any) -> int:
        place[0] = 90 * 10_000_000
        return 1

    def unbiased(self, place: Any) -> int:
        place[0] = 30 * 10_000_000
        return 1


@pytest.fixture
def machine() -> Machine:
    return Machine()


def test_each_question_is_put_as_its_page_wants_it(machine: Machine) -> None:
    dlls = Dlls(machine.load)
    for _ in range(2):
        assert dlls.last_input_tick() == HIGH + 3
        assert dlls.tick() == HIGH + 5
        assert dlls.session() == Session(state=4, flags=1)
        assert dlls.notification_state() == 4
        assert dlls.execution_state() == HIGH + 2


def test_what_windows_gave_is_freed_each_time(machine: Machine) -> None:
    dlls = Dlls(machine.load)
    machine.page.level = 2
    assert dlls.session() is None
    machine.page.level, machine.page_size = 1, ctypes.sizeof(SessionInfo) - 1
    assert dlls.session() is None
    assert machine.freed == [ctypes.addressof(machine.page)] * 2


def test_a_lock_that_is_not_known_is_told_as_the_page_writes_it(machine: Machine) -> None:
    machine.page.data.flags = -1
    assert Dlls(machine.load).session() == Session(state=4, flags=0xFFFFFFFF)


def answers(dlls: Dlls) -> list[object]:
    calls = (dlls.last_input_tick, dlls.session, dlls.notification_state, dlls.execution_state)
    return [ask() for ask in calls]


def test_a_call_that_fails_tells_nothing(machine: Machine) -> None:
    machine.broken = True
    assert answers(Dlls(machine.load)) == [None] * 4
    assert not machine.freed


def test_without_windows_there_is_an_answer_to_everything_and_it_is_null() -> None:
    dlls = Dlls(load)
    assert [*answers(dlls), dlls.tick(), dlls.children("x"), dlls.number("x", "y")] == [None] * 7
    assert windows_os.windows() is windows_os.windows()
    assert choose({}, "windows") is None


def test_the_clocks_are_those_with_sleep_and_without(machine: Machine) -> None:
    clocks = InterruptTime(machine.load)
    assert clocks.steady_ns() == 90 * 1_000_000_000
    assert clocks.awake_ns() == 30 * 1_000_000_000


def test_an_older_windows_counts_on_by_pythons_clock(machine: Machine) -> None:
    del machine.libraries["kernelbase"]
    clocks = InterruptTime(machine.load)
    before = time.monotonic_ns()
    assert before <= clocks.steady_ns() <= time.monotonic_ns()
    assert clocks.awake_ns() == 30 * 1_000_000_000
