"""Locked and asleep, told by stand-ins for logind and for the lock screens on real private buses."""

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desktop.fake_service import PROPERTIES, Daemon, FakeLogind, FakeService, two_buses
from tests.pace import at_most
from tools.processes import wait_until
from unseat.core.words import Kind
from unseat.senses.base import HoldSense
from unseat.senses.lid import Lid
from unseat.senses.locks import LOCKED, LockSense, finding, sources
from unseat.senses.logind import LidClosed, SessionLock, Sleep
from unseat.senses.told import Told
from unseat.texts import Texts

pytestmark = pytest.mark.desktop

Buses = tuple[Daemon, Daemon, dict[str, str]]
FREE: frozenset[Kind] = frozenset()
LOCK = frozenset((Kind.LOCKED,))
SLEEP = frozenset((Kind.ASLEEP,))
SCREENS = (
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
)


@pytest.fixture
def buses(tmp_path: Path) -> Iterator[Buses]:
    with two_buses(tmp_path) as made:
        yield made


@pytest.fixture
def logind(buses: Buses, tmp_path: Path) -> Iterator[FakeLogind]:
    with FakeLogind(buses[1], tmp_path) as service:
        yield service


class Sensed:
    """The sense, and what it sees when the machine is about to sleep."""

    def __init__(self, env: dict[str, str], requested_s: float = 10) -> None:
        self.before: list[frozenset[Kind] | None] = []
        self.fails = False
        self.told = Told(env, (SessionLock(env, requested_s), *sources(env, self._before_sleep)[1:]))
        self.sense: HoldSense = LockSense(self.told)

    def _before_sleep(self) -> None:
        self.before.append(self.sense.look())
        if self.fails:
            raise RuntimeError("the journal is gone")

    def becomes(self, kinds: frozenset[Kind] | None, seconds: float = 10) -> None:
        wait_until(lambda: self.sense.look() == kinds, f"{kinds}, is {self.sense.look()}", seconds)


@pytest.fixture
def sensed(buses: Buses) -> Iterator[Sensed]:
    made = Sensed(buses[2])
    with made.told:
        yield made


def test_a_lock_is_heard_when_asked_for_and_when_it_is_there(logind: FakeLogind, sensed: Sensed) -> None:
    sensed.becomes(FREE)
    logind.requests("Lock")
    sensed.becomes(LOCK)
    logind.hints(locked=True)
    logind.requests("Unlock")
    sensed.becomes(FREE)
    logind.hints(locked=True)
    sensed.becomes(LOCK)
    logind.hints(locked=False)
    sensed.becomes(FREE)


def test_a_session_that_is_locked_already(logind: FakeLogind, sensed: Sensed) -> None:
    logind.hints(locked=True)
    sensed.becomes(LOCK)


def test_a_lock_that_nobody_carries_out_is_no_lock(logind: FakeLogind, buses: Buses) -> None:
    sensed = Sensed(buses[2], requested_s=0.2)
    with sensed.told:
        sensed.becomes(FREE)
        logind.requests("Lock")
        sensed.becomes(LOCK)
        sensed.becomes(FREE)


def test_a_lock_that_is_carried_out_stays(logind: FakeLogind, buses: Buses) -> None:
    sensed = Sensed(buses[2], requested_s=0.3)
    with sensed.told:
        sensed.becomes(FREE)
        logind.answers("Get", [f"{logind.NAME}.Session", "LockedHint"], "v", ["b", True])
        logind.requests("Lock")
        wait_until(lambda: hints_asked(logind) == 2, "LockedHint to be asked again")
        sensed.becomes(LOCK)
        logind.hints(locked=False)
        sensed.becomes(FREE)


def hints_asked(logind: FakeLogind) -> int:
    return sum(args[1] == "LockedHint" for args in logind.asked("Get"))


def test_another_session_is_not_ours(logind: FakeLogind, sensed: Sensed) -> None:
    sensed.becomes(FREE)
    logind.requests("Lock", logind.OTHER)
    logind.changes(logind.OTHER, "Session", "LockedHint", ["b", True])
    logind.changes(logind.MINE, "Session", "IdleHint", ["b", True])
    logind.prepares(sleep=True)
    sensed.becomes(SLEEP)


def test_the_session_is_the_one_that_the_environment_names(logind: FakeLogind, buses: Buses) -> None:
    logind.answers("GetSession", ["7"], "o", logind.OTHER)
    env = {**buses[2], "XDG_SESSION_ID": "7"}
    with Told(env, (SessionLock(env),)) as told:
        wait_until(lambda: told.state(SessionLock.key) is False, "the first state")
        logind.requests("Lock", logind.OTHER)
        wait_until(lambda: told.state(SessionLock.key), "the lock")
    assert not logind.asked("GetSessionByPID")


def test_without_a_session_of_its_own_the_graphical_one_counts(logind: FakeLogind, buses: Buses) -> None:
    logind.refuses("GetSessionByPID", [], "org.freedesktop.login1.NoSessionForPID")
    logind.answers("Get", [f"{logind.NAME}.User", "Display"], "v", ["(so)", ["2", logind.OTHER]])
    with Told(buses[2], (SessionLock({}),)) as told:
        wait_until(lambda: told.state(SessionLock.key) is False, "the first state")
        logind.hints(locked=True, path=logind.OTHER)
        wait_until(lambda: told.state(SessionLock.key), "the lock")


def test_no_session_at_all_is_unknown_but_sleep_is_heard(logind: FakeLogind, sensed: Sensed) -> None:
    logind.refuses("GetSessionByPID", [], "org.freedesktop.login1.NoSessionForPID")
    sensed.becomes(FREE)
    logind.prepares(sleep=True)
    sensed.becomes(SLEEP)


def test_sleep_waits_for_what_is_to_be_done_before_it(logind: FakeLogind, sensed: Sensed) -> None:
    wait_until(lambda: logind.asked("Inhibit"), "the delay")
    sensed.becomes(FREE)
    assert logind.asked("Inhibit") == [["sleep", "unseat", "writes down the open bout", "delay"]]
    assert not logind.asked("released")
    logind.prepares(sleep=True)
    wait_until(lambda: logind.asked("released"), "the delay to be given up")
    assert sensed.before == [SLEEP]
    logind.prepares(sleep=False)
    sensed.becomes(FREE)
    wait_until(lambda: len(logind.asked("Inhibit")) == 2, "a new delay")
    logind.prepares(sleep=True)
    wait_until(lambda: len(logind.asked("released")) == 2, "the delay to be given up again")
    assert sensed.before == [SLEEP, SLEEP]


def test_the_machine_sleeps_even_when_that_fails(
    logind: FakeLogind, sensed: Sensed, caplog: pytest.LogCaptureFixture
) -> None:
    sensed.fails = True
    wait_until(lambda: logind.asked("Inhibit"), "the delay")
    logind.prepares(sleep=True)
    wait_until(lambda: logind.asked("released"), "the delay to be given up")
    logind.prepares(sleep=False)
    sensed.becomes(FREE)
    assert "before sleep failed" in caplog.text


def test_a_delay_that_is_given_too_late_is_given_up(logind: FakeLogind, sensed: Sensed) -> None:
    wait_until(lambda: logind.asked("Inhibit"), "the delay")
    logind.prepares(sleep=True)
    wait_until(lambda: logind.asked("released"), "the delay to be given up")
    logind.hang()
    logind.prepares(sleep=False)
    logind.prepares(sleep=True)
    logind.wake()
    wait_until(lambda: len(logind.asked("released")) == len(logind.asked("Inhibit")) == 2, "both to be given up")
    sensed.becomes(SLEEP)


def test_a_forbidden_delay_costs_nothing_else(logind: FakeLogind, sensed: Sensed) -> None:
    logind.refuses("Inhibit", [], "org.freedesktop.DBus.Error.AccessDenied")
    sensed.becomes(FREE)
    logind.prepares(sleep=True)
    wait_until(lambda: sensed.before == [SLEEP], "what is to be done before sleep")


def test_a_delay_that_is_slow_to_come_leaves_it_known_that_the_machine_is_awake(
    logind: FakeLogind, buses: Buses, sensed: Sensed
) -> None:
    wait_until(lambda: logind.asked("Inhibit"), "the delay")
    logind.mutes("Inhibit")
    with Told(buses[2], (Sleep(lambda: None, Lid()),), answer_s=0.2) as told:
        wait_until(lambda: len(logind.asked("Inhibit")) == 2, "a second delay")
        wait_until(lambda: told.state(Sleep.key) is None, "it to be given up")
        logind.mutes()
        wait_until(lambda: told.state(Sleep.key) is False, "it to be known again")


def test_the_delay_ends_with_the_sense(logind: FakeLogind, sensed: Sensed) -> None:
    wait_until(lambda: logind.asked("Inhibit"), "the delay")
    sensed.becomes(FREE)
    sensed.told.close()
    wait_until(lambda: logind.asked("released"), "the delay to be given up")


def test_without_anything_to_do_nothing_is_delayed(logind: FakeLogind, buses: Buses) -> None:
    with Told(buses[2], sources(buses[2])) as told:
        sense = LockSense(told)
        wait_until(lambda: sense.look() == FREE, "the first state")
        logind.prepares(sleep=True)
        wait_until(lambda: sense.look() == SLEEP, "sleep")
        sense.close()
    assert not logind.asked("Inhibit")


def test_logind_that_is_started_anew(sensed: Sensed, buses: Buses, tmp_path: Path) -> None:
    with FakeLogind(buses[1], tmp_path) as logind:
        logind.hints(locked=True)
        sensed.becomes(LOCK)
    sensed.becomes(None)
    with FakeLogind(buses[1], tmp_path):
        sensed.becomes(FREE)


@pytest.mark.parametrize(("name", "path"), SCREENS)
def test_a_lock_screen_that_says_so(name: str, path: str, sensed: Sensed, buses: Buses, tmp_path: Path) -> None:
    assert sensed.told.settle(2)
    assert sensed.sense.look() is None
    with FakeService(buses[0], tmp_path, name) as screen:
        screen.answers("GetActive", [], "b", False)
        sensed.becomes(FREE)
        screen.sends(path, name, "ActiveChanged", "b", True)
        sensed.becomes(LOCK)
        screen.sends(path, name, "ActiveChanged", "b", False)
        sensed.becomes(FREE)
    sensed.becomes(None)


def test_the_doctor_names_who_tells_and_delays_nothing(logind: FakeLogind, buses: Buses) -> None:
    found = finding(buses[2], Texts.english())
    assert found.works
    assert found.found == f"told by {SessionLock.key}, {Sleep.key}, {LidClosed.key}"
    assert not found.remedy
    assert not logind.asked("Inhibit")


def test_the_doctor_takes_3_seconds_at_most_where_all_hang(logind: FakeLogind, buses: Buses) -> None:
    logind.hang()
    buses[0].signal(signal.SIGSTOP)
    with at_most(3.2):
        assert not finding(buses[2], Texts.english()).works


def test_the_doctor_where_nobody_tells() -> None:
    found = finding({"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent"}, Texts.english())
    assert not found.works
    assert found.remedy


def test_a_property_that_is_only_said_to_be_other_is_asked_again(logind: FakeLogind, sensed: Sensed) -> None:
    sensed.becomes(FREE)
    logind.answers("Get", [f"{logind.NAME}.Session", "LockedHint"], "v", ["b", True])
    body: tuple[Any, ...] = (f"{logind.NAME}.Session", {}, ["LockedHint"])
    logind.sends(logind.MINE, PROPERTIES, "PropertiesChanged", "sa{sv}as", *body)
    sensed.becomes(LOCK)
    assert sensed.told.state(LOCKED[0]) is True
