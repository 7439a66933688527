"""The lid as a stand-in for the login manager tells of it, before and since systemd 256; the agent that hears it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.agent import Agent, agent_on
from tests.desktop.fake_service import Daemon, FakeLogind, two_buses
from tests.pace import at_most
from tools.processes import wait_until
from tools.virtual import VirtualDesktop
from unseat.core import facts
from unseat.core.words import SECOND, Because
from unseat.senses.lid import Lid, Turn
from unseat.senses.locks import finding, sources
from unseat.senses.logind import LidClosed, Sleep
from unseat.senses.told import Told
from unseat.texts import Texts

pytestmark = pytest.mark.desktop

NO_PROPERTY = "org.freedesktop.DBus.Error.UnknownProperty"
READS_S = 3


class ClosedLogind(FakeLogind):
    """Of a laptop that was closed before it began."""

    def before_it_owns_its_name(self) -> None:
        super().before_it_owns_its_name()
        self.lid(closed=True)


class Laptop:
    """What is known of its lid, and how its last turn was known each time that it was about to sleep."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = env
        self.lid = Lid()
        self.before: list[Turn | None] = []
        self.told = Told(env, (Sleep(self._before_sleep, self.lid), LidClosed(self.lid, late_s=0.2)))

    def _before_sleep(self) -> None:
        assert self.told.state(Sleep.key)
        self.before.append(self.lid.turn)

    @property
    def turns(self) -> list[bool]:
        """How the lid was turned before each sleep."""
        return [turn.closed for turn in self.before if turn]

    def becomes(self, *, closed: bool | None) -> None:
        wait_until(lambda: self.lid.closed is closed, f"the lid to be closed: {closed}")


@pytest.fixture
def buses(tmp_path: Path) -> Iterator[tuple[Daemon, dict[str, str]]]:
    with two_buses(tmp_path) as (_, system, env):
        yield system, env


@pytest.fixture
def logind(buses: tuple[Daemon, dict[str, str]], tmp_path: Path) -> Iterator[FakeLogind]:
    with FakeLogind(buses[0], tmp_path) as service:
        yield service


@pytest.fixture
def laptop(logind: FakeLogind, buses: tuple[Daemon, dict[str, str]]) -> Iterator[Laptop]:
    """Open, and awake."""
    made = Laptop(buses[1])
    with made.told:
        made.becomes(closed=False)
        wait_until(lambda: logind.asked("Inhibit"), "the delay")
        yield made


def sleeps(logind: FakeLogind, times: int = 1) -> None:
    logind.prepares(sleep=True)
    wait_until(lambda: len(logind.asked("released")) == times, "the machine to be let to sleep", 5)


def wakes(logind: FakeLogind, times: int = 1) -> None:
    """As often as it slept."""
    logind.prepares(sleep=False)
    wait_until(lambda: len(logind.asked("Inhibit")) == times + 1, "the delay to be taken again")


def test_one_found_closed_before_sleep_was_closed_just_then(logind: FakeLogind, laptop: Laptop) -> None:
    began = laptop.lid._now()
    logind.lid(closed=True)
    sleeps(logind)
    (turn,) = laptop.before
    assert turn
    assert turn.closed
    assert began <= turn.at <= laptop.lid._now()
    assert laptop.lid.asleep


def test_one_that_is_open_says_nothing(logind: FakeLogind, laptop: Laptop) -> None:
    sleeps(logind)
    wakes(logind)
    sleeps(logind, 2)
    assert laptop.before == [None, None]


def test_one_that_wakes_it_was_opened_and_may_be_closed_again(logind: FakeLogind, laptop: Laptop) -> None:
    logind.lid(closed=True)
    sleeps(logind)
    logind.lid(closed=False)
    wakes(logind)
    laptop.becomes(closed=False)
    assert laptop.lid.turn
    assert not laptop.lid.turn.closed
    assert not laptop.lid.asleep
    logind.lid(closed=True)
    sleeps(logind, 2)
    assert laptop.turns == [True, True]


def test_a_switch_that_is_slow_on_waking_is_asked_once_more(logind: FakeLogind, laptop: Laptop) -> None:
    logind.lid(closed=True)
    sleeps(logind)
    asked = lids_asked(logind)
    wakes(logind)
    wait_until(lambda: lids_asked(logind) == asked + 1, "the first question")
    logind.lid(closed=False)
    laptop.becomes(closed=False)
    assert laptop.lid.turn
    assert not laptop.lid.turn.closed


def lids_asked(logind: FakeLogind) -> int:
    return sum(args[1] == "LidClosed" for args in logind.asked("Get"))


def test_one_that_stays_closed_says_nothing(logind: FakeLogind, buses: tuple[Daemon, dict[str, str]]) -> None:
    """Docked, it is woken and sleeps again."""
    logind.lid(closed=True)
    laptop = Laptop(buses[1])
    with laptop.told:
        laptop.becomes(closed=True)
        wait_until(lambda: logind.asked("Inhibit"), "the delay")
        sleeps(logind)
        wakes(logind)
        sleeps(logind, 2)
    assert laptop.before == [None, None]


def test_one_that_was_closed_in_sleep_says_nothing(logind: FakeLogind, laptop: Laptop) -> None:
    sleeps(logind)
    logind.lid(closed=True)
    wakes(logind)
    laptop.becomes(closed=True)
    sleeps(logind, 2)
    assert laptop.before == [None, None]


def test_a_turn_that_is_signalled_is_known_at_once(logind: FakeLogind, laptop: Laptop) -> None:
    for closed in (True, False):
        logind.lid(closed=closed, signalled=True)
        laptop.becomes(closed=closed)
        assert laptop.lid.turn
        assert laptop.lid.turn.closed is closed
    logind.changes(logind.PATH, "Manager", "BlockInhibited", ["s", "sleep"])
    sleeps(logind)
    assert laptop.turns == [False]


def test_a_signal_that_comes_after_that_of_sleep_spoils_nothing(logind: FakeLogind, laptop: Laptop) -> None:
    """systemd 256 sends them in this order."""
    logind.answers("Get", logind.LID, "v", ["b", True])
    logind.prepares(sleep=True)
    logind.lid(closed=True, signalled=True)
    wait_until(lambda: logind.asked("released"), "the machine to be let to sleep")
    assert laptop.turns == [True]
    logind.prepares(sleep=False)
    logind.lid(closed=False, signalled=True)
    wait_until(lambda: len(logind.asked("Inhibit")) == 2, "the delay to be taken again")
    laptop.becomes(closed=False)


def test_who_never_answers_for_it_delays_no_sleep(logind: FakeLogind, laptop: Laptop) -> None:
    logind.ignores("Get", logind.LID)
    with at_most(1):
        sleeps(logind)
    assert laptop.before == [None]


@pytest.mark.parametrize("answer", [NO_PROPERTY, (["s", "closed"],), ()])
def test_who_cannot_tell_of_it_changes_nothing(logind: FakeLogind, laptop: Laptop, answer: object) -> None:
    logind.order(answers=["Get", logind.LID, "v" if isinstance(answer, tuple) and answer else "", answer])
    sleeps(logind)
    wakes(logind)
    sleeps(logind, 2)
    assert laptop.before == [None, None]


def test_the_doctor_names_it_only_where_it_is_told(logind: FakeLogind, laptop: Laptop) -> None:
    assert LidClosed.key in finding(laptop.env, Texts.english()).found
    logind.refuses("Get", logind.LID, NO_PROPERTY)
    found = finding(laptop.env, Texts.english())
    assert found.works
    assert LidClosed.key not in found.found


def test_a_login_manager_that_starts_anew_leaves_it_unknown_until_then(
    buses: tuple[Daemon, dict[str, str]], tmp_path: Path
) -> None:
    """What a hand did meanwhile has no instant."""
    laptop = Laptop(buses[1])
    with laptop.told:
        with FakeLogind(buses[0], tmp_path):
            laptop.becomes(closed=False)
        laptop.becomes(closed=None)
        with ClosedLogind(buses[0], tmp_path):
            laptop.becomes(closed=True)
    assert laptop.lid.turn is None


def test_nobody_need_want_to_know(laptop: Laptop) -> None:
    with Told(laptop.env, sources(laptop.env)) as told:
        wait_until(lambda: told.state(LidClosed.key) is False, "the lid")


# ---- the agent


@pytest.fixture
def room(logind: FakeLogind, buses: tuple[Daemon, dict[str, str]], tmp_path: Path) -> Iterator[Agent]:
    """Somebody at an open laptop."""
    logind.answers("GetSession", ["1"], "o", FakeLogind.MINE)
    extra = {"DBUS_SYSTEM_BUS_ADDRESS": buses[0].address, "XDG_SESSION_ID": "1"}
    with (
        VirtualDesktop(tmp_path / "desk", panel=None, notifier=None, extra=extra) as desk,
        agent_on(desk, every="1h") as agent,
    ):
        wait_until(lambda: logind.asked("Inhibit"), "the delay")
        yield agent


def reads(agent: Agent) -> float:
    """A bout, and a while without a key; the instant of the last, in seconds since 1970."""
    agent.types_until(lambda: agent.view.bout_start, "a bout", 5)
    agent.press()
    last = time.time()
    wait_until(lambda: time.time() >= last + READS_S, "a page to be read")
    return last


def ended(agent: Agent) -> float:
    """The instant at which its bout did."""
    bout = agent.waits_for(facts.Bout, seconds=2)
    assert bout.because is Because.ASLEEP
    return bout.at / SECOND


def test_the_bout_ends_at_the_lid_and_the_next_begins_at_it(room: Agent, logind: FakeLogind) -> None:
    reads(room)
    logind.lid(closed=True)
    closed = time.time()
    sleeps(logind)
    assert ended(room) == pytest.approx(closed, abs=2)
    logind.lid(closed=False)
    wakes(logind)
    opened = time.time()
    wait_until(lambda: time.time() >= opened + READS_S, "a page to be read")
    room.types_until(lambda: room.view.bout_start, "a bout", 5)
    assert room.view.bout_start
    assert room.view.bout_start / SECOND == pytest.approx(opened, abs=2.5)


def test_without_it_the_bout_ends_at_the_last_key_and_is_saved_in_time(room: Agent, logind: FakeLogind) -> None:
    logind.ignores("Get", logind.LID)
    last = reads(room)
    logind.prepares(sleep=True)
    wait_until(lambda: logind.asked("released"), "the machine to be let to sleep", 1)
    assert ended(room) == pytest.approx(last, abs=1)
