"""What every means of starting with the session can do, and what is started."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from unseat.itself import part

NAME = "unseat"
ABOUT = "Notices long sitting and offers one short exercise that undoes it"
Reason = Literal["said", "system", "nothing", "turned off", "not here", "gone", "unreadable"]
"""Why it is on or off: it was said so, by the person or for everybody on this machine; nothing says anything; it was
turned off; it is not for this desktop; the program that is named is gone; the file that says so cannot be read."""


class Status(msgspec.Struct, frozen=True):
    """`where`: the file, or the place in the registry, that says so; empty where nothing says anything."""

    on: bool
    reason: Reason
    where: str = ""


class Autostart(Protocol):
    """One means. `on` and `off` may be said again and again. All raise OSError, and block on disk."""

    def status(self) -> Status: ...

    def on(self) -> None: ...

    def off(self) -> None: ...


def command(executable: str = sys.executable) -> tuple[str, ...]:
    """How this unseat starts its agent, absolute: by its own script, else by the Python or bundle that it runs in."""
    script = Path(executable).with_name(NAME + (".exe" if os.name == "nt" else ""))
    return (str(script), "run") if os.access(script, os.X_OK) else (executable, *part(NAME)[1:], "run")


def config_home(env: Mapping[str, str]) -> Path:
    """The XDG Base Directory Specification: a relative path in the variable is to be ignored."""
    named = Path(env.get("XDG_CONFIG_HOME", ""))
    return named if named.is_absolute() else home(env) / ".config"


def home(env: Mapping[str, str]) -> Path:
    return Path(env["HOME"]) if env.get("HOME") else Path.home()
