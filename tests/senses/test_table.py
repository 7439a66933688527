"""Which sense is chosen, and what doctor says, where there is no X server; and that nothing is imported too early."""

import socket
import subprocess
import sys
import tempfile

import pytest

from tests.pace import at_most
from unseat.senses import choose, doctor, explain
from unseat.senses.idle_watch import EXT, KWIN
from unseat.senses.survey import Desktop, survey
from unseat.senses.system import System, system_of
from unseat.senses.table import TABLE
from unseat.senses.wayland import SEAT, Offer
from unseat.texts import Texts

AF = socket.AF_UNIX
NOBODY = ":987"
EVERYTHING = frozenset({"MIT-SCREEN-SAVER", "RECORD"})

IMPORT_ALL = """
import importlib, pkgutil, sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("Xlib", "pynput", "pywayland", "jeepney"):
            raise ImportError("blocked: " + name)
sys.meta_path.insert(0, Blocked())
import unseat.senses
for module in pkgutil.walk_packages(unseat.senses.__path__, "unseat.senses."):
    importlib.import_module(module.name)
from unseat.senses import choose, doctor
from unseat.texts import Texts
assert choose({"DISPLAY": ":0"}) is None
assert choose({"WAYLAND_DISPLAY": "wayland-0"}) is None
print(*(f"{finding.part}: {finding.found}" for finding in doctor({"DISPLAY": ":0"}, Texts.english())), sep="\\n")
"""

ON_X11 = """
import sys
from unseat.senses import choose
assert choose({"DISPLAY": ":987"}) is None
print(*sorted(sys.modules.keys() & {"pywayland", "jeepney"}))
"""


def desktop(extensions: frozenset[str] | None = EVERYTHING, *, wayland: bool = False, deaf: str = "") -> Desktop:
    return Desktop(":0", wayland, extensions, deaf)


def under_wayland(*protocols: str, version: int = 1, gnome: bool = False) -> Desktop:
    offers = {name: Offer(1, version) for name in (*protocols, SEAT)}
    return Desktop(":0", wayland=True, extensions=EVERYTHING, deaf="", gnome=gnome, offers=offers)


def served(found: Desktop) -> list[str]:
    return [row.name for row in TABLE if row.serves(found)]


def test_the_counter_comes_first_and_listening_alone_second() -> None:
    assert served(desktop()) == ["x11", "x11 (listening)"]
    assert served(desktop(frozenset({"RECORD"}))) == ["x11 (listening)"]
    assert served(desktop(frozenset({"MIT-SCREEN-SAVER"}), deaf="no RECORD")) == ["x11"]
    assert served(desktop(frozenset(), deaf="no RECORD")) == []


def test_the_x_server_of_a_wayland_session_is_not_trusted() -> None:
    assert served(desktop(wayland=True)) == []


def test_under_wayland_gnome_comes_first_then_the_newer_protocol() -> None:
    gnome, newer, older = "wayland (GNOME)", "wayland (ext-idle-notify)", "wayland (kwin-idle)"
    assert served(under_wayland(gnome=True)) == [gnome]
    assert served(under_wayland(EXT.interface, KWIN.interface)) == [newer, older]
    assert served(under_wayland(KWIN.interface)) == [older]
    assert served(under_wayland()) == []


@pytest.mark.parametrize(("version", "wrong"), [(1, True), (2, False)])
def test_what_a_video_does_to_the_older_protocols_is_told(version: int, wrong: bool) -> None:
    found = explain.protocol(EXT)(under_wayland(EXT.interface, version=version), Texts.english())
    assert ("video" in found) is wrong


def test_a_protocol_that_is_not_offered_is_named() -> None:
    pytest.importorskip("pywayland")
    assert KWIN.interface in explain.protocol(KWIN)(under_wayland(EXT.interface), Texts.english())


@pytest.mark.parametrize(
    ("found", "works", "said"),
    [
        (under_wayland(gnome=True), True, ""),
        (under_wayland(), False, "GNOME, KDE Plasma or sway"),
        (desktop(), True, ""),
        (desktop(deaf="no RECORD"), True, "RECORD"),
        (desktop(None), False, "desktop session"),
    ],
)
def test_the_remedy_is_told_where_it_is_needed(found: Desktop, works: bool, said: str) -> None:
    remedy = explain.remedy(found, Texts.english(), works=works)
    assert said in remedy
    assert bool(said) == bool(remedy)


@pytest.mark.parametrize("env", [{}, {"DISPLAY": ""}, {"DISPLAY": NOBODY}, {"DISPLAY": "no such name"}])
def test_without_an_x_server_there_is_no_sense(env: dict[str, str]) -> None:
    assert choose(env) is None
    findings = doctor(env, Texts.english())
    assert [finding.part for finding in findings] == [row.name for row in TABLE if row.system == "linux"]
    assert not any(finding.works for finding in findings)
    assert all(finding.found and finding.remedy for finding in findings)


def of_the_system(system: System, *, tells: bool, may_listen: bool | None = None) -> Desktop:
    return Desktop("", wayland=False, extensions=None, deaf="", system=system, tells=tells, may_listen=may_listen)


@pytest.mark.parametrize("system", ["windows", "macos"])
def test_other_systems_have_a_sense_of_their_own_where_they_tell(system: System) -> None:
    assert served(of_the_system(system, tells=True)) == [system]
    assert served(of_the_system(system, tells=False)) == []


@pytest.mark.parametrize(("system", "title"), [("windows", "Windows"), ("macos", "macOS")])
def test_an_x_server_on_another_system_is_not_trusted_and_doctor_speaks_of_that_system(
    system: System, title: str
) -> None:
    env = {"DISPLAY": NOBODY, "WAYLAND_DISPLAY": "wayland-0"}
    (finding,) = doctor(env, Texts.english(), system)
    assert (finding.part, finding.works) == (system, False)
    assert title in finding.found
    assert "desktop session" in finding.remedy


@pytest.mark.parametrize(("may_listen", "said"), [(None, "for that"), (True, "is allowed"), (False, "is not allowed")])
def test_on_macos_the_permission_to_listen_is_told_and_said_not_to_matter(may_listen: bool | None, said: str) -> None:
    found = explain.macos(of_the_system("macos", tells=True, may_listen=may_listen), Texts.english())
    assert said in found
    assert "needs no permission" in found
    assert explain.remedy(of_the_system("macos", tells=True), Texts.english(), works=True) == ""


def test_windows_is_said_not_to_tell_the_kind() -> None:
    assert "kind" in explain.windows(of_the_system("windows", tells=True), Texts.english())


def test_the_systems_are_known_by_their_platform() -> None:
    platforms = ("win32", "darwin", "linux", "freebsd14", "cygwin")
    assert [system_of(platform) for platform in platforms] == ["windows", "macos", "linux", "linux", "linux"]


def test_a_wayland_session_that_does_not_answer_gets_a_remedy() -> None:
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


def test_what_only_wayland_needs_is_not_loaded_for_x11() -> None:
    done = subprocess.run([sys.executable, "-c", ON_X11], env={}, capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_bus_and_compositor_that_never_answer_are_waited_for_a_second_at_most() -> None:
    with tempfile.TemporaryDirectory(prefix="unseat-") as folder, socket.socket(AF) as bus, socket.socket(AF) as screen:
        for mute, name in ((bus, "bus"), (screen, "wl")):
            mute.bind(f"{folder}/{name}")
            mute.listen()
        with at_most(1.2):
            found = survey({"WAYLAND_DISPLAY": "wl", "XDG_RUNTIME_DIR": folder})
    assert (found.gnome, found.offers) == (False, None)
