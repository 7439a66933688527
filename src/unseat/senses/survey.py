"""What there is on a desktop for a sense to stand on. Asks, tries, and leaves nothing open; never raises."""

from collections.abc import Mapping
from importlib import import_module

import msgspec

from unseat.dbus.words import BusError, session_address
from unseat.senses import wayland
from unseat.senses.idle_watch import IdleProtocol
from unseat.senses.link import Link
from unseat.senses.macos import macos
from unseat.senses.macos.last_input import ANY as ANY_INPUT
from unseat.senses.mutter import OWNED
from unseat.senses.session_bus import BusLink
from unseat.senses.system import System, system_of
from unseat.senses.wayland import Offer
from unseat.senses.windows_os import windows
from unseat.senses.xscreensaver import EXTENSION as COUNTER

RECORD = "RECORD"
XWAYLAND = "XWAYLAND"
BUS_WAIT_S = 0.4
COMPOSITOR_WAIT_S = 0.5

Env = Mapping[str, str]


class Desktop(msgspec.Struct, frozen=True):
    """What was found. `extensions` is null when no X server answers; `deaf` says why nothing can listen, if so.

    Only under Wayland: `bus` is the session bus's address, `gnome` whether GNOME's compositor is on it, `socket` the
    path of the compositor's socket, and `offers` what it offers, null when it does not answer or pywayland is missing.

    Only of Windows and macOS: `tells` is whether the system tells of the last input, `may_listen` (macOS) whether this
    program may listen to input, null where that is not known. Nothing of the above is looked for there.
    """

    display: str
    wayland: bool
    extensions: frozenset[str] | None
    deaf: str
    bus: str = ""
    gnome: bool = False
    socket: str = ""
    offers: Mapping[str, Offer] | None = None
    system: System = "linux"
    tells: bool = False
    may_listen: bool | None = None

    @property
    def x11(self) -> bool:
        """Whether an X server answers that can be trusted."""
        return self.extensions is not None and not self.wayland

    @property
    def counts(self) -> bool:
        return self.x11 and COUNTER in (self.extensions or ())

    @property
    def listens(self) -> bool:
        return self.x11 and not self.deaf

    def speaks(self, protocol: IdleProtocol) -> bool:
        return self.wayland and {protocol.interface, wayland.SEAT} <= (self.offers or {}).keys()


def survey(env: Env, system: System | None = None) -> Desktop:
    """Looks at the desktop that `env` names. Under Wayland it takes a second at most; an X server is waited for.

    Under Wayland the X server counts only the input of X programs, so it would call a person away who is not: it is
    not trusted, whether the environment or the server itself (extension XWAYLAND) says so. Nor is one trusted that
    runs on Windows or macOS. `system`: null for the one this is.
    """
    found = glance(env, system)
    return msgspec.structs.replace(found, deaf=_why_deaf(found.extensions or frozenset())) if found.x11 else found


def glance(env: Env, system: System | None = None) -> Desktop:
    """A survey without a try at listening."""
    system = system or system_of()
    if system != "linux":
        return _of_the_system(system)
    display = env.get("DISPLAY", "")
    extensions = _extensions(display) if display else None
    if env.get("WAYLAND_DISPLAY") or XWAYLAND in (extensions or ()):
        return _under_wayland(env, Desktop(display, wayland=True, extensions=extensions, deaf=""))
    return Desktop(display, wayland=False, extensions=extensions, deaf="")


def _of_the_system(system: System) -> Desktop:
    found = Desktop("", wayland=False, extensions=None, deaf="", system=system)
    if system == "windows":
        calls = windows().calls
        tells = None not in (calls.last_input_tick(), calls.tick())
        return msgspec.structs.replace(found, tells=tells)
    return msgspec.structs.replace(found, tells=macos().idle_s(ANY_INPUT) is not None, may_listen=macos().may_listen())


def _under_wayland(env: Env, found: Desktop) -> Desktop:
    bus, socket = _bus(env), wayland.socket_in(env)
    gnome = _gnome(bus)
    offers = None if gnome else wayland.offers(socket, COMPOSITOR_WAIT_S)
    return msgspec.structs.replace(found, bus=bus, gnome=gnome, socket=socket, offers=offers)


def _bus(env: Env) -> str:
    try:
        return session_address(env)
    except BusError:
        return ""


def _gnome(bus: str) -> bool:
    link = BusLink(bus)
    answer = link.ask(OWNED, BUS_WAIT_S)
    link.close()
    return bool(answer and answer[0])


def _extensions(display: str) -> frozenset[str] | None:
    link = Link(display)
    found = link.ask(lambda connection: frozenset(map(str, connection.list_extensions())))
    link.close()
    return found


def _why_deaf(extensions: frozenset[str]) -> str:
    reasons = [] if RECORD in extensions else [f"X extension {RECORD}: -"]
    try:
        import_module("pynput.mouse")
    except Exception as error:  # noqa: BLE001 - pynput's backends raise whatever their libraries raise
        reasons.append(f"pynput: {str(error).partition(chr(10))[0] or type(error).__name__}")
    return "; ".join(reasons)
