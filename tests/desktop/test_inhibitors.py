"""Presentations and videos, told by stand-ins for GNOME's, KDE's, XFCE's services and logind on real private buses."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desktop.fake_service import Daemon, FakeLogind, FakeService, two_buses
from tools.processes import wait_until
from unseat.core.words import Kind
from unseat.dbus.words import Signal
from unseat.senses.base import HoldSense
from unseat.senses.inhibitors import GNOME, KDE, LOGIND, OTHERS, SOURCES, InhibitorSense, finding
from unseat.senses.source import Asked
from unseat.senses.told import Told
from unseat.texts import Texts

pytestmark = pytest.mark.desktop

Buses = tuple[Daemon, Daemon, dict[str, str]]
FREE: frozenset[Kind] = frozenset()
SHOWN = frozenset((Kind.PRESENTATION,))
WHO = "A player of some make"


@pytest.fixture
def buses(tmp_path: Path) -> Iterator[Buses]:
    with two_buses(tmp_path) as made:
        yield made


@pytest.fixture
def told(buses: Buses) -> Iterator[Told]:
    with Told(buses[2], SOURCES) as made:
        assert made.settle(3)
        yield made


def becomes(told: Told, kinds: frozenset[Kind] | None) -> None:
    sense: HoldSense = InhibitorSense(told)
    wait_until(lambda: sense.look() == kinds, f"{kinds}, is {sense.look()}")


def serving(source: Asked, buses: Buses, folder: Path) -> FakeService:
    return FakeService(buses[0], folder, source.service)


def says(service: FakeService, source: Asked, *, inhibited: bool) -> None:
    """To whoever asks just what this source should ask."""
    service.answers(source.question.method, list(source.question.body), "b", inhibited)


def sends(service: FakeService, source: Asked, member: str, signature: str, *body: Any) -> None:
    whom = source.question.whom
    service.sends(whom.path, whom.interface, member, signature, *body)


def test_nobody_tells(told: Told) -> None:
    assert InhibitorSense(told).look() is None


def test_gnome_tells_that_one_came_or_went_and_is_asked_whether_any_is_left(
    told: Told, buses: Buses, tmp_path: Path
) -> None:
    assert GNOME.question.body == (8,)
    with serving(GNOME, buses, tmp_path) as session:
        says(session, GNOME, inhibited=False)
        becomes(told, FREE)
        says(session, GNOME, inhibited=True)
        sends(session, GNOME, "InhibitorAdded", "o", "/org/gnome/SessionManager/Inhibitor1")
        becomes(told, SHOWN)
        says(session, GNOME, inhibited=False)
        sends(session, GNOME, "InhibitorRemoved", "o", "/org/gnome/SessionManager/Inhibitor1")
        becomes(told, FREE)
    becomes(told, None)


def test_kde_tells_and_who_it_is_is_not_kept(told: Told, buses: Buses, tmp_path: Path) -> None:
    assert KDE.question.body == (4,)
    with serving(KDE, buses, tmp_path) as agent:
        says(agent, KDE, inhibited=False)
        becomes(told, FREE)
        says(agent, KDE, inhibited=True)
        sends(agent, KDE, "InhibitionsChanged", "a(ss)as", [[WHO, "a film of some name"]], [])
        becomes(told, SHOWN)
        assert WHO not in json.dumps([dict(watcher.states) for watcher in told._watchers])
        says(agent, KDE, inhibited=False)
        sends(agent, KDE, "InhibitionsChanged", "a(ss)as", [], [WHO])
        becomes(told, FREE)


def test_others_tell(told: Told, buses: Buses, tmp_path: Path) -> None:
    with serving(OTHERS, buses, tmp_path) as power:
        says(power, OTHERS, inhibited=True)
        becomes(told, SHOWN)
        sends(power, OTHERS, "HasInhibitChanged", "b", False)
        becomes(told, FREE)
        sends(power, OTHERS, "HasInhibitChanged", "b", True)
        becomes(told, SHOWN)


def test_where_kde_tells_the_one_that_knows_sleep_only_does_not_count(told: Told, buses: Buses, tmp_path: Path) -> None:
    with serving(OTHERS, buses, tmp_path) as power:
        says(power, OTHERS, inhibited=True)
        becomes(told, SHOWN)
        with serving(KDE, buses, tmp_path) as agent:
            says(agent, KDE, inhibited=False)
            becomes(told, FREE)
        becomes(told, SHOWN)


def test_logind_tells_idle_among_other_things(told: Told, buses: Buses, tmp_path: Path) -> None:
    with FakeLogind(buses[1], tmp_path) as logind:
        becomes(told, FREE)
        logind.blocks("sleep:idle:handle-lid-switch")
        becomes(told, SHOWN)
        logind.blocks("sleep:handle-lid-switch")
        becomes(told, FREE)


def test_a_list_of_another_form_is_unknown() -> None:
    steps = LOGIND.ask()
    assert next(steps) == LOGIND.question
    assert steps.send((("u", 7),)) is None


def test_other_properties_are_none_of_its_business() -> None:
    body: tuple[Any, ...] = ("org.freedesktop.login1.Manager", {"IdleHint": ("b", True)}, [])
    path = LOGIND.question.whom.path
    assert LOGIND.hear(Signal("PropertiesChanged", body, path=path)) is None
    assert LOGIND.hear(Signal("PropertiesChanged", ("other", {}, []), path=path)) is None


def test_the_doctor_names_who_tells(buses: Buses, tmp_path: Path) -> None:
    with FakeLogind(buses[1], tmp_path), serving(GNOME, buses, tmp_path) as session:
        says(session, GNOME, inhibited=False)
        session.order(own="org.example.Ready")
        wait_until(lambda: len(session.asked("NameAcquired")) == 2, "its answers to be set")
        found = finding(buses[2], Texts.english())
    assert found.works
    assert found.found == f"told by {GNOME.key}, {LOGIND.key}"


def test_the_doctor_where_nobody_tells(buses: Buses) -> None:
    found = finding(buses[2], Texts.english())
    assert (found.works, found.found) == (False, "no service on D-Bus tells it")
    assert found.remedy
