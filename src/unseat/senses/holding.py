"""Which senses tell of holds, locks and do-not-disturb here, and what `unseat doctor` says of each: one table."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import msgspec

from unseat.senses import camera, disturb, fullscreen, inhibitors, locks, microphone, told_at_looks
from unseat.senses.base import Finding, HoldSense
from unseat.senses.holds import Holds
from unseat.senses.lid import Lid
from unseat.senses.macos import devices as mac_devices
from unseat.senses.macos import locks as mac_locks
from unseat.senses.macos import macos
from unseat.senses.macos import showing as mac_showing
from unseat.senses.macos.calls import Calls as Mac
from unseat.senses.system import TITLES, System, system_of
from unseat.senses.told import Told
from unseat.senses.windows_os import Windows, windows
from unseat.senses.windows_os import devices as win_devices
from unseat.senses.windows_os import locks as win_locks
from unseat.senses.windows_os import showing as win_showing
from unseat.texts import Texts

Env = Mapping[str, str]


class Row(msgspec.Struct, frozen=True):
    """A sense, how it is made, what is said of it, and where it is at home. `weak`: it says little by itself."""

    make: Callable[[Env, Told], HoldSense | None]
    finding: Callable[[Env, Texts], Finding]
    weak: bool = False
    system: System = "linux"


def _win(
    make: Callable[[Windows], HoldSense], finding: Callable[[Windows, Texts], Finding], *, weak: bool = False
) -> Row:
    return Row(lambda _env, _told: make(windows()), lambda _env, texts: finding(windows(), texts), weak, "windows")


def _mac(make: Callable[[Mac], HoldSense], finding: Callable[[Mac, Texts], Finding], *, weak: bool = False) -> Row:
    return Row(lambda _env, _told: make(macos()), lambda _env, texts: finding(macos(), texts), weak, "macos")


TABLE = (
    Row(lambda _env, told: locks.LockSense(told), locks.finding),
    Row(lambda env, _told: microphone.MicrophoneSense(env), microphone.finding),
    Row(lambda _env, _told: camera.CameraSense(), camera.finding),
    Row(lambda _env, told: inhibitors.InhibitorSense(told), inhibitors.finding),
    Row(lambda env, _told: _full_screen(env), fullscreen.finding, weak=True),
    _win(lambda win: win_locks.LockSense(win.calls), win_locks.finding),
    _win(lambda win: win_devices.UseSense(win.calls, win_devices.MICROPHONE), win_devices.microphone),
    _win(lambda win: win_devices.UseSense(win.calls, win_devices.CAMERA), win_devices.camera),
    _win(win_showing.ShowingSense, win_showing.showing),
    _win(win_showing.FullSense, win_showing.full_screen, weak=True),
    _mac(mac_locks.LockSense, mac_locks.finding),
    _mac(mac_devices.microphone, mac_devices.microphone_finding),
    _mac(mac_devices.camera, mac_devices.camera_finding),
    _mac(mac_showing.ShowingSense, mac_showing.showing),
    _mac(mac_showing.FullSense, mac_showing.full_screen, weak=True),
)

DISTURB: Mapping[System, Callable[[Told], Callable[[], bool | None]]] = MappingProxyType(
    {
        "linux": lambda told: disturb.Disturb(told).on,
        "windows": lambda _told: win_showing.Disturb(windows()).on,
        "macos": lambda _told: lambda: None,
    }
)


class Holding(msgspec.Struct, frozen=True):
    """`disturbing`: whether the desktop is set not to disturb; null where nothing tells. `lid`: see `WithLid`."""

    holds: Holds
    disturbing: Callable[[], bool | None]
    lid: Lid


def choose(env: Env, before_sleep: Callable[[], None], system: System | None = None) -> Holding:
    """All that could tell on the desktop that `env` names. Never raises and waits for nobody: what has not answered yet
    is unknown. `before_sleep`: see `locks.sources`; Windows and macOS tell nobody of sleep before it comes. `system`:
    null for the one this is."""
    system, lid = system or system_of(), Lid()
    on_the_bus = (*locks.sources(env, before_sleep, lid), *inhibitors.SOURCES, *disturb.SOURCES)
    told = Told(env, on_the_bus if system == "linux" else ())
    made = [(row.make(env, told), row.weak) for row in _rows(system)]
    strong = [sense for sense, weak in made if sense and not weak]
    holds = Holds(strong, [sense for sense, weak in made if sense and weak], told.close)
    return Holding(holds, DISTURB[system](told), lid)


def doctor(env: Env, texts: Texts, system: System | None = None) -> tuple[Finding, ...]:
    """Each of them on this system; 3 s at most for each. Leaves nothing open."""
    system = system or system_of()
    quiet = disturb.finding(env, texts) if system == "linux" else told_at_looks.disturb(TITLES[system], texts)
    return (*(row.finding(env, texts) for row in _rows(system)), quiet)


def _rows(system: System) -> tuple[Row, ...]:
    return tuple(row for row in TABLE if row.system == system)


def _full_screen(env: Env) -> HoldSense | None:
    """An X server under Wayland knows only its own windows."""
    display = env.get("DISPLAY", "")
    if not display or env.get("WAYLAND_DISPLAY"):
        return None
    return fullscreen.FullscreenSense(display)
