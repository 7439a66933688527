"""Which sense is chosen, and what doctor says, where there is no X server; and that nothing is imported too early."""

import subprocess
import sys

import pytest

from unseat.senses import choose, doctor
from unseat.senses.table import TABLE, Desktop, survey
from unseat.texts import Texts

NOBODY = ":987"
EVERYTHING = frozenset({"MIT-SCREEN-SAVER", "RECORD"})

IMPORT_ALL = """
import importlib, pkgutil, sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("Xlib", "pynput"):
            raise ImportError("blocked: " + name)
sys.meta_path.insert(0, Blocked())
import unseat.senses
for module in pkgutil.iter_modules(unseat.senses.__path__, "unseat.senses."):
    importlib.import_module(module.name)
from unseat.senses import choose, doctor
from unseat.texts import Texts
assert choose({"DISPLAY": ":0"}) is None
print(*(f"{finding.part}: {finding.found}" for finding in doctor({"DISPLAY": ":0"}, Texts.english())), sep="\\n")
"""


def desktop(extensions: frozenset[str] | None = EVERYTHING, *, wayland: bool = False, deaf: str = "") -> Desktop:
    return Desktop(":0", wayland, extensions, deaf)


def served(found: Desktop) -> list[str]:
    return [row.name for row in TABLE if row.works(found)]


def test_the_counter_comes_first_and_listening_alone_second() -> None:
    assert served(desktop()) == ["x11", "x11 (listening)"]
    assert served(desktop(frozenset({"RECORD"}))) == ["x11 (listening)"]
    assert served(desktop(frozenset({"MIT-SCREEN-SAVER"}), deaf="no RECORD")) == ["x11"]
    assert served(desktop(frozenset(), deaf="no RECORD")) == []


def test_the_x_server_of_a_wayland_session_is_not_trusted() -> None:
    assert served(desktop(wayland=True)) == []


@pytest.mark.parametrize("env", [{}, {"DISPLAY": ""}, {"DISPLAY": NOBODY}, {"DISPLAY": "no such name"}])
def test_without_an_x_server_there_is_no_sense(env: dict[str, str]) -> None:
    assert choose(env) is None
    findings = doctor(env, Texts.english())
    assert [finding.part for finding in findings] == [row.name for row in TABLE]
    assert not any(finding.works for finding in findings)
    assert all(finding.found and finding.remedy for finding in findings)


def test_wayland_is_said_to_be_unsupported_with_a_remedy() -> None:
    env = {"WAYLAND_DISPLAY": "wayland-0"}
    assert survey(env).wayland
    assert choose(env) is None
    assert all("Wayland" in finding.found and "X11" in finding.remedy for finding in doctor(env, Texts.english()))


def test_every_module_can_be_imported_without_a_display_or_the_libraries() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALL], env={}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "x11: no X server answers on :0" in done.stdout
