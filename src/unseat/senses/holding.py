"""Which senses tell of holds, locks and do-not-disturb here, and what `unseat doctor` says of each: one table."""

from collections.abc import Callable, Mapping

import msgspec

from unseat.senses import camera, disturb, fullscreen, inhibitors, locks, microphone
from unseat.senses.base import Finding, HoldSense
from unseat.senses.holds import Holds
from unseat.senses.link import Link
from unseat.senses.told import Told
from unseat.texts import Texts

Env = Mapping[str, str]


class Row(msgspec.Struct, frozen=True):
    """A sense, how it is made, and what is said of it. `weak`: it says little by itself."""

    make: Callable[[Env, Told], HoldSense | None]
    finding: Callable[[Env, Texts], Finding]
    weak: bool = False


TABLE = (
    Row(lambda _env, told: locks.LockSense(told), locks.finding),
    Row(lambda env, _told: microphone.MicrophoneSense(env), microphone.finding),
    Row(lambda _env, _told: camera.CameraSense(), camera.finding),
    Row(lambda _env, told: inhibitors.InhibitorSense(told), inhibitors.finding),
    Row(lambda env, _told: _full_screen(env), fullscreen.finding, weak=True),
)


class Holding(msgspec.Struct, frozen=True):
    """`disturbing`: whether the desktop is set not to disturb; null where nothing tells."""

    holds: Holds
    disturbing: Callable[[], bool | None]


def choose(env: Env, before_sleep: Callable[[], None]) -> Holding:
    """All that could tell on the desktop that `env` names. Never raises and waits for nobody: what has not answered yet
    is unknown. `before_sleep`: see `locks.sources`."""
    told = Told(env, (*locks.sources(env, before_sleep), *inhibitors.SOURCES, *disturb.SOURCES))
    made = [(row.make(env, told), row.weak) for row in TABLE]
    strong = [sense for sense, weak in made if sense and not weak]
    holds = Holds(strong, [sense for sense, weak in made if sense and weak], told.close)
    return Holding(holds, disturb.Disturb(told).on)


def doctor(env: Env, texts: Texts) -> tuple[Finding, ...]:
    """Each of them; 3 s at most for each. Leaves nothing open."""
    return (*(row.finding(env, texts) for row in TABLE), disturb.finding(env, texts))


def _full_screen(env: Env) -> HoldSense | None:
    """An X server under Wayland knows only its own windows."""
    display = env.get("DISPLAY", "")
    if not display or env.get("WAYLAND_DISPLAY"):
        return None
    return fullscreen.FullscreenSense(Link(display))
