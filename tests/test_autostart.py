"""Starting with the session: an entry of the desktop, a unit of systemd, the Run key and a launch agent."""

import os
import plistlib
import re
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.test_verbs import Run, env, run
from unseat.autostart import Autostart, Status, choose
from unseat.autostart.base import command
from unseat.autostart.choose import OneOf
from unseat.autostart.desktop_entry import DesktopEntry, entry
from unseat.autostart.launch_agent import LaunchAgent, property_list
from unseat.autostart.run_key import WHERE, RunKey, registry
from unseat.autostart.systemd_unit import SystemdUnit, unit
from unseat.core.languages import LANGUAGES
from unseat.version import VERSION

__all__ = ["env", "run"]

PACKAGING = Path(__file__).parents[1] / "packaging"
NOTHING = Status(on=False, reason="nothing")


@pytest.fixture
def program(tmp_path: Path) -> tuple[str, ...]:
    """One that is there, in a folder with a space in its name."""
    file = tmp_path / "my prögrams" / "unseat"
    file.parent.mkdir()
    file.write_text("#!/bin/sh\n")
    file.chmod(0o755)
    return str(file), "run"


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    """Somebody's folders, and those that are for everybody on their computer."""
    everybody = f"{tmp_path}/none:{tmp_path}/xdg"
    return {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_CONFIG_DIRS": everybody, "PATH": os.environ["PATH"]}


@pytest.fixture
def mine(own: Mapping[str, str], program: tuple[str, ...]) -> DesktopEntry:
    return DesktopEntry(own, program)


def for_everybody(
    tmp_path: Path, text: str = "[Desktop Entry]\nType=Application\nName=unseat\nExec=unseat run\n"
) -> Path:
    file = tmp_path / "xdg" / "autostart" / "unseat.desktop"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    return file


def writes(mine: DesktopEntry, *lines: str) -> None:
    mine.own.parent.mkdir(parents=True, exist_ok=True)
    mine.own.write_text("\n".join(["[Desktop Entry]", "Type=Application", "Name=unseat", *lines, ""]))


# ---- an entry of the desktop


def test_it_is_off_until_it_is_turned_on(mine: DesktopEntry) -> None:
    assert mine.status() == NOTHING
    mine.on()
    assert mine.status() == Status(on=True, reason="said", where=str(mine.own))
    assert stat.S_IMODE(mine.own.stat().st_mode) == 0o600
    mine.off()
    assert mine.status() == NOTHING
    assert not mine.own.exists()
    mine.off()


def test_the_entry_starts_the_program_and_only_where_it_is_there(mine: DesktopEntry, program: tuple[str, ...]) -> None:
    mine.on()
    text = mine.own.read_text()
    assert f'Exec="{program[0]}" run\n' in text
    assert f"TryExec={program[0]}\n" in text
    Path(program[0]).unlink()
    assert mine.status() == Status(on=False, reason="gone", where=str(mine.own))


def test_what_the_person_added_to_it_stays(mine: DesktopEntry) -> None:
    mine.on()
    more = mine.own.read_text() + "X-GNOME-Autostart-Delay=30\n# mine\n"
    mine.own.write_text(more)
    mine.on()
    assert mine.own.read_text() == more


def test_one_that_was_turned_off_by_the_desktop_is_turned_on_again(mine: DesktopEntry) -> None:
    for line in ("Hidden=true", "X-GNOME-Autostart-enabled=false"):
        writes(mine, line)
        assert mine.status() == Status(on=False, reason="turned off", where=str(mine.own))
        mine.on()
        assert mine.status().on


def test_one_for_everybody_is_on_and_is_hidden_by_ones_own(mine: DesktopEntry, tmp_path: Path) -> None:
    shared = for_everybody(tmp_path)
    assert mine.status() == Status(on=True, reason="system", where=str(shared))
    mine.off()
    assert "Hidden=true" in mine.own.read_text()
    assert mine.status() == Status(on=False, reason="turned off", where=str(mine.own))
    before = mine.own.read_text()
    mine.off()
    assert mine.own.read_text() == before
    mine.on()
    assert mine.status() == Status(on=True, reason="said", where=str(mine.own))


def test_one_for_everybody_that_is_on_needs_none_of_ones_own(mine: DesktopEntry, tmp_path: Path) -> None:
    for_everybody(tmp_path)
    mine.on()
    assert not mine.own.exists()


@pytest.mark.parametrize(
    ("line", "desktop", "on"),
    [
        ("OnlyShowIn=GNOME;KDE;", "KDE", True),
        ("OnlyShowIn=GNOME;KDE;", "ubuntu:GNOME", True),
        ("OnlyShowIn=GNOME;", "XFCE", False),
        ("OnlyShowIn=GNOME;", "", False),
        ("NotShowIn=XFCE;", "XFCE", False),
        ("NotShowIn=XFCE;", "", True),
    ],
)
def test_an_entry_may_be_for_some_desktops_alone(
    own: Mapping[str, str], program: tuple[str, ...], line: str, desktop: str, on: bool
) -> None:
    mine = DesktopEntry({**own, "XDG_CURRENT_DESKTOP": desktop}, program)
    writes(mine, line)
    assert mine.status().on is on
    assert mine.status().reason == ("said" if on else "not here")


@pytest.mark.parametrize("text", ["", "no entry\n", "[Other]\nExec=x\n", "\0\udcff", "[Desktop Entry\n"])
def test_a_file_that_is_no_entry_is_off_and_says_so(mine: DesktopEntry, text: str) -> None:
    mine.own.parent.mkdir(parents=True)
    mine.own.write_bytes(text.encode(errors="surrogateescape"))
    assert mine.status() == Status(on=False, reason="unreadable", where=str(mine.own))


def test_a_linked_entry_stays_a_link(mine: DesktopEntry, tmp_path: Path) -> None:
    mine.own.parent.mkdir(parents=True)
    mine.own.symlink_to(tmp_path / "dotfiles.desktop")
    mine.on()
    assert mine.own.is_symlink()
    assert (tmp_path / "dotfiles.desktop").read_text().startswith("[Desktop Entry]")


def test_a_relative_folder_in_the_environment_is_ignored(program: tuple[str, ...], tmp_path: Path) -> None:
    mine = DesktopEntry({"XDG_CONFIG_HOME": "config", "HOME": str(tmp_path)}, program)
    assert mine.own == tmp_path / ".config" / "autostart" / "unseat.desktop"


def test_what_is_special_in_an_entry_is_escaped() -> None:
    text = entry(('/opt/a "b" $c `d`/unseat', "100%", "x\\y", ""))
    assert 'Exec="/opt/a \\\\"b\\\\" \\\\$c \\\\`d\\\\`/unseat" 100%% "x\\\\\\\\y" ""\n' in text
    assert 'TryExec=/opt/a "b" $c `d`/unseat\n' in text


@pytest.mark.desktop
@pytest.mark.parametrize("started", [("/usr/bin/unseat", "run"), ('/opt/a "b" $c `d` é/unseat', "run")])
def test_the_entry_is_valid(tmp_path: Path, started: tuple[str, ...]) -> None:
    file = tmp_path / "unseat.desktop"
    file.write_text(entry(started))
    validate(file)


# ---- a unit of systemd


def test_a_unit_is_enabled_as_systemctl_does_it(own: Mapping[str, str], program: tuple[str, ...]) -> None:
    reloads: list[int] = []
    mine = SystemdUnit(own, program, lambda: reloads.append(1))
    assert mine.status() == NOTHING
    mine.on()
    mine.on()
    assert mine.status() == Status(on=True, reason="said", where=str(mine.unit))
    assert mine.wanted.parent.name == "graphical-session.target.wants"
    assert mine.wanted.readlink() == mine.unit
    assert f'ExecStart="{program[0]}" run\n' in mine.unit.read_text()
    mine.unit.unlink()
    assert mine.status().reason == "gone"
    mine.on()
    mine.off()
    mine.off()
    assert mine.status() == NOTHING
    assert not mine.unit.exists()
    assert len(reloads) == 3


def test_what_is_special_in_a_unit_is_escaped() -> None:
    assert 'ExecStart=/bin/x "a b" "50%%" "$$HOME" "it\'s"\n' in unit(("/bin/x", "a b", "50%", "$HOME", "it's"))
    assert "WantedBy=graphical-session.target\n" in unit(("/bin/x",))


# ---- Windows and macOS, by what they would be told


class FakeRegistry:
    """One key."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.values.get(name)

    def set(self, name: str, value: str) -> None:
        self.values[name] = value

    def delete(self, name: str) -> None:
        del self.values[name]


def test_the_run_key() -> None:
    kept = FakeRegistry()
    mine = RunKey(kept, (r"C:\Program Files\unseat\unseat.exe", "run"))
    assert mine.status() == NOTHING
    mine.on()
    assert kept.values == {"unseat": r'"C:\Program Files\unseat\unseat.exe" run'}
    assert mine.status() == Status(on=True, reason="said", where=WHERE)
    mine.off()
    mine.off()
    assert kept.values == {}


@pytest.mark.skipif(sys.platform == "win32", reason="there is a registry")
def test_elsewhere_there_is_no_registry() -> None:
    with pytest.raises(OSError, match="there is no registry here"):
        registry()


def test_the_launch_agent(tmp_path: Path, program: tuple[str, ...]) -> None:
    mine = LaunchAgent({"HOME": str(tmp_path)}, program)
    assert mine.status() == NOTHING
    mine.on()
    assert mine.file == tmp_path / "Library" / "LaunchAgents" / "unseat.plist"
    said = plistlib.loads(mine.file.read_bytes())
    assert said["ProgramArguments"] == list(program)
    assert said["RunAtLoad"] is True
    assert "KeepAlive" not in said
    assert mine.status() == Status(on=True, reason="said", where=str(mine.file))
    mine.file.write_text(property_list(program).replace("<key>RunAtLoad</key>", "<key>Disabled</key>"))
    assert mine.status().reason == "turned off"
    mine.on()
    assert mine.status().on
    mine.file.write_text("no list")
    assert mine.status().reason == "unreadable"
    mine.off()
    assert mine.status() == NOTHING


def test_each_system_has_its_own(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    assert isinstance(choose(home, platform="darwin"), LaunchAgent)
    assert isinstance(choose(home, platform="linux"), OneOf)
    assert Path(command()[0]).is_absolute()
    assert command("/nowhere/python3") == ("/nowhere/python3", "-m", "unseat", "run")


# ---- one of two


class Fake:
    """One that only remembers."""

    def __init__(self, *, on: bool = False) -> None:
        self.is_on = on

    def status(self) -> Status:
        return Status(on=self.is_on, reason="said" if self.is_on else "nothing")

    def on(self) -> None:
        self.is_on = True

    def off(self) -> None:
        self.is_on = False


def test_never_by_both() -> None:
    one, other = Fake(), Fake(on=True)
    both: Autostart = OneOf(one, other)
    assert both.status().on
    both.on()
    assert (one.is_on, other.is_on) == (True, False)
    OneOf(other, one).on()
    assert (one.is_on, other.is_on) == (False, True)
    both.off()
    assert both.status() == NOTHING


# ---- the verb


def test_the_verb(run: Run, tmp_path: Path) -> None:
    everybody = {"XDG_CONFIG_DIRS": str(tmp_path / "xdg")}
    file = tmp_path / "config" / "autostart" / "unseat.desktop"
    unit_ = tmp_path / "config" / "systemd" / "user" / "unseat.service"
    assert run("autostart", **everybody) == (0, "off: Nothing starts it.\n", "")
    assert run("autostart", "on", **everybody) == (0, f"on: {file} starts it.\n", "")
    assert run("autostart", "on", "--systemd", **everybody) == (0, f"on: {unit_} starts it.\n", "")
    assert not file.exists()
    for_everybody(tmp_path)
    assert run("autostart", "off", **everybody) == (0, f"off: {file} turns it off.\n", "")
    assert not unit_.exists()
    assert run("autostart", "maybe")[0] == 2


def test_a_folder_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "autostart").write_text("no folder")
    code, out, err = run("autostart", "on")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "Starting with the session could not be set: " in err


# ---- what is shipped for desktops


@pytest.mark.desktop
def test_what_is_shipped_for_desktops_is_valid() -> None:
    validate(PACKAGING / "unseat.desktop")
    # No domain is ours to be named after; whoever packages it under one renames it.
    allowed = ("--override", "cid-desktopapp-is-not-rdns=info")
    metainfo = str(PACKAGING / "unseat.metainfo.xml")
    done = subprocess.run(
        ("appstreamcli", "validate", "--no-net", *allowed, metainfo), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_what_is_shipped_speaks_every_language_and_names_this_version() -> None:
    text, about = ((PACKAGING / f"unseat.{kind}").read_text("utf-8") for kind in ("desktop", "metainfo.xml"))
    others = set(LANGUAGES) - {"en"}
    assert set(re.findall(r'<summary xml:lang="(..)">', about)) == others
    for language in others:
        assert all(f"{key}[{language}]=" in text for key in ("GenericName", "Comment", "Keywords", "Name"))
    assert re.findall(r'<release version="(.*?)"', about)[:1] == [VERSION]


def validate(file: Path) -> None:
    done = subprocess.run(("desktop-file-validate", str(file)), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
