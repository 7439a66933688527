"""What is told by D-Bus, on real private buses: services that come, go, hang and lie, and buses that do so."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.desktop.fake_service import Daemon, FakeService, two_buses
from tests.pace import at_most
from tools.processes import wait_until
from unseat.dbus.words import Address, Call
from unseat.senses.source import Asked, first_truth
from unseat.senses.told import Told

pytestmark = pytest.mark.desktop

NAME, PATH = "org.example.Lamp", "/org/example/Lamp"
LAMP = Asked(
    "lamp", "session", Call(Address(NAME, PATH, NAME), "IsLit"), first_truth, {"Lit": first_truth}, no="org.example.No"
)
BELL = Asked("bell", "session", Call(Address("org.example.Bell", PATH, NAME), "Rings"), first_truth, {})

Buses = tuple[Daemon, Daemon, dict[str, str]]


@pytest.fixture
def buses(tmp_path: Path) -> Iterator[Buses]:
    with two_buses(tmp_path) as made:
        yield made


@pytest.fixture
def lamp(buses: Buses, tmp_path: Path) -> Iterator[FakeService]:
    with FakeService(buses[0], tmp_path, NAME) as service:
        service.answers("IsLit", [], "b", True)
        yield service


@pytest.fixture
def told(buses: Buses) -> Iterator[Told]:
    with Told(buses[2], (LAMP,), answer_s=0.3) as made:
        yield made


def becomes(told: Told, state: bool | None, seconds: float = 10, key: str = "lamp") -> None:
    wait_until(lambda: told.state(key) is state, f"{key} to be {state}", seconds)


def lit(lamp: FakeService, *, on: bool) -> None:
    lamp.answers("IsLit", [], "b", on)
    lamp.sends(PATH, NAME, "Lit", "b", on)


def test_the_first_state_is_asked_once_and_then_heard(lamp: FakeService, told: Told) -> None:
    becomes(told, True)
    for on in (False, True, False):
        lit(lamp, on=on)
        becomes(told, on)
    assert len(lamp.asked("IsLit")) == 1


def test_another_service_and_another_object_are_not_believed(
    lamp: FakeService, told: Told, buses: Buses, tmp_path: Path
) -> None:
    becomes(told, True)
    with FakeService(buses[0], tmp_path, "org.example.Liar") as liar:
        liar.sends(PATH, NAME, "Lit", "b", False)
        lamp.sends("/elsewhere", NAME, "Lit", "b", False)
        lamp.sends(PATH, NAME, "Dimmed", "b", False)
        lamp.sends(PATH, NAME, "Lit", "s", "no boolean")
        becomes(told, None)
    lit(lamp, on=True)
    becomes(told, True)


def test_a_service_that_comes_later_leaves_and_comes_back(told: Told, buses: Buses, tmp_path: Path) -> None:
    assert told.settle(2)
    assert told.state("lamp") is None
    for on in (True, False):
        with FakeService(buses[0], tmp_path, NAME) as lamp:
            lit(lamp, on=on)
            becomes(told, on)
        becomes(told, None)


def test_a_service_that_hangs_is_unknown_and_heard_again_when_it_answers(
    lamp: FakeService, told: Told, buses: Buses
) -> None:
    becomes(told, True)
    lamp.mutes("IsLit")
    with Told(buses[2], (LAMP,), answer_s=0.3) as other:
        with at_most(1):
            assert other.settle(2)
            assert other.state("lamp") is None
        lamp.mutes()
        becomes(other, True, seconds=3)
    assert told.state("lamp") is True


def test_a_stopped_service_is_unknown_and_its_late_answer_counts(lamp: FakeService, buses: Buses) -> None:
    lamp.hang()
    with Told(buses[2], (LAMP,), answer_s=0.2) as told:
        assert told.settle(2)
        assert told.state("lamp") is None
        lamp.wake()
        becomes(told, True)


def test_one_that_hangs_keeps_no_other_waiting(lamp: FakeService, buses: Buses, tmp_path: Path) -> None:
    lamp.hang()
    with FakeService(buses[0], tmp_path, "org.example.Bell") as bell, Told(buses[2], (LAMP, BELL)) as told:
        bell.answers("Rings", [], "b", True)
        becomes(told, True, seconds=2, key="bell")
        assert told.state("lamp") is None


def test_a_refusal_is_unknown_unless_it_means_no(lamp: FakeService, buses: Buses) -> None:
    lamp.refuses("IsLit", [], "org.example.NoBulb")
    with Told(buses[2], (LAMP,)) as told:
        becomes(told, False)
    lamp.refuses("IsLit", [], "org.example.Broken")
    with Told(buses[2], (LAMP,)) as told:
        assert told.settle(2)
        assert told.state("lamp") is None
        lamp.answers("IsLit", [], "b", True)
        becomes(told, True)


def test_an_answer_of_another_form_is_unknown(lamp: FakeService, buses: Buses) -> None:
    lamp.answers("IsLit", [], "")
    with Told(buses[2], (LAMP,)) as told:
        assert told.settle(2)
        assert told.state("lamp") is None


def test_a_bus_that_is_killed_and_started_again(lamp: FakeService, told: Told, buses: Buses, tmp_path: Path) -> None:
    becomes(told, True)
    buses[0].kill()
    becomes(told, None)
    buses[0].start()
    with FakeService(buses[0], tmp_path, NAME) as again:
        lit(again, on=False)
        becomes(told, False)


@pytest.mark.parametrize("address", ["nonsense", "tcp:host=localhost,port=1", "unix:path=/nonexistent/bus"])
def test_a_bus_that_never_exists(address: str) -> None:
    with Told({"DBUS_SESSION_BUS_ADDRESS": address}, (LAMP,)) as told:
        assert told.settle(1)
        assert told.state("lamp") is None
        assert told.state("no such key") is None


def test_no_bus_is_named_and_one_that_comes_later(tmp_path: Path) -> None:
    with Told({"XDG_RUNTIME_DIR": str(tmp_path)}, (LAMP,)) as told:
        assert told.settle(1)
        daemon = Daemon(tmp_path)
        daemon.start()
        try:
            with FakeService(daemon, tmp_path, NAME) as lamp:
                lit(lamp, on=True)
                becomes(told, True)
        finally:
            daemon.kill()


def test_a_bus_that_hangs_is_unknown_and_does_not_hold_up_the_end(buses: Buses) -> None:
    buses[0].signal(signal.SIGSTOP)
    told = Told(buses[2], (LAMP,), answer_s=0.5)
    assert told.settle(2)
    assert told.state("lamp") is None
    wait_until(lambda: "S (sleeping)" in status(threads()[0]), "the pause before the next try")
    closes_at_once(told)


def test_the_end_interrupts_whatever_it_waits_for(lamp: FakeService, buses: Buses) -> None:
    lamp.hang()
    told = Told(buses[2], (LAMP,))
    wait_until(threads, "the thread")
    closes_at_once(told)
    closes_at_once(told)


WITHOUT_JEEPNEY = """
import sys, threading
sys.modules["jeepney"] = None
from unseat.senses import disturb, inhibitors, locks
from unseat.senses.told import Told
env = {"DBUS_SESSION_BUS_ADDRESS": sys.argv[1]}
told = Told(env, (*locks.sources(env), *inhibitors.SOURCES, *disturb.SOURCES))
assert told.settle(5)
[thread.join(5) for thread in threading.enumerate() if thread.name.startswith("told-")]
assert threading.active_count() == 1
assert locks.LockSense(told).look() is inhibitors.InhibitorSense(told).look() is disturb.Disturb(told).on() is None
"""


def test_without_jeepney_nothing_is_known_and_no_thread_stays(buses: Buses) -> None:
    argv = (sys.executable, "-W", "error", "-c", WITHOUT_JEEPNEY, buses[0].address)
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def closes_at_once(told: Told) -> None:
    with at_most(0.5):
        told.close()
    assert not threads()


def threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("told-")]


def status(thread: threading.Thread) -> str:
    return Path(f"/proc/{os.getpid()}/task/{thread.native_id}/status").read_text()


def sleeping(thread: threading.Thread) -> Callable[[], int]:
    """How often the thread slept so far, once it sleeps."""

    def switches() -> int:
        lines = status(thread).splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt_switches"))

    wait_until(lambda: "S (sleeping)" in status(thread), "the thread to sleep")
    return switches


def test_nothing_is_polled(lamp: FakeService, told: Told) -> None:
    becomes(told, True)
    switches = sleeping(threads()[0])
    before = switches()
    threading.Event().wait(1.0)
    assert switches() == before


def test_a_bus_that_is_missing_is_tried_at_growing_pauses() -> None:
    with Told({}, (LAMP,)) as told:
        assert told.settle(1)
        switches = sleeping(threads()[0])
        before = switches()
        threading.Event().wait(2.5)
        assert switches() - before <= 2
