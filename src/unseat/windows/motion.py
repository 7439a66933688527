"""Whether the desktop asks for less motion. One question to its settings portal, with a deadline.

Source: org.freedesktop.portal.Settings, ReadOne; GNOME's and KDE's own keys are served there as well. On Windows and
macOS nothing is asked yet, and the figure moves unless the settings say otherwise.
"""

import sys
from typing import Any

PORTAL, PATH, INTERFACE = (
    "org.freedesktop.portal.Desktop",
    "/org/freedesktop/portal/desktop",
    "org.freedesktop.portal.Settings",
)
PATIENCE_S = 0.3
LESS: tuple[tuple[str, str, Any], ...] = (
    ("org.freedesktop.appearance", "reduced-motion", 1),
    ("org.gnome.desktop.interface", "enable-animations", False),
    ("org.kde.kdeglobals.KDE", "AnimationDurationFactor", "0"),
)
"""Namespace, key, and the value that asks for less."""


def wants_less() -> bool:
    """Blocks for a second at most; false where nobody tells. Never raises."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        from jeepney.io.blocking import open_dbus_connection

        with open_dbus_connection("SESSION") as bus:
            return any(_asked(bus, namespace, key) == less for namespace, key, less in LESS)
    except Exception:  # noqa: BLE001  no bus, no portal, no answer: nobody asks for less
        return False


def _asked(bus: Any, namespace: str, key: str) -> Any:
    from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call

    call = new_method_call(DBusAddress(PATH, PORTAL, INTERFACE), "ReadOne", "ss", (namespace, key))
    call.header.fields[HeaderFields.destination] = PORTAL
    reply = bus.send_and_get_reply(call, timeout=PATIENCE_S)
    return reply.body[0][1] if reply.header.message_type is MessageType.method_return else None
