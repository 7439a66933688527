"""A launch agent of macOS (launchd.plist(5)): a property list in the person's own folder, read when they log in."""

import plistlib
from collections.abc import Mapping

from unseat.autostart.base import NAME, Status, home
from unseat.replacing import replace


class LaunchAgent:
    """See `Autostart`."""

    def __init__(self, env: Mapping[str, str], command: tuple[str, ...]) -> None:
        self._command = command
        self.file = home(env) / "Library" / "LaunchAgents" / f"{NAME}.plist"

    def status(self) -> Status:
        if not self.file.exists():
            return Status(on=False, reason="nothing")
        try:
            said = plistlib.loads(self.file.read_bytes())
        except (OSError, ValueError, plistlib.InvalidFileException):
            return Status(on=False, reason="unreadable", where=str(self.file))
        on = bool(said.get("RunAtLoad")) and not said.get("Disabled")
        return Status(on=on, reason="said" if on else "turned off", where=str(self.file))

    def on(self) -> None:
        if not self.status().on:
            replace(self.file, property_list(self._command))

    def off(self) -> None:
        self.file.unlink(missing_ok=True)


def property_list(command: tuple[str, ...]) -> str:
    """Started at login, once, in a session with a screen alone."""
    said = {
        "Label": NAME,
        "ProgramArguments": list(command),
        "RunAtLoad": True,
        "ProcessType": "Interactive",
        "LimitLoadToSessionType": "Aqua",
    }
    return plistlib.dumps(said).decode()
