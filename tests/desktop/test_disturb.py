"""Do-not-disturb, told by stand-ins for KDE's and GNOME's services, and by the real xfconfd, on real private buses."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desktop.fake_service import PROPERTIES, Daemon, FakeService, two_buses
from tools.processes import wait_until
from tools.virtual_parts import command, name_is_owned
from unseat.senses.disturb import GNOME, GNOME_SETTING, KDE, NOTIFICATIONS, PORTAL, SOURCES, XFCE, Disturb, finding
from unseat.senses.told import Told
from unseat.texts import Texts

pytestmark = pytest.mark.desktop

Buses = tuple[Daemon, Daemon, dict[str, str]]
SETTING = ("-c", "xfce4-notifyd", "-p", "/do-not-disturb")


@pytest.fixture
def buses(tmp_path: Path) -> Iterator[Buses]:
    with two_buses(tmp_path) as made:
        yield made


@pytest.fixture
def told(buses: Buses) -> Iterator[Told]:
    with Told(buses[2], SOURCES) as made:
        assert made.settle(3)
        yield made


def becomes(told: Told, on: bool | None) -> None:
    disturb = Disturb(told)
    wait_until(lambda: disturb.on() is on, f"{on}, is {disturb.on()}")


def test_nobody_tells(told: Told) -> None:
    assert Disturb(told).on() is None


def test_the_notification_server_tells(told: Told, buses: Buses, tmp_path: Path) -> None:
    with FakeService(buses[0], tmp_path, KDE.service) as server:
        server.answers("Get", list(KDE.question.body), "v", ["b", False])
        becomes(told, False)
        for on in (True, False):
            body: tuple[Any, ...] = (NOTIFICATIONS.interface, {"Inhibited": ["b", on]}, [])
            server.sends(NOTIFICATIONS.path, PROPERTIES, "PropertiesChanged", "sa{sv}as", *body)
            becomes(told, on)


def test_a_notification_server_without_it_does_not_know(told: Told, buses: Buses, tmp_path: Path) -> None:
    with FakeService(buses[0], tmp_path, KDE.service) as server:
        wait_until(lambda: server.asked("Get"), "the question")
        assert Disturb(told).on() is None


def test_gnome_tells_by_the_portal(told: Told, buses: Buses, tmp_path: Path) -> None:
    with FakeService(buses[0], tmp_path, GNOME.service) as portal:
        portal.answers("Read", list(GNOME_SETTING), "v", ["v", ["b", False]])
        becomes(told, True)
        changes(portal, "show-banners", ["b", True])
        becomes(told, False)
        changes(portal, "show-in-lock-screen", ["b", False])
        changes(portal, "show-banners", ["b", False])
        becomes(told, True)


def changes(portal: FakeService, name: str, value: list[Any]) -> None:
    portal.sends(PORTAL.path, PORTAL.interface, "SettingChanged", "ssv", GNOME_SETTING[0], name, value)


def test_a_portal_without_that_setting_does_not_know(told: Told, buses: Buses, tmp_path: Path) -> None:
    with FakeService(buses[0], tmp_path, GNOME.service) as portal:
        portal.refuses("Read", [], "org.freedesktop.portal.Error.NotFound")
        wait_until(lambda: portal.asked("Read"), "the question")
        assert Disturb(told).on() is None


@pytest.fixture
def xfce(buses: Buses, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The real xfconfd, with settings of its own; the environment to speak with it."""
    env = {**os.environ, **buses[2], "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    with subprocess.Popen(command("xfconfd"), env=env) as daemon:
        wait_until(lambda: name_is_owned(buses[0].address, XFCE.service), "xfconfd")
        yield env
        daemon.terminate()


def xfconf(env: dict[str, str], *args: str) -> None:
    subprocess.run(("xfconf-query", *SETTING, *args), env=env, check=True, capture_output=True)


def test_xfce_tells_and_not_set_is_off(told: Told, xfce: dict[str, str]) -> None:
    becomes(told, False)
    xfconf(xfce, "--create", "--type", "bool", "--set", "true")
    becomes(told, True)
    xfconf(xfce, "--set", "false")
    becomes(told, False)
    xfconf(xfce, "--set", "true")
    becomes(told, True)
    xfconf(xfce, "--reset")
    becomes(told, False)


def test_xfce_where_it_is_set_already(xfce: dict[str, str], buses: Buses) -> None:
    xfconf(xfce, "--create", "--type", "bool", "--set", "true")
    with Told(buses[2], (XFCE,)) as told:
        wait_until(lambda: told.state(XFCE.key), "the first state")


def test_the_doctor_names_who_tells(xfce: dict[str, str], told: Told, buses: Buses) -> None:
    becomes(told, False)
    found = finding(buses[2], Texts.english())
    assert found.works
    assert found.found == f"told by {XFCE.key}"


def test_the_doctor_where_nobody_tells(buses: Buses) -> None:
    assert not finding(buses[2], Texts.english()).works
