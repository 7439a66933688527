"""What `unseat doctor` says of the tray."""

import contextlib
import sys
from collections.abc import Mapping
from time import monotonic

from unseat.core.finding import Finding
from unseat.desktop.tray.bus import Bus, session_address
from unseat.desktop.tray.loop import Loop
from unseat.texts import Texts

PART = "tray"


def finding(env: Mapping[str, str], texts: Texts) -> Finding:
    """Would an icon be shown now, and by which route? Shows none. Blocks for about a second at most."""
    if sys.platform in ("win32", "darwin"):
        return Finding(PART, works=True, found=texts.say("the system's own"))
    if _hosted(env):
        return Finding(PART, works=True, found=texts.say("a panel that takes status notifier items"))
    if _tray_window(env):
        return Finding(PART, works=True, found=texts.say("an XEmbed tray"))
    return Finding(
        PART,
        works=False,
        found=texts.say("no panel takes icons"),
        remedy=texts.say(
            "Start a panel with a tray (on GNOME: the extension AppIndicator), or use the verbs: unseat --help"
        ),
    )


def _hosted(env: Mapping[str, str]) -> bool:
    from unseat.desktop.tray.watcher import Watcher

    address, loop = session_address(env), Loop()
    try:
        bus = Bus(address) if address else None
    except OSError:
        bus = None
    with contextlib.closing(loop):
        if bus is None:
            return False
        with contextlib.closing(bus), contextlib.suppress(OSError):
            watcher = Watcher(bus, monotonic)
            while wait := watcher.patience():
                loop.turn((bus,), wait)
            return bool(watcher.hosted)
    return False


def _tray_window(env: Mapping[str, str]) -> bool:
    from unseat.desktop.tray.x11 import TrayWatch

    if not env.get("DISPLAY"):
        return False
    try:
        trays = TrayWatch(env["DISPLAY"])
    except OSError:
        return False
    with contextlib.closing(trays):
        return trays.there()
