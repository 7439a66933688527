"""A user unit of systemd, wanted by graphical-session.target (systemd.special(7)): for desktops that reach it.

The link is what `systemctl --user enable` makes (systemctl(1)); made here, it needs no running systemd.
"""

import subprocess
from collections.abc import Callable, Mapping

from unseat.autostart.base import ABOUT, NAME, Status, config_home
from unseat.replacing import replace

TARGET = "graphical-session.target"


def reload() -> None:
    """Has systemd read its units again, where it runs for this person; five seconds at most."""
    argv = ("systemctl", "--user", "daemon-reload")
    try:
        subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=5)
    except (OSError, subprocess.TimeoutExpired):
        return


class SystemdUnit:
    """See `Autostart`."""

    def __init__(self, env: Mapping[str, str], command: tuple[str, ...], reload: Callable[[], None] = reload) -> None:
        self._command, self._reload = command, reload
        folder = config_home(env) / "systemd" / "user"
        self.unit = folder / f"{NAME}.service"
        self.wanted = folder / f"{TARGET}.wants" / self.unit.name

    def status(self) -> Status:
        if not self.wanted.is_symlink():
            return Status(on=False, reason="nothing")
        if not self.wanted.exists():
            return Status(on=False, reason="gone", where=str(self.wanted))
        return Status(on=True, reason="said", where=str(self.unit))

    def on(self) -> None:
        if self.status().on:
            return
        replace(self.unit, unit(self._command))
        self.wanted.parent.mkdir(parents=True, exist_ok=True)
        self.wanted.unlink(missing_ok=True)
        self.wanted.symlink_to(self.unit)
        self._reload()

    def off(self) -> None:
        if self.wanted.is_symlink() or self.unit.exists():
            self.wanted.unlink(missing_ok=True)
            self.unit.unlink(missing_ok=True)
            self._reload()


def unit(command: tuple[str, ...]) -> str:
    return f"""\
[Unit]
Description={ABOUT}
PartOf={TARGET}
After={TARGET}

[Service]
ExecStart={" ".join(_quoted(part) for part in command)}
Restart=on-failure

[Install]
WantedBy={TARGET}
"""


def _quoted(part: str) -> str:
    """One argument of a command line (systemd.service(5), "Command lines"): specifiers and variables are doubled."""
    text = part.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return text if text == part and " " not in text and "'" not in text else f'"{text}"'
