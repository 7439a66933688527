"""Whether the desktop asks for less motion: a settings portal on a private bus answers as GNOME, KDE or none would."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jeepney import HeaderFields, Message, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

from tests.desktop.fake_notifier import private_bus
from unseat.windows.motion import INTERFACE, PORTAL

pytestmark = pytest.mark.desktop

PROGRAM = "from unseat.windows.motion import wants_less; print(wants_less())"
Values = dict[tuple[str, str], tuple[str, Any]]
MODERN, GNOME, KDE = (
    ("org.freedesktop.appearance", "reduced-motion"),
    ("org.gnome.desktop.interface", "enable-animations"),
    ("org.kde.kdeglobals.KDE", "AnimationDurationFactor"),
)


@pytest.fixture
def env(tmp_path: Path) -> Iterator[dict[str, str]]:
    with private_bus(tmp_path) as found:
        yield found


@pytest.mark.parametrize(
    ("values", "less"),
    [
        ({}, False),
        ({MODERN: ("u", 1)}, True),
        ({MODERN: ("u", 0), GNOME: ("b", True)}, False),
        ({GNOME: ("b", False)}, True),
        ({KDE: ("s", "0")}, True),
        ({KDE: ("s", "1")}, False),
    ],
)
def test_what_the_portal_says_is_heeded(env: dict[str, str], values: Values, less: bool) -> None:
    with open_dbus_connection(env["DBUS_SESSION_BUS_ADDRESS"]) as bus:
        Proxy(message_bus, bus).RequestName(PORTAL)
        assert asked(env, bus, values) == less


def test_a_portal_that_never_answers_is_not_waited_for(env: dict[str, str]) -> None:
    with open_dbus_connection(env["DBUS_SESSION_BUS_ADDRESS"]) as bus:
        Proxy(message_bus, bus).RequestName(PORTAL)
        assert asked(env, bus, None) is False


def asked(env: dict[str, str], bus: DBusConnection, values: Values | None) -> bool:
    """What a window would find, while the portal has these values; null: it keeps silent."""
    with subprocess.Popen((sys.executable, "-c", PROGRAM), env=env, stdout=subprocess.PIPE, text=True) as window:
        while window.poll() is None:
            try:
                call = bus.receive(timeout=0.05)
            except TimeoutError:
                continue
            if values is not None and call.header.message_type is MessageType.method_call:
                bus.send(answer(call, values))
        assert window.stdout
        return {"True": True, "False": False}[window.stdout.read().strip()]


def answer(call: Message, values: Values) -> Message:
    assert call.header.fields[HeaderFields.interface] == INTERFACE
    value = values.get(call.body)
    if value is None:
        return new_error(call, "org.freedesktop.portal.Error.NotFound")
    return new_method_return(call, "v", (value,))
