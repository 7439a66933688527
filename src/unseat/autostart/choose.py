"""Which means there is on this system."""

import sys
from collections.abc import Mapping

from unseat.autostart.base import Autostart, Status, command
from unseat.autostart.desktop_entry import DesktopEntry
from unseat.autostart.launch_agent import LaunchAgent
from unseat.autostart.run_key import RunKey, registry
from unseat.autostart.systemd_unit import SystemdUnit


class OneOf:
    """Two means, of which `chosen` is turned on, and never both."""

    def __init__(self, chosen: Autostart, other: Autostart) -> None:
        self._chosen, self._other = chosen, other

    def status(self) -> Status:
        found = self._chosen.status(), self._other.status()
        said = (status for status in found if status.reason != "nothing")
        return next((status for status in found if status.on), next(said, found[0]))

    def on(self) -> None:
        self._chosen.on()
        self._other.off()

    def off(self) -> None:
        self._chosen.off()
        self._other.off()


def choose(env: Mapping[str, str], *, systemd: bool = False, platform: str = sys.platform) -> Autostart:
    """`systemd`: by a unit of its own rather than by an entry of the desktop's; on Linux only."""
    started = command()
    if platform == "win32":
        return RunKey(registry(), started)
    if platform == "darwin":
        return LaunchAgent(env, started)
    entry, unit = DesktopEntry(env, started), SystemdUnit(env, started)
    return OneOf(unit, entry) if systemd else OneOf(entry, unit)
