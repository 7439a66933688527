"""Which sense serves this desktop, and what `unseat doctor` says of each. One literal table, in order of preference."""

import atexit
from collections.abc import Callable

import msgspec

from unseat.senses import explain, idle_notify, listening, macos, mutter, windows_os, x11
from unseat.senses.base import Finding, InputSense
from unseat.senses.clocks import read_clocks
from unseat.senses.idle_notify import idle_notify_sense
from unseat.senses.idle_watch import EXT, KWIN, IdleProtocol
from unseat.senses.link import Link
from unseat.senses.macos import last_input as on_macos
from unseat.senses.session_bus import BusLink
from unseat.senses.survey import Desktop, Env, glance, survey
from unseat.senses.system import System
from unseat.senses.windows_os import last_input as on_windows
from unseat.senses.xscreensaver import Question
from unseat.texts import Texts

SHORT = 200
"""Milliseconds without input after which a compositor tells a window that leads an exercise."""


class Row(msgspec.Struct, frozen=True):
    """A sense, whether it works on a desktop of its system, how it is made for it, what was found; is it Wayland's?"""

    name: str
    works: Callable[[Desktop], bool]
    make: Callable[[Desktop], InputSense]
    found: Callable[[Desktop, Texts], str]
    wayland: bool = False
    system: System = "linux"

    def serves(self, desktop: Desktop) -> bool:
        return self.system == desktop.system and self.works(desktop)


def _notified(name: str, protocol: IdleProtocol) -> Row:
    return Row(
        name,
        lambda desktop: desktop.speaks(protocol),
        lambda desktop: idle_notify_sense(desktop.socket, protocol),
        explain.protocol(protocol),
        wayland=True,
    )


TABLE = (
    Row(x11.NAME, lambda desktop: desktop.counts, lambda desktop: x11.X11Sense(desktop.display), explain.x11),
    Row(
        listening.NAME,
        lambda desktop: desktop.listens,
        lambda desktop: listening.ListeningSense(desktop.display),
        explain.x11,
    ),
    Row(
        mutter.NAME,
        lambda desktop: desktop.gnome,
        lambda desktop: mutter.MutterSense(BusLink(desktop.bus)),
        explain.gnome,
        wayland=True,
    ),
    _notified(idle_notify.EXT_NAME, EXT),
    _notified(idle_notify.KWIN_NAME, KWIN),
    Row(
        on_windows.NAME,
        lambda desktop: desktop.tells,
        lambda _: on_windows.WindowsSense(windows_os.windows().calls),
        explain.windows,
        system="windows",
    ),
    Row(
        on_macos.NAME,
        lambda desktop: desktop.tells,
        lambda _: on_macos.MacSense(macos.macos()),
        explain.macos,
        system="macos",
    ),
)
NAMES = frozenset(row.name for row in TABLE)


def choose(env: Env, system: System | None = None) -> InputSense | None:
    """The best sense for the desktop that `env` names, null when none can be trusted. Never raises.

    pynput reads DISPLAY from this process's environment: `env` should be that one. Blocks until an X server answers;
    what is asked of Wayland has a second at most. `system`: null for the one this is.
    """
    desktop = survey(env, system)
    return next((row.make(desktop) for row in TABLE if row.serves(desktop)), None)


def counting(env: Env) -> Callable[[], int | None]:
    """The milliseconds since the last input, for a window that leads through an exercise; null where nothing counts.

    Never listens, never raises; blocks for 60 ms at most. Under Wayland without GNOME it is `SHORT` too much at most,
    while input goes on.
    """
    desktop = glance(env)
    if desktop.system != "linux":
        return _of_looks(next((row.make(desktop) for row in TABLE if row.serves(desktop)), None))
    if desktop.counts:
        link, question = Link(desktop.display), Question()
        return lambda: link.ask(question)
    if desktop.gnome:
        bus = BusLink(desktop.bus)
        atexit.register(bus.close)
        return lambda: mutter.idle_time(bus.ask)
    if spoken := [protocol for protocol in (EXT, KWIN) if desktop.speaks(protocol)]:
        return _of_looks(idle_notify_sense(desktop.socket, spoken[0], SHORT))
    return lambda: None


def _of_looks(sense: InputSense | None) -> Callable[[], int | None]:
    return lambda: sense.look(read_clocks().steady).idle_ms if sense else None


def doctor(env: Env, texts: Texts, system: System | None = None) -> tuple[Finding, ...]:
    """Every sense of this system: whether it works here, what was found, the remedy. Never raises; leaves nothing open.

    Where an X server can be trusted, those of Wayland are not spoken of. `system`: null for the one this is.
    """
    desktop = survey(env, system)
    rows = [row for row in TABLE if row.system == desktop.system and not (row.wayland and desktop.x11)]
    remedy = explain.remedy(desktop, texts, works=any(row.works(desktop) for row in rows))
    return tuple(
        Finding(row.name, works=row.works(desktop), found=row.found(desktop, texts), remedy=remedy) for row in rows
    )
