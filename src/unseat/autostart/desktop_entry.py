"""An entry in the desktop's autostart folder.

Desktop Application Autostart Specification 0.5: of entries with one name, the person's own outranks those for
everybody, and `Hidden=true` in it keeps them from being started. Desktop Entry Specification 1.5: `TryExec`, `Exec`.
"""

import configparser
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from unseat.autostart.base import ABOUT, NAME, Status, config_home
from unseat.paths import config_root
from unseat.replacing import replace

FILE = f"{NAME}.desktop"
GROUP = "Desktop Entry"
SWITCH = "X-GNOME-Autostart-enabled"
"""GNOME's own switch, which other desktops set as well."""


class DesktopEntry:
    """See `Autostart`. `command` is what is started."""

    def __init__(self, env: Mapping[str, str], command: tuple[str, ...]) -> None:
        self._env, self._command = env, command
        self.own = config_home(env) / "autostart" / FILE

    def status(self) -> Status:
        if self.own.exists() or self.own.is_symlink():
            return _judged(self.own, self._env, own=True)
        shared = next((file for file in _shared(self._env) if file.is_file()), None)
        return _judged(shared, self._env, own=False) if shared else Status(on=False, reason="nothing")

    def on(self) -> None:
        """One that is on already stays as it is, with what the person added to it."""
        if not self.status().on:
            replace(self.own, entry(self._command))

    def off(self) -> None:
        """Takes the person's own entry away; one for everybody is hidden by another of the same name."""
        if any(file.is_file() for file in _shared(self._env)):
            if self.status().on:
                replace(self.own, f"[{GROUP}]\nType=Application\nName={NAME}\nHidden=true\n")
        else:
            self.own.unlink(missing_ok=True)


def entry(command: tuple[str, ...]) -> str:
    """The text of an entry that starts `command`; ignored wherever its program is not there any more."""
    icon = config_root() / "icons" / f"{NAME}.svg"
    lines = {
        "Type": "Application",
        "Name": NAME,
        "Comment": ABOUT,
        "Exec": _escaped(" ".join(_quoted(part) for part in command)),
        "TryExec": _escaped(command[0]),
        "Icon": _escaped(str(icon)),
        "Terminal": "false",
        "StartupNotify": "false",
    }
    return f"[{GROUP}]\n" + "".join(f"{key}={value}\n" for key, value in lines.items())


def _quoted(part: str) -> str:
    """One argument of `Exec`: four characters are escaped within quotes, and a percent sign is doubled."""
    text = part.replace("%", "%%")
    if text and all(letter.isalnum() or letter in "/._-+%:@," for letter in text):
        return text
    return '"' + "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in text) + '"'


def _escaped(text: str) -> str:
    """A value of the type string."""
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _unescaped(text: str) -> str:
    return text.replace("\\\\", "\\")


def _shared(env: Mapping[str, str]) -> Iterator[Path]:
    """Entries for everybody on this machine, the most important first."""
    folders = env.get("XDG_CONFIG_DIRS") or "/etc/xdg"
    return (Path(folder) / "autostart" / FILE for folder in folders.split(":") if Path(folder).is_absolute())


def _judged(file: Path, env: Mapping[str, str], *, own: bool) -> Status:
    reader = configparser.ConfigParser(interpolation=None, strict=False, delimiters=("=",), comment_prefixes=("#",))
    try:
        reader.read_string(file.read_text("utf-8"))
        said = reader[GROUP]
    except (OSError, ValueError, KeyError, configparser.Error):
        return Status(on=False, reason="unreadable", where=str(file))
    if said.get("Hidden") == "true" or said.get(SWITCH) == "false":
        return Status(on=False, reason="turned off", where=str(file))
    if not _is_here(said, env):
        return Status(on=False, reason="not here", where=str(file))
    tried = _unescaped(said.get("TryExec", ""))
    if tried and shutil.which(tried, os.X_OK, env.get("PATH")) is None:
        return Status(on=False, reason="gone", where=str(file))
    return Status(on=True, reason="said" if own else "system", where=str(file))


def _is_here(said: Mapping[str, str], env: Mapping[str, str]) -> bool:
    """Whether the entry is for the desktop that runs."""
    desktops = set(_several(env.get("XDG_CURRENT_DESKTOP", "").replace(":", ";")))
    only, never = _several(said.get("OnlyShowIn", "")), _several(said.get("NotShowIn", ""))
    return (not only or bool(desktops & set(only))) and not desktops & set(never)


def _several(text: str) -> list[str]:
    return [part for part in text.split(";") if part]
