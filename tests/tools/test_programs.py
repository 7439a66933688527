"""Every program that a virtual desktop, a test or the demo runs comes with the Debian packages that we install."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.accessible_bus import LAUNCHER
from tools.virtual_parts import COMMANDS, command

ROOT = Path(__file__).parents[2]
OWN = Path(sys.executable).parent
"""Where the project's own command is: it comes with no Debian package."""

BESIDES = {"Xvfb", "dbus-daemon", LAUNCHER, "notify-send", "chromium"}
"""Not started in those ways: three servers, what plyer shows a notification with, and the browser."""


def packages() -> list[str]:
    lines = (ROOT / "tools/debian-packages.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def called_in(file: Path) -> Iterator[str]:
    """The programs named in `desk.run("program", ...)` and `desk.spawn("program", ...)`."""
    for node in ast.walk(ast.parse(file.read_text())):
        match node:
            case ast.Call(func=ast.Attribute(attr="run" | "spawn"), args=[ast.Constant(value=str(name)), *_]):
                yield name


def programs() -> list[str]:
    files = [file for folder in ("tests/desktop", "tools", "bench") for file in (ROOT / folder).rglob("*.py")]
    named = {name for file in files for name in called_in(file)}
    started = {command(program)[0] for program in COMMANDS}
    path = f"{OWN}:{os.environ['PATH']}"
    found = {shutil.which(name, path=path) or name for name in named | started | BESIDES}
    return sorted(name for name in found if OWN not in Path(name).parents)


def ask(form: str, *names: str) -> str:
    return subprocess.run(("dpkg-query", "-W", "-f", form, *names), capture_output=True, text=True, check=True).stdout


def owner(program: str) -> str:
    """The Debian package that a program, or what it is an alternative for, belongs to.

    Where /bin is a link to /usr/bin, a package may know its program by either path.
    """
    path = str(Path(program).resolve())
    search = ("dpkg-query", "-S", path, path.removeprefix("/usr"))
    return subprocess.run(search, capture_output=True, text=True, check=False).stdout.split(":")[0]


@pytest.mark.desktop
@pytest.mark.parametrize("program", programs())
def test_a_program_comes_with_the_packages_we_install(program: str) -> None:
    package = owner(program)
    brought = ask("${Package}, ${Depends}, ${Pre-Depends}, ", *packages())
    installed_with = {entry.split()[0].split(":")[0] for entry in brought.replace("|", ",").split(",") if entry.strip()}
    assert package in installed_with or ask("${Essential}", package) == "yes"
